//! Merged template tree → [`Sheet`]. The keys of templates and the ranges of their values are here.

use super::breaking;
use super::fields::{self, Fields, MISSING_KEY, OUT_OF_RANGE, WRONG_TYPE, WRONG_VALUE};
use super::sheet::{Grid, Opening, PageGeometry, PageNumber, Sheet, TableStyle};
use super::styles;
use crate::diag::{Diagnostic, Diagnostics, Span};
use crate::model::{Align, Spanned};
use crate::numbering::{LevelPattern, Scheme, SchemeError};
use crate::source::{Node, NodeKind};
use crate::unit::{Em, Length};

const WIDEST: Length = Length::from_mm(1000);
pub(super) const FEW_CHARS: (Em, Em) = (Em::ZERO, Em::from_thousandths(20_000));

/// Decodes a template that already has its bases under it.
pub(super) fn decode(tree: &Node, diagnostics: &mut Diagnostics) -> Option<Sheet> {
    if !matches!(tree.kind, NodeKind::Mapping(_)) {
        let message = "模板要写成“名: 值”，例如“基于: gbt9704”";
        diagnostics.push(Diagnostic::error(WRONG_TYPE, tree.span, message));
        return None;
    }
    let mut top = Fields::of(tree, "模板", diagnostics);
    top.get("名称");
    top.get("基于");
    let page_node = top.need("页面", diagnostics);
    let page = page_node.and_then(|node| page(node, diagnostics));
    let grid_node = top.need("版心网格", diagnostics);
    let grid = grid_node.and_then(|node| grid(node, diagnostics));
    let roles = top.need("样式", diagnostics).and_then(|node| styles::decode(node, diagnostics));
    let scheme = top.need("层次", diagnostics).and_then(|node| scheme(node, diagnostics));
    let opening = top.need("首部", diagnostics).and_then(|node| opening(node, diagnostics));
    let breaking =
        top.need("断行", diagnostics).and_then(|node| breaking::decode(node, diagnostics));
    let fine = top.need("精排", diagnostics).and_then(|node| breaking::fine(node, diagnostics));
    let number = top.need("页码", diagnostics).and_then(|node| page_number(node, diagnostics));
    let table = top.need("表格", diagnostics).and_then(|node| table(node, diagnostics));
    top.finish(diagnostics);
    let sheet = Sheet {
        page: page?,
        grid: grid?,
        roles: roles?,
        scheme: scheme?,
        opening: opening?,
        breaking: breaking?,
        fine: fine?,
        page_number: number?,
        table: table?,
    };
    fits_on_paper(&sheet, page_node?.span, grid_node?.span, diagnostics).then_some(sheet)
}

/// `page` and `grid` are the places of 页面 and 版心网格.
fn fits_on_paper(sheet: &Sheet, page: Span, grid: Span, diagnostics: &mut Diagnostics) -> bool {
    let PageGeometry { width, height, top, binding, area_width, area_height } = sheet.page;
    let mut faults = Vec::new();
    if binding + area_width > width {
        let wide = binding + area_width;
        faults.push((page, format!("订口加版心宽是 {wide}，比纸宽 {width} 还大")));
    }
    let lines_end = sheet.flow_top() + sheet.flow_height();
    if top + area_height > height {
        let tall = top + area_height;
        faults.push((page, format!("天头加版心高是 {tall}，比纸高 {height} 还大")));
    } else if sheet.flow_top() < Length::ZERO {
        faults.push((grid, "行距太大，首行到了纸外".to_owned()));
    } else if lines_end > height {
        let message = format!("天头加行数乘行距到了 {lines_end}，比纸高 {height} 还大");
        faults.push((grid, message));
    }
    let fits = faults.is_empty();
    diagnostics.extend(faults.into_iter().map(|(place, message)| {
        Diagnostic::error(OUT_OF_RANGE, place, message).clause("GB/T 9704-2012 5.2.1")
    }));
    fits
}

fn page(node: &Node, diagnostics: &mut Diagnostics) -> Option<PageGeometry> {
    let mut fields = Fields::of(node, "页面", diagnostics);
    let mut measure = |key| {
        let node = fields.need(key, diagnostics)?;
        fields::length(node, Length::from_mm(1), WIDEST, diagnostics)
    };
    let (width, height) = (measure("纸宽"), measure("纸高"));
    let (top, binding) = (measure("天头"), measure("订口"));
    let (area_width, area_height) = (measure("版心宽"), measure("版心高"));
    fields.finish(diagnostics);
    Some(PageGeometry {
        width: width?,
        height: height?,
        top: top?,
        binding: binding?,
        area_width: area_width?,
        area_height: area_height?,
    })
}

fn grid(node: &Node, diagnostics: &mut Diagnostics) -> Option<Grid> {
    let mut fields = Fields::of(node, "版心网格", diagnostics);
    let share = (Em::ZERO, Em::ONE);
    let lines = fields.need("每面行数", diagnostics);
    let lines = lines.and_then(|node| fields::count(node, 1, 100, diagnostics));
    let chars = fields.need("每行字数", diagnostics);
    let chars = chars.and_then(|node| fields::count(node, 1, 200, diagnostics));
    let pitch = fields.need("行距", diagnostics);
    let pitch = pitch.and_then(|node| pitch_of(node, diagnostics));
    let ascent = fields.need("字框上部", diagnostics);
    let ascent = ascent.and_then(|node| fields::em(node, "字", share, diagnostics));
    let line_ascent = fields.need("行框上部", diagnostics);
    let line_ascent = line_ascent.and_then(|node| fields::em(node, "行", share, diagnostics));
    fields.finish(diagnostics);
    Some(Grid {
        lines: lines?,
        chars: chars?,
        line_pitch: pitch?,
        ascent: ascent?,
        line_ascent: line_ascent?,
    })
}

