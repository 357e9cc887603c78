//! A table's cells set into lines, and the heights of its rows.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::diag::Diagnostics;
use crate::galley::{BlockId, Cell, Table};
use crate::layout::line::{Measure, placed_width};
use crate::layout::page::GlyphRun;
use crate::layout::paragraph::{self, SetParagraph};
use crate::layout::shape::Shaper;
use crate::model::Align;
use crate::template::{Alignment, TableStyle};
use crate::unit::Length;

/// A table with every cell set and every row measured.
pub(in crate::layout) struct SetTable {
    /// Left edges of the columns and the right edge of the last, from the left of the paper.
    pub(in crate::layout) edges: Vec<Length>,
    /// Height of each row.
    pub(in crate::layout) heights: Vec<Length>,
    /// The first so many rows are the header.
    pub(in crate::layout) head: Range<usize>,
    /// For each row, whether it stands on one page with the next.
    pub(in crate::layout) keeps: Vec<bool>,
    /// Columns whose numbers do not stand under each other by their points: they have no room for that.
    pub(in crate::layout) unaligned: BTreeSet<usize>,
    /// In reading order.
    pub(in crate::layout) cells: Vec<SetCell>,
    /// Index of each row's first cell, and the count of cells behind the last.
    row_starts: Vec<usize>,
    /// The cell that covers each place, row by row.
    owners: Vec<Option<usize>>,
}

impl SetTable {
    /// For each column, the cell that covers its place in `row`.
    pub(in crate::layout) fn owners_in(&self, row: usize) -> &[Option<usize>] {
        let columns = self.edges.len() - 1;
        &self.owners[row * columns..(row + 1) * columns]
    }

    /// The cells that cover a place of `row`, from left to right, with their index in `cells`.
    pub(in crate::layout) fn covering(
        &self,
        row: usize,
    ) -> impl Iterator<Item = (usize, &SetCell)> {
        let owners = self.owners_in(row);
        let first = |column: &usize| *column == 0 || owners[*column] != owners[*column - 1];
        (0..owners.len())
            .filter(first)
            .filter_map(|column| owners[column])
            .map(|index| (index, &self.cells[index]))
    }

    /// The cells that begin in `row`.
    pub(in crate::layout) fn cells_from(&self, row: usize) -> &[SetCell] {
        &self.cells[self.row_starts[row]..self.row_starts[row + 1]]
    }
}

/// A cell's place and its lines.
pub(in crate::layout) struct SetCell {
    pub(in crate::layout) row: usize,
    pub(in crate::layout) rows: usize,
    pub(in crate::layout) column: usize,
    pub(in crate::layout) columns: usize,
    pub(in crate::layout) lines: Vec<CellLine>,
}

/// A line in a cell.
#[derive(Clone)]
pub(in crate::layout) struct CellLine {
    pub(in crate::layout) block: BlockId,
    pub(in crate::layout) runs: Vec<GlyphRun>,
    pub(in crate::layout) pitch: Length,
}

impl SetCell {
    /// Whether it covers a place of `row`.
    pub(in crate::layout) fn covers(&self, row: usize) -> bool {
        (self.row..self.row + self.rows).contains(&row)
    }

    /// How many of its lines behind the first `from` fit into `room`.
    pub(in crate::layout) fn lines_within(&self, from: usize, room: Length) -> usize {
        let mut height = Length::ZERO;
        let fits = |line: &&CellLine| {
            height += line.pitch;
            height <= room
        };
        self.lines[from..].iter().take_while(fits).count()
    }

    pub(in crate::layout) fn text_height(&self) -> Length {
        self.lines.iter().map(|line| line.pitch).sum()
    }
}

/// Sets a table whose columns have these widths, its left edge at `left`.
pub(in crate::layout) fn set_table(
    table: &Table,
    widths: &[Length],
    left: Length,
    shaper: &mut Shaper<'_>,
    diagnostics: &mut Diagnostics,
) -> SetTable {
    let mut edges = vec![left];
    for width in widths {
        let edge = edges.last().copied().unwrap_or(left) + *width;
        edges.push(edge);
    }
    let (decimals, unaligned) = decimal_columns(table, &edges, shaper, diagnostics);
    let mut cells = Vec::new();
    let mut row_starts = vec![0];
    for (row, given) in table.rows.iter().enumerate() {
        for cell in &given.cells {
            let shift = decimals.get(&(row, cell.column)).copied().unwrap_or_default();
            cells.push(set_cell(row, cell, &edges, shift, shaper, diagnostics));
        }
        row_starts.push(cells.len());
    }
    let owners = owners(table.rows.len(), widths.len(), &cells);
    let heights = row_heights(table.rows.len(), &cells, &shaper.sheet.table);
    // A header in the middle of a table does not stand alone at the end of a page.
    let below_rows = |row: &usize| table.head.start > 0 && table.head.contains(row);
    let keeps = table.rows.iter().enumerate().map(|(row, given)| given.keeps || below_rows(&row));
    let keeps = keeps.collect();
    let head = table.head.clone();
    SetTable { edges, heights, head, keeps, unaligned, cells, row_starts, owners }
}

