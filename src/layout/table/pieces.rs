//! Cutting a table into the pieces that stand on each page, and placing their lines.

use super::rules::{Spans, draw};
use super::set::{CellLine, SetCell, SetTable};
use crate::layout::page::{Item, Line, LineKind, Rule};
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
struct Band {
    row: usize,
    height: Length,
    /// Text of the row that stands on earlier pages.
    text_before: Length,
    repeated: bool,
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
    };
    cutter.cut();
    let mut pieces = Vec::new();
    for (index, bands) in cutter.pages.iter().enumerate().filter(|(_, bands)| !bands.is_empty()) {
        let top = if index == 0 { top.max(strips.top) } else { strips.top };
        let height = bands.iter().map(|band| band.height).sum();
        let items = place(table, sheet, bands);
        pieces.push(Piece { new_page: index > 0, top, height, items });
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
}

impl Cutter<'_> {
    fn cut(&mut self) {
        for row in 0..self.table.heights.len() {
            let extra = if row == 0 { self.head_extra } else { Length::ZERO };
            let height = self.table.heights[row] + extra;
            let fresh_page = self.limit - self.page_top - self.repeated_head(row);
            if self.y + height <= self.limit {
                self.push(row, height, Length::ZERO, false);
            } else if height <= fresh_page {
                self.turn_page(row);
                self.push(row, height, Length::ZERO, false);
            } else {
                self.split(row, height);
            }
        }
    }

    /// A row higher than a page goes on from page to page, cut between lines.
    fn split(&mut self, row: usize, height: Length) {
        let pitch = self.line_pitch(row);
        let padding = self.sheet.table.padding_y + self.sheet.table.padding_y;
        let text = height - padding;
        let mut before = Length::ZERO;
        while before < text {
            let room = self.limit - self.y - padding;
            let fitting = pitch * room.emu().div_euclid(pitch.emu().max(1)).max(0);
            if fitting == Length::ZERO {
                // A fresh page always holds a line: the header alone may not fill one.
                self.turn_page(row);
                let room = self.limit - self.y - padding;
                if room < pitch {
                    self.push(row, padding + text - before, before, false);
                    return;
                }
                continue;
            }
            let taken = fitting.min(text - before);
            self.push(row, taken + padding, before, false);
            before += taken;
        }
    }

    fn line_pitch(&self, row: usize) -> Length {
        let cells = self.table.cells.iter().filter(|cell| cell.row == row);
        let pitches = cells.flat_map(|cell| &cell.lines).map(|line| line.pitch);
        pitches.max().unwrap_or(self.sheet.grid.line_pitch)
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
        self.pages.push(Vec::new());
        self.y = self.page_top;
        if self.repeated_head(row) > Length::ZERO {
            for head in 0..self.table.head_rows {
                self.push(head, self.table.heights[head], Length::ZERO, true);
            }
        }
    }

    fn push(&mut self, row: usize, height: Length, text_before: Length, repeated: bool) {
        if let Some(page) = self.pages.last_mut() {
            page.push(Band { row, height, text_before, repeated });
        }
        self.y += height;
    }
}

/// Rules, then lines, of the bands of one page.
fn place(table: &SetTable, sheet: &Sheet, bands: &[Band]) -> Vec<Item> {
    let mut tops = vec![Length::ZERO];
    for band in bands {
        let bottom = tops.last().copied().unwrap_or_default() + band.height;
        tops.push(bottom);
    }
    let rows: Vec<usize> = bands.iter().map(|band| band.row).collect();
    let spans = Spans::new(table, &rows);
    let rules = draw(&spans, &table.edges, &tops, &sheet.table);
    let mut items: Vec<Item> = rules.into_iter().map(Item::Rule).collect();
    for (index, band) in bands.iter().enumerate() {
        for cell in table.cells_from(band.row) {
            let last = last_band(bands, index, cell);
            items.extend(place_cell(cell, *band, (tops[index], tops[last + 1]), sheet));
        }
    }
    items
}

/// The last band on this page that a cell beginning in band `index` covers.
fn last_band(bands: &[Band], index: usize, cell: &SetCell) -> usize {
    let covered = |band: &Band| {
        band.repeated == bands[index].repeated
            && (cell.row + 1..cell.row + cell.rows).contains(&band.row)
    };
    index + bands[index + 1..].iter().take_while(|band| covered(band)).count()
}

/// The lines of a cell that stand in its bands on this page, from `area.0` to `area.1`: centred, or
/// from the top where the row goes over several pages.
fn place_cell(cell: &SetCell, band: Band, area: (Length, Length), sheet: &Sheet) -> Vec<Item> {
    let padding = sheet.table.padding_y;
    let room = area.1 - area.0;
    let text = cell.text_height();
    let parted = cell.rows == 1 && (band.text_before > Length::ZERO || text > room);
    let mut y = if parted {
        area.0 + padding - band.text_before
    } else {
        area.0 + ((room - text) / 2).max(padding)
    };
    let mut items = Vec::new();
    for line in &cell.lines {
        let bottom = y + line.pitch;
        if !parted || (y >= area.0 + padding && bottom <= area.1 - padding) {
            items.push(Item::Line(set_line(line, y, band.repeated, sheet)));
        }
        y = bottom;
    }
    items
}

fn set_line(line: &CellLine, top: Length, repeated: bool, sheet: &Sheet) -> Line {
    Line {
        block: Some(line.block),
        kind: if repeated { LineKind::RepeatedHead } else { LineKind::Text },
        baseline: top + sheet.grid.line_ascent.of(line.pitch),
        runs: line.runs.clone(),
    }
}

/// Moves what stands relative to a piece's top down to its place on the paper.
pub(in crate::layout) fn shifted(item: Item, down: Length) -> Item {
    match item {
        Item::Line(line) => Item::Line(Line { baseline: line.baseline + down, ..line }),
        Item::Rule(rule) => Item::Rule(Rule { y0: rule.y0 + down, y1: rule.y1 + down, ..rule }),
    }
}
