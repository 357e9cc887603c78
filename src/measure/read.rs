//! A PDF's pages as lines of text, lines of tables and page numbers, for the other files to measure.

use std::collections::BTreeMap;

use crate::inspect::{Glyph, Line, Page, lines, page_number};
use crate::template::{Role, Sheet};
use crate::unit::Length;

/// A document to measure.
pub(super) struct Document<'a> {
    pub(super) sheet: &'a Sheet,
    /// All of them.
    pub(super) all: &'a [Page],
    /// Those whose text runs along the paper.
    pub(super) pages: Vec<ReadPage<'a>>,
}

/// A page whose text runs along the paper.
pub(super) struct ReadPage<'a> {
    /// From 1.
    pub(super) number: usize,
    pub(super) page: &'a Page,
    /// Outside of tables.
    pub(super) text: Vec<Line>,
    /// 页码.
    pub(super) printed: Option<Line>,
}

impl<'a> Document<'a> {
    pub(super) fn new(all: &'a [Page], sheet: &'a Sheet) -> Self {
        let upright = all.iter().zip(1..).filter(|(page, _)| page.width <= page.height);
        let pages = upright.map(|(page, number)| ReadPage::new(page, number)).collect();
        Self { sheet, all, pages }
    }

    /// Every line of text outside of tables, page after page.
    pub(super) fn lines(&self) -> impl Iterator<Item = (&ReadPage<'a>, &Line)> {
        self.pages.iter().flat_map(|page| page.text.iter().map(move |line| (page, line)))
    }

    /// The size that most of the text has.
    pub(super) fn body_size(&self) -> Option<Length> {
        let glyphs = self.lines().flat_map(|(_, line)| &line.glyphs);
        most(glyphs.map(|glyph| tenths(glyph.size)))
    }

    /// Lines that are all of the size of the text.
    pub(super) fn body_lines(&self) -> Vec<(&ReadPage<'a>, &Line)> {
        let Some(size) = self.body_size() else { return Vec::new() };
        let own = |line: &Line| line.glyphs.iter().all(|glyph| tenths(glyph.size) == size);
        self.lines().filter(|(_, line)| own(line)).collect()
    }

    /// Lines of the text that are not the last of their paragraph: the next begins at the left edge.
    pub(super) fn full_lines(&self) -> Vec<(&ReadPage<'a>, &Line)> {
        let page = &self.sheet.page;
        let size = self.sheet.roles[Role::Body].size;
        let right = page.binding + page.area_width - size * 3 / 2;
        let lines = self.body_lines();
        let goes_on = |next: Option<&(&ReadPage<'a>, &Line)>| {
            next.is_some_and(|(_, next)| line_start(next) < page.binding + size / 2)
        };
        let numbered = lines.iter().enumerate();
        let full = numbered
            .filter(|(index, (_, line))| right < line_end(line) && goes_on(lines.get(index + 1)));
        full.map(|(_, line)| *line).collect()
    }

    /// The upper edge of a glyph's box.
    pub(super) fn top_of(&self, glyph: &Glyph) -> Length {
        glyph.baseline - self.sheet.grid.ascent.of(glyph.size)
    }
}

impl<'a> ReadPage<'a> {
    fn new(page: &'a Page, number: usize) -> Self {
        let mut all = lines(page);
        let printed = all.pop_if(|last| page_number(&last.text).is_some());
        let in_table = |line: &Line| {
            page.rules.iter().any(|rule| {
                rule.x0 == rule.x1 && rule.y0 <= line.baseline && line.baseline <= rule.y1
            })
        };
        all.retain(|line| !in_table(line));
        Self { number, page, text: all, printed }
    }
}

/// Where the last glyph of a line ends.
pub(super) fn line_end(line: &Line) -> Length {
    line.glyphs.iter().map(|glyph| glyph.end).max().unwrap_or_default()
}

/// Where the first glyph of a line stands.
pub(super) fn line_start(line: &Line) -> Length {
    line.glyphs.first().map(|glyph| glyph.x).unwrap_or_default()
}

/// In steps of a tenth of a point: programs round.
pub(super) fn tenths(length: Length) -> Length {
    let step = Length::PER_POINT / 10;
    Length::from_emu((length.emu() + step / 2).div_euclid(step) * step)
}

/// The value that comes most often; of equally frequent ones the largest.
pub(super) fn most<T: Ord + Copy>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(value, count)| (*count, *value)).map(|(value, _)| value)
}

/// A few places: `第 1、3 面`.
pub(super) fn on_pages(numbers: impl Iterator<Item = usize>) -> String {
    const SHOWN: usize = 5;
    let mut numbers: Vec<usize> = numbers.collect();
    numbers.dedup();
    let more = if numbers.len() > SHOWN { "等" } else { "" };
    let shown: Vec<String> = numbers.iter().take(SHOWN).map(ToString::to_string).collect();
    format!("第 {} {more}面", shown.join("、"))
}
