//! 顿号 in front of 等.

use super::is_and_so_on;
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// “等”前顿号.
const CODE: Code = Code("P012");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "“等”前用顿号",
    severity: Severity::Warning,
    looks_for: "列举之后的“等”前面多了顿号。",
    clause: "GB/T 15834-2011 附录",
    wrong: "对县水利局、县文化馆、等单位进行核查。",
    right: "对县水利局、县文化馆等单位进行核查。",
    remedy: "删去“等”前的顿号。",
    mends: true,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for read in reading.written() {
        let text = read.text();
        for (at, found) in text.match_indices("、等") {
            if is_and_so_on(&text[at + found.len()..]) {
                let range = at..at + '、'.len_utf8();
                findings.report(read.index, range.clone(), "“等”前不用顿号").mend(range, "");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, mends, silent};

    #[test]
    fn the_mark_in_front_of_and_so_on_is_found() {
        finds(&RULE, &["大米、面粉⟦、⟧等。", "县水利局、县文化馆⟦、⟧等15个单位，均已完成。"]);
    }

    #[test]
    fn other_words_are_left_alone() {
        silent(&RULE, &["明确分值、等级和等次。", "不推诿、等待观望。", "大米、面粉等。"]);
    }

    #[test]
    fn it_is_taken_away() {
        mends(&RULE, "对县文化馆、等单位核查。", "对县文化馆等单位核查。");
    }
}
