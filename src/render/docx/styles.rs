//! Paragraph styles: one for each role, under the names a Chinese Word user looks for. All formatting
//! of paragraphs is here.

use docx_rs::{
    AlignmentType, IndentLevel, LineSpacing, LineSpacingType, NumberingId, ParagraphProperty,
    RunFonts, RunProperty, SpecialIndentType, Style, StyleType,
};

use super::contents;
use super::family::Families;
use super::footer;
use super::looks::Looks;
use super::numbering::MAIN_LIST;
use super::stock;
use super::units::{half_points, twips, unsigned_twips};
use crate::model::Align;
use crate::template::{Alignment, Role, Sheet};
use crate::unit::{Em, Length};

/// Style of the paragraph that parts a table from what must not touch it: 表格间隔.
pub(super) const TABLE_GAP: &str = "TableGap";
/// Style of the paragraph in which a picture stands: 图.
pub(super) const FIGURE: &str = "Figure";
/// Style of page numbers on even pages.
pub(super) const EVEN_PAGE_NUMBER: &str = "FooterEven";

/// The id of a role's style.
pub(super) fn style_id(role: Role) -> &'static str {
    match role {
        Role::Body => "Normal",
        Role::Mark => "AttachmentMark",
        Role::Title => "Title",
        Role::Heading1 => "Heading1",
        Role::Heading2 => "Heading2",
        Role::Heading3 => "Heading3",
        Role::Heading4 => "Heading4",
        Role::TableTitle => "TableTitle",
        Role::TableUnit => "TableUnit",
        Role::TableHead => "TableHead",
        Role::TableText => "TableText",
        Role::TableNote => "TableNote",
        Role::FormHead => "FormHead",
        Role::FormText => "FormText",
        Role::FigureTitle => "Caption",
        Role::Footnote => "FootnoteText",
        Role::ContentsTitle => "TOCHeading",
        Role::Contents1 => "TOC1",
        Role::Contents2 => "TOC2",
        Role::Contents3 => "TOC3",
        Role::AttachmentNote => "AttachmentNote",
        Role::Signature => "SignatureLine",
        Role::Date => "DateLine",
        Role::PageNumber => "Footer",
    }
}

/// The name in Word's list of styles, for built-in ones the one Word translates itself.
fn stored_name(role: Role) -> &'static str {
    match role {
        Role::Body => "Normal",
        Role::Title => "Title",
        Role::FigureTitle => "caption",
        Role::Heading1 => "heading 1",
        Role::Heading2 => "heading 2",
        Role::Heading3 => "heading 3",
        Role::Heading4 => "heading 4",
        Role::Footnote => "footnote text",
        Role::PageNumber => "footer",
        Role::ContentsTitle => "TOC Heading",
        Role::Contents1 => "toc 1",
        Role::Contents2 => "toc 2",
        Role::Contents3 => "toc 3",
        other => other.name(),
    }
}

/// The name as a Chinese Word shows it.
pub(super) fn style_name(role: Role) -> &'static str {
    match role {
        Role::Heading1 => "标题 1",
        Role::Heading2 => "标题 2",
        Role::Heading3 => "标题 3",
        Role::Heading4 => "标题 4",
        Role::Footnote => "脚注文本",
        other => other.name(),
    }
}

/// Further names under which Word shows built-in styles: ours, which the standard's reader looks for.
pub(super) fn aliases(id: &str) -> Option<&'static str> {
    [Role::Title, Role::FigureTitle].into_iter().find(|role| style_id(*role) == id).map(Role::name)
}

/// Whether a style is only for what the program sets: not in the lists of styles that people choose from.
pub(super) fn is_internal(id: &str) -> bool {
    let mixed = id.strip_prefix("Run").is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()));
    mixed || [TABLE_GAP, EVEN_PAGE_NUMBER].contains(&id)
}

/// Whether Word itself knows the style of a role.
pub(super) fn is_built_in(id: &str) -> bool {
    matches!(
        id,
        "Normal"
            | "Title"
            | "Caption"
            | "Heading1"
            | "Heading2"
            | "Heading3"
            | "Heading4"
            | "Footer"
            | "FootnoteText"
            | "FootnoteReference"
            | "TOCHeading"
            | "TOC1"
            | "TOC2"
            | "TOC3"
            | "Hyperlink"
            | "DefaultParagraphFont"
            | "TableNormal"
            | "NoList"
    )
}

/// The style of a table paragraph of `role` that stands as its cell says.
pub(super) fn cell_style_id(sheet: &Sheet, role: Role, align: Align) -> String {
    let own = sheet.roles[role].alignment;
    let (asked, suffix) = match align {
        // A decimal stop counts only in a paragraph that stands at the left.
        Align::Left | Align::Decimal => (Alignment::Left, "Left"),
        Align::Center => (Alignment::Center, "Center"),
        Align::Right => (Alignment::Right, "Right"),
    };
    let same = own == asked || (own == Alignment::Justified && asked == Alignment::Left);
    if same { style_id(role).to_owned() } else { format!("{}{suffix}", style_id(role)) }
}

