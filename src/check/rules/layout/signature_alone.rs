//! 署名 and 成文日期 on a page without text.

use super::{pages, set};
use crate::check::{Findings, Read, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::proof::Kind;

/// 署名、日期与正文不同面.
const CODE: Code = Code("L103");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "署名与正文不同面",
    severity: Severity::Warning,
    looks_for: "署名、成文日期单独在一面，那一面没有正文；或者署名和日期分在两面。",
    clause: "GB/T 9704-2012 7.3.5.5",
    wrong: "正文在第2面结束，署名和日期在第3面。",
    right: "署名和日期所在的面上有正文。",
    remedy: "调整行距、字距，使署名、日期和正文在同一面。",
    mends: false,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    let mut before: Option<&Read<'_>> = None;
    for read in set(reading) {
        let closes = |read: &Read<'_>| matches!(read.paragraph.kind, Kind::Signature | Kind::Date);
        if let Some(above) = before.filter(|above| above.paragraph.part == read.paragraph.part)
            && closes(read)
            && let (Some((_, end)), Some((begin, _))) = (pages(above), pages(read))
            && begin > end
        {
            let what = if read.paragraph.kind == Kind::Date { "成文日期" } else { "署名" };
            let other = if closes(above) { "署名" } else { "正文" };
            let message = format!("{what}在第{}面，{other}在第{}面就结束了", begin + 1, end + 1);
            findings.report(read.index, 0..read.text().len(), message);
        }
        before = Some(read);
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::found;
    use super::*;

    #[test]
    fn a_signature_on_a_page_of_its_own_is_found() {
        let text = "1:10|防汛工作情况报告\n1:28|汛情平稳。\n2:6|县水利局\n2:9|2021年9月6日";
        assert_eq!(found(&RULE, text), [2]);
        let parted = "1:10|防汛工作情况报告\n1:28|汛情平稳。\n1:6|县水利局\n2:9|2021年9月6日";
        assert_eq!(found(&RULE, parted), [3]);
    }

    #[test]
    fn a_signature_under_its_text_is_right() {
        let text = "1:10|防汛工作情况报告\n1:28,2:3|汛情平稳。\n2:6|县水利局\n2:9|2021年9月6日";
        assert_eq!(found(&RULE, text), [0; 0]);
    }
}
