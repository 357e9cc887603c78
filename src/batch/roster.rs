//! Who is in the table: its header, and the rows of each unit. What the columns are for is not known here.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::fault::NO_UNITS;
use crate::diag::Diagnostic;
use crate::imports::{Header, bare};
use crate::spreadsheet::{Cell, Grid, Value};

/// The column that says whose a row is, where nobody names one.
const UNIT_COLUMN: &str = "单位";

/// A header begins in one of the first rows; above it stands at most a title.
const HEADER_WITHIN: usize = 5;

/// Rows that add up the others.
const TOTALS: [&str; 5] = ["合计", "小计", "总计", "共计", "总和"];

/// How rows become units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping<'a> {
    /// Rows with the same 单位 are one unit; without such a column each row is one.
    Usual,
    /// Rows with the same text in this column are one unit.
    By(&'a str),
    /// Each row is one.
    Rows,
}

/// The units of a table.
#[derive(Debug)]
pub struct Roster {
    /// What messages call the table: `“单位.xlsx”的工作表“Sheet1”`.
    pub table: String,
    /// In the order of the table.
    pub units: Vec<Unit>,
    /// What stands in the table and is no unit, `第 9 行“合计”`.
    pub left_out: Vec<String>,
    /// The column that says whose a row is.
    pub key: Option<String>,
    /// How many of the units are in rows that the table does not show.
    pub hidden: usize,
    pub(super) grid: Grid,
    pub(super) header: Header,
}

/// A unit with its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// What the table calls it; empty where its row does not say.
    pub name: String,
    /// From 1, in the order of the table.
    pub number: usize,
    /// Its rows, counted from 0 in the rectangle that was read.
    pub(super) rows: Vec<usize>,
    /// Its first row as the table counts, from 1.
    pub row: u32,
}

impl Roster {
    /// Finds the units. `file` is what messages call the table's file.
    ///
    /// # Errors
    /// No such column, or no unit under the header.
    pub fn of(grid: Grid, file: &str, grouping: Grouping<'_>) -> Result<Self, Diagnostic> {
        let table = match grid.sheet.as_str() {
            "" => format!("“{file}”"),
            sheet => format!("“{file}”的工作表“{sheet}”"),
        };
        let place = match grouping {
            Grouping::Usual => Place::find(&grid, UNIT_COLUMN),
            Grouping::By(name) => {
                let found = Place::find(&grid, name);
                Some(found.ok_or_else(|| no_column(name, &grid, &table))?)
            }
            Grouping::Rows => None,
        };
        let first = place.as_ref().map_or(1, |place| place.body);
        let header = Header::of(&grid, first);
        let mut gathered = Gathered::default();
        for index in first..grid.rows.len() {
            gathered.row(&grid, index, place.as_ref().map(|place| place.column));
        }
        let Gathered { units, left_out, hidden, .. } = gathered;
        if units.is_empty() {
            let message = format!("{table}里列名下面没有单位");
            let help = "看看内容是不是在另一张工作表上；写成 --数据 文件.xlsx#工作表";
            return Err(Diagnostic::environment(NO_UNITS, message).help(help));
        }
        let key = place.map(|place| place.name);
        Ok(Self { table, units, left_out, key, hidden, grid, header })
    }

    /// How a row of the table is called.
    pub(super) fn row_name(&self, row: usize) -> u32 {
        self.grid.rows.get(row).and_then(|row| row.first()).map_or(0, |cell| cell.place.row)
    }
}

/// Where the column stands that says whose a row is.
pub(super) struct Place {
    /// Its name.
    name: String,
    /// From 0.
    pub(super) column: usize,
    /// The first row under the header.
    pub(super) body: usize,
}

impl Place {
    /// The first cell of the upper rows that says `name`; it may be merged over several rows.
    pub(super) fn find(grid: &Grid, name: &str) -> Option<Self> {
        let wanted = bare(name);
        let is = |row: usize, column: usize| {
            grid.whole(row, column).is_some_and(|cell| bare(&cell.text) == wanted)
        };
        let upper = 0..grid.rows.len().min(HEADER_WITHIN);
        let (row, column) = upper
            .flat_map(|row| (0..grid.width()).map(move |column| (row, column)))
            .find(|(row, column)| is(*row, *column))?;
        let covered = |row: usize| {
            let cell = grid.rows.get(row).and_then(|row| row.get(column));
            cell.is_some_and(|cell| cell.value == Value::Covered) && is(row, column)
        };
        let body = (row + 1..grid.rows.len()).find(|row| !covered(*row));
        let body = body.unwrap_or(grid.rows.len());
        Some(Self { name: wanted, column, body })
    }
}

