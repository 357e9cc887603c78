//! Results that are written as targets: ≥10次, 不少于2次 where the number that was reached belongs.

use std::ops::Range;

use super::clause;
use super::section::{Headings, with_headings};
use super::sheet::foreign_sheets;
use crate::check::{Bound, Findings, Quantity, Read, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::scoring::Relation;

/// 完成值照抄目标.
const CODE: Code = Code("K102");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "完成值照抄目标",
    severity: Severity::Error,
    looks_for: "指标表的完成值带≥、≤、不少于、不超过等；绩效报告的完成情况段落里只写“不少于2次”，没有实际完成数。\
                “不少于4次，实际开展6次”这样写了实际数的不算。",
    clause: "财预〔2020〕10号 附件1",
    wrong: "2021年度项目绩效自评报告\n一、项目概况\n项目按计划实施。\n二、履职完成情况\n全年召开会议不少于3次，印刷次数不低于10次。",
    right: "2021年度项目绩效自评报告\n一、项目概况\n项目按计划实施。\n二、履职完成情况\n全年召开会议6次，印刷12次。",
    remedy: "写实际完成的数，例如“召开会议6次”。",
    mends: false,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for sheet in foreign_sheets(reading) {
        for result in sheet.rows.iter().filter_map(|row| row.result.as_ref()) {
            let Some((relation, _)) = result.limit() else { continue };
            if matches!(relation, Relation::Plain | Relation::Equal) {
                continue;
            }
            let message = format!("完成值“{}”是目标的写法，没有写实际完成多少", result.text);
            let reported = findings.report(result.paragraph, result.range.clone(), message);
            if !is_target_sign(result.text) {
                reported.severity(Severity::Warning);
            }
        }
    }
    if reading.is_evaluation() {
        with_headings(reading, |read, headings| {
            if tells_results(headings) {
                in_paragraph(read, findings);
            }
        });
    }
}

/// Whether a text begins with a sign, or with a word that hardly anyone uses but for targets.
fn is_target_sign(text: &str) -> bool {
    ["≥", "≤", "≧", "≦", "⩾", "⩽", ">", "<", "＞", "＜"].iter().any(|sign| text.starts_with(sign))
        || WORDS.iter().any(|word| text.starts_with(word))
}

/// Words of targets; 超过, 达到……以上 tell of results as well.
const WORDS: [&str; 7] = ["不少于", "不低于", "不小于", "不超过", "不高于", "不大于", "不多于"];

/// Words in front of what was asked for.
const PLANNED: [&str; 17] = [
    "目标",
    "指标值",
    "计划",
    "要求",
    "应当",
    "必须",
    "规定",
    "标准",
    "年初",
    "任务",
    "设定",
    "预期",
    "原则",
    "实际",
    "承诺",
    "约定",
    "控制",
];

fn tells_results(headings: &Headings<'_>) -> bool {
    let own = headings.innermost();
    let plans = ["目标", "概况", "问题", "措施", "改进", "计划", "打算", "建议", "下一步"];
    let done = ["完成", "实现", "产出"];
    let planned = plans.iter().any(|word| own.contains(word));
    let told = done.iter().any(|word| own.contains(word));
    (told || !planned) && headings.any(&["完成情况", "履职完成", "产出", "实现情况"])
}

fn in_paragraph(read: &Read<'_>, findings: &mut Findings) {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut frequency = 0;
    for (at, quantity) in read.quantities.iter().enumerate() {
        let Some(range) = copied(read, at, quantity) else { continue };
        let clause = clause(read.text(), range.start);
        let before = &read.text()[clause.start..range.start];
        frequency += usize::from(before.contains(['每', '均']));
        found.push(range);
    }
    let Some(first) = found.first() else { return };
    // 每月检查不少于2次 may tell what was done.
    if frequency == found.len() {
        return;
    }
    let shown = &read.text()[first.clone()];
    let count = match found.len() {
        1 => String::new(),
        many => format!("；本段这样的写法共{many}处"),
    };
    let message = format!("完成情况写成“{shown}”，是目标的口吻，没有写实际完成多少{count}");
    let reported = findings.report(read.index, first.clone(), message);
    if found.len() == 1 {
        reported.severity(Severity::Warning);
    }
}

/// The words and the number of a target without a result.
fn copied(read: &Read<'_>, at: usize, quantity: &Quantity) -> Option<Range<usize>> {
    let text = read.text();
    let Bound::Relation(relation) = quantity.bound else { return None };
    let before = text[..quantity.range.start].trim_end();
    let (_, length) = Relation::trailing(before)?;
    let start = before.len() - length;
    if relation == Relation::Equal
        || !is_target_sign(&text[start..before.len()])
        || read.is_quoted(start)
        || read.is_bracketed(start)
    {
        return None;
    }
    let clause = clause(text, start);
    let (before, behind) = (&text[clause.start..start], &text[quantity.range.end..clause.end]);
    let told = ["实际", "超额", "达成", "目标", "要求"].iter().any(|word| behind.contains(word));
    if told || PLANNED.iter().any(|word| before.contains(word)) {
        return None;
    }
    let near = neighbours(&read.quantities, at);
    let answered = near.iter().any(|other| {
        clause.contains(&other.range.start)
            && other.is_exact()
            && other.unit_name() == quantity.unit_name()
    });
    (!answered).then_some(start..quantity.range.end)
}

/// The quantities around one; an answer does not stand farther away.
fn neighbours(quantities: &[Quantity], at: usize) -> &[Quantity] {
    let end = quantities.len().min(at + 4);
    quantities.get(at.saturating_sub(3)..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, severities, silent};

    const FRONT: &str = "2021年度项目绩效自评报告\n一、项目概况\n项目按计划实施。\n";

    #[test]
    fn signs_and_words_of_targets_are_no_results() {
        finds(
            &RULE,
            &[
                "指标名称\t目标值\t完成值\n培训次数\t≥4次\t⟦≥4次⟧\n接待人数\t≥100人\t⟦不少于100人⟧\n满意度\t≥90%\t95%",
                &format!(
                    "{FRONT}二、目标完成情况\n（一）履职完成情况：保洁每天⟦不少于2次⟧，保障正常运转；配备人员>=5人，培训不低于3次。"
                ),
            ],
        );
        let rough = "指标名称\t目标值\t完成值\n满意度\t≥90%\t95%以上";
        assert_eq!(severities(&RULE, rough), [Severity::Warning]);
    }

    #[test]
    fn results_beside_targets_and_targets_in_their_place_are_right() {
        silent(
            &RULE,
            &[
                "指标名称\t目标值\t完成值\n培训次数\t≥4次\t6次\n服务质量\t合格\t合格",
                &format!("{FRONT}二、履职完成情况\n组织业务培训不少于4次，实际开展6次。"),
                &format!(
                    "{FRONT}二、履职完成情况\n开展培训6次（不少于4次），满意度不低于90%，为95%。"
                ),
                &format!("{FRONT}二、履职完成情况\n每月开展安全检查不少于2次，发现隐患58处。"),
                &format!("{FRONT}二、绩效目标\n全年召开会议不少于3次，满意度不低于90%。"),
                "关于做好防汛工作的通知\n一、履职完成情况\n各单位检查不少于2次，演练不少于1次。",
            ],
        );
    }
}
