//! 草稿 across each page of a draft, for both renderers: the word, how large and where. How a file draws it is for them.

use crate::fonts::{Book, outline};
use crate::template::FontRole;
use crate::unit::Length;

/// What a draft says on each page.
pub(super) const WORD: &str = "草稿";

/// Solid, light enough to be read over and printed by anything: no transparency. Of 255.
pub(super) const GREY: u8 = 0xD9;

/// The side of a character: two of them turned by half a right angle stay inside the type area of a page, upright or
/// across the paper.
pub(super) const CHARACTER: Length = Length::from_emu(58 * 36_000);

/// The contours of the word on a page of this size, from its lower left corner, reading upwards to the right.
pub(super) fn contours(width: Length, height: Length, book: &Book) -> Vec<Vec<(Length, Length)>> {
    let mut made = Vec::new();
    for (character, number) in WORD.chars().zip(0_i64..) {
        let Some(glyph) = outline(book, FontRole::Hei, character) else { continue };
        let em = i64::from(glyph.units_per_em);
        let place = |(x, y): (i32, i32)| {
            // The middle of the word is the origin: one character to the right, 0.38 em above the baseline.
            let along = CHARACTER.scale(i64::from(x) + (number - 1) * em, em);
            let above = CHARACTER.scale(100 * i64::from(y) - 38 * em, 100 * em);
            let turned = |length: Length| length.scale(HALF_ROOT, 10_000);
            (width.scale(1, 2) + turned(along - above), height.scale(1, 2) + turned(along + above))
        };
        made.extend(
            glyph.contours.into_iter().map(|contour| contour.into_iter().map(place).collect()),
        );
    }
    made
}

/// The sine of half a right angle, in ten-thousandths.
const HALF_ROOT: i64 = 7071;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fonts::Preference;

    #[test]
    fn the_word_stays_inside_a_page_either_way() {
        let book = Book::open(Preference::Bundled).unwrap();
        let [long, short] = [297, 210].map(|side| Length::from_emu(side * 36_000));
        let margin = Length::from_emu(25 * 36_000);
        for (width, height) in [(short, long), (long, short)] {
            let contours = contours(width, height, &book);
            assert!(contours.len() > 6);
            for (x, y) in contours.into_iter().flatten() {
                assert!(x > margin && x < width - margin && y > margin && y < height - margin);
            }
        }
    }
}
