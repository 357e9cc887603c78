//! 省略号 and 等 side by side.

use super::is_and_so_on;
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 省略号与“等”连用.
const CODE: Code = Code("P023");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "省略号与“等”连用",
    severity: Severity::Warning,
    looks_for: "省略号后面又用“等”，或者“等”后面又用省略号。",
    clause: "GB/T 15834-2011 附录",
    wrong: "采购了大米、面粉、食用油……等物资。",
    right: "采购了大米、面粉、食用油等物资。",
    remedy: "省略号和“等”只用一个。",
    mends: false,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for read in reading.written() {
        let text = read.text();
        for (at, found) in text.match_indices("…等") {
            let end = at + found.len();
            let start = text[..end - '等'.len_utf8()].trim_end_matches('…').len();
            let rest = &text[end..];
            // 等物资: a noun of two hanzi and the end of the clause.
            let noun = rest.char_indices().nth(2).map_or("", |(at, _)| &rest[at..]);
            let ends = noun.starts_with(['。', '，', '；', '、', '）']);
            if is_and_so_on(rest) || ends && !rest.starts_with(['级', '待', '于', '候', '额', '到'])
            {
                findings.report(read.index, start..end, "省略号和“等”不连用");
            }
        }
        for (at, found) in text.match_indices("等…") {
            let end = text.len() - text[at + found.len()..].trim_start_matches('…').len();
            if text[end..].starts_with(['。', '）', '”', '，']) || text[end..].trim().is_empty()
            {
                findings.report(read.index, at..end, "“等”和省略号不连用");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn both_together_are_found() {
        finds(
            &RULE,
            &["采购了大米、面粉⟦……等⟧物资。", "采购了大米、面粉⟦……等⟧。", "采购了大米、面粉⟦等……⟧"],
        );
    }

    #[test]
    fn each_alone_is_left_alone() {
        silent(&RULE, &["采购了大米、面粉等物资。", "“快点……等他来了再说。”"]);
    }
}
