//! Targets and results of different kinds: 合格 answered by 合规, persons by person-times, percentages by numbers.

use super::row::Row;
use super::sheet::foreign_sheets;
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 目标与完成值不对应.
const CODE: Code = Code("K103");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "目标与完成值不对应",
    severity: Severity::Warning,
    looks_for: "同一指标的目标与完成值不是一类：目标写“合格”，完成写“合规”；目标按人、完成按人次；目标是百分比、完成是别的数。\
                意思相近的词（健全、完善）和“达成预期指标”“是”一类的通用答复不算。",
    clause: "财预〔2020〕10号 附件1",
    wrong: "指标名称\t目标值\t完成值\n规费标准\t合格\t合规\n接待人数\t≥1000人\t1000人次",
    right: "指标名称\t目标值\t完成值\n规费标准\t合格\t合格\n接待人数\t≥1000人\t1000人",
    remedy: "完成值用与目标值同样的词、同样的单位来写。",
    mends: false,
    look,
};

/// Words that answer an indicator of quality; those in a line mean about the same.
const ANSWERS: [&[&str]; 8] = [
    &["合格"],
    &["合规", "规范", "合法合规", "合法"],
    &["健全", "完善", "完整", "齐全", "完备"],
    &["及时", "按时", "按期"],
    &["准确", "真实", "真实准确"],
    &["安全", "稳定"],
    &["公开", "透明"],
    &["满意"],
];

/// Units that count or measure quite different things; those in a line go together.
const UNITS: [&[&str]; 6] = [
    &["人", "名", "万人", "位"],
    &["人次", "万人次"],
    &["%", "％", "‰"],
    &["元", "万元", "亿元", "千元", "百元"],
    &["天", "日", "小时", "分钟", "个月", "个工作日", "工作日", "月", "年", "周"],
    &["平方米", "万平方米", "公顷", "亩", "万亩", "平方公里", "平方千米"],
];

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for sheet in foreign_sheets(reading) {
        let glued = sheet.header.is_none();
        for row in &sheet.rows {
            let Some(result) = &row.result else { continue };
            let found = words(row, result.text, glued).or_else(|| units(row));
            if let Some(message) = found {
                findings.report(result.paragraph, result.range.clone(), message);
            }
        }
    }
}

/// A word answered by another one. Where names and targets stand in one column, by the word the name ends with.
fn words(row: &Row<'_>, result: &str, glued: bool) -> Option<String> {
    let own = |word: &str| ANSWERS.iter().position(|words| words.contains(&word));
    let answer = own(result)?;
    let target = match &row.target {
        Some(target) => own(target.text).map(|kind| (kind, target.text)),
        None if glued => ANSWERS.iter().enumerate().find_map(|(kind, words)| {
            let found = words.iter().find(|word| row.name.text.ends_with(**word))?;
            // 账实相符 is no answer, and 不合格 asks for something else.
            let before = row.name.text.strip_suffix(found)?;
            (!before.is_empty() && !before.ends_with(['不', '否'])).then_some((kind, *found))
        }),
        None => None,
    };
    let (_, target) = target.filter(|(kind, _)| *kind != answer)?;
    Some(format!("目标是“{target}”，完成写“{result}”，答的不是同一件事"))
}

fn units(row: &Row<'_>) -> Option<String> {
    let (_, target) = row.limit()?;
    let result = row.amount()?;
    let (left, right) = (target.unit(), result.unit());
    let kind = |unit: &str| UNITS.iter().position(|units| units.contains(&unit));
    let counted = |unit: &str| !unit.is_empty() && crate::figures::Unit::known(unit).is_some();
    let differ = match (kind(left), kind(right)) {
        (Some(one), Some(other)) => one != other,
        // A pure number for a unit is carelessness that no one is misled by.
        (Some(_), None) => counted(right),
        (None, Some(_)) => counted(left),
        (None, None) => false,
    };
    differ.then(|| format!("目标的单位是“{left}”，完成值的单位是“{right}”，不能相比"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn answers_to_another_question_are_found() {
        finds(
            &RULE,
            &[
                "指标名称\t目标值\t完成值\n规费标准\t合格\t⟦合规⟧\n接待人数\t≥1000人\t⟦1000人次⟧\n满意度\t≥90%\t⟦200人⟧",
                "规费标准合格    ⟦合规⟧\n任务完成及时率100%    100%\n资金到位率100%    100%\n接待人数1000人    ⟦1000人次⟧\n节能宣传次数3次    3次",
            ],
        );
    }

    #[test]
    fn words_that_mean_the_same_and_units_that_go_together_are_right() {
        silent(
            &RULE,
            &[
                "指标名称\t目标值\t完成值\n管理制度\t健全\t完善\n工程质量\t合格\t达成预期指标\n支出\t≤2万元\t18000元\n培训人数\t≥50人\t62名\n项目数\t≥5个\t6项\n合格率\t≥95%\t98",
                "2021年度项目绩效自评报告\n累计接待1000人次，参训人数为320人。",
                "全年国内旅游人数为32.46亿人次。",
                "指标名称\t目标值\t完成值\n资金使用\t合规\t是\n办理时限\t≤5个工作日\t3天",
            ],
        );
    }
}
