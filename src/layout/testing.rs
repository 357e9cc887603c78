//! What the tests of this room share: the built-in sheet, the bundled faces, galleys by hand.

use std::sync::OnceLock;

use super::page::{Item, Layout, Line, LineKind};
use super::shape::{Shaped, Shaper};
use crate::diag::{Diagnostics, FileId, Span};
use crate::fonts::{Book, Preference};
use crate::galley::{Block, BlockId, Galley, Metadata, Paragraph, Run};
use crate::source::SourceMap;
use crate::template::{self, Role, Sheet};

pub(super) fn sheet() -> &'static Sheet {
    static SHEET: OnceLock<Sheet> = OnceLock::new();
    SHEET.get_or_init(|| {
        let mut diagnostics = Diagnostics::new();
        let sheet = template::load(None, None, &mut SourceMap::default(), &mut diagnostics);
        assert_eq!(diagnostics.into_sorted(), vec![]);
        sheet.unwrap()
    })
}

pub(super) fn book() -> &'static Book {
    static BOOK: OnceLock<Book> = OnceLock::new();
    BOOK.get_or_init(|| Book::open(Preference::Bundled).unwrap())
}

pub(super) fn span() -> Span {
    Span::start_of(FileId::new(0))
}

pub(super) fn run(role: Role, text: &str) -> Run {
    Run { text: text.to_owned(), role, span: span(), break_after: false, generated: false }
}

pub(super) fn paragraph(id: u32, role: Role, text: &str) -> Paragraph {
    Paragraph {
        id: BlockId(id),
        span: span(),
        role,
        label: None,
        runs: if text.is_empty() { Vec::new() } else { vec![run(role, text)] },
        outline: None,
        page_break_before: false,
        not_before_line: None,
        balanced: false,
        indent: None,
    }
}

pub(super) fn galley(blocks: Vec<Block>) -> Galley {
    Galley { metadata: Metadata::default(), blocks, first_page: 1 }
}

/// Shapes a text of one role.
pub(super) fn shaped(role: Role, text: &str) -> Vec<Shaped> {
    let mut diagnostics = Diagnostics::new();
    let shaped = Shaper::new(sheet(), book()).shape(None, &[run(role, text)], &mut diagnostics);
    assert_eq!(diagnostics.into_sorted(), vec![], "{text}");
    shaped
}

/// Lays out blocks that hold no fault.
pub(super) fn lay_out(blocks: Vec<Block>) -> Layout {
    let mut diagnostics = Diagnostics::new();
    let layout = super::lay_out(&galley(blocks), sheet(), book(), &mut diagnostics);
    assert_eq!(diagnostics.into_sorted(), vec![]);
    layout
}

pub(super) fn text_lines(layout: &Layout, page: usize) -> Vec<&Line> {
    let lines = layout.pages[page].items.iter().filter_map(|item| match item {
        Item::Line(line) if line.kind != LineKind::PageNumber => Some(line),
        _ => None,
    });
    lines.collect()
}

pub(super) fn text_of(line: &Line) -> String {
    line.runs.iter().flat_map(|run| &run.glyphs).map(|glyph| glyph.character).collect()
}
