//! 页码 (GB/T 9704 7.5): “— 1 —” in the footers, odd pages at the right, even pages at the left, and
//! where on the paper they stand, on pages across the paper too. The XML of their frame is in `finish`.

use docx_rs::{FieldCharType, Footer, InstrPAGE, InstrText, Paragraph, Run};

use super::styles::{EVEN_PAGE_NUMBER, style_id};
use super::units::twips;
use crate::template::{Role, Sheet};
use crate::unit::{Em, Length};

/// Left and right of the number: 一字线 and a space.
pub(super) const BEFORE: &str = "— ";
/// See [`BEFORE`].
pub(super) const AFTER: &str = " —";

/// The footer of odd pages.
pub(super) fn odd() -> Footer {
    Footer::new().add_paragraph(page_number(style_id(Role::PageNumber)))
}

/// The footer of even pages.
pub(super) fn even() -> Footer {
    Footer::new().add_paragraph(page_number(EVEN_PAGE_NUMBER))
}

fn page_number(style: &str) -> Paragraph {
    Paragraph::new()
        .style(style)
        .add_run(Run::new().add_text(BEFORE))
        .add_run(Run::new().add_field_char(FieldCharType::Begin, false))
        .add_run(Run::new().add_instr_text(InstrText::PAGE(InstrPAGE::new())))
        .add_run(Run::new().add_field_char(FieldCharType::Separate, false))
        .add_run(Run::new().add_text("1"))
        .add_run(Run::new().add_field_char(FieldCharType::End, false))
        .add_run(Run::new().add_text(AFTER))
}

/// Line pitch of page numbers: close about the characters, since a footer that reaches up to the text
/// takes a line off every page, in Word as in LibreOffice.
pub(super) fn line_pitch(sheet: &Sheet) -> Length {
    let style = &sheet.roles[Role::PageNumber];
    style.line_pitch.min(style.size.scale(5, 4))
}

/// Where on a page that lies across the paper the page number stands: in the same place of the paper as
/// on the others (GB/T 9704 8), which is a strip left of the text, read from top to bottom.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    /// From the left edge of the page to the frame's.
    pub(super) left: Length,
    /// From the upper edge of the page to the frame's.
    pub(super) top: Length,
    /// Line pitch of the number.
    pub(super) width: Length,
    /// Width of the type area of the other pages.
    pub(super) height: Length,
}

/// The frame of the page number on pages across the paper; `sheet` is that of the others.
pub(super) fn turned_frame(sheet: &Sheet) -> Frame {
    let style = &sheet.roles[Role::PageNumber];
    let pitch = line_pitch(sheet);
    let dash = sheet.turned().page.binding - sheet.page_number.distance;
    let below_dash = sheet.grid.ascent.of(style.size) - Em::HALF.of(style.size);
    let baseline = dash - below_dash;
    // The line's top is the right edge of the frame.
    let right = baseline + sheet.grid.line_ascent.of(pitch);
    Frame {
        left: right - pitch,
        top: sheet.page.binding,
        width: pitch,
        height: sheet.page.area_width,
    }
}

/// `w:footer`, in twips: from the lower edge of the paper to the footer's, so that the dashes lie
/// `distance` under the type area. A dash lies at half the height of its character's box; a line of
/// exact height has its baseline at a fixed share of it.
pub(super) fn distance_from_edge(sheet: &Sheet) -> i32 {
    let style = &sheet.roles[Role::PageNumber];
    let page = &sheet.page;
    let dash = page.top + page.area_height + sheet.page_number.distance;
    let above_baseline = sheet.grid.ascent.of(style.size) - Em::HALF.of(style.size);
    let baseline = dash + above_baseline;
    let pitch = line_pitch(sheet);
    let below_baseline = pitch - sheet.grid.line_ascent.of(pitch);
    twips(page.height - baseline - below_baseline)
}
