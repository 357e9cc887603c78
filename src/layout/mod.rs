//! Galley → [`Layout`]: shaping, line breaking, tables, pages. Everything is placed here and nothing
//! after it decides anything. No renderer is known.
//!
//! The steps: `shape` gives every character its glyph and the space to its neighbour, `line` breaks and
//! places one line, `paragraph` and `title` and `table` set blocks, `flow` brings them onto pages,
//! `note` the notes to their foot, `contents` numbers the lines of 目录 once it is known what stands where,
//! `furniture` numbers the pages.

mod contents;
mod dump;
mod figure;
mod fine;
mod flow;
mod furniture;
mod limits;
mod line;
mod note;
mod page;
mod paragraph;
mod shape;
mod table;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod title;
mod unit;

pub use dump::dump;
pub use furniture::page_number_text;
pub use page::{
    Facts, FigureFacts, Glyph, GlyphRun, Item, Layout, Line, LineKind, Link, OutlineEntry, Page,
    PlacedPicture, Rule, SetLines, TableFacts,
};

use crate::diag::Diagnostics;
use crate::fonts::Book;
use crate::galley::Galley;
use crate::template::Sheet;

/// Reports every character that no face has, of a galley that is not fit for layout.
pub fn check_characters(
    galley: &Galley,
    sheet: &Sheet,
    book: &Book,
    diagnostics: &mut Diagnostics,
) {
    let mut shaper = shape::Shaper::new(sheet, book);
    for paragraph in galley.paragraphs() {
        shaper.shape(&paragraph.runs, diagnostics);
    }
}

/// Lays a galley out; faults (a character no face has, a table that does not fit) go into
/// `diagnostics`, and the result is then not fit for printing.
#[must_use]
pub fn lay_out(
    galley: &Galley,
    sheet: &Sheet,
    book: &Book,
    diagnostics: &mut Diagnostics,
) -> Layout {
    let turned = sheet.turned();
    let mut shaper = shape::Shaper::new(sheet, book);
    let mut layout = Layout::default();
    let mut room = limits::Room::of(sheet);
    for section in &galley.sections {
        shaper.sheet = if section.landscape { &turned } else { sheet };
        let units = unit::units(section, &mut layout.facts, &mut room, &mut shaper, diagnostics);
        flow::flow(units, section, shaper.sheet, &mut layout, diagnostics);
        if layout.pages.len() > limits::MOST_PAGES || !room.is_left() {
            break;
        }
    }
    contents::number_lines(galley, &mut layout, [sheet, &turned], &mut shaper, diagnostics);
    shaper.sheet = sheet;
    furniture::number_pages(&mut layout, &mut shaper, diagnostics);
    layout
}
