//! Tables that go on behind a line that says so (续表): rows that stand twice are taken once.

use std::ops::Range;

use super::cut::Cutter;
use super::tables::{Real, shares};
use super::{Cell, Column, Piece, Table, Text, Uncounted, Why};
use crate::manuscript::{NARROW, Place};

/// A line that says that a table goes on has no more characters.
const LONGEST: usize = 40;

/// Whether a line says that the table above it goes on below: `续表`, `续附表1　单位：万元`, `表1（续）`.
pub(super) fn says_so(text: &str) -> bool {
    let text = text.trim();
    let front = ["续表", "续附表", "（续表", "(续表", "（续）", "(续)"];
    let back = ["（续）", "(续)", "（续表）", "(续表)"];
    let short = text.chars().count() <= LONGEST && !text.contains('。');
    let named = ["表", "附表"].iter().any(|word| text.starts_with(word));
    short
        && (front.iter().any(|word| text.starts_with(word))
            || named && back.iter().any(|word| text.ends_with(word)))
}

/// Gives two tables the columns of both, where they are of one width: each part of a table has only those that a cell
/// of it ends at. Says whether they have the same columns now.
pub(super) fn lay_over(above: &mut Real, below: &mut Real) -> bool {
    let fits =
        |edges: &Vec<u32>| [&above.widths, &below.widths].iter().all(|own| keeps_all(own, edges));
    if let Some(edges) = common(&above.widths, &below.widths).filter(fits) {
        let widths: Vec<u32> = edges.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let columns = [&above, &below].map(|own| between(own, &edges));
        let columns: Vec<Column> = shares(&widths)
            .into_iter()
            .enumerate()
            .map(|(at, share)| {
                let align = match (columns[0][at], columns[1][at]) {
                    (Some(one), Some(other)) => one.align.filter(|_| one.align == other.align),
                    (one, other) => one.or(other).and_then(|own| own.align),
                };
                Column { share, align }
            })
            .collect();
        for own in [above, below] {
            spread(own, &edges);
            own.table.columns.clone_from(&columns);
            own.widths.clone_from(&widths);
        }
        return true;
    }
    above.table.columns.len() == below.table.columns.len()
}

/// Where columns of these widths end, from the left edge on.
fn edges(widths: &[u32]) -> Vec<u32> {
    let ends = widths.iter().scan(0_u32, |at, width| {
        *at = at.saturating_add(*width);
        Some(*at)
    });
    std::iter::once(0).chain(ends).collect()
}

/// The edges of two tables of one width; those that hands drew beside each other are one.
fn common(above: &[u32], below: &[u32]) -> Option<Vec<u32>> {
    let (above, below) = (edges(above), edges(below));
    let (end, other) = (*above.last()?, *below.last()?);
    if above.len() < 2 || below.len() < 2 || end.abs_diff(other) >= NARROW {
        return None;
    }
    let apart = |edge: &&u32| above.iter().all(|own| own.abs_diff(**edge) >= NARROW);
    let mut found: Vec<u32> = above.iter().chain(below.iter().filter(apart)).copied().collect();
    found.sort_unstable();
    found.dedup();
    Some(found)
}

/// Whether no column of these widths would vanish between the edges.
fn keeps_all(widths: &[u32], all: &[u32]) -> bool {
    ranks(widths, all).windows(2).all(|pair| pair[0] < pair[1])
}

/// Which of the edges is nearest to each edge of columns of these widths.
fn ranks(widths: &[u32], all: &[u32]) -> Vec<usize> {
    let nearest = |edge: u32| (0..all.len()).min_by_key(|at| all[*at].abs_diff(edge));
    edges(widths).into_iter().map(|edge| nearest(edge).unwrap_or(0)).collect()
}

/// For each stretch between edges, the column of a table that begins there.
fn between<'t>(own: &'t Real, all: &[u32]) -> Vec<Option<&'t Column>> {
    let mut found = vec![None; all.len()];
    for (column, at) in own.table.columns.iter().zip(ranks(&own.widths, all)) {
        found[at] = Some(column);
    }
    found
}

/// Lets the cells of a table cover columns between these edges.
fn spread(own: &mut Real, all: &[u32]) {
    let ranks = ranks(&own.widths, all);
    let starts = starts(&own.table.rows, own.table.columns.len());
    for (row, starts) in own.table.rows.iter_mut().zip(starts) {
        for (cell, start) in row.iter_mut().zip(starts) {
            let edge = |at: usize| ranks.get(at).or(ranks.last()).copied().unwrap_or(0);
            cell.columns = edge(start + cell.columns).saturating_sub(edge(start)).max(1);
        }
    }
    for (_, column) in &mut own.again {
        *column = ranks.get(*column).copied().unwrap_or(*column);
    }
}