/// Every paragraph style of a sheet.
pub(super) fn styles(sheet: &Sheet, families: &Families, looks: &Looks) -> Vec<Style> {
    let mut styles = Vec::new();
    for role in Role::ALL {
        let mut style = role_style(sheet, families, role);
        if looks.is_linked(role) {
            style = style.link(format!("{}Char", style_id(role)));
        }
        styles.push(style);
        let in_cells = [Role::TableHead, Role::TableText, Role::FormHead, Role::FormText];
        if in_cells.contains(&role) {
            styles.extend(cell_styles(sheet, role));
        }
    }
    styles.push(even_page_number(sheet));
    styles.push(table_gap());
    styles.push(figure());
    styles
}

fn role_style(sheet: &Sheet, families: &Families, role: Role) -> Style {
    let style = Style::new(style_id(role), StyleType::Paragraph)
        .name(stored_name(role))
        .ui_priority(priority(role))
        .q_format(is_quick(role));
    let mut style = Style {
        paragraph_property: role_paragraph(sheet, role),
        run_property: role_run(sheet, families, role),
        ..style
    };
    if role != Role::Body {
        style = style.based_on(style_id(Role::Body));
    }
    if let Some(next) = next(role) {
        style = style.next(style_id(next));
    }
    if is_contents(role) { stock::unseen(style) } else { style }
}

/// What the paragraph behind one of this role is, when a person begins it; `None`: one of the same role.
fn next(role: Role) -> Option<Role> {
    match role {
        Role::Mark => Some(Role::Title),
        Role::Title
        | Role::Heading1
        | Role::Heading2
        | Role::Heading3
        | Role::Heading4
        | Role::TableNote
        | Role::FigureTitle
        | Role::ContentsTitle
        | Role::Contents1
        | Role::Contents2
        | Role::Contents3
        | Role::Date => Some(Role::Body),
        Role::TableTitle => Some(Role::TableUnit),
        Role::Signature => Some(Role::Date),
        Role::Body
        | Role::TableUnit
        | Role::TableHead
        | Role::TableText
        | Role::FormHead
        | Role::FormText
        | Role::Footnote
        | Role::AttachmentNote
        | Role::PageNumber => None,
    }
}

/// Whether the role's style is in the gallery that Word shows above the text. What Word itself gives its style
/// (notes, page numbers, 目录) and what only forms have is not.
fn is_quick(role: Role) -> bool {
    let others =
        matches!(role, Role::FormHead | Role::FormText | Role::Footnote | Role::PageNumber);
    !others && !is_contents(role)
}

fn is_contents(role: Role) -> bool {
    role == Role::ContentsTitle || role.is_contents_line()
}

/// Look of a role's characters.
pub(super) fn role_run(sheet: &Sheet, families: &Families, role: Role) -> RunProperty {
    let style = &sheet.roles[role];
    let hanzi = families.first(style.font);
    let latin = style.latin.map_or(hanzi, |font| families.first(font));
    RunProperty::new()
        .fonts(role_fonts(hanzi, latin))
        .size(half_points(style.size))
        .spacing(twips(style.tracking))
}

/// Fonts by family name, one for hanzi and one for Latin text.
pub(super) fn role_fonts(hanzi: &str, latin: &str) -> RunFonts {
    RunFonts::new().ascii(latin).hi_ansi(latin).east_asia(hanzi).cs(latin).hint("eastAsia")
}

fn role_paragraph(sheet: &Sheet, role: Role) -> ParagraphProperty {
    let style = &sheet.roles[role];
    let (mut left, mut right) = (style.chars(style.left_indent), style.chars(style.right_indent));
    let mut pitch = style.line_pitch;
    if role == Role::PageNumber {
        (left, right) = (Length::ZERO, style.chars(sheet.page_number.inset));
        pitch = footer::line_pitch(sheet);
    }
    if role.is_contents_line() {
        // LibreOffice loses a page number behind an indent; lines that would reach it end with a break instead.
        right = Length::ZERO;
    }
    let first = twips(style.chars(style.first_indent));
    // The number of a note hangs in front of its text.
    let first = if role == Role::Footnote {
        SpecialIndentType::Hanging(twips(left))
    } else if first < 0 {
        SpecialIndentType::Hanging(-first)
    } else {
        SpecialIndentType::FirstLine(first)
    };
    let alignment = if role == Role::PageNumber { Alignment::Right } else { style.alignment };
    let mut paragraph = ParagraphProperty::new()
        .widow_control(sheet.breaking.widow_control)
        .line_spacing(exactly(pitch).before(0).after(0))
        .indent(Some(twips(left)), Some(first), Some(twips(right)), None)
        .align(aligned(alignment));
    if role == Role::Footnote {
        paragraph = paragraph.keep_lines(true);
    }
    if role.is_contents_line() {
        paragraph = contents::with_stop(sheet, paragraph);
    }
    if style.keep_with_next {
        paragraph = paragraph.keep_next(true).keep_lines(true);
    }
    if let Some(level) = heading_level(role) {
        paragraph = paragraph
            .numbering(NumberingId::new(MAIN_LIST), IndentLevel::new(level))
            .outline_lvl(level);
    }
    paragraph
}

