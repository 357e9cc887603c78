//! Where the lines of a text begin. Columns and display are not decided here.

use std::ops::Range;

/// The first bytes of all lines of a text whose lines end in `\n`.
#[derive(Debug, Default)]
pub(super) struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// The lines of `text`.
    pub(super) fn new(text: &str) -> Self {
        let after_breaks = text
            .bytes()
            .enumerate()
            .filter(|(_, byte)| *byte == b'\n')
            .filter_map(|(offset, _)| u32::try_from(offset + 1).ok());
        Self { starts: std::iter::once(0).chain(after_breaks).collect() }
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
}
