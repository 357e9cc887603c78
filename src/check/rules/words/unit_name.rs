//! The unit's own name with one character wrong, missing or twice.

use std::ops::Range;

use super::{is_han, likeness::alike};
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 本单位名称写错.
const CODE: Code = Code("W016");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "本单位名称写错",
    severity: Severity::Warning,
    looks_for: "和本单位全称只差一个字的写法：错成同音或形近的字、漏一个字、一个字打了两遍。单位名称取自文件、标题或校对规则；只差省市县的是别的单位，不算。",
    clause: "《党政机关公文处理工作条例》第九条（发文机关用全称或者规范化简称）",
    wrong: "2021年度青禾县直属机关事务服务中心\n项目绩效自评报告\n青禾县直属机关事物服务中心负责公务接待。",
    right: "2021年度青禾县直属机关事务服务中心\n项目绩效自评报告\n青禾县直属机关事务服务中心负责公务接待。",
    remedy: "改成本单位的全称。",
    mends: false,
    look,
};

/// Shorter names are too near to other words.
const SHORTEST: usize = 6;
/// In a shorter name only a character of the same sound or shape is a fault: one left out makes another word.
const SHORTEST_WITH_GAPS: usize = 7;
/// Characters that names of units are written with or without.
const OPTIONAL: &str = "和与及省市县区州镇乡";

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    let own = reading.profile.own.first().or(reading.unit.as_ref());
    let Some(own) = own.map(|own| own.trim()) else { return };
    let name: Vec<char> = own.chars().collect();
    if name.len() < SHORTEST || !name.iter().copied().all(is_han) {
        return;
    }
    let half = own.char_indices().nth(name.len() / 2).map_or(0, |(at, _)| at);
    let (front, back) = own.split_at(half);
    let turned: Vec<char> = front.chars().rev().collect();
    for read in &reading.paragraphs {
        let text = read.text();
        let mut found: Vec<Range<usize>> = Vec::new();
        for (at, _) in text.match_indices(front) {
            let behind = at + front.len();
            let end = fault(text[behind..].chars(), &name[name.len() / 2..], name.len());
            found.extend(end.map(|length| at..behind + length));
        }
        for (at, _) in text.match_indices(back) {
            let start = fault(text[..at].chars().rev(), &turned, name.len());
            found.extend(start.map(|length| at - length..at + back.len()));
        }
        for range in found.into_iter().filter(|range| !read.is_quoted(range.start)) {
            let message = format!("疑似写错：“{}”，本单位是“{own}”", &text[range.clone()]);
            findings.report(read.index, range, message).help(format!("改为“{own}”"));
        }
    }
}

/// How many bytes of a text are `wanted` with exactly one character wrong, missing or twice; `None` where it is
/// right or has more faults. The whole name has `whole` characters. A fault in the last character of all cannot be told from the text behind it.
fn fault(text: impl Iterator<Item = char>, wanted: &[char], whole: usize) -> Option<usize> {
    let text: Vec<char> = text.take(wanted.len() + 1).collect();
    let at = text.iter().zip(wanted).take_while(|(a, b)| a == b).count();
    if at + 1 >= wanted.len() {
        return None;
    }
    let (written, right) = (*text.get(at)?, wanted[at]);
    let rest = |from: usize, behind: &[char]| {
        text.get(from..).is_some_and(|text| text.starts_with(behind))
    };
    let bytes = |count: usize| text[..count].iter().map(|c| c.len_utf8()).sum();
    if alike(written, right) && rest(at + 1, &wanted[at + 1..]) {
        return Some(bytes(wanted.len()));
    }
    if whole < SHORTEST_WITH_GAPS {
        return None;
    }
    let missing = !OPTIONAL.contains(right) && rest(at, &wanted[at + 1..]);
    if missing {
        return Some(bytes(wanted.len() - 1));
    }
    let before = at.checked_sub(1).map(|before| wanted[before]);
    let twice = before == Some(written) && rest(at + 1, &wanted[at..]);
    twice.then(|| bytes(wanted.len() + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    const TITLE: &str = "2021年度青禾县直属机关事务服务中心\n项目绩效自评报告\n";

    #[test]
    fn one_fault_in_the_name_is_found() {
        let texts = [
            "⟦青禾县直属机关事物服务中心⟧负责接待。",
            "由⟦青禾县直机关事务服务中心⟧负责。",
            "由⟦青禾县直属机关事务服服务中心⟧负责。",
            "⟦青禾县直属机关事务服中心⟧位于县城。",
            "⟦青禾县直属机机关事务服务中心⟧位于县城。",
        ];
        let texts: Vec<String> = texts.iter().map(|text| format!("{TITLE}{text}")).collect();
        finds(&RULE, &texts.iter().map(String::as_str).collect::<Vec<_>>());
        finds(&RULE, &["青禾县水利局2024年度部门整体支出绩效自评报告\n⟦青禾县水力局⟧负责。"]);
    }

    #[test]
    fn the_right_name_other_units_and_short_names_are_left_alone() {
        let texts = [
            "青禾县直属机关事务服务中心负责，县机关事务服务中心、机关事务服务中心配合。",
            "临汾市直属机关事务服务中心、青禾市直属机关事务服务中心来函。",
            "青禾县直属机关事务服务中的问题已经整改。",
            "青禾县直属机关后勤服务中心、青禾县直属机关工委参加。",
        ];
        let texts: Vec<String> = texts.iter().map(|text| format!("{TITLE}{text}")).collect();
        silent(&RULE, &texts.iter().map(String::as_str).collect::<Vec<_>>());
        silent(&RULE, &["青禾县教育局2024年度部门整体支出绩效自评报告\n青禾县教局负责。"]);
    }
}
