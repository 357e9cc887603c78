//! Serial numbers as days and times, and these in the parts of a format. The calendar of spreadsheet
//! programs: it has a 29 February 1900, which never was.

use rust_decimal::prelude::ToPrimitive as _;
use rust_decimal::{Decimal, RoundingStrategy};

use super::section::Piece;
use crate::spreadsheet::grid::{Date, Value};

/// The day that serial numbers count from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Epoch {
    /// 1 is 1 January 1900.
    Year1900,
    /// 0 is 1 January 1904.
    Year1904,
}

const DAY: i64 = 86_400;

/// A point of time.
struct Moment {
    date: Date,
    /// Whole days since the epoch.
    days: i64,
    /// Units of a second since midnight, and how many decimals they have.
    time: i64,
    decimals: u32,
}

/// What the parts show of a serial number, and what it is. `None` where there is no such day.
pub(super) fn show(parts: &[Piece], serial: Decimal, epoch: Epoch) -> Option<(String, Value)> {
    let fraction = parts.iter().find_map(|part| match part {
        Piece::Fraction(digits) => u32::try_from(*digits).ok(),
        _ => None,
    });
    let moment = moment(serial, epoch, fraction.unwrap_or(0).min(3))?;
    let has_half = parts.iter().any(|part| matches!(part, Piece::Part('p', _)));
    let text = parts.iter().map(|part| moment.part(part, has_half)).collect::<String>();
    let is_day = |part: &Piece| matches!(part, Piece::Part('y' | 'm' | 'd' | 'A', _));
    let value = if parts.iter().any(is_day) { Value::Date(moment.date) } else { Value::Time };
    Some((text.trim().to_owned(), value))
}

fn moment(serial: Decimal, epoch: Epoch, decimals: u32) -> Option<Moment> {
    if serial.is_sign_negative() {
        return None;
    }
    let units = 10_i64.pow(decimals);
    let seconds = serial.fract().checked_mul(Decimal::from(DAY * units))?;
    let seconds = seconds.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    let mut time = seconds.to_i64()?;
    let mut days = serial.trunc().to_i64()?;
    if time >= DAY * units {
        (days, time) = (days + 1, 0);
    }
    let (year, month, day) = match (epoch, days) {
        (Epoch::Year1900, 0) => (1900, 1, 0),
        (Epoch::Year1900, 60) => (1900, 2, 29),
        (Epoch::Year1900, 1..60) => civil(days - 25_568),
        (Epoch::Year1900, _) => civil(days - 25_569),
        (Epoch::Year1904, _) => civil(days - 24_107),
    };
    let year = u16::try_from(year).ok().filter(|year| (1900..=9999).contains(year))?;
    let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    let second = u32::try_from(time / units).ok()?;
    Some(Moment { date: Date { year, month, day, second }, days, time, decimals })
}

/// Year, month and day by the days since 1 January 1970: years of 400 begin on 1 March, so that the odd
/// day is the last.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days.saturating_add(719_468);
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year.saturating_add(era.saturating_mul(400));
    (if month <= 2 { year + 1 } else { year }, month, day)
}

impl Moment {
    fn part(&self, part: &Piece, has_half: bool) -> String {
        let Date { year, month, day, second } = self.date;
        let (hour, minute) = (second / 3600, second / 60 % 60);
        match *part {
            Piece::Literal(ref text) => text.clone(),
            Piece::Part('y', ..=2) => format!("{:02}", year % 100),
            Piece::Part('y', _) => format!("{year:04}"),
            Piece::Part('m', count) => self.month(month, count),
            Piece::Part('d', count @ ..=2) => format!("{day:0count$}"),
            Piece::Part('d', count) => {
                let name = ENGLISH_DAYS[self.weekday()];
                name.get(..if count == 3 { 3 } else { name.len() }).unwrap_or(name).to_owned()
            }
            Piece::Part('A', count) => {
                let name = CHINESE_DAYS[self.weekday()];
                if count == 3 { name.to_owned() } else { format!("星期{name}") }
            }
            Piece::Part('h', count) => {
                let hour = if has_half { (hour + 11) % 12 + 1 } else { hour };
                format!("{hour:0width$}", width = count.min(2))
            }
            Piece::Part('n', count) => format!("{minute:0width$}", width = count.min(2)),
            Piece::Part('s', count) => format!("{:0width$}", second % 60, width = count.min(2)),
            Piece::Part('p', kind) => {
                let names = [["AM", "PM"], ["A", "P"], ["上午", "下午"]][kind.min(2)];
                names[usize::from(hour >= 12)].to_owned()
            }
            Piece::Elapsed(letter, count) => {
                let seconds = self.days.saturating_mul(DAY).saturating_add(i64::from(second));
                let length = match letter {
                    'h' => seconds / 3600,
                    'm' => seconds / 60,
                    _ => seconds,
                };
                format!("{length:0width$}", width = count.min(9))
            }
            Piece::Fraction(_) => {
                let units = 10_i64.pow(self.decimals);
                format!(".{:0width$}", self.time % units, width = self.decimals as usize)
            }
            _ => String::new(),
        }
    }

