//! Questions of compliance listed as indicators: 是否按规定…….

use super::sheet::sheets;
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 检查项混作指标.
const CODE: Code = Code("K112");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "检查项混作指标",
    severity: Severity::Hint,
    looks_for: "指标表里有两行以上“是否……”，疑似把合规检查项当作产出、效益指标。一张表只在第一处提示。",
    clause: "财预〔2020〕10号：绩效指标分产出、效益、满意度",
    wrong: "指标名称\t目标值\t完成值\n预算编审是否规范\t是\t是\n目标依据是否合理\t是\t是\n培训次数\t≥4次\t6次",
    right: "指标名称\t目标值\t完成值\n培训次数\t≥4次\t6次\n培训合格率\t≥95%\t98%",
    remedy: "合规情况写在正文里；表里列产出、效益、满意度指标。",
    mends: false,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for sheet in sheets(reading) {
        let asks = |name: &str| name.contains("是否") || name.ends_with("与否");
        let mut asking = sheet.rows.iter().filter(|row| asks(row.name.text));
        let Some(first) = asking.next() else { continue };
        let count = 1 + asking.count();
        if count < 2 {
            continue;
        }
        let message = format!("疑似把合规检查项当作指标：“{}”等{count}行", first.name.text);
        findings.report(first.name.paragraph, first.name.range.clone(), message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn questions_are_told_once_a_table() {
        finds(
            &RULE,
            &[
                "指标名称\t目标值\t完成值\n⟦预算编审是否规范⟧\t是\t是\n依据是否合理\t是\t是\n培训次数\t≥4次\t6次",
            ],
        );
    }

    #[test]
    fn a_single_question_and_other_tables_are_left_alone() {
        silent(
            &RULE,
            &[
                "指标名称\t目标值\t完成值\n资金使用是否合规\t是\t是\n培训次数\t≥4次\t6次",
                "检查内容\t检查结果\n制度是否健全\t是\n台账是否完整\t是",
            ],
        );
    }
}
