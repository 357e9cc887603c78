//! A title that names another object than the text: 项目 above, 单位整体 below.

use super::{headings, is_evaluation_report};
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::proof::Kind;

/// 题文不一致.
const CODE: Code = Code("D001");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "题文不一致",
    severity: Severity::Warning,
    looks_for: "绩效自评（评价）报告的标题说的是项目，各级标题说的却都是单位（部门）整体支出。",
    clause: "GB/T 9704-2012 7.3.1（标题与内容相符）",
    wrong: "2021年度青禾县文化馆\n项目绩效自评报告\n一、单位概况\n核定编制12名。\n\
            二、单位整体支出绩效实现情况\n已完成。\n三、单位整体支出绩效存在的问题\n有不足。",
    right: "2021年度青禾县文化馆\n单位整体支出绩效自评报告\n一、单位概况\n核定编制12名。\n\
            二、单位整体支出绩效实现情况\n已完成。\n三、单位整体支出绩效存在的问题\n有不足。",
    remedy: "核对报告的对象，改标题或者改正文。",
    mends: false,
    look,
};

/// How the whole spending of a unit is called.
const WHOLE: [&str; 3] = ["整体支出", "单位整体", "部门整体"];
/// How that of a project is called.
const PROJECT: [&str; 6] = ["项目支出", "项目绩效", "项目概况", "项目基本", "项目实施", "项目资金"];

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    let title = &reading.title;
    if !is_evaluation_report(reading) || !title.contains("项目") || has(title, &WHOLE) {
        return;
    }
    let words = || headings(reading).filter_map(|each| each.text.get(each.heading.clone()?));
    let whole = words().filter(|words| has(words, &WHOLE)).count();
    if whole < 2 || words().any(|words| has(words, &PROJECT)) {
        return;
    }
    let is_there = |index: &usize| {
        let paragraph = &reading.proof.paragraphs[*index];
        paragraph.kind == Kind::Title && paragraph.text.contains("项目")
    };
    let Some(index) = (0..reading.proof.paragraphs.len()).find(is_there) else { return };
    let at = reading.proof.paragraphs[index].text.find("项目").unwrap_or_default();
    let message = format!("疑似题文不一致：标题是项目绩效，有{whole}个标题说的是单位整体支出");
    findings.report(index, at..at + "项目".len(), message);
}

fn has(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn a_project_in_the_title_and_the_whole_unit_below_are_found() {
        finds(
            &RULE,
            &["青禾县文化馆2021年度⟦项目⟧绩效自评报告\n一、部门整体支出目标\n目标明确。\n\
               二、部门整体支出完成情况\n已完成。\n三、改进措施\n继续努力。"],
        );
    }

    #[test]
    fn reports_that_speak_of_both_are_left_alone() {
        silent(
            &RULE,
            &[
                "青禾县文化馆2021年度项目支出绩效自评报告\n一、项目概况\n项目明确。\n\
                 二、部门整体支出情况\n已完成。\n三、单位整体情况\n良好。",
                "关于开展2021年度项目绩效自评工作的通知\n一、单位整体支出自评\n按时报送。\n\
                 二、部门整体支出自评\n按时报送。\n三、要求\n认真组织。",
            ],
        );
    }
}