pub(super) fn pitch_of(node: &Node, diagnostics: &mut Diagnostics) -> Option<Length> {
    fields::length(node, Length::from_points(6), Length::from_points(200), diagnostics)
}

fn scheme(node: &Node, diagnostics: &mut Diagnostics) -> Option<Scheme> {
    let NodeKind::Sequence(items) = &node.kind else {
        let message = "“层次”要写成一列，例如 [一、, （一）, 1., （1）]";
        diagnostics.push(Diagnostic::error(WRONG_VALUE, node.span, message));
        return None;
    };
    let levels: Vec<LevelPattern> =
        items.iter().filter_map(|item| level_pattern(item, diagnostics)).collect();
    if levels.len() < 4 && levels.len() == items.len() {
        let message = "“层次”要写满四层";
        diagnostics.push(
            Diagnostic::error(MISSING_KEY, node.span, message).clause("GB/T 9704-2012 7.3.3"),
        );
    }
    (levels.len() >= 4 && levels.len() == items.len()).then(|| Scheme::new(levels))
}

fn level_pattern(node: &Node, diagnostics: &mut Diagnostics) -> Option<LevelPattern> {
    let text = fields::text(node, diagnostics)?;
    read_level(text, node.span, diagnostics)
}

/// A document's own 层次 over the template's.
#[must_use]
pub fn own_levels(
    scheme: &Scheme,
    levels: &[Spanned<String>],
    diagnostics: &mut Diagnostics,
) -> Option<Scheme> {
    let own: Vec<LevelPattern> = levels
        .iter()
        .filter_map(|level| read_level(&level.value, level.span, diagnostics))
        .collect();
    (own.len() == levels.len()).then(|| scheme.with(own))
}

fn read_level(text: &str, span: Span, diagnostics: &mut Diagnostics) -> Option<LevelPattern> {
    match LevelPattern::parse(text) {
        Ok(pattern) => Some(pattern),
        Err(error) => {
            diagnostics.push(scheme_fault(text, error, span));
            None
        }
    }
}

fn scheme_fault(text: &str, error: SchemeError, span: Span) -> Diagnostic {
    let message = match error {
        SchemeError::NoNumeral => format!("“{text}”里没有“一”“1”或“①”"),
        SchemeError::SeveralNumerals => format!("“{text}”里有不止一个序数"),
    };
    Diagnostic::error(WRONG_VALUE, span, message)
        .help("用每层的第一个序数来写，例如“一、”“（一）”“1.”“（1）”“①”")
}

fn opening(node: &Node, diagnostics: &mut Diagnostics) -> Option<Opening> {
    let mut fields = Fields::of(node, "首部", diagnostics);
    let line = fields.need("标题行", diagnostics);
    let line = line.and_then(|node| fields::count(node, 1, 20, diagnostics));
    let after = fields.need("标题后空行", diagnostics);
    let after = after.and_then(|node| fields::count(node, 0, 10, diagnostics));
    fields.finish(diagnostics);
    Some(Opening { title_line: line?, lines_after_title: after? })
}

fn page_number(node: &Node, diagnostics: &mut Diagnostics) -> Option<PageNumber> {
    let mut fields = Fields::of(node, "页码", diagnostics);
    let distance = fields.need("距版心", diagnostics);
    let distance = distance
        .and_then(|node| fields::length(node, Length::ZERO, Length::from_mm(50), diagnostics));
    let inset = fields.need("缩进", diagnostics);
    let inset = inset.and_then(|node| fields::em(node, "字", FEW_CHARS, diagnostics));
    fields.finish(diagnostics);
    Some(PageNumber { distance: distance?, inset: inset? })
}

fn table(node: &Node, diagnostics: &mut Diagnostics) -> Option<TableStyle> {
    const ALIGNS: [(&str, Align); 3] =
        [("左", Align::Left), ("中", Align::Center), ("右", Align::Right)];
    let mut fields = Fields::of(node, "表格", diagnostics);
    let mut measure = |key, high| {
        let node = fields.need(key, diagnostics)?;
        fields::length(node, Length::ZERO, high, diagnostics)
    };
    let outer_rule = measure("外框线宽", Length::from_points(6));
    let inner_rule = measure("内线宽", Length::from_points(6));
    let padding_x = measure("左右边距", Length::from_mm(20));
    let padding_y = measure("上下边距", Length::from_mm(20));
    let repeat = fields.need("续页重复表头", diagnostics);
    let repeat = repeat.and_then(|node| fields::yes_or_no(node, diagnostics));
    let align = fields.need("文字对齐", diagnostics);
    let align = align.and_then(|node| fields::choice(node, &ALIGNS, diagnostics));
    fields.finish(diagnostics);
    Some(TableStyle {
        outer_rule: outer_rule?,
        inner_rule: inner_rule?,
        padding_x: padding_x?,
        padding_y: padding_y?,
        repeat_head: repeat?,
        text_align: align?,
    })
}