fn owners(rows: usize, columns: usize, cells: &[SetCell]) -> Vec<Option<usize>> {
    let mut owners = vec![None; rows * columns];
    for (index, cell) in cells.iter().enumerate() {
        for row in cell.row..(cell.row + cell.rows).min(rows) {
            let from = row * columns + cell.column;
            owners[from..from + cell.columns].fill(Some(index));
        }
    }
    owners
}

fn set_cell(
    row: usize,
    cell: &Cell,
    edges: &[Length],
    shift: Length,
    shaper: &mut Shaper<'_>,
    diagnostics: &mut Diagnostics,
) -> SetCell {
    let measure = cell_measure(cell, edges, shaper.sheet.table.padding_x);
    let alignment = match cell.align {
        Align::Left => Alignment::Left,
        Align::Center => Alignment::Center,
        Align::Right | Align::Decimal => Alignment::Right,
    };
    let mut lines = Vec::new();
    for paragraph in &cell.paragraphs {
        let narrowed = Measure { left: measure.left, width: measure.width - shift };
        let SetParagraph { lines: set, pitch, .. } =
            paragraph::set(paragraph, narrowed, Some(alignment), shaper, diagnostics);
        lines.extend(set.into_iter().map(|runs| CellLine { block: paragraph.id, runs, pitch }));
    }
    SetCell { row, rows: cell.rows, column: cell.column, columns: cell.columns, lines }
}

fn cell_measure(cell: &Cell, edges: &[Length], padding: Length) -> Measure {
    let (from, to) = (edges[cell.column], edges[cell.column + cell.columns]);
    Measure { left: from + padding, width: to - from - padding - padding }
}

type Shifts = BTreeMap<(usize, usize), Length>;

/// A number cut at its decimal point.
struct Halves {
    row: usize,
    column: usize,
    before: Length,
    after: Length,
}

/// For cells aligned on the decimal point: how far from the column's right edge each ends, so that the
/// points stand under each other and the widest number in the middle. Columns that are too narrow for that,
/// whose cells stand at the right, come second.
fn decimal_columns(
    table: &Table,
    edges: &[Length],
    shaper: &mut Shaper<'_>,
    diagnostics: &mut Diagnostics,
) -> (Shifts, BTreeSet<usize>) {
    let mut numbers = Vec::new();
    for (row, given) in table.rows.iter().enumerate() {
        for cell in given.cells.iter().filter(|cell| cell.align == Align::Decimal) {
            let runs = cell.paragraphs.first().map_or(&[][..], |paragraph| &paragraph.runs);
            let text = shaper.shape(runs, diagnostics);
            let point = text.iter().position(|shaped| shaped.character == '.');
            let after = placed_width(&text[point.unwrap_or(text.len())..]);
            let before = placed_width(&text) - after;
            numbers.push(Halves { row, column: cell.column, before, after });
        }
    }
    let mut widest: BTreeMap<usize, (Length, Length)> = BTreeMap::new();
    for number in &numbers {
        let (before, after) = widest.entry(number.column).or_default();
        *before = (*before).max(number.before);
        *after = (*after).max(number.after);
    }
    let padding = shaper.sheet.table.padding_x;
    let free = |column: usize| {
        let (before, after) = widest.get(&column).copied().unwrap_or_default();
        edges[column + 1] - edges[column] - padding - padding - before - after
    };
    let unaligned = widest.keys().copied().filter(|column| free(*column) < Length::ZERO).collect();
    let shift = |number: &Halves| {
        let (_, after) = widest.get(&number.column).copied().unwrap_or_default();
        let free = free(number.column);
        let shift = if free < Length::ZERO { free } else { free / 2 + after - number.after };
        ((number.row, number.column), shift.max(Length::ZERO))
    };
    (numbers.iter().map(shift).collect(), unaligned)
}

/// Each row as high as its highest cell asks, the rule above it included as in Word-family programs;
/// what a cell over several rows lacks goes to its last row. Whole twips, which the DOCX can say exactly.
fn row_heights(count: usize, cells: &[SetCell], style: &TableStyle) -> Vec<Length> {
    let mut heights = vec![Length::ZERO; count];
    let need = |cell: &SetCell| {
        let rule = if cell.row == 0 { style.outer_rule } else { style.inner_rule };
        (cell.text_height() + style.padding_y + style.padding_y + rule).up_to_twips()
    };
    for cell in cells.iter().filter(|cell| cell.rows == 1) {
        heights[cell.row] = heights[cell.row].max(need(cell));
    }
    for cell in cells.iter().filter(|cell| cell.rows > 1) {
        let end = cell.row + cell.rows;
        let have: Length = heights[cell.row..end].iter().copied().sum();
        let lack = need(cell) - have;
        if lack > Length::ZERO {
            heights[end - 1] += lack;
        }
    }
    // LibreOffice makes the last row higher by this where a cell over several rows ends (measured).
    let merged_to_the_end = cells.iter().any(|cell| cell.rows > 1 && cell.row + cell.rows == count);
    if let Some(last) = heights.last_mut().filter(|_| merged_to_the_end) {
        *last += (style.outer_rule - style.inner_rule).max(Length::ZERO).up_to_twips();
    }
    heights
}
