//! Results that only say the first word of the name again.

use super::sheet::foreign_sheets;
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 完成值重复指标名.
const CODE: Code = Code("K111");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "完成值重复指标名",
    severity: Severity::Hint,
    looks_for: "完成值只是把指标名开头的词再说一遍（“提高水电能源节约率”答“提高”），没有可以衡量的目标，疑似不可衡量。",
    clause: "财预〔2020〕10号：绩效指标应当细化、可衡量",
    wrong: "指标名称\t目标值\t完成值\n提高水电能源节约率\t提高\t提高",
    right: "指标名称\t目标值\t完成值\n水电能源节约率\t≥3%\t3.4%",
    remedy: "换成能量的目标，例如“人均用电量下降率≥3%”；不能量的，写明达成到什么程度。",
    mends: false,
    look,
};

/// Words that say in which way something is to move, not how far.
const WORDS: [&str; 22] = [
    "提高", "提升", "持续", "保障", "促进", "改善", "加强", "推进", "完善", "增强", "推动", "优化",
    "降低", "减少", "增加", "强化", "维护", "带动", "有效", "确保", "增长", "长期",
];

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for row in foreign_sheets(reading).flat_map(|sheet| &sheet.rows) {
        let Some(result) = &row.result else { continue };
        let said = WORDS.contains(&result.text) && row.name.text.starts_with(result.text);
        let open = row.target.as_ref().is_none_or(|target| target.text == result.text);
        if said && open {
            let message = format!(
                "疑似不可衡量：“{}”的完成值只写“{}”，重复了指标名",
                row.name.text, result.text
            );
            findings.report(result.paragraph, result.range.clone(), message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn the_word_of_the_name_is_no_result() {
        finds(
            &RULE,
            &[
                "指标名称\t目标值\t完成值\n持续影响群众环境保护意识\t持续\t⟦持续⟧\n保障后勤工作正常运行\t保障\t⟦保障⟧",
            ],
        );
    }

    #[test]
    fn answers_that_say_something_are_right() {
        silent(
            &RULE,
            &[
                "指标名称\t目标值\t完成值\n保障机关正常运转\t保障有力\t达成预期指标\n提高节约率\t≥3%\t3.4%\n管理制度完善\t完善\t完善",
            ],
        );
    }
}
