//! Template tree → [`FormTemplate`]. The keys of form templates are here; those of 算分 in `rules`.

use rust_decimal::Decimal;

use super::rules;
use super::template::{Computed, Content, FormCell, FormRow, FormTemplate, Item, RowKind, Rows};
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Align, ColumnWidth, Inline};
use crate::schema;
use crate::source::{Node, NodeKind};
use crate::template::fields::{
    Fields, MISSING_KEY, OUT_OF_RANGE, WRONG_TYPE, choice, count, text, yes_or_no,
};
use crate::unit::Length;

/// Columns of a form, at most.
const MOST_COLUMNS: u16 = 64;
/// The header down to the last indicator.
const ALL: &str = "全部";

const ALIGNS: [(&str, Align); 3] =
    [("左", Align::Left), ("中", Align::Center), ("右", Align::Right)];

/// Words in front of a row, what it is, whether it stands on one page with the next.
const ROWS: [(&str, RowKind, bool); 3] = [
    ("表头", RowKind::Head, true),
    ("指标", RowKind::Indicator, false),
    ("连下行", RowKind::Fixed, true),
];

const ITEMS: [(&str, Item); 16] = [
    ("一级指标", Item::Level(0)),
    ("二级指标", Item::Level(1)),
    ("第1层", Item::Level(0)),
    ("第2层", Item::Level(1)),
    ("第3层", Item::Level(2)),
    ("序号", Item::Ordinal),
    ("名称", Item::Name),
    ("指标性质", Item::Nature),
    ("指标值", Item::Target),
    ("数值", Item::Value),
    ("度量单位", Item::Unit),
    ("完成值", Item::Actual),
    ("分值", Item::Weight),
    ("得分", Item::Score),
    ("偏差原因", Item::Reason),
    ("备注", Item::Remark),
];

const COMPUTED: [(&str, Computed); 6] = [
    ("执行率", Computed::ExecutionRate),
    ("执行分值", Computed::ExecutionWeight),
    ("执行得分", Computed::ExecutionScore),
    ("总分值", Computed::TotalWeight),
    ("总得分", Computed::TotalScore),
    ("等级", Computed::Grade),
];

/// Decodes a form template that already has its bases under it.
pub(super) fn decode(tree: &Node, out: &mut Diagnostics) -> Option<FormTemplate> {
    if !matches!(tree.kind, NodeKind::Mapping(_)) {
        let message = "表式要写成“名: 值”，例如“基于: 项目支出绩效自评表”";
        out.push(Diagnostic::error(WRONG_TYPE, tree.span, message));
        return None;
    }
    let mut top = Fields::of(tree, "表式", out);
    top.get("基于");
    let mut line = |key| top.get(key).and_then(|node| schema::text(node, key, out));
    let (title, subtitle, unit) = (line("标题"), line("副标题"), line("单位"));
    let continued = top.get("续表").map_or(Some(true), |node| yes_or_no(node, out));
    let widths = top.need("列宽", out).and_then(|node| widths(node, out));
    let rows = top.need("行", out).and_then(|node| rows(node, out));
    let scoring = top.get("算分").map(|node| rules::decode(node, out));
    top.finish(out);
    let scoring = match scoring {
        None => None,
        Some(read) => Some(read?),
    };
    let shown = |line: Option<Inline>| line.filter(|line| !line.is_empty());
    Some(FormTemplate {
        title: shown(title),
        subtitle: shown(subtitle),
        unit: shown(unit),
        continued: continued?,
        widths: widths?,
        rows: rows?,
        scoring,
    })
}

fn widths(node: &Node, out: &mut Diagnostics) -> Option<Vec<ColumnWidth>> {
    let items = list(node, "列宽", out)?;
    if items.is_empty() || items.len() > usize::from(MOST_COLUMNS) {
        let message = format!("“列宽”要有 1 到 {MOST_COLUMNS} 项");
        out.push(Diagnostic::error(OUT_OF_RANGE, node.span, message));
        return None;
    }
    let read: Vec<Option<ColumnWidth>> = items.iter().map(|item| width(item, out)).collect();
    read.into_iter().collect()
}

/// `12mm`, or a share of what is left.
fn width(node: &Node, out: &mut Diagnostics) -> Option<ColumnWidth> {
    let said = text(node, out)?;
    let shares = Decimal::from_str_exact(said).ok();
    let shares = shares.filter(|n| *n > Decimal::ZERO && *n <= Decimal::ONE_THOUSAND);
    if let Some(shares) = shares {
        return Some(ColumnWidth::Weight(shares));
    }
    let least = Length::from_mm(1);
    let found = crate::template::fields::length(node, least, Length::from_mm(1000), out)?;
    Some(ColumnWidth::Fixed(found))
}

