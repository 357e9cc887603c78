//! Which rows of a table stand on which page, and how high. A label, the short text of a cell over
//! several rows, is shown in each part that a page break makes of its cell; longer text of such a cell is
//! parted between lines.

use super::pieces::{Band, Place};
use super::set::{SetCell, SetTable};
use crate::template::Sheet;
use crate::unit::Length;

/// The rows on each page.
pub(super) struct Bands {
    pub(super) pages: Vec<Vec<Band>>,
    /// Height of each row that is not parted.
    pub(super) heights: Vec<Length>,
    /// For each cell, whether it is a label.
    pub(super) labels: Vec<bool>,
}

/// Cuts a table. `page_top`: where it goes on on further pages; `head_extra`: what the header is higher by
/// where it first stands; `marked`: each page's rows are a table of its own.
pub(super) fn cut(
    table: &SetTable,
    place: &Place<'_>,
    page_top: Length,
    head_extra: Length,
    marked: bool,
) -> Bands {
    let Place { sheet, strips, top, room } = *place;
    let repeats = if marked { table.has_head_to_repeat(sheet) } else { table.repeats_head(sheet) };
    let mut cutter = Cutter {
        table,
        sheet,
        page_top,
        page_end: top + room - strips.bottom,
        full_page: sheet.stated_flow_height() - strips.bottom,
        head_extra,
        repeats,
        marked,
        pages: vec![Vec::new()],
        y: top.max(strips.top),
        heights: table.heights.clone(),
        labels: table.cells.iter().map(|cell| table.is_label(cell, sheet)).collect(),
        parts: vec![Part::default(); table.cells.len()],
    };
    cutter.cut();
    Bands { pages: cutter.pages, heights: cutter.heights, labels: cutter.labels }
}

