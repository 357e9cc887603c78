//! Lengths as the PDF writes them: points, from the lower left corner. The one place of rounding.

use crate::unit::Length;

/// A length in ten-thousandths of a point, in which positions are summed exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fine(pub(super) i64);

impl Fine {
    /// Rounded to the nearest.
    pub(super) fn of(length: Length) -> Self {
        Self(length.scale(10_000, Length::PER_POINT).emu())
    }

    /// For a library that takes points as a float.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::float_arithmetic,
        reason = "printpdf takes points as f32; a page has fewer ten-thousandths of a point than f32 has steps"
    )]
    pub(super) fn points(self) -> f32 {
        (self.0 as f64 / 10_000.0) as f32
    }
}

/// A length in points.
pub(super) fn points(length: Length) -> f32 {
    Fine::of(length).points()
}

/// An adjustment inside a `TJ` array: thousandths of the em of `size`, to the left.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::float_arithmetic,
    reason = "printpdf takes the adjustment as f32; it is under one em, and the next one starts from the true place"
)]
pub(super) fn adjustment(leftwards: Fine, size: Fine) -> f32 {
    (leftwards.0 as f64 * 1_000.0 / size.0.max(1) as f64) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_exact_to_the_ten_thousandth() {
        assert_eq!(Fine::of(Length::from_points(16)), Fine(160_000));
        assert_eq!(Fine::of(Length::from_mm(28)), Fine(793_701));
        assert!((points(Length::from_mm(297)) - 841.8898).abs() < 0.0001);
    }
}
