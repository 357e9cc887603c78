//! Numbers in front of lines, typed or counted: what series each may belong to and how it was written. Where a series
//! stands among others is for `levels`.

use std::ops::Range;

use crate::numbering::{NumeralStyle, parse_numeral};
use crate::proof::{Label, Pattern, narrow_digit};

/// What a number is written like, whatever the width of its marks; numbers of one kind count on together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Key {
    /// One of those that 公文 use.
    Usual(u8),
    /// 第一章, by the word behind the numeral and by what it counts in.
    Chapter(&'static str, bool),
    /// 1.1, 1.1.1: by how many numerals there are.
    Dotted(usize),
    /// Another one that a program counts, by what stands around its numeral.
    Other(String),
}

/// A number in front of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// The series it may belong to.
    pub(super) key: Key,
    /// The pattern of 层次 that prints it; `None` where none can.
    pub(super) pattern: Option<String>,
    /// Which number.
    pub(super) ordinal: u32,
    /// Where it was typed, white space behind it included; bytes of the manuscript's text.
    pub(super) typed: Option<Range<usize>>,
    /// As its program printed it.
    pub(super) counted: Option<String>,
    /// The words behind it make it doubtful: 一、二年级.
    pub(super) doubtful: bool,
    /// The level of its list, where a program counts.
    pub(super) list: Option<u8>,
}

impl Number {
    /// Whether it is that of an article: 第三条.
    pub(super) fn is_article(&self) -> bool {
        matches!(self.key, Key::Chapter(ARTICLE, _))
    }
}

/// Words behind the numeral of a chapter.
const CHAPTERS: [&str; 6] = ["部分", "章", "节", "编", "篇", ARTICLE];
/// Articles of a regulation, which mostly count on from one chapter to the next.
pub(super) const ARTICLE: &str = "条";

/// The number that a program counts, unless it is a sign.
pub(super) fn label(text: &str) -> Option<Label> {
    let text = text.trim();
    // It stands in front of the text, not in it.
    Label::typed(text).map(|label| Label { range: 0..0, ..label }).or_else(|| {
        let known = chapter(text).is_some() || dotted(text).is_some();
        let digits = text.chars().any(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
        (known || digits).then(|| Label::counted(text, ordinal_in(text)))
    })
}

/// The last numeral in a label of a form of its own.
fn ordinal_in(text: &str) -> u32 {
    let (mut found, mut digits, mut chinese) = (None, String::new(), String::new());
    for character in text.chars().chain([' ']) {
        if character.is_ascii_digit() {
            digits.push(character);
        } else if let Ok(number) = digits.parse() {
            found = Some(number);
            digits.clear();
        }
        if "一二三四五六七八九十百千零".contains(character) {
            chinese.push(character);
        } else if let Some(number) = parse_numeral(NumeralStyle::Chinese, &chinese) {
            found = Some(number);
            chinese.clear();
        }
    }
    found.unwrap_or(0)
}

/// A number that a program counts.
pub(super) fn counted(label: &Label, list: Option<u8>) -> Number {
    let text = label.text.trim().to_owned();
    let (key, pattern) = match label.pattern {
        Pattern::Other => other_form(&text),
        usual => form(usual, &text),
    };
    let ordinal = label.ordinal;
    Number { key, pattern, ordinal, typed: None, counted: Some(text), doubtful: false, list }
}

fn other_form(text: &str) -> (Key, Option<String>) {
    if let Some((key, _, _)) = chapter(text) {
        let pattern = chapter_pattern(&key);
        return (key, pattern);
    }
    if let Some((key, _, _)) = dotted(text) {
        return (key, None);
    }
    let around =
        text.chars().filter(|c| !c.is_ascii_digit() && !"一二三四五六七八九十百千零".contains(*c));
    (Key::Other(around.collect()), None)
}

/// A number that was typed at the front of a line that begins at a byte.
pub(super) fn typed(label: &Label, line: &str, start: usize) -> Number {
    let (key, pattern) = form(label.pattern, &label.text);
    Number {
        key,
        pattern,
        ordinal: label.ordinal,
        typed: Some(start + label.range.start..start + behind(line, label.range.end)),
        counted: None,
        doubtful: label.is_doubtful(line),
        list: None,
    }
}

/// The byte behind the white space at a byte.
fn behind(line: &str, at: usize) -> usize {
    line.len() - line[at..].trim_start().len()
}

/// Series and pattern of a usual number.
fn form(pattern: Pattern, text: &str) -> (Key, Option<String>) {
    let (key, printed) = match pattern {
        Pattern::ChineseStop => (0, "一、"),
        Pattern::ChineseBrackets => (1, "（一）"),
        Pattern::ArabicComma => (2, "1、"),
        Pattern::ArabicPoint => (2, "1."),
        Pattern::ArabicBrackets => (3, "（1）"),
        Pattern::ArabicBracket => (4, "1）"),
        Pattern::Circled => (5, "①"),
        Pattern::Other => return other_form(text),
    };
    (Key::Usual(key), Some(printed.to_owned()))
}

/// A number of a form that only whole documents give away: 第一章　总则, 1.1 概况.
pub(super) fn other(line: &str, start: usize) -> Option<Number> {
    let lead = line.len() - line.trim_start().len();
    let text = &line[lead..];
    if let Some(number) = of_month(text, line, start) {
        return Some(number);
    }
    let (key, ordinal, length) = chapter(text).or_else(|| dotted(text)).or_else(|| bare(text))?;
    let end = lead + length;
    // 1.1亿元 is an amount, 1.1.1总则 is a heading.
    let long = matches!(key, Key::Dotted(3..));
    let follows = line[end..].chars().next().is_none_or(|next| {
        next.is_whitespace() || long && !next.is_ascii() && !"万亿元%％个倍月".contains(next)
    });
    let words = line[end..].trim();
    if !follows || words.is_empty() {
        return None;
    }
    let pattern = chapter_pattern(&key);
    let typed = Some(start + lead..start + behind(line, end));
    Some(Number { key, pattern, ordinal, typed, counted: None, doubtful: false, list: None })
}

/// 1.6月上旬报名: a point behind a number, though a numeral follows.
fn of_month(text: &str, line: &str, start: usize) -> Option<Number> {
    let (front, behind) = text.split_once(['.', '．'])?;
    let month = behind.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = (1..=2).contains(&(behind.len() - month.len())) && month.starts_with('月');
    let label = Label::typed(&format!("{front}.甲")).filter(|_| digits)?;
    let lead = line.len() - text.len();
    let end = line.len() - behind.len();
    let (key, pattern) = form(label.pattern, &label.text);
    let typed = Some(start + lead..start + end);
    Some(Number {
        key,
        pattern,
        ordinal: label.ordinal,
        typed,
        counted: None,
        doubtful: false,
        list: None,
    })
}

/// 1 概况, one of a document that goes on with 1.1.
fn bare(text: &str) -> Option<(Key, u32, usize)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).filter(|end| (1..=2).contains(end))?;
    let ordinal = text[..end].parse().ok().filter(|ordinal| *ordinal > 0)?;
    Some((Key::Dotted(1), ordinal, end))
}

