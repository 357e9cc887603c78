//! The characters that a document asks for, and those that its files hold, each with its place. White
//! space is left out: lines and cells end where programs like. Notes come last: each program has its own
//! place for them.

use std::collections::{BTreeMap, VecDeque};

use crate::diag::Span;
use crate::galley::{Block, BlockId, ContentsEntry, Galley, Note, Paragraph, Table};
use crate::inspect;
use crate::layout::{Facts, Item, Layout, LineKind, TableFacts};
use crate::model::place_of_char;

/// A character with its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Character {
    /// What it is.
    pub value: char,
    /// Where it stands.
    pub place: Place,
    /// A picture of text that stands elsewhere: a page number, a repeated head. It may be missing.
    pub optional: bool,
}

/// Where a character stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the author's file.
    Source(Span),
    /// In a paragraph of a DOCX, counted from 1.
    Paragraph(usize),
    /// On a page of a PDF, counted from 1.
    Page(usize),
}

fn is_seen(value: char) -> bool {
    !value.is_whitespace()
}

/// What the DOCX of a document holds, in its order.
#[must_use]
pub fn of_docx(galley: &Galley, facts: &Facts) -> Vec<Character> {
    let mut characters = Vec::new();
    for block in galley.blocks() {
        match block {
            Block::Paragraph(paragraph) => characters.extend(of_paragraph(paragraph)),
            Block::Figure(figure) => {
                characters.extend(figure.caption.iter().flat_map(of_paragraph));
            }
            Block::Contents(contents) => {
                characters.extend(of_paragraph(&contents.title));
                for ContentsEntry { line, .. } in &contents.entries {
                    characters.extend(of_paragraph(line));
                    characters.extend(of_page_reference(line, facts));
                }
            }
            Block::Table(table) => {
                let facts = facts.tables.get(&table.id).cloned().unwrap_or_default();
                of_table(table, &facts, &mut characters);
            }
        }
    }
    characters.extend(galley.notes().flat_map(of_note));
    characters
}

/// The page number at the end of a line of 目录.
fn of_page_reference(line: &Paragraph, facts: &Facts) -> Vec<Character> {
    let number = facts.page_references.get(&line.id).map(ToString::to_string).unwrap_or_default();
    let place = Place::Source(line.span);
    number.chars().map(|value| Character { value, place, optional: false }).collect()
}

/// A note with its number.
fn of_note(note: &Note) -> Vec<Character> {
    let mut characters = of_number(note);
    characters.extend(of_paragraph(&note.text));
    characters
}

fn of_number(note: &Note) -> Vec<Character> {
    let place = Place::Source(note.text.span);
    note.number.chars().map(|value| Character { value, place, optional: false }).collect()
}

/// A table as it is written: cells row by row, labels again where a page break cuts them, the header again
/// where continued pages are tables of their own.
fn of_table(table: &Table, facts: &TableFacts, characters: &mut Vec<Character>) {
    characters.extend(table.above.iter().flat_map(of_paragraph));
    for (index, row) in table.rows.iter().enumerate() {
        if facts.starts.contains(&index) {
            characters.extend(table.continued.iter().flat_map(of_paragraph));
            let again = if index >= table.head.end { table.head.clone() } else { 0..0 };
            let head = table.rows[again].iter().flat_map(|row| &row.cells);
            characters.extend(head.flat_map(|cell| &cell.paragraphs).flat_map(of_paragraph));
        }
        let mut cells: BTreeMap<usize, _> = BTreeMap::new();
        for above in table.rows[..index].iter().flat_map(|row| &row.cells) {
            if facts.repeated.contains(&(index, above.column)) {
                cells.insert(above.column, above);
            }
        }
        cells.extend(row.cells.iter().map(|cell| (cell.column, cell)));
        let paragraphs = cells.values().flat_map(|cell| &cell.paragraphs);
        characters.extend(paragraphs.flat_map(of_paragraph));
    }
    characters.extend(table.below.iter().flat_map(of_paragraph));
}

