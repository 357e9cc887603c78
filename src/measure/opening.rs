//! 附件标识和附件标题 (7.3.7), of the first page alone.

use super::read::{Document, line_start};
use super::{Force, Measure};
use crate::unit::Length;

const MILLIMETRE: Length = Length::from_mm(1);

pub(super) fn measure(document: &Document<'_>, out: &mut Vec<Measure>) {
    let page = &document.sheet.page;
    let lines = document.pages.first().map(|page| page.text.as_slice()).unwrap_or_default();
    let mark = lines.first().filter(|line| is_mark(&line.text));
    let must = Force::Must;
    let top = mark.and_then(|line| line.glyphs.first()).map(|glyph| document.top_of(glyph));
    out.push(Measure::length(("7.3.7", "“附件”字顶"), must, page.top, MILLIMETRE, top));
    let left = mark.map(line_start);
    out.push(Measure::length(("7.3.7", "“附件”左边"), must, page.binding, MILLIMETRE, left));
    let title = mark.and(lines.get(1));
    let down = mark.zip(title).map(|(mark, title)| title.baseline - mark.baseline);
    let wanted =
        document.sheet.grid.line_pitch * (i64::from(document.sheet.opening.title_line) - 1);
    out.push(Measure::length(
        ("7.3.7", "附件标题在第 3 行（离“附件”两行）"),
        must,
        wanted,
        MILLIMETRE,
        down,
    ));
}

/// `附件`, `附件4`.
fn is_mark(line: &str) -> bool {
    let number = line.strip_prefix("附件");
    number.is_some_and(|number| number.len() <= 3 && number.bytes().all(|b| b.is_ascii_digit()))
}
