//! How large a picture is, and how many lines of the grid it takes: it stands on the last of them, so that
//! the text below goes on in the grid, in the DOCX too.

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::galley::Figure;
use crate::model::FigureWidth;
use crate::template::Sheet;
use crate::unit::Length;

/// A picture does not fit on a page.
const DOES_NOT_FIT: Code = Code("L002");

/// A pixel of a picture that nobody gave a width, as office programs show it.
const PIXEL: Length = Length::from_emu(914_400 / 96);

/// A picture with its measures.
#[derive(Clone, Copy)]
pub(super) struct SetFigure {
    pub(super) width: Length,
    pub(super) height: Length,
    /// Lines of the grid.
    pub(super) lines: i64,
}

/// Measures a picture; `None` and a fault where it does not fit. `top`: what of the first line must stay
/// free, since lines begin above the type area. `lines_below`: those that must stand on the same page.
pub(super) fn set(
    figure: &Figure,
    sheet: &Sheet,
    top: Length,
    lines_below: i64,
    diagnostics: &mut Diagnostics,
) -> Option<SetFigure> {
    let page = &sheet.page;
    let pitch = sheet.grid.line_pitch;
    let most_lines = i64::from(sheet.grid.lines) - lines_below;
    let most_height = (pitch * most_lines - top).min(page.area_height);
    let (across, down) = (i64::from(figure.picture.width), i64::from(figure.picture.height));
    let lines = |height: Length| (height + top).emu().div_euclid(pitch.emu().max(1));
    let (width, height) = if let Some(asked) = figure.width {
        let width = asked_width(asked, sheet);
        (width, width.scale(down, across.max(1)))
    } else {
        let width = (PIXEL * across).min(page.area_width);
        let height = width.scale(down, across.max(1)).min(most_height);
        // A little smaller is better than a gap of almost a line.
        let whole = pitch * lines(height) - top;
        let height = if whole >= height - height / 10 { whole } else { height };
        (height.scale(across, down.max(1)), height)
    };
    if width > page.area_width || height > most_height {
        let message = format!(
            "图有 {width} 宽、{height} 高，放不进版心（宽 {}，连同图题最高 {most_height}）",
            page.area_width
        );
        diagnostics.push(
            Diagnostic::error(DOES_NOT_FIT, figure.span, message)
                .help("把“宽”改小；不写“宽”就按图片本身的大小，不超过版心"),
        );
        return None;
    }
    let whole = lines(height);
    let lines = if pitch * whole - top >= height { whole } else { whole + 1 };
    Some(SetFigure { width, height, lines: lines.max(1) })
}

fn asked_width(asked: FigureWidth, sheet: &Sheet) -> Length {
    match asked {
        FigureWidth::Length(length) => length,
        FigureWidth::Characters(count) => {
            let thousandths = (count * rust_decimal::Decimal::ONE_THOUSAND).round();
            let thousandths = i64::try_from(thousandths).unwrap_or(i64::MAX);
            sheet.page.area_width.scale(thousandths, i64::from(sheet.grid.chars.max(1)) * 1000)
        }
    }
}
