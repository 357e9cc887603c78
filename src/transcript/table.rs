//! Tables as YAML: columns with their names where the header is one plain row, otherwise the header row by row.

use std::fmt::Write as _;

use super::scalar::{Stand, scalar};
use super::yaml::Page;
use crate::draft::{Cell, Column, Table};

/// Shares are written as they are up to this; larger ones are measures and become hundredths.
const LARGEST_SHARE: u32 = 100;

/// Writes `- 表:`.
pub(super) fn write(page: &mut Page<'_>, table: &Table, indent: usize) {
    page.line(indent, "- 表:");
    let indent = indent + 4;
    if let Some(title) = &table.title {
        page.entry(indent, "标题", &page.source(title));
    }
    if let Some(unit) = &table.unit {
        page.entry(indent, "单位", &page.source(unit));
    }
    let (head, rows) = table.rows.split_at(table.head.min(table.rows.len()));
    let names = names(page, table, head);
    columns(page, table, names.as_deref(), indent);
    if !head.is_empty() && names.is_none() {
        self::rows(page, "表头", head, indent);
    }
    if rows.is_empty() {
        page.line(indent, "行: []");
    } else {
        self::rows(page, "行", rows, indent);
    }
    page.texts(indent, "注", &table.notes);
}

/// The words of the header, where it is one row of a cell for each column.
fn names(page: &Page<'_>, table: &Table, head: &[Vec<Cell>]) -> Option<Vec<String>> {
    let [row] = head else { return None };
    let plain = row.len() == table.columns.len()
        && row.iter().all(|cell| cell.rows <= 1 && cell.columns <= 1);
    let names: Vec<String> = row.iter().map(|cell| page.source(&cell.text)).collect();
    (plain && names.iter().any(|name| !name.is_empty())).then_some(names)
}

fn columns(page: &mut Page<'_>, table: &Table, names: Option<&[String]>, indent: usize) {
    let scaled = table.columns.iter().filter_map(|column| column.share).max() > Some(LARGEST_SHARE);
    let total: u64 = table.columns.iter().filter_map(|column| column.share).map(u64::from).sum();
    let share = |share: u32| match u64::from(share) {
        share if scaled => ((share * 100 + total / 2) / total.max(1)).max(1),
        share => share.max(1),
    };
    let name = |index: usize| names.and_then(|names| names.get(index));
    let is_bare = |column: &Column| column.share.is_none() && column.align.is_none();
    if table.columns.iter().all(is_bare) {
        let names: Vec<String> = (0..table.columns.len())
            .map(|index| scalar(name(index).map_or("", String::as_str), Stand::Brackets))
            .collect();
        page.line(indent, &format!("列: [{}]", names.join(", ")));
        return;
    }
    page.line(indent, "列:");
    for (index, column) in table.columns.iter().enumerate() {
        let name = name(index).map(|name| format!("名: {}", scalar(name, Stand::Brackets)));
        let width = column.share.map(|given| format!("宽: {}", share(given)));
        let align = column.align.map(|align| format!("对齐: {align}"));
        let said: Vec<String> = [name, width, align].into_iter().flatten().collect();
        let said =
            if said.is_empty() { "\"\"".to_owned() } else { format!("{{{}}}", said.join(", ")) };
        page.line(indent + 2, &format!("- {said}"));
    }
}

fn rows(page: &mut Page<'_>, key: &str, rows: &[Vec<Cell>], indent: usize) {
    page.line(indent, &format!("{key}:"));
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| self::cell(page, cell)).collect();
        page.line(indent + 2, &format!("- [{}]", cells.join(", ")));
    }
}

fn cell(page: &Page<'_>, cell: &Cell) -> String {
    let text = scalar(&page.source(&cell.text), Stand::Brackets);
    let mut merged = String::new();
    for (key, count) in [("跨列", cell.columns), ("跨行", cell.rows)] {
        if count > 1 {
            let _ = write!(merged, ", {key}: {count}");
        }
    }
    if merged.is_empty() { text } else { format!("{{文: {text}{merged}}}") }
}
