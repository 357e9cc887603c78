//! Which headings a paragraph stands under.

use crate::check::{Read, Reading};
use crate::proof::{Kind, Paragraph};

/// A heading numbered 3.2 has no more characters.
const LONGEST_HEADING: usize = 20;

/// The headings above a paragraph, the outermost first; its own run-in heading is the last.
#[derive(Default)]
pub(super) struct Headings<'p> {
    stack: Vec<(u8, &'p str)>,
}

impl<'p> Headings<'p> {
    fn enter(&mut self, paragraph: &'p Paragraph) {
        if matches!(paragraph.kind, Kind::Title | Kind::Mark) {
            self.stack.clear();
        }
        if let Some(words) = decimal(paragraph) {
            self.stack = vec![(1, words)];
            return;
        }
        let Some(words) = paragraph.heading.clone().and_then(|range| paragraph.text.get(range))
        else {
            return;
        };
        let level = paragraph.level.unwrap_or(1);
        self.stack.retain(|(above, _)| *above < level);
        self.stack.push((level, words));
    }

    /// The innermost heading; empty where there is none.
    pub(super) fn innermost(&self) -> &'p str {
        self.stack.last().map_or("", |(_, words)| words)
    }

    /// Whether one of them has one of the words.
    pub(super) fn any(&self, words: &[&str]) -> bool {
        self.stack.iter().any(|(_, heading)| words.iter().any(|word| heading.contains(word)))
    }
}

/// Shows every paragraph of running text with its headings.
pub(super) fn with_headings<'p>(
    reading: &Reading<'p>,
    mut show: impl FnMut(&Read<'p>, &Headings<'p>),
) {
    let mut headings = Headings::default();
    for read in &reading.paragraphs {
        headings.enter(read.paragraph);
        if read.paragraph.is_prose() {
            show(read, &headings);
        }
    }
}

/// The words behind `3.2 `, a heading numbered by the parts above it.
fn decimal(paragraph: &Paragraph) -> Option<&str> {
    let text = paragraph.text.trim();
    let words = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let number = &text[..text.len() - words.len()];
    let heads = paragraph.kind == Kind::Body && words.chars().count() <= LONGEST_HEADING;
    let numbered = number.starts_with(|c: char| c.is_ascii_digit()) && number[1..].contains('.');
    (heads
        && numbered
        && words.starts_with([' ', '　'])
        && !words.contains(['。', '，', '；', '：']))
    .then(|| words.trim())
}
