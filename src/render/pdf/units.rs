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

/// How far the pen must go back so that the next glyph stands where it should.
///
/// Every adjustment starts from where the adjustments written so far have really brought the pen, so
/// what one of them rounds the next one makes good: the error never exceeds 0.05 thousandths of an em.
pub(super) struct Pen {
    origin: i64,
    size: i64,
    /// Millionths of an em from the origin.
    at: i64,
}

impl Pen {
    /// A pen at `origin` (as [`points`] writes it) for characters of the given size.
    pub(super) fn new(origin: Length, size: Length) -> Self {
        Self { origin: millipoints(origin), size: size.emu(), at: 0 }
    }

    /// The number of a `TJ` array that brings the pen to `x`; `None` when it stands there.
    pub(super) fn adjust(&mut self, x: Length) -> Option<f32> {
        // Tenths of an EMU, so that thousandths of a point (12.7 EMU) are whole.
        let distance = Length::from_emu(x.emu() * 10 - self.origin * (Length::PER_POINT / 100));
        let target = distance.scale(100_000, self.size).emu();
        let tenths = Length::from_emu(self.at - target).scale(1, 100).emu();
        self.at -= tenths * 100;
        (tenths != 0).then(|| decimal(tenths, 10))
    }

    /// Moves past a glyph of the given width in millionths of an em.
    pub(super) fn advance(&mut self, micro_em: i64) {
        self.at += micro_em;
    }
}

#[expect(
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    reason = "printpdf and lopdf take single floats; the quotient of two whole numbers is the float nearest to the decimal"
)]
fn decimal(numerator: i64, denominator: i64) -> f32 {
    (numerator as f64 / denominator as f64) as f32
}

#[cfg(test)]
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
        let mut pen = Pen::new(Length::ZERO, Length::from_points(16));
        assert_eq!(pen.adjust(Length::ZERO), None);
        pen.advance(1_000_000);
        assert_eq!(pen.adjust(Length::from_points(16)), None);
    }

    proptest! {
        #[test]
        fn no_glyph_of_a_line_stands_more_than_a_thousandth_of_an_em_off(
            start in 0_i64..7_000_000,
            size in 50_000_i64..400_000,
            steps in proptest::collection::vec((-100_000_i64..500_000, 0_i64..2_000_000), 1..80),
        ) {
            let mut pen = Pen::new(Length::from_emu(start), Length::from_emu(size));
            let (mut x, mut written) = (start, 0.0_f64);
            for (step, advance) in steps {
                x += step;
                written -= pen.adjust(Length::from_emu(x)).map_or(0.0, f64::from);
                let origin = millipoints(Length::from_emu(start)) as f64 * 12.7;
                let stands = origin + written * size as f64 / 1000.0;
                // 0.06 thousandths of an em, in EMU; the rest is the float's own.
                prop_assert!((stands - x as f64).abs() < size as f64 * 0.000_06 + 1.0);
                pen.advance(advance);
                written += advance as f64 / 1000.0;
            }
        }
    }
}