fn list<'n>(node: &'n Node, what: &str, out: &mut Diagnostics) -> Option<&'n [Node]> {
    if let NodeKind::Sequence(items) = &node.kind {
        return Some(items);
    }
    let message = format!("表式里“{what}”要写成列表");
    out.push(Diagnostic::error(WRONG_TYPE, node.span, message));
    None
}

fn rows(node: &Node, out: &mut Diagnostics) -> Option<Vec<FormRow>> {
    let items = list(node, "行", out)?;
    let read: Vec<Option<FormRow>> = items.iter().map(|item| row(item, out)).collect();
    let rows: Vec<FormRow> = read.into_iter().collect::<Option<_>>()?;
    let kinds: Vec<RowKind> = rows.iter().map(|row| row.kind).collect();
    let count = |kind| kinds.iter().filter(|each| **each == kind).count();
    let head = kinds.iter().position(|kind| *kind == RowKind::Head);
    let indicator = kinds.iter().position(|kind| *kind == RowKind::Indicator);
    let sound = match (head, indicator) {
        (None, _) => count(RowKind::Indicator) < 2,
        (Some(head), Some(at)) => {
            count(RowKind::Indicator) == 1 && at - head.min(at) == count(RowKind::Head)
        }
        (Some(_), None) => false,
    };
    if rows.is_empty() || !sound {
        let message = "“指标”最多一行，“表头”各行紧接在它上面";
        out.push(Diagnostic::error(OUT_OF_RANGE, node.span, message));
        return None;
    }
    Some(rows)
}

fn row(node: &Node, out: &mut Diagnostics) -> Option<FormRow> {
    let (kind, keeps, cells) = match &node.kind {
        NodeKind::Mapping(entries) => {
            let named = entries.first().filter(|_| entries.len() == 1);
            let kind = named.and_then(|entry| {
                let (_, kind, keeps) = ROWS.iter().find(|(name, ..)| *name == entry.key.text)?;
                Some((*kind, *keeps, &entry.value))
            });
            let Some(kind) = kind else {
                let message = "表式的一行写成列表，或“表头: […]”“指标: […]”“连下行: […]”";
                out.push(Diagnostic::error(WRONG_TYPE, node.span, message));
                return None;
            };
            kind
        }
        _ => (RowKind::Fixed, false, node),
    };
    let items = list(cells, "行", out)?;
    let read: Vec<Option<FormCell>> = items.iter().map(|item| cell(item, out)).collect();
    Some(FormRow { span: cells.span, kind, cells: read.into_iter().collect::<Option<_>>()?, keeps })
}

fn cell(node: &Node, out: &mut Diagnostics) -> Option<FormCell> {
    if !matches!(node.kind, NodeKind::Mapping(_)) {
        let content = Content::Printed(schema::text(node, "表式的一格", out)?);
        return Some(FormCell { content, columns: 1, rows: Rows::Count(1), align: None });
    }
    let mut fields = Fields::of(node, "格", out);
    let content = content(&mut fields, node, out);
    let columns = fields.get("跨列").map_or(Some(1), |node| count(node, 1, MOST_COLUMNS, out));
    let rows = fields.get("跨行").map_or(Some(Rows::Count(1)), |node| match text(node, out)? {
        ALL => Some(Rows::All),
        _ => count(node, 1, 1000, out).map(Rows::Count),
    });
    let align = match fields.get("对齐") {
        None => None,
        Some(node) => Some(choice(node, &ALIGNS, out)?),
    };
    fields.finish(out);
    Some(FormCell { content: content?, columns: columns?, rows: rows?, align })
}

fn content(fields: &mut Fields<'_>, node: &Node, out: &mut Diagnostics) -> Option<Content> {
    let (printed, field) = (fields.get("印"), fields.get("填"));
    let (item, computed) = (fields.get("项"), fields.get("算"));
    let required = fields.get("必填").map_or(Some(false), |node| yes_or_no(node, out))?;
    let unit = match fields.get("单位") {
        None => None,
        Some(node) => Some(text(node, out)?.to_owned()),
    };
    let with_weight = match fields.get("附") {
        None => false,
        Some(node) => choice(node, &[("分值", true)], out)?,
    };
    match (printed, field, item, computed) {
        (Some(node), None, None, None) => schema::text(node, "印", out).map(Content::Printed),
        (None, Some(node), None, None) => {
            let path = text(node, out)?.to_owned();
            Some(Content::Field { path, required, unit })
        }
        (None, None, Some(node), None) => {
            Some(Content::Item { item: choice(node, &ITEMS, out)?, with_weight })
        }
        (None, None, None, Some(node)) => choice(node, &COMPUTED, out).map(Content::Computed),
        _ => {
            let message = "表式的一格要写、也只写 印、填、项、算 中的一样";
            out.push(Diagnostic::error(MISSING_KEY, node.span, message));
            None
        }
    }
}
