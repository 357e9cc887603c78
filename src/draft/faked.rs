//! Tables made of white space: which piece of which line stands in which column. Which lines are rows is for `proof`.

use std::ops::Range;

use super::cut::Cutter;
use super::lines::Lines;
use super::{Cell, Column, Table, Why, indicators};
use crate::proof;

/// Where a tab goes on to, in half-width characters.
const TAB: usize = 8;

/// A piece of a line.
struct Piece {
    /// Bytes of the manuscript's text.
    range: Range<usize>,
    /// Its column as a program would count it.
    column: usize,
    /// Where it begins and ends, in half-width characters.
    seen: Range<usize>,
}

/// The table of a proof whose rows are lines of text from one on, and what was guessed.
pub(super) fn table(
    given: &proof::Table,
    at: usize,
    lines: &Lines,
    cutter: &mut Cutter<'_>,
) -> (Table, String) {
    let numbered = given.rows.iter().enumerate();
    let rows = numbered.map(|(row, cells)| pieces(cells, &lines.all[at + row].range, cutter));
    // Tabs alone are a row of nothing.
    let rows: Vec<Vec<Piece>> = rows.filter(|row| !row.is_empty()).collect();
    let placed = if given.tabbed { by_tabs(&rows) } else { by_sight(&rows) };
    let columns = placed.iter().flatten().max().map_or(1, |last| last + 1);
    let mut table = Table {
        head: if given.head.start == 0 { given.head.end } else { 0 },
        columns: vec![Column::default(); columns],
        ..Table::default()
    };
    for (row, places) in rows.iter().zip(&placed) {
        let mut cells: Vec<Cell> = Vec::new();
        cells.resize_with(columns, || Cell { text: super::Text::default(), rows: 1, columns: 1 });
        for (piece, column) in row.iter().zip(places) {
            let text = cutter.cell(piece.range.clone());
            super::tables::append(&mut cells[*column].text, text, ("\u{3000}", Why::Columns));
        }
        table.rows.push(cells);
    }
    if table.head >= table.rows.len() {
        table.head = 0;
    }
    let (count, first) = (table.rows.len(), columns);
    let split = indicators::split(&mut table, &cutter.manuscript.text);
    let guess = if split {
        format!("{count} 行用空白排的指标做成了表，指标名后面的目标值分成一列，表头是补上的")
    } else {
        format!("{count} 行用空白排成的 {first} 列做成了表")
    };
    (table, guess)
}

/// The pieces of a row; what stands between and around them is left out.
fn pieces(row: &[proof::Cell], line: &Range<usize>, cutter: &mut Cutter<'_>) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    let mut end = line.start;
    for cell in row {
        let range = line.start + cell.range.start..line.start + cell.range.end;
        blank(cutter, end..range.start, end == line.start);
        let from = width(cutter.slice(&(line.start..range.start)), 0);
        let to = width(cutter.slice(&range), from);
        end = range.end;
        found.push(Piece { range, column: cell.column, seen: from..to });
    }
    blank(cutter, end..line.end, true);
    found
}

/// Leaves white space out.
fn blank(cutter: &mut Cutter<'_>, range: Range<usize>, at_edge: bool) {
    let white = cutter.slice(&range).chars().all(char::is_whitespace);
    if white {
        cutter.leave_out(range, if at_edge { Why::Edge } else { Why::Columns });
    } else {
        // A bookmark that became text, perhaps.
        let text = cutter.plain(range);
        debug_assert!(text.is_empty(), "{text:?}");
    }
}

/// Where a text that begins at a place ends, in half-width characters.
pub(super) fn width(text: &str, from: usize) -> usize {
    text.chars().fold(from, |at, character| match character {
        '\t' => (at / TAB + 1) * TAB,
        '\u{0}'..='\u{2FF}' => at + 1,
        _ => at + 2,
    })
}

fn by_tabs(rows: &[Vec<Piece>]) -> Vec<Vec<usize>> {
    rows.iter().map(|row| row.iter().map(|piece| piece.column).collect()).collect()
}

/// The column of each piece: of full rows by order, of others the one whose place it is nearest to.
fn by_sight(rows: &[Vec<Piece>]) -> Vec<Vec<usize>> {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut spans: Vec<Option<Range<usize>>> = vec![None; count];
    for row in rows.iter().filter(|row| row.len() == count) {
        for (span, piece) in spans.iter_mut().zip(row) {
            let own = span.get_or_insert_with(|| piece.seen.clone());
            own.start = own.start.min(piece.seen.start);
            own.end = own.end.max(piece.seen.end);
        }
    }
    let spans: Vec<Range<usize>> = spans.into_iter().flatten().collect();
    rows.iter().map(|row| places(row, &spans)).collect()
}

fn places(row: &[Piece], spans: &[Range<usize>]) -> Vec<usize> {
    let mut found = Vec::with_capacity(row.len());
    let mut next = 0;
    for (at, piece) in row.iter().enumerate() {
        // So many columns are needed by the pieces behind it.
        let last = spans.len() - (row.len() - at);
        let distance = |column: &usize| {
            let span = &spans[*column];
            piece.seen.start.abs_diff(span.start).min(piece.seen.end.abs_diff(span.end))
        };
        let column = (next..=last).min_by_key(distance).unwrap_or(next);
        found.push(column);
        next = column + 1;
    }
    found
}