/// Puts the rows of a table behind those of another of the same columns: header rows that stand again, and the text of a
/// merged cell that goes on, are left out.
pub(super) fn join(
    above: &mut Real,
    below: Real,
    place: &Place,
    cutter: &mut Cutter<'_>,
    uncounted: &mut Vec<Uncounted>,
) {
    let table = &mut above.table;
    let Real { table: mut more, again: said_again, .. } = below;
    let count = more.rows.len();
    let text = &cutter.manuscript.text;
    let printed = |row: &[Cell]| row.iter().map(|cell| cell.text.printed(text)).collect::<Vec<_>>();
    let head = table.head.min(more.rows.len());
    let again = (0..head).all(|at| printed(&table.rows[at]) == printed(&more.rows[at]));
    if again {
        for cell in more.rows.drain(..head).flatten() {
            drop_text(cell.text, place, cutter, uncounted);
        }
    }
    let columns = table.columns.len();
    if !again || head == 0 {
        drop_head(table, &mut more, columns, place, cutter, uncounted);
    }
    let dropped = count - more.rows.len();
    let above = starts(&table.rows, columns);
    let below = starts(&more.rows, columns);
    let mut joined = Vec::new();
    for (at, cell) in more.rows.first().into_iter().flatten().enumerate() {
        let Some(column) = below.first().and_then(|row| row.get(at)).copied() else { continue };
        let before = reaching(table, &above, column);
        let Some((row, index)) = before else { continue };
        let own = &table.rows[row][index];
        let words = cell.text.printed(text);
        let merged = own.rows > 1 || cell.rows > 1 || said_again.contains(&(dropped, column));
        if merged
            && own.columns == cell.columns
            && !words.is_empty()
            && own.text.printed(text) == words
        {
            joined.push((at, row, index));
        }
    }
    for (at, row, index) in joined.into_iter().rev() {
        let cell = more.rows[0].remove(at);
        table.rows[row][index].rows += cell.rows;
        drop_text(cell.text, place, cutter, uncounted);
    }
    table.rows.append(&mut more.rows);
}

/// Leaves out the first row of what goes on where it stands in the table already: forms have their header further down.
/// Cells that reach further down go on without it.
fn drop_head(
    table: &Table,
    more: &mut Table,
    columns: usize,
    place: &Place,
    cutter: &mut Cutter<'_>,
    uncounted: &mut Vec<Uncounted>,
) {
    const FEWEST: usize = 3;
    let text = &cutter.manuscript.text;
    let printed = |row: &[Cell]| row.iter().map(|cell| cell.text.printed(text)).collect::<Vec<_>>();
    let Some(first) = more.rows.first().map(|row| printed(row)) else { return };
    let told = first.iter().filter(|text| !text.is_empty()).count();
    let again = table.rows.iter().any(|row| printed(row) == first);
    if told < FEWEST || !again || more.rows.len() < 2 {
        return;
    }
    let starts = starts(&more.rows, columns);
    let row = more.rows.remove(0);
    for (cell, column) in row.into_iter().zip(&starts[0]) {
        if cell.rows < 2 {
            drop_text(cell.text, place, cutter, uncounted);
            continue;
        }
        let at = starts[1].iter().filter(|start| *start < column).count();
        let kept = starts[0].iter().filter(|start| *start < column).count();
        let at = at + more.rows[0].len().saturating_sub(starts[1].len()).min(kept);
        more.rows[0].insert(at, Cell { rows: cell.rows - 1, ..cell });
    }
}

/// The cell that begins at a column and reaches the last row: its row and which of that row it is.
fn reaching(table: &Table, starts: &[Vec<usize>], column: usize) -> Option<(usize, usize)> {
    let last = table.rows.len();
    (table.head..last).rev().find_map(|row| {
        let index = starts[row].iter().position(|start| *start == column)?;
        (row + table.rows[row][index].rows == last).then_some((row, index))
    })
}

/// The column each cell begins at.
fn starts(rows: &[Vec<Cell>], columns: usize) -> Vec<Vec<usize>> {
    let mut left = vec![0_usize; columns];
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let mut own = Vec::with_capacity(row.len());
        let mut at = 0;
        for cell in row {
            while left.get(at).is_some_and(|rows| *rows > 0) {
                at += 1;
            }
            own.push(at);
            let reach: Range<usize> = at.min(columns)..(at + cell.columns).min(columns);
            left[reach].fill(cell.rows);
            at += cell.columns;
        }
        for rows in &mut left {
            *rows = rows.saturating_sub(1);
        }
        found.push(own);
    }
    found
}

/// Leaves out a text that stands twice.
pub(super) fn drop_text(
    text: Text,
    place: &Place,
    cutter: &mut Cutter<'_>,
    uncounted: &mut Vec<Uncounted>,
) {
    for piece in text.0 {
        match piece {
            Piece::Kept(range) | Piece::Changed { from: range, .. } => {
                cutter.leave_out(range, Why::Repeated);
            }
            Piece::Counted(label) => {
                uncounted.push(Uncounted { label, place: place.clone(), why: Why::Repeated });
            }
            Piece::Note(note) => drop_text(note, place, cutter, uncounted),
            Piece::Added { .. } => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_that_would_vanish_keeps_tables_apart() {
        let edges = common(&[2000, 4000], &[3000, 3000]).unwrap();
        assert_eq!(edges, [0, 2000, 3000, 6000]);
        assert!(keeps_all(&[2000, 4000], &edges) && keeps_all(&[3000, 3000], &edges));
        let edges = common(&[3000, 3000], &[3000, 50, 2950]).unwrap();
        assert_eq!(edges, [0, 3000, 6000]);
        assert!(!keeps_all(&[3000, 50, 2950], &edges));
        assert_eq!(common(&[3000, 3000], &[3000, 4000]), None);
        assert_eq!(common(&[], &[3000]), None);
    }

    #[test]
    fn lines_say_that_a_table_goes_on() {
        for text in ["续表", "续附表1　单位：万元", "表1　支出（续）", "（续表）"]
        {
            assert!(says_so(text), "{text}");
        }
        for text in ["表1　支出", "续签合同5份。", "后续表明，工作有效", "工作（续）"]
        {
            assert!(!says_so(text), "{text}");
        }
    }
}
