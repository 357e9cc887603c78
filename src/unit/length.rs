//! [`Length`] in English Metric Units and [`Em`] in thousandths of a character's width.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// A distance in English Metric Units: 36 000 to the millimetre, 12 700 to the point, 635 to the twip.
///
/// One integer holds millimetres, points and twips exactly, so sums are equal on every machine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Length(i64);

/// A fraction of the character size, in thousandths: `Em::HALF` is half a character (半个字位).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Em(i32);

/// Why a text is not a length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LengthError {
    /// No number at the front, or more digits than an exact decimal holds.
    Number,
    /// The unit is none of `mm`, `cm`, `pt`, `毫米`, `厘米`, `磅`.
    Unit,
    /// Larger than any sheet of paper (10 m), or finer than an EMU can hold at all.
    Range,
}

impl Length {
    /// No distance.
    pub const ZERO: Length = Length(0);
    /// English Metric Units in a millimetre.
    pub const PER_MM: i64 = 36_000;
    /// English Metric Units in a point (1/72 inch).
    pub const PER_POINT: i64 = 12_700;
    /// English Metric Units in a twip (1/20 point), the unit of WordprocessingML.
    pub const PER_TWIP: i64 = 635;
    const LARGEST: i64 = 10_000 * Self::PER_MM;

    /// A length of so many English Metric Units.
    #[must_use]
    pub const fn from_emu(emu: i64) -> Self {
        Self(emu)
    }

    /// A length of so many whole points.
    #[must_use]
    pub const fn from_points(points: i64) -> Self {
        Self(points * Self::PER_POINT)
    }

    /// A length of so many whole twips.
    #[must_use]
    pub const fn from_twips(twips: i64) -> Self {
        Self(twips * Self::PER_TWIP)
    }

    /// The nearest length of whole twips.
    #[must_use]
    pub fn whole_twips(self) -> Self {
        Self::from_twips((self / Self::PER_TWIP).emu())
    }

    /// The least length of whole twips that is not shorter.
    #[must_use]
    pub const fn up_to_twips(self) -> Self {
        Self::from_twips((self.0 + Self::PER_TWIP - 1).div_euclid(Self::PER_TWIP))
    }

    /// A length of so many whole millimetres.
    #[must_use]
    pub const fn from_mm(mm: i64) -> Self {
        Self(mm * Self::PER_MM)
    }

    /// The count of English Metric Units.
    #[must_use]
    pub const fn emu(self) -> i64 {
        self.0
    }

    /// Reads `156mm`, `29.612pt`, `1.5cm`, `7毫米`; rounds once, half away from zero, to a whole EMU.
    ///
    /// # Errors
    /// [`LengthError`] when the number or the unit cannot be read or the length is beyond 10 m.
    pub fn parse(text: &str) -> Result<Self, LengthError> {
        let text = text.trim();
        let split = text
            .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-' | '+')))
            .ok_or(LengthError::Unit)?;
        let (number, unit) = text.split_at(split);
        let per_unit = match unit.trim() {
            "mm" | "毫米" => Self::PER_MM,
            "cm" | "厘米" => 10 * Self::PER_MM,
            "pt" | "磅" => Self::PER_POINT,
            _ => return Err(LengthError::Unit),
        };
        let number = Decimal::from_str_exact(number).map_err(|_| LengthError::Number)?;
        let emu = number
            .checked_mul(Decimal::from(per_unit))
            .ok_or(LengthError::Range)?
            .round_dp_with_strategy(0, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
            .to_i64()
            .ok_or(LengthError::Range)?;
        if emu.abs() > Self::LARGEST {
            return Err(LengthError::Range);
        }
        Ok(Self(emu))
    }

    /// `self × numerator ÷ denominator`, rounded half away from zero. A zero denominator gives zero.
    #[must_use]
    pub const fn scale(self, numerator: i64, denominator: i64) -> Self {
        Self(divide_rounded(self.0 * numerator, denominator))
    }

    /// The larger of two lengths.
    #[must_use]
    pub fn max(self, other: Self) -> Self {
        Ord::max(self, other)
    }

    /// The smaller of two lengths.
    #[must_use]
    pub fn min(self, other: Self) -> Self {
        Ord::min(self, other)
    }
}

impl Em {
    /// Nothing.
    pub const ZERO: Em = Em(0);
    /// Half a character.
    pub const HALF: Em = Em(500);
    /// One character.
    pub const ONE: Em = Em(1000);

