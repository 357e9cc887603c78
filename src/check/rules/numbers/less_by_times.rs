//! Something that becomes less by times.

use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 减少用倍.
const CODE: Code = Code("N015");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "减少用倍",
    severity: Severity::Warning,
    looks_for: "减少、下降、降低、缩短等后面用“倍”。",
    clause: "通行体例",
    wrong: "信访总量比上年下降了2倍。",
    right: "信访总量比上年下降了三分之二。",
    remedy: "减少用百分数或者几分之几，不用倍数。",
    mends: false,
    look,
};

const LESS: [&str; 8] = ["减少", "下降", "降低", "缩短", "缩小", "压缩", "减小", "下滑"];
const BETWEEN: [&str; 10] =
    ["幅度达", "了将近", "多达", "了近", "了约", "了", "约", "近", "达", "将近"];

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for read in reading.prose() {
        let text = read.text();
        for (at, _) in text.match_indices('倍') {
            let digit = |c: char| {
                c.is_ascii_digit() || c == '.' || "一二两三四五六七八九十数几".contains(c)
            };
            let words = text[..at].trim_end_matches(['多', '余']).trim_end_matches(digit);
            if words.len() == at {
                continue;
            }
            let words = BETWEEN.iter().find_map(|word| words.strip_suffix(word)).unwrap_or(words);
            if let Some(verb) = LESS.iter().find(|verb| words.ends_with(**verb)) {
                let range = words.len() - verb.len()..at + '倍'.len_utf8();
                let message = format!("“{}”：{verb}不用倍数", &text[range.clone()]);
                findings.report(read.index, range, message);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn less_by_times_is_found() {
        finds(&RULE, &["信访总量⟦下降了2倍⟧，用时⟦缩短近三倍⟧。"]);
        silent(
            &RULE,
            &[
                "下降速度是上年的2倍。",
                "增长了2倍，成本降低，产量翻倍。",
                "减少20%，是2018年的2.4倍。",
            ],
        );
    }
}
