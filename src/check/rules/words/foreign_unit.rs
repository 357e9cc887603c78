//! Names of other units that came with a copied text.

use std::collections::BTreeMap;

use super::{first, is_han};
use crate::check::{Findings, Read, Reading, Rule};
use crate::diag::{Code, Severity};

/// 别的单位的名称.
const CODE: Code = Code("W011");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "别的单位的名称",
    severity: Severity::Warning,
    looks_for: "校对规则的 名称 不该出现 里的名称；自评报告里说本单位成效的句子，末了却保障了只出现这一次的另一个同类单位（疑似抄来的段落没有改名）。",
    clause: "《党政机关公文处理工作条例》第十九条（表述准确）；本单位的校对规则（名称）",
    wrong: "青禾县机关事务服务中心\n项目绩效自评报告\n我单位提高了工作效率，保障了综检中心工作正常运行。",
    right: "青禾县机关事务服务中心\n项目绩效自评报告\n我单位提高了工作效率，保障了中心工作正常运行。",
    remedy: "核对是不是从别的单位的材料抄来的，改成本单位的名称。",
    mends: false,
    look,
};

/// Of more names than this none can be told to be out of place.
const MOST: usize = 20;
/// With what names of units of one kind end.
const ENDINGS: [&str; 5] = ["中心", "局", "站", "馆", "所"];
/// What stands in front of the name.
const VERBS: [&str; 5] = ["保障", "促进", "提高", "提升", "确保"];
/// What stands behind it.
const BEHIND: [&str; 5] = ["工作", "正常", "各项", "业务", "的正常"];
/// Words of names of units that a report may well say it served, and words that make no name.
const COMMON: [&str; 44] = [
    "县", "市", "区", "省", "镇", "乡", "村", "政务", "会议", "接待", "服务", "数据", "信息",
    "指挥", "文化", "活动", "行政", "体育", "培训", "党群", "新闻", "媒", "应急", "调度", "监控",
    "交易", "结算", "医", "疾", "急救", "防", "各", "全", "该", "我", "本", "和", "与", "及", "的",
    "了", "等", "重", "其",
];

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for name in reading.profile.foreign.iter().filter(|name| !name.is_empty()) {
        for read in &reading.paragraphs {
            for (at, _) in read.text().match_indices(name.as_str()) {
                let message = format!("出现了不该出现的名称“{name}”");
                let reported = findings.report(read.index, at..at + name.len(), message);
                reported.severity(Severity::Error);
            }
        }
    }
    let own = reading.profile.own.first().or(reading.unit.as_ref());
    let Some(own) = own.filter(|_| reading.is_evaluation()) else { return };
    let Some(ending) = ENDINGS.into_iter().find(|ending| own.ends_with(ending)) else { return };
    let mut names = BTreeMap::new();
    for read in reading.prose() {
        candidates(read, ending, own, &mut names);
    }
    for (name, (paragraph, at)) in names.into_iter().take(MOST) {
        let listed = reading.profile.foreign.iter().any(|foreign| name.contains(foreign.as_str()));
        let count: usize =
            reading.paragraphs.iter().map(|read| read.text().matches(name).count()).sum();
        if count == 1 && !listed {
            let message = format!("疑似别的单位的名称：“{name}”全文只出现这一次，本单位是“{own}”");
            findings.report(paragraph, at..at + name.len(), message);
        }
    }
}

/// Names in sentences about what the unit itself has done.
fn candidates<'t>(
    read: &Read<'t>,
    ending: &str,
    own: &str,
    names: &mut BTreeMap<&'t str, (usize, usize)>,
) {
    let text = read.text();
    for (at, _) in VERBS.iter().flat_map(|verb| text.match_indices(verb)) {
        let verb = "保障".len();
        let behind = &text[at + verb..];
        let start = at + verb + if behind.starts_with('了') { '了'.len_utf8() } else { 0 };
        let rest = first(&text[start..], 12);
        let Some(length) = rest.find(ending).map(|found| found + ending.len()) else { continue };
        let name = &rest[..length];
        let stem = &name[..length - ending.len()];
        let fits = (2..=3).contains(&stem.chars().count())
            && stem.chars().all(is_han)
            && BEHIND.iter().any(|word| rest[length..].starts_with(word))
            && !COMMON.iter().any(|word| stem.contains(word));
        if fits && !is_short_for(stem, own) && !read.is_quoted(start) {
            names.entry(name).or_insert((read.index, start));
        }
    }
}

/// Whether all characters of a short name stand in the full one in the same order.
fn is_short_for(short: &str, full: &str) -> bool {
    let mut rest = full.chars();
    short.chars().all(|c| rest.any(|other| other == c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Profile;
    use crate::check::testing::{findings_with, finds, marked, silent};

    const TITLE: &str = "2021年度青禾县直属机关事务服务中心\n项目绩效自评报告\n";

    #[test]
    fn a_name_left_from_another_report_is_found() {
        let text = "我单位提高了工作效率，保障了⟦综检中心⟧工作正常运行，保障了会议正常运转。";
        finds(&RULE, &[&format!("{TITLE}{text}")]);
    }

    #[test]
    fn units_that_were_served_and_the_own_one_are_left_alone() {
        let texts = [
            "我单位保障了县政务服务中心正常运行，保障了会议中心工作正常运行。",
            "保障了机关中心工作正常运行，保障了中心工作正常运行，保障了事务中心工作正常运行。",
            "综检中心于3月搬迁，保障了综检中心工作正常运行。",
            "保障了重点中心工作正常推进，提高了党委中心组学习质量。",
        ];
        for text in texts {
            silent(&RULE, &[&format!("{TITLE}{text}")]);
        }
        silent(&RULE, &["关于会议保障的通知\n我单位保障了综检中心工作正常运行。"]);
    }

    #[test]
    fn names_of_the_profile_are_errors_wherever_they_stand() {
        let profile = Profile { foreign: vec!["综检中心".to_owned()], ..Profile::default() };
        let text = "综检中心的制度已经印发。";
        let found = findings_with(&RULE, text, &profile);
        assert_eq!(marked(text, &found), "⟦综检中心⟧的制度已经印发。");
        assert_eq!(found[0].severity, Severity::Error);
    }
}
