//! White space between a number and its heading.

use super::outline::leading;
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 序数后多空格.
const CODE: Code = Code("S004");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "序数后多空格",
    severity: Severity::Warning,
    looks_for: "层次序数和后面的文字之间的空格。后面是数字、字母的不算。",
    clause: "GB/T 9704-2012 7.3.3（式样）",
    wrong: "（四） 预算绩效管理开展情况",
    right: "（四）预算绩效管理开展情况",
    remedy: "删去空格。",
    mends: true,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for read in &reading.paragraphs {
        let Some(label) = leading(read.paragraph).filter(|label| !label.range.is_empty()) else {
            continue;
        };
        let behind = &read.text()[label.range.end..];
        let words = behind.trim_start();
        let spaces = label.range.end..label.range.end + behind.len() - words.len();
        let latin = words.starts_with(|c: char| c.is_ascii());
        if spaces.is_empty() || words.is_empty() || latin || label.is_doubtful(read.text()) {
            continue;
        }
        let message = format!("序数“{}”后面多了空格", label.text);
        findings.report(read.index, spaces.clone(), message).mend(spaces, "");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, mends, silent};

    #[test]
    fn spaces_behind_numbers_are_found() {
        finds(&RULE, &["4、⟦ ⟧结果公开情况", "（一）⟦　⟧单位概况", "1.⟦  ⟧抓学习。"]);
        mends(&RULE, "1. 抓学习。\n2. 抓落实。", "1.抓学习。\n2.抓落实。");
    }

    #[test]
    fn numbers_and_letters_keep_their_space() {
        silent(
            &RULE,
            &["1. 2021年工作情况", "2. API接口已经接入。", "　　（一）单位概况", "一、 "],
        );
    }
}
