//! Two marks where one belongs.

use std::ops::Range;

use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 标点重复、连用.
const CODE: Code = Code("P009");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "标点重复或连用",
    severity: Severity::Error,
    looks_for: "连着用了两个点号，如“，，”“、，”“；。”。叹号、问号的连用和省略号不算。",
    clause: "GB/T 15834-2011 4",
    wrong: "我局高度重视，，立即整改。",
    right: "我局高度重视，立即整改。",
    remedy: "只留该用的一个。",
    mends: true,
    look,
};

const MARKS: [char; 7] = ['，', '。', '、', '；', '：', '？', '！'];

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for read in reading.written() {
        let text = read.text();
        let mut at = 0;
        while let Some(found) = text[at..].find(MARKS) {
            let run = run(text, at + found);
            at = run.end;
            let marks = &text[run.clone()];
            let count = marks.chars().count();
            let emphatic = marks.chars().all(|c| matches!(c, '？' | '！' | '?' | '!'));
            // Three full stops or more are an ellipsis typed wrongly.
            let dots = count > 2 && marks.chars().all(|c| c == '。');
            if count < 2 || emphatic || dots {
                continue;
            }
            let message = format!("“{marks}”多了标点");
            let found = findings.report(read.index, run.clone(), message);
            if let Some(meant) = meant(marks, text[run.end..].trim().is_empty()) {
                found.mend(run, meant);
            }
        }
    }
}

/// Marks from `start` on that stand together; marks of half width count behind one of full width.
fn run(text: &str, start: usize) -> Range<usize> {
    let behind = text[start..].trim_start_matches(|c| MARKS.contains(&c) || ",;:".contains(c));
    start..text.len() - behind.len()
}

/// The one mark that can be meant.
fn meant(marks: &str, ends: bool) -> Option<char> {
    let last = marks.chars().next_back()?;
    let first = marks.chars().next()?;
    let same = marks.chars().all(|c| c == first);
    let stopped = ends && last == '。' && marks.chars().all(|c| "，、。".contains(c));
    if same && first != '？' {
        Some(first)
    } else if stopped {
        Some('。')
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, mends, silent};

    #[test]
    fn marks_too_many_are_found() {
        finds(
            &RULE,
            &[
                "我局高度重视⟦，，⟧立即整改⟦。。⟧",
                "大米、面粉⟦、，⟧均已到货⟦；。⟧",
                "有关要求如下⟦：，⟧请落实。",
                "已经完成⟦，,⟧请查收。",
            ],
        );
    }

    #[test]
    fn emphasis_ellipses_and_quotations_are_left_alone() {
        silent(
            &RULE,
            &[
                "这怎么行？！绝不允许！！",
                "他说：“好。”会后落实。",
                "情况大致如此。。。后来好了。",
                "要问“远不远？”，把需求记下来。",
            ],
        );
    }

    #[test]
    fn doubles_become_one() {
        mends(&RULE, "我局高度重视，，立即整改，。", "我局高度重视，立即整改。");
        mends(&RULE, "已经到货；。", "已经到货；。");
    }
}
