//! Value → text: exact, or rounded as the author asks behind `|`. The only place that rounds.

use std::ops::Range;

use num_bigint::{BigInt, Sign};
use num_rational::BigRational;
use rust_decimal::Decimal;

use super::fault::{ENDLESS, FORMAT, Fault, UNITS};
use super::quantity::{Quantity, fraction};
use super::unit::Unit;
use super::value::Value;
use super::words;

/// Decimals that are still printed when the author says nothing of them.
const EXACT_PLACES: u32 = 6;
/// Decimals that can be asked for.
const MOST_PLACES: u32 = 10;
/// What can stand behind `|`.
pub(super) const HELP: &str = "可以写 百分比(2)、千分比(2)、万元(2)、元(2)、亿元(2)、数(2)，括号里是保留几位小数（0–10）；\
                               写法：千分位、大写金额、汉字数字、年份、年份(汉字)，几种之间空一格，例如 元(2) 千分位";

/// What stands behind `|`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Format {
    style: Style,
    /// Decimals to round to; `None` prints the exact value.
    places: Option<u32>,
    writing: Writing,
}

/// In which unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Style {
    /// The value's own.
    #[default]
    Own,
    /// 百分比: the value times 100, with %.
    Percent,
    /// 千分比: the value times 1000, with ‰.
    PerMille,
    /// 数: the number without unit.
    Number,
    /// 万元, 元, …: converted to this unit.
    Unit(Unit),
}

/// In which characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Writing {
    /// 2388.71
    #[default]
    Digits,
    /// 千分位: 2,388.71
    Thousands,
    /// 大写金额.
    Capital,
    /// 汉字数字.
    Hanzi,
    /// 年份: 2021年
    Year,
    /// 年份(汉字): 二〇二一年
    HanziYear,
}

impl Format {
    /// Reads `百分比(2)`, `数（1）`, `元(2) 千分位`. `range` is where `text` stands in the formula.
    ///
    /// # Errors
    /// A word that is no format, two of one kind, miswritten brackets, more than 10 decimals.
    pub(super) fn parse(text: &str, range: Range<usize>) -> Result<Self, Fault> {
        let mut format = Self::default();
        let mut start = 0;
        for word in text.split(['|', '｜', ' ', '\u{3000}']) {
            let at = range.start + start..range.start + start + word.len();
            start +=
                word.len() + text[start + word.len()..].chars().next().map_or(0, char::len_utf8);
            if !word.is_empty() {
                format.take(word, &at)?;
            }
        }
        if format.writing == Writing::Capital
            && format != (Self { writing: Writing::Capital, ..Self::default() })
        {
            let message = "大写金额单独用，总是写到分";
            return Err(Fault::new(FORMAT, range, message).help(HELP));
        }
        Ok(format)
    }

    fn take(&mut self, word: &str, range: &Range<usize>) -> Result<(), Fault> {
        let fault = |message: String| Fault::new(FORMAT, range.clone(), message).help(HELP);
        let (name, argument) = match word.split_once(['(', '（']) {
            None => (word, None),
            Some((name, rest)) => {
                let argument = rest.strip_suffix([')', '）']).map(str::trim);
                (name, Some(argument.ok_or_else(|| fault(format!("“{word}”缺右括号")))?))
            }
        };
        let writing = match (name, argument) {
            ("千分位", _) => Some(Writing::Thousands),
            ("大写金额", None) => Some(Writing::Capital),
            ("汉字数字", _) => Some(Writing::Hanzi),
            ("年份", None) => Some(Writing::Year),
            ("年份", Some("汉字")) => Some(Writing::HanziYear),
            _ => None,
        };
        let style = match name {
            _ if writing.is_some() => None,
            "百分比" => Some(Style::Percent),
            "千分比" => Some(Style::PerMille),
            "数" => Some(Style::Number),
            _ => match Unit::known(name).filter(|unit| !unit.name.is_empty()) {
                Some(unit) => Some(Style::Unit(unit)),
                None => return Err(fault(format!("没有“{word}”这种格式"))),
            },
        };
        let places = match argument.filter(|_| writing != Some(Writing::HanziYear)) {
            None => None,
            Some(argument) => {
                let places = argument.parse().ok().filter(|places| *places <= MOST_PLACES);
                Some(places.ok_or_else(|| fault(format!("“{word}”不是格式")))?)
            }
        };
        let twice = (style.is_some() && self.style != Style::Own)
            || (writing.is_some() && self.writing != Writing::Digits)
            || (places.is_some() && self.places.is_some());
        if twice {
            return Err(fault(format!("“{word}”和前面的格式不能一起用")));
        }
        self.style = style.unwrap_or_else(|| std::mem::take(&mut self.style));
        self.writing = writing.unwrap_or(self.writing);
        self.places = places.or(self.places);
        Ok(())
    }

    /// Prints a value. `range` is what to mark in the formula.
    ///
    /// # Errors
    /// A unit that cannot be printed this way; an exact value too long to print.
    pub(super) fn print(&self, value: &Value, range: Range<usize>) -> Result<String, Fault> {
        match value {
            Value::Quantity(quantity) => self.print_quantity(quantity, range),
            Value::Date(date) => {
                let year = date.year.to_string();
                match self {
                    Self { style: Style::Own, places: None, writing } => match writing {
                        Writing::Digits => Ok(date.in_chinese()),
                        Writing::Year => Ok(format!("{year}年")),
                        Writing::HanziYear => Ok(format!("{}年", words::year(&year))),
                        _ => Err(Fault::new(UNITS, range, "日期只能写成 年份、年份(汉字)")),
                    },
                    _ => Err(Fault::new(UNITS, range, "日期只能写成 年份、年份(汉字)")),
                }
            }
        }
    }

