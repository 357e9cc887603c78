//! 目录: dots and page numbers at the ends of its lines, once everything has its place. How many lines it takes was
//! settled before: no heading is set where the number goes.

use std::collections::BTreeMap;

use super::line::{LineRange, Measure, Tally, place, placed_width};
use super::page::{Glyph, GlyphRun, Item, Layout, Line, LineKind, Link, Page};
use super::shape::{Shaped, Shaper};
use crate::diag::Diagnostics;
use crate::galley::{BlockId, ContentsEntry, Galley, Run};
use crate::template::{Alignment, Policy, RoleStyle, Sheet};
use crate::unit::Length;

/// What is kept free for the number of a page, whatever a template says: five digits and a dot.
pub(super) fn room_for_number(style: &RoleStyle) -> Length {
    style.size * 3
}

/// A line of 目录 and what it leads to.
struct Entry<'a> {
    given: &'a ContentsEntry,
    /// The heading: index into the outline.
    heading: usize,
    /// Printed number of its page.
    number: u32,
    /// Page and item of its last line.
    last: (usize, usize),
    /// How many characters stand above that line.
    last_line: usize,
}

/// Gives every line of 目录 the number of its page. `sheets`: of pages along and across the paper.
pub(super) fn number_lines<'a>(
    galley: &Galley,
    layout: &mut Layout,
    sheets: [&'a Sheet; 2],
    shaper: &mut Shaper<'a>,
    diagnostics: &mut Diagnostics,
) {
    let entries = entries(galley, layout);
    if entries.is_empty() {
        return;
    }
    for (index, page) in layout.pages.iter_mut().enumerate() {
        shaper.sheet = sheets[usize::from(page.turned)];
        let mut ends = Ends { shaper: &mut *shaper, diagnostics: &mut *diagnostics };
        number_page(index, page, &entries, &mut ends);
    }
    for (index, page) in layout.pages.iter().enumerate() {
        layout.links.extend(links(index, page, &entries, sheets[usize::from(page.turned)]));
    }
    let numbers = entries.into_iter().map(|(block, entry)| (block, entry.number));
    layout.facts.page_references.extend(numbers);
}

/// The lines of 目录 whose headings stand on a page.
fn entries<'g>(galley: &'g Galley, layout: &Layout) -> BTreeMap<BlockId, Entry<'g>> {
    let headings: BTreeMap<BlockId, usize> =
        layout.outline.iter().enumerate().map(|(index, entry)| (entry.block, index)).collect();
    let given = galley.contents().flat_map(|contents| &contents.entries);
    let mut entries: BTreeMap<BlockId, Entry<'_>> = given
        .filter_map(|given| {
            let heading = *headings.get(&given.heading)?;
            let number = layout.pages.get(layout.outline.get(heading)?.page)?.number;
            let lines = layout.facts.lines.get(&given.line.id).map(|lines| &lines.lengths);
            let above = lines.and_then(|lengths| lengths.split_last()).map(|(_, above)| above);
            let last_line = above.into_iter().flatten().sum();
            Some((given.line.id, Entry { given, heading, number, last: (0, 0), last_line }))
        })
        .collect();
    if entries.is_empty() {
        return entries;
    }
    for (page, set) in layout.pages.iter().enumerate() {
        for (item, line) in set.items.iter().enumerate() {
            if let Some(entry) = block_of(line).and_then(|block| entries.get_mut(&block)) {
                entry.last = (page, item);
            }
        }
    }
    entries
}

fn block_of(item: &Item) -> Option<BlockId> {
    match item {
        Item::Line(line) => line.block,
        Item::Rule(_) | Item::Picture(_) => None,
    }
}

fn number_page(
    index: usize,
    page: &mut Page,
    entries: &BTreeMap<BlockId, Entry<'_>>,
    ends: &mut Ends<'_, '_>,
) {
    let items = std::mem::take(&mut page.items);
    for (place, item) in items.into_iter().enumerate() {
        let end = match &item {
            Item::Line(line) => line
                .block
                .and_then(|block| entries.get(&block))
                .filter(|entry| entry.last == (index, place))
                .map(|entry| ends.end(line, entry)),
            Item::Rule(_) | Item::Picture(_) => None,
        };
        page.items.push(item);
        page.items.extend(end.into_iter().flatten().map(Item::Line));
    }
}

/// Makes the ends of lines.
struct Ends<'a, 'b> {
    shaper: &'a mut Shaper<'b>,
    diagnostics: &'a mut Diagnostics,
}

