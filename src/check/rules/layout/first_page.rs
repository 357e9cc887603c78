//! A first page without text.

use super::{pages, set};
use crate::check::{Findings, Read, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::proof::Kind;

/// 首面没有正文.
const CODE: Code = Code("L105");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "首面没有正文",
    severity: Severity::Error,
    looks_for: "第一面上只有标题、主送机关，正文从第二面开始。",
    clause: "GB/T 9704-2012 7.3.3",
    wrong: "主送机关占满第1面，正文从第2面开始。",
    right: "第1面有正文。",
    remedy: "主送机关过多时移到版记，使首面显示正文。",
    mends: false,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    let is_text = |read: &&Read<'_>| {
        matches!(read.paragraph.kind, Kind::Body | Kind::Heading | Kind::Caption | Kind::TableUnit)
            || read.paragraph.is_cell()
    };
    if reading.proof.contents.contains(&0) {
        return;
    }
    let Some(first) = set(reading).find(is_text) else { return };
    if let Some((page, _)) = pages(first).filter(|(page, _)| *page > 0) {
        let message = format!("第1面没有正文，正文从第{}面开始", page + 1);
        findings.report(first.index, 0..0, message);
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{found, set};
    use super::RULE;
    use crate::check::Profile;
    use crate::check::testing::look;

    #[test]
    fn text_from_the_second_page_on_is_found() {
        assert_eq!(
            found(&RULE, "1:20|关于防汛工作的通知\n1:28,1:28|各单位：\n2:9|汛期将至。"),
            [2]
        );
    }

    #[test]
    fn a_table_of_contents_on_the_first_page_is_text() {
        let found = |contents: &[usize]| {
            let mut proof = set("1:20|某中心2024年度工作报告\n3:9|一年来情况如下。");
            proof.contents.extend(contents);
            look(&RULE, &proof, &Profile::default()).len()
        };
        assert_eq!((found(&[]), found(&[0, 1])), (1, 0));
    }

    #[test]
    fn one_line_of_text_is_enough() {
        assert_eq!(
            found(&RULE, "1:20|关于防汛工作的通知\n1:28|各单位：\n1:28,2:9|汛期将至。"),
            [0; 0]
        );
    }
}
