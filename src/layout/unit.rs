//! What flows: paragraphs and tables, set to their measure, in order.

use super::figure::{self, SetFigure};
use super::limits::Room;
use super::line::Measure;
use super::note::{SetNote, lines_of_marks};
use super::page::{Facts, TableFacts};
use super::paragraph::{self, SetParagraph};
use super::shape::Shaper;
use super::table::{SetTable, Strips, column_widths, set_table};
use crate::diag::{Diagnostics, Span};
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

/// Sets every block of a section that there is room for; notes what the DOCX must know.
pub(super) fn units<'a>(
    section: &'a Section,
    facts: &mut Facts,
    room: &mut Room,
    shaper: &mut Shaper<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Unit<'a>> {
    let page = shaper.sheet.page;
    let measure = Measure { left: page.binding, width: page.area_width };
    let mut setter = Setter { measure, shaper, diagnostics, facts };
    let mut units = Vec::with_capacity(section.blocks.len());
    for block in &section.blocks {
        let before = units.len();
        match block {
            Block::Paragraph(paragraph) => units.push(setter.paragraph(paragraph, false)),
            Block::Figure(figure) => setter.figure(figure, &mut units),
            Block::Table(table) => setter.table(table, &mut units),
            Block::Contents(contents) => {
                units.extend(contents.paragraphs().map(|line| setter.paragraph(line, false)));
            }
        }
        if !room.take(&units[before..], block, setter.diagnostics) {
            break;
        }
    }
    units
}

struct Setter<'a, 'b> {
    measure: Measure,
    shaper: &'a mut Shaper<'b>,
    diagnostics: &'a mut Diagnostics,
    facts: &'a mut Facts,
}

impl Setter<'_, '_> {
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
