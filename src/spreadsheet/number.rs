//! The border where binary numbers become exact ones. Spreadsheet files hold doubles; programs keep and
//! show 15 digits of them. So does this: what is behind it never sees a float, and nothing computes with
//! one.

use rust_decimal::{Decimal, RoundingStrategy};

/// How many digits spreadsheet programs keep.
const DIGITS: usize = 15;

/// A number: digits before and behind a decimal point that may stand far outside of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Number {
    negative: bool,
    /// At most 15, the first and the last not zero; none for zero.
    digits: Vec<u8>,
    /// Where the decimal point stands: behind so many digits, counted from the first.
    point: i32,
}

impl Number {
    /// Reads a number as files write it: `2388.71`, `0.30000000000000004`, `1.5E-3`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        // What programs write, not what Rust reads besides: `inf`, `nan`, `1_0`.
        if !text.bytes().all(|c| c.is_ascii_digit() || b"+-.eE".contains(&c)) {
            return None;
        }
        Self::of(text.parse().ok()?)
    }

    /// The shortest number that reads back as this double, and of that 15 digits. `None` for what is no
    /// number.
    pub(super) fn of(value: f64) -> Option<Self> {
        if !value.is_finite() {
            return None;
        }
        let shortest = format!("{value:e}");
        let (mantissa, exponent) = shortest.split_once('e')?;
        let negative = mantissa.starts_with('-');
        let mut digits: Vec<u8> =
            mantissa.bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0').collect();
        let mut point = exponent.parse::<i32>().ok()? + 1;
        if digits.len() > DIGITS {
            let up = digits[DIGITS] >= 5;
            digits.truncate(DIGITS);
            if up && carry(&mut digits) {
                digits.insert(0, 1);
                point += 1;
            }
        }
        while digits.last() == Some(&0) {
            digits.pop();
        }
        let is_zero = digits.is_empty();
        Some(Self {
            negative: negative && !is_zero,
            digits,
            point: if is_zero { 1 } else { point },
        })
    }

    /// The number a hundredth as large: how XLS packs two decimals.
    pub(super) fn hundredth(mut self) -> Self {
        if !self.digits.is_empty() {
            self.point -= 2;
        }
        self
    }

    /// The exact decimal; `None` where it is too large or too small for one.
    pub(super) fn exact(&self) -> Option<Decimal> {
        let mantissa = self.digits.iter().fold(0_i128, |sum, digit| sum * 10 + i128::from(*digit));
        let mantissa = if self.negative { -mantissa } else { mantissa };
        let behind = i64::try_from(self.digits.len()).ok()? - i64::from(self.point);
        match u32::try_from(behind) {
            Ok(behind) if behind <= Decimal::MAX_SCALE => {
                Decimal::try_from_i128_with_scale(mantissa, behind).ok()
            }
            Ok(_) => None,
            Err(_) => {
                let zeros = 10_i128.checked_pow(u32::try_from(-behind).ok()?)?;
                Decimal::try_from_i128_with_scale(mantissa.checked_mul(zeros)?, 0).ok()
            }
        }
    }

    /// As programs show a number that has no format: ten digits, whole numbers in full. They write long
    /// whole numbers as `1.23E+11` where the column is narrow; on paper that serves nobody.
    pub(super) fn general(&self) -> String {
        const SHOWN: u32 = 10;
        let Some(exact) = self.exact() else { return self.scientific() };
        let before = u32::try_from(self.point.max(1)).unwrap_or(SHOWN);
        let behind = SHOWN.saturating_sub(before);
        let round = RoundingStrategy::MidpointAwayFromZero;
        let shown = exact.round_dp_with_strategy(behind, round).normalize();
        if shown.is_zero() && !exact.is_zero() { self.scientific() } else { shown.to_string() }
    }

    /// `1.5E-30`.
    fn scientific(&self) -> String {
        let mut text = String::from(if self.negative { "-" } else { "" });
        for (index, digit) in self.digits.iter().take(6).enumerate() {
            if index == 1 {
                text.push('.');
            }
            text.push(char::from(b'0' + digit));
        }
        let exponent = self.point - 1;
        let sign = if exponent < 0 { '-' } else { '+' };
        format!("{text}E{sign}{:02}", exponent.unsigned_abs())
    }
}

/// Adds one to the last digit; whether a digit more is needed in front.
fn carry(digits: &mut [u8]) -> bool {
    for digit in digits.iter_mut().rev() {
        if *digit < 9 {
            *digit += 1;
            return false;
        }
        *digit = 0;
    }
    true
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_what_their_authors_typed() {
        let cases = [
            ("2388.71", "2388.71"),
            ("0.30000000000000004", "0.3"),
            ("0.1", "0.1"),
            ("-0.0", "0"),
            ("0", "0"),
            ("1E-3", "0.001"),
            ("1.5e3", "1500"),
            ("99.999999999999986", "100"),
            ("-12.34", "-12.34"),
            ("123456789012345", "123456789012345"),
            ("1234567890123456", "1234567890123460"),
            ("0.81000000000000005", "0.81"),
            ("33.333333333333336", "33.3333333333333"),
            ("1197.4800000000002", "1197.48"),
        ];
        for (text, exact) in cases {
            assert_eq!(Number::parse(text).unwrap().exact().unwrap().to_string(), exact, "{text}");
        }
        for text in ["", "inf", "NaN", "1,5", "一", "1e999", "--1"] {
            assert_eq!(Number::parse(text), None, "{text}");
        }
    }

    #[test]
    fn what_no_exact_decimal_holds_is_shown_all_the_same() {
        for (text, shown) in [("1e300", "1E+300"), ("-1.5e-40", "-1.5E-40"), ("1e-12", "1E-12")] {
            assert_eq!(Number::parse(text).unwrap().general(), shown, "{text}");
        }
        assert_eq!(Number::parse("1e300").unwrap().exact(), None);
        assert_eq!(Number::parse("-1.5e-40").unwrap().exact(), None);
    }

    #[test]
    fn numbers_without_a_format_are_shown_with_ten_digits() {
        let cases = [
            ("0.333333333333333", "0.333333333"),
            ("-0.666666666666667", "-0.666666667"),
            ("1234.56789012", "1234.56789"),
            ("2388.7100000000001", "2388.71"),
            ("450981198510018", "450981198510018"),
            ("12345678901.5", "12345678902"),
            ("100", "100"),
            ("0.5", "0.5"),
        ];
        for (text, shown) in cases {
            assert_eq!(Number::parse(text).unwrap().general(), shown, "{text}");
        }
    }

    #[test]
    fn a_packed_number_has_two_decimals() {
        let packed = Number::of(238_871.0).unwrap().hundredth();
        assert_eq!(packed.exact().unwrap().to_string(), "2388.71");
    }

    proptest! {
        #[test]
        fn fifteen_typed_digits_come_back(mantissa in -999_999_999_999_999_i64..=999_999_999_999_999, scale in 0_u32..15) {
            let typed = Decimal::new(mantissa, scale);
            let read = Number::parse(&typed.to_string()).and_then(|number| number.exact());
            prop_assert_eq!(read, Some(typed));
        }

        #[test]
        fn no_double_upsets_it(bits: u64) {
            if let Some(number) = Number::of(f64::from_bits(bits)) {
                let _ = (number.exact(), number.general());
            }
        }
    }
}
