//! Kinds of indicators that a report leaves out while it names all others.

use super::is_evaluation_report;
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 缺一类指标.
const CODE: Code = Code("D006");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "缺一类指标",
    severity: Severity::Hint,
    looks_for: "绩效自评（评价）报告写了社会、生态、可持续影响，没有经济效益；写了数量、质量、时效，没有成本。",
    clause: "财预〔2020〕10号（产出、效益指标的分类，可以不适用）",
    wrong: "青禾县文化馆2021年度项目绩效自评报告\n一、项目概况\n项目明确。\n二、履职效果情况\n从社会效益上，丰富了生活；\
            从生态效益上，改善了环境；从可持续影响上，健全了制度。\n三、改进措施\n继续努力。",
    right: "青禾县文化馆2021年度项目绩效自评报告\n一、项目概况\n项目明确。\n二、履职效果情况\n从社会效益上，丰富了生活；\
            从生态效益上，改善了环境；从可持续影响上，健全了制度；经济效益指标不适用。\n三、改进措施\n继续努力。",
    remedy: "补写这一类；不适用的，写明不适用。",
    mends: false,
    look,
};

/// Words that tell of costs as of a kind of indicators.
const COST: [&str; 8] =
    ["成本指标", "成本完成", "成本控制", "成本情况", "成本效益", "成本上", "成本方面", "单位成本"];

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    if !is_evaluation_report(reading) {
        return;
    }
    let first = |words: &[&str]| {
        reading.paragraphs.iter().find_map(|read| {
            let found = words.iter().filter_map(|word| Some((read.text().find(word)?, word)));
            found.min().map(|(at, word)| (read.index, at..at + word.len()))
        })
    };
    let social = first(&["社会效益"]);
    let others =
        first(&["生态效益", "环境效益"]).is_some() && first(&["可持续影响", "可持续性"]).is_some();
    if let Some((index, range)) =
        social.filter(|_| others && first(&["经济效益", "经济指标"]).is_none())
    {
        findings.report(index, range, "写了社会、生态、可持续影响，没有写经济效益");
    }
    let quality = first(&["数量、质量", "数量指标", "数量完成", "数量上"]).is_some()
        && first(&["质量指标", "质量完成", "质量上"]).is_some();
    let time = first(&["时效指标", "时效完成", "时效上", "时效情况"]);
    let Some((index, range)) = time.filter(|_| quality && first(&COST).is_none()) else { return };
    if near(reading, index).any(|text| text.contains("成本")) {
        return;
    }
    findings
        .report(index, range, "疑似漏写：写了数量、质量、时效指标，没有写成本指标")
        .severity(Severity::Warning);
}

/// The texts around a paragraph.
fn near<'r>(reading: &'r Reading<'_>, index: usize) -> impl Iterator<Item = &'r str> {
    let range = index.saturating_sub(4)..(index + 5).min(reading.paragraphs.len());
    reading.paragraphs[range].iter().map(crate::check::Read::text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, severities, silent};

    fn report(text: &str) -> String {
        format!(
            "青禾县文化馆2021年度项目绩效自评报告\n一、项目概况\n项目明确。\n二、绩效情况\n{text}\n三、改进措施\n继续努力。"
        )
    }

    #[test]
    fn the_kind_that_is_left_out_is_found() {
        let time = report("从数量、质量指标上，完成了任务。\n从⟦时效指标⟧上，按时完成。");
        finds(&RULE, &[&report("⟦社会效益⟧良好，生态效益良好，可持续影响良好。"), &time]);
        assert_eq!(severities(&RULE, &time.replace(['⟦', '⟧'], "")), [Severity::Warning]);
    }

    #[test]
    fn reports_with_all_kinds_or_few_are_left_alone() {
        silent(
            &RULE,
            &[
                &report("社会效益良好，可持续影响良好。"),
                &report("数量指标、质量指标、时效指标均已完成，成本未超支。"),
                "2021年工作总结\n社会效益良好，生态效益良好，可持续影响良好。",
            ],
        );
    }
}