/// A cell that names a unit, as names are compared.
pub(super) fn unit_name(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn no_column(name: &str, grid: &Grid, table: &str) -> Diagnostic {
    let header = Header::of(grid, 1);
    let named = header.columns().iter().filter_map(|words| words.last());
    let list: Vec<String> = named.take(20).map(|name| format!("“{name}”")).collect();
    Diagnostic::environment(NO_UNITS, format!("{table}里没有“{name}”这一列"))
        .help(format!("第一行有：{}；列名要在前 {HEADER_WITHIN} 行里", list.join("、")))
}

#[derive(Default)]
struct Gathered {
    units: Vec<Unit>,
    left_out: Vec<String>,
    hidden: usize,
    known: BTreeMap<String, usize>,
}

impl Gathered {
    fn row(&mut self, grid: &Grid, index: usize, key: Option<usize>) {
        let Some(row) = grid.rows.get(index) else { return };
        let Some(first) = row.iter().find(|cell| !cell.text.trim().is_empty()) else { return };
        let place = first.place.row;
        let named = key.map(|column| grid.whole(index, column).map_or("", |cell| &cell.text));
        let name = unit_name(named.unwrap_or(&first.text));
        let total = if name.is_empty() { bare(&first.text) } else { bare(&name) };
        if TOTALS.contains(&total.as_str()) {
            self.left_out.push(format!("第 {place} 行“{total}”"));
            return;
        }
        let known = self.known.get(&name).filter(|_| key.is_some() && !name.is_empty());
        if let Some(unit) = known.and_then(|at| self.units.get_mut(*at)) {
            unit.rows.push(index);
            return;
        }
        self.known.insert(name.clone(), self.units.len());
        self.hidden += usize::from(grid.hidden.row(index));
        let number = self.units.len() + 1;
        self.units.push(Unit { name, number, rows: vec![index], row: place });
    }
}

/// The cell of one column in a unit's rows.
pub(super) enum Found<'a> {
    /// In all of them the same.
    Same(&'a Cell),
    /// Nothing stands there.
    Empty,
    /// The rows differ.
    Differs,
}

impl Roster {
    /// What a unit's rows say in one column.
    pub(super) fn cell(&self, unit: &Unit, column: usize) -> Found<'_> {
        let mut cells = unit.rows.iter().filter_map(|row| self.grid.whole(*row, column));
        let Some(first) = cells.next() else { return Found::Empty };
        let same = |cell: &Cell| cell.text == first.text && cell.value == first.value;
        if !cells.all(same) {
            return Found::Differs;
        }
        if first.text.trim().is_empty() { Found::Empty } else { Found::Same(first) }
    }
}

impl Roster {
    /// What a column is called.
    pub(super) fn column_name(&self, column: usize) -> &str {
        let words = self.header.columns().get(column).and_then(|words| words.last());
        words.map_or("", String::as_str)
    }

    /// The columns of this name: the last words of their header, or all of it.
    pub(super) fn columns_called(&self, name: &str) -> Vec<usize> {
        self.header.positions(name)
    }
}

impl Roster {
    /// What the columns are called, for sums.
    #[must_use]
    pub fn header_text(&self) -> String {
        format!("{:?}", self.header.columns())
    }

    /// All that the table says of a unit, for sums.
    #[must_use]
    pub fn row_text(&self, unit: &Unit) -> String {
        let mut text = unit.name.clone();
        for row in &unit.rows {
            for column in 0..self.grid.width() {
                if let Some(cell) = self.grid.whole(*row, column) {
                    // A cell may show less than it holds.
                    let _ = write!(text, "\u{1F}{}\u{1E}{:?}", cell.text, cell.value);
                }
            }
        }
        text
    }
}
