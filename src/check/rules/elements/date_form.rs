//! How 成文日期 is written.

use std::ops::Range;

use crate::check::{Findings, Read, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::proof::Kind;

/// 成文日期写法.
const CODE: Code = Code("D009");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "成文日期写法",
    severity: Severity::Error,
    looks_for: "末尾署名下面的日期：月、日前面的0，汉字数字，“2021.3.5”，只有年月。",
    clause: "GB/T 9704-2012 7.3.5.4",
    wrong: "请按时报送。\n青禾县教育局\n2021年09月06日",
    right: "请按时报送。\n青禾县教育局\n2021年9月6日",
    remedy: "用阿拉伯数字写全年、月、日，月、日不加0。",
    mends: true,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    let paragraphs = &reading.paragraphs;
    for (at, read) in paragraphs.iter().enumerate() {
        if !matches!(read.paragraph.kind, Kind::Date | Kind::Body) || !closes(paragraphs, at) {
            continue;
        }
        let text = read.text().trim();
        let start = read.text().len() - read.text().trim_start().len();
        let range = start..start + text.len();
        match written(text) {
            Some(Form::Zeros(right)) => {
                report(read, range, "月、日前面不加0", Some(right), findings);
            }
            Some(Form::Chinese(right)) => {
                report(read, range, "成文日期用阿拉伯数字", Some(right), findings);
            }
            Some(Form::Points(right)) => {
                report(read, range, "成文日期用“年”“月”“日”写全", Some(right), findings);
            }
            Some(Form::NoDay) => report(read, range, "成文日期没有写日", None, findings),
            None => {}
        }
    }
}

fn report(
    read: &Read<'_>,
    range: Range<usize>,
    what: &str,
    right: Option<String>,
    findings: &mut Findings,
) {
    let text = &read.text()[range.clone()];
    match right {
        Some(right) => {
            let message = format!("{what}：“{text}”应写成“{right}”");
            findings.report(read.index, range.clone(), message).mend(range, right);
        }
        None => {
            findings.report(read.index, range, format!("{what}：“{text}”"));
        }
    }
}

/// Whether a paragraph is the last one of its part, with a signature in front of it: a short line without marks.
fn closes(paragraphs: &[Read<'_>], at: usize) -> bool {
    let part = paragraphs[at].paragraph.part;
    let is_own = |read: &&Read<'_>| read.paragraph.part == part && !read.text().trim().is_empty();
    let last = paragraphs[at + 1..].iter().take(8).find(|read| !read.text().trim().is_empty());
    let is_last = last.is_none_or(|next| next.paragraph.part != part);
    let before = paragraphs[..at].iter().rev().take(8).find(is_own);
    before.is_some_and(|before| {
        let text = before.text().trim();
        before.paragraph.kind == Kind::Signature
            || before.paragraph.kind == Kind::Body
                && is_last
                && before.paragraph.label.is_none()
                && (3..=30).contains(&text.chars().count())
                && !text.contains(['。', '，', '；', '：', ':', '、', '？', '！', ' '])
                && !text.contains(|c: char| c.is_ascii_digit())
    })
}

/// What is wrong with a date.
enum Form {
    /// And the date without them.
    Zeros(String),
    /// And the date in digits.
    Chinese(String),
    /// And the date in full.
    Points(String),
    NoDay,
}

fn written(text: &str) -> Option<Form> {
    let points = text.split(['.', '．', '-', '/']).collect::<Vec<_>>();
    if let [year, month, day] = points[..] {
        return date(year, month, day).map(Form::Points);
    }
    let (year, rest) = text.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    if rest.is_empty() {
        return (number(year).is_some() && number(month).is_some()).then_some(Form::NoDay);
    }
    let colloquial =
        rest.strip_suffix('号').filter(|day| number(year).is_some() && number(day).is_some());
    if let Some(day) = colloquial {
        return date(year, month, day).map(Form::Points);
    }
    let day = rest.strip_suffix('日')?;
    if number(year).is_none() {
        let year: Option<String> = year.chars().map(digit).collect();
        let small = |text: &str| small(text).map(|number| number.to_string());
        return date(&year?, &small(month)?, &small(day)?).map(Form::Chinese);
    }
    let right = date(year, month, day)?;
    (right != text).then_some(Form::Zeros(right))
}

/// The date in full, if it is one.
fn date(year: &str, month: &str, day: &str) -> Option<String> {
    let (year, month, day) = (number(year)?, number(month)?, number(day)?);
    let is_date =
        (1949..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    is_date.then(|| format!("{year}年{month}月{day}日"))
}

fn number(text: &str) -> Option<u16> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| digits)
}

fn digit(character: char) -> Option<char> {
    let digits = ["〇○零O0", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let found = digits.iter().position(|own| own.contains(character))?;
    char::from_digit(u32::try_from(found).ok()?, 10)
}

/// A number up to 31 in hanzi.
fn small(text: &str) -> Option<u32> {
    use crate::numbering::{NumeralStyle, parse_numeral};
    parse_numeral(NumeralStyle::Chinese, text).filter(|number| *number <= 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, mends, silent};

    #[test]
    fn dates_written_otherwise_are_found() {
        finds(
            &RULE,
            &[
                "请按时报送。\n青禾县教育局\n⟦2021年09月6日⟧",
                "请按时报送。\n青禾县教育局\n⟦二〇二一年九月六日⟧",
                "请按时报送。\n青禾县教育局\n⟦2021.9.6⟧",
                "请按时报送。\n青禾县教育局\n⟦2021年9月⟧",
            ],
        );
    }

    #[test]
    fn the_date_is_written_in_full() {
        for wrong in ["2021年09月16日", "二○二一年九月十六日", "2021.09.16", "2021-9-16"]
        {
            let before = format!("请按时报送。\n青禾县教育局\n{wrong}");
            mends(&RULE, &before, "请按时报送。\n青禾县教育局\n2021年9月16日");
        }
    }

    #[test]
    fn dates_in_text_and_right_ones_are_left_alone() {
        silent(
            &RULE,
            &[
                "请按时报送。\n青禾县教育局\n2021年9月6日",
                "会议定于2021年09月06日召开。\n二〇二一年三月五日，全县召开会议。",
                "全县防汛工作总结\n2021年9月\n今年以来，防汛工作平稳。",
                "1.2.3",
            ],
        );
    }
}
