//! The records of an XLS stream, and texts in them, which may go on in the next record.

use super::ole::{u16_at, u32_at};

const CONTINUED: u16 = 0x003C;

/// A record.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record<'a> {
    /// What it is.
    pub(super) kind: u16,
    /// Its bytes without kind and length.
    pub(super) data: &'a [u8],
}

impl Record<'_> {
    /// A number of two bytes.
    pub(super) fn u16_at(&self, at: usize) -> Option<u16> {
        u16_at(self.data, at)
    }

    /// A number of four bytes.
    pub(super) fn u32_at(&self, at: usize) -> Option<u32> {
        u32_at(self.data, at)
    }
}

/// The records of a stream, one after the other, up to the first that is cut off.
pub(super) struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    /// Before the first record.
    pub(super) const fn of(stream: &'a [u8]) -> Self {
        Self { rest: stream }
    }

    /// The bytes of a record that was just read, and of those that go on with it.
    pub(super) fn with_continued(&mut self, record: &Record<'a>) -> Vec<&'a [u8]> {
        let mut pieces = vec![record.data];
        while u16_at(self.rest, 0) == Some(CONTINUED) {
            let Some(next) = self.next() else { break };
            pieces.push(next.data);
        }
        pieces
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let kind = u16_at(self.rest, 0)?;
        let length = usize::from(u16_at(self.rest, 2)?);
        let (data, rest) = self.rest.get(4..)?.split_at_checked(length)?;
        self.rest = rest;
        Some(Record { kind, data })
    }
}

/// The bytes of a record in the pieces in which it stands in the file.
pub(super) struct Pieces<'a> {
    /// The last is read first.
    pieces: Vec<&'a [u8]>,
}

impl<'a> Pieces<'a> {
    /// Before the first byte.
    pub(super) fn of(mut pieces: Vec<&'a [u8]>) -> Self {
        pieces.reverse();
        Self { pieces }
    }

    /// A text whose length takes one byte.
    pub(super) fn short_text(&mut self) -> Option<String> {
        let length = usize::from(self.byte()?);
        self.characters(length)
    }

    /// A text whose length takes two bytes.
    pub(super) fn text(&mut self) -> Option<String> {
        let length = usize::from(u16::from_le_bytes([self.byte()?, self.byte()?]));
        self.characters(length)
    }

    /// Passes over bytes.
    pub(super) fn skip(&mut self, count: usize) {
        let mut left = count;
        while let Some(piece) = self.pieces.last_mut() {
            if piece.len() > left {
                *piece = piece.get(left..).unwrap_or_default();
                return;
            }
            left -= piece.len();
            self.pieces.pop();
        }
    }

    /// How it is written, then the characters, then what is written about them.
    fn characters(&mut self, length: usize) -> Option<String> {
        let flags = self.byte()?;
        let (has_notes, is_rich) = (flags & 4 != 0, flags & 8 != 0);
        let runs = if is_rich { u16::from_le_bytes([self.byte()?, self.byte()?]) } else { 0 };
        let notes = if has_notes {
            u32::from_le_bytes([self.byte()?, self.byte()?, self.byte()?, self.byte()?])
        } else {
            0
        };
        let mut wide = flags & 1 != 0;
        let mut units: Vec<u16> = Vec::new();
        for index in 0..length {
            // Where a text goes on in another piece, that says anew how it is written.
            if index > 0 && self.at_end_of_piece() {
                wide = self.byte()? & 1 != 0;
            }
            let low = self.byte()?;
            units.push(u16::from_le_bytes([low, if wide { self.byte()? } else { 0 }]));
        }
        self.skip(usize::from(runs) * 4);
        self.skip(usize::try_from(notes).ok()?);
        Some(String::from_utf16_lossy(&units))
    }

    /// All bytes of a piece are read; takes it off.
    fn at_end_of_piece(&mut self) -> bool {
        let is_end = self.pieces.last().is_some_and(|piece| piece.is_empty());
        if is_end {
            self.pieces.pop();
        }
        is_end
    }

    fn byte(&mut self) -> Option<u8> {
        loop {
            let piece = self.pieces.last_mut()?;
            if let Some((byte, rest)) = piece.split_first() {
                *piece = rest;
                return Some(*byte);
            }
            self.pieces.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_goes_on_in_the_next_record() {
        // Three hanzi, the last one in another piece; then two letters in single bytes.
        let first = [3, 0, 1, 0x00, 0x4E, 0x8C, 0x4E];
        let second = [1, 0x09, 0x4E, 2, 0, 0, b'A', b'B'];
        let mut pieces = Pieces::of(vec![&first, &second]);
        assert_eq!(pieces.text().as_deref(), Some("一二三"));
        assert_eq!(pieces.text().as_deref(), Some("AB"));
        assert_eq!(pieces.text(), None);
    }

    #[test]
    fn what_is_written_about_a_text_is_passed_over() {
        let bytes = [1, 0, 0x0C, 1, 0, 2, 0, 0, 0, b'A', 9, 9, 9, 9, 8, 8, 1, 0, 0, b'B'];
        let mut pieces = Pieces::of(vec![&bytes]);
        assert_eq!(pieces.text().as_deref(), Some("A"));
        assert_eq!(pieces.text().as_deref(), Some("B"));
    }

    #[test]
    fn records_end_where_one_is_cut_off() {
        let stream = [0x0A, 0, 1, 0, 7, 0x0B, 0, 9, 0, 1];
        let kinds: Vec<u16> = Records::of(&stream).map(|record| record.kind).collect();
        assert_eq!(kinds, [0x0A]);
    }
}
