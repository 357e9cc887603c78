//! A table of a proof: which text stands in which place, real tables and rows faked with spaces alike.

use std::ops::Range;

/// A table.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Columns from left to right.
    pub columns: usize,
    /// Rows that are the header.
    pub head: Range<usize>,
    /// Its rows from top to bottom: the cells that begin in each, from left to right.
    pub rows: Vec<Vec<Cell>>,
    /// The paragraph above it with its title.
    pub title: Option<usize>,
    /// The paragraph above it with the unit of its numbers.
    pub unit: Option<usize>,
    /// Lines of text whose columns are made with spaces or tabs.
    pub faked: bool,
    /// Of those, the table of a text file whose every tab parts two cells, empty ones too: a program wrote it so.
    pub tabbed: bool,
    /// A form filled in by the program (绩效自评表).
    pub is_form: bool,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Its column, from 0.
    pub column: usize,
    /// Columns covered.
    pub columns: usize,
    /// Rows covered.
    pub rows: usize,
    /// The paragraph its text begins in.
    pub paragraph: usize,
    /// Where in that paragraph: all of it, or a part of a faked row.
    pub range: Range<usize>,
    /// Its text, of several paragraphs with nothing between them.
    pub text: String,
}

impl Table {
    /// The texts of the header above a column, from top to bottom.
    pub fn heads(&self, column: usize) -> impl Iterator<Item = &str> {
        let rows = self.rows.get(self.head.clone()).unwrap_or_default();
        let cells = rows.iter().flatten();
        cells.filter(move |cell| cell.covers(column)).map(|cell| cell.text.as_str())
    }

    /// The rows under the header.
    #[must_use]
    pub fn body(&self) -> &[Vec<Cell>] {
        self.rows.get(self.head.end..).unwrap_or_default()
    }
}

impl Cell {
    /// Whether it lies over a column.
    #[must_use]
    pub fn covers(&self, column: usize) -> bool {
        (self.column..self.column + self.columns).contains(&column)
    }
}
