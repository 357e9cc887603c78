//! 表 with 来自: rows, header and merged cells of the file become those of the table. How they look on paper
//! is for `galley`.

use std::ops::Range;

use super::fault::{AREA, COLUMN, TOO_LARGE};
use super::header::Header;
use super::opened::Opened;
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Cell, Column, ColumnWidth, Inline, Row, Table, TableImport};

/// Puts the rows in. `None` where that cannot be, which is reported.
pub(super) fn put(
    table: &mut Table,
    import: &TableImport,
    opened: &Opened,
    out: &mut Diagnostics,
) -> Option<()> {
    let head = usize::from(import.head_rows);
    let taken = taken(import, opened, out)?;
    let end = opened.grid.rows.iter().rposition(|row| {
        taken.iter().any(|column| row.get(*column).is_some_and(|cell| !cell.text.trim().is_empty()))
    });
    let body = head..end.map_or(0, |last| last + 1);
    if body.is_empty() {
        let message = format!("{}里表头下面没有内容", opened.name());
        let fault = Diagnostic::error(AREA, opened.area, message);
        out.push(fault.help(format!("取来 {} 行，表头占 {head} 行", opened.grid.rows.len())));
        return None;
    }
    let most = (Table::MOST_ROWS as usize, Table::MOST_COLUMNS as usize);
    if body.len() > most.0 || taken.len() > most.1 {
        let (rows, columns) = (body.len(), taken.len());
        let message = format!("{}有 {rows} 行 {columns} 列", opened.name());
        let help = format!("最多 {} 行 {} 列；写明范围，或在“列”里只写要用的几列", most.0, most.1);
        out.push(Diagnostic::error(TOO_LARGE, opened.area, message).help(help));
        return None;
    }
    if import.columns.is_none() {
        header(table, head, opened, out);
    }
    table.rows = rows(opened, &taken, body, out);
    Some(())
}

/// What stays of a table whose rows cannot be had: nothing that could be found at fault again.
pub(super) fn empty(table: &mut Table) {
    let name = Inline::literal("", table.span);
    table.columns = vec![Column { name, width: ColumnWidth::Content, align: None }];
    table.head = Vec::new();
    table.rows = Vec::new();
    table.merge_equal = crate::model::MergeEqual::No;
}

/// The columns of the stretch that the table has, in its order.
fn taken(import: &TableImport, opened: &Opened, out: &mut Diagnostics) -> Option<Vec<usize>> {
    let width = opened.grid.width();
    let Some(columns) = &import.columns else { return Some((0..width).collect()) };
    if import.head_rows == 0 {
        if columns.len() == width {
            return Some((0..width).collect());
        }
        let message = format!("{}有 {width} 列，“列”里写了 {} 列", opened.name(), columns.len());
        let help = "没有表头行的文件，各列按次序一一对应；写明范围，只取要用的几列";
        out.push(Diagnostic::error(COLUMN, opened.area, message).help(help));
        return None;
    }
    let header = Header::of(&opened.grid, usize::from(import.head_rows));
    let found = columns.iter().map(|column| {
        let found = header.find(&column.value, column.span, opened);
        found.map_err(|fault| out.push(fault)).ok()
    });
    let found: Vec<Option<usize>> = found.collect();
    found.into_iter().collect()
}

/// Columns and header as they stand in the file.
fn header(table: &mut Table, rows: usize, opened: &Opened, out: &mut Diagnostics) {
    let all: Vec<usize> = (0..opened.grid.width()).collect();
    let head = self::rows(opened, &all, 0..rows, out);
    let is_plain = |row: &Row| row.cells.iter().all(|cell| cell.columns == 1 && cell.rows == 1);
    let nameless = || Inline::literal("", opened.span);
    let column = |name| Column { name, width: ColumnWidth::Content, align: None };
    match head.as_slice() {
        [only] if is_plain(only) => {
            table.columns = only.cells.iter().map(|cell| column(cell.text.clone())).collect();
        }
        _ => {
            table.columns = all.iter().map(|_| column(nameless())).collect();
            table.head = head;
        }
    }
}

/// Some rows of the stretch, of these columns.
fn rows(opened: &Opened, taken: &[usize], rows: Range<usize>, out: &mut Diagnostics) -> Vec<Row> {
    let areas = Areas::of(opened, taken, &rows);
    let row = |index: usize| {
        let mut cells = Vec::with_capacity(taken.len());
        for (position, column) in taken.iter().enumerate() {
            let (columns, rows, shown) = match areas.at(index, position) {
                Covering::None => (1, 1, true),
                Covering::Begins { columns, rows } => (columns, rows, true),
                Covering::Blank => (1, 1, false),
                Covering::Covered => continue,
            };
            let cell = opened.grid.rows.get(index).and_then(|row| row.get(*column));
            let words = areas.source(index, position).or(cell).filter(|_| shown);
            let text = words.map_or_else(String::new, |cell| opened.words(cell, out));
            let text = opened.inline(&text);
            cells.push(Cell { text, columns, rows, align: None, head: false });
        }
        Row { span: opened.span, cells, keeps: false }
    };
    rows.map(row).collect()
}

/// What merged cells make of a place in the table.
#[derive(Clone, Copy)]
enum Covering {
    /// Nothing.
    None,
    /// A merged cell begins here.
    Begins { columns: u16, rows: u16 },
    /// It belongs to one that begins further left or above.
    Covered,
    /// It belongs to one that is not merged in the table, and whose text stands elsewhere.
    Blank,
}

/// A place in the table.
#[derive(Clone, Copy)]
struct Spot {
    covering: Covering,
    /// Row and column of the cell whose text stands here, where a merged cell gives it.
    text: Option<(usize, usize)>,
}

