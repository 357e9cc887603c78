//! Reports on a self-evaluation without score and grade.

use super::is_evaluation_report;
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 自评报告没有得分和等级.
const CODE: Code = Code("D003");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "没有得分和等级",
    severity: Severity::Warning,
    looks_for: "绩效自评（评价）报告全文（包括表格）既没有得分，也没有等级。",
    clause: "财预〔2020〕10号（自评得分和等级）",
    wrong: "青禾县文化馆2021年度项目绩效自评报告\n一、项目概况\n项目明确。\n二、绩效目标完成情况\n已完成。\n三、改进措施\n继续努力。",
    right: "青禾县文化馆2021年度项目绩效自评报告\n一、项目概况\n项目明确。\n二、绩效目标完成情况\n\
            已完成，自评得分95.2分，等级为“优”。\n三、改进措施\n继续努力。",
    remedy: "写明自评得分和等级，如“自评得分95.2分，等级为‘优’”。",
    mends: false,
    look,
};

/// Words of scores and grades.
const WORDS: [&str; 14] = [
    "得分",
    "评分",
    "总分",
    "计分",
    "打分",
    "分值",
    "等级",
    "等次",
    "“优”",
    "“良”",
    "“中”",
    "“差”",
    "为优",
    "为良",
];

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    let has_one = |text: &str| WORDS.iter().any(|word| text.contains(word)) || has_points(text);
    let proof = reading.proof;
    if !is_evaluation_report(reading) || proof.paragraphs.iter().any(|each| has_one(&each.text)) {
        return;
    }
    let Some(front) = proof.front() else { return };
    let end = proof.paragraphs[front].text.trim_end().len();
    findings.report(front, 0..end, "全文没有自评得分，也没有等级");
}

/// `95.2分`, but not `20分钟`.
fn has_points(text: &str) -> bool {
    text.match_indices('分').any(|(at, mark)| {
        let digit = text[..at].ends_with(|c: char| c.is_ascii_digit());
        let behind = &text[at + mark.len()..];
        digit && !behind.starts_with(['钟', '之', '公', '贝', '局', '类', '批', '级', '许', '、'])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    const TEXT: &str =
        "一、项目概况\n项目明确。\n二、绩效目标\n20分钟内响应。\n三、改进措施\n继续努力。";

    #[test]
    fn a_report_without_score_is_found_at_its_title() {
        finds(&RULE, &[&format!("⟦青禾县文化馆2021年度项目绩效自评报告⟧\n{TEXT}")]);
    }

    #[test]
    fn scores_in_tables_and_papers_about_evaluations_are_left_alone() {
        silent(
            &RULE,
            &[
                &format!(
                    "青禾县文化馆2021年度项目绩效自评报告\n{TEXT}\n合计      98.6分\n小计      10分"
                ),
                &format!("青禾县2021年度绩效自评工作情况报告\n{TEXT}"),
                &format!("青禾县预算绩效评价管理办法\n{TEXT}"),
                "青禾县文化馆2021年度项目绩效自评报告\n另附自评表，请审阅。",
            ],
        );
    }
}
