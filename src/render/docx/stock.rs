//! Built-in styles that no text of ours is in, for what people let Word make later: a table of contents, links,
//! a table of their own. Without them Word would bring its own looks, blue and in another face.

use docx_rs::{
    AlignmentType, ParagraphProperty, SpecialIndentType, Style, StyleType, Tab, TabLeaderType,
    TabValueType,
};

use super::family::Families;
use super::finish::dom::Element;
use super::styles::{exactly, role_run, style_id};
use super::units::{eighths, twips, width_twips};
use crate::template::{Role, Sheet};
use crate::unit::Length;

/// Style of every table: 公文表格.
pub(super) const TABLE: &str = "GongwenTable";
/// Word takes the first levels of headings into a table of contents (目录) unless asked otherwise.
const CONTENTS_LEVELS: usize = 3;

/// Ids of the paragraph styles here, whose lines begin without indent.
pub(super) const PARAGRAPHS: [&str; 4] = ["TOCHeading", "TOC1", "TOC2", "TOC3"];

/// Paragraph and character styles.
pub(super) fn styles(sheet: &Sheet, families: &Families) -> Vec<Style> {
    let mut styles = vec![contents_heading(sheet, families)];
    styles.extend((1..=CONTENTS_LEVELS).map(|level| contents(sheet, families, level)));
    let link = Style::new("Hyperlink", StyleType::Character)
        .name("Hyperlink")
        .based_on("DefaultParagraphFont");
    styles.push(unseen(link));
    styles
}

/// Shown once it is used.
fn unseen(style: Style) -> Style {
    let style = style.ui_priority(39).q_format(false);
    Style { semi_hidden: true, unhide_when_used: true, ..style }
}

/// “目录” above its lines, as a title is.
fn contents_heading(sheet: &Sheet, families: &Families) -> Style {
    let pitch = sheet.roles[Role::Title].line_pitch;
    let style = Style::new(PARAGRAPHS[0], StyleType::Paragraph)
        .name("TOC Heading")
        .based_on(style_id(Role::Body))
        .next(style_id(Role::Body));
    let paragraph_property = ParagraphProperty::new()
        .keep_next(true)
        .line_spacing(exactly(pitch))
        .indent(Some(0), Some(SpecialIndentType::FirstLine(0)), Some(0), None)
        .align(AlignmentType::Center);
    unseen(Style {
        paragraph_property,
        run_property: role_run(sheet, families, Role::Title),
        ..style
    })
}

/// Lines of 目录: deeper ones stand two characters further in, page numbers at the right edge behind dots.
fn contents(sheet: &Sheet, families: &Families, level: usize) -> Style {
    let body = &sheet.roles[Role::Body];
    let above = i32::try_from(level).unwrap_or(1) - 1;
    let left = twips(body.chars(body.first_indent)) * above;
    let number = Tab::new()
        .val(TabValueType::Right)
        .leader(TabLeaderType::Dot)
        .pos(width_twips(sheet.page.area_width));
    let style = Style::new(PARAGRAPHS[level], StyleType::Paragraph)
        .name(format!("toc {level}"))
        .based_on(style_id(Role::Body))
        .next(style_id(Role::Body));
    let paragraph_property = ParagraphProperty::new()
        .indent(Some(left), Some(SpecialIndentType::FirstLine(0)), Some(0), None)
        .align(AlignmentType::Left)
        .add_tab(number);
    unseen(Style {
        paragraph_property,
        run_property: role_run(sheet, families, Role::Body),
        ..style
    })
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
