//! Calendar dates (公历): read, checked to exist, counted. No clock is asked.

use std::fmt;

/// A calendar date, checked to exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// 1–9999.
    pub year: u16,
    /// 1–12.
    pub month: u8,
    /// 1–31, as the month allows.
    pub day: u8,
}

/// Why a text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateFault {
    /// Not written as one.
    Shape,
    /// There is no such month or year.
    Month,
    /// The month has no such day; so many it has.
    Day {
        /// Of this year.
        year: u16,
        /// The month.
        month: u8,
        /// Its last day.
        last: u8,
    },
}

impl Date {
    /// The day of that date; `None` if the calendar has none.
    #[must_use]
    pub fn new(year: u16, month: u16, day: u16) -> Option<Self> {
        let known =
            (1..=9999).contains(&year) && (1..=Self::last_of_month(year, month)).contains(&day);
        let small = |number: u16| u8::try_from(number).ok();
        Some(Self { year, month: small(month)?, day: small(day)? }).filter(|_| known)
    }

    /// The last day of a month; 0 where there is no such month.
    #[must_use]
    pub fn last_of_month(year: u16, month: u16) -> u16 {
        u8::try_from(month).map_or(0, |month| u16::from(days_of_month(year, month)))
    }

    /// Reads `2022-03-01` or `2022年3月1日`.
    ///
    /// # Errors
    /// Another shape, or a day that no calendar has.
    pub fn parse(text: &str) -> Result<Self, DateFault> {
        let (year, month, day) = parts(text.trim()).ok_or(DateFault::Shape)?;
        let last = days_of_month(year, month);
        if last == 0 || year == 0 {
            return Err(DateFault::Month);
        }
        if !(1..=last).contains(&day) {
            return Err(DateFault::Day { year, month, last });
        }
        Ok(Self { year, month, day })
    }

    /// `2021年12月31日`, months and days without a leading zero (GB/T 9704 7.3.5.4).
    #[must_use]
    pub fn in_chinese(self) -> String {
        format!("{}年{}月{}日", self.year, self.month, self.day)
    }

    /// How many days before it the calendar's first day, 1 January of the year 1, is.
    #[must_use]
    pub fn day_number(self) -> i64 {
        let years = i64::from(self.year) - 1;
        let leap_days = years / 4 - years / 100 + years / 400;
        let months = (1..self.month).map(|month| i64::from(days_of_month(self.year, month)));
        years * 365 + leap_days + months.sum::<i64>() + i64::from(self.day) - 1
    }

    /// The date so many days after the calendar's first; `None` outside of the years 1–9999.
    #[must_use]
    pub fn from_day_number(number: i64) -> Option<Self> {
        // Never too late a year, and one too early at most.
        let mut year = u16::try_from(number.max(0) / 366 + 1).ok()?;
        let start = |year: u16| Self { year, month: 1, day: 1 }.day_number();
        while year < 9999 && start(year + 1) <= number {
            year += 1;
        }
        let mut rest = number.checked_sub(start(year))?;
        for month in 1..=12 {
            let days = i64::from(days_of_month(year, month));
            if (0..days).contains(&rest) {
                return Some(Self { year, month, day: u8::try_from(rest + 1).ok()? });
            }
            rest -= days;
        }
        None
    }
}

/// As official papers write it: see [`Date::in_chinese`].
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_chinese())
    }
}

fn parts(text: &str) -> Option<(u16, u8, u8)> {
    let (year, rest) = text.split_once(['-', '年'])?;
    let (month, day) = if text.contains('年') {
        let (month, day) = rest.split_once('月')?;
        (month, day.strip_suffix('日')?)
    } else {
        rest.split_once('-')?
    };
    let digits =
        |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let all = year.len() == 4 && [year, month, day].into_iter().all(digits);
    if !all {
        return None;
    }
    Some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
}

fn days_of_month(year: u16, month: u8) -> u8 {
    let leap = (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400);
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dates_are_read_as_clerks_write_them() {
        let date = Date { year: 2022, month: 3, day: 1 };
        for text in ["2022-03-01", "2022-3-1", "2022年3月1日", " 2022年03月01日 "] {
            assert_eq!(Date::parse(text), Ok(date), "{text}");
        }
        for text in ["2022", "2022/3/1", "22-3-1", "2022年3月", "2022年3月1", "二〇二二年三月一日"]
        {
            assert_eq!(Date::parse(text), Err(DateFault::Shape), "{text}");
        }
        assert_eq!(Date::parse("2021-13-01"), Err(DateFault::Month));
        let day = DateFault::Day { year: 2021, month: 2, last: 28 };
        assert_eq!(Date::parse("2021年2月29日"), Err(day));
        assert!(Date::parse("2000-02-29").is_ok() && Date::parse("1900-02-29").is_err());
    }

    #[test]
    fn days_between_dates_are_those_of_the_calendar() {
        let number = |text| Date::parse(text).unwrap().day_number();
        // 2021 has 365 days, 2020 has 366.
        assert_eq!(number("2022-01-01") - number("2021-01-01"), 365);
        assert_eq!(number("2021-01-01") - number("2020-01-01"), 366);
        assert_eq!(number("2021-03-01") - number("2021-02-28"), 1);
        assert_eq!(number("0001-01-01"), 0);
        assert_eq!(Date::from_day_number(-1), None);
        assert_eq!(Date::from_day_number(number("9999-12-31") + 1), None);
    }

    proptest! {
        #[test]
        fn every_day_has_its_number(number in 0_i64..3_652_059) {
            let date = Date::from_day_number(number).unwrap();
            prop_assert_eq!(date.day_number(), number);
            // A year is written with four digits.
            if date.year > 999 {
                prop_assert_eq!(Date::parse(&date.in_chinese()), Ok(date));
            }
        }
    }
}
