//! The account of every character: the text of the YAML, of the galley, of the pages, of the DOCX and of
//! the PDF is one and the same.

use std::io::{Cursor, Read};

use chengwen::compile::{Compiled, Embed};
use chengwen::galley::{Block, Cell, Contents, Paragraph, Table};
use chengwen::layout::{Item, LineKind, TableFacts};
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;

use crate::documents::{book, documents, repository};

/// A paragraph as printed: number and words.
fn printed(paragraph: &Paragraph) -> String {
    let label = paragraph.label.as_ref().map_or("", |label| label.text.as_str());
    format!("{label}{}", paragraph.text())
}

/// A line for each paragraph, one for each row of a table with tabs between the cells.
fn lines(document: &Compiled) -> Vec<String> {
    let mut lines = Vec::new();
    for block in document.galley.blocks() {
        match block {
            Block::Figure(_) => {}
            Block::Contents(contents) => lines.extend(contents_lines(contents, document)),
            Block::Paragraph(paragraph) => {
                // A title given line by line stands so in the report too.
                let mut line = printed(paragraph);
                let ends = paragraph.runs.iter().filter(|run| run.break_after);
                for run in ends {
                    line = line.replacen(&run.text, &format!("{}\n", run.text), 1);
                }
                lines.extend(line.lines().map(str::to_owned));
            }
            Block::Table(table) => lines.extend(table_lines(table)),
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// 目录, a tab between a heading and the number of its page.
fn contents_lines(contents: &Contents, document: &Compiled) -> Vec<String> {
    let numbers = &document.layout.facts.page_references;
    let entries = contents.entries.iter().map(|entry| &entry.line);
    let entries = entries.map(|line| format!("{}\t{}", printed(line), numbers[&line.id]));
    std::iter::once(printed(&contents.title)).chain(entries).collect()
}

fn table_lines(table: &Table) -> Vec<String> {
    let rows = table.rows.iter().map(|row| {
        let cells = row.cells.iter().map(|cell| cell.paragraphs.iter().map(printed).collect());
        cells.collect::<Vec<String>>().join("\t")
    });
    let above = table.above.iter().map(printed);
    above.chain(rows).chain(table.below.iter().map(printed)).collect()
}

fn without_spaces(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

/// Where two texts part, with what stands around it; comparing whole texts would print pages.
fn first_difference(left: &str, right: &str) -> Option<(String, String)> {
    let same = left.chars().zip(right.chars()).take_while(|(left, right)| left == right).count();
    let around = |text: &str| text.chars().skip(same.saturating_sub(10)).take(30).collect();
    (left != right).then(|| (around(left), around(right)))
}

fn of_the_galley(document: &Compiled) -> String {
    without_spaces(&document.galley.paragraphs().map(printed).collect::<String>())
}

/// What stands on the pages, without page numbers and repeated header rows.
fn of_the_pages(document: &Compiled) -> String {
    let items = document.layout.pages.iter().flat_map(|page| &page.items);
    let lines = items.filter_map(|item| match item {
        Item::Line(line) if line.kind == LineKind::Text => Some(line),
        _ => None,
    });
    let glyphs = lines.flat_map(|line| &line.runs).flat_map(|run| &run.glyphs);
    without_spaces(&glyphs.map(|glyph| glyph.character).collect::<String>())
}

/// The paragraphs of the DOCX; the reading program puts the numbers in front.
fn of_the_docx(bytes: &[u8]) -> Vec<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut xml = String::new();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    let mut reader = Reader::from_str(&xml);
    let (mut paragraphs, mut inside) = (Vec::new(), false);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) if element.name().as_ref() == "w:p" => {
                paragraphs.push(String::new());
            }
            Event::Start(element) => inside = element.name().as_ref() == "w:t",
            Event::End(_) => inside = false,
            Event::Text(text) if inside => {
                paragraphs.last_mut().unwrap().push_str(&text);
            }
            Event::GeneralRef(reference) if inside => {
                let text = resolve_predefined_entity(&reference).unwrap();
                paragraphs.last_mut().unwrap().push_str(text);
            }
            Event::Eof => return paragraphs,
            _ => {}
        }
    }
}

