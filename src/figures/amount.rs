//! Amounts as the author writes them: `2946.45万元`, `12辆`, `81%`, `-3.5`, `1,234.5元`. Reading only; what
//! is done with amounts is for `quantity`.

use std::fmt;
use std::ops::Range;

use rust_decimal::Decimal;

use super::fault::{COMMA, Fault, NOT_AN_AMOUNT, TOO_MANY_DIGITS};
use super::unit::Unit;

/// An exact number with its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// The number, in that unit, with the decimals it was written with.
    pub(crate) number: Decimal,
    /// The unit.
    pub(crate) unit: Unit,
}

impl Amount {
    /// The number, in its unit, with the decimals it was written with.
    #[must_use]
    pub const fn number(&self) -> Decimal {
        self.number
    }

    /// The unit as written; empty for a bare number.
    #[must_use]
    pub fn unit(&self) -> &str {
        &self.unit.name
    }

    /// Whether it has no unit, not even a percent sign.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        self.unit.name.is_empty()
    }

    /// Reads an amount. White space around it and between number and unit is passed over.
    ///
    /// # Errors
    /// No number in front, too many digits, misplaced commas, digits or signs in the unit. Ranges count
    /// bytes of `text`.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let start = text.len() - text.trim_start().len();
        let body = text.trim();
        let all = start..start + body.len();
        let (negative, unsigned) = match body.strip_prefix(['-', '−', '－']) {
            Some(rest) => (true, rest.trim_start()),
            None => (false, body.strip_prefix(['+', '＋']).unwrap_or(body).trim_start()),
        };
        let number_at = all.end - unsigned.len();
        let length = unsigned
            .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')))
            .unwrap_or(unsigned.len());
        let (digits, unit) = unsigned.split_at(length);
        if !digits.starts_with(|c: char| c.is_ascii_digit()) {
            return Err(no_number(unsigned, all));
        }
        let mut number = read_number(digits, number_at)?;
        number.set_sign_negative(negative && !number.is_zero());
        let unit = unit.trim();
        if unit.contains(|c: char| c.is_numeric() && !is_power(c) || "+-−*=<>|,，".contains(c)) {
            let message = format!("“{unit}”不能作单位");
            return Err(Fault::new(NOT_AN_AMOUNT, all.end - unit.len()..all.end, message)
                .help("数据的值写成一个数加单位，例如 2946.45万元、12辆、81%"));
        }
        Ok(Self { number, unit: Unit::named(unit) })
    }
}

/// As the author would write it.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.number, self.unit.name)
    }
}

fn no_number(text: &str, range: Range<usize>) -> Fault {
    let fault = Fault::new(NOT_AN_AMOUNT, range, format!("“{text}”不是数量"));
    if text.starts_with(|c: char| c.is_numeric()) {
        fault.help("请用半角数字（0–9）")
    } else {
        fault.help("写成数字加单位，例如 2946.45万元、12辆、81%")
    }
}

const fn is_power(character: char) -> bool {
    matches!(character, '²' | '³')
}

