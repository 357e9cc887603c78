//! Days as clerks write limits: `2021年12月31日前`, `2021-12-31`, `2021年底`. No clock, no time of day.

use super::phrase::Phrase;
use crate::diag::Code;
use crate::figures::Fault;
use crate::model::Date;

/// Words that may stand behind a day; whether they say 前 is told apart by [`Read::before`].
const BEHIND: [&str; 9] =
    ["前", "之前", "以前", "前完成", "之前完成", "以前完成", "（含）前", "(含)前", "完成"];

/// What stands behind a year or month for the last day of it.
const END: [char; 3] = ['底', '末', '内'];

/// A day and what was written behind it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Read {
    /// The day.
    pub(super) day: Date,
    /// Whether 前 stands behind it.
    pub(super) before: bool,
}

impl Read {
    /// Reads a day; `None` when the text is written as none.
    ///
    /// # Errors
    /// A day that the calendar does not have, no year, no day of the month, other words behind it.
    pub(super) fn of(phrase: Phrase<'_>, code: Code) -> Option<Result<Self, Fault>> {
        let text = phrase.text;
        let help = "日期写全年月日，例如 2021年12月31日前、2021-12-31";
        let fault = |message: String| Some(Err(phrase.fault(code, message).help(help)));
        let (first, rest) = digits(text)?;
        if rest.starts_with('月') && first.len() <= 2 {
            let rest = &rest['月'.len_utf8()..];
            let day = digits(rest).is_some_and(|(_, rest)| rest.starts_with(['日', '号']));
            return if day || rest.starts_with(['底', '末']) {
                fault(format!("“{text}”没有写明年份"))
            } else {
                None
            };
        }
        if first.len() != 4 {
            return None;
        }
        let Ok((month, day, behind)) = month_and_day(first, rest)? else {
            return fault(format!("“{text}”没有写明是哪一日"));
        };
        let Some(found) = number(first).and_then(|year| Date::new(year, month, day)) else {
            return fault(format!("“{text}”里的日期不存在"));
        };
        let behind = behind.trim();
        if !behind.is_empty() && !BEHIND.contains(&behind) {
            return fault(format!("日期后面的“{behind}”看不懂"));
        }
        Some(Ok(Self { day: found, before: behind.contains('前') }))
    }
}

/// Month, day and the rest of what stands behind the year; `Err` where the day of the month is missing.
fn month_and_day<'a>(year: &str, rest: &'a str) -> Option<Result<(u16, u16, &'a str), ()>> {
    if let Some(rest) = rest.strip_prefix('年') {
        if let Some(behind) = rest.strip_prefix(END) {
            return Some(Ok((12, 31, behind)));
        }
        let (month, rest) = digits(rest)?;
        let rest = rest.strip_prefix('月')?;
        let month = number(month)?;
        if let Some(behind) = rest.strip_prefix(END) {
            return Some(Ok((month, Date::last_of_month(number(year)?, month), behind)));
        }
        let Some((day, rest)) = digits(rest) else { return Some(Err(())) };
        let behind = rest.strip_prefix(['日', '号']).unwrap_or(rest);
        return Some(Ok((month, number(day)?, behind)));
    }
    let separator = rest.chars().next().filter(|c| matches!(c, '-' | '/' | '.'))?;
    let (month, rest) = digits(&rest[1..])?;
    let (day, behind) = digits(rest.strip_prefix(separator)?)?;
    Some(Ok((number(month)?, number(day)?, behind)))
}

/// The digits in front of a text and what follows; `None` if there are none.
fn digits(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

/// At most four digits as a number.
fn number(digits: &str) -> Option<u16> {
    (digits.len() <= 4).then(|| digits.parse().ok()).flatten()
}
