//! A paragraph of a proof: its text, what it is, and where each of its characters stands in the source.

use std::ops::Range;

use super::Label;
use crate::diag::Span;
use crate::galley::BlockId;

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// 附件标识: `附件4`.
    Mark,
    /// 公文标题, or one line of it.
    Title,
    /// A heading of a level, alone on its line.
    Heading,
    /// 正文; a run-in heading stands in front of it.
    Body,
    /// A cell of a table's header.
    Head,
    /// A cell of a table.
    Cell,
    /// The line above a table or under a picture.
    Caption,
    /// 单位：万元, above a table.
    TableUnit,
    /// 注, under a table.
    TableNote,
    /// 脚注.
    Footnote,
    /// 附件：1.……
    AttachmentNote,
    /// 主送机关.
    Addressee,
    /// 署名.
    Signature,
    /// 成文日期.
    Date,
    /// An empty line.
    Blank,
}

/// A stretch of a paragraph's text and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Bytes of the paragraph's text.
    pub range: Range<usize>,
    /// Where they come from.
    pub span: Span,
    /// The source holds these very bytes there, so that they can be changed there.
    pub verbatim: bool,
}

/// A line of a paragraph as it was set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetLine {
    /// The page, from 0.
    pub page: usize,
    /// Characters on it, its number included.
    pub characters: usize,
}

/// A paragraph.
#[derive(Clone, Debug)]
pub struct Paragraph {
    /// What it is.
    pub kind: Kind,
    /// The level of its 层次序数, from 1.
    pub level: Option<u8>,
    /// Its 层次序数.
    pub label: Option<Label>,
    /// The words of its heading, without number and without the mark behind them: all of a heading, the front of
    /// a paragraph with a run-in heading.
    pub heading: Option<Range<usize>>,
    /// The text as written; a typed number is in it, one that a program counts is not.
    pub text: String,
    /// In order and without gaps.
    pub stretches: Vec<Stretch>,
    /// Which part of the document it is of: one for each attachment, from 0.
    pub part: usize,
    /// The paragraph of the galley it is of.
    pub block: Option<BlockId>,
    /// As set on the page; empty where nobody has set it.
    pub lines: Vec<SetLine>,
}

impl Paragraph {
    /// A paragraph whose text stands verbatim at `span`.
    #[must_use]
    pub fn verbatim(kind: Kind, text: &str, span: Span) -> Self {
        let stretch = Stretch { range: 0..text.len(), span, verbatim: true };
        Self {
            kind,
            level: None,
            label: None,
            heading: None,
            text: text.to_owned(),
            stretches: vec![stretch],
            part: 0,
            block: None,
            lines: Vec::new(),
        }
    }

    /// Running text: what is written in sentences, not headings and not what stands in tables.
    #[must_use]
    pub fn is_prose(&self) -> bool {
        matches!(self.kind, Kind::Body | Kind::Footnote | Kind::TableNote)
    }

    /// Whether it stands in a table.
    #[must_use]
    pub fn is_cell(&self) -> bool {
        matches!(self.kind, Kind::Head | Kind::Cell)
    }

    /// Where the running text begins: behind the number, the run-in heading and its mark.
    #[must_use]
    pub fn body_start(&self) -> usize {
        let behind_label = self.label.as_ref().map_or(0, |label| label.range.end);
        match &self.heading {
            None => behind_label,
            Some(heading) => {
                let mark =
                    self.text[heading.end..].chars().next().filter(|mark| "：:。".contains(*mark));
                heading.end + mark.map_or(0, char::len_utf8)
            }
        }
    }

    /// The place of some bytes of the text. Where the source does not run in step with the text, the place of
    /// the whole stretch.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Option<Span> {
        let first = self.stretch(range.start)?;
        let last = if range.is_empty() { first } else { self.stretch(range.end - 1)? };
        let mut start = first.span.start;
        if first.in_step() {
            start += offset(range.start.saturating_sub(first.range.start));
        }
        let mut end = last.span.end;
        if last.in_step() {
            end = last.span.start + offset(range.end.saturating_sub(last.range.start));
        }
        (first.span.file == last.span.file && start <= end)
            .then(|| Span::new(first.span.file, start, end))
            .or(Some(first.span))
    }

    /// Whether the source holds these bytes just so, in one piece.
    #[must_use]
    pub fn is_verbatim(&self, range: &Range<usize>) -> bool {
        let within = |stretch: &Stretch| {
            stretch.verbatim && stretch.range.start <= range.start && range.end <= stretch.range.end
        };
        let from = self.stretches.partition_point(|stretch| stretch.range.end < range.start);
        let reaching = self.stretches[from..].iter();
        reaching.take_while(|stretch| stretch.range.start <= range.start).any(within)
    }

    /// The stretch that holds the byte at `at`; the last one for the end of the text.
    fn stretch(&self, at: usize) -> Option<&Stretch> {
        let found = self.stretches.partition_point(|stretch| stretch.range.end <= at);
        self.stretches.get(found).or(self.stretches.last())
    }
}

impl Stretch {
    fn in_step(&self) -> bool {
        (self.span.end - self.span.start) as usize == self.range.len()
    }
}

fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::FileId;

    #[test]
    fn a_place_is_exact_where_source_and_text_run_in_step() {
        let file = FileId::new(0);
        let mut paragraph = Paragraph::verbatim(Kind::Body, "支出为", Span::new(file, 10, 19));
        paragraph.text.push_str("5万元，");
        paragraph.stretches.push(Stretch {
            range: 9..16,
            span: Span::new(file, 21, 30),
            verbatim: false,
        });
        paragraph.stretches.push(Stretch {
            range: 16..19,
            span: Span::new(file, 32, 35),
            verbatim: true,
        });
        assert_eq!(paragraph.span(3..6), Some(Span::new(file, 13, 16)));
        assert_eq!(paragraph.span(9..10), Some(Span::new(file, 21, 30)), "a formula as a whole");
        assert_eq!(paragraph.span(6..19), Some(Span::new(file, 16, 35)), "over all of them");
        assert_eq!(paragraph.span(19..19), Some(Span::new(file, 35, 35)), "the end");
        assert!(paragraph.is_verbatim(&(16..19)));
        assert!(!paragraph.is_verbatim(&(6..19)) && !paragraph.is_verbatim(&(9..10)));
    }
}
