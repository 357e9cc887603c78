//! A heading that is the last line of a page.

use super::{pages, set};
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::proof::Kind;

/// 标题落在面末.
const CODE: Code = Code("L101");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "标题落在面末",
    severity: Severity::Warning,
    looks_for: "独占一行的标题是一面的最后一行，它下面的内容排到了下一面。",
    clause: "通行体例：标题不与下文分面",
    wrong: "第1面最后一行是“二、主要做法”，下文从第2面开始。",
    right: "“二、主要做法”和下文都在第2面。",
    remedy: "调整前面的行数，使标题移到下一面，或者使下文至少有一行和标题同面。",
    mends: false,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    let mut above = None;
    for read in set(reading) {
        let Some((first, last)) = pages(read) else { continue };
        if let Some((heading, page)) = above.take()
            && first > page
        {
            let heading: &crate::check::Read<'_> = heading;
            let same_part = heading.paragraph.part == read.paragraph.part;
            if same_part && read.paragraph.kind != Kind::Mark {
                let words = heading.text().trim();
                let message = format!("标题“{words}”在第{}面末，下文在第{}面", page + 1, first + 1);
                findings.report(heading.index, 0..heading.text().len(), message);
            }
        }
        above = (read.paragraph.kind == Kind::Heading).then_some((read, last));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::found;
    use super::*;

    #[test]
    fn a_heading_parted_from_its_text_is_found() {
        let text = "1:10|防汛工作情况报告\n1:6|一、概况\n1:28,1:4|汛情平稳。\n1:6|二、做法\n2:9|抓好落实。";
        assert_eq!(found(&RULE, text), [3]);
    }

    #[test]
    fn text_on_the_same_page_is_right() {
        let text = "1:10|防汛工作情况报告\n1:6|一、概况\n1:28,2:4|汛情平稳。\n2:6|二、做法\n2:9|抓好落实。";
        assert_eq!(found(&RULE, text), [0; 0]);
        let parts = "1:9|一、概况\n1:6|二、无\n2:3|附件1\n2:4|名单\n2:9|如下。";
        assert_eq!(found(&RULE, parts), [0; 0]);
    }
}
