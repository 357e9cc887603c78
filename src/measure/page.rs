//! 幅面 (5.1), 页边与版心 (5.2.1), and whether tables stay inside.

use super::read::{Document, ReadPage, line_end, line_start, on_pages};
use super::{Force, Measure};
use crate::inspect::Line;
use crate::template::Role;
use crate::unit::Length;

const MILLIMETRE: Length = Length::from_mm(1);

pub(super) fn measure(document: &Document<'_>, out: &mut Vec<Measure>) {
    let page = &document.sheet.page;
    out.push(paper(document));
    // A title in the first line is on its baseline, and reaches above it by what it is larger.
    let body = document.body_size().unwrap_or_default();
    let top_of = |line: &Line| {
        let glyph = &line.glyphs[0];
        glyph.baseline - document.sheet.grid.ascent.of(glyph.size.min(body))
    };
    let top = document.lines().map(|(_, line)| top_of(line)).min();
    let must = Force::Must;
    out.push(Measure::length(("5.2.1", "天头（首行字顶到纸边）"), must, page.top, MILLIMETRE, top));
    let left = document.lines().map(|(_, line)| line_start(line)).min();
    out.push(Measure::length(("5.2.1", "订口（左白边）"), must, page.binding, MILLIMETRE, left));
    let full = document.full_lines();
    let right = full.iter().map(|(_, line)| line_end(line)).max();
    let width = right.zip(left).map(|(right, left)| right - left);
    out.push(Measure::length(("5.2.1", "版心宽"), must, page.area_width, MILLIMETRE, width));
    out.push(Measure::length(
        ("5.2.1", "版心高"),
        must,
        page.area_height,
        MILLIMETRE,
        height(document),
    ));
    out.push(inside(document));
}

/// A4, along or across.
fn paper(document: &Document<'_>) -> Measure {
    let page = &document.sheet.page;
    let near = |found: Length, wanted: Length| (found - wanted).max(wanted - found) <= MILLIMETRE;
    let fits = |width, height| near(width, page.width) && near(height, page.height);
    let odd =
        document.all.iter().zip(1..).filter(|(found, _)| {
            !fits(found.width, found.height) && !fits(found.height, found.width)
        });
    let odd: Vec<usize> = odd.map(|(_, number)| number).collect();
    let size = |width: Length, height: Length| format!("{width}×{height}");
    let first =
        odd.first().and_then(|number| document.all.get(number - 1)).or(document.all.first());
    let found = first.map(|first| {
        let place = if odd.is_empty() { String::new() } else { on_pages(odd.iter().copied()) };
        (odd.is_empty(), format!("{place}{}", size(first.width, first.height)))
    });
    Measure::fact(("5.1", "幅面"), Force::Must, size(page.width, page.height), found)
}

/// From the top of the first line to the bottom of the last, on a page that is full.
fn height(document: &Document<'_>) -> Option<Length> {
    let grid = &document.sheet.grid;
    let heights = document.pages.iter().filter_map(|page: &ReadPage| {
        let (first, last) = (page.text.first()?, page.text.last()?);
        let (first, last) = (first.glyphs.first()?, last.glyphs.first()?);
        let bottom = last.baseline + last.size - grid.ascent.of(last.size);
        // A title stands on the grid of lines too, and rises above it.
        let size = first.size.min(document.sheet.roles[Role::Body].size);
        Some(bottom - (first.baseline - grid.ascent.of(size)))
    });
    // A page that lacks a line is not full.
    let page = document.sheet.page.area_height;
    heights.max().filter(|height| *height > page - grid.line_pitch / 2)
}

/// Every glyph and rule but the page number lies inside the type area.
fn inside(document: &Document<'_>) -> Measure {
    let page = &document.sheet.page;
    let (left, right) = (page.binding - MILLIMETRE, page.binding + page.area_width + MILLIMETRE);
    let (top, bottom) = (page.top - MILLIMETRE, page.top + page.area_height + MILLIMETRE);
    let leaves = |read: &&ReadPage| {
        let text = read.text.iter().any(|line| {
            let first = &line.glyphs[0];
            let lower = first.baseline + first.size - document.sheet.grid.ascent.of(first.size);
            line_start(line) < left || line_end(line) > right || lower > bottom
        });
        let rules = read
            .page
            .rules
            .iter()
            .any(|rule| rule.x0 < left || rule.x1 > right || rule.y0 < top || rule.y1 > bottom);
        text || rules
    };
    let odd: Vec<usize> = document.pages.iter().filter(leaves).map(|read| read.number).collect();
    let found = if odd.is_empty() {
        "都在版心内".to_owned()
    } else {
        format!("{}有文字或表线在版心外", on_pages(odd.iter().copied()))
    };
    let shown = (!document.pages.is_empty()).then_some((odd.is_empty(), found));
    Measure::fact(("5.2.1", "文字和表线"), Force::Must, "在版心内", shown)
}
