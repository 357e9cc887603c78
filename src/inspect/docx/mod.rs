//! The one reader of DOCX, of ours and of other programs: all that a file holds ([`word`]), and of that the text in
//! order, with the numbers that programs print in front of paragraphs, and then its notes ([`docx`]). What the text
//! means is not known here.

mod content;
mod drawing;
mod field;
mod formula;
mod labels;
mod note;
mod numeral;
mod package;
mod page;
mod reader;
mod section;
mod styles;
mod symbol;
mod table;
mod whole;
mod xml;

pub use content::{
    CellPlace, ParagraphLook, Piece, RunLook, State, Story, WordCell, WordDocument, WordLabel,
    WordParagraph, WordPicture, WordTable,
};
pub use symbol::sign;

use self::package::Package;
use self::whole::read;
use crate::diag::Diagnostic;

/// A paragraph of a DOCX's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its number as programs print it: `（三）`.
    pub label: String,
    /// Its text; a line feed for a line break.
    pub text: String,
    /// The cell it stands in.
    pub cell: Option<CellPlace>,
    /// It is of a table of contents (目录), which says again what headings say.
    pub in_contents: bool,
    /// The page it begins on, from 1, as far as the file tells: pages that the last program to lay it out has
    /// marked, else only those that its author began.
    pub page: usize,
}

/// Reads the text of a DOCX; `name` is what messages call it. Headers, footers and comments are left out; so is what is
/// deleted or hidden.
///
/// # Errors
/// A file that is no DOCX, or is damaged.
pub fn docx(name: &str, bytes: &[u8]) -> Result<Vec<Paragraph>, Diagnostic> {
    let document = read(&mut Package::open(name, bytes)?, false)?;
    Ok(document.paragraphs.iter().filter_map(shown).collect())
}

/// Reads all that a DOCX holds; `name` is what messages call it.
///
/// # Errors
/// A file that is no DOCX, or is damaged.
pub fn word(name: &str, bytes: &[u8]) -> Result<WordDocument, Diagnostic> {
    read(&mut Package::open(name, bytes)?, true)
}

/// What is shown of a paragraph that is text.
fn shown(paragraph: &WordParagraph) -> Option<Paragraph> {
    let label = match paragraph.story {
        Story::Body | Story::Note(_) => paragraph.label.as_ref(),
        _ => return None,
    };
    let mut text = String::new();
    for piece in &paragraph.pieces {
        match piece {
            Piece::Text {
                text: own, state: State::Shown | State::Contents | State::Ruby, ..
            } => {
                text.extend(own.chars().map(|c| if c == '\u{2028}' { '\n' } else { c }));
            }
            Piece::PageBreak => text.push('\n'),
            Piece::Note { mark, .. } => text.push_str(mark),
            Piece::Symbol(..) => text.push(char::REPLACEMENT_CHARACTER),
            _ => {}
        }
    }
    if matches!(paragraph.story, Story::Note(_)) && label.is_some() {
        // Between the number of a note and its words.
        let words = text.trim_start_matches('\t').len();
        text.drain(..text.len() - words);
    }
    let label = label.map(|label| label.text.clone()).unwrap_or_default();
    let in_contents = is_contents(paragraph);
    Some(Paragraph { label, text, cell: paragraph.cell, in_contents, page: paragraph.page })
}

/// Whether nothing is shown in a paragraph but a table of contents.
fn is_contents(paragraph: &WordParagraph) -> bool {
    let texts = paragraph.pieces.iter().filter_map(|piece| match piece {
        Piece::Text { text, state, .. } if !text.trim().is_empty() => Some(*state),
        _ => None,
    });
    let (mut found, mut other) = (false, false);
    for state in texts {
        found |= state == State::Contents;
        other |= state == State::Shown;
    }
    found && !other
}

#[cfg(test)]
mod tests;