fn of_paragraph(paragraph: &Paragraph) -> Vec<Character> {
    let label = paragraph.label.iter().flat_map(|label| label.text.chars());
    let label = label.map(|value| (value, paragraph.span));
    let runs = paragraph.runs.iter().flat_map(|run| {
        let characters = run.text.char_indices();
        characters.map(|(at, value)| (value, place_of_char(&run.text, run.span, at)))
    });
    let mut characters: Vec<Character> = label
        .chain(runs)
        .map(|(value, span)| Character { value, place: Place::Source(span), optional: false })
        .collect();
    let label = paragraph.label.as_ref().map_or(0, |label| label.text.chars().count());
    for note in paragraph.notes.iter().rev() {
        let at = (label + note.at).min(characters.len());
        characters.splice(at..at, of_number(note));
    }
    characters.retain(|character| is_seen(character.value));
    characters
}

/// What the PDF of a document holds, in the order in which it is drawn, notes last.
#[must_use]
pub fn of_layout(galley: &Galley, layout: &Layout) -> Vec<Character> {
    let mut waiting: BTreeMap<BlockId, VecDeque<Character>> = galley
        .paragraphs()
        .map(|paragraph| (paragraph.id, of_paragraph(paragraph).into()))
        .collect();
    waiting.extend(galley.notes().map(|note| (note.text.id, of_note(note).into())));
    let lines = galley.contents().flat_map(|contents| &contents.entries).map(|entry| &entry.line);
    let mut numbers: BTreeMap<BlockId, VecDeque<Character>> =
        lines.map(|line| (line.id, of_page_reference(line, &layout.facts).into())).collect();
    let nowhere = galley.paragraphs().next().map(|paragraph| paragraph.span);
    let (mut characters, mut notes) = (Vec::new(), Vec::new());
    for item in layout.pages.iter().flat_map(|page| &page.items) {
        let Item::Line(line) = item else { continue };
        let into = if line.kind == LineKind::Note { &mut notes } else { &mut characters };
        let glyphs = line.runs.iter().flat_map(|run| &run.glyphs);
        for glyph in glyphs.filter(|glyph| is_seen(glyph.character)) {
            let due = match line.kind {
                LineKind::Text | LineKind::Note => Some(&mut waiting),
                LineKind::Reference => Some(&mut numbers),
                LineKind::RepeatedHead | LineKind::Leader | LineKind::PageNumber => None,
            };
            let next =
                due.zip(line.block).and_then(|(due, block)| due.get_mut(&block)?.pop_front());
            let again = nowhere.map(|span| Character {
                value: glyph.character,
                place: Place::Source(span),
                optional: true,
            });
            into.extend(next.or(again));
        }
    }
    characters.extend(notes);
    characters
}

/// The characters of a DOCX file.
#[must_use]
pub fn of_docx_file(paragraphs: &[inspect::Paragraph]) -> Vec<Character> {
    let numbered = paragraphs.iter().zip(1..);
    let characters = numbered.flat_map(|(paragraph, number)| {
        let text = paragraph.label.chars().chain(paragraph.text.chars());
        text.map(move |value| Character { value, place: Place::Paragraph(number), optional: false })
    });
    characters.filter(|character| is_seen(character.value)).collect()
}

/// The characters of a PDF file. In one that marks no artifacts, what looks like a page number is taken for
/// one. Notes come last.
#[must_use]
pub fn of_pdf_file(pages: &[inspect::Page]) -> Vec<Character> {
    let marks = pages.iter().flat_map(|page| &page.glyphs).any(|glyph| glyph.artifact);
    let (mut characters, mut notes) = (Vec::new(), Vec::new());
    for (page, number) in pages.iter().zip(1..) {
        let lines = inspect::lines(page);
        let foot = inspect::note_lines(&lines);
        let last = lines.last().filter(|line| inspect::page_number(&line.text).is_some());
        for glyph in &page.glyphs {
            let in_number = last.is_some_and(|line| line.glyphs.contains(glyph));
            let optional = glyph.artifact || (!marks && (in_number || !glyph.upright));
            let place = Place::Page(number);
            let values = glyph.text.chars().filter(|value| is_seen(*value));
            let in_notes = foot.iter().any(|line| line.glyphs.contains(glyph));
            let into = if in_notes { &mut notes } else { &mut characters };
            into.extend(values.map(|value| Character { value, place, optional }));
        }
    }
    characters.extend(notes);
    characters
}
