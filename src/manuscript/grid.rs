//! The grid of a table as people see it. Edges of cells that hands drew a millimetre beside each other give a file
//! columns that nobody sees; so do edges of other tables that were once pasted in.

use std::collections::BTreeSet;

use super::{Cell, Table};
use crate::inspect::WordTable;

/// Narrower than two millimetres (twips), no column holds a character.
pub const NARROW: u32 = 113;

/// Grids of more columns are left as they are: no page has room for them.
const MOST_COLUMNS: usize = 128;

/// A table, and where each edge of the file's grid is in its own.
pub(super) fn of(table: &WordTable) -> (Table, Vec<usize>) {
    let ends = table.cells.iter().map(|cell| cell.column + cell.columns);
    let last = ends.max().unwrap_or(0);
    let widths = table.grid.get(..last).filter(|widths| widths.iter().any(|width| *width > 0));
    let widths = widths.unwrap_or_default();
    let goes_on =
        if last > MOST_COLUMNS { vec![false; last + 1] } else { vanishing(table, widths) };
    let mut edges = Vec::with_capacity(goes_on.len());
    let mut kept = 0;
    for goes_on in &goes_on {
        edges.push(kept);
        kept += usize::from(!goes_on);
    }
    let place = |edge: usize| edges.get(edge).copied().unwrap_or(0);
    let cells = table.cells.iter().map(|cell| {
        let (column, end) = (place(cell.column), place(cell.column + cell.columns));
        let columns = end.saturating_sub(column).max(1);
        Cell { row: cell.row, column, rows: cell.rows, columns, again: cell.again }
    });
    let columns = place(last);
    let mut shares = vec![0_u32; if widths.is_empty() { 0 } else { columns }];
    for (edge, width) in widths.iter().enumerate() {
        // What lies behind an edge that is not kept belongs to the column in front of it.
        let behind = place(edge + 1).saturating_sub(1);
        if let Some(share) = shares.get_mut(behind) {
            *share = share.saturating_add(*width);
        }
    }
    let cells = cells.collect();
    (Table { columns, widths: shares, head: table.head, cells, inside: table.inside }, edges)
}

/// For each edge, whether it is none of its own: it stands where the next one stands.
fn vanishing(table: &WordTable, widths: &[u32]) -> Vec<bool> {
    let cells: BTreeSet<(usize, usize)> =
        table.cells.iter().map(|cell| (cell.column, cell.column + cell.columns)).collect();
    let drawn: BTreeSet<usize> = cells.iter().flat_map(|(start, end)| [*start, *end]).collect();
    let last = drawn.last().copied().unwrap_or(0);
    let mut goes_on: Vec<bool> = (0..=last).map(|edge| !drawn.contains(&edge)).collect();
    for (edge, width) in widths.iter().enumerate() {
        let also = |own: usize| own == edge || goes_on.get(own).copied().unwrap_or(false);
        let swallowed = |(start, end): &(usize, usize)| (*start..*end).all(also);
        if *width < NARROW && edge < last && !cells.iter().any(swallowed) {
            goes_on[edge] = true;
        }
    }
    goes_on
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inspect::WordCell;

    /// The columns of cells given as `start..end` on a grid.
    fn tidied(grid: &[u32], cells: &[(usize, usize)]) -> (Vec<(usize, usize)>, Vec<u32>) {
        let cells = cells.iter().enumerate().map(|(row, (start, end))| WordCell {
            row,
            column: *start,
            rows: 1,
            columns: end - start,
            again: false,
        });
        let cells = cells.collect();
        let (table, _) = of(&WordTable { grid: grid.to_vec(), cells, ..WordTable::default() });
        let cells = table.cells.iter().map(|cell| (cell.column, cell.column + cell.columns));
        (cells.collect(), table.widths)
    }

    #[test]
    fn edges_a_millimetre_beside_each_other_are_one() {
        let (cells, widths) =
            tidied(&[2000, 60, 1940, 2000], &[(0, 1), (1, 3), (3, 4), (0, 2), (2, 3)]);
        assert_eq!(cells, [(0, 1), (1, 2), (2, 3), (0, 1), (1, 2)]);
        assert_eq!(widths, [2060, 1940, 2000]);
    }

    #[test]
    fn a_narrow_column_that_has_cells_of_its_own_stays() {
        let (cells, widths) = tidied(&[2000, 60, 1940], &[(0, 1), (1, 2), (2, 3)]);
        assert_eq!((cells.len(), widths), (3, vec![2000, 60, 1940]));
    }

    #[test]
    fn columns_that_no_edge_parts_are_one() {
        let (cells, widths) = tidied(&[1000, 1000, 1000], &[(0, 2), (2, 3), (0, 2)]);
        assert_eq!((cells, widths), (vec![(0, 1), (1, 2), (0, 1)], vec![2000, 1000]));
    }
}
