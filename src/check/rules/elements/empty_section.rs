//! Sections that have to be written and hold nothing but 无.

use super::is_evaluation_report;
use crate::check::rules::structure::outline::Outline;
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::proof::Kind;

/// 必填的内容是“无”.
const CODE: Code = Code("D002");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "必填的内容空缺",
    severity: Severity::Warning,
    looks_for: "绩效自评（评价）报告里应当写明的内容（目标、完成情况、问题、措施、结果应用和公开）只写了“无”“略”。\
                “其他需要说明的问题”可以是“无”。",
    clause: "财预〔2020〕10号（自评报告的内容）",
    wrong: "青禾县文化馆2021年度项目绩效自评报告\n一、项目概况\n项目明确。\n二、绩效目标完成情况\n已完成。\n\
            三、绩效自评结果应用和公开情况\n无",
    right: "青禾县文化馆2021年度项目绩效自评报告\n一、项目概况\n项目明确。\n二、绩效目标完成情况\n已完成。\n\
            三、绩效自评结果应用和公开情况\n自评结果在政府网站公开。\n四、其他需要说明的问题\n无。",
    remedy: "写明内容；确实没有的，说明原因。",
    mends: false,
    look,
};

/// What stands in headings of sections that have to be written.
const NEEDED: [&str; 14] = [
    "结果",
    "应用",
    "公开",
    "问题",
    "措施",
    "目标",
    "履职",
    "概况",
    "职责",
    "原因",
    "效益",
    "完成情况",
    "实现情况",
    "执行情况",
];
/// Headings with them may well have nothing under them.
const OPTIONAL: [&str; 6] = ["其他", "其它", "说明", "附件", "建议", "调整"];
/// What stands for nothing.
const NOTHING: [&str; 6] = ["无", "略", "暂无", "没有", "/", "／"];

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    if !is_evaluation_report(reading) {
        return;
    }
    let outline = Outline::of(reading);
    for (at, item) in outline.items.iter().enumerate() {
        let own = &reading.proof.paragraphs[item.index];
        let Some(words) = own.heading.clone().and_then(|heading| own.text.get(heading)) else {
            continue;
        };
        let needed = NEEDED.iter().any(|word| words.contains(word))
            && !OPTIONAL.iter().any(|word| words.contains(word));
        let mut under = outline.under(reading, at);
        let (Some((index, only)), None) = (under.next(), under.next()) else { continue };
        let text = only.text.trim();
        let nothing = NOTHING.contains(&text.trim_end_matches(['。', '.']));
        if own.kind != Kind::Heading || !needed || !nothing {
            continue;
        }
        let start = only.text.len() - only.text.trim_start().len();
        let message = format!("“{words}”下面只写了“{text}”");
        findings.report(index, start..start + text.len(), message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    const FRONT: &str =
        "青禾县文化馆2021年度项目绩效自评报告\n一、项目概况\n项目明确。\n二、绩效目标\n已完成。\n";

    #[test]
    fn nothing_under_a_needed_heading_is_found() {
        let text = format!("{FRONT}三、存在问题\n⟦略。⟧\n四、改进措施\n继续努力。");
        finds(&RULE, &[&text]);
    }

    #[test]
    fn nothing_may_stand_where_nothing_is_needed() {
        let text = format!("{FRONT}三、存在问题\n有不足。\n四、其他需要说明的问题\n无。");
        silent(&RULE, &[&text, "2021年部门预算说明\n一、概况\n良好。\n二、执行情况\n无。"]);
    }
}