/// The paragraphs of a table; where each page's rows are a table of their own, with the line above it, the
/// header and the labels that are written again.
fn rows_written(table: &Table, facts: &TableFacts) -> Vec<String> {
    let mut written: Vec<String> = table.above.iter().map(Paragraph::text).collect();
    let texts = |cell: &Cell| cell.paragraphs.iter().map(Paragraph::text).collect::<Vec<_>>();
    for (index, row) in table.rows.iter().enumerate() {
        if facts.starts.contains(&index) {
            written.extend(table.continued.iter().map(Paragraph::text));
            let head = if index < table.head.end { 0..0 } else { table.head.clone() };
            written.extend(table.rows[head].iter().flat_map(|row| &row.cells).flat_map(texts));
        }
        let above = table.rows[..index].iter().enumerate();
        let again = above.flat_map(|(top, row)| row.cells.iter().map(move |cell| (top, cell)));
        let again = again.filter(|(top, cell)| {
            top + cell.rows > index && facts.repeated.contains(&(index, cell.column))
        });
        let again = again.map(|(_, cell)| cell);
        let mut cells: Vec<&Cell> = again.chain(&row.cells).collect();
        cells.sort_by_key(|cell| cell.column);
        written.extend(cells.into_iter().flat_map(texts));
    }
    written.extend(table.below.iter().map(Paragraph::text));
    written
}

/// The text of a PDF as its own maps from glyphs to characters tell it.
fn of_the_pdf(bytes: &[u8]) -> String {
    let pdf = lopdf::Document::load_mem(bytes).unwrap();
    let pages: Vec<u32> = pdf.get_pages().into_keys().collect();
    without_spaces(&pdf.extract_text(&pages).unwrap())
}

/// Everything on the pages, page numbers and repeated header rows too, in the order it is drawn.
fn drawn(document: &Compiled) -> String {
    let items = document.layout.pages.iter().flat_map(|page| &page.items);
    let lines = items.filter_map(|item| match item {
        Item::Line(line) => Some(line),
        Item::Rule(_) | Item::Picture(_) => None,
    });
    let glyphs = lines.flat_map(|line| &line.runs).flat_map(|run| &run.glyphs);
    without_spaces(&glyphs.map(|glyph| glyph.character).collect::<String>())
}

#[test]
fn the_sample_prints_the_report_word_for_word() {
    let report = std::fs::read_to_string(repository("tests/data/xiangfen-2021.txt")).unwrap();
    let found = lines(&documents()["xiangfen-2021"]);
    for (wanted, found) in report.lines().zip(&found) {
        assert_eq!(wanted, found);
    }
    assert_eq!(report.lines().count(), found.len());
}

#[test]
fn the_pages_hold_the_text_of_the_galley() {
    for (name, document) in documents() {
        let difference = first_difference(&of_the_galley(document), &of_the_pages(document));
        assert_eq!(difference, None, "{name}");
    }
}

#[test]
fn the_docx_holds_the_text_of_the_galley() {
    for (name, document) in documents() {
        let mut found = of_the_docx(&document.docx(&[], Embed::default(), book()).unwrap());
        found.retain(|paragraph| !paragraph.is_empty());
        let mut wanted: Vec<String> = document
            .galley
            .blocks()
            .flat_map(|block| match block {
                Block::Table(table) => {
                    rows_written(table, &document.layout.facts.tables[&table.id])
                }
                Block::Paragraph(own) => {
                    let notes = own.notes.iter().map(|note| note.text.text());
                    [own.text()].into_iter().chain(notes).collect()
                }
                Block::Figure(figure) => figure.caption.iter().map(Paragraph::text).collect(),
                Block::Contents(contents) => contents_lines(contents, document),
            })
            .collect();
        wanted.retain(|paragraph| !paragraph.is_empty());
        assert_eq!(found, wanted, "{name}");
    }
}

#[test]
fn the_pdf_holds_the_text_of_the_pages() {
    for (name, document) in documents() {
        let found = of_the_pdf(&document.pdf(&[], book()).unwrap());
        assert_eq!(first_difference(&found, &drawn(document)), None, "{name}");
    }
}

/// Every number of the sample is a datum, written once; what is named in the text is computed or printed
/// from there.
#[test]
fn the_sample_writes_each_of_its_figures_once() {
    let yaml = std::fs::read_to_string(repository("data/xiangfen-2021.yaml")).unwrap();
    let (_, body) = yaml.split_once("\n正文:\n").unwrap();
    let mut digits = Vec::new();
    for line in body.lines().filter(|line| !line.contains("宽:")) {
        let outside =
            line.split("{{").map(|part| part.split_once("}}").map_or(part, |(_, rest)| rest));
        for text in outside {
            let number = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
            digits.extend(number.map(str::to_owned));
        }
    }
    // The year in the name of a document that is cited: 《关于开展2020年度机关运行成本统计调查工作的通知》.
    assert_eq!(digits, ["2020"]);
}
