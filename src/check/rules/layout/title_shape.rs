//! The shape of a title of several lines.

use super::set;
use crate::check::{Findings, Read, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::proof::Kind;

/// 标题断行形状.
const CODE: Code = Code("L104");

/// A line in the middle is clearly shorter by that many characters.
const CLEARLY: usize = 3;
/// A line of no more characters hangs alone.
const ALONE: usize = 2;

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "标题断行形状",
    severity: Severity::Warning,
    looks_for: "多行标题中间短、两头长，或者有一行只剩一两个字。",
    clause: "GB/T 9704-2012 7.3.1（排列应当使用梯形或菱形）",
    wrong: "三行标题，依次22字、10字、20字。",
    right: "三行标题，依次16字、20字、16字。",
    remedy: "重新断行，排成上长下短、上短下长的梯形或者菱形，词语不拆开。",
    mends: false,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    let mut title: Vec<&Read<'_>> = Vec::new();
    for read in set(reading) {
        let goes_on = title.last().is_none_or(|last| {
            last.index + 1 == read.index && last.paragraph.part == read.paragraph.part
        });
        if read.paragraph.kind != Kind::Title || !goes_on {
            judge(&title, findings);
            title.clear();
        }
        if read.paragraph.kind == Kind::Title {
            title.push(read);
        }
    }
    judge(&title, findings);
}

fn judge(title: &[&Read<'_>], findings: &mut Findings) {
    let lines: Vec<usize> = title
        .iter()
        .flat_map(|read| read.paragraph.lines.iter().map(|line| line.characters))
        .collect();
    let (Some(first), true) = (title.first(), lines.len() > 1) else { return };
    let longest = lines.iter().copied().max().unwrap_or_default();
    let waist = lines
        .windows(3)
        .any(|three| three[1] + CLEARLY <= three[0] && three[1] + CLEARLY <= three[2]);
    let alone = lines.iter().any(|line| *line <= ALONE) && longest > ALONE * 2;
    let lengths: Vec<String> = lines.iter().map(|line| format!("{line}字")).collect();
    let lengths = lengths.join("、");
    let message = match (waist, alone) {
        (_, true) => format!("标题各行是{lengths}，有一行只有一两个字"),
        (true, _) => format!("标题各行是{lengths}，中间短、两头长，不是梯形或者菱形"),
        _ => return,
    };
    findings.report(first.index, 0..first.text().len(), message);
}

#[cfg(test)]
mod tests {
    use super::super::testing::found;
    use super::*;

    #[test]
    fn waists_and_hanging_characters_are_found() {
        assert_eq!(found(&RULE, "1:20,1:9,1:20|青禾县防汛工作情况报告\n1:9|汛情平稳。"), [0]);
        assert_eq!(found(&RULE, "1:20|青禾县防汛工作情况\n1:2|报告\n1:9|汛情平稳。"), [0]);
    }

    #[test]
    fn trapezoids_and_diamonds_are_right() {
        assert_eq!(found(&RULE, "1:16,1:20,1:16|青禾县防汛工作情况报告\n1:9|汛情平稳。"), [0; 0]);
        assert_eq!(found(&RULE, "1:20|青禾县防汛工作情况\n1:16|报告\n1:9|汛情平稳。"), [0; 0]);
        assert_eq!(found(&RULE, "1:2|报告\n1:9|汛情平稳。"), [0; 0]);
    }
}
