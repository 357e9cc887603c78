//! Layouts for tests, set by hand in bundled faces.

use std::sync::OnceLock;

use crate::fonts::{Book, Preference};
use crate::layout::{Facts, Glyph, GlyphRun, Item, Layout, Line, LineKind, Page};
use crate::template::FontRole;
use crate::unit::{Em, Length};

/// The bundled faces, opened once.
pub(super) fn book() -> &'static Book {
    static BOOK: OnceLock<Book> = OnceLock::new();
    BOOK.get_or_init(|| Book::open(Preference::Bundled).unwrap())
}

/// A line of 16 pt, each character `pitch` after the one before it, in as many runs as faces.
pub(super) fn line(role: FontRole, text: &str, baseline: Length, pitch: Length) -> Line {
    let mut runs: Vec<GlyphRun> = Vec::new();
    for (place, character) in text.chars().enumerate() {
        let (face, id) = book().find(role, character).unwrap();
        let x = Length::from_mm(28) + pitch * i64::try_from(place).unwrap();
        if runs.last().is_none_or(|run| run.face != face) {
            runs.push(GlyphRun {
                raise: Length::ZERO,
                face,
                squeeze: Em::ZERO,
                size: Length::from_points(16),
                glyphs: Vec::new(),
            });
        }
        runs.last_mut().unwrap().glyphs.push(Glyph { id, character, x });
    }
    Line { block: None, kind: LineKind::Text, baseline, runs }
}

/// A page of A4 with these items.
pub(super) fn page(number: u32, items: Vec<Item>) -> Page {
    Page { width: Length::from_mm(210), height: Length::from_mm(297), turned: false, number, items }
}

/// Pages with no headings.
pub(super) fn layout(pages: Vec<Page>) -> Layout {
    Layout { pages, outline: Vec::new(), links: Vec::new(), facts: Facts::default() }
}