/// The merged cells of the file, as the table has them.
struct Areas<'o> {
    opened: &'o Opened,
    first_row: usize,
    places: Vec<Vec<Spot>>,
}

impl<'o> Areas<'o> {
    fn of(opened: &'o Opened, taken: &[usize], rows: &Range<usize>) -> Self {
        let places =
            vec![vec![Spot { covering: Covering::None, text: None }; taken.len()]; rows.len()];
        let mut areas = Self { opened, first_row: rows.start, places };
        for merged in &opened.grid.merged {
            let (in_rows, in_columns) = opened.grid.extent(merged);
            let text = (in_rows.start, in_columns.start);
            // A merged cell that begins in the header has its text there.
            let text = (in_rows.start >= rows.start).then_some(text);
            let in_rows = in_rows.start.max(rows.start)..in_rows.end.min(rows.end);
            if !in_rows.is_empty() {
                areas.mark(&in_rows, &in_columns, text, taken);
            }
        }
        areas
    }

    /// Marks where a merged cell lies: merged where its columns stand side by side as in the file.
    fn mark(
        &mut self,
        rows: &Range<usize>,
        columns: &Range<usize>,
        text: Option<(usize, usize)>,
        taken: &[usize],
    ) {
        let positions: Vec<usize> =
            (0..taken.len()).filter(|position| columns.contains(&taken[*position])).collect();
        let Some(first) = positions.first().copied() else { return };
        let whole = taken.get(first..first + columns.len());
        let stands = positions.len() == columns.len()
            && whole.is_some_and(|run| run.iter().copied().eq(columns.clone()));
        let count = |range: usize| u16::try_from(range).unwrap_or(u16::MAX);
        for row in rows.clone() {
            for position in &positions {
                let begins = row == rows.start && *position == first;
                let covering = match (begins, stands) {
                    (true, true) => {
                        Covering::Begins { columns: count(columns.len()), rows: count(rows.len()) }
                    }
                    (true, false) => Covering::None,
                    (false, true) => Covering::Covered,
                    (false, false) => Covering::Blank,
                };
                let place = self.places.get_mut(row - self.first_row);
                if let Some(place) = place.and_then(|row| row.get_mut(*position)) {
                    *place = Spot { covering, text: text.filter(|_| begins) };
                }
            }
        }
    }

    fn at(&self, row: usize, position: usize) -> Covering {
        let row = self.places.get(row - self.first_row);
        row.and_then(|row| row.get(position)).map_or(Covering::None, |spot| spot.covering)
    }

    /// The cell of the file whose text stands at a place, where a merged cell gives it.
    fn source(&self, row: usize, position: usize) -> Option<&'o crate::spreadsheet::Cell> {
        let (row, column) = self.places.get(row - self.first_row)?.get(position)?.text?;
        self.opened.grid.rows.get(row)?.get(column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{FileId, Span};
    use crate::spreadsheet::{self, Grid, Hidden, Merged, Place, Value};

    /// Cells called by their places, merged as given: first place, rows, columns.
    fn opened(height: u32, width: u32, merged: &[(u32, u32, u32, u32)]) -> Opened {
        let cell = |row: u32, column: u32| {
            let place = Place::new(row, column);
            let covered = merged.iter().any(|(r, c, rows, columns)| {
                (*r..r + rows).contains(&row)
                    && (*c..c + columns).contains(&column)
                    && (row, column) != (*r, *c)
            });
            let text = if covered { String::new() } else { place.to_string() };
            let value = if covered { Value::Covered } else { Value::Text };
            spreadsheet::Cell { place, text, value }
        };
        let rows =
            (1..=height).map(|row| (1..=width).map(|column| cell(row, column)).collect()).collect();
        let merged = merged.iter().map(|(row, column, rows, columns)| Merged {
            first: Place::new(*row, *column),
            rows: *rows,
            columns: *columns,
        });
        let merged = merged.collect();
        let grid = Grid {
            sheet: String::new(),
            rows,
            merged,
            longer_row: None,
            hidden: Hidden::default(),
        };
        let span = Span::new(FileId::new(0), 0, 40);
        Opened { file: "甲.csv".to_owned(), span, area: span, grid }
    }

    #[test]
    fn merged_cells_stay_where_their_columns_stand_as_in_the_file() {
        // A2:B3 is one cell, C1:C2 another; the body begins in row 2.
        let opened = opened(3, 3, &[(2, 1, 2, 2), (1, 3, 2, 1)]);
        let cases: [(&[usize], [&str; 2]); 7] = [
            (&[0, 1, 2], ["A2(2×2)|", "C3"]),
            (&[2, 0, 1], ["|A2(2×2)", "C3"]),
            (&[0, 1], ["A2(2×2)", ""]),
            (&[1, 0], ["A2|", "|"]),
            (&[0, 2], ["A2|", "|C3"]),
            (&[1], ["A2", ""]),
            (&[0, 1, 0], ["A2||", "||"]),
        ];
        for (taken, expected) in cases {
            let mut out = Diagnostics::new();
            let rows = rows(&opened, taken, 1..3, &mut out);
            let cell = |cell: &Cell| {
                let words = cell.text.pieces.first().map_or("", |piece| piece.text.as_str());
                match (cell.columns, cell.rows) {
                    (1, 1) => words.to_owned(),
                    (columns, rows) => format!("{words}({columns}×{rows})"),
                }
            };
            let row = |row: &Row| row.cells.iter().map(cell).collect::<Vec<_>>().join("|");
            assert_eq!(rows.iter().map(row).collect::<Vec<_>>(), expected, "{taken:?}");
        }
    }
}
