//! Scores above their weights.

use super::field::points;
use super::sheet::foreign_sheets;
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 得分大于分值.
const CODE: Code = Code("K108");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "得分大于分值",
    severity: Severity::Error,
    looks_for: "指标表里一行的得分大于它的分值。权重写成百分数的不比。",
    clause: "财预〔2020〕10号 附件1",
    wrong: "指标名称\t目标值\t完成值\t分值\t得分\n培训次数\t≥4次\t6次\t10\t12",
    right: "指标名称\t目标值\t完成值\t分值\t得分\n培训次数\t≥4次\t6次\t10\t10",
    remedy: "得分最高等于分值；超额完成也不加分。",
    mends: false,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for sheet in foreign_sheets(reading) {
        let mut above = Vec::new();
        let mut compared = 0;
        for row in sheet.rows.iter().chain(&sheet.sums) {
            let (Some(weight), Some(score)) = (&row.weight, &row.score) else { continue };
            let (Some(most), Some(given)) = (points(weight.text), points(score.text)) else {
                continue;
            };
            compared += 1;
            if given > most && !row.name.text.contains("加分") {
                above.push((weight, score));
            }
        }
        // Scores of a hundred each, to be weighted.
        if above.len() > 2 && above.len() * 2 > compared {
            continue;
        }
        for (weight, score) in above {
            let message = format!("得分{}大于分值{}", score.text, weight.text);
            findings.report(score.paragraph, score.range.clone(), message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn more_than_full_marks_are_found() {
        finds(
            &RULE,
            &[
                "指标名称\t目标值\t完成值\t分值\t得分\n培训次数\t≥4次\t6次\t10\t⟦12⟧\n培训人数\t≥4人\t6人\t10分\t⟦10.5分⟧",
            ],
        );
    }

    #[test]
    fn full_marks_and_other_numbers_are_right() {
        silent(
            &RULE,
            &[
                "指标名称\t目标值\t完成值\t分值\t得分\n培训次数\t≥4次\t6次\t10.0\t10\n培训人数\t≥4人\t6人\t10%\t12",
                "项目名称\t分值\t得分\n培训\t10\t12",
                "评价指标\t权重\t得分\n组织\t20\t90\n过程\t30\t85\n效果\t50\t95",
            ],
        );
    }
}
