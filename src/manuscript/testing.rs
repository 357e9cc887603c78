//! A manuscript as a test writes it down.

use super::{Manuscript, Within};

/// A line for each paragraph: what it is, its number and its text.
pub(super) fn dump(manuscript: &Manuscript) -> Vec<String> {
    let line = |paragraph: &super::Paragraph| {
        let kind = match paragraph.within {
            Within::Body => paragraph.look.outline.map(|level| format!("H{level} ")),
            Within::Cell { table, row, column } => Some(format!("{table}:{row},{column} ")),
            Within::Note(note) => Some(format!("注{note} ")),
        };
        let label = paragraph.label.as_ref().map(|label| format!("[{}]", label.text));
        let text = manuscript.text_of(paragraph);
        format!("{}{}{text}", kind.unwrap_or_default(), label.unwrap_or_default())
    };
    manuscript.paragraphs.iter().map(line).collect()
}
