//! Full marks for a target that was not reached.

use rust_decimal::Decimal;

use super::field::points;
use super::sheet::foreign_sheets;
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 未达目标得满分.
const CODE: Code = Code("K117");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "未达目标得满分",
    severity: Severity::Warning,
    looks_for: "目标写明≥或者≤，完成值没有达到，得分却等于分值，疑似计分有误。单位不同、没有写≥≤的不比。",
    clause: "财预〔2020〕10号 附件1",
    wrong: "指标名称\t目标值\t完成值\t分值\t得分\n培训次数\t≥4次\t3次\t10\t10",
    right: "指标名称\t目标值\t完成值\t分值\t得分\n培训次数\t≥4次\t3次\t10\t7.5",
    remedy: "核对完成值，按评分标准重新计分，并写明偏差原因。",
    mends: false,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for row in foreign_sheets(reading).flat_map(|sheet| &sheet.rows) {
        let (Some(weight), Some(score)) = (&row.weight, &row.score) else { continue };
        let (Some(most), Some(given)) = (points(weight.text), points(score.text)) else { continue };
        let (Some(target), Some(result)) = (&row.target, &row.result) else { continue };
        if most == given && given > Decimal::ZERO && row.falls_short() {
            let message = format!(
                "疑似计分有误：目标{}，完成{}，没有达到，却得满分{}",
                target.text, result.text, score.text
            );
            findings.report(score.paragraph, score.range.clone(), message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn full_marks_are_for_targets_reached() {
        finds(
            &RULE,
            &[
                "指标名称\t目标值\t完成值\t分值\t得分\n培训次数\t≥4次\t3次\t10\t⟦10⟧\n等候时间\t≤15分钟\t16分钟\t5\t⟦5⟧",
            ],
        );
    }

    #[test]
    fn what_was_reached_or_cannot_be_compared_is_right() {
        silent(
            &RULE,
            &[
                "指标名称\t目标值\t完成值\t分值\t得分\n培训次数\t≥4次\t4次\t10\t10\n等候时间\t15分钟\t11分钟\t5\t5\n支出\t≤2万元\t18000元\t5\t5",
            ],
        );
    }
}
