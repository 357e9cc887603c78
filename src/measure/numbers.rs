//! 页码 (7.5).

use super::read::{Document, ReadPage, line_end, line_start, most, on_pages, tenths};
use super::typeface::in_points;
use super::{Force, Measure};
use crate::inspect::{Line, page_number};
use crate::template::Role;
use crate::unit::{Em, Length};

const MILLIMETRE: Length = Length::from_mm(1);

pub(super) fn measure(document: &Document<'_>, out: &mut Vec<Measure>) {
    let sheet = document.sheet;
    let style = &sheet.roles[Role::PageNumber];
    let numbered: Vec<(&ReadPage<'_>, &Line)> =
        document.pages.iter().filter_map(|page| Some((page, page.printed.as_ref()?))).collect();
    let lacking = document.pages.iter().filter(|page| page.printed.is_none());
    let lacking: Vec<usize> = lacking.map(|page| page.number).collect();
    let found = if lacking.is_empty() {
        format!("{} 面都有", numbered.len())
    } else {
        format!("{}没有", on_pages(lacking.iter().copied()))
    };
    let shown = (!numbered.is_empty()).then_some((lacking.is_empty(), found));
    out.push(Measure::fact(("7.5", "页码"), Force::Usual, "每面都有", shown));
    let size = most(numbered.iter().map(|(_, line)| tenths(line.glyphs[0].size)));
    let found = size.map(|size| (size == tenths(style.size), in_points(size)));
    out.push(Measure::fact(("7.5", "页码字号"), Force::Usual, in_points(style.size), found));
    out.push(dashes(&numbered));
    let area_bottom = sheet.page.top + sheet.page.area_height;
    let dash = numbered.first().map(|(_, line)| {
        // A dash lies at half the height of its box.
        let glyph = &line.glyphs[0];
        let above = sheet.grid.ascent.of(glyph.size) - Em::HALF.of(glyph.size);
        glyph.baseline - above - area_bottom
    });
    let clause = ("7.5", "一字线距版心下边缘");
    let distance = sheet.page_number.distance;
    out.push(Measure::length(clause, Force::Must, distance, MILLIMETRE, dash));
    out.push(side(document, &numbered));
    out.push(counting(&numbered));
}

fn dashes(numbered: &[(&ReadPage<'_>, &Line)]) -> Measure {
    let dashed = |line: &Line| line.text.starts_with('—') && line.text.ends_with('—');
    let odd: Vec<usize> =
        numbered.iter().filter(|(_, line)| !dashed(line)).map(|(page, _)| page.number).collect();
    let found = numbered.first().map(|(_, line)| {
        let text = if odd.is_empty() {
            format!("“{}”", line.text)
        } else {
            format!("{}不是", on_pages(odd.iter().copied()))
        };
        (odd.is_empty(), text)
    });
    Measure::fact(("7.5", "页码左右的一字线"), Force::Must, "“—1—”", found)
}

/// 单页码居右空一字，双页码居左空一字.
fn side(document: &Document<'_>, numbered: &[(&ReadPage<'_>, &Line)]) -> Measure {
    let sheet = document.sheet;
    let inset = sheet.page_number.inset.of(sheet.roles[Role::PageNumber].size);
    let (left, right) = (sheet.page.binding, sheet.page.binding + sheet.page.area_width);
    let off = numbered.iter().map(|(page, line)| {
        let is_odd = page_number(&line.text).is_some_and(|number| number % 2 == 1);
        let found = if is_odd { right - line_end(line) } else { line_start(line) - left };
        (found.max(inset) - found.min(inset), page.number)
    });
    let found = off.max().map(|(off, page)| {
        (off <= MILLIMETRE, format!("最多差 {off}（{}）", on_pages([page].into_iter())))
    });
    let clause = ("7.5", "单页码居右、双页码居左空一字");
    let measure = Measure::fact(clause, Force::Must, format!("空 {inset}"), found);
    Measure { tolerance: format!("±{MILLIMETRE}"), ..measure }
}

fn counting(numbered: &[(&ReadPage<'_>, &Line)]) -> Measure {
    let numbers: Vec<(usize, u32)> = numbered
        .iter()
        .filter_map(|(page, line)| Some((page.number, page_number(&line.text)?)))
        .collect();
    // Numbers may start anew; between pages that follow each other they count on, or go back to less.
    let jump = numbers.windows(2).find(|pair| {
        let pages = u32::try_from(pair[1].0 - pair[0].0).unwrap_or(1);
        pair[1].1 > pair[0].1 + pages
    });
    let found = numbers.first().zip(numbers.last()).map(|(first, last)| match jump {
        None => (true, format!("{}–{}", first.1, last.1)),
        Some(pair) => (
            false,
            format!("{}从 {} 跳到 {}", on_pages([pair[1].0].into_iter()), pair[0].1, pair[1].1),
        ),
    });
    Measure::fact(("7.5", "页码连续"), Force::Must, "连续", found)
}
