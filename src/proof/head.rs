//! Which rows of a table are its header, where the file does not say so.

use super::table::Cell;
use super::{Kind, Paragraph, Table};
use crate::figures::Amount;

/// Words that stand in the header of a table and hardly anywhere else.
const HEAD_WORDS: [&str; 22] = [
    "序号",
    "指标",
    "绩效指标",
    "指标名称",
    "一级指标",
    "二级指标",
    "三级指标",
    "名称",
    "项目",
    "项目名称",
    "目标值",
    "指标值",
    "年度指标值",
    "完成值",
    "实际完成值",
    "分值",
    "得分",
    "金额",
    "单位",
    "备注",
    "合计",
    "完成情况",
];

/// The first row is a header where every cell is words, and one of them is a word of headers or numbers stand below
/// them; the second too, where it parts what the first holds together.
pub(super) fn head(table: &mut Table, paragraphs: &mut [Paragraph]) {
    let Some(first) = table.rows.first() else { return };
    let known = first.iter().any(|cell| HEAD_WORDS.contains(&cell.text.trim()));
    let words = first.iter().enumerate().all(|(at, cell)| {
        is_words(&cell.text) || at == 0 && cell.column == 0 && cell.text.trim().is_empty()
    });
    if first.len() < 2 || !words || !known && !stands_over_numbers(table) {
        return;
    }
    let joined = first.iter().any(|cell| cell.columns > 1);
    let second = table.rows.get(1).filter(|row| joined && parts_heads(row));
    table.head = 0..1 + usize::from(second.is_some());
    for cell in table.rows[table.head.clone()].iter().flatten() {
        paragraphs[cell.paragraph].kind = Kind::Head;
    }
}

/// Whether every row but the first holds a number or more.
fn stands_over_numbers(table: &Table) -> bool {
    let below = table.rows.get(1..).unwrap_or_default();
    let number = |cell: &Cell| is_number(&cell.text);
    below.len() > 1 && below.iter().all(|row| row.len() > 1 && row[1..].iter().any(number))
}

fn parts_heads(row: &[Cell]) -> bool {
    let told = row.iter().filter(|cell| !cell.text.trim().is_empty());
    let first = row.first().map(|cell| cell.text.trim());
    told.clone().count() > 1
        && told.clone().all(|cell| is_words(&cell.text))
        && !matches!(first, Some("合计" | "总计" | "小计"))
}

/// Whether the text of a cell may head a column: there are words, and no digits but those of a year.
fn is_words(text: &str) -> bool {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let year = digits.len() == 4
        && (digits.starts_with("20") || digits.starts_with("19"))
        && text.contains(&format!("{digits}年"));
    !text.trim().is_empty() && (digits.is_empty() || year)
}

/// Whether a text is a number alone.
pub(super) fn is_number(text: &str) -> bool {
    Amount::parse(text).is_ok_and(|amount| amount.is_bare())
}