    /// So many thousandths of a character.
    #[must_use]
    pub const fn from_thousandths(thousandths: i32) -> Self {
        Self(thousandths)
    }

    /// The count of thousandths.
    #[must_use]
    pub const fn thousandths(self) -> i32 {
        self.0
    }

    /// This fraction of a character of the given size.
    #[must_use]
    pub const fn of(self, size: Length) -> Length {
        size.scale(self.0 as i64, 1000)
    }
}

const fn divide_rounded(numerator: i64, denominator: i64) -> i64 {
    if denominator == 0 {
        return 0;
    }
    let (numerator, denominator) =
        if denominator < 0 { (-numerator, -denominator) } else { (numerator, denominator) };
    if numerator >= 0 {
        (2 * numerator + denominator) / (2 * denominator)
    } else {
        -((-2 * numerator + denominator) / (2 * denominator))
    }
}

impl Add for Length {
    type Output = Length;
    fn add(self, other: Length) -> Length {
        Length(self.0 + other.0)
    }
}

impl AddAssign for Length {
    fn add_assign(&mut self, other: Length) {
        self.0 += other.0;
    }
}

impl Sub for Length {
    type Output = Length;
    fn sub(self, other: Length) -> Length {
        Length(self.0 - other.0)
    }
}

impl SubAssign for Length {
    fn sub_assign(&mut self, other: Length) {
        self.0 -= other.0;
    }
}

impl Neg for Length {
    type Output = Length;
    fn neg(self) -> Length {
        Length(-self.0)
    }
}

impl Mul<i64> for Length {
    type Output = Length;
    fn mul(self, times: i64) -> Length {
        Length(self.0 * times)
    }
}

impl Div<i64> for Length {
    type Output = Length;
    fn div(self, parts: i64) -> Length {
        Length(divide_rounded(self.0, parts))
    }
}

impl Sum for Length {
    fn sum<I: Iterator<Item = Length>>(lengths: I) -> Length {
        lengths.fold(Length::ZERO, Add::add)
    }
}

/// Millimetres with two decimals, for people and layout dumps: `156.00mm`.
impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hundredths = divide_rounded(self.0, Length::PER_MM / 100);
        let sign = if hundredths < 0 { "-" } else { "" };
        let hundredths = hundredths.abs();
        write!(f, "{sign}{}.{:02}mm", hundredths / 100, hundredths % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn millimetres_points_and_twips_meet_exactly() {
        assert_eq!(Length::from_mm(127), Length::from_points(360));
        assert_eq!(Length::from_twips(20), Length::from_points(1));
    }

    #[test]
    fn parses_the_measures_of_the_standard() {
        let cases = [
            ("156mm", 5_616_000),
            ("29.612pt", 376_072),
            ("-0.25pt", -3_175),
            ("1.5cm", 540_000),
            ("7毫米", 252_000),
            ("16 磅", 203_200),
        ];
        for (text, emu) in cases {
            assert_eq!(Length::parse(text), Ok(Length::from_emu(emu)), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_length() {
        assert_eq!(Length::parse("156"), Err(LengthError::Unit));
        assert_eq!(Length::parse("156px"), Err(LengthError::Unit));
        assert_eq!(Length::parse("mm"), Err(LengthError::Number));
        assert_eq!(Length::parse("1.2.3mm"), Err(LengthError::Number));
        assert_eq!(Length::parse("99999mm"), Err(LengthError::Range));
    }

    #[test]
    fn scaling_rounds_half_away_from_zero() {
        assert_eq!(Length::from_emu(1).scale(1, 2), Length::from_emu(1));
        assert_eq!(Length::from_emu(-1).scale(1, 2), Length::from_emu(-1));
        assert_eq!(Length::from_emu(5).scale(1, 0), Length::ZERO);
        assert_eq!(Em::HALF.of(Length::from_points(16)), Length::from_points(8));
    }

    #[test]
    fn shows_millimetres() {
        assert_eq!(Length::from_points(16).to_string(), "5.64mm");
        assert_eq!((-Length::from_mm(3)).to_string(), "-3.00mm");
    }
}
