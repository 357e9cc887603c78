//! A page that begins with the last character of a paragraph.

use super::set;
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::proof::Kind;

/// 面首孤字.
const CODE: Code = Code("L106");

/// One character and the mark behind it.
const ALONE: usize = 2;

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "面首孤字",
    severity: Severity::Hint,
    looks_for: "一段的最后一个字（连同标点）单独成行，排到了下一面的第一行。",
    clause: "通行体例：孤字不转面",
    wrong: "第2面第一行只有“展。”，是第1面末段的最后一个字。",
    right: "这个字收在第1面，或者第2面第一行有几个字。",
    remedy: "增减几个字，或者调整字距。",
    mends: false,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for read in set(reading).filter(|read| read.paragraph.kind == Kind::Body) {
        let [.., before, last] = read.paragraph.lines[..] else { continue };
        if last.page > before.page && last.characters <= ALONE {
            let text = read.text().trim_end();
            let start = text.char_indices().rev().nth(last.characters.saturating_sub(1));
            let start = start.map_or(0, |(at, _)| at);
            let message = format!("第{}面开头只有“{}”", last.page + 1, &text[start..]);
            findings.report(read.index, start..text.len(), message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::found;
    use super::*;

    #[test]
    fn one_character_over_the_page_is_found() {
        assert_eq!(found(&RULE, "1:20|情况报告\n1:28,2:2|汛情总体平稳。"), [1]);
    }

    #[test]
    fn more_of_it_or_the_same_page_is_right() {
        assert_eq!(found(&RULE, "1:20|情况报告\n1:28,1:2|汛情总体平稳。"), [0; 0]);
        assert_eq!(found(&RULE, "1:20|情况报告\n1:28,2:5|汛情总体平稳。"), [0; 0]);
    }
}
