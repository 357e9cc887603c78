//! Numbers under each other by their decimal points: a decimal tab stop, which in a cell needs no tab
//! character, in Word as in LibreOffice. Where the stop stands in each column is found here.

use std::collections::BTreeMap;

use super::looks::font_for;
use crate::fonts::Book;
use crate::galley::{Paragraph, Run, Table};
use crate::model::Align;
use crate::template::Sheet;
use crate::unit::Length;

/// For each column with such numbers, the distance of their points from the left of its text, so that
/// the widest number stands in the middle of the column. `widths` are those of the columns.
pub(super) fn stops(
    table: &Table,
    widths: &[Length],
    sheet: &Sheet,
    book: &Book,
) -> BTreeMap<usize, Length> {
    let mut widest: BTreeMap<usize, (Length, Length)> = BTreeMap::new();
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    for cell in cells.filter(|cell| cell.align == Align::Decimal) {
        let Some(paragraph) = cell.paragraphs.first() else { continue };
        let (before, after) = halves(paragraph, sheet, book);
        let (widest_before, widest_after) = widest.entry(cell.column).or_default();
        *widest_before = before.max(*widest_before);
        *widest_after = after.max(*widest_after);
    }
    let padding = sheet.table.padding_x + sheet.table.padding_x;
    let stops = widest.into_iter().map(|(column, (before, after))| {
        let inner = widths.get(column).copied().unwrap_or_default() - padding;
        (column, (inner + before - after) / 2)
    });
    stops.collect()
}

/// Widths in front of the point, and from it on.
fn halves(paragraph: &Paragraph, sheet: &Sheet, book: &Book) -> (Length, Length) {
    let (mut before, mut after) = (Length::ZERO, Length::ZERO);
    let mut is_behind = false;
    for run in &paragraph.runs {
        for character in run.text.chars() {
            is_behind |= character == '.';
            let width = advance(run, character, sheet, book);
            if is_behind { after += width } else { before += width }
        }
    }
    (before, after)
}

fn advance(run: &Run, character: char, sheet: &Sheet, book: &Book) -> Length {
    let style = &sheet.roles[run.role];
    let Some((face, glyph)) = book.find(font_for(style, character), character) else {
        return Length::ZERO;
    };
    let face = book.face(face);
    let advance = style.size.scale(i64::from(face.advance(glyph)), i64::from(face.units_per_em()));
    advance + style.tracking
}
