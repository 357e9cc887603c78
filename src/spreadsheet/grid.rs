//! A table as it was read. How it comes together is for `gathered`, what the bytes of a cell mean for the
//! readers.

use std::ops::Range;

use rust_decimal::Decimal;

use super::place::Place;

/// A rectangle of cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// The sheet they stand on; empty for a text file.
    pub sheet: String,
    /// All rows, each with the same number of cells. At least one row, each at least one cell.
    pub rows: Vec<Vec<Cell>>,
    /// Merged cells, as far as they lie in the rectangle, each more than one place; in the order of rows.
    pub merged: Vec<Merged>,
    /// Of a text file: the first row that has more columns than most rows, a sign of a comma too many.
    pub longer_row: Option<LongerRow>,
    /// Which of them its author does not show.
    pub hidden: Hidden,
}

/// Rows and columns of a rectangle that are not shown; nothing is said of those that are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hidden {
    /// In step with the rows, or empty.
    pub rows: Vec<bool>,
    /// In step with the columns, or empty.
    pub columns: Vec<bool>,
}

impl Hidden {
    /// Whether a row is hidden, from 0.
    #[must_use]
    pub fn row(&self, row: usize) -> bool {
        self.rows.get(row).copied().unwrap_or(false)
    }

    /// Whether a column is hidden, from 0.
    #[must_use]
    pub fn column(&self, column: usize) -> bool {
        self.columns.get(column).copied().unwrap_or(false)
    }
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Where it stands in the file.
    pub place: Place,
    /// What the spreadsheet program shows; a line feed for a line break. Empty where nothing is shown.
    pub text: String,
    /// What it holds.
    pub value: Value,
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Empty,
    /// Nothing of its own: it is part of a merged cell that begins further left or above.
    Covered,
    /// Text; in a text file numbers too.
    Text,
    /// A number, exactly as its author typed it, at most 15 digits; 81.25% is 0.8125. `None` for one so large or small that
    /// no exact decimal holds it.
    Number(Option<Decimal>),
    /// A day, perhaps with a time.
    Date(Date),
    /// A time of day or a length of time.
    Time,
    /// 真 or 假.
    Boolean(bool),
    /// What a formula gives that could not be worked out: `#DIV/0!`, as the cell shows it.
    Error,
}

/// A day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// 1900 to 9999.
    pub year: u16,
    /// From 1.
    pub month: u8,
    /// From 1.
    pub day: u8,
    /// Whole seconds since midnight.
    pub second: u32,
}

/// A merged cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merged {
    /// Its upper left place in the file, which holds its text.
    pub first: Place,
    /// How many rows of the rectangle it takes.
    pub rows: u32,
    /// How many columns of the rectangle it takes.
    pub columns: u32,
}

/// A row of a text file with more columns than most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LongerRow {
    /// From 1.
    pub row: u32,
    /// Its columns.
    pub columns: u32,
    /// Those of most rows.
    pub usual: u32,
}

impl Grid {
    /// How many columns every row has.
    #[must_use]
    pub fn width(&self) -> usize {
        self.rows.first().map_or(0, Vec::len)
    }

    /// The row and the column of the rectangle where a place lies; rows in between may have been left out.
    #[must_use]
    pub fn index_of(&self, place: Place) -> (usize, usize) {
        let column = self
            .rows
            .first()
            .map_or(0, |row| row.partition_point(|cell| cell.place.column < place.column));
        (self.row_at(place.row), column)
    }

    /// The rows and columns of the rectangle that a merged cell takes.
    #[must_use]
    pub fn extent(&self, merged: &Merged) -> (Range<usize>, Range<usize>) {
        let (row, column) = self.index_of(merged.first);
        let columns = usize::try_from(merged.columns).unwrap_or(1);
        let end = merged.first.row.saturating_add(merged.rows);
        (row..self.row_at(end), column..column + columns)
    }

    /// The first row of the rectangle that is not above this row of the sheet.
    fn row_at(&self, row: u32) -> usize {
        self.rows.partition_point(|cells| cells.first().is_some_and(|cell| cell.place.row < row))
    }

    /// The cell whose text stands at a place of the rectangle: of a merged cell, its first.
    #[must_use]
    pub fn whole(&self, row: usize, column: usize) -> Option<&Cell> {
        let own = self.rows.get(row)?.get(column)?;
        if own.value != Value::Covered {
            return Some(own);
        }
        let extents = self.merged.iter().map(|merged| self.extent(merged));
        let mut around =
            extents.filter(|(rows, columns)| rows.contains(&row) && columns.contains(&column));
        let (rows, columns) = around.next()?;
        self.rows.get(rows.start)?.get(columns.start)
    }
}

impl Value {
    /// Whether there is nothing in the cell.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        matches!(self, Self::Empty | Self::Covered)
    }
}

/// What error values look like.
const ERRORS: [&str; 10] = [
    "#DIV/0!",
    "#N/A",
    "#NAME?",
    "#NULL!",
    "#NUM!",
    "#REF!",
    "#VALUE!",
    "#SPILL!",
    "#CALC!",
    "#GETTING_DATA",
];

/// Whether a text is what programs show for an error; `Err:502` is LibreOffice's.
pub(super) fn is_error(text: &str) -> bool {
    let number = text.strip_prefix("Err:").or_else(|| text.strip_prefix("错误:"));
    ERRORS.contains(&text)
        || number.is_some_and(|digits| {
            digits.len() == 3 && digits.bytes().all(|digit| digit.is_ascii_digit())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_known_by_their_looks() {
        assert!(is_error("#DIV/0!") && is_error("#N/A") && is_error("Err:502"));
        assert!(!is_error("#1") && !is_error("Err:5") && !is_error("N/A"));
    }
}
