//! What flows: paragraphs and tables, set to their measure, in order.

use rayon::prelude::*;

use super::figure::{self, SetFigure};
use super::limits::Room;
use super::line::Measure;
use super::note::{SetNote, lines_of_marks};
use super::page::{Facts, TableFacts};
use super::paragraph::{self, SetParagraph};
use super::shape::Shaper;
use super::table::{SetTable, Strips, column_widths, set_table};
use crate::diag::{Diagnostic, Diagnostics, Span};
use crate::galley::{Block, Figure, Paragraph, Section, Table};
use crate::template::Role;
use crate::unit::{Em, Length};

/// Something that flows.
pub(super) enum Unit<'a> {
    /// A paragraph.
    Paragraph {
        paragraph: &'a Paragraph,
        set: SetParagraph,
        notes: Vec<SetNote>,
        keep_with_next: bool,
        /// A note right under a table: not brought back onto the grid.
        under_table: bool,
    },
    /// A picture; the line under it follows.
    Figure { figure: &'a Figure, set: SetFigure },
    /// A table without the lines above and below it.
    Table { table: &'a Table, page_break_before: bool, set: SetTable, mark: Option<SetParagraph> },
}

impl Unit<'_> {
    /// How high it is, with its notes.
    pub(super) fn height(&self) -> Length {
        match self {
            Unit::Paragraph { set, notes, .. } => {
                set.height() + notes.iter().map(SetNote::height).sum()
            }
            Unit::Figure { set, .. } => set.height,
            Unit::Table { set, .. } => set.heights.iter().copied().sum(),
        }
    }

    pub(super) fn span(&self) -> Span {
        match self {
            Unit::Paragraph { paragraph, .. } => paragraph.span,
            Unit::Figure { figure, .. } => figure.span,
            Unit::Table { table, .. } => table.span,
        }
    }

    pub(super) fn page_break_before(&self) -> bool {
        match self {
            Unit::Paragraph { paragraph, .. } => paragraph.page_break_before,
            Unit::Figure { figure, .. } => figure.page_break_before,
            Unit::Table { page_break_before, .. } => *page_break_before,
        }
    }
}

/// Blocks that are set one after the other; of a longer section, such pieces side by side.
const PIECE: usize = 128;

/// Pieces that are set before it is seen whether there is room for them.
const AT_ONCE: usize = 32;

/// Sets every block of a section that there is room for; notes what the DOCX must know.
pub(super) fn units<'a>(
    section: &'a Section,
    facts: &mut Facts,
    room: &mut Room,
    shaper: &mut Shaper<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Unit<'a>> {
    let mut units = Vec::with_capacity(section.blocks.len());
    // Most characters are looked up in the first piece already.
    let (first, others) = section.blocks.split_at(section.blocks.len().min(PIECE));
    for blocks in std::iter::once(first).chain(others.chunks(PIECE * AT_ONCE)) {
        let pieces: Vec<Piece<'a>> = if blocks.len() > PIECE {
            let pieces = blocks.par_chunks(PIECE);
            pieces.map(|blocks| Piece::set(blocks, &mut shaper.another())).collect()
        } else {
            vec![Piece::set(blocks, shaper)]
        };
        for piece in pieces {
            facts.extend(piece.facts);
            diagnostics.extend(shaper.untold(piece.diagnostics));
            for (block, set) in piece.blocks {
                let is_left = room.take(&set, block, diagnostics);
                units.extend(set);
                if !is_left {
                    return units;
                }
            }
        }
    }
    units
}

/// Some blocks of a section, set.
struct Piece<'a> {
    blocks: Vec<(&'a Block, Vec<Unit<'a>>)>,
    facts: Facts,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Piece<'a> {
    fn set(blocks: &'a [Block], shaper: &mut Shaper<'_>) -> Self {
        let page = shaper.sheet.page;
        let measure = Measure { left: page.binding, width: page.area_width };
        let (mut facts, mut diagnostics) = (Facts::default(), Diagnostics::new());
        let mut setter =
            Setter { measure, shaper, diagnostics: &mut diagnostics, facts: &mut facts };
        let blocks = blocks.iter().map(|block| (block, setter.block(block))).collect();
        Self { blocks, facts, diagnostics: diagnostics.into_sorted() }
    }
}

struct Setter<'a, 'b> {
    measure: Measure,
    shaper: &'a mut Shaper<'b>,
    diagnostics: &'a mut Diagnostics,
    facts: &'a mut Facts,
}

