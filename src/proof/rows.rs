//! Rows of tables: lines whose columns are made with tabs and spaces, and which rows are a header.

use std::ops::Range;

use super::plain::Line;
use super::table::Cell;
use super::{Kind, Label, Paragraph, Proof, Table};
use crate::figures::Amount;

/// Which lines are rows whose columns are made with spaces: two or more in a row.
pub(super) fn faked_rows(lines: &[Line<'_>]) -> Vec<bool> {
    let looks: Vec<bool> = lines.iter().map(looks_like_row).collect();
    let neighbour = |at: usize| {
        let before = at.checked_sub(1).and_then(|before| looks.get(before));
        before == Some(&true) || looks.get(at + 1) == Some(&true)
    };
    (0..looks.len()).map(|at| looks[at] && neighbour(at)).collect()
}

fn looks_like_row(line: &Line<'_>) -> bool {
    let text = line.text.trim();
    let pieces = pieces(text);
    if line.cell.is_some()
        || line.counted.is_some()
        || pieces.len() < 2
        || text.ends_with(['。', '；', '：'])
    {
        return false;
    }
    // 一、基本支出⇥600: numbered, yet a row, for numbers stand behind a tab.
    let numbers =
        || text.contains('\t') && pieces[1..].iter().any(|piece| is_number(&text[piece.clone()]));
    Label::typed(text).is_none() || numbers()
}

fn is_number(text: &str) -> bool {
    Amount::parse(text).is_ok_and(|amount| amount.is_bare())
}

/// The pieces of a line between gaps: tabs, ideographic spaces, two spaces or more.
fn pieces(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    let mut end = 0;
    let mut gap = String::new();
    for (at, character) in text.char_indices() {
        if character.is_whitespace() {
            gap.push(character);
            continue;
        }
        let parts = gap.contains(['\t', '\u{3000}']) || gap.chars().count() > 1;
        if parts && let Some(from) = start.replace(at) {
            found.push(from..end);
        }
        start = start.or(Some(at));
        gap.clear();
        end = at + character.len_utf8();
    }
    found.extend(start.map(|from| from..end));
    found
}

/// The cells of a line between single tabs, by column; empty ones are left out.
fn between_tabs(text: &str) -> Vec<(usize, Range<usize>)> {
    let mut found = Vec::new();
    let mut start = 0;
    for (column, piece) in text.split('\t').enumerate() {
        let lead = piece.len() - piece.trim_start().len();
        let range = start + lead..start + lead + piece.trim().len();
        if !range.is_empty() {
            found.push((column, range));
        }
        start += piece.len() + 1;
    }
    found
}

/// Whether every tab of some lines parts two cells. Then the fullest line has no more tabs than it needs; where tabs
/// only push columns into place, short words have several behind them.
fn is_tabbed(rows: &[Paragraph]) -> bool {
    let lines = rows.iter().map(|row| row.text.as_str());
    let cells = lines.clone().map(|line| pieces(line).len()).max();
    let tabs = lines.clone().map(|line| line.trim_end().matches('\t').count() + 1).max();
    cells == tabs && lines.clone().all(|line| pieces(line).len() == between_tabs(line).len())
}

pub(super) fn faked_tables(proof: &mut Proof, faked: &[bool]) {
    let mut at = 0;
    while at < faked.len() {
        let count = faked[at..].iter().take_while(|faked| **faked).count();
        if count == 0 {
            at += 1;
            continue;
        }
        let rows = &proof.paragraphs[at..at + count];
        let tabbed = is_tabbed(rows);
        let mut table = Table { faked: true, tabbed, ..Table::default() };
        for (row, paragraph) in rows.iter().enumerate() {
            let cells = if tabbed {
                between_tabs(&paragraph.text)
            } else {
                pieces(&paragraph.text).into_iter().enumerate().collect()
            };
            let cells = cells.into_iter().map(|(column, range)| Cell {
                column,
                columns: 1,
                rows: 1,
                paragraph: at + row,
                text: paragraph.text[range.clone()].to_owned(),
                range,
            });
            let cells: Vec<Cell> = cells.collect();
            let columns = cells.last().map_or(0, |cell| cell.column + 1);
            table.columns = table.columns.max(columns);
            table.rows.push(cells);
        }
        head(&mut table, &mut proof.paragraphs);
        proof.tables.push(table);
        at += count;
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{FileId, Span};

    fn table(text: &str) -> Table {
        let span = Span::new(FileId::new(0), 0, 0);
        let paragraphs: Vec<Paragraph> =
            text.lines().map(|line| Paragraph::verbatim(Kind::Cell, line, span)).collect();
        let count = paragraphs.len();
        let mut proof = Proof { paragraphs, ..Proof::default() };
        faked_tables(&mut proof, &vec![true; count]);
        proof.tables.remove(0)
    }

    fn columns(table: &Table, row: usize) -> Vec<usize> {
        table.rows[row].iter().map(|cell| cell.column).collect()
    }

    #[test]
    fn empty_cells_between_tabs_keep_their_columns() {
        let made = table("指标\t目标\t分值\n次数\t4次\t60\n合计\t\t60");
        assert_eq!(columns(&made, 2), [0, 2]);
        assert!(made.tabbed);
    }

    #[test]
    fn tabs_that_only_push_words_into_place_part_no_cells() {
        let made = table("名称\t\t金额\n很长的项目名称\t60\n短\t\t\t40");
        assert_eq!(columns(&made, 2), [0, 1]);
        assert!(!made.tabbed);
    }

    #[test]
    fn a_header_may_name_years_and_stand_over_numbers() {
        assert_eq!(table("科目\t2020年决算数\n教育\t60\n卫生\t40").head, 0..1);
        assert_eq!(table("甲\t乙\n丙\t丁").head, 0..0);
    }
}