    fn print_quantity(&self, value: &Quantity, range: Range<usize>) -> Result<String, Fault> {
        let (number, sign) = self.converted(value, &range)?;
        match self.writing {
            Writing::Capital => return capital(value, range),
            Writing::Year | Writing::HanziYear => return self.year(value, range),
            Writing::Digits | Writing::Thousands | Writing::Hanzi => {}
        }
        let digits = match self.places {
            Some(places) => rounded(&number, places),
            None => exact(&number).ok_or_else(|| endless(range.clone()))?,
        };
        match self.writing {
            Writing::Thousands => Ok(with_commas(&digits) + &sign),
            Writing::Hanzi => {
                let hanzi = words::running(&digits).ok_or_else(|| too_long(range))?;
                Ok(match sign.as_str() {
                    "%" => format!("百分之{hanzi}"),
                    "‰" => format!("千分之{hanzi}"),
                    _ => hanzi + &sign,
                })
            }
            _ => Ok(digits + &sign),
        }
    }

    /// The number to print, and what stands behind it.
    fn converted(
        &self,
        value: &Quantity,
        range: &Range<usize>,
    ) -> Result<(BigRational, String), Fault> {
        let shown = || value.unit.shown();
        let mismatch = |message: String| Fault::new(UNITS, range.clone(), message);
        let times = |factor: u32| value.in_base() * fraction(Decimal::from(factor));
        let proportion = |word: &str| {
            mismatch(format!("结果的单位是{}，不能写成{word}", shown()))
                .help("两个同类的数相除才得百分比，例如 总支出 ÷ 预算批复")
        };
        Ok(match &self.style {
            Style::Own => (value.value.clone(), value.unit.name.clone()),
            Style::Number if value.unit.is_number() => (value.in_base(), String::new()),
            Style::Number => (value.value.clone(), String::new()),
            Style::Percent if value.unit.is_number() => (times(100), "%".to_owned()),
            Style::PerMille if value.unit.is_number() => (times(1000), "‰".to_owned()),
            Style::Percent => return Err(proportion("百分比")),
            Style::PerMille => return Err(proportion("千分比")),
            Style::Unit(unit) => match value.converted(unit) {
                Some(converted) => (converted.value, unit.name.clone()),
                None if value.unit.name.is_empty() => {
                    return Err(mismatch(format!("结果没有单位，不能写成“{}”", unit.name)));
                }
                None => {
                    let message = format!("结果的单位是{}，不能写成“{}”", shown(), unit.name);
                    return Err(mismatch(message));
                }
            },
        })
    }

    fn year(&self, value: &Quantity, range: Range<usize>) -> Result<String, Fault> {
        let years = value.unit.name.is_empty() || value.unit.name == "年";
        let digits = value.value.to_integer().to_string();
        let sound = years
            && value.value.is_integer()
            && digits.len() == 4
            && !digits.starts_with('-')
            && self.style == Style::Own;
        if !sound {
            let message = "只有四位整数才能写成年份";
            return Err(Fault::new(UNITS, range, message).help("例如 {{年度 − 1 | 年份}}"));
        }
        let hanzi = self.writing == Writing::HanziYear;
        Ok(if hanzi { words::year(&digits) } else { digits } + "年")
    }
}

/// 大写金额: 元, 角, 分, whatever unit the value has.
fn capital(value: &Quantity, range: Range<usize>) -> Result<String, Fault> {
    let Some(money) = value.converted(&Unit::named("元")) else {
        let message = format!("结果的单位是{}，不是金额，不能写成大写金额", value.unit.shown());
        return Err(Fault::new(UNITS, range, message));
    };
    words::money(&rounded(&money.value, 2)).ok_or_else(|| too_long(range))
}

fn too_long(range: Range<usize>) -> Fault {
    Fault::new(ENDLESS, range, "这个数太长，不能用汉字写出")
}

/// Commas before every third digit of the whole part.
fn with_commas(digits: &str) -> String {
    let (sign, unsigned) = digits.split_at(usize::from(digits.starts_with('-')));
    let (whole, decimals) = unsigned.split_at(unsigned.find('.').unwrap_or(unsigned.len()));
    let mut text = sign.to_owned();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text + decimals
}

/// Prints the exact value with its unit, without superfluous zeros.
///
/// # Errors
/// More than 6 decimals.
pub(super) fn plain(value: &Value, range: Range<usize>) -> Result<String, Fault> {
    Format::default().print(value, range)
}

fn endless(range: Range<usize>) -> Fault {
    Fault::new(ENDLESS, range, format!("结果超过 {EXACT_PLACES} 位小数，不能原样写出"))
        .help("在算式后面写明保留几位，例如 | 百分比(2)、| 万元(2)、| 数(2)")
}

fn exact(number: &BigRational) -> Option<String> {
    let scaled = number * BigRational::from(BigInt::from(10).pow(EXACT_PLACES));
    if !scaled.is_integer() {
        return None;
    }
    let digits = rounded(number, EXACT_PLACES);
    Some(digits.trim_end_matches('0').trim_end_matches('.').to_owned())
}

/// So many decimals, a half away from zero (四舍五入).
fn rounded(number: &BigRational, places: u32) -> String {
    let scaled = (number * BigRational::from(BigInt::from(10).pow(places))).round().to_integer();
    let (sign, digits) = (scaled.sign(), scaled.magnitude().to_string());
    let places = places as usize;
    let digits = format!("{digits:0>width$}", width = places + 1);
    let (whole, decimals) = digits.split_at(digits.len() - places);
    let minus = if sign == Sign::Minus { "-" } else { "" };
    let point = if places == 0 { "" } else { "." };
    format!("{minus}{whole}{point}{decimals}")
}

#[cfg(test)]
mod tests;
