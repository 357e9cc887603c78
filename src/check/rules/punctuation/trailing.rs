//! White space behind a paragraph.

use std::collections::BTreeSet;

use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::proof::Kind;

/// 段末空格.
const CODE: Code = Code("P007");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "段末空格",
    severity: Severity::Warning,
    looks_for: "段落、行末尾多余的空格和制表符。表格的单元格、表单里填空的“名称：……”后面留的空不算。",
    clause: "通行体例",
    wrong: "我局已完成整改。 ",
    right: "我局已完成整改。",
    remedy: "删去空格。",
    mends: true,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    let tables = reading.proof.tables.iter().filter(|table| !table.faked || table.tabbed);
    let cells = tables.flat_map(|table| table.rows.iter().flatten());
    let real: BTreeSet<usize> = cells.map(|cell| cell.paragraph).collect();
    for read in &reading.paragraphs {
        let text = read.text().trim_end_matches(['\r', '\n']);
        let in_cell = read.paragraph.is_cell()
            && (real.contains(&read.index) || reading.proof.tables.is_empty());
        if read.paragraph.kind == Kind::Blank || in_cell {
            continue;
        }
        let end = text.trim_end().len();
        if end > 0 && end < text.len() && !is_field(text, end) {
            let range = end..text.len();
            findings.report(read.index, range.clone(), "段落末尾有空格").mend(range, "");
        }
    }
}

/// `单位名称：  某中心          `: a blank of a form, filled in, its line running on behind the words.
fn is_field(text: &str, end: usize) -> bool {
    let value = text[..end].split_once(['：', ':']).map_or("", |(_, value)| value);
    let wide = text[end..].chars().count() > 2;
    wide && !value.is_empty() && !value.contains(['。', '，', '；'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, mends, silent};

    #[test]
    fn white_space_behind_the_last_character_is_found() {
        finds(&RULE, &["我局已完成整改。⟦ ⟧", "产出指标完成情况    良好⟦　　⟧\n其他指标    良好"]);
    }

    #[test]
    fn empty_lines_and_line_ends_are_left_alone() {
        let form = "部门名称：  青禾县文化馆          \n报告日期：2022年3月1日   ";
        let table = "品种\t存栏\t备注\n生猪\t1200头\t\n合计\t\t";
        silent(&RULE, &[form, table]);
        silent(&RULE, &["我局已完成整改。\n　　\n下一步加强管理。", "我局已完成整改。\r\n好。\r"]);
    }

    #[test]
    fn it_is_taken_away() {
        mends(&RULE, "一、情况 \n已完成。\t", "一、情况\n已完成。");
    }
}
