//! Where a cell stands, `C7`, and what stretch of a sheet is asked for, `A2:H`. References to files and
//! sheets are for `reference`.

use std::fmt;

/// The last row a sheet can have (Excel, WPS, LibreOffice).
pub const MOST_ROWS: u32 = 1_048_576;

/// The last column a sheet can have: XFD.
pub const MOST_COLUMNS: u32 = 16_384;

/// The place of a cell. Ordered as cells are read: by rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// From 1.
    pub row: u32,
    /// From 1.
    pub column: u32,
}

impl Place {
    /// A place by its row and column, both from 1.
    #[must_use]
    pub const fn new(row: u32, column: u32) -> Self {
        Self { row, column }
    }

    /// Reads `C7`, as files write it.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (letters, digits) = text.split_at(letters);
        Some(Self { row: row(digits)?, column: column(letters)? })
    }

    /// Whether a sheet has this place.
    pub(super) const fn is_on_a_sheet(self) -> bool {
        self.row >= 1 && self.row <= MOST_ROWS && self.column >= 1 && self.column <= MOST_COLUMNS
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", Letters(self.column), self.row)
    }
}

/// A column's letters: 1 is A, 27 is AA.
struct Letters(u32);

impl fmt::Display for Letters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        let mut letters = Vec::new();
        while let Some(before) = rest.checked_sub(1) {
            letters.push(u8::try_from(before % 26).unwrap_or(0) + b'A');
            rest = before / 26;
        }
        letters.iter().rev().try_for_each(|letter| write!(f, "{}", char::from(*letter)))
    }
}

/// The number of a column by its letters, in either case.
pub(super) fn column(letters: &str) -> Option<u32> {
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let value = letters.bytes().try_fold(0_u32, |sum, letter| {
        let letter = letter.to_ascii_uppercase();
        letter.is_ascii_uppercase().then(|| sum * 26 + u32::from(letter - b'A') + 1)
    })?;
    (value <= MOST_COLUMNS).then_some(value)
}

/// The number of a row.
pub(super) fn row(digits: &str) -> Option<u32> {
    if !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok().filter(|row| (1..=MOST_ROWS).contains(row))
}

/// A stretch of a sheet. An end that is left open is where the sheet's filled cells end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// Its upper left cell.
    pub first: Place,
    /// The last row that belongs to it.
    pub last_row: Option<u32>,
    /// The last column that belongs to it.
    pub last_column: Option<u32>,
}

impl Area {
    /// From one corner to the other, both included.
    #[must_use]
    pub const fn between(first: Place, last: Place) -> Self {
        Self { first, last_row: Some(last.row), last_column: Some(last.column) }
    }

    /// Reads `A1:H30`, `A2:H`, `A:H`, `2:10`, `B3`, with `$` or without. `None` where it is no area, or one
    /// that no sheet has.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let plain: String = text.chars().filter(|c| *c != '$').collect();
        let (from, to) = plain.split_once(':').unwrap_or((&plain, &plain));
        let ((column_a, row_a), (column_b, row_b)) = (corner(from)?, corner(to)?);
        let is_cell = column_a.is_some() && row_a.is_some();
        let is_open_downwards = column_a.is_some() && column_b.is_some() && row_b.is_none();
        let is_rows = column_a.is_none() && column_b.is_none();
        let is_closed = is_cell && column_b.is_some() && row_b.is_some();
        if !(is_closed || plain.contains(':') && (is_open_downwards || is_rows)) {
            return None;
        }
        let (first_row, last_row) = in_order(row_a, row_b);
        let (first_column, last_column) = in_order(column_a, column_b);
        Some(Self { first: Place::new(first_row, first_column), last_row, last_column })
    }

    /// Whether a cell belongs to it.
    pub(super) fn contains(&self, place: Place) -> bool {
        place.row >= self.first.row
            && place.column >= self.first.column
            && self.last_row.is_none_or(|last| place.row <= last)
            && self.last_column.is_none_or(|last| place.column <= last)
    }
}

/// As an author writes it.
impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = self.first;
        match (self.last_column, self.last_row) {
            (Some(column), Some(row)) if Place::new(row, column) == first => write!(f, "{first}"),
            (Some(column), Some(row)) => write!(f, "{first}:{}", Place::new(row, column)),
            (Some(column), None) if first.row == 1 => {
                write!(f, "{}:{}", Letters(first.column), Letters(column))
            }
            (Some(column), None) => write!(f, "{first}:{}", Letters(column)),
            (None, Some(row)) => write!(f, "{}:{row}", first.row),
            (None, None) => write!(f, "{first}:"),
        }
    }
}

/// Column and row of one end, at least one of them.
fn corner(text: &str) -> Option<(Option<u32>, Option<u32>)> {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = text.split_at(letters);
    match (letters, digits) {
        ("", "") => None,
        ("", _) => Some((None, Some(row(digits)?))),
        (_, "") => Some((Some(column(letters)?), None)),
        _ => Some((Some(column(letters)?), Some(row(digits)?))),
    }
}

/// The smaller end first; the first one defaults to the sheet's own first.
fn in_order(from: Option<u32>, to: Option<u32>) -> (u32, Option<u32>) {
    match (from, to) {
        (Some(from), Some(to)) => (from.min(to), Some(from.max(to))),
        (from, to) => (from.unwrap_or(1), to),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_named_as_spreadsheet_programs_name_them() {
        let cases = [(1, 1, "A1"), (7, 3, "C7"), (10, 26, "Z10"), (2, 27, "AA2"), (9, 52, "AZ9")];
        for (row, column, name) in cases {
            assert_eq!(Place::new(row, column).to_string(), name);
            assert_eq!(Place::parse(name), Some(Place::new(row, column)));
        }
        assert_eq!(Place::new(MOST_ROWS, MOST_COLUMNS).to_string(), "XFD1048576");
        assert_eq!(Place::parse("XFE1"), None);
        assert_eq!(Place::parse("A0"), None);
        assert_eq!(Place::parse("A1048577"), None);
        assert_eq!(Place::parse("7C"), None);
        assert_eq!(Place::parse(""), None);
    }

    #[test]
    fn areas_are_read_whole_and_open() {
        let area = |row, column, last_row, last_column| {
            Some(Area { first: Place::new(row, column), last_row, last_column })
        };
        let cases = [
            ("A1:H30", area(1, 1, Some(30), Some(8))),
            ("$A$1:$H$30", area(1, 1, Some(30), Some(8))),
            ("a1:h30", area(1, 1, Some(30), Some(8))),
            ("H30:A1", area(1, 1, Some(30), Some(8))),
            ("B3", area(3, 2, Some(3), Some(2))),
            ("A2:H", area(2, 1, None, Some(8))),
            ("A:H", area(1, 1, None, Some(8))),
            ("2:10", area(2, 1, Some(10), None)),
        ];
        for (text, wanted) in cases {
            assert_eq!(Area::parse(text), wanted, "{text}");
        }
        for text in
            ["", ":", "A", "7", "A1:", ":H3", "A:H8", "A2:8", "2:H", "A1-H30", "A0:B2", "ZZZZ1"]
        {
            assert_eq!(Area::parse(text), None, "{text}");
        }
    }

    #[test]
    fn areas_are_written_as_they_were_read() {
        for text in ["A1:H30", "B3", "A2:H", "A:H", "2:10"] {
            assert_eq!(Area::parse(text).unwrap().to_string(), text);
        }
    }
}
