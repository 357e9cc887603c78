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
    looks_for: "连续三行以上用空格、制表符对齐成列的文字。姓名、单位的名单，履历、目录、“联系人：”一类的行，文本里每格之间一个制表符的表不算。",
    clause: "通行体例：表格用表格线排，不用空格对齐",
    wrong: "预算执行率          81%\n任务完成及时率      100%\n服务对象满意度      90%",
    right: "预算执行率为81%，任务完成及时率为100%，服务对象满意度为90%。",
    remedy: "改成真正的表格。",
    mends: false,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for table in reading.proof.tables.iter().filter(|table| is_table(table)) {
        let Some(first) = table.rows.first().and_then(|row| row.first()) else { continue };
        let text = &reading.proof.paragraphs[first.paragraph].text;
        let start = text.len() - text.trim_start().len();
        let message = format!("这里起{}行是用空格对齐成的表", table.rows.len());
        findings.report(first.paragraph, start..text.trim_end().len(), message);
    }
}

fn is_table(table: &Table) -> bool {
    let names = |row: &Vec<Cell>| is_names(row);
    let fields =
        |row: &Vec<Cell>| row.iter().any(|cell| cell.text.contains(['：', ':', '＿', '_']));
    let span = |row: &Vec<Cell>| row.first().is_some_and(|cell| is_span(&cell.text));
    let plain = table.rows.iter().filter(|row| !names(row) && !fields(row) && !span(row)).count();
    table.faked && !table.tabbed && table.rows.len() >= LEAST_ROWS && plain * 2 > table.rows.len()
}

/// What the name of a body ends with.
const BODIES: [&str; 26] = [
    "局",
    "委",
    "委员会",
    "办",
    "办公室",
    "室",
    "镇",
    "乡",
    "街道",
    "村",
    "社区",
    "中心",
    "院",
    "校",
    "学",
    "园",
    "会",
    "部",
    "队",
    "公司",
    "所",
    "处",
    "站",
    "厂",
    "中",
    "政府",
];

/// What the name of a post ends with.
const POSTS: [&str; 14] = [
    "长",
    "书记",
    "主任",
    "员",
    "主席",
    "师",
    "经理",
    "秘书",
    "教授",
    "代表",
    "负责人",
    "科员",
    "干事",
    "主管",
];

/// 张三　李四, 县财政局　县税务局, 张　三　　某镇镇长
fn is_names(row: &[Cell]) -> bool {
    let short = |cell: &Cell| cell.text.chars().count() <= 4;
    let ends = |cell: &Cell, words: &[&str]| words.iter().any(|word| cell.text.ends_with(word));
    let Some((last, front)) = row.split_last() else { return false };
    let hanzi = row.iter().all(|cell| cell.text.chars().all(|c| is_han(c) || c == '、'));
    hanzi
        && front.iter().all(|cell| short(cell) || ends(cell, &BODIES))
        && (short(last) || ends(last, &BODIES) || ends(last, &POSTS))
}

/// 2010.09—2014.07　某大学: a line of a curriculum vitae.
fn is_span(text: &str) -> bool {
    let year = text.bytes().take_while(u8::is_ascii_digit).count() == 4;
    let sign = text.contains(['-', '—', '－', '–', '～', '至']);
    year && sign && !text.contains(|c: char| is_han(c) && !"年月日至今起".contains(c))
}

const fn is_han(character: char) -> bool {
    matches!(character, '\u{4e00}'..='\u{9fff}')
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
                "县财政局　县税务局　县中医院\n县教育局　白石镇　县一中\n河西乡　县自然资源局　县医院",
                "王小明　　白石镇党委书记\n李　强　　河西乡乡长\n欧阳春兰　县财政局预算股股长",
            ],
        );
    }

    #[test]
    fn a_table_with_empty_cells_written_by_a_program_is_none() {
        silent(
            &RULE,
            &[
                "品种\t存栏\t备注\n生猪\t1200头\t其中母猪110头\n肉牛\t350头\t\n合计\t\t",
                "内容\t件数\t有效数\n规章\t0\t0\n规范性文件\t2\t7",
            ],
        );
    }

    #[test]
    fn contents_captions_and_curricula_are_no_rows() {
        silent(
            &RULE,
            &[
                "目  录\n第一章  背景........1\n  第一节  基础......2\n第二章  要求……………8\n附件  名词\t30\n\n第一章  背景\n已完成。",
                "表1　完成情况\n单位　合格率\n甲乡　98%\n以上为全部。",
                "2010.09-2014.07  某大学  本科\n2014年9月至2017年7月  某大学  硕士\n2017.08—今  某学院  讲师",
            ],
        );
        finds(&RULE, &["表1　完成情况\n⟦单位　　合格率⟧\n甲乡　　98%\n乙乡　　97%\n以上为全部。"]);
    }
}
