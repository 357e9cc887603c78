//! Running text: literal stretches, formulas and notes, each with its place.

use crate::diag::Span;

/// A text in the author's words, `{{…}}` set apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inline {
    /// The whole scalar in the source.
    pub span: Span,
    /// In order; empty for an empty text.
    pub pieces: Vec<Piece>,
}

/// A stretch of an [`Inline`]; of a note, the place where its number stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Literal, formula or note.
    pub kind: PieceKind,
    /// The literal text, or the formula between the braces; empty for a note.
    pub text: String,
    /// Where it stands. When the span is as long as the text, both run byte by byte in step; otherwise
    /// (escapes in a quoted scalar) the span is all that is known.
    pub span: Span,
}

/// What a [`Piece`] is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PieceKind {
    /// Printed as it stands.
    Text,
    /// Evaluated by `figures`.
    Formula,
    /// `{{注：…}}`: a text at the foot of the page (脚注).
    Note(Inline),
}

impl Inline {
    /// A text of one literal piece.
    #[must_use]
    pub fn literal(text: impl Into<String>, span: Span) -> Self {
        let text = text.into();
        let pieces = if text.is_empty() {
            Vec::new()
        } else {
            vec![Piece { kind: PieceKind::Text, text, span }]
        };
        Self { span, pieces }
    }

    /// Whether nothing would be printed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pieces.iter().all(|piece| piece.text.is_empty())
    }
}

/// The place of the character at byte `offset` of `text`, which came from `span` (see [`Piece::span`]).
#[must_use]
pub fn place_of_char(text: &str, span: Span, offset: usize) -> Span {
    let length = text[offset..].chars().next().map_or(0, char::len_utf8);
    if (span.end - span.start) as usize == text.len() {
        let start = span.start + u32::try_from(offset).unwrap_or(0);
        Span::new(span.file, start, start + u32::try_from(length).unwrap_or(0))
    } else {
        span
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::FileId;

    #[test]
    fn a_character_is_placed_exactly_where_source_and_text_run_in_step() {
        let file = FileId::new(0);
        let span = Span::new(file, 10, 16);
        assert_eq!(place_of_char("公文", span, 3), Span::new(file, 13, 16));
        assert_eq!(place_of_char("公", span, 0), span);
    }
}
