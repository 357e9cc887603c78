//! 层次序数 as people type them: which signs at the front of a line are one, of which pattern, with which number.
//! Whether the series they make is right is for `check`.

use std::ops::Range;

use crate::numbering::{NumeralStyle, parse_numeral};

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pattern {
    /// 一、
    ChineseStop,
    /// （一）, （一）、
    ChineseBrackets,
    /// 1. or 1．
    ArabicPoint,
    /// 1、
    ArabicComma,
    /// （1）
    ArabicBrackets,
    /// 1）
    ArabicBracket,
    /// ①
    Circled,
    /// Another one, such as 第一章, counted by a program.
    Other,
}

impl Pattern {
    /// The level that GB/T 9704 7.3.3 gives it, or the level it is written for by mistake; from 1.
    #[must_use]
    pub const fn level(self) -> u8 {
        match self {
            Self::ChineseStop | Self::Other => 1,
            Self::ChineseBrackets => 2,
            Self::ArabicPoint | Self::ArabicComma => 3,
            Self::ArabicBrackets | Self::ArabicBracket => 4,
            Self::Circled => 5,
        }
    }

    /// In which numerals it counts.
    #[must_use]
    pub const fn numerals(self) -> NumeralStyle {
        match self {
            Self::ChineseStop | Self::ChineseBrackets | Self::Other => NumeralStyle::Chinese,
            Self::Circled => NumeralStyle::Circled,
            _ => NumeralStyle::Arabic,
        }
    }
}

/// A number in front of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// As printed: `（三）`.
    pub text: String,
    /// How it is written.
    pub pattern: Pattern,
    /// Which number.
    pub ordinal: u32,
    /// Where it stands in the paragraph's text, white space in front and behind left out; empty for one that a
    /// program counts.
    pub range: Range<usize>,
}

impl Label {
    /// The number at the front of a line, behind white space.
    ///
    /// `1.5万亩` and `2021.` are none, nor is `1` without a mark.
    #[must_use]
    pub fn typed(line: &str) -> Option<Self> {
        let start = line.len() - line.trim_start().len();
        let rest = &line[start..];
        let (pattern, ordinal, length) =
            bracketed(rest).or_else(|| marked(rest)).or_else(|| circled(rest))?;
        let range = start..start + length;
        Some(Self { text: line[range.clone()].to_owned(), pattern, ordinal, range })
    }

    /// Whether the words behind it in a text make it doubtful: 一、二年级, 3、4月份, （三）项规定.
    #[must_use]
    pub fn is_doubtful(&self, text: &str) -> bool {
        let behind = text[self.range.end..].trim_start();
        let Some(next) = behind.chars().next() else { return true };
        match self.pattern {
            Pattern::ChineseStop => "一二三四五六七八九十两".contains(next),
            Pattern::ArabicComma => next.is_ascii_digit(),
            Pattern::ChineseBrackets | Pattern::ArabicBrackets => {
                "项款条目班号期届（(、，。和及至".contains(next)
            }
            _ => "、，。；）".contains(next),
        }
    }

    /// The pattern of a number that a program prints, with the number itself.
    #[must_use]
    pub fn counted(text: &str, ordinal: u32) -> Self {
        let pattern = Self::typed(text).map_or(Pattern::Other, |label| label.pattern);
        Self { text: text.to_owned(), pattern, ordinal, range: 0..0 }
    }
}

/// Numbers of headings are no longer than this in digits: 2021. is a year.
const MOST_DIGITS: usize = 2;

/// No number in front of a paragraph is longer, brackets and mark left out: 九百九十九 with white space around it. Texts
/// are asked for one at each of their marks, so nothing is looked for further behind.
const LONGEST: usize = 16;

/// The first of `marks` behind a number that may stand here.
fn mark_in(rest: &str, marks: &[char]) -> Option<usize> {
    let mut first = rest.char_indices().take(LONGEST + 1);
    first.find(|(_, character)| marks.contains(character)).map(|(at, _)| at)
}

/// （一） (1) and so on, full or half width; a 、 behind them belongs to them.
fn bracketed(rest: &str) -> Option<(Pattern, u32, usize)> {
    let inner = rest.strip_prefix(['（', '('])?;
    let open = rest.len() - inner.len();
    let close = mark_in(inner, &['）', ')'])?;
    let (pattern, ordinal) =
        numeral(&inner[..close], Pattern::ChineseBrackets, Pattern::ArabicBrackets)?;
    let mark = inner[close..].chars().next().map_or(0, char::len_utf8);
    let mut length = open + close + mark;
    if rest[length..].starts_with('、') {
        length += '、'.len_utf8();
    }
    Some((pattern, ordinal, length))
}

