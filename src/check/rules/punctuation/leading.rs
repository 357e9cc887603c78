//! White space in front of a paragraph.

use std::ops::Range;

use crate::check::{Findings, Read, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::proof::Kind;

/// 段首空格.
const CODE: Code = Code("P006");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "段首空格",
    severity: Severity::Warning,
    looks_for: "段落开头的半角空格和制表符。纯文本里习惯的两个全角空格不算，全文都用空格缩进的不算，用空格排到中间、右边的行不算。",
    clause: "GB/T 9704-2012 7.3.3",
    wrong: "（一）主要问题\n 单位在预算上，对数据把握不准确。",
    right: "（一）主要问题\n单位在预算上，对数据把握不准确。",
    remedy: "删去空格；左空二字由段落格式来定，不用空格。",
    mends: true,
    look,
};

/// More white space than this puts a line into its place.
const MOST: usize = 5;

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    let typed = reading.proof.typed;
    let concerned: Vec<&Read<'_>> =
        reading.paragraphs.iter().filter(|read| concerns(read, typed)).collect();
    let found: Vec<(&Read<'_>, Range<usize>)> =
        concerned.iter().filter_map(|read| Some((*read, space(read.text(), typed)?))).collect();
    // Whoever indents every paragraph so does it on purpose.
    if typed && found.len() > 2 && found.len() * 2 > concerned.len() {
        return;
    }
    for (read, range) in found {
        // The second of several attachments stands under the first one.
        let before = read.index.checked_sub(1).and_then(|at| reading.paragraphs.get(at));
        if typed && before.is_some_and(|each| each.text().trim_start().starts_with('附')) {
            continue;
        }
        let found = findings.report(read.index, range.clone(), "段落开头有空格");
        found.mend(range, "");
    }
}

fn concerns(read: &Read<'_>, typed: bool) -> bool {
    if typed && is_of_contents(read.text().trim_end()) {
        return false;
    }
    match read.paragraph.kind {
        Kind::Body | Kind::Heading | Kind::Footnote => true,
        Kind::Cell | Kind::Head | Kind::Blank => false,
        _ => !typed,
    }
}

/// `  第一节  基础......2`: a line of a table of contents is indented by its level.
fn is_of_contents(text: &str) -> bool {
    let front = text.trim_end_matches(|c: char| c.is_ascii_digit());
    front.len() < text.len() && ["...", "…", "\t"].iter().any(|leader| front.ends_with(leader))
}

/// The white space at the front, if it is wrong.
fn space(text: &str, typed: bool) -> Option<Range<usize>> {
    let blank = |c: char| matches!(c, ' ' | '\t' | '\u{A0}' | '\u{3000}');
    let front = &text[..text.len() - text.trim_start_matches(blank).len()];
    let wide = front.chars().all(|c| c == '\u{3000}');
    let wrong = !front.is_empty() && !(typed && (wide || front.chars().count() > MOST));
    wrong.then_some(0..front.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Profile;
    use crate::check::testing::{finds, look, mends, proof, silent};

    #[test]
    fn spaces_and_tabs_are_found() {
        finds(
            &RULE,
            &[
                "一、主要问题\n⟦ ⟧单位在预算上，对数据把握不准确。\n工作不够细。",
                "一、主要问题\n⟦\t⟧单位在预算上，对数据把握不准确。",
            ],
        );
        let text = "　　单位在预算上，对数据把握不准确。";
        let mut galley = proof(text);
        galley.typed = false;
        assert_eq!(look(&RULE, &galley, &Profile::default()).len(), 1);
    }

    #[test]
    fn customary_indents_are_left_alone() {
        silent(
            &RULE,
            &[
                "　　单位在预算上，对数据把握不准确。",
                "    一、主要问题\n    单位在预算上，把握不准确。\n    二、改进措施\n    加强管理。",
                "目录\n第一章 背景......1\n  第一节 基础......2\n\n情况良好。\n工作已完成。",
                "加强管理。\n                    青禾县教育局\n                    2021年3月5日",
            ],
        );
    }

    #[test]
    fn they_are_taken_away() {
        mends(
            &RULE,
            "一、问题\n 单位在预算上，把握不准确。",
            "一、问题\n单位在预算上，把握不准确。",
        );
    }
}
