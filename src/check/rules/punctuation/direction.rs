//! Quotation marks that face the wrong way.

use super::label_end;
use super::pairs::{loose, misdirected};
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 引号方向.
const CODE: Code = Code("P018");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "引号方向不对",
    severity: Severity::Error,
    looks_for: "前引号、后引号用反，或者两个都是前引号、都是后引号。",
    clause: "GB/T 15834-2011 4.8",
    wrong: "坚持”应保尽保“的原则，动态管理。",
    right: "坚持“应保尽保”的原则，动态管理。",
    remedy: "前面用“，后面用”。",
    mends: true,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for read in reading.written() {
        let list = loose(read.text(), label_end(read));
        for pair in misdirected(read.text(), &list).chunks(2) {
            let [first, second] = pair else { continue };
            let (first, second) = (list[*first], list[*second]);
            let length = first.mark.len_utf8();
            let (open, close) = (first.at..first.at + length, second.at..second.at + length);
            if !first.opens && second.opens {
                let found = findings.report(read.index, open.clone(), "引号用反了，这里应为“");
                found.mend(open, "“");
                let found = findings.report(read.index, close.clone(), "引号用反了，这里应为”");
                found.mend(close, "”");
            } else {
                let (range, side) = if first.opens { (close, "前") } else { (open, "后") };
                let message = format!("两个都是{side}引号，疑似有一个方向不对");
                findings.report(read.index, range, message);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, mends, silent};

    #[test]
    fn marks_that_face_the_wrong_way_are_found() {
        finds(
            &RULE,
            &[
                "坚持⟦”⟧应保尽保⟦“⟧的原则，做到“两个维护”。",
                "坚持“应保尽保⟦“⟧的原则，做到“两个维护”。",
                "坚持⟦”⟧应保尽保”的原则。",
            ],
        );
    }

    #[test]
    fn right_ones_are_left_alone() {
        silent(&RULE, &["坚持“应保尽保”“应兜尽兜”，他说：“村里叫‘亮化’。”"]);
    }

    #[test]
    fn they_are_turned_round() {
        mends(&RULE, "坚持”应保尽保“的原则。", "坚持“应保尽保”的原则。");
    }
}
