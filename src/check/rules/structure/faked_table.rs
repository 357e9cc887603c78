//! Tables whose columns are made with spaces or tabs.

use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::proof::{Cell, Table};

/// 用空格排的表.
const CODE: Code = Code("S013");

/// Fewer rows may be a line of names or addresses.
const LEAST_ROWS: usize = 3;

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "用空格排的表",
    severity: Severity::Error,
    looks_for: "连续三行以上用空格、制表符对齐成列的文字。姓名名单、“联系人：”一类的行不算。",
    clause: "通行体例：表格用表格线排，不用空格对齐",
    wrong: "预算执行率          81%\n任务完成及时率      100%\n服务对象满意度      90%",
    right: "预算执行率为81%，任务完成及时率为100%，服务对象满意度为90%。",
    remedy: "改成真正的表格。",
    mends: false,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for table in
        reading.proof.tables.iter().filter(|table| is_table(table) && !is_exported(reading, table))
    {
        let Some(first) = table.rows.first().and_then(|row| row.first()) else { continue };
        let text = &reading.proof.paragraphs[first.paragraph].text;
        let start = text.len() - text.trim_start().len();
        let message = format!("这里起{}行是用空格对齐成的表", table.rows.len());
        findings.report(first.paragraph, start..text.trim_end().len(), message);
    }
}

fn is_table(table: &Table) -> bool {
    let names = |row: &Vec<Cell>| {
        row.iter().all(|cell| cell.text.chars().count() <= 4 && is_han(&cell.text))
    };
    let fields =
        |row: &Vec<Cell>| row.iter().any(|cell| cell.text.contains(['：', ':', '＿', '_']));
    let plain = table.rows.iter().filter(|row| !names(row) && !fields(row)).count();
    table.faked && table.rows.len() >= LEAST_ROWS && plain * 2 > table.rows.len()
}

/// Whether single tabs part the cells under a header: how programs write a table as text.
fn is_exported(reading: &Reading<'_>, table: &Table) -> bool {
    let by_tabs = |row: &Vec<Cell>| {
        let text = row.first().map_or("", |cell| &reading.proof.paragraphs[cell.paragraph].text);
        text.trim().split('\t').count() == row.len()
    };
    !table.head.is_empty() && table.rows.iter().all(by_tabs)
}

fn is_han(text: &str) -> bool {
    text.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn a_table_is_found_at_its_first_row() {
        finds(
            &RULE,
            &[
                "指标情况如下。\n⟦预算执行率          81%⟧\n接待人数1000人\t1000人\n满意度      90%\n以上为全部指标。",
            ],
        );
    }

    #[test]
    fn names_fields_and_single_lines_are_left_alone() {
        silent(
            &RULE,
            &[
                "指标名称\t目标值\t完成值\n执行率\t≥95%\t98%\n满意度\t≥90%\t92%",
                "张　三　　李　四　　王五六\n赵　七　　孙　八　　周九十\n吴　一　　郑　二　　冯三四",
                "张三　李四　王五\n赵六　孙七　周八\n吴九　郑十　冯一",
                "甲方：某局　　　乙方：某公司\n代表：　　　　　代表：某\n日期：　　　　日期：某",
                "青禾县财政局　青禾县教育局\n青禾县民政局　青禾县司法局",
            ],
        );
    }
}
