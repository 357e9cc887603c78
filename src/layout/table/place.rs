//! Placing the rules and lines of a table's bands, page after page.

use super::pieces::Band;
use super::rules::{Spans, draw};
use super::set::{CellLine, SetCell, SetTable};
use crate::layout::page::{Item, Line, LineKind};
use crate::template::Sheet;
use crate::unit::Length;

/// What is remembered from page to page.
pub(super) struct Placing<'a> {
    table: &'a SetTable,
    sheet: &'a Sheet,
    pages: &'a [Vec<Band>],
    /// For each cell, its lines that stand on earlier pages; of a label all of them.
    shown: Vec<usize>,
    /// For each cell, whether its text is shown on every page it stands on.
    labels: &'a [bool],
}

impl<'a> Placing<'a> {
    pub(super) fn new(
        table: &'a SetTable,
        sheet: &'a Sheet,
        pages: &'a [Vec<Band>],
        labels: &'a [bool],
    ) -> Self {
        Self { table, sheet, pages, shown: vec![0; table.cells.len()], labels }
    }

    /// Rules, then lines, of the bands of one page, relative to the upper edge of the first. To be asked
    /// for in order.
    pub(super) fn page(&mut self, page: usize) -> Vec<Item> {
        let bands = &self.pages[page];
        let mut tops = vec![Length::ZERO];
        for band in bands {
            let bottom = tops.last().copied().unwrap_or_default() + band.height;
            tops.push(bottom);
        }
        let rows: Vec<usize> = bands.iter().map(|band| band.row).collect();
        let rules =
            draw(&Spans::new(self.table, &rows), &self.table.edges, &tops, &self.sheet.table);
        let mut items: Vec<Item> = rules.into_iter().map(Item::Rule).collect();
        for (at, band) in bands.iter().enumerate() {
            for (index, cell) in self.table.covering(band.row) {
                let in_head = self.table.head.contains(&cell.row);
                let covered = |other: &Band| {
                    (in_head || other.repeated == band.repeated) && cell.covers(other.row)
                };
                if at > 0 && covered(&bands[at - 1]) {
                    continue;
                }
                let last = at + bands[at + 1..].iter().take_while(|band| covered(band)).count();
                let area = (tops[at], tops[last + 1]);
                let lines = if band.repeated {
                    self.lines(cell, 0..cell.lines.len(), area, true)
                } else if self.labels[index] {
                    // It begins once, also where its first row is so high that it goes on by itself.
                    let again = std::mem::replace(&mut self.shown[index], cell.lines.len()) > 0;
                    self.lines(cell, 0..cell.lines.len(), area, again)
                } else {
                    self.part(index, cell, area, page)
                };
                items.extend(lines);
            }
        }
        items
    }

    /// The lines of a cell that stand on a page: centred where they are all of them, else from the top.
    fn part(
        &mut self,
        index: usize,
        cell: &SetCell,
        area: (Length, Length),
        page: usize,
    ) -> Vec<Item> {
        let padding = self.sheet.table.padding_y;
        let from = self.shown[index];
        // A cell's bands follow each other without a gap.
        let next = self.pages.get(page + 1).into_iter().flatten();
        let goes_on = next.into_iter().any(|band| !band.repeated && cell.covers(band.row));
        let count = if goes_on {
            cell.lines_within(from, area.1 - area.0 - padding - padding)
        } else {
            cell.lines.len() - from
        };
        self.shown[index] += count;
        self.lines(cell, from..from + count, area, false)
    }

    fn lines(
        &self,
        cell: &SetCell,
        range: std::ops::Range<usize>,
        area: (Length, Length),
        repeated: bool,
    ) -> Vec<Item> {
        let all = range.len() == cell.lines.len();
        let text = cell.text_height();
        let centred = if all { (area.1 - area.0 - text) / 2 } else { Length::ZERO };
        let mut y = area.0 + centred.max(self.sheet.table.padding_y);
        let mut items = Vec::with_capacity(range.len());
        for line in &cell.lines[range] {
            items.push(Item::Line(set_line(line, y, repeated, self.sheet)));
            y += line.pitch;
        }
        items
    }
}

fn set_line(line: &CellLine, top: Length, repeated: bool, sheet: &Sheet) -> Line {
    Line {
        block: Some(line.block),
        kind: if repeated { LineKind::RepeatedHead } else { LineKind::Text },
        baseline: top + sheet.grid.line_ascent.of(line.pitch),
        runs: line.runs.clone(),
    }
}
