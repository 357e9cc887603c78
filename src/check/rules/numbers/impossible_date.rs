//! Dates that no calendar has.

use super::{digits_before, digits_behind};
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 不存在的日期.
const CODE: Code = Code("N019");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "不存在的日期",
    severity: Severity::Error,
    looks_for: "日历上没有的月份、日期，如13月、4月31日、平年的2月29日。农历不算。",
    clause: "公历",
    wrong: "各单位应于2021年2月30日前报送。",
    right: "各单位应于2021年2月28日前报送。",
    remedy: "核对日期。",
    mends: false,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    let digit = |c: char| c.is_ascii_alphanumeric();
    for read in reading.written() {
        let text = read.text();
        for (at, _) in text.match_indices('月') {
            let month = digits_before(&text[..at], false);
            let words = &text[..month.start];
            let year = words.strip_suffix('年').map(|words| digits_before(words, false));
            let year = year.filter(|year| year.len() == 4).map(|year| &text[year]);
            let rest = &text[at + '月'.len_utf8()..];
            let day = digits_behind(rest, false);
            let marked = rest[day.len()..].starts_with(['日', '号']);
            // 11、12月 and 1—2月 are several months.
            let several = words.strip_suffix('、').is_some_and(|words| words.ends_with(digit));
            let joined = several || words.ends_with(|c| digit(c) || ".,-～—".contains(c));
            let (Ok(number), true) = (text[month.clone()].parse::<u32>(), month.len() <= 2) else {
                continue;
            };
            let lunar = ["农历", "阴历", "旧历"].iter().any(|word| words.ends_with(word))
                || words.chars().rev().take(10).collect::<String>().contains("历农");
            if joined || lunar || year.is_none() && !marked {
                continue;
            }
            let day_number = day.parse::<u32>().ok().filter(|_| marked && day.len() <= 2);
            let end = if marked {
                at + '月'.len_utf8() + day.len() + '日'.len_utf8()
            } else {
                at + '月'.len_utf8()
            };
            let range = month.start..end;
            let written = &text[range.clone()];
            if !(1..=12).contains(&number) {
                findings.report(read.index, range, format!("“{written}”：没有{number}月"));
            } else if let Some(day) =
                day_number.filter(|day| !(1..=days(year, number)).contains(day))
            {
                let message = match (number, day, year) {
                    (2, 29, Some(year)) => format!("{year}年不是闰年，2月没有29日"),
                    _ => format!("{number}月没有{day}日"),
                };
                findings.report(read.index, range, message);
            }
        }
    }
}

/// The days of a month; of February without a year, those it may have.
fn days(year: Option<&str>, month: u32) -> u32 {
    match month {
        2 => {
            let year = year.and_then(|year| year.parse::<u32>().ok());
            let leap = year.is_none_or(|year| year % 4 == 0 && year % 100 != 0 || year % 400 == 0);
            if leap { 29 } else { 28 }
        }
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn dates_that_are_not_are_found() {
        finds(&RULE, &["于2021年⟦2月29日⟧、⟦4月31日⟧和⟦9月31号⟧报送，2021年⟦13月⟧完成。"]);
        silent(
            &RULE,
            &[
                "于2020年2月29日、12月31日和8月31日报送。",
                "工期为18个月，共13月工资，农历2月30日，1—2月30日内。",
                "自2月29日起，满24月龄的牛。",
            ],
        );
    }
}
