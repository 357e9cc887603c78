//! The elements of a table. Which header cells a data cell is read with is worked out here, since a
//! reader can only guess it where cells are merged (ISO 14289-1 7.5).

use std::collections::BTreeSet;

use super::element::{Cell, ElementId, Elements, Kind, Scope};
use super::tree::Grower;
use crate::galley::{self, BlockId, Paragraph, Table};
use crate::template::Role;

/// Adds a table with the lines above and below it.
pub(super) fn add(grower: &mut Grower, table: &Table) {
    let element = grower.elements.add(Kind::Table, Elements::ROOT);
    match table.above.as_slice() {
        [] => {}
        [line] => {
            let caption = grower.elements.add(Kind::Caption, element);
            grower.content(line, caption);
        }
        lines => {
            let caption = grower.elements.add(Kind::Caption, element);
            for line in lines {
                grower.paragraph(line, caption);
            }
        }
    }
    rows(grower, table, element);
    for note in &table.below {
        grower.paragraph(note, Elements::ROOT);
    }
}

fn rows(grower: &mut Grower, table: &Table, element: ElementId) {
    let mut kinds = kinds(table).into_iter();
    let parted = table.head.start == 0 && !table.head.is_empty();
    let mut part = element;
    for (index, row) in table.rows.iter().enumerate() {
        if parted && index == 0 {
            part = grower.elements.add(Kind::TableHead, element);
        } else if parted && index == table.head.end {
            part = grower.elements.add(Kind::TableBody, element);
        }
        let line = grower.elements.add(Kind::Row, part);
        for (cell, kind) in row.cells.iter().zip(kinds.next().unwrap_or_default()) {
            let is_header = kind.scope.is_some();
            let place = grower.elements.add(Kind::Cell(kind), line);
            if let Some(first) = cell.paragraphs.first().filter(|_| is_header) {
                grower.elements[place].name = Some(first.id);
            }
            match cell.paragraphs.as_slice() {
                [one] => grower.content(one, place),
                several => several.iter().for_each(|one| grower.paragraph(one, place)),
            }
        }
    }
}

/// Every cell of every row as an element.
fn kinds(table: &Table) -> Vec<Vec<Cell>> {
    let columns = table.columns.len();
    let mut above = vec![Headers::default(); columns];
    // For each column, the cell from an earlier row that still covers so many rows.
    let mut covering: Vec<Option<(usize, Neighbour)>> = vec![None; columns];
    let mut kinds = Vec::with_capacity(table.rows.len());
    for (index, row) in table.rows.iter().enumerate() {
        let headers_only = headers_only(table, index);
        let mut left = Headers::default();
        let mut cells = Vec::with_capacity(row.cells.len());
        let mut given = row.cells.iter().peekable();
        let mut column = 0;
        while column < columns {
            if let Some((rows, kind)) = covering[column].take() {
                left.pass(kind);
                covering[column] = (rows > 1).then(|| (rows - 1, kind));
                column += 1;
                continue;
            }
            let Some(cell) = given.next_if(|cell| cell.column == column) else {
                column += 1;
                continue;
            };
            let header = header(cell);
            let scope = scope(table, index, cell, headers_only);
            let end = (column + cell.columns).min(columns);
            let mut headers = BTreeSet::new();
            if header.is_none() {
                headers.extend(&left.names);
                headers.extend(above[column..end].iter().flat_map(|column| &column.names));
            }
            let kind = header.map_or(Neighbour::Data, |name| match scope {
                Scope::Row => Neighbour::Header(name),
                Scope::Column => Neighbour::Other,
            });
            left.pass(kind);
            let kind_below = header.map_or(Neighbour::Data, |name| match scope {
                Scope::Row => Neighbour::Other,
                Scope::Column => Neighbour::Header(name),
            });
            for place in &mut above[column..end] {
                place.pass(kind_below);
            }
            if cell.rows > 1 {
                covering[column..end].fill(Some((cell.rows - 1, kind)));
            }
            cells.push(Cell {
                columns: cell.columns,
                rows: cell.rows,
                scope: header.map(|_| scope),
                headers,
            });
            column = end;
        }
        kinds.push(cells);
    }
    kinds
}

/// A cell as its neighbours see it.
#[derive(Clone, Copy)]
enum Neighbour {
    /// A header that points at them.
    Header(BlockId),
    /// A header that points another way.
    Other,
    /// Data.
    Data,
}

/// The header cells that stand nearest on one side.
#[derive(Clone, Default)]
struct Headers {
    names: Vec<BlockId>,
    /// Data stand between them and the next cell.
    closed: bool,
}

impl Headers {
    fn pass(&mut self, cell: Neighbour) {
        match cell {
            Neighbour::Data => self.closed = true,
            Neighbour::Other => {}
            Neighbour::Header(name) => {
                if std::mem::take(&mut self.closed) {
                    self.names.clear();
                }
                if self.names.last() != Some(&name) {
                    self.names.push(name);
                }
            }
        }
    }
}

/// Headers point down in the header of a table and in rows that hold nothing else, but those that cover
/// further rows, and all other headers, point to the right.
fn scope(table: &Table, row: usize, cell: &galley::Cell, headers_only: bool) -> Scope {
    let end = if table.head.contains(&row) { table.head.end } else { row + 1 };
    if headers_only && row + cell.rows <= end { Scope::Column } else { Scope::Row }
}

fn headers_only(table: &Table, row: usize) -> bool {
    let mut filled = table.rows[row].cells.iter().filter(|cell| says_something(cell));
    filled.all(|cell| header(cell).is_some())
}

/// The name of a header cell; `None` for data. A cell in a header's look that says nothing is none.
fn header(cell: &galley::Cell) -> Option<BlockId> {
    let head = |paragraph: &&Paragraph| matches!(paragraph.role, Role::TableHead | Role::FormHead);
    let first = cell.paragraphs.first().filter(head)?;
    says_something(cell).then_some(first.id)
}

fn says_something(cell: &galley::Cell) -> bool {
    let runs = cell.paragraphs.iter().flat_map(|paragraph| &paragraph.runs);
    runs.flat_map(|run| run.text.chars()).any(char::is_alphanumeric)
}