impl Ends<'_, '_> {
    /// The dots behind a heading, then the number at the right edge.
    fn end(&mut self, line: &Line, entry: &Entry<'_>) -> [Line; 2] {
        let page = &self.shaper.sheet.page;
        let right = page.binding + page.area_width;
        let number = self.shaped(entry, &entry.number.to_string());
        let start = right - placed_width(&number);
        // A space in front of it is not seen, but heard: 2024 and page 5 are not 20245.
        let spoken = self.shaped(entry, &format!(" {}", entry.number));
        let reference = at(&spoken, right - placed_width(&spoken));
        let end = self.end_of(line, entry);
        let leader = self.dots(entry, end, start);
        let with = |kind, runs| Line { block: line.block, kind, baseline: line.baseline, runs };
        [with(LineKind::Leader, leader), with(LineKind::Reference, reference)]
    }

    /// As many dots as Word-family programs set between two places, close to the second, so that the dots of all
    /// lines stand under each other.
    fn dots(&mut self, entry: &Entry<'_>, from: Length, to: Length) -> Vec<GlyphRun> {
        let dot = self.shaped(entry, ".");
        // They count whole twips, and no tracking (measured).
        let Some(pitch) = dot.first().map(|dot| dot.advance.whole_twips()) else {
            return Vec::new();
        };
        if pitch <= Length::ZERO {
            return Vec::new();
        }
        let count = (to - from).emu().div_euclid(pitch.emu()).max(0);
        let mut runs = at(&dot, to - pitch * count);
        let first = runs.first().and_then(|run| run.glyphs.first()).copied();
        if let (Some(run), Some(first)) = (runs.first_mut(), first) {
            let glyph = |index: i64| Glyph { x: first.x + pitch * index, ..first };
            run.glyphs = (0..count).map(glyph).collect();
        }
        runs.retain(|run| !run.glyphs.is_empty());
        runs
    }

    fn shaped(&mut self, entry: &Entry<'_>, text: &str) -> Vec<Shaped> {
        let ContentsEntry { line, .. } = entry.given;
        let text = text.to_owned();
        let (role, span) = (line.role, line.span);
        let run = Run { text, role, span, break_after: false, generated: true };
        self.shaper.shape(&[run], self.diagnostics)
    }

    /// Where the text of an entry's last line ends, as Word-family programs measure it.
    fn end_of(&mut self, line: &Line, entry: &Entry<'_>) -> Length {
        let left = line.runs.first().and_then(|run| run.glyphs.first()).map(|glyph| glyph.x);
        let own = &entry.given.line;
        let text = self.shaper.shape_paragraph(own, Policy::Flowing, &mut Diagnostics::new());
        let mut tally = Tally::default();
        for (index, shaped) in text.iter().skip(entry.last_line).enumerate() {
            tally.add(shaped, index == 0);
        }
        left.unwrap_or_default() + tally.width()
    }
}

/// A text of one line from `left` on.
fn at(text: &[Shaped], left: Length) -> Vec<GlyphRun> {
    let range = LineRange { start: 0, end: text.len(), last: true };
    let measure = Measure { left, width: placed_width(text) };
    place(text, range, measure, Alignment::Left, Length::ZERO)
}

/// What of a page leads where: all lines of an entry together.
fn links(
    index: usize,
    page: &Page,
    entries: &BTreeMap<BlockId, Entry<'_>>,
    sheet: &Sheet,
) -> Vec<Link> {
    let mut found: Vec<Link> = Vec::new();
    let right = sheet.page.binding + sheet.page.area_width;
    for item in &page.items {
        let Item::Line(line) = item else { continue };
        let Some(block) = line.block.filter(|_| line.kind == LineKind::Text) else { continue };
        let (Some(entry), Some(run)) = (entries.get(&block), line.runs.first()) else { continue };
        let left = run.glyphs.first().map_or(right, |glyph| glyph.x);
        let top = line.baseline - sheet.grid.ascent.of(run.size);
        let bottom = top + run.size;
        match found.last_mut() {
            Some(known) if known.block == block => {
                let [(first, _), (_, end)] = &mut known.area;
                *first = left.min(*first);
                *end = bottom;
            }
            _ => {
                let area = [(left, top), (right, bottom)];
                found.push(Link { block, page: index, area, heading: entry.heading });
            }
        }
    }
    found
}
