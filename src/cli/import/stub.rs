//! Stands in until texts and drafts are read in their own rooms.

use crate::draft::{Block, BlockKind, Draft, LeftOut, Part, Text, Why};
use crate::manuscript::{Manuscript, Paragraph, Place};

pub(super) fn of_text(text: &str) -> Manuscript {
    let mut start = 0;
    let mut paragraphs = Vec::new();
    for (index, line) in text.split('\n').enumerate() {
        let range = start..start + line.len();
        start += line.len() + 1;
        paragraphs.push(Paragraph { range, place: Place::Line(index + 1), ..Paragraph::default() });
    }
    Manuscript { text: text.to_owned(), paragraphs, is_plain_text: true, ..Manuscript::default() }
}

pub(super) fn of(manuscript: &Manuscript) -> Draft {
    let mut part = Part::default();
    let mut left_out = Vec::new();
    for paragraph in &manuscript.paragraphs {
        let text = manuscript.text_of(paragraph);
        let lead = text.len() - text.trim_start().len();
        let end = paragraph.range.start + text.trim_end().len().max(lead);
        let start = paragraph.range.start + lead;
        left_out.push(LeftOut { range: paragraph.range.start..start, why: Why::Edge });
        left_out.push(LeftOut { range: end..paragraph.range.end, why: Why::Edge });
        if start < end {
            let kind = BlockKind::Paragraph(Text::kept(start..end));
            part.blocks.push(Block { kind, place: paragraph.place.clone(), guess: None });
        }
    }
    Draft { parts: vec![part], left_out, ..Draft::default() }
}
