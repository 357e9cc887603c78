//! One indicator that asks for two things and is answered by one word.

use super::sheet::foreign_sheets;
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 一个指标两件事.
const CODE: Code = Code("K113");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "一个指标两件事",
    severity: Severity::Hint,
    looks_for: "指标名里用逗号连着两件事（“资产账务管理合规，账实相符”），完成值只用一个词来答，疑似漏答一件。",
    clause: "财预〔2020〕10号：绩效指标应当细化、可衡量",
    wrong: "指标名称\t目标值\t完成值\n资产账务管理合规，账实相符\t合规\t合规",
    right: "指标名称\t目标值\t完成值\n资产账务管理\t合规\t合规\n账实相符率\t100%\t100%",
    remedy: "拆成两个指标，各写目标和完成值。",
    mends: false,
    look,
};

/// A thing to be done has at least so many characters.
const SHORTEST_PART: usize = 4;
/// An answer of one word has no more.
const LONGEST_WORD: usize = 2;

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for row in foreign_sheets(reading).flat_map(|sheet| &sheet.rows) {
        let Some(result) = &row.result else { continue };
        let word = result.text.chars().count() <= LONGEST_WORD
            && result.text.chars().all(char::is_alphabetic)
            // Both are meant.
            && !matches!(result.text, "是" | "完成" | "达成" | "达标");
        let parts: Vec<&str> = row.name.text.split(['，', '；', ',']).collect();
        let [first, second] = parts.as_slice() else { continue };
        let long = |part: &str| part.trim().chars().count() >= SHORTEST_PART;
        // The word is one that the first or the second thing asked for, so that the other is left.
        let one = first.ends_with(result.text) != second.ends_with(result.text);
        if word && one && long(first) && long(second) {
            let message =
                format!("疑似漏答：“{}”是两件事，完成值只写了“{}”", row.name.text, result.text);
            findings.report(row.name.paragraph, row.name.range.clone(), message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn one_word_does_not_answer_two_things() {
        finds(&RULE, &["指标名称\t目标值\t完成值\n⟦资产账务管理合规，账实相符⟧\t合规\t合规"]);
    }

    #[test]
    fn one_thing_or_a_whole_answer_is_right() {
        silent(
            &RULE,
            &[
                "指标名称\t目标值\t完成值\n保障后勤、物业、安保等工作正常运行\t保障\t保障\n制度健全，执行有效\t是\t是\n保障重大活动期间网络畅通，重大网络安全事件发生次数\t=0次\t0次\n制度健全，责任落实\t健全，落实\t健全，落实",
            ],
        );
    }
}
