//! Quantity → text: exact, or rounded as the author asks behind `|`. The only place that rounds.

use std::ops::Range;

use num_bigint::{BigInt, Sign};
use num_rational::BigRational;
use rust_decimal::Decimal;

use super::fault::{ENDLESS, FORMAT, Fault, UNITS};
use super::quantity::{Quantity, fraction};
use super::unit::Unit;

/// Decimals that are still printed when the author says nothing of them.
const EXACT_PLACES: u32 = 6;
/// Decimals that can be asked for.
const MOST_PLACES: u32 = 10;

/// What stands behind `|`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Format {
    style: Style,
    /// Decimals to round to; `None` prints the exact value.
    places: Option<u32>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Style {
    /// 百分比: the value times 100, with %.
    Percent,
    /// 数: the number without unit.
    Number,
    /// 万元, 元, …: converted to this unit.
    Unit(Unit),
}

impl Format {
    /// Reads `百分比(2)`, `数（1）`, `万元`. `range` is where `text` stands in the formula.
    ///
    /// # Errors
    /// A name that is no format, miswritten brackets, more than 10 decimals.
    pub(super) fn parse(text: &str, range: Range<usize>) -> Result<Self, Fault> {
        let fault = |message: String| {
            Fault::new(FORMAT, trimmed(text, &range), message).help(
                "可以写 百分比(2)、万元(2)、元(2)、亿元(2)、数(2)，括号里是保留几位小数（0–10）",
            )
        };
        let body = text.trim();
        let (name, places) = match body.split_once(['(', '（']) {
            None => (body, None),
            Some((name, rest)) => {
                let digits = rest.strip_suffix([')', '）']).map(str::trim);
                let places = digits.and_then(|digits| digits.parse().ok());
                let places = places.filter(|places| *places <= MOST_PLACES);
                (name.trim(), Some(places.ok_or_else(|| fault(format!("“{body}”不是格式")))?))
            }
        };
        let style = match name {
            "百分比" => Style::Percent,
            "数" => Style::Number,
            _ => match Unit::known(name).filter(|unit| !unit.name.is_empty()) {
                Some(unit) => Style::Unit(unit),
                None => return Err(fault(format!("没有“{body}”这种格式"))),
            },
        };
        Ok(Self { style, places })
    }

    /// Prints a quantity. `range` is what to mark in the formula.
    ///
    /// # Errors
    /// A unit that cannot be printed this way; an exact value too long to print.
    pub(super) fn print(&self, value: &Quantity, range: Range<usize>) -> Result<String, Fault> {
        let mismatch = |message: String| Fault::new(UNITS, range.clone(), message);
        let (number, sign) = match &self.style {
            Style::Number if value.unit.is_number() => (value.in_base(), String::new()),
            Style::Number => (value.value.clone(), String::new()),
            Style::Percent if value.unit.is_number() => {
                (value.in_base() * fraction(Decimal::ONE_HUNDRED), "%".to_owned())
            }
            Style::Percent => {
                let shown = value.unit.shown();
                return Err(mismatch(format!("结果的单位是{shown}，不能写成百分比"))
                    .help("两个同类的数相除才得百分比，例如 总支出 ÷ 预算批复"));
            }
            Style::Unit(unit) => match value.converted(unit) {
                Some(converted) => (converted.value, unit.name.clone()),
                None if value.unit.name.is_empty() => {
                    return Err(mismatch(format!("结果没有单位，不能写成“{}”", unit.name)));
                }
                None => {
                    let shown = value.unit.shown();
                    return Err(mismatch(format!("结果的单位是{shown}，不能写成“{}”", unit.name)));
                }
            },
        };
        let digits = match self.places {
            Some(places) => rounded(&number, places),
            None => exact(&number).ok_or_else(|| endless(range))?,
        };
        Ok(digits + &sign)
    }
}

