//! Years of four digits in a text. Which year a report is of, and whether another one fits, is for the rules.

use std::ops::Range;

use super::within;

/// A year: `2021年`, `2021年度`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Year {
    /// Digits, 年 and 度.
    pub range: Range<usize>,
    /// Which.
    pub year: u16,
    /// 度 follows.
    pub is_period: bool,
    /// It stands in the name of a document or in a quotation.
    pub quoted: bool,
    /// A month follows: a date.
    pub dated: bool,
}

/// Years that documents of today speak of.
const YEARS: Range<u16> = 1900..2100;

pub(super) fn years(text: &str, titles: &[Range<usize>], quotes: &[Range<usize>]) -> Vec<Year> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('年') {
        let Some(digits) = at.checked_sub(4).and_then(|start| text.get(start..at)) else {
            continue;
        };
        let before = text[..at - 4].chars().next_back();
        let alone = !before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | ','));
        let all_digits = digits.bytes().all(|byte| byte.is_ascii_digit());
        let Some(year) = digits.parse().ok().filter(|_| alone && all_digits) else { continue };
        if !YEARS.contains(&year) {
            continue;
        }
        let behind = &text[at + '年'.len_utf8()..];
        let is_period = behind.starts_with('度');
        let end = at + '年'.len_utf8() + if is_period { '度'.len_utf8() } else { 0 };
        let month = behind.trim_start_matches(|c: char| c.is_ascii_digit());
        let dated = month.len() < behind.len() && month.starts_with('月');
        let range = at - 4..end;
        found.push(Year {
            range,
            year,
            is_period,
            quoted: within(titles, at) || within(quotes, at),
            dated,
        });
    }
    found
}
