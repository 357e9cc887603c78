//! A last page with hardly anything on it.

use super::{pages, set};
use crate::check::{Findings, Read, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::proof::Kind;

/// 末面只有一两行.
const CODE: Code = Code("L102");

/// A page with no more lines is nearly empty.
const FEW: usize = 2;

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "末面只有一两行",
    severity: Severity::Hint,
    looks_for: "文件不止一面，最后一面只有一两行。单起一面的附件不算。",
    clause: "通行体例：末面不空；GB/T 9704-2012 7.3.5.5（可以调整行距、字距）",
    wrong: "正文共3面，第3面只有1行。",
    right: "正文收到第2面，或者第3面有3行以上。",
    remedy: "删减几个字或者调整行距、字距，把这一两行收到前一面。",
    mends: false,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    let Some(last) = reading.proof.pages.checked_sub(1).filter(|last| *last > 0) else { return };
    let on_last = |read: &&Read<'_>| pages(read).is_some_and(|(_, page)| page == last);
    let own: Vec<&Read<'_>> = set(reading).filter(on_last).collect();
    let lines =
        |read: &&Read<'_>| read.paragraph.lines.iter().filter(|line| line.page == last).count();
    let count: usize = own.iter().map(lines).sum();
    let Some(first) = own.first().filter(|_| (1..=FEW).contains(&count)) else { return };
    let before = set(reading).take_while(|read| read.index < first.index).last();
    let goes_on = pages(first).is_some_and(|(begin, _)| begin < last)
        || before.is_some_and(|before| before.paragraph.part == first.paragraph.part);
    let is_other =
        |read: &&Read<'_>| read.paragraph.is_cell() || read.paragraph.kind == Kind::Caption;
    let beside = own.iter().any(is_other);
    if goes_on && !beside {
        let message = format!("最后一面（第{}面）只有{count}行", last + 1);
        findings.report(first.index, 0..first.text().len(), message);
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::found;
    use super::*;

    #[test]
    fn one_or_two_lines_alone_are_found() {
        assert_eq!(found(&RULE, "1:10|防汛工作情况报告\n1:28,2:4|汛情平稳。"), [1]);
        let two = "1:10|防汛工作情况报告\n1:28|汛情平稳。\n2:6|县水利局\n2:9|2021年9月6日";
        assert_eq!(found(&RULE, two), [2]);
    }

    #[test]
    fn one_page_more_lines_and_attachments_are_left_alone() {
        assert_eq!(found(&RULE, "1:10|防汛工作情况报告\n1:28,1:4|汛情平稳。"), [0; 0]);
        assert_eq!(found(&RULE, "1:10|情况报告\n1:28,2:28,2:28,2:4|汛情平稳。"), [0; 0]);
        let part = "1:10|情况报告\n1:28|汛情平稳。\n2:3|附件1\n2:4|名单。";
        assert_eq!(found(&RULE, part), [0; 0]);
    }
}
