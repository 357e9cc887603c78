//! Where the lines of a text begin, and how many characters stand in front of a place. Display is not decided here.

use std::ops::Range;

/// The first bytes of all lines of a text whose lines end in `\n`.
#[derive(Debug, Default)]
pub(super) struct LineIndex {
    starts: Vec<u32>,
    /// How many characters begin in front of every [`STEP`]th byte: in a line of megabytes nobody wants to count
    /// them for every place.
    characters: Vec<u32>,
}

/// How far apart the places are of which it is known how many characters stand in front of them, in bytes.
const STEP: usize = 1024;

impl LineIndex {
    /// The lines of `text`.
    pub(super) fn new(text: &str) -> Self {
        let after_breaks = text
            .bytes()
            .enumerate()
            .filter(|(_, byte)| *byte == b'\n')
            .filter_map(|(offset, _)| u32::try_from(offset + 1).ok());
        let starts = std::iter::once(0).chain(after_breaks).collect();
        let steps = text.as_bytes().chunks(STEP).scan(0_u32, |count, step| {
            let before = *count;
            *count = before.saturating_add(u32::try_from(beginning(step)).unwrap_or(u32::MAX));
            Some(before)
        });
        Self { starts, characters: steps.collect() }
    }

    /// How many characters stand between two places of the text, both on the boundaries of characters.
    pub(super) fn characters(&self, text: &str, range: Range<usize>) -> usize {
        self.in_front(text, range.end).saturating_sub(self.in_front(text, range.start))
    }

    fn in_front(&self, text: &str, offset: usize) -> usize {
        let step = (offset / STEP).min(self.characters.len().saturating_sub(1));
        let known = self.characters.get(step).map_or(0, |count| *count as usize);
        known + text.as_bytes().get(step * STEP..offset).map_or(0, beginning)
    }

    /// The line, counted from 0, in which the byte at `offset` stands.
    pub(super) fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start as usize <= offset).saturating_sub(1)
    }

    /// The bytes of a line, counted from 0, without its line break; empty at the end for a line that
    /// is not there.
    pub(super) fn range(&self, text: &str, line: usize) -> Range<usize> {
        let start = self.starts.get(line).map_or(text.len(), |start| *start as usize);
        let end = self.starts.get(line + 1).map_or(text.len(), |next| *next as usize - 1);
        start..end.max(start)
    }

    /// How many lines there are, at least one.
    pub(super) fn count(&self) -> usize {
        self.starts.len().max(1)
    }
}

/// How many characters begin in some bytes of UTF-8.
fn beginning(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

/// The largest character boundary of `text` at or before `offset`.
pub(super) fn floor_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_found_by_offset_and_by_number() {
        let text = "甲\n\n乙丙";
        let index = LineIndex::new(text);
        assert_eq!(index.count(), 3);
        let of = |offset| index.line_of(offset);
        assert_eq!([of(0), of(3), of(4), of(5), of(99)], [0, 0, 1, 2, 2]);
        assert_eq!(&text[index.range(text, 0)], "甲");
        assert_eq!(&text[index.range(text, 1)], "");
        assert_eq!(&text[index.range(text, 2)], "乙丙");
        assert_eq!(&text[index.range(text, 3)], "");
    }

    #[test]
    fn characters_are_counted_across_steps() {
        let text = "甲a乙𬱖\n".repeat(700);
        let index = LineIndex::new(&text);
        let places: Vec<usize> =
            text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        for (count, at) in places.iter().enumerate().step_by(7) {
            assert_eq!(index.characters(&text, 0..*at), count);
            assert_eq!(index.characters(&text, *at..text.len()), places.len() - 1 - count);
        }
        assert_eq!(LineIndex::new("").characters("", 0..0), 0);
    }
}
