//! Cutting a table into the pieces that stand on each page. Where in a piece its lines stand is for
//! `place`.

use super::place::Placing;
use super::set::{SetCell, SetTable};
use crate::layout::page::{Item, Line, Rule};
use crate::template::Sheet;
use crate::unit::Length;

/// What Word-family programs count differently around a table: the two strips of a page that belong to
/// their text area but not to the type area, above the first line's characters and below the last
/// line's; and the lowest rule, which stands outside the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::layout) struct Strips {
    /// Height of the upper strip.
    pub(in crate::layout) top: Length,
    /// Height of the lower strip.
    pub(in crate::layout) bottom: Length,
    /// Thickness of the lowest rule.
    pub(in crate::layout) rule: Length,
}

impl Strips {
    pub(in crate::layout) fn of(sheet: &Sheet) -> Self {
        let area_bottom = sheet.page.top + sheet.page.area_height;
        Self {
            top: sheet.page.top - sheet.flow_top(),
            bottom: (sheet.flow_top() + sheet.flow_height() - area_bottom).max(Length::ZERO),
            rule: sheet.table.outer_rule,
        }
    }
}

/// What of a table stands on one page.
pub(in crate::layout) struct Piece {
    /// Starts a new page.
    pub(in crate::layout) new_page: bool,
    /// Distance of its upper edge from the top of the flow.
    pub(in crate::layout) top: Length,
    pub(in crate::layout) height: Length,
    /// Relative to `top`, as if it were the upper edge of the paper.
    pub(in crate::layout) items: Vec<Item>,
}

/// A stretch of a row that stands on one page.
#[derive(Clone, Copy)]
pub(super) struct Band {
    pub(super) row: usize,
    pub(super) height: Length,
    /// A header row shown again.
    pub(super) repeated: bool,
}

/// Cuts a table. `top`: where it begins in the flow; `flow_height`: where the flow ends.
pub(in crate::layout) fn pieces(
    table: &SetTable,
    sheet: &Sheet,
    strips: Strips,
    top: Length,
    flow_height: Length,
) -> Vec<Piece> {
    let mut cutter = Cutter {
        table,
        sheet,
        page_top: strips.top,
        limit: flow_height - strips.bottom - strips.rule,
        head_extra: if top > strips.top { table.head_extra(sheet, strips) } else { Length::ZERO },
        pages: vec![Vec::new()],
        y: top.max(strips.top),
        parts: vec![Part::default(); table.cells.len()],
    };
    cutter.cut();
    let mut placing = Placing::new(table, sheet, &cutter.pages);
    let mut pieces = Vec::new();
    for (index, bands) in cutter.pages.iter().enumerate().filter(|(_, bands)| !bands.is_empty()) {
        let top = if index == 0 { top.max(strips.top) } else { strips.top };
        let height = bands.iter().map(|band| band.height).sum();
        pieces.push(Piece { new_page: index > 0, top, height, items: placing.page(index) });
    }
    pieces
}

impl SetTable {
    /// What the header is higher by where it first stands, so that its rows break as in the DOCX.
    fn head_extra(&self, sheet: &Sheet, strips: Strips) -> Length {
        if self.repeats_head(sheet) { strips.top } else { Length::ZERO }
    }

    /// Whether continued pages show the header again.
    pub(in crate::layout) fn repeats_head(&self, sheet: &Sheet) -> bool {
        sheet.table.repeat_head && self.head_rows > 0 && self.head_rows < self.heights.len()
    }

    /// The least height at which the table can begin on a page.
    pub(in crate::layout) fn least_start(&self, sheet: &Sheet, strips: Strips) -> Length {
        let rows = (self.head_rows + 1).min(self.heights.len());
        let rows: Length = self.heights[..rows].iter().copied().sum();
        rows + self.head_extra(sheet, strips) + strips.bottom + strips.rule
    }
}

struct Cutter<'a> {
    table: &'a SetTable,
    sheet: &'a Sheet,
    page_top: Length,
    limit: Length,
    /// Added to the first header row where it first stands.
    head_extra: Length,
    pages: Vec<Vec<Band>>,
    y: Length,
    /// For each cell.
    parts: Vec<Part>,
}

/// How far a cell has come.
#[derive(Clone, Copy, Default)]
struct Part {
    /// Its upper edge on this page.
    top: Length,
    /// Lines of it that stand on earlier pages.
    shown: usize,
}

