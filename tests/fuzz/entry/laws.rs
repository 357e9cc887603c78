//! What holds for every document that was laid out: its characters, its lines, its files.

use std::collections::BTreeMap;

use chengwen::compile::Compiled;
use chengwen::galley::{BlockId, Paragraph};
use chengwen::inspect;
use chengwen::layout::{Item, Line, LineKind};
use chengwen::template::{Role, Sheet};
use chengwen::unit::Length;
use chengwen::verify;

/// Every character of the text is set on a page exactly once, in the order of its paragraph.
pub(crate) fn every_character_is_set_once(compiled: &Compiled) {
    let mut found: BTreeMap<BlockId, String> = BTreeMap::new();
    for line in lines(compiled) {
        if let (Some(block), LineKind::Text | LineKind::Note) = (line.block, line.kind) {
            let runs = line.runs.iter().filter(|run| run.raise == Length::ZERO);
            let glyphs = runs.flat_map(|run| &run.glyphs);
            found.entry(block).or_default().extend(glyphs.map(|glyph| glyph.character));
        }
    }
    let numbers: BTreeMap<BlockId, &str> =
        compiled.galley.notes().map(|note| (note.text.id, note.number.as_str())).collect();
    for paragraph in compiled.galley.paragraphs() {
        let number = numbers.get(&paragraph.id).copied().unwrap_or_default();
        let wanted = format!("{number}{}", whole(paragraph));
        let set = found.remove(&paragraph.id).unwrap_or_default();
        assert_eq!(seen(&set), seen(&wanted), "{:?}", paragraph.id);
    }
    assert!(found.is_empty(), "lines of no paragraph: {found:?}");
}

fn lines(compiled: &Compiled) -> impl Iterator<Item = &Line> {
    compiled.layout.pages.iter().flat_map(|page| &page.items).filter_map(|item| match item {
        Item::Line(line) => Some(line),
        Item::Rule(_) | Item::Picture(_) => None,
    })
}

fn whole(paragraph: &Paragraph) -> String {
    let label = paragraph.label.as_ref().map_or("", |label| label.text.as_str());
    format!("{label}{}", paragraph.text())
}

/// Lines and cells end where spaces are.
fn seen(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

/// Lines, rules and pictures lie in the type area; page numbers alone lie under it.
pub(crate) fn everything_lies_in_the_type_area(compiled: &Compiled) {
    let turned = compiled.sheet.turned();
    for (number, page) in compiled.layout.pages.iter().enumerate() {
        let sheet = if page.turned { &turned } else { &compiled.sheet };
        let area = Area::of(sheet);
        for item in &page.items {
            match item {
                Item::Line(line) if line.kind == LineKind::PageNumber => {}
                Item::Line(line) => area.holds_line(line, sheet, number),
                Item::Rule(rule) => {
                    assert!(
                        area.holds(rule.x0, rule.y0) && area.holds(rule.x1, rule.y1),
                        "page {number}: {rule:?}"
                    );
                }
                Item::Picture(placed) => {
                    let (right, bottom) = (placed.left + placed.width, placed.top + placed.height);
                    let inside = area.holds(placed.left, placed.top) && area.holds(right, bottom);
                    assert!(inside, "page {number}: a picture at {} {}", placed.left, placed.top);
                }
            }
        }
    }
}

/// The type area, a tenth of a millimetre wider on each side.
struct Area {
    left: Length,
    top: Length,
    right: Length,
    bottom: Length,
}

impl Area {
    fn of(sheet: &Sheet) -> Self {
        let slack = Length::from_emu(Length::PER_MM / 10);
        let page = &sheet.page;
        Self {
            left: page.binding - slack,
            top: page.top.min(sheet.flow_top()) - slack,
            right: page.binding + page.area_width + slack,
            bottom: page.top + page.area_height + slack,
        }
    }

    fn holds(&self, x: Length, y: Length) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }

    fn holds_line(&self, line: &Line, sheet: &Sheet, page: usize) {
        for run in &line.runs {
            let text: String = run.glyphs.iter().map(|glyph| glyph.character).collect();
            // A title on the first line stands on the grid like any other: it rises above the body's characters, as
            // the small print of a table does that begins a page. Both lie in the flow.
            let upper = run.size.min(sheet.roles[Role::Body].size);
            let top = line.baseline - run.raise - sheet.grid.ascent.of(upper);
            for glyph in &run.glyphs {
                // What a hanzi takes is known without its face; of the others, where they begin.
                let wide = ('\u{4E00}'..='\u{9FFF}').contains(&glyph.character);
                let width = if wide { run.size } else { Length::ZERO };
                let inside = self.holds(glyph.x, top) && self.holds(glyph.x + width, top + upper)
                    || glyph.character.is_whitespace();
                assert!(
                    inside,
                    "page {page}: {:?} of “{text}” at {} {top}",
                    glyph.character, glyph.x
                );
            }
        }
    }
}

/// The files, read back, hold the document: every character, and the PDF its lines.
pub(crate) fn files_hold_the_document(compiled: &Compiled, docx: &[u8], pdf: Vec<u8>) {
    let paragraphs = inspect::docx("稿.docx", docx).expect("our DOCX is read");
    let wanted = verify::of_docx(&compiled.galley, &compiled.layout.facts);
    let account = verify::account(&wanted, &verify::of_docx_file(&paragraphs));
    assert!(account.differences.is_empty(), "DOCX: {:?}", account.differences);
    if lines(compiled).next().is_none() {
        return;
    }
    let pages = inspect::pdf("稿.pdf", pdf).expect("our PDF is read");
    let wanted = verify::of_layout(&compiled.galley, &compiled.layout);
    let account = verify::account(&wanted, &verify::of_pdf_file(&pages));
    assert!(account.differences.is_empty(), "PDF: {:?}", account.differences);
    let laid_out = verify::laid_out(&compiled.layout);
    let compared = verify::compare(&laid_out, &verify::page_lines(&pages));
    assert!(compared.same(), "PDF: {:?}", compared.differences);
}
