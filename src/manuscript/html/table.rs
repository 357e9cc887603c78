//! Tags of tables: what they do to the reader of a page. Where cells stand is for `grid`.

use super::super::taken::Open;
use super::super::{Table, Within};
use super::grid::Grid;
use super::{Attributes, DEEPEST, Reader, attribute};

impl Reader<'_> {
    pub(super) fn begin_table(&mut self) {
        self.finish_line();
        if self.tables.len() < DEEPEST {
            let inside = self.tables.last().map(|grid| grid.index);
            let tables = &mut self.taken.manuscript.tables;
            tables.push(Table { inside, ..Table::default() });
            self.tables.push(Grid::new(tables.len() - 1, self.taken.manuscript.paragraphs.len()));
        }
    }

    pub(super) fn row(&mut self) {
        self.row_ends();
        if let Some(grid) = self.tables.last_mut() {
            grid.begin_row();
        }
    }

    pub(super) fn cell(&mut self, name: &str, attributes: &Attributes) {
        self.end_cell();
        let span = |name| attribute(attributes, name).and_then(|text| text.trim().parse().ok());
        let (rows, columns) = (span("rowspan").unwrap_or(1), span("colspan").unwrap_or(1));
        let Some(grid) = self.tables.last_mut() else { return };
        grid.begin_cell(rows, columns, name == "th");
    }

    /// Every cell has a line, though nothing stands in it.
    pub(super) fn end_cell(&mut self) {
        self.finish_line();
        let within = self.within();
        let Some(grid) = self.tables.last_mut() else { return };
        if grid.end_cell() {
            self.empty_line(within);
        }
    }

    fn empty_line(&mut self, within: Within) {
        let mut open = Open::default();
        open.paragraph.within = within;
        open.paragraph.place = self.source.place();
        self.taken.line(open);
    }

    /// A row with fewer cells than the others has empty ones.
    pub(super) fn row_ends(&mut self) {
        self.end_cell();
        let missing = self.tables.last_mut().map(Grid::end_row).unwrap_or_default();
        for within in missing {
            self.empty_line(within);
        }
    }

    pub(super) fn end_table(&mut self) {
        self.row_ends();
        let Some(mut grid) = self.tables.pop() else { return };
        let missing = grid.fill();
        self.taken.fill(grid.index, grid.first, missing);
        if let Some(table) = self.taken.manuscript.tables.get_mut(grid.index) {
            grid.into_table(table);
        }
    }
}