/// 固定值 line spacing, so that no font's metrics matter.
pub(super) fn exactly(pitch: Length) -> LineSpacing {
    LineSpacing::new().line_rule(LineSpacingType::Exact).line(twips(pitch))
}

/// Only the space above a paragraph (`w:spacing w:before`).
pub(super) fn space_before(space: Length) -> LineSpacing {
    LineSpacing::new().before(unsigned_twips(space))
}

fn aligned(alignment: Alignment) -> AlignmentType {
    match alignment {
        Alignment::Justified => AlignmentType::Both,
        Alignment::Left => AlignmentType::Left,
        Alignment::Center => AlignmentType::Center,
        Alignment::Right => AlignmentType::Right,
    }
}

/// Styles of table paragraphs that stand otherwise than the role's own.
fn cell_styles(sheet: &Sheet, role: Role) -> Vec<Style> {
    let asked = [
        (Align::Left, Alignment::Left, "左"),
        (Align::Center, Alignment::Center, "中"),
        (Align::Right, Alignment::Right, "右"),
    ];
    let others = asked.into_iter().filter_map(|(align, alignment, suffix)| {
        let id = cell_style_id(sheet, role, align);
        (id != style_id(role)).then(|| {
            Style::new(id, StyleType::Paragraph)
                .name(format!("{} {suffix}", role.name()))
                .based_on(style_id(role))
                .ui_priority(priority(role))
                .q_format(false)
                .align(aligned(alignment))
        })
    });
    others.collect()
}

/// 双页码居左空一字 (GB/T 9704 7.5).
fn even_page_number(sheet: &Sheet) -> Style {
    let inset = sheet.roles[Role::PageNumber].chars(sheet.page_number.inset);
    Style::new(EVEN_PAGE_NUMBER, StyleType::Paragraph)
        .name("页码 双")
        .based_on(style_id(Role::PageNumber))
        .ui_priority(priority(Role::PageNumber))
        .q_format(false)
        .indent(Some(twips(inset)), Some(SpecialIndentType::FirstLine(0)), Some(0), None)
        .align(AlignmentType::Left)
}

/// As good as nothing in height.
fn table_gap() -> Style {
    let style = Style::new(TABLE_GAP, StyleType::Paragraph)
        .name("表格间隔")
        .based_on(style_id(Role::Body))
        .ui_priority(priority(Role::TableText))
        .q_format(false)
        .size(half_points(Sheet::TABLE_GAP))
        .line_spacing(exactly(Sheet::TABLE_GAP));
    style.indent(Some(0), Some(SpecialIndentType::FirstLine(0)), Some(0), None)
}

/// A picture stands in the line, which is as high as its paragraph says; the size of its characters adds
/// nothing.
fn figure() -> Style {
    let style = Style::new(FIGURE, StyleType::Paragraph)
        .name("图")
        .based_on(style_id(Role::Body))
        .next(style_id(Role::FigureTitle))
        .ui_priority(priority(Role::FigureTitle))
        .size(half_points(Length::from_points(1)))
        .align(AlignmentType::Center);
    style.indent(Some(0), Some(SpecialIndentType::FirstLine(0)), Some(0), None)
}

/// Level of a heading role, from 0.
pub(super) fn heading_level(role: Role) -> Option<usize> {
    let headings = [Role::Heading1, Role::Heading2, Role::Heading3, Role::Heading4];
    headings.into_iter().position(|heading| heading == role)
}

/// First-line indents in characters, by style: what Word shows as 首行缩进 2 字符.
pub(super) fn first_line_chars(sheet: &Sheet) -> Vec<(String, Em)> {
    let own = Role::ALL
        .into_iter()
        .map(|role| (style_id(role).to_owned(), sheet.roles[role].first_indent.max(Em::ZERO)));
    let others = [EVEN_PAGE_NUMBER, TABLE_GAP, FIGURE].into_iter();
    own.chain(others.map(|id| (id.to_owned(), Em::ZERO))).collect()
}

/// Place in Word's list of styles.
fn priority(role: Role) -> usize {
    match role {
        Role::Body => 0,
        Role::Mark => 7,
        Role::Title => 8,
        Role::Heading1 | Role::Heading2 | Role::Heading3 | Role::Heading4 => 9,
        Role::TableTitle
        | Role::TableUnit
        | Role::TableHead
        | Role::TableText
        | Role::TableNote
        | Role::FormHead
        | Role::FormText
        | Role::FigureTitle => 20,
        Role::AttachmentNote | Role::Signature | Role::Date => 30,
        Role::ContentsTitle | Role::Contents1 | Role::Contents2 | Role::Contents3 => 39,
        Role::Footnote => 40,
        Role::PageNumber => 99,
    }
}
