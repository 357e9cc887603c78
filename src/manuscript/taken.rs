//! A manuscript while it is taken down line by line: of marks and tags only what they mean goes in.

use super::{Manuscript, Paragraph, Within};

/// A manuscript that is being written.
#[derive(Default)]
pub(super) struct Taken {
    pub(super) manuscript: Manuscript,
}

/// A line that is being written.
#[derive(Clone, Debug, Default)]
pub(super) struct Open {
    pub(super) text: String,
    /// Its notes and pictures count bytes of the line.
    pub(super) paragraph: Paragraph,
    /// Bytes of the line that are set in bold.
    pub(super) bold: Vec<std::ops::Range<usize>>,
}

impl Open {
    /// Whether nothing is in it.
    pub(super) fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
            && self.paragraph.notes.is_empty()
            && self.paragraph.pictures.is_empty()
    }
}

impl Taken {
    /// Adds a line; a cell keeps an empty one, elsewhere it is none.
    pub(super) fn line(&mut self, mut open: Open) {
        let in_cell = matches!(open.paragraph.within, Within::Cell { .. });
        if open.is_empty() && !in_cell {
            return;
        }
        let text = open.text.trim_end().to_owned();
        let manuscript = &mut self.manuscript;
        if !manuscript.paragraphs.is_empty() {
            manuscript.text.push('\n');
        }
        let start = manuscript.text.len();
        manuscript.text.push_str(&text);
        let look = &mut open.paragraph.look;
        if let Some(first) = open.bold.first().filter(|first| first.start == 0) {
            if first.end >= text.len() {
                look.bold = true;
            } else {
                look.lead = Some(text.get(..first.end).unwrap_or_default().chars().count());
            }
        }
        for (at, _) in open.paragraph.notes.iter_mut().chain(&mut open.paragraph.pictures) {
            *at = start + (*at).min(text.len());
        }
        open.paragraph.range = start..start + text.len();
        manuscript.paragraphs.push(open.paragraph);
    }
}
