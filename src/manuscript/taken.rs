//! A manuscript while it is taken down line by line: of marks and tags only what they mean goes in.

use super::{CountedLabel, Manuscript, Paragraph, Picture, Place, Within};

/// A text with marks that is being read, and how far.
pub(super) struct Source<'a> {
    text: &'a str,
    /// The bytes of a picture that lies beside it, by its name.
    file: &'a dyn Fn(&str) -> Option<Vec<u8>>,
    /// The line that was reached, and its byte.
    line: (usize, usize),
}

impl<'a> Source<'a> {
    pub(super) fn new(text: &'a str, file: &'a dyn Fn(&str) -> Option<Vec<u8>>) -> Self {
        Self { text, file, line: (1, 0) }
    }

    /// Goes on to a byte.
    pub(super) fn at(&mut self, offset: usize) {
        if let Some(passed) = self.text.get(self.line.1..offset) {
            self.line = (self.line.0 + passed.matches('\n').count(), offset);
        }
    }

    /// Where it has come to.
    pub(super) fn place(&self) -> Place {
        Place::Line(self.line.0)
    }

    /// A picture it names.
    pub(super) fn picture(&self, name: &str, alt: Option<String>) -> Picture {
        let bytes = (self.file)(name).unwrap_or_default();
        let ending = ending(name).to_lowercase();
        Picture { bytes, ending, alt: alt.filter(|alt| !alt.is_empty()), width: None }
    }
}

/// How a file of this name ends; of a picture that stands in the page itself, its type: `data:image/svg+xml;base64,…`.
fn ending(name: &str) -> &str {
    if let Some(data) = name.strip_prefix("data:image/") {
        let kind = data.find([';', ',']).map_or(data, |end| &data[..end]);
        return kind.split('+').next().unwrap_or_default();
    }
    name.rsplit_once('.').map_or("", |(_, ending)| ending)
}

/// Open lists, the outer one first: the next number of each; `None` of those with dots.
#[derive(Default)]
pub(super) struct Lists(pub(super) Vec<Option<u64>>);

impl Lists {
    /// The number of the next item of the inner one.
    pub(super) fn item(&mut self) -> Option<CountedLabel> {
        let level = u8::try_from(self.0.len().saturating_sub(1)).unwrap_or(u8::MAX);
        let number = self.0.last_mut()?.as_mut()?;
        let text = format!("{number}.");
        *number = number.saturating_add(1);
        Some(CountedLabel { text, level })
    }
}

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
    /// Puts empty lines for cells that a table lacks, by row and column in order, each behind what stands in the rows up
    /// to its own; the table's own lines begin with the paragraph `first`, nothing stands behind them.
    pub(super) fn fill(&mut self, table: usize, first: usize, missing: Vec<(usize, usize)>) {
        if missing.is_empty() {
            return;
        }
        let manuscript = &mut self.manuscript;
        let behind = manuscript.paragraphs.split_off(first);
        let start = behind.first().map_or(manuscript.text.len(), |own| own.range.start);
        let old = manuscript.text.split_off(start);
        manuscript.text.truncate(manuscript.text.trim_end_matches('\n').len());
        let mut missing = missing.into_iter().peekable();
        let mut place = Place::Whole;
        for mut own in behind {
            let row = match own.within {
                Within::Cell { table: other, row, .. } if other == table => row,
                _ => 0,
            };
            while let Some((row, column)) = missing.next_if(|(before, _)| *before < row) {
                self.empty(Within::Cell { table, row, column }, &place);
            }
            place = own.place.clone();
            let text = &old[own.range.start - start..own.range.end - start];
            let from = own.range.start;
            own.range = self.append(text);
            for (at, _) in own.notes.iter_mut().chain(&mut own.pictures) {
                *at = *at - from + own.range.start;
            }
            self.manuscript.paragraphs.push(own);
        }
        for (row, column) in missing {
            self.empty(Within::Cell { table, row, column }, &place);
        }
    }

    fn empty(&mut self, within: Within, place: &Place) {
        let range = self.append("");
        let place = place.clone();
        let paragraph = Paragraph { range, place, within, ..Paragraph::default() };
        self.manuscript.paragraphs.push(paragraph);
    }

    /// Adds the text of a paragraph that is about to be added; its bytes.
    fn append(&mut self, text: &str) -> std::ops::Range<usize> {
        let manuscript = &mut self.manuscript;
        if !manuscript.paragraphs.is_empty() {
            manuscript.text.push('\n');
        }
        let start = manuscript.text.len();
        manuscript.text.push_str(text);
        start..manuscript.text.len()
    }

    /// Adds a line; a cell keeps an empty one, elsewhere it is none.
    pub(super) fn line(&mut self, mut open: Open) {
        let in_cell = matches!(open.paragraph.within, Within::Cell { .. });
        if open.is_empty() && !in_cell {
            return;
        }
        let text = open.text.trim_end().to_owned();
        let range = self.append(&text);
        let start = range.start;
        let manuscript = &mut self.manuscript;
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
        open.paragraph.range = range;
        manuscript.paragraphs.push(open.paragraph);
    }
}
