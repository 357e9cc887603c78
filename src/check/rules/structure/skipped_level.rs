//! Levels that are jumped over: （一） and （1） at once under it.

use super::outline::{Key, Outline};
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 层次跳级.
const CODE: Code = Code("S005");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "层次跳级",
    severity: Severity::Hint,
    looks_for: "“（一）”“一、”下面直接用“（1）”，跳过了“1.”。全文只在第一处提示；“一、”下面直接用“1.”的、\
                文中列举用的“（1）……；（2）……”不算。",
    clause: "GB/T 9704-2012 7.3.3（依次可以用，不是必须）",
    wrong: "（一）主要职责\n（1）公务用车管理方面。配备车辆5辆。\n（2）公务接待方面。保障会议10次。",
    right: "（一）主要职责\n1.公务用车管理方面。配备车辆5辆。\n2.公务接待方面。保障会议10次。",
    remedy: "下一层依次用“1.”，再下一层才用“（1）”。",
    mends: false,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    let outline = Outline::of(reading);
    let skips = |series: &&Vec<usize>| {
        let Some(first) = series.first().map(|first| &outline.items[*first]) else { return false };
        let Some(parent) = first.parent.map(|parent| &outline.items[parent]) else { return false };
        let above = matches!(parent.key, Key::ChineseBrackets | Key::ChineseStop);
        let text = reading.proof.paragraphs[first.index].text.trim_end();
        let is_list = text.ends_with(['；', ';', '，'])
            || first.index > 0
                && reading.proof.paragraphs[first.index - 1].text.trim_end().ends_with(['：', ':']);
        above
            && first.key == Key::ArabicBrackets
            && parent.fault.is_none()
            && !is_list
            && series.len() > 1
    };
    let found: Vec<&Vec<usize>> = outline.series.iter().filter(skips).collect();
    let Some(first) = found.first().and_then(|series| series.first()) else { return };
    let item = &outline.items[*first];
    let above = item.parent.map_or("", |parent| outline.items[parent].label.text.as_str());
    let more = match found.len() {
        1 => String::new(),
        count => format!("，全文这样的有{count}处"),
    };
    let message = format!("“{above}”下面直接用“{}”，跳过了“1.”{more}", item.label.text);
    findings.report(item.index, item.label.range.clone(), message);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn the_first_jump_over_a_level_is_found() {
        finds(
            &RULE,
            &[
                "（一）职责\n⟦（1）⟧用车方面。配车。\n（2）接待方面。接待。\n（二）目标\n（1）甲。\n（2）乙。",
                "（一）职责\n已履行。\n[bookmark: _GoBack]⟦（1）⟧用车方面。配车。\n（2）接待方面。接待。",
            ],
        );
    }

    #[test]
    fn lists_and_levels_in_order_are_right() {
        silent(
            &RULE,
            &[
                "一、甲\n1.乙。\n2.丙。\n（1）丁。\n（2）戊。",
                "（一）材料\n提交下列材料：\n（1）申请表；\n（2）身份证。",
            ],
        );
    }
}
