//! Indicators listed under a level that measures something else: 合格率 among 时效指标.

use std::ops::Range;

use super::section::with_headings;
use super::sheet::sheets;
use super::words::{Measure, measure};
use crate::check::{Findings, Read, Reading, Rule};
use crate::diag::{Code, Severity};

/// 指标归类不当.
const CODE: Code = Code("K114");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "指标归类不当",
    severity: Severity::Warning,
    looks_for: "合格率、达标率列在时效、数量、成本指标下，及时率列在质量、数量、成本指标下，满意度列在产出指标下，疑似归错了类。\
                表里看二级指标，正文里看“从时效指标上”一类的话和小标题。",
    clause: "财预〔2020〕10号 附件2",
    wrong: "从时效指标上，各项目资金到位率100%，项目验收合格率达到100%。",
    right: "从质量指标上，项目验收合格率达到100%。",
    remedy: "合格率、达标率归质量指标，及时率归时效指标，满意度归满意度指标。",
    mends: false,
    look,
};

/// Second levels, with what they measure.
const LEVELS: [(&str, Option<Measure>); 4] = [
    ("数量", None),
    ("质量", Some(Measure::Quality)),
    ("时效", Some(Measure::Time)),
    ("成本", None),
];

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for row in sheets(reading).iter().flat_map(|sheet| &sheet.rows) {
        let Some(second) = row.second else { continue };
        if let Some(message) = misplaced(second, row.name.text) {
            findings.report(row.name.paragraph, row.name.range.clone(), message);
        }
    }
    with_headings(reading, |read, headings| {
        let own = headings.innermost();
        let own = own.strip_suffix("完成情况").unwrap_or(own);
        // Behind “从质量指标上” the heading does not hold any more.
        let level = own.strip_suffix("指标").filter(|level| level.chars().count() <= 5);
        in_prose(read, level, findings);
    });
}

fn in_prose(read: &Read<'_>, heading: Option<&str>, findings: &mut Findings) {
    let text = read.text();
    let marks = marks(text);
    for quantity in read.quantities.iter().filter(|each| each.is_percent()) {
        let before = marks.partition_point(|mark| mark.end <= quantity.range.start);
        let level = match before.checked_sub(1).and_then(|at| marks.get(at)) {
            Some(mark) => &text[mark.clone()],
            None => heading.unwrap_or_default(),
        };
        let name = quantity.name.clone();
        let start = marks.get(before.saturating_sub(1)).map_or(name.start, |mark| mark.end);
        let name = name.start.max(start.min(name.end))..name.end;
        if let Some(message) = misplaced(level, &text[name.clone()]) {
            findings.report(read.index, name, message);
        }
    }
}

/// Where a text turns to indicators of a level: the levels in `从数量、质量指标上`.
fn marks(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("指标") {
        let behind = &text[at + "指标".len()..];
        if !["上", "方面", "看", "来看", "：", "中，"].iter().any(|word| behind.starts_with(word))
        {
            continue;
        }
        let is_level = |c: char| "数量质时效成本经济社会生态可持续影响益满意度、和及".contains(c);
        let before = text[..at].trim_end_matches(is_level);
        if before.len() < at {
            found.push(before.len()..at);
        }
    }
    found
}

/// What is wrong with an indicator under a level, which may be several at once.
fn misplaced(level: &str, name: &str) -> Option<String> {
    let own: Vec<_> = LEVELS.iter().filter(|(word, _)| level.contains(word)).collect();
    let kind = measure(name)?;
    // Of levels that are unknown, or of several, nothing can be said.
    let [(word, measures)] = own.as_slice() else { return None };
    let plain = level.trim_end_matches("指标");
    if plain != *word || *measures == Some(kind) {
        return None;
    }
    let right = match kind {
        Measure::Quality => "质量指标",
        Measure::Time => "时效指标",
        Measure::Satisfaction => "满意度指标",
    };
    Some(format!("疑似归类不当：“{name}”列在{word}指标下，一般属于{right}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn indicators_under_another_level_are_found() {
        finds(
            &RULE,
            &[
                "从时效指标上：我单位各项目资金到位率100%，⟦项目验收合格率⟧达到100%。",
                "从质量指标看，验收合格率为100%。从时效指标看，按期完成率为100%，⟦设备完好率⟧为98%。",
                "一级指标\t二级指标\t三级指标\t指标值\t完成值\n产出指标\t质量指标\t⟦发放及时率⟧\t100%\t100%\n产出指标\t数量指标\t⟦群众满意度⟧\t≥90%\t95%",
            ],
        );
    }

    #[test]
    fn indicators_in_their_place_or_in_none_are_left_alone() {
        silent(
            &RULE,
            &[
                "从数量、质量指标上，购置车辆规格达标率100%，采购及时率100%。",
                "3.1 产出指标\n④成本指标：控制在预算内。\n3.2 满意度指标\n服务对象满意度为92%。",
                "（二）质量指标\n工程验收合格率为100%。\n（三）时效指标\n发放及时率为100%。",
                "一级指标\t二级指标\t三级指标\t指标值\t完成值\n产出指标\t时效指标\t资金到位率\t100%\t100%\n产出指标\t质量指标\t验收合格率\t100%\t100%",
                "时效指标说明资金到位情况，验收合格率为100%。",
            ],
        );
    }
}
