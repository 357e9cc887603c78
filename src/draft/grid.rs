//! The grid of a table: the cells of a file, each place covered once, as rows that fill it; cells that a page cut are one
//! again.

use super::continued::drop_text;
use super::cut::Cutter;
use super::tables::append;
use super::{Cell, Column, Table, Text, Uncounted, Why};
use crate::manuscript::{self, Place};

/// Cells put into a grid, each place of which is covered once.
pub(super) struct Grid {
    columns: usize,
    /// For each place of each row, which cell covers it.
    covered: Vec<Vec<Option<usize>>>,
    /// Row, column, cell.
    cells: Vec<(usize, usize, Cell)>,
}

impl Grid {
    pub(super) fn new(given: &manuscript::Table) -> Self {
        let reach = |cell: &manuscript::Cell| cell.column + cell.columns.max(1);
        let columns = given.cells.iter().map(reach).max().unwrap_or(1).max(given.columns).max(1);
        let rows = given.cells.iter().map(|cell| cell.row + 1).max().unwrap_or(1);
        let mut grid =
            Self { columns, covered: vec![vec![None; columns]; rows], cells: Vec::new() };
        for cell in &given.cells {
            grid.add(cell.row, cell.column, cell.rows.max(1), cell.columns.max(1));
        }
        for row in 0..rows {
            for column in 0..columns {
                if grid.covered[row][column].is_none() {
                    grid.add(row, column, 1, 1);
                }
            }
        }
        grid
    }

    /// Adds an empty cell as far as its places are free.
    fn add(&mut self, row: usize, column: usize, rows: usize, columns: usize) {
        let free = |covered: &Vec<Vec<Option<usize>>>, row: usize, column: usize| {
            covered.get(row).and_then(|row| row.get(column)).is_some_and(Option::is_none)
        };
        let wide =
            (column..column + columns).take_while(|at| free(&self.covered, row, *at)).count();
        if wide == 0 {
            return;
        }
        let all = |row: usize| (column..column + wide).all(|at| free(&self.covered, row, at));
        let high = (row..row + rows).take_while(|at| all(*at)).count();
        let number = self.cells.len();
        for line in &mut self.covered[row..row + high] {
            line[column..column + wide].fill(Some(number));
        }
        let text = Text::default();
        self.cells.push((row, column, Cell { text, rows: high, columns: wide }));
    }

    /// Puts a text into the cell that covers a place; one that is nowhere goes into the last cell.
    pub(super) fn put(&mut self, row: usize, column: usize, text: Text) {
        let last = self.covered.len() - 1;
        let line = &self.covered[row.min(last)];
        let cell = line[column.min(line.len() - 1)];
        if let Some((_, _, cell)) = cell.and_then(|cell| self.cells.get_mut(cell)) {
            append(&mut cell.text, text, ("\n", Why::Paragraphs));
        }
    }

    /// Makes cells that the file says are one with the cell above them one with it, where the text of both is the same;
    /// those that have none above them are told, by row and column.
    pub(super) fn join_again(
        &mut self,
        given: &manuscript::Table,
        place: &Place,
        cutter: &mut Cutter<'_>,
        uncounted: &mut Vec<Uncounted>,
    ) -> Vec<(usize, usize)> {
        let text = &cutter.manuscript.text;
        let mut alone = Vec::new();
        for cell in given.cells.iter().filter(|cell| cell.again) {
            let at = |row: usize| self.covered.get(row)?.get(cell.column).copied().flatten();
            let (Some(own), above) = (at(cell.row), cell.row.checked_sub(1).and_then(at)) else {
                continue;
            };
            let (own_row, own_column, again) = &self.cells[own];
            let Some(above) = above.filter(|above| *above != own && *own_row == cell.row) else {
                alone.push((cell.row, cell.column));
                continue;
            };
            let (_, column, whole) = &self.cells[above];
            let same = (column, whole.columns) == (own_column, again.columns)
                && whole.text.printed(text) == again.text.printed(text);
            if !same {
                alone.push((cell.row, cell.column));
                continue;
            }
            let (rows, columns) = (again.rows, *own_column..own_column + again.columns);
            for line in &mut self.covered[cell.row..cell.row + rows] {
                line[columns.clone()].fill(Some(above));
            }
            self.cells[above].2.rows += rows;
            // No row begins with it any more.
            self.cells[own].2.rows = 0;
            let again = std::mem::take(&mut self.cells[own].2.text);
            drop_text(again, place, cutter, uncounted);
        }
        alone
    }

    pub(super) fn table(mut self) -> Table {
        self.cells.retain(|(_, _, cell)| cell.rows > 0);
        self.cells.sort_by_key(|(row, column, _)| (*row, *column));
        let mut rows: Vec<Vec<Cell>> = vec![Vec::new(); self.covered.len()];
        for (row, _, cell) in self.cells {
            rows[row].push(cell);
        }
        let columns = vec![Column::default(); self.columns];
        Table { columns, rows, ..Table::default() }
    }
}
