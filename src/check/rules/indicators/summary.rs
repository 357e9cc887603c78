//! Summing-up lines among indicators: 产出指标完成情况 良好.

use super::sheet::sheets;
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 小结行混作指标.
const CODE: Code = Code("K105");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "小结行混作指标",
    severity: Severity::Warning,
    looks_for: "指标表里“产出指标完成情况”“满意度指标完成情况”一类的小结行，不是指标。",
    clause: "财预〔2020〕10号 附件1",
    wrong: "指标名称\t目标值\t完成值\n培训次数\t≥4次\t6次\n产出指标完成情况\t\t良好",
    right: "指标名称\t目标值\t完成值\n培训次数\t≥4次\t6次\n培训合格率\t≥95%\t98%",
    remedy: "从表里删去，在正文里写小结；要计分的，换成具体的指标。",
    mends: false,
    look,
};

/// What a summing-up line is called: one of these, 指标, and 完成情况 behind it.
const LEVELS: [&str; 12] = [
    "产出",
    "效益",
    "满意度",
    "数量",
    "质量",
    "时效",
    "成本",
    "经济效益",
    "社会效益",
    "生态效益",
    "可持续影响",
    "绩效",
];

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for row in sheets(reading).iter().flat_map(|sheet| &sheet.rows) {
        if is_summary(row.name.text) {
            let message = format!("“{}”是小结，不是指标", row.name.text);
            findings.report(row.name.paragraph, row.name.range.clone(), message);
        }
    }
}

/// Whether a name is one of a summing-up line.
pub(super) fn is_summary(name: &str) -> bool {
    let Some(words) =
        ["完成情况", "实现情况", "总体情况"].iter().find_map(|end| name.strip_suffix(end))
    else {
        return false;
    };
    let words = words.trim_end_matches("总体").trim_end_matches("整体");
    words.strip_suffix("指标").is_some_and(|level| LEVELS.contains(&level))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn summing_up_lines_are_found() {
        finds(
            &RULE,
            &[
                "任务完成及时率100%    100%\n资金到位率100%    100%\n接待人数10人    10人\n⟦产出指标完成情况⟧    良好　　\n⟦满意度指标完成情况⟧    良好",
            ],
        );
    }

    #[test]
    fn indicators_on_completion_are_indicators() {
        silent(
            &RULE,
            &[
                "指标名称\t目标值\t完成值\n年度工作任务完成情况\t全部完成\t全部完成\n节能指标完成情况\t达标\t达标",
            ],
        );
    }
}
