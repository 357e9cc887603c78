//! Built-in styles that no text of ours is in, for what people let Word make later: links, a table of their own.
//! Without them Word would bring its own looks, blue and in another face.

use docx_rs::{Style, StyleType};

use super::finish::dom::Element;
use super::units::{eighths, width_twips};
use crate::template::Sheet;
use crate::unit::Length;

/// Style of every table: 公文表格.
pub(super) const TABLE: &str = "GongwenTable";
/// The style of links.
pub(super) fn link() -> Style {
    let style = Style::new("Hyperlink", StyleType::Character)
        .name("Hyperlink")
        .based_on("DefaultParagraphFont");
    unseen(style)
}

/// Shown once it is used.
pub(super) fn unseen(style: Style) -> Style {
    let style = style.ui_priority(39).q_format(false);
    Style { semi_hidden: true, unhide_when_used: true, ..style }
}

/// The style of tables: their rules and the room around their text.
pub(super) fn table(sheet: &Sheet) -> Element {
    let style = &sheet.table;
    let rule = |side: &'static str, width: Length| {
        Element::new(side)
            .val("single")
            .with("w:sz", eighths(width).to_string())
            .with("w:space", "0")
            .with("w:color", "000000")
    };
    let (outer, inner) = (style.outer_rule, style.inner_rule);
    let borders = [
        ("w:top", outer),
        ("w:left", outer),
        ("w:bottom", outer),
        ("w:right", outer),
        ("w:insideH", inner),
        ("w:insideV", inner),
    ];
    let borders = borders
        .into_iter()
        .fold(Element::new("w:tblBorders"), |all, (side, width)| all.child(rule(side, width)));
    let room = |side: &'static str, width: Length| {
        Element::new(side).with("w:w", width_twips(width).to_string()).with("w:type", "dxa")
    };
    let margins = Element::new("w:tblCellMar")
        .child(room("w:top", style.padding_y))
        .child(room("w:left", style.padding_x))
        .child(room("w:bottom", style.padding_y))
        .child(room("w:right", style.padding_x));
    Element::new("w:style")
        .with("w:type", "table")
        .with("w:customStyle", "1")
        .with("w:styleId", TABLE)
        .child(Element::new("w:name").val("公文表格"))
        .child(Element::new("w:basedOn").val("TableNormal"))
        .child(Element::new("w:uiPriority").val("20"))
        .child(
            Element::new("w:tblPr")
                .child(Element::new("w:jc").val("center"))
                .child(borders)
                .child(margins),
        )
}
