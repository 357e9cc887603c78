//! The pieces of a table that stand on each page. Which rows they hold is for `cut`, where in a piece its
//! lines stand for `place`.

use std::collections::BTreeSet;

use super::cut::{Bands, cut};
use super::place::Placing;
use super::set::{SetCell, SetTable};
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
    /// The row with which each page but the first begins.
    pub(in crate::layout) starts: Vec<usize>,
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

/// Where a table stands.
#[derive(Clone, Copy)]
pub(in crate::layout) struct Place<'a> {
    pub(in crate::layout) sheet: &'a Sheet,
    pub(in crate::layout) strips: Strips,
    /// Where it begins in the flow.
    pub(in crate::layout) top: Length,
    /// From there to the end of the flow of the DOCX.
    pub(in crate::layout) room: Length,
}

impl Place<'_> {
    /// Cuts a table that goes on from page to page by itself.
    pub(in crate::layout) fn pieces(&self, table: &SetTable) -> Cut {
        let below_top = self.top > self.strips.top;
        let head_extra =
            if below_top { table.head_extra(self.sheet, self.strips) } else { Length::ZERO };
        self.placed(table, self.strips.top, cut(table, self, self.strips.top, head_extra, false))
    }

    /// Cuts a table whose continued pages have a mark of that height above it; each of them is a table
    /// of its own in the DOCX, and so `None` where a row or a text would go on from one to the next.
    pub(in crate::layout) fn marked_pieces(&self, table: &SetTable, mark: Length) -> Option<Cut> {
        let mark = mark.max(self.strips.top);
        let bands = cut(table, self, mark, Length::ZERO, true);
        let starts = starts(&bands);
        let whole = starts.windows(2).all(|pair| pair[0] < pair[1]);
        let ends = bands.pages.iter().filter_map(|page| page.last().map(|band| band.row));
        let rows_whole = ends.zip(&starts).all(|(last, start)| last < *start);
        let labels_only = starts.iter().all(|row| {
            table.covering(*row).all(|(index, cell)| cell.row == *row || bands.labels[index])
        });
        let begins_here = bands.pages.first().is_some_and(|page| !page.is_empty());
        (begins_here && whole && rows_whole && labels_only).then(|| self.placed(table, mark, bands))
    }

    fn placed(&self, table: &SetTable, page_top: Length, bands: Bands) -> Cut {
        let starts = starts(&bands);
        let Bands { pages, heights, labels } = bands;
        let mut placing = Placing::new(table, self.sheet, &pages, &labels);
        let mut pieces = Vec::new();
        let mut repeated = BTreeSet::new();
        for (index, bands) in pages.iter().enumerate().filter(|(_, bands)| !bands.is_empty()) {
            let top = if index == 0 { self.top.max(self.strips.top) } else { page_top };
            let height = bands.iter().map(|band| band.height).sum();
            pieces.push(Piece { new_page: index > 0, top, height, items: placing.page(index) });
            if let Some(first) = bands.iter().find(|band| !band.repeated) {
                let above = table.covering(first.row).filter(|(_, cell)| cell.row < first.row);
                // One that begins in the header goes on from the header that is shown again.
                let head_again = bands.iter().any(|band| band.repeated);
                let goes_on = |cell: &SetCell| head_again && table.head.contains(&cell.row);
                let again = above.filter(|(index, cell)| labels[*index] && !goes_on(cell));
                repeated.extend(again.map(|(_, cell)| (first.row, cell.column)));
            }
        }
        Cut { pieces, heights, repeated, starts }
    }
}

/// The row with which each page but the first begins.
fn starts(bands: &Bands) -> Vec<usize> {
    let first = |page: &Vec<Band>| page.iter().find(|band| !band.repeated).map(|band| band.row);
    bands.pages.iter().skip(1).filter_map(first).collect()
}

impl SetTable {
    /// What the header is higher by where it first stands, so that its rows break as in the DOCX.
    fn head_extra(&self, sheet: &Sheet, strips: Strips) -> Length {
        if self.repeats_head(sheet) { strips.top } else { Length::ZERO }
    }

    /// Whether continued pages show the header again by themselves.
    pub(in crate::layout) fn repeats_head(&self, sheet: &Sheet) -> bool {
        self.head.start == 0 && self.has_head_to_repeat(sheet)
    }

    /// Whether there is a header to be shown again.
    pub(super) fn has_head_to_repeat(&self, sheet: &Sheet) -> bool {
        let rows_follow = !self.head.is_empty() && self.head.end < self.heights.len();
        sheet.table.repeat_head && rows_follow && !self.has_high_head(sheet)
    }

    /// Whether the header would leave the rows less than half of each page; it stands once then.
    pub(in crate::layout) fn has_high_head(&self, sheet: &Sheet) -> bool {
        self.head_height() * 2 > sheet.flow_height()
    }

    pub(super) fn head_height(&self) -> Length {
        self.heights[self.head.clone()].iter().copied().sum()
    }

    /// Whether a cell's text is shown again behind a page break: it covers several rows, and its text is so
    /// short, its rows so low, that a row can be made to hold it on any page, under the header too.
    pub(super) fn is_label(&self, cell: &SetCell, sheet: &Sheet) -> bool {
        let repeats = self.has_head_to_repeat(sheet);
        let head = if repeats { self.head_height() } else { Length::ZERO };
        let room = sheet.flow_height() - head;
        let rows = &self.heights[cell.row..cell.row + cell.rows];
        let low = rows.iter().all(|height| *height <= room / 2);
        cell.rows > 1 && cell.text_height() <= room / 4 && low
    }

    /// The least height at which the table can begin on a page: with the header and a row under it, which holds
    /// the labels that begin there.
    pub(in crate::layout) fn least_start(&self, sheet: &Sheet, strips: Strips) -> Length {
        let head = if self.head.start == 0 { self.head.end } else { 0 };
        let last = head.min(self.heights.len().saturating_sub(1));
        let above = |row: usize| self.heights[..row].iter().copied().sum::<Length>();
        let padding = sheet.table.padding_y + sheet.table.padding_y;
        let cut = self.covering(last).filter(|(_, cell)| self.is_label(cell, sheet));
        let cut = cut.filter(|(_, cell)| cell.covers(last + 1));
        let labels = cut.map(|(_, cell)| above(cell.row) + cell.text_height() + padding);
        let rows = labels.max().unwrap_or_default().max(above(last + 1));
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
