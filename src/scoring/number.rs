//! Exact fractions as the decimal digits that are printed: rounding of scores and rates, and numbers written
//! out in full. The only place of this room that rounds.

use std::cmp::Ordering;

use num_bigint::{BigInt, Sign};
use num_rational::BigRational;
use rust_decimal::Decimal;

use crate::figures::fraction;

/// Decimals a number may need to be written out exactly; beyond them it counts as endless.
const LONGEST: u32 = 64;
/// Decimals of a rate where two say enough.
const RATE_PLACES: u32 = 2;
/// Decimals of a rate that lies very near to a bound.
const MOST_RATE_PLACES: u32 = 12;

/// The digits of a number with so many decimals, a half away from zero (四舍五入).
pub(super) fn rounded(number: &BigRational, places: u32) -> String {
    let scaled = (number * power(places)).round().to_integer();
    let digits =
        format!("{:0>width$}", scaled.magnitude().to_string(), width = places as usize + 1);
    let (whole, decimals) = digits.split_at(digits.len() - places as usize);
    let minus = if scaled.sign() == Sign::Minus { "-" } else { "" };
    let point = if places == 0 { "" } else { "." };
    format!("{minus}{whole}{point}{decimals}")
}

/// The same as a decimal number; `None` where it has more than 28 digits.
pub(super) fn rounded_decimal(number: &BigRational, places: u32) -> Option<Decimal> {
    Decimal::from_str_exact(&rounded(number, places)).ok()
}

/// A number written out in full, without superfluous zeros; `None` if its decimals never end.
pub(super) fn in_full(number: &BigRational) -> Option<String> {
    let places = (0..=LONGEST).find(|places| (number * power(*places)).is_integer())?;
    Some(rounded(number, places))
}

/// A rate in percent with two decimals, or with so many more that it reads on the same side of every bound
/// (in percent) as it lies: 79.996% is not shown as the 80.00% that it fails to reach.
pub(super) fn percent(rate: &BigRational, bounds: &[Decimal]) -> String {
    let exact = rate * fraction(Decimal::ONE_HUNDRED);
    let faithful = |places: &u32| {
        let shown = (&exact * power(*places)).round() / power(*places);
        bounds.iter().all(|bound| side(&shown, *bound) == side(&exact, *bound))
    };
    let places = (RATE_PLACES..=MOST_RATE_PLACES).find(faithful).unwrap_or(RATE_PLACES);
    format!("{}%", rounded(&exact, places))
}

/// A percentage as a share of one.
pub(super) fn share(percent: Decimal) -> BigRational {
    fraction(percent) / fraction(Decimal::ONE_HUNDRED)
}

/// The sum of scores or weights; they are small and have few decimals (see `form::MOST_WEIGHT`), so that it
/// is exact. `None` only beyond 28 digits.
pub(super) fn sum(numbers: impl IntoIterator<Item = Decimal>) -> Option<Decimal> {
    numbers.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add)
}

fn side(number: &BigRational, bound: Decimal) -> Ordering {
    number.cmp(&fraction(bound))
}

fn power(places: u32) -> BigRational {
    BigRational::from(BigInt::from(10).pow(places))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(top: i64, bottom: i64) -> BigRational {
        BigRational::new(BigInt::from(top), BigInt::from(bottom))
    }

    #[test]
    fn halves_go_up_and_nothing_else_does() {
        // 1 ÷ 8 = 0.125, 124999 ÷ 1000000 = 0.124999, 2 ÷ 3 = 0.666…
        for (top, bottom, text) in
            [(1, 8, "0.13"), (124_999, 1_000_000, "0.12"), (2, 3, "0.67"), (-1, 8, "-0.13")]
        {
            assert_eq!(rounded(&ratio(top, bottom), 2), text);
        }
        assert_eq!(rounded(&ratio(1, 2), 0), "1");
    }

    #[test]
    fn only_numbers_that_end_are_written_in_full() {
        assert_eq!(in_full(&ratio(1, 8)).as_deref(), Some("0.125"));
        assert_eq!(in_full(&ratio(1200, 100)).as_deref(), Some("12"));
        assert_eq!(in_full(&ratio(1, 3)), None);
    }

    #[test]
    fn a_rate_never_reads_as_the_bound_it_fails_to_reach() {
        let bounds = [Decimal::from(80), Decimal::ONE_HUNDRED];
        assert_eq!(percent(&ratio(81_069, 100_000), &bounds), "81.07%");
        assert_eq!(percent(&ratio(79_999, 100_000), &bounds), "79.999%");
        assert_eq!(percent(&ratio(999_999, 1_000_000), &bounds), "99.9999%");
        assert_eq!(percent(&ratio(4, 5), &bounds), "80.00%");
    }
}
