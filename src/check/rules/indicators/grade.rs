//! Grades that do not go with their scores.

use rust_decimal::Decimal;

use super::has;
use crate::check::{Findings, Quantity, Read, Reading, Rule};
use crate::diag::{Code, Severity};

/// 等级与得分不符.
const CODE: Code = Code("K110");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "等级与得分不符",
    severity: Severity::Error,
    looks_for: "写明的自评得分与等级（优、良、中、差）对不上：90分及以上为优，80至90分为良，60至80分为中，60分以下为差。\
                文中另定了分档、满分不是100分的不算。",
    clause: "财预〔2020〕10号",
    wrong: "经综合评定，项目自评得分92.5分，等级为“良”。",
    right: "经综合评定，项目自评得分92.5分，等级为“优”。",
    remedy: "核对得分和等级，改错的那一个。",
    mends: false,
    look,
};

/// Names of a score of the whole; at first those that only who judges himself gives.
const SCORES: [&str; 10] = [
    "自评得分",
    "自评总分",
    "自评分",
    "自评分数",
    "自评综合得分",
    "综合得分",
    "总得分",
    "评价得分",
    "最终得分",
    "评价总分",
];
/// How many of them come first.
const OWN_SCORES: usize = 5;
/// What a grade follows.
const LEADS: [&str; 12] = [
    "等级为",
    "等级是",
    "等级：",
    "等级评定为",
    "评定等级为",
    "评定为",
    "评价等级为",
    "结果为",
    "结论为",
    "等次为",
    "自评为",
    "评价为",
];

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    if reading.prose().any(sets_other_bounds) {
        return;
    }
    for read in reading.prose() {
        // Other scores than those of an evaluation go by other scales.
        let names = if reading.is_evaluation() {
            &SCORES[..]
        } else if has(read.text(), &["项目", "绩效", "支出"]) {
            &SCORES[..OWN_SCORES]
        } else {
            continue;
        };
        let scores = read.quantities.iter().filter(|each| is_score(read, each, names));
        let Some(score) = only(scores) else {
            continue;
        };
        let Some((at, grade)) = grade(read) else { continue };
        let due = due(score.number);
        let own = grade.chars().next();
        let gap = at.saturating_sub(score.range.end);
        if own == due.chars().next() || at < score.range.end || gap > 120 {
            continue;
        }
        let shown = &read.text()[score.range.clone()];
        let message = format!("{shown}应为“{due}”，这里写的是“{grade}”");
        findings.report(read.index, at..at + grade.len(), message);
    }
}

fn only<'q>(mut found: impl Iterator<Item = &'q Quantity>) -> Option<&'q Quantity> {
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

fn is_score(read: &Read<'_>, quantity: &Quantity, names: &[&str]) -> bool {
    // 自评得分：92.5分 is named in front of the colon.
    let before = read.text()[..quantity.range.start].trim_end_matches(['：', ':', ' ', '为', '达']);
    quantity.unit_name() == "分"
        && quantity.is_exact()
        && quantity.number <= Decimal::ONE_HUNDRED
        && names.iter().any(|end| before.ends_with(end))
}

/// The only grade of a paragraph and where it stands.
fn grade<'r>(read: &Read<'r>) -> Option<(usize, &'r str)> {
    let text = read.text();
    let mut found = None;
    for lead in LEADS {
        for (at, _) in text.match_indices(lead) {
            let start = at + lead.len();
            let rest = &text[start..];
            let mark = rest.chars().next().filter(|mark| matches!(mark, '“' | '"' | '【'));
            let start = start + mark.map_or(0, char::len_utf8);
            let words = ["优秀", "良好", "中等", "较差", "优", "良", "中", "差"];
            let Some(word) = words.into_iter().find(|word| text[start..].starts_with(word)) else {
                continue;
            };
            let behind = text[start + word.len()..].chars().next();
            let ends = behind.is_none_or(|c| "”\"】，。；、）级等".contains(c));
            if !ends || found.is_some_and(|(other, _)| other != start) {
                return None;
            }
            found = Some((start, word));
        }
    }
    found.map(|(start, word)| (start, &text[start..start + word.len()]))
}

/// The grade of a score on the scale of the ministry.
fn due(score: Decimal) -> &'static str {
    let grades = [(90, "优"), (80, "良"), (60, "中")];
    let found = grades.into_iter().find(|(from, _)| score >= Decimal::from(*from));
    found.map_or("差", |(_, grade)| grade)
}

/// Whether a paragraph says that grades or full marks are other than usual.
fn sets_other_bounds(read: &Read<'_>) -> bool {
    let text = read.text();
    if !has(text, &["优", "良", "满分", "总分"]) {
        return false;
    }
    let usual = |number: Decimal| {
        [0, 59, 60, 79, 80, 89, 90, 100].into_iter().any(|each| {
            let apart = number - Decimal::from(each);
            apart >= Decimal::ZERO && apart < Decimal::ONE && (apart.is_zero() || each % 10 == 9)
        })
    };
    read.quantities.iter().any(|quantity| {
        let name = &text[quantity.name.clone()];
        let full = ["满分", "总分值", "总分为", "总分"].iter().any(|word| name.ends_with(word));
        let full = full && quantity.unit_name() == "分" && quantity.number > Decimal::ONE_HUNDRED;
        let behind = &text[quantity.range.end..];
        let behind = behind.trim_start_matches(['（', '）', '含', '以', '上', '下', '的', '及']);
        let bound = quantity.unit_name() == "分"
            && ["为“优", "为优", "为“良", "为良", "为“中", "为中", "为合格"]
                .iter()
                .any(|word| behind.starts_with(word));
        full || bound && !usual(quantity.number)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn grades_are_those_of_the_scores() {
        finds(
            &RULE,
            &[
                "项目自评得分92.5分，等级为⟦良⟧。",
                "部门整体支出绩效自评得分为86.3分，等级为“⟦优⟧”。",
                "项目自评得分：85分，等级：⟦优⟧。",
                "2021年度项目绩效评价报告\n最终综合得分78.6分，评定为“⟦良好⟧”等级。",
            ],
        );
    }

    #[test]
    fn right_grades_and_other_scales_are_left_alone() {
        silent(
            &RULE,
            &[
                "项目自评得分90分，等级为“优”。",
                "项目自评得分89.99分，评价等级为良。",
                "评价得分85分以上为优，70分以上为良。\n项目自评得分86分，等级为“优”。",
                "项目总分120分，自评得分98分，等级为“良”。",
                "甲项目自评得分92分，乙项目自评得分81分，乙项目等级为“良”。",
                "项目自评得分92分，等级为中上游水平。",
                "该生综合得分86分，等级为“优”。",
            ],
        );
    }
}
