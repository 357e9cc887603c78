//! Exact lengths → what PDF counts in: points with three decimals, thousandths of an em with one. The
//! one place of this renderer where measures are rounded, and the only one that makes floats.

use printpdf::Pt;

use crate::unit::Length;

/// Thousandths of a point (0.35 µm), rounded half away from zero.
pub(super) fn millipoints(length: Length) -> i64 {
    // 12 700 EMU are 1 000 thousandths.
    length.scale(10, Length::PER_POINT / 100).emu()
}

/// Points with three decimals; printpdf writes the shortest decimal that reads back as this float, so
/// up to 16 000 pt they are exactly those decimals in the file.
pub(super) fn points(length: Length) -> Pt {
    Pt(decimal(millipoints(length), 1000))
}

/// A byte as a share of 255, with three decimals.
pub(super) fn share_of_byte(byte: u8) -> f32 {
    decimal(i64::from(byte) * 1000 / 255, 1000)
}

/// Font units as thousandths of an em.
pub(super) fn thousandths(font_units: i16, units_per_em: u16) -> i64 {
    Length::from_emu(i64::from(font_units)).scale(1000, i64::from(units_per_em)).emu()
}

/// An advance in font units as millionths of an em.
pub(super) fn micro_em(advance: u16, units_per_em: u16) -> i64 {
    Length::from_emu(i64::from(advance)).scale(1_000_000, i64::from(units_per_em)).emu()
}

/// A width of `/W`: thousandths of an em with up to three decimals.
pub(super) fn width(micro_em: i64) -> lopdf::Object {
    if micro_em % 1000 == 0 {
        lopdf::Object::Integer(micro_em / 1000)
    } else {
        lopdf::Object::Real(decimal(micro_em, 1000))
    }
}

/// Space behind every character of a run (`Tc`), in ten-thousandths of a point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Spacing(i64);

impl Spacing {
    /// The nearest to a length.
    pub(super) fn of(length: Length) -> Self {
        Self(length.scale(100, Length::PER_POINT / 100).emu())
    }

    /// As printpdf takes it.
    pub(super) fn points(self) -> f32 {
        decimal(self.0, 10_000)
    }

    fn micro_em(self, size: Length) -> i64 {
        // Of 1.27 EMU each.
        Length::from_emu(self.0 * (Length::PER_POINT / 100)).scale(10_000, size.emu()).emu()
    }
}

/// Where the pen stands in a run, and how far it must go back so that the next glyph stands right.
///
/// An adjustment is reckoned from where all that is written so far has really brought the pen, so what
/// one of them rounds the next one makes good: no error adds up.
pub(super) struct Pen {
    /// Thousandths of a point, as written.
    origin: i64,
    size: Length,
    /// Millionths of an em, as `at`.
    spacing: i64,
    at: i64,
}

impl Pen {
    /// An error no eye and no press sees, in millionths of an em: 0.004 pt for 三号.
    const NEAR: i64 = 250;

    /// A pen at `origin` (as [`points`] writes it) for characters of the given size.
    pub(super) fn new(origin: Length, size: Length, spacing: Spacing) -> Self {
        Self { origin: millipoints(origin), size, spacing: spacing.micro_em(size), at: 0 }
    }

    /// The number of a `TJ` array that brings the pen to `x`; `None` when it stands there.
    pub(super) fn adjust(&mut self, x: Length) -> Option<f32> {
        // Tenths of an EMU, so that thousandths of a point (12.7 EMU) are whole.
        let distance = Length::from_emu(x.emu() * 10 - self.origin * (Length::PER_POINT / 100));
        let off = self.at - distance.scale(100_000, self.size.emu()).emu();
        if off.abs() <= Self::NEAR {
            return None;
        }
        let tenths = Length::from_emu(off).scale(1, 100).emu();
        self.at -= tenths * 100;
        Some(decimal(tenths, 10))
    }

    /// Moves past a glyph of the given width in millionths of an em.
    pub(super) fn advance(&mut self, micro_em: i64) {
        self.at += micro_em + self.spacing;
    }
}

#[expect(
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "printpdf and lopdf take single floats; the quotient of two whole numbers is the float nearest to the decimal"
)]
fn decimal(numerator: i64, denominator: i64) -> f32 {
    (numerator as f64 / denominator as f64) as f32
}

#[cfg(test)]
#[expect(
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    reason = "what a reader of the PDF does with the numbers written"
)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn paper_measures_keep_three_decimals() {
        let cases = [(210, "595.276"), (297, "841.89"), (28, "79.37"), (0, "0")];
        for (mm, written) in cases {
            assert_eq!(points(Length::from_mm(mm)).0.to_string(), written);
        }
        assert_eq!(millipoints(Length::from_emu(-127)), -10);
    }

    #[test]
    fn widths_are_written_exactly() {
        assert_eq!(width(micro_em(1000, 1000)), lopdf::Object::Integer(1000));
        assert_eq!(width(micro_em(909, 2048)), lopdf::Object::Real(443.848));
    }

    #[test]
    fn a_pen_that_stands_right_writes_nothing() {
        let mut pen = Pen::new(Length::ZERO, Length::from_points(16), Spacing::default());
        assert_eq!(pen.adjust(Length::ZERO), None);
        pen.advance(1_000_000);
        assert_eq!(pen.adjust(Length::from_points(16)), None);
    }

    #[test]
    fn even_spacing_needs_no_adjustment() {
        let (size, pitch) = (Length::from_points(16), Length::from_emu(200_571));
        let spacing = Spacing::of(pitch - size);
        assert_eq!(spacing.points().to_string(), "-0.207");
        let mut pen = Pen::new(Length::from_mm(28), size, spacing);
        for place in 0..28 {
            assert_eq!(pen.adjust(Length::from_mm(28) + pitch * place), None, "{place}");
            pen.advance(1_000_000);
        }
    }

    proptest! {
        #[test]
        fn no_glyph_of_a_line_stands_a_hundredth_of_a_point_off(
            start in 0_i64..7_000_000,
            size in 60_000_i64..330_000,
            spacing in -30_000_i64..30_000,
            steps in proptest::collection::vec((-100_000_i64..500_000, 0_i64..2_000_000), 1..80),
        ) {
            let spacing = Spacing::of(Length::from_emu(spacing));
            let mut pen = Pen::new(Length::from_emu(start), Length::from_emu(size), spacing);
            let (mut x, mut stands) = (start, millipoints(Length::from_emu(start)) as f64 / 1000.0);
            let points = size as f64 / 12_700.0;
            for (step, advance) in steps {
                x += step;
                stands -= pen.adjust(Length::from_emu(x)).map_or(0.0, f64::from) / 1000.0 * points;
                prop_assert!((stands - x as f64 / 12_700.0).abs() < 0.01);
                pen.advance(advance);
                stands += advance as f64 / 1e6 * points + f64::from(spacing.points());
            }
        }
    }
}
