//! The pieces of a table that stand on each page. Which rows they hold is for `cut`, where in a piece its
//! lines stand for `place`.

use std::collections::BTreeSet;

use super::cut::{Bands, cut};
use super::place::Placing;
use super::set::SetTable;
use crate::layout::page::{Item, Line, PlacedPicture, Rule};
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
        let top = sheet.page.top - sheet.flow_top();
        let bottom = (sheet.flow_top() + sheet.flow_height() - area_bottom).max(Length::ZERO);
        Self {
            top,
            // The DOCX says both in the height of a row, in whole twips.
            bottom: (top + bottom).up_to_twips() - top,
            rule: sheet.table.outer_rule,
        }
    }
}

/// A table cut into pieces.
pub(in crate::layout) struct Cut {
    /// From page to page.
    pub(in crate::layout) pieces: Vec<Piece>,
    /// Height of each row; some are higher than their own text asks, so that a label cut in two fits.
    pub(in crate::layout) heights: Vec<Length>,
    /// Row and column where a label goes on as a cell of its own.
    pub(in crate::layout) repeated: BTreeSet<(usize, usize)>,
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

/// Cuts a table. `top`: where it begins in the flow; `room`: from there to the end of the flow of the
/// DOCX.
pub(in crate::layout) fn pieces(
    table: &SetTable,
    sheet: &Sheet,
    strips: Strips,
    top: Length,
    room: Length,
) -> Cut {
    let head_extra = if top > strips.top { table.head_extra(sheet, strips) } else { Length::ZERO };
    let Bands { pages, heights, labels } = cut(table, sheet, strips, top, room, head_extra);
    let mut placing = Placing::new(table, sheet, &pages, &labels);
    let mut pieces = Vec::new();
    let mut repeated = BTreeSet::new();
    for (index, bands) in pages.iter().enumerate().filter(|(_, bands)| !bands.is_empty()) {
        let top = if index == 0 { top.max(strips.top) } else { strips.top };
        let height = bands.iter().map(|band| band.height).sum();
        pieces.push(Piece { new_page: index > 0, top, height, items: placing.page(index) });
        if let Some(first) = bands.iter().find(|band| !band.repeated) {
            let above = table.covering(first.row).filter(|(_, cell)| cell.row < first.row);
            let again = above.filter(|(index, _)| labels[*index]);
            repeated.extend(again.map(|(_, cell)| (first.row, cell.column)));
        }
    }
    Cut { pieces, heights, repeated }
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

/// Moves what stands relative to a piece's top down to its place on the paper.
pub(in crate::layout) fn shifted(item: Item, down: Length) -> Item {
    match item {
        Item::Line(line) => Item::Line(Line { baseline: line.baseline + down, ..line }),
        Item::Picture(placed) => Item::Picture(PlacedPicture { top: placed.top + down, ..placed }),
        Item::Rule(rule) => Item::Rule(Rule { y0: rule.y0 + down, y1: rule.y1 + down, ..rule }),
    }
}
