//! Where the measures of a PDF, floating, become lengths, exact. The one place of this room that computes
//! with floats.
#![allow(clippy::float_arithmetic, clippy::cast_possible_truncation, reason = "PDF has no others")]

use hayro_interpret::kurbo::{Affine, Point, Vec2};

use crate::unit::Length;

/// A distance in points.
pub(super) fn length(points: f64) -> Length {
    // Beyond a kilometre it is no paper.
    let points = if points.is_finite() { points.clamp(-3e6, 3e6) } else { 0.0 };
    Length::from_emu((points * 12_700.0).round() as i64)
}

/// Where the glyph's origin lands.
pub(super) fn origin(transform: Affine) -> (Length, Length) {
    let Point { x, y } = transform * Point::ZERO;
    (length(x), length(y))
}

/// Size of the em: what a thousand units of a glyph's height become.
pub(super) fn size(transform: Affine) -> Length {
    length(mapped(transform, Vec2::new(0.0, 1000.0)).hypot())
}

/// Whether a line of such glyphs runs from left to right.
pub(super) fn is_upright(transform: Affine) -> bool {
    let along = mapped(transform, Vec2::new(1000.0, 0.0));
    along.x > 0.0 && along.y.abs() <= along.x * 0.01
}

/// How far an advance, in thousandths of an em, reaches to the right.
pub(super) fn reach(transform: Affine, advance: f32) -> Length {
    length(mapped(transform, Vec2::new(f64::from(advance), 0.0)).x)
}

/// What a line's thickness becomes.
pub(super) fn thickness(transform: Affine, width: f32) -> Length {
    length(mapped(transform, Vec2::new(f64::from(width), 0.0)).hypot())
}

/// A point of a path on the page.
pub(super) fn point(transform: Affine, point: Point) -> (Length, Length) {
    let Point { x, y } = transform * point;
    (length(x), length(y))
}

fn mapped(transform: Affine, vector: Vec2) -> Vec2 {
    (transform * vector.to_point()) - (transform * Point::ZERO)
}
