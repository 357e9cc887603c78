//! Outlines of single glyphs as straight stretches: for what is drawn and must not be read as text.

use skrifa::raw::tables::glyf::{CurvePoint, Glyph};
use skrifa::raw::types::GlyphId;
use skrifa::raw::{FontRef, TableProvider};

use super::face::Origin;
use super::{Book, Face};
use crate::template::FontRole;

/// Straight stretches for each curve: at the size of a page the eye sees no corner.
const STEPS: i32 = 8;

/// The contours of a glyph, closed, in font units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// Points of each contour, x to the right, y upwards.
    pub contours: Vec<Vec<(i32, i32)>>,
    /// Font units in an em.
    pub units_per_em: u16,
}

/// The outline of a character in the first bundled face of a role that has it, whatever is installed; `None` where none
/// has.
#[must_use]
pub fn outline(book: &Book, role: FontRole, character: char) -> Option<Outline> {
    let faces = book.chain(role).iter().map(|id| book.face(*id));
    let bundled = faces.filter(|face| matches!(face.origin(), Origin::Bundled { .. }));
    bundled.into_iter().find_map(|face| of_face(face, character))
}

fn of_face(face: &Face, character: char) -> Option<Outline> {
    let glyph = face.glyph(character)?;
    let file = face.with_outlines(&[glyph].into()).ok()?;
    let font = FontRef::from_index(&file, face.index()).ok()?;
    let (places, glyphs) = (font.loca(None).ok()?, font.glyf().ok()?);
    let Glyph::Simple(simple) = places.get_glyf(GlyphId::from(glyph), &glyphs).ok()?? else {
        return None;
    };
    let points: Vec<CurvePoint> = simple.points().collect();
    let mut contours = Vec::new();
    let mut start = 0;
    for end in simple.end_pts_of_contours() {
        let end = usize::from(end.get()) + 1;
        contours.push(flattened(points.get(start..end)?));
        start = end;
    }
    Some(Outline { contours, units_per_em: face.units_per_em() })
}

/// A contour of quadratic curves; between two control points lies a point of the curve unsaid.
fn flattened(points: &[CurvePoint]) -> Vec<(i32, i32)> {
    // Halves of a unit, so that the unsaid points are exact.
    let mut said: Vec<(i32, i32, bool)> = Vec::new();
    for (index, point) in points.iter().enumerate() {
        let (x, y) = (2 * i32::from(point.x), 2 * i32::from(point.y));
        said.push((x, y, point.on_curve));
        let next = points[(index + 1) % points.len()];
        if !point.on_curve && !next.on_curve {
            let (next_x, next_y) = (2 * i32::from(next.x), 2 * i32::from(next.y));
            said.push((i32::midpoint(x, next_x), i32::midpoint(y, next_y), true));
        }
    }
    let first = said.iter().position(|(_, _, on_curve)| *on_curve).unwrap_or(0);
    said.rotate_left(first);
    let mut made = Vec::new();
    for (index, (x, y, on_curve)) in said.iter().enumerate() {
        if *on_curve {
            made.push((x / 2, y / 2));
            continue;
        }
        let from = said[(index + said.len() - 1) % said.len()];
        let to = said[(index + 1) % said.len()];
        for step in 1..STEPS {
            let rest = STEPS - step;
            let on = |from: i32, by: i32, to: i32| {
                (rest * rest * from + 2 * step * rest * by + step * step * to) / (2 * STEPS * STEPS)
            };
            made.push((on(from.0, *x, to.0), on(from.1, *y, to.1)));
        }
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fonts::Preference;

    #[test]
    fn a_glyph_is_drawn_within_its_em_by_closed_contours() {
        let book = Book::open(Preference::Bundled).unwrap();
        for character in ['草', '稿'] {
            let Outline { contours, units_per_em } =
                outline(&book, FontRole::Hei, character).unwrap();
            let em = i32::from(units_per_em);
            assert!(contours.len() >= 3, "{character} has holes");
            for (x, y) in contours.iter().flatten() {
                assert!((0..=em).contains(x) && (-em / 4..=em).contains(y), "{character} {x} {y}");
            }
            let widest = contours.iter().flatten().map(|(x, _)| *x).max().unwrap();
            assert!(widest > em * 8 / 10, "{character} {widest} of {em}");
        }
        assert_eq!(outline(&book, FontRole::Hei, '\u{E000}'), None);
    }

    #[test]
    fn curves_bend_between_their_ends() {
        let points = [(0, 0, true), (100, 0, false), (100, 100, true), (0, 100, true)];
        let points = points.map(|(x, y, on)| CurvePoint::new(x, y, on));
        let made = flattened(&points);
        assert_eq!(made.len(), 3 + 7);
        // Half way along the curve: a quarter of both ends and half of what bends it.
        assert_eq!(made[4], (75, 25));
    }
}
