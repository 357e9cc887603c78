//! 页码 (GB/T 9704 7.5): the page's number between two dashes, odd at the right, even at the left.

use super::line::{LineRange, Measure, place, placed_width};
use super::page::{Item, Layout, Line, LineKind};
use super::shape::Shaper;
use crate::diag::{Diagnostics, FileId, Span};
use crate::galley::Run;
use crate::template::{Alignment, Role};
use crate::unit::{Em, Length};

/// The printed form of a page number.
#[must_use]
pub fn page_number_text(number: u32) -> String {
    format!("— {number} —")
}

/// Puts its number on every page, in the same place of the paper whichever way the text lies.
pub(super) fn number_pages(
    layout: &mut Layout,
    shaper: &mut Shaper<'_>,
    diagnostics: &mut Diagnostics,
) {
    for page in &mut layout.pages {
        let line = page_number(page.number, shaper, diagnostics);
        page.items.push(Item::Line(line));
    }
}

/// The line of the page number.
fn page_number(number: u32, shaper: &mut Shaper<'_>, diagnostics: &mut Diagnostics) -> Line {
    let sheet = shaper.sheet;
    let run = Run {
        text: page_number_text(number),
        role: Role::PageNumber,
        span: Span::start_of(FileId::new(0)),
        break_after: false,
        generated: true,
    };
    let text = shaper.shape(&[run], diagnostics);
    let style = &sheet.roles[Role::PageNumber];
    let inset = sheet.page_number.inset.of(style.size);
    let width = placed_width(&text);
    let left = if number % 2 == 1 {
        sheet.page.binding + sheet.page.area_width - inset - width
    } else {
        sheet.page.binding + inset
    };
    let range = LineRange { start: 0, end: text.len(), last: true };
    let measure = Measure { left, width };
    Line {
        block: None,
        kind: LineKind::PageNumber,
        baseline: baseline(shaper),
        runs: place(&text, range, measure, Alignment::Left, Length::ZERO),
    }
}

/// A dash lies in the middle of its character's box: that middle is 7 mm under the type area.
fn baseline(shaper: &Shaper<'_>) -> Length {
    let sheet = shaper.sheet;
    let middle = Em::from_thousandths(sheet.grid.ascent.thousandths() - Em::HALF.thousandths());
    sheet.page.top
        + sheet.page.area_height
        + sheet.page_number.distance
        + middle.of(sheet.roles[Role::PageNumber].size)
}
