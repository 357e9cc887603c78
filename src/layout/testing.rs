//! What the tests of this room share: the built-in sheet, the bundled faces, galleys by hand.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::page::{Item, Layout, Line, LineKind, Rule};
use super::shape::{Shaped, Shaper};
use crate::diag::{Diagnostics, FileId, Span};
use crate::fonts::{Book, Preference};
use crate::galley::{
    Block, BlockId, Cell, Galley, Metadata, Paragraph, Row, Run, Section, Table, TableColumn,
};
use crate::model::{Align, ColumnWidth, Weight};
use crate::numbering::NumeralStyle;
use crate::source::SourceMap;
use crate::template::{self, Role, Sheet};
use crate::unit::Length;

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
        notes: Vec::new(),
        outline: None,
        page_break_before: false,
        not_before_line: None,
        balanced: false,
        indent: None,
    }
}

pub(super) fn galley(blocks: Vec<Block>) -> Galley {
    Galley {
        metadata: Metadata::default(),
        sections: vec![Section { blocks, ..Section::default() }],
        note_numerals: NumeralStyle::Circled,
        is_draft: false,
    }
}

/// Shapes a text of one role.
pub(super) fn shaped(role: Role, text: &str) -> Vec<Shaped> {
    let mut diagnostics = Diagnostics::new();
    let shaped = Shaper::new(sheet(), book()).shape(&[run(role, text)], &mut diagnostics);
    assert_eq!(diagnostics.into_sorted(), vec![], "{text}");
    shaped
}

/// Lays out blocks that hold no fault.
pub(super) fn lay_out(blocks: Vec<Block>) -> Layout {
    lay_out_sections(vec![Section { blocks, ..Section::default() }])
}

/// Lays out blocks that hold no fault on another sheet.
pub(super) fn lay_out_on(sheet: &Sheet, blocks: Vec<Block>) -> Layout {
    let mut diagnostics = Diagnostics::new();
    let layout = super::lay_out(&galley(blocks), sheet, book(), &mut diagnostics);
    assert_eq!(diagnostics.into_sorted(), vec![]);
    layout
}

/// Lays out sections that hold no fault.
pub(super) fn lay_out_sections(sections: Vec<Section>) -> Layout {
    let mut diagnostics = Diagnostics::new();
    let galley = Galley {
        metadata: Metadata::default(),
        sections,
        note_numerals: NumeralStyle::Circled,
        is_draft: false,
    };
    let layout = super::lay_out(&galley, sheet(), book(), &mut diagnostics);
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

/// The rules on a page.
pub(super) fn rules(layout: &Layout, page: usize) -> Vec<&Rule> {
    let rules = layout.pages[page].items.iter().filter_map(|item| match item {
        Item::Rule(rule) => Some(rule),
        Item::Line(_) | Item::Picture(_) => None,
    });
    rules.collect()
}

/// A cell with its left column, the columns and rows it covers, and its text; `\n` parts paragraphs.
pub(super) type Given<'a> = (usize, usize, usize, &'a str);

/// A table with columns of equal width; ids count from `id`.
pub(super) fn table(id: u32, columns: usize, head_rows: usize, rows: &[Vec<Given<'_>>]) -> Table {
    let mut next_id = id;
    let mut cell = |row: usize, (column, columns, rows, text): Given<'_>| {
        let role = if row < head_rows { Role::TableHead } else { Role::TableText };
        let paragraphs = text.split('\n').map(|line| {
            next_id += 1;
            paragraph(next_id, role, line)
        });
        Cell { column, columns, rows, align: Align::Left, paragraphs: paragraphs.collect() }
    };
    let rows = rows.iter().enumerate().map(|(row, cells)| Row {
        cells: cells.iter().map(|given| cell(row, *given)).collect(),
        keeps: false,
    });
    let rows = rows.collect();
    let width = ColumnWidth::Weight(Weight::ONE);
    Table {
        id: BlockId(id),
        span: span(),
        above: Vec::new(),
        continued: None,
        columns: vec![TableColumn { width }; columns],
        head: 0..head_rows,
        rows,
        below: Vec::new(),
    }
}

/// Lays out blocks and holds what no layout may break: every character stands on a line exactly once
/// (spaces at line ends left out), and every line and rule lies inside the type area.
#[track_caller]
pub(super) fn lay_out_whole(blocks: Vec<Block>) -> Layout {
    let galley = galley(blocks);
    let mut diagnostics = Diagnostics::new();
    let layout = super::lay_out(&galley, sheet(), book(), &mut diagnostics);
    assert_eq!(diagnostics.into_sorted(), vec![]);
    let mut set: BTreeMap<BlockId, String> = BTreeMap::new();
    for page in 0..layout.pages.len() {
        for line in text_lines(&layout, page) {
            assert_inside(line, page);
            if line.kind == LineKind::Text {
                *set.entry(line.block.unwrap()).or_default() += &text_of(line);
            }
        }
        for rule in rules(&layout, page) {
            let area = &sheet().page;
            let slack = Length::PER_MM / 10;
            assert!((rule.y0 - area.top).emu() > -slack, "page {page}: {rule:?}");
            assert!((rule.y1 - area.top - area.area_height).emu() < slack, "page {page}: {rule:?}");
        }
    }
    for paragraph in galley.paragraphs() {
        let label = paragraph.label.as_ref().map_or("", |label| label.text.as_str());
        let wanted = format!("{label}{}", paragraph.text()).replace(' ', "");
        let found = set.remove(&paragraph.id).unwrap_or_default().replace(' ', "");
        assert_eq!(found, wanted, "{:?}", paragraph.id);
    }
    assert!(set.is_empty(), "lines of no paragraph: {set:?}");
    layout
}

#[track_caller]
fn assert_inside(line: &Line, page: usize) {
    let area = &sheet().page;
    let slack = Length::from_emu(Length::PER_MM / 10);
    for run in &line.runs {
        let top = line.baseline - sheet().grid.ascent.of(run.size);
        let inside = top + slack > area.top && top + run.size < area.top + area.area_height + slack;
        assert!(inside, "page {page}: “{}” at {top}", text_of(line));
        for glyph in &run.glyphs {
            let narrow = run.squeeze.of(run.size);
            let width = if glyph.character.is_ascii() { run.size / 4 } else { run.size - narrow };
            let right = area.binding + area.area_width + slack;
            let inside = glyph.x + slack > area.binding && glyph.x + width < right;
            assert!(inside, "page {page}: {:?} at {}", glyph.character, glyph.x);
        }
    }
}