/// Prints the exact value with its unit, without superfluous zeros.
///
/// # Errors
/// More than 6 decimals.
pub(super) fn plain(value: &Quantity, range: Range<usize>) -> Result<String, Fault> {
    let digits = exact(&value.value).ok_or_else(|| endless(range))?;
    Ok(digits + &value.unit.name)
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

fn trimmed(text: &str, range: &Range<usize>) -> Range<usize> {
    if text.trim().is_empty() {
        return range.clone();
    }
    let front = text.len() - text.trim_start().len();
    let start = range.start + front;
    start..start + text.trim().len()
}

#[cfg(test)]
mod tests {
    use super::super::amount::Amount;
    use super::*;
    use proptest::prelude::*;

    fn quantity(text: &str) -> Quantity {
        Quantity::new(&Amount::parse(text).unwrap())
    }

    fn printed(value: &Quantity, format: &str) -> Result<String, Fault> {
        Format::parse(format, 0..format.len())?.print(value, 0..1)
    }

    #[test]
    fn formats_convert_and_round_half_up() {
        let cases = [
            ("0.81065", "百分比(2)", "81.07%"),
            ("0.810649999", "百分比（2）", "81.06%"),
            ("81%", "百分比(0)", "81%"),
            ("-0.00005", "百分比(2)", "-0.01%"),
            ("-0.00004", "百分比(2)", "0.00%"),
            ("23887100元", "万元(2)", "2388.71万元"),
            ("2388.71万元", "元(0)", "23887100元"),
            ("2388.71万元", "亿元(4)", "0.2389亿元"),
            ("2388.71万元", " 元 ", "23887100元"),
            ("2388.715万元", "数(2)", "2388.72"),
            ("81%", "数(2)", "0.81"),
            ("1234公里", "万公里(2)", "0.12万公里"),
            ("0.5", "数(0)", "1"),
            ("-0.5", "数(0)", "-1"),
            ("12辆", "辆", "12辆"),
            ("0.05", "百分比", "5%"),
        ];
        for (value, format, expected) in cases {
            assert_eq!(
                printed(&quantity(value), format).as_deref(),
                Ok(expected),
                "{value} {format}"
            );
        }
    }

    #[test]
    fn formats_that_are_none_are_refused() {
        for format in
            ["", "百分率(2)", "百分比(二)", "百分比(2", "百分比(11)", "百分比(-1)", "万元(2)a"]
        {
            assert!(Format::parse(format, 0..format.len()).is_err(), "{format}");
        }
    }

    #[test]
    fn a_unit_is_only_printed_as_one_of_its_own_kind() {
        for (value, format) in [("12辆", "百分比(2)"), ("12辆", "万元(2)"), ("12", "元(2)")]
        {
            assert!(printed(&quantity(value), format).is_err(), "{value} {format}");
        }
    }

    #[test]
    fn exact_values_lose_superfluous_zeros_and_nothing_else() {
        for (value, expected) in [
            ("2388.710万元", "2388.71万元"),
            ("100", "100"),
            ("0.000001", "0.000001"),
            ("0.0", "0"),
        ] {
            assert_eq!(plain(&quantity(value), 0..1).as_deref(), Ok(expected));
        }
        assert!(plain(&quantity("0.0000001"), 0..1).is_err());
        assert!(plain(&quantity("1").over(&quantity("3")).unwrap(), 0..1).is_err());
    }

    proptest! {
        #[test]
        fn rounding_is_off_by_half_a_place_at_most(mantissa: i64, scale in 0_u32..=18, places in 0_u32..=10) {
            let number = fraction(Decimal::from_i128_with_scale(i128::from(mantissa), scale));
            let text = rounded(&number, places);
            let digits: BigInt = text.replace('.', "").parse().unwrap();
            let again = BigRational::new(digits, BigInt::from(10).pow(places));
            let twice = (again - number) * BigRational::from(BigInt::from(2) * BigInt::from(10).pow(places));
            let one = BigRational::from(BigInt::from(1));
            prop_assert!(twice <= one && twice >= -one);
        }
    }
}