/// Reads digits with at most one point, and commas before every third digit of the whole part.
fn read_number(digits: &str, at: usize) -> Result<Decimal, Fault> {
    let range = at..at + digits.len();
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    if fraction.contains('.') || fraction.is_empty() {
        let message = format!("“{digits}”不是一个数，小数点写错了");
        return Err(Fault::new(NOT_AN_AMOUNT, range, message));
    }
    if digits.contains(',') {
        let mut groups = whole.split(',');
        let first = groups.next().is_some_and(|group| (1..=3).contains(&group.len()));
        if !first || !groups.all(|group| group.len() == 3) || fraction.contains(',') {
            return Err(Fault::new(COMMA, range, format!("“{digits}”里的逗号位置不对"))
                .help("千分位逗号从个位起每三位一个，例如 1,234,567.8；也可以不写逗号"));
        }
    }
    let plain: String = digits.chars().filter(|c| *c != ',').collect();
    Decimal::from_str_exact(&plain).map_err(|_| {
        Fault::new(TOO_MANY_DIGITS, range, format!("“{digits}”的位数太多，无法精确计算"))
            .help("最多 28 位有效数字")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::FileId;
    use crate::diag::Span;
    use proptest::prelude::*;

    #[test]
    fn amounts_of_reports_are_read_exactly() {
        let cases = [
            ("2946.45万元", "2946.45", "万元"),
            ("12辆", "12", "辆"),
            ("12 辆", "12", "辆"),
            ("81%", "81", "%"),
            ("81％", "81", "%"),
            ("3.2‰", "3.2", "‰"),
            ("-3.5", "-3.5", ""),
            ("−3.5", "-3.5", ""),
            ("+4.20元", "4.20", "元"),
            (" 1,234.5元 ", "1234.5", "元"),
            ("1,234,567", "1234567", ""),
            ("0万元", "0", "万元"),
            ("-0", "0", ""),
            ("007", "7", ""),
            ("12元/人", "12", "元/人"),
            ("30m²", "30", "m²"),
            ("1.2万公里", "1.2", "万公里"),
            ("9999999999999999999999999999", "9999999999999999999999999999", ""),
            ("0.0000000000000000000000000001元", "0.0000000000000000000000000001", "元"),
        ];
        for (text, number, unit) in cases {
            let amount = Amount::parse(text).unwrap();
            assert_eq!(amount.number.to_string(), number, "{text}");
            assert_eq!(amount.unit.name, unit, "{text}");
        }
    }

    #[test]
    fn what_is_no_amount_is_refused_at_its_place() {
        let cases = [
            ("约12辆", "F001", "约12辆"),
            ("", "F001", ""),
            ("万元", "F001", "万元"),
            ("１２辆", "F001", "１２辆"),
            (".5", "F001", ".5"),
            ("12.万元", "F001", "12."),
            ("1.2.3", "F001", "1.2.3"),
            ("2021-01-01", "F001", "-01-01"),
            ("12辆3", "F001", "辆3"),
            ("1,23元", "F003", "1,23"),
            ("1234,567元", "F003", "1234,567"),
            ("1.234,5", "F003", "1.234,5"),
            ("12,辆", "F003", "12,"),
            ("12，345元", "F001", "，345元"),
            ("99999999999999999999999999999.9元", "F002", "99999999999999999999999999999.9"),
        ];
        for (text, code, place) in cases {
            let span = Span::new(FileId::new(0), 0, u32::try_from(text.len()).unwrap());
            let fault = Amount::parse(text).unwrap_err().into_diagnostic(text, span);
            let found = fault.span.unwrap();
            let marked = &text[found.start as usize..found.end as usize];
            assert_eq!((fault.code.0, marked), (code, place), "{text}");
        }
    }

    proptest! {
        #[test]
        fn an_amount_reads_back(
            mantissa in -9_999_999_999_999_999_999_999_999_999_i128..=9_999_999_999_999_999_999_999_999_999,
            scale in 0_u32..=28,
            unit in prop::sample::select(vec!["", "%", "元", "万元", "辆", "头牛"]),
        ) {
            let number = Decimal::from_i128_with_scale(mantissa, scale);
            let amount = Amount { number, unit: Unit::named(unit) };
            let again = Amount::parse(&amount.to_string()).map_err(|_| TestCaseError::fail("unread"))?;
            prop_assert_eq!(again, amount);
        }

        #[test]
        fn no_text_upsets_the_reader(text in "[-+−0-9.,，万元%辆 a²１]{0,40}") {
            if let Err(fault) = Amount::parse(&text) {
                let span = Span::new(FileId::new(0), 0, u32::try_from(text.len()).unwrap());
                let found = fault.into_diagnostic(&text, span).span.unwrap();
                prop_assert!(text.get(found.start as usize..found.end as usize).is_some());
            }
        }
    }
}
