//! How a number is written: the mark behind it, the width of its brackets.

use super::outline::{Outline, leading};
use crate::check::{Findings, Read, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::numbering::{NumeralStyle, parse_numeral};
use crate::proof::{Kind, Label, Pattern};

/// 序数后的标点.
const CODE: Code = Code("S003");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "序数写法",
    severity: Severity::Warning,
    looks_for: "段首序数的写法：“1、”应为“1.”，“一.”应为“一、”，“（一）”之后不加顿号，括号用全角。",
    clause: "GB/T 15834-2011 附录B（序次语之后的标点）、GB/T 9704-2012 7.3.3",
    wrong: "1、加强组织领导。",
    right: "1.加强组织领导。",
    remedy: "汉字数字后用顿号，阿拉伯数字后用下脚点，带括号的后面不加标点。",
    mends: true,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    if !reading.proof.typed {
        return;
    }
    // A number that is to be another one altogether is for S001.
    let items = &Outline::of(reading).items;
    let faults: Vec<usize> =
        items.iter().filter(|item| item.fault.is_some()).map(|item| item.index).collect();
    for read in &reading.paragraphs {
        if faults.binary_search(&read.index).is_ok() {
            continue;
        }
        match leading(read.paragraph) {
            Some(label) => labelled(read, &label, findings),
            None => with_point(read, findings),
        }
    }
}

fn labelled(read: &Read<'_>, label: &Label, findings: &mut Findings) {
    if label.range.is_empty() || label.is_doubtful(read.text()) {
        return;
    }
    let behind = read.text()[label.range.end..].trim_start();
    let right = right(&label.text, label.pattern);
    // 1、2021年 would become 1.2021年.
    let joins =
        label.pattern == Pattern::ArabicComma && behind.starts_with(|c: char| c.is_ascii_digit());
    if right == label.text || joins {
        return;
    }
    let message = format!("序数“{}”应写成“{right}”", label.text);
    let severity = if label.text.contains(['(', ')']) { Severity::Error } else { RULE.severity };
    findings
        .report(read.index, label.range.clone(), message)
        .severity(severity)
        .mend(label.range.clone(), right);
}

/// The same number as it ought to be written.
fn right(text: &str, pattern: Pattern) -> String {
    match pattern {
        Pattern::ChineseStop => format!("{}、", text.trim_end_matches(['、', '.', '．'])),
        Pattern::ArabicComma => format!("{}.", text.trim_end_matches('、')),
        Pattern::ChineseBrackets | Pattern::ArabicBrackets => {
            text.trim_end_matches('、').replace('(', "（").replace(')', "）")
        }
        _ => text.to_owned(),
    }
}

/// `一.单位概况`
fn with_point(read: &Read<'_>, findings: &mut Findings) {
    if !matches!(read.paragraph.kind, Kind::Title | Kind::Body | Kind::Heading) {
        return;
    }
    let text = read.text();
    let start = text.len() - text.trim_start().len();
    let Some(end) = text[start..].find(['.', '．']).map(|at| start + at) else { return };
    let numeral = &text[start..end];
    let Some(mark) = text[end..].chars().next() else { return };
    let behind = text[end + mark.len_utf8()..].trim_start();
    let joins = |c: char| c.is_ascii_digit() || c == '.' || "〇零一二三四五六七八九十".contains(c);
    let is_small = parse_numeral(NumeralStyle::Chinese, numeral).is_some_and(|number| number < 100);
    if !is_small || behind.is_empty() || behind.starts_with(joins) {
        return;
    }
    let range = start..end + mark.len_utf8();
    let message = format!("序数“{numeral}{mark}”应写成“{numeral}、”");
    findings.report(read.index, range.clone(), message).mend(range, format!("{numeral}、"));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, mends, severities, silent};

    #[test]
    fn marks_and_brackets_are_found() {
        finds(
            &RULE,
            &[
                "⟦2、⟧加强组织领导。",
                "⟦（一）、⟧加强组织领导。",
                "⟦(一)⟧加强组织领导。",
                "⟦(3)⟧加强组织领导。",
                "⟦二.⟧加强组织领导。",
            ],
        );
        assert_eq!(severities(&RULE, "(一)加强组织领导。"), [Severity::Error]);
        assert_eq!(severities(&RULE, "1、加强组织领导。"), [Severity::Warning]);
    }

    #[test]
    fn what_is_no_number_is_left_alone() {
        silent(
            &RULE,
            &[
                "3、4月份开展检查。",
                "1、2号楼已经完工。",
                "1、2021年工作情况良好。",
                "三.八妇女节慰问活动已开展。",
                "一、概况\n二、做法\n三、问题\n4、 公开\n已公开。",
                "1.加强领导。\n（1）抓学习。\n①抓考核。",
                "(以下简称中心)负责。",
                "(三)班被评为先进。",
            ],
        );
    }

    #[test]
    fn the_number_is_written_as_it_ought_to_be() {
        mends(&RULE, "(一)、加强领导。\n1、抓学习。", "（一）加强领导。\n1.抓学习。");
        mends(&RULE, "一．单位概况", "一、单位概况");
    }
}
