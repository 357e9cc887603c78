//! The grid of a table of a web page: where each cell stands once spans are worked out.

use super::super::{Cell, Table, Within};

/// Columns that a cell may cover, at most: no table of ours has more.
const MOST_COLUMNS: usize = 64;

/// A table that is being read.
pub(super) struct Grid {
    /// Which table of the manuscript.
    pub(super) index: usize,
    /// Paragraphs of the manuscript in front of it.
    pub(super) first: usize,
    cells: Vec<Cell>,
    /// For each column the first row in which it is free.
    free_from: Vec<usize>,
    /// Rows begun.
    rows: usize,
    /// The open cell, and whether a line stands in it.
    open: Option<bool>,
    /// So many first rows hold nothing but headers.
    head: usize,
    /// The row has a cell that is none.
    has_data: bool,
    /// For each row that ended, the columns there were then: all of them are covered.
    widths: Vec<usize>,
}

impl Grid {
    pub(super) fn new(index: usize, first: usize) -> Self {
        Self {
            index,
            first,
            cells: Vec::new(),
            free_from: Vec::new(),
            rows: 0,
            open: None,
            head: 0,
            has_data: false,
            widths: Vec::new(),
        }
    }

    /// The open cell.
    pub(super) fn cell(&self) -> Option<Within> {
        self.open?;
        let last = self.cells.last()?;
        Some(Within::Cell { table: self.index, row: last.row, column: last.column })
    }

    /// A line was put into the open cell.
    pub(super) fn has_line(&mut self) {
        if let Some(open) = &mut self.open {
            *open = true;
        }
    }

    pub(super) fn begin_row(&mut self) {
        self.rows += 1;
        self.has_data = false;
    }

    pub(super) fn begin_cell(&mut self, rows: usize, columns: usize, is_header: bool) {
        if self.rows == 0 {
            self.begin_row();
        }
        let row = self.rows - 1;
        let free = self.free_from.iter().position(|from| *from <= row);
        let column = free.unwrap_or(self.free_from.len());
        let width = columns.clamp(1, MOST_COLUMNS);
        // Of two cells that would lie over each other the second is narrower.
        let taken = self.free_from.iter().skip(column).position(|from| *from > row);
        let columns = taken.map_or(width, |room| width.min(room));
        let rows = rows.max(1);
        if self.free_from.len() < column + columns {
            self.free_from.resize(column + columns, 0);
        }
        for from in &mut self.free_from[column..column + columns] {
            *from = row.saturating_add(rows);
        }
        self.cells.push(Cell { row, column, rows, columns, again: false });
        self.has_data |= !is_header;
        self.open = Some(false);
    }

    /// Ends the open cell; whether it had no line.
    pub(super) fn end_cell(&mut self) -> bool {
        self.open.take() == Some(false)
    }

    /// Ends the row: the cells that nobody wrote.
    pub(super) fn end_row(&mut self) -> Vec<Within> {
        let Some(row) = self.rows.checked_sub(1) else { return Vec::new() };
        if !self.has_data && self.head == row && self.cells.iter().any(|cell| cell.row == row) {
            self.head = row + 1;
        }
        let mut missing = Vec::new();
        for column in 0..self.free_from.len() {
            if self.free_from[column] <= row {
                self.free_from[column] = row + 1;
                self.cells.push(Cell { row, column, rows: 1, columns: 1, again: false });
                missing.push(Within::Cell { table: self.index, row, column });
            }
        }
        self.widths.resize(row, 0);
        self.widths.push(self.free_from.len());
        missing
    }

    /// Row and column of the cells that rows lack because the ones behind them are longer; they are of the table from now
    /// on.
    pub(super) fn fill(&mut self) -> Vec<(usize, usize)> {
        let columns = self.free_from.len();
        let rows = self.widths.iter().enumerate();
        let missing: Vec<(usize, usize)> =
            rows.flat_map(|(row, width)| (*width..columns).map(move |at| (row, at))).collect();
        for (row, column) in &missing {
            self.cells.push(Cell { row: *row, column: *column, rows: 1, columns: 1, again: false });
        }
        self.cells.sort_by_key(|cell| (cell.row, cell.column));
        missing
    }

    /// The finished table.
    pub(super) fn into_table(self, table: &mut Table) {
        table.columns = self.free_from.len();
        table.head = self.head;
        table.cells = self.cells;
        for cell in &mut table.cells {
            cell.rows = cell.rows.min(self.rows - cell.row);
        }
    }
}