/// 一、 1. 1、 1）
fn marked(rest: &str) -> Option<(Pattern, u32, usize)> {
    let end = mark_in(rest, &['、', '.', '．', '）', ')'])?;
    let mark = rest[end..].chars().next()?;
    let behind = &rest[end + mark.len_utf8()..];
    let (pattern, ordinal) = match mark {
        '、' => numeral(&rest[..end], Pattern::ChineseStop, Pattern::ArabicComma)?,
        '.' | '．' => {
            // 1.5万亩 and 1.2.3 are numbers, 1.2021年 is a heading.
            if behind.starts_with(|c: char| c.is_ascii_digit()) && !starts_with_year(behind) {
                return None;
            }
            let found = numeral(&rest[..end], Pattern::ChineseStop, Pattern::ArabicPoint)?;
            // 二.绩效情况 is meant for 二、, 一.五 is a number.
            let words = behind.trim_start();
            let joins = |c: char| c == '.' || "〇零一二三四五六七八九十".contains(c);
            let fits = found.1 < 100 && !words.is_empty() && !words.starts_with(joins);
            (found.0 == Pattern::ArabicPoint || fits).then_some(found)?
        }
        _ => {
            let found = numeral(&rest[..end], Pattern::Other, Pattern::ArabicBracket)?;
            (found.0 == Pattern::ArabicBracket).then_some(found)?
        }
    };
    Some((pattern, ordinal, end + mark.len_utf8()))
}

fn starts_with_year(text: &str) -> bool {
    text.get(..4).is_some_and(|digits| digits.starts_with("19") || digits.starts_with("20"))
        && text[4..].starts_with('年')
}

fn circled(rest: &str) -> Option<(Pattern, u32, usize)> {
    let first = rest.chars().next()?;
    let ordinal = parse_numeral(NumeralStyle::Circled, rest.get(..first.len_utf8())?)?;
    Some((Pattern::Circled, ordinal, first.len_utf8()))
}

fn numeral(text: &str, chinese: Pattern, arabic: Pattern) -> Option<(Pattern, u32)> {
    let text = text.trim();
    if let Some(ordinal) = parse_numeral(NumeralStyle::Chinese, text) {
        return Some((chinese, ordinal));
    }
    let narrow: String = text.chars().map(narrow_digit).collect();
    let ordinal = parse_numeral(NumeralStyle::Arabic, &narrow)?;
    (narrow.len() <= MOST_DIGITS).then_some((arabic, ordinal))
}

/// A digit of full width as that of half width; any other character as it is.
#[must_use]
pub fn narrow_digit(character: char) -> char {
    let code = u32::from(character);
    match character {
        '０'..='９' => char::from_u32(code - 0xFF10 + 0x30).unwrap_or(character),
        _ => character,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_at_the_front_of_a_line_are_read() {
        let cases = [
            ("一、单位概况", Pattern::ChineseStop, 1, "一、"),
            ("十二、其他", Pattern::ChineseStop, 12, "十二、"),
            ("（三）组织管理", Pattern::ChineseBrackets, 3, "（三）"),
            ("(三)组织管理", Pattern::ChineseBrackets, 3, "(三)"),
            ("（三）、组织管理", Pattern::ChineseBrackets, 3, "（三）、"),
            ("二.单位概况", Pattern::ChineseStop, 2, "二."),
            ("1.加强领导", Pattern::ArabicPoint, 1, "1."),
            ("１．加强领导", Pattern::ArabicPoint, 1, "１．"),
            ("1.2021年预算批复", Pattern::ArabicPoint, 1, "1."),
            ("4、 结果", Pattern::ArabicComma, 4, "4、"),
            ("（4） 预算", Pattern::ArabicBrackets, 4, "（4）"),
            ("3）措施", Pattern::ArabicBracket, 3, "3）"),
            ("②措施", Pattern::Circled, 2, "②"),
            ("　　（二）措施", Pattern::ChineseBrackets, 2, "（二）"),
        ];
        for (line, pattern, ordinal, text) in cases {
            let label = Label::typed(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!(
                (label.pattern, label.ordinal, label.text.as_str()),
                (pattern, ordinal, text)
            );
            assert_eq!(&line[label.range], text);
        }
    }

    #[test]
    fn what_only_looks_like_a_number_is_none() {
        for line in [
            "1.5万亩高标准农田",
            "2021年，我局",
            "2021.12",
            "2021.年底",
            "3个乡镇",
            "（以下简称中心）",
            "（2021年度）",
            "一是加强领导",
            "一个中心、两个基本点",
            "二十、三十年代",
            "财政、审计部门",
            "",
        ] {
            let found = Label::typed(line);
            // 二十、 can only be told from a heading by what follows.
            assert!(found.is_none() || line.starts_with("二十、"), "{line}: {found:?}");
        }
    }
}