impl Cutter<'_> {
    fn cut(&mut self) {
        for row in 0..self.table.heights.len() {
            let extra = if row == 0 { self.head_extra } else { Length::ZERO };
            let height = self.table.heights[row] + extra;
            let fresh_page = self.limit - self.page_top - self.repeated_head(row);
            self.begin(row);
            if self.y + height + self.lack(row, height) <= self.limit {
                self.push(row, height + self.lack(row, height), false);
            } else if height <= fresh_page {
                self.turn_page(row);
                self.begin(row);
                if self.y + height + self.lack(row, height) <= self.limit {
                    self.push(row, height + self.lack(row, height), false);
                } else {
                    self.split(row);
                }
            } else {
                self.split(row);
            }
        }
    }

    /// Notes where the cells of a row begin.
    fn begin(&mut self, row: usize) {
        for (index, cell) in self.table.covering(row) {
            if cell.row == row {
                self.parts[index].top = self.y;
            }
        }
    }

    /// What the last row of cells over several rows lacks to hold the text that a page break moved down,
    /// were it `height` high.
    fn lack(&self, row: usize, height: Length) -> Length {
        self.due(row).map_or(Length::ZERO, |due| (due - height).max(Length::ZERO))
    }

    /// How high from here on a row must be for the rest of the cells over several rows that end with it.
    fn due(&self, row: usize) -> Option<Length> {
        let ending = self
            .table
            .covering(row)
            .filter(|(_, cell)| cell.rows > 1 && cell.row + cell.rows == row + 1);
        let due = ending.filter_map(|(index, cell)| {
            let Part { top, shown } = self.parts[index];
            let rest: Length = cell.lines[shown..].iter().map(|line| line.pitch).sum();
            (rest > Length::ZERO).then(|| rest + self.padding() - (self.y - top))
        });
        due.max()
    }

    fn padding(&self) -> Length {
        self.sheet.table.padding_y + self.sheet.table.padding_y
    }

    /// A row higher than a page goes on from page to page, cut between lines.
    fn split(&mut self, row: usize) {
        let (pitch, padding) = (self.line_pitch(row), self.padding());
        let single = self.table.cells_from(row).iter().filter(|cell| cell.rows == 1);
        let mut left = single.map(SetCell::text_height).max().unwrap_or_default();
        loop {
            let rest = (left + padding).max(self.due(row).unwrap_or_default());
            let room = self.limit - self.y;
            let fitting = (room - padding).emu().div_euclid(pitch.emu().max(1));
            // A page that holds no line under the header is filled beyond its end: there is no better.
            let fresh =
                self.pages.last().is_none_or(|bands| bands.iter().all(|band| band.repeated));
            if rest <= room || (fitting < 1 && fresh) {
                let with_rule = rest + self.sheet.table.inner_rule;
                self.push(row, if with_rule <= room { with_rule } else { rest }, false);
                return;
            }
            if fitting >= 1 {
                let taken = pitch * fitting;
                self.push(row, taken + padding, false);
                left = (left - taken).max(Length::ZERO);
            }
            self.turn_page(row);
            if fitting < 1 {
                self.begin(row);
            }
        }
    }

    fn line_pitch(&self, row: usize) -> Length {
        let lines = self.table.covering(row).flat_map(|(_, cell)| &cell.lines);
        lines.map(|line| line.pitch).max().unwrap_or(self.sheet.grid.line_pitch)
    }

    fn repeated_head(&self, row: usize) -> Length {
        if self.table.repeats_head(self.sheet) && row >= self.table.head_rows {
            self.table.heights[..self.table.head_rows].iter().copied().sum()
        } else {
            Length::ZERO
        }
    }

    /// Goes on with `row` on a new page, under the repeated header.
    fn turn_page(&mut self, row: usize) {
        let (bottom, padding) = (self.y, self.padding());
        self.pages.push(Vec::new());
        self.y = self.page_top;
        if self.repeated_head(row) > Length::ZERO {
            for head in 0..self.table.head_rows {
                self.push(head, self.table.heights[head], true);
            }
        }
        for (index, cell) in self.table.covering(row) {
            let part = &mut self.parts[index];
            part.shown += cell.lines_within(part.shown, bottom - part.top - padding);
            part.top = self.y;
        }
    }

    fn push(&mut self, row: usize, height: Length, repeated: bool) {
        if let Some(page) = self.pages.last_mut() {
            page.push(Band { row, height, repeated });
        }
        self.y += height;
    }
}

/// Moves what stands relative to a piece's top down to its place on the paper.
pub(in crate::layout) fn shifted(item: Item, down: Length) -> Item {
    match item {
        Item::Line(line) => Item::Line(Line { baseline: line.baseline + down, ..line }),
        Item::Rule(rule) => Item::Rule(Rule { y0: rule.y0 + down, y1: rule.y1 + down, ..rule }),
    }
}
