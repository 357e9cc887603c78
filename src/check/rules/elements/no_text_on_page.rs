//! 此页无正文 in front of a signature.

use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 标注“此页无正文”.
const CODE: Code = Code("D015");

/// A line with more characters speaks of something else.
const LONGEST: usize = 14;

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "此页无正文",
    severity: Severity::Warning,
    looks_for: "独占一行的“此页无正文”。合同、协议的签字页不算。",
    clause: "GB/T 9704-2012 7.3.5.5",
    wrong: "请按时报送。\n（此页无正文）\n青禾县教育局\n2021年9月6日",
    right: "请按时报送。\n青禾县教育局\n2021年9月6日",
    remedy: "调整行距、字距，让署名、日期和正文在同一面，删去“此页无正文”。",
    mends: false,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    if ["合同", "协议", "承诺书"].iter().any(|word| reading.title.contains(word)) {
        return;
    }
    for read in &reading.paragraphs {
        let text = read.text().trim();
        if text.contains("此页无正文") && text.chars().count() <= LONGEST {
            let start = read.text().len() - read.text().trim_start().len();
            let message = "用了“此页无正文”，应当调整行距、字距，使署名、日期和正文同面";
            findings.report(read.index, start..start + text.len(), message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn the_line_is_found() {
        finds(&RULE, &["请按时报送。\n⟦（此页无正文）⟧\n青禾县教育局"]);
    }

    #[test]
    fn talk_of_it_and_contracts_are_left_alone() {
        silent(
            &RULE,
            &[
                "公文不得采取标识“此页无正文”的方法解决。",
                "房屋租赁合同\n甲乙双方约定如下。\n（此页无正文）\n甲方",
            ],
        );
    }
}