impl Setter<'_, '_> {
    fn block<'g>(&mut self, block: &'g Block) -> Vec<Unit<'g>> {
        let mut units = Vec::new();
        match block {
            Block::Paragraph(paragraph) => units.push(self.paragraph(paragraph, false)),
            Block::Figure(figure) => self.figure(figure, &mut units),
            Block::Table(table) => self.table(table, &mut units),
            Block::Contents(contents) => {
                units.extend(contents.paragraphs().map(|line| self.paragraph(line, false)));
            }
        }
        units
    }

    fn paragraph<'g>(&mut self, paragraph: &'g Paragraph, under_table: bool) -> Unit<'g> {
        let set = self.set(paragraph);
        let notes = self.notes(paragraph, &set);
        let keep_with_next = self.shaper.sheet.roles[paragraph.role].keep_with_next;
        Unit::Paragraph { paragraph, set, notes, keep_with_next, under_table }
    }

    fn notes(&mut self, paragraph: &Paragraph, set: &SetParagraph) -> Vec<SetNote> {
        let mut lines = lines_of_marks(&set.lines).into_iter();
        let mut notes = Vec::with_capacity(paragraph.notes.len());
        for note in &paragraph.notes {
            // The last of its characters, all of which stand on one line.
            let line = lines.by_ref().take(note.number.chars().count()).last().unwrap_or_default();
            let text = self.set(&note.text);
            notes.push(SetNote::new(note, line, text, self.measure.left, self.shaper));
        }
        notes
    }

    fn set(&mut self, paragraph: &Paragraph) -> SetParagraph {
        let set = paragraph::set(paragraph, self.measure, None, self.shaper, self.diagnostics);
        if let Some(fixed) = &set.fixed {
            self.facts.lines.insert(paragraph.id, fixed.clone());
        }
        set
    }

    fn figure<'g>(&mut self, figure: &'g Figure, units: &mut Vec<Unit<'g>>) {
        let caption = figure.caption.as_ref().map(|line| self.paragraph(line, false));
        let lines_below = match &caption {
            Some(Unit::Paragraph { set, .. }) => set.lines_of(self.shaper.sheet.grid.line_pitch),
            _ => 0,
        };
        let sheet = self.shaper.sheet;
        let top = Strips::of(sheet).top;
        let set = figure::set(figure, sheet, top, lines_below, self.diagnostics);
        units.extend(set.map(|set| Unit::Figure { figure, set }));
        units.extend(caption);
    }

    fn table<'g>(&mut self, table: &'g Table, units: &mut Vec<Unit<'g>>) {
        let sheet = self.shaper.sheet;
        let padding = sheet.table.padding_x;
        let least = Em::ONE.of(sheet.roles[Role::TableText].size) + padding + padding;
        let widths = column_widths(table, self.measure.width, least, self.shaper, self.diagnostics);
        let Some(widths) = widths else { return };
        units.extend(table.above.iter().map(|line| self.paragraph(line, false)));
        // A table narrower than the type area stands in its middle, in both files.
        let free = self.measure.width - widths.iter().copied().sum();
        let left = self.measure.left + free / 2;
        let set = set_table(table, &widths, left, self.shaper, self.diagnostics);
        let (rows, unaligned) = (set.heights.clone(), set.unaligned.clone());
        let facts = TableFacts { columns: widths, rows, unaligned, ..TableFacts::default() };
        self.facts.tables.insert(table.id, facts);
        let first = table.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.paragraphs);
        let page_break_before =
            table.above.is_empty() && first.take(1).any(|paragraph| paragraph.page_break_before);
        let mark = table.continued.as_ref().map(|line| self.set(line));
        units.push(Unit::Table { table, page_break_before, set, mark });
        units.extend(table.below.iter().map(|note| self.paragraph(note, true)));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{book, paragraph, sheet, span};
    use super::*;
    use crate::diag::Code;

    #[test]
    fn a_long_section_is_set_as_its_blocks_are_one_after_the_other() {
        let text = |id: u32| "公文".repeat(1 + id as usize % 40);
        let count = u32::try_from(3 * PIECE + 7).unwrap();
        let blocks: Vec<Block> =
            (0..count).map(|id| Block::Paragraph(paragraph(id, Role::Body, &text(id)))).collect();
        let shaper = || Shaper::new(sheet(), book());
        let alone = |block: &Block| {
            Piece::set(std::slice::from_ref(block), &mut shaper()).blocks[0].1[0].height()
        };
        let due: Vec<Length> = blocks.iter().map(alone).collect();
        let section = Section { blocks, ..Section::default() };
        let mut diagnostics = Diagnostics::new();
        let (mut facts, mut room) = (Facts::default(), Room::of(sheet()));
        let units = units(&section, &mut facts, &mut room, &mut shaper(), &mut diagnostics);
        assert_eq!(units.iter().map(Unit::height).collect::<Vec<_>>(), due);
        assert!(due.iter().any(|height| *height != due[0]));
        assert_eq!(diagnostics.into_sorted(), []);
    }

    #[test]
    fn what_two_pieces_tell_of_one_character_is_told_once() {
        let warning = |code, text: &str| Diagnostic::warning(Code(code), span(), text.to_owned());
        let (first, second) =
            (warning("G004", "“龘”用本机的字"), warning("G004", "“靐”用本机的字"));
        let other = warning("L001", "表太宽");
        let mut shaper = Shaper::new(sheet(), book());
        let mut told = Vec::new();
        for found in
            [vec![first.clone(), other.clone()], vec![first.clone(), other.clone(), second.clone()]]
        {
            told.extend(shaper.untold(found));
        }
        assert_eq!(told, [first, other.clone(), other, second]);
    }
}
