//! Titles in which a kind of document or 关于 is doubled.

use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::proof::Kind;

/// 标题里文种重复.
const CODE: Code = Code("D012");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "标题文字重复",
    severity: Severity::Warning,
    looks_for: "标题里文种叠用（“的通知的通知”）或者“关于”叠用（“关于转发关于”）。",
    clause: "GB/T 9704-2012 7.3.1（标题简明）",
    wrong: "关于转发做好防汛工作的通知的通知\n各学校：\n请认真落实。",
    right: "转发关于做好防汛工作的通知\n各学校：\n请认真落实。",
    remedy: "留一个就行，如“转发县教育局关于做好防汛工作的通知”。",
    mends: false,
    look,
};

const DOUBLED: [&str; 10] = [
    "通知的通知",
    "报告的报告",
    "请示的请示",
    "通报的通报",
    "批复的批复",
    "关于转发关于",
    "关于印发关于",
    "关于批转关于",
    "关于报送关于",
    "关于关于",
];

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for read in reading.paragraphs.iter().filter(|read| read.paragraph.kind == Kind::Title) {
        let found = DOUBLED.iter().filter_map(|words| Some((read.text().find(words)?, words)));
        for (at, words) in found {
            let message = format!("标题里“{words}”叠用");
            findings.report(read.index, at..at + words.len(), message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn doubled_words_are_found() {
        finds(
            &RULE,
            &[
                "关于转发做好防汛工作的⟦通知的通知⟧\n各学校：\n请落实。",
                "⟦关于转发关于⟧做好防汛工作的通知\n各学校：\n请落实。",
            ],
        );
    }

    #[test]
    fn one_of_each_is_right() {
        silent(
            &RULE,
            &[
                "青禾县教育局关于转发县政府关于防汛工作意见的通知\n各学校：\n请落实。",
                "关于印发《关于做好防汛工作的通知》的通知\n各学校：\n请落实。",
                "会议学习了关于转发做好工作的通知的通知。",
            ],
        );
    }
}
