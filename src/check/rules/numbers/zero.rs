//! 〇 in years written with hanzi.

use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::proof::Kind;

/// 汉字年份的〇.
const CODE: Code = Code("N020");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "汉字年份里的“〇”",
    severity: Severity::Hint,
    looks_for: "用汉字写的年份里，“〇”写成“零”“○”“0”“O”。",
    clause: "GB/T 15835-2011 5.2",
    wrong: "该碑落款为二零二一年三月立。",
    right: "该碑落款为二〇二一年三月立。",
    remedy: "改成“〇”。",
    mends: true,
    look,
};

const DIGITS: &str = "一二三四五六七八九〇";
const ZEROS: &str = "零○0OＯ０";

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for read in reading.written() {
        // The date under a signature has no hanzi at all.
        if read.paragraph.kind == Kind::Date {
            continue;
        }
        let text = read.text();
        for (end, _) in text.match_indices('年') {
            let digit = |c: char| DIGITS.contains(c) || ZEROS.contains(c);
            let start = text[..end].trim_end_matches(digit).len();
            let written = &text[start..end];
            let hanzi = written.starts_with(['一', '二']) && written.chars().count() == 4;
            if hanzi && written.contains(|c| ZEROS.contains(c)) {
                let right: String =
                    written.chars().map(|c| if ZEROS.contains(c) { '〇' } else { c }).collect();
                let message = format!("“{written}年”应写作“{right}年”");
                findings.report(read.index, start..end, message).mend(start..end, right);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, mends, silent};

    #[test]
    fn other_signs_for_zero_are_found() {
        finds(&RULE, &["落款为⟦二零二一⟧年三月立，⟦二0二0⟧年重修。"]);
        silent(&RULE, &["请按时报送。\n青禾县教育局\n二0二一年三月五日"]);
        silent(&RULE, &["落款为二〇二一年三月立，2020年重修，一百零五年。"]);
        mends(&RULE, "落款为二零二○年立。", "落款为二〇二〇年立。");
    }
}