    #[expect(clippy::unused_self, reason = "read beside the other parts")]
    fn month(&self, month: u8, count: usize) -> String {
        let name = ENGLISH_MONTHS.get(usize::from(month) - 1).copied().unwrap_or_default();
        match count {
            1 | 2 => format!("{month:0count$}"),
            4 => name.to_owned(),
            5 => name.get(..1).unwrap_or_default().to_owned(),
            _ => name.get(..3).unwrap_or_default().to_owned(),
        }
    }

    /// From Sunday. The day that never was is counted, as programs count it.
    fn weekday(&self) -> usize {
        let Date { year, month, day, .. } = self.date;
        if (year, month) < (1900, 3) {
            return usize::try_from((self.days + 6).rem_euclid(7)).unwrap_or(0);
        }
        // Zeller's way: months from March, the century apart.
        let (year, month, day) = (usize::from(year), usize::from(month), usize::from(day));
        let (year, month) = if month < 3 { (year - 1, month + 12) } else { (year, month) };
        (day + 13 * (month + 1) / 5 + year + year / 4 - year / 100 + year / 400 + 6) % 7
    }
}

const CHINESE_DAYS: [&str; 7] = ["日", "一", "二", "三", "四", "五", "六"];
const ENGLISH_DAYS: [&str; 7] =
    ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::*;
    use crate::spreadsheet::number::Number;

    fn shown(code: &str, serial: &str) -> String {
        Format::parse(code).show(&Number::parse(serial).unwrap(), Epoch::Year1900).0
    }

    #[test]
    fn days_and_times_are_shown_as_their_format_asks() {
        // 45730 is 14 March 2025, a Friday.
        let cases = [
            ("yyyy-mm-dd", "45730", "2025-03-14"),
            ("yyyy/m/d", "45730", "2025/3/14"),
            ("yyyy\"年\"m\"月\"d\"日\"", "45730", "2025年3月14日"),
            ("yyyy\"年\"m\"月\"d\"日\";@", "45730", "2025年3月14日"),
            ("[$-804]yyyy年mm月", "45730", "2025年03月"),
            ("yyyy.mm.dd", "45730", "2025.03.14"),
            ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "45730", "2025年3月14日"),
            ("[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", "45730", "2025年3月14日"),
            ("aaaa", "45730", "星期五"),
            ("\"周\"aaa", "45730", "周五"),
            ("d-mmm-yy", "45730", "14-Mar-25"),
            ("dddd", "45730", "Friday"),
            ("yyyy-mm-dd hh:mm", "45730.4375", "2025-03-14 10:30"),
            ("h:mm:ss", "0.5", "12:00:00"),
            ("上午/下午h\"时\"mm\"分\"", "0.75", "下午6时00分"),
            ("h:mm AM/PM", "0", "12:00 AM"),
            ("mm:ss", "0.0425", "01:12"),
            ("[h]:mm", "1.5", "36:00"),
            ("mm:ss.0", "0.00001", "00:00.9"),
            ("yyyy-mm-dd", "45730.999999999", "2025-03-15"),
            ("yyyy-m-d", "1", "1900-1-1"),
            ("yyyy-m-d", "59", "1900-2-28"),
            ("yyyy-m-d", "60", "1900-2-29"),
            ("yyyy-m-d", "61", "1900-3-1"),
            ("yyyy-m-d", "36585", "2000-2-29"),
            ("yyyy-m-d", "2958465", "9999-12-31"),
            ("yyyy-m-d", "2958466", "2958466"),
            ("yyyy-m-d", "-1", "-1"),
        ];
        for (code, serial, text) in cases {
            assert_eq!(shown(code, serial), text, "{code} of {serial}");
        }
    }

    #[test]
    fn a_day_is_told_from_a_time() {
        let day = Number::parse("45730.5").unwrap();
        let date = Date { year: 2025, month: 3, day: 14, second: 43_200 };
        let show = |code: &str| Format::parse(code).show(&day, Epoch::Year1900).1;
        assert_eq!(show("yyyy-mm-dd"), Value::Date(date));
        assert_eq!(show("h:mm"), Value::Time);
    }

    #[test]
    fn files_of_old_apple_computers_count_from_1904() {
        let day = Number::parse("44268").unwrap();
        let (text, _) = Format::parse("yyyy-m-d").show(&day, Epoch::Year1904);
        assert_eq!(text, "2025-3-14");
    }
}
