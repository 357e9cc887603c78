//! Exact lengths → what WordprocessingML counts in: twips, half-points, eighths of a point. The one
//! place of this renderer where measures are rounded.

use crate::unit::{Em, Length};

/// Twentieths of a point (`ST_TwipsMeasure`), rounded half away from zero.
pub(super) fn twips(length: Length) -> i32 {
    counted(length, Length::PER_TWIP)
}

/// The same where the format takes no negative measure.
pub(super) fn unsigned_twips(length: Length) -> u32 {
    u32::try_from(twips(length)).unwrap_or(0)
}

/// The same as a count of widths.
pub(super) fn width_twips(length: Length) -> usize {
    usize::try_from(twips(length)).unwrap_or(0)
}

/// `12.35pt`, as VML writes lengths, in steps of a twip.
pub(super) fn points_text(length: Length) -> String {
    let twips = twips(length);
    format!(
        "{}{}.{:02}pt",
        if twips < 0 { "-" } else { "" },
        (twips / 20).abs(),
        (twips % 20 * 5).abs()
    )
}

/// Half-points (`ST_HpsMeasure`): sizes of characters.
pub(super) fn half_points(length: Length) -> usize {
    usize::try_from(counted(length, Length::PER_POINT / 2)).unwrap_or(0)
}

/// Eighths of a point (`ST_EighthPointMeasure`): thicknesses of rules; none is thinner than the
/// thinnest Word draws.
pub(super) fn eighths(length: Length) -> usize {
    let eighths = (length * 8).scale(1, Length::PER_POINT).emu();
    usize::try_from(eighths.clamp(THINNEST_RULE, THICKEST_RULE)).unwrap_or(0)
}

/// Hundredths of a character (`w:firstLineChars`).
pub(super) fn hundredths(count: Em) -> i32 {
    count.thousandths() / 10
}

/// Widths in twips of neighbours that together fill exactly the twips of their sum.
pub(super) fn split_twips(widths: &[Length]) -> Vec<usize> {
    let mut right = Length::ZERO;
    let mut placed = 0;
    let mut split = Vec::with_capacity(widths.len());
    for width in widths {
        right += *width;
        let edge = width_twips(right);
        split.push(edge.saturating_sub(placed));
        placed = edge;
    }
    split
}

/// `ST_EighthPointMeasure` goes from 2 (¼ pt) to 96 (12 pt).
const THINNEST_RULE: i64 = 2;
const THICKEST_RULE: i64 = 96;

fn counted(length: Length, unit: i64) -> i32 {
    let count = length.scale(1, unit).emu();
    i32::try_from(count).unwrap_or(if count < 0 { i32::MIN } else { i32::MAX })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn length(text: &str) -> Length {
        Length::parse(text).unwrap()
    }

    #[test]
    fn measures_of_the_standard_come_out_in_the_units_of_the_format() {
        assert_eq!(twips(length("29.612pt")), 592);
        assert_eq!(twips(length("-0.25pt")), -5);
        assert_eq!(twips(length("210mm")), 11906);
        assert_eq!(half_points(length("10.5pt")), 21);
        assert_eq!(eighths(length("0.75pt")), 6);
        assert_eq!(eighths(length("0pt")), 2);
        assert_eq!(hundredths(Em::from_thousandths(2000)), 200);
    }

    #[test]
    fn columns_add_up_to_the_twips_of_the_whole() {
        let third = length("156mm") / 3;
        let split = split_twips(&[third, third, third]);
        assert_eq!(split.iter().sum::<usize>(), width_twips(length("156mm")));
    }
}
