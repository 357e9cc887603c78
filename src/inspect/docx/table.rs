//! Tables of a DOCX while they are read: which cell of the grid comes next, and which ones merged cells cover
//! (ISO/IEC 29500-1 17.4).

use std::collections::BTreeMap;

use roxmltree::Node;

use super::content::{CellPlace, WordCell, WordTable};
use super::xml::{attribute, child, is, number, switch, value};
use crate::inspect::limits::MOST_COLUMNS;

/// A table that is being read.
pub(super) struct OpenTable {
    /// Which one.
    index: usize,
    table: WordTable,
    /// Rows begun.
    rows: usize,
    column: usize,
    /// The row is on record as deleted.
    row_deleted: bool,
    /// The cell that is merged downwards at a column.
    downwards: BTreeMap<usize, usize>,
    /// The last cell of the row that is merged to the right.
    rightwards: Option<usize>,
    cell: Option<(CellPlace, bool)>,
}

impl OpenTable {
    pub(super) fn new(node: Node<'_, '_>, index: usize, inside: Option<usize>) -> Self {
        let columns = child(node, "tblGrid").into_iter().flat_map(|grid| grid.children());
        let columns = columns.filter(|column| is(*column, "gridCol"));
        let width = |column| attribute(column, "w").and_then(twips).unwrap_or(0);
        let table =
            WordTable { grid: columns.map(width).collect(), inside, ..WordTable::default() };
        Self {
            index,
            table,
            rows: 0,
            column: 0,
            row_deleted: false,
            downwards: BTreeMap::new(),
            rightwards: None,
            cell: None,
        }
    }

    /// A row begins; says whether it is on record as deleted.
    pub(super) fn begin_row(&mut self, node: Node<'_, '_>) -> bool {
        let own = child(node, "trPr");
        self.row_deleted = own.is_some_and(|own| child(own, "del").is_some());
        if self.row_deleted {
            return true;
        }
        let repeats = own.and_then(|own| switch(own, "tblHeader")) == Some(true);
        if repeats && self.table.head == self.rows {
            self.table.head += 1;
        }
        self.rows += 1;
        self.column = own.and_then(|own| number(own, "gridBefore")).unwrap_or(0).min(MOST_COLUMNS);
        self.rightwards = None;
        false
    }

    pub(super) fn begin_cell(&mut self, node: Node<'_, '_>) {
        if self.row_deleted || self.rows == 0 {
            return;
        }
        let own = child(node, "tcPr");
        let span = own.and_then(|own| number(own, "gridSpan"));
        let columns = span.unwrap_or(1).clamp(1, MOST_COLUMNS);
        let (row, column) = (self.rows - 1, self.column);
        self.column += columns;
        let merge = |name| {
            own.and_then(|own| child(own, name)).map(|_| own.and_then(|own| value(own, name)))
        };
        let goes_on =
            |merge: Option<Option<&str>>| merge.is_some_and(|value| value != Some("restart"));
        let (down, right) = (merge("vMerge"), merge("hMerge"));
        let above = self.downwards.get(&column).copied().filter(|_| goes_on(down));
        let above = above.filter(|above| {
            self.table.cells.get(*above).is_some_and(|above| above.row + above.rows == row)
        });
        let before = self.rightwards.filter(|_| goes_on(right));
        let covered = above.is_some() || before.is_some();
        if let Some(cell) = above.and_then(|above| self.table.cells.get_mut(above)) {
            cell.rows += 1;
        } else if let Some(cell) = before.and_then(|before| self.table.cells.get_mut(before)) {
            cell.columns += columns;
        } else {
            let index = self.table.cells.len();
            self.table.cells.push(WordCell { row, column, rows: 1, columns, again: false });
            if down.is_some() {
                self.downwards.insert(column, index)
            } else {
                self.downwards.remove(&column)
            };
            self.rightwards = right.is_some().then_some(index);
        }
        self.cell = Some((CellPlace { table: self.index, row, column, columns }, covered));
    }

    /// The cell that is being read says again what the one above it says.
    pub(super) fn says_again(&mut self) {
        let open = self.cell.filter(|(_, covered)| !covered);
        if let (Some(_), Some(cell)) = (open, self.table.cells.last_mut()) {
            cell.again = true;
        }
    }

    pub(super) fn end_cell(&mut self) {
        self.cell = None;
    }

    /// The row ends; says whether it was on record as deleted.
    pub(super) fn end_row(&mut self) -> bool {
        std::mem::take(&mut self.row_deleted)
    }

    /// The cell that is being read, and whether it is not shown.
    pub(super) fn cell(&self) -> (Option<CellPlace>, bool) {
        match self.cell {
            Some((cell, covered)) => (Some(cell), covered),
            None => (None, self.row_deleted),
        }
    }

    pub(super) fn close(self) -> (usize, WordTable) {
        (self.index, self.table)
    }

    pub(super) fn index(&self) -> usize {
        self.index
    }
}

/// A measure in twips; strict files write points.
fn twips(text: &str) -> Option<u32> {
    let (number, scale) = match text.trim().strip_suffix("pt") {
        Some(points) => (points, 20),
        None => (text.trim(), 1),
    };
    let whole = number.split('.').next().unwrap_or_default();
    whole.parse::<u32>().ok()?.checked_mul(scale)
}
