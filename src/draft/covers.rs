//! The law of a draft: each byte of a manuscript is in exactly one piece of it or among what was left out. What it says
//! of characters is for the account.

use std::fmt;
use std::ops::Range;

use super::{Block, BlockKind, Draft, Item, Number, Part, Piece, Text};
use crate::manuscript::Manuscript;

/// Where a draft breaks the law; ranges count bytes of [`Manuscript::text`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Breach {
    /// Nowhere in the draft.
    Lost(Range<usize>),
    /// More than once.
    Twice(Range<usize>),
}

impl fmt::Display for Breach {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lost(range) => write!(formatter, "{range:?} is lost"),
            Self::Twice(range) => write!(formatter, "{range:?} is there twice"),
        }
    }
}

impl std::error::Error for Breach {}

impl Draft {
    /// Asks whether every byte of the text but line feeds is in one place exactly.
    ///
    /// # Errors
    /// The first stretch that is not.
    pub fn covers(&self, manuscript: &Manuscript) -> Result<(), Breach> {
        let mut ranges = self.ranges();
        ranges.sort_by_key(|range| (range.start, range.end));
        let mut at = 0;
        for range in ranges {
            if range.start < at {
                return Err(Breach::Twice(range.start..at.min(range.end)));
            }
            lost(manuscript, at..range.start)?;
            at = range.end;
        }
        lost(manuscript, at..manuscript.text.len())
    }

    /// All bytes it speaks of, in no order; none of them empty.
    #[must_use]
    pub fn ranges(&self) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> =
            self.left_out.iter().map(|left_out| left_out.range.clone()).collect();
        for part in &self.parts {
            of_part(part, &mut found);
        }
        found.retain(|range| !range.is_empty());
        found
    }
}

fn lost(manuscript: &Manuscript, gap: Range<usize>) -> Result<(), Breach> {
    let text = manuscript.text.as_bytes();
    let held = |at: &usize| text.get(*at).is_some_and(|byte| *byte != b'\n');
    match gap.clone().find(held) {
        Some(first) => Err(Breach::Lost(first..gap.end)),
        None => Ok(()),
    }
}

fn of_part(part: &Part, found: &mut Vec<Range<usize>>) {
    found.extend(part.mark.iter().filter_map(|mark| mark.from.clone()));
    for line in &part.title {
        of_text(line, found);
    }
    of_blocks(&part.blocks, found);
}

fn of_blocks(blocks: &[Block], found: &mut Vec<Range<usize>>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Heading(heading) => {
                of_number(&heading.number, found);
                of_text(&heading.title, found);
                heading.run_in.iter().for_each(|text| of_text(text, found));
                of_blocks(&heading.blocks, found);
            }
            BlockKind::Paragraph(text) => of_text(text, found),
            BlockKind::Items(items) | BlockKind::AttachmentNote(items) => {
                for Item { number, text } in items {
                    of_number(number, found);
                    of_text(text, found);
                }
            }
            BlockKind::Table(table) => {
                let cells = table.rows.iter().flatten().map(|cell| &cell.text);
                let texts = table.title.iter().chain(&table.unit).chain(&table.notes).chain(cells);
                texts.for_each(|text| of_text(text, found));
            }
            BlockKind::Figure(figure) => {
                figure.title.iter().for_each(|text| of_text(text, found));
            }
            BlockKind::Contents(contents) => of_text(&contents.title, found),
            BlockKind::PageBreak => {}
            BlockKind::Landscape(blocks) => of_blocks(blocks, found),
            BlockKind::Signature { names, date } => {
                names.iter().chain(date).for_each(|text| of_text(text, found));
            }
        }
    }
}

fn of_number(number: &Number, found: &mut Vec<Range<usize>>) {
    if let Number::Typed(range) = number {
        found.push(range.clone());
    }
}

fn of_text(text: &Text, found: &mut Vec<Range<usize>>) {
    for piece in &text.0 {
        match piece {
            Piece::Kept(range) | Piece::Changed { from: range, .. } => found.push(range.clone()),
            Piece::Added { .. } | Piece::Counted(_) => {}
            Piece::Note(text) => of_text(text, found),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{LeftOut, Why};
    use super::*;
    use crate::manuscript::Place;

    fn draft(kept: &[Range<usize>], left_out: &[Range<usize>]) -> Draft {
        let block = |range: &Range<usize>| Block {
            kind: BlockKind::Paragraph(Text::kept(range.clone())),
            place: Place::Whole,
            guess: None,
        };
        let left = |range: &Range<usize>| LeftOut { range: range.clone(), why: Why::Edge };
        Draft {
            parts: vec![Part { blocks: kept.iter().map(block).collect(), ..Part::default() }],
            left_out: left_out.iter().map(left).collect(),
            ..Draft::default()
        }
    }

    #[test]
    #[expect(clippy::single_range_in_vec_init)]
    fn every_byte_but_line_feeds_is_asked_for_once() {
        let manuscript = Manuscript { text: "甲\n乙 \n".to_owned(), ..Manuscript::default() };
        let asked = |kept: &[Range<usize>], left: &[Range<usize>]| {
            draft(kept, left).covers(&manuscript).err()
        };
        assert_eq!(asked(&[0..3, 4..7], &[7..8]), None);
        assert_eq!(asked(&[0..3, 4..8], &[]), None);
        assert_eq!(asked(&[0..3, 4..7], &[]), Some(Breach::Lost(7..9)));
        assert_eq!(asked(&[4..8], &[]), Some(Breach::Lost(0..4)));
        assert_eq!(asked(&[0..3, 0..3, 4..8], &[]), Some(Breach::Twice(0..3)));
        assert_eq!(asked(&[0..3, 4..8], &[7..8]), Some(Breach::Twice(7..8)));
    }
}