fn chapter_pattern(key: &Key) -> Option<String> {
    match key {
        Key::Chapter(word, chinese) => {
            Some(format!("第{}{word}", if *chinese { '一' } else { '1' }))
        }
        _ => None,
    }
}

/// 第一章: its key, number and length.
fn chapter(text: &str) -> Option<(Key, u32, usize)> {
    let rest = text.strip_prefix('第')?;
    let (word, at) = CHAPTERS
        .into_iter()
        .filter_map(|word| rest.find(word).map(|at| (word, at)))
        .min_by_key(|(_, at)| *at)?;
    let numeral: String = rest[..at].trim().chars().map(narrow_digit).collect();
    let chinese = parse_numeral(NumeralStyle::Chinese, &numeral);
    let ordinal = chinese.or_else(|| parse_numeral(NumeralStyle::Arabic, &numeral))?;
    let length = text.len() - rest.len() + at + word.len();
    Some((Key::Chapter(word, chinese.is_some()), ordinal, length))
}

/// 1.1: its key, last number and length.
fn dotted(text: &str) -> Option<(Key, u32, usize)> {
    const MOST: usize = 4;
    const MOST_DIGITS: usize = 2;
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let numerals: Vec<&str> = text[..end].trim_end_matches('.').split('.').collect();
    let fits =
        |numeral: &&str| (1..=MOST_DIGITS).contains(&numeral.len()) && !numeral.starts_with('0');
    if !(2..=MOST).contains(&numerals.len()) || !numerals.iter().all(fits) {
        return None;
    }
    let ordinal = numerals.last()?.parse().ok()?;
    Some((Key::Dotted(numerals.len()), ordinal, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_chapters_and_dotted_ones_are_read() {
        let cases = [
            ("第一章 总则", Key::Chapter("章", true), 1, "第一章 "),
            ("第三部分　绩效分析", Key::Chapter("部分", true), 3, "第三部分　"),
            ("第2节 措施", Key::Chapter("节", false), 2, "第2节 "),
            ("1.1 项目概况", Key::Dotted(2), 1, "1.1 "),
            ("2.1.3资金管理", Key::Dotted(3), 3, "2.1.3"),
            ("2 实施计划", Key::Dotted(1), 2, "2 "),
            ("1.6月上旬报名。", Key::Usual(2), 1, "1."),
        ];
        for (line, key, ordinal, typed) in cases {
            let found = other(line, 0).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((found.key, found.ordinal), (key, ordinal), "{line}");
            assert_eq!(&line[found.typed.unwrap()], typed);
        }
        let none = [
            "第三季度 完成情况",
            "第一章",
            "1.5万亩高标准农田",
            "2.35%",
            "3.05元",
            "第一产业 增加值",
            "12.5",
        ];
        for line in none {
            assert_eq!(other(line, 0), None, "{line}");
        }
    }

    #[test]
    fn labels_of_programs_are_numbers_or_signs() {
        let ordinal = |text: &str| label(text).map(|label| counted(&label, None).ordinal);
        assert_eq!(ordinal("（三）"), Some(3));
        assert_eq!(ordinal("第十二条"), Some(12));
        assert_eq!(ordinal("2.13"), Some(13));
        assert_eq!(ordinal("•"), None);
        assert_eq!(ordinal("\u{F0D8}"), None);
    }
}