struct Cutter<'a> {
    table: &'a SetTable,
    sheet: &'a Sheet,
    page_top: Length,
    /// Where this page ends.
    page_end: Length,
    /// Where every further page ends.
    full_page: Length,
    /// Added to the first header row where it first stands.
    head_extra: Length,
    /// Further pages show the header again.
    repeats: bool,
    /// Each page's rows are a table of its own, and may end wherever they should.
    marked: bool,
    pages: Vec<Vec<Band>>,
    y: Length,
    /// Of each row, raised where a label needs it.
    heights: Vec<Length>,
    /// For each cell.
    labels: Vec<bool>,
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
    /// Where `row` must end: the rule below it is still on the page. Where a page ends inside the table
    /// that is an inner rule.
    fn limit(&self, row: usize) -> Length {
        let style = &self.sheet.table;
        let is_last = row + 1 == self.table.heights.len();
        self.page_end - if is_last { style.outer_rule } else { style.inner_rule }
    }

    fn cut(&mut self) {
        let mut row = 0;
        while row < self.heights.len() {
            self.begin(row);
            let (mut height, fresh_page) = (self.height(row), self.fresh_page(row));
            if self.y + height > self.limit(row) {
                if self.heights[row] > fresh_page {
                    self.split(row);
                    row += 1;
                    continue;
                }
                row = self.settle(row);
                self.turn_page(row);
                self.begin(row);
                height = self.height(row);
                if self.y + height > self.limit(row) {
                    self.split(row);
                    row += 1;
                    continue;
                }
            }
            self.push(row, height, false);
            row += 1;
        }
    }

    /// What a page of its own offers a row.
    fn fresh_page(&self, row: usize) -> Length {
        let taken = self.page_end - self.limit(row) + self.page_top + self.repeated_head(row);
        self.full_page - taken
    }

    /// The height of a row here, with the text that is due in it.
    fn height(&mut self, row: usize) -> Length {
        let extra = if row == 0 { self.head_extra } else { Length::ZERO };
        let height = (self.heights[row] + extra).max(self.due(row));
        self.heights[row] = height - extra;
        height
    }

    /// Makes room for the labels that a page break above `next` cuts: the last row becomes so high that
    /// they fit, or goes to the next page too. The row the next page begins with.
    fn settle(&mut self, next: usize) -> usize {
        let mut next = self.with_kept(next);
        while let Some((last, above)) = self.pages.last().and_then(|bands| bands.split_last()) {
            let lack = self.label_lack(last, above, next);
            let Band { row, height, .. } = *last;
            if lack == Length::ZERO {
                break;
            }
            let fits = self.y + lack <= self.limit(row);
            let under_head = self.table.head.start == 0 && row <= self.table.head.end;
            let stays = fits || under_head || above.iter().all(|b| b.repeated);
            // Raised, a row goes on to the next page in Word-family programs too, where nothing else parts it.
            if stays || !self.marked {
                self.heights[row] += lack;
            }
            if let Some(bands) = self.pages.last_mut() {
                bands.pop();
            }
            self.y -= height;
            if stays {
                self.push(row, height + lack, false);
                break;
            }
            next = row;
        }
        next
    }

    /// Rows at the end of a page that stand on one page with what follows go on with it, unless nothing else
    /// stands there. The row the next page begins with.
    fn with_kept(&mut self, next: usize) -> usize {
        let Some(bands) = self.pages.last_mut().filter(|_| self.marked) else { return next };
        let kept = |band: &&Band| !band.repeated && self.table.keeps[band.row];
        let count = bands.iter().rev().take_while(kept).count();
        let stays = bands.len() - count;
        if count == 0 || bands[..stays].iter().all(|band| band.repeated) {
            return next;
        }
        let first = bands[stays].row;
        for band in bands.drain(stays..) {
            self.y -= band.height;
        }
        first
    }

    /// What the last row of a page lacks for the labels that go on in `next`.
    fn label_lack(&self, last: &Band, above: &[Band], next: usize) -> Length {
        let cut = self.table.covering(last.row);
        let cut = cut.filter(|(index, cell)| self.labels[*index] && cell.covers(next));
        let lack = cut.map(|(_, cell)| {
            let own = above.iter().filter(|band| cell.covers(band.row));
            let have: Length = own.map(|band| band.height).sum();
            cell.text_height() + self.padding() - have - last.height
        });
        lack.max().unwrap_or_default().max(Length::ZERO)
    }

    /// Notes where the cells of a row begin.
    fn begin(&mut self, row: usize) {
        for (index, cell) in self.table.covering(row) {
            if cell.row == row {
                self.parts[index].top = self.y;
            }
        }
    }

    /// How high from here on a row must be for the cells over several rows that end with it: for all of
    /// a label, for the rest of other text.
    fn due(&self, row: usize) -> Length {
        let ending = self
            .table
            .covering(row)
            .filter(|(_, cell)| cell.rows > 1 && cell.row + cell.rows == row + 1);
        let due = ending.filter_map(|(index, cell)| {
            let Part { top, shown } = self.parts[index];
            let shown = if self.labels[index] { 0 } else { shown };
            let rest: Length = cell.lines[shown..].iter().map(|line| line.pitch).sum();
            (rest > Length::ZERO).then(|| rest + self.padding() - (self.y - top))
        });
        due.max().unwrap_or_default()
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
            let rest = (left + padding).max(self.due(row));
            let room = self.limit(row) - self.y;
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
        if self.repeats && row >= self.table.head.end {
            self.table.head_height()
        } else {
            Length::ZERO
        }
    }

    /// Goes on with `row` on a new page, under the repeated header.
    fn turn_page(&mut self, row: usize) {
        let (bottom, padding) = (self.y, self.padding());
        self.pages.push(Vec::new());
        self.y = self.page_top;
        self.page_end = self.full_page;
        if self.repeated_head(row) > Length::ZERO {
            for head in self.table.head.clone() {
                self.push(head, self.table.heights[head], true);
            }
        }
        for (index, cell) in self.table.covering(row) {
            let part = &mut self.parts[index];
            part.shown += cell.lines_within(part.shown, bottom - part.top - padding);
            // What begins in the header goes on from the header that is shown again.
            part.top = if self.table.head.contains(&cell.row) { self.page_top } else { self.y };
        }
    }

    fn push(&mut self, row: usize, height: Length, repeated: bool) {
        if let Some(page) = self.pages.last_mut() {
            page.push(Band { row, height, repeated });
        }
        self.y += height;
    }
}
