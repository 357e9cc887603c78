//! A DOCX as it was read → manuscript: which of its characters are text, which are set aside, how each line looks. How
//! the file is built is for `inspect::docx`.

use std::borrow::Cow;

use super::line::Line;
use super::unit::is_unit;
use super::{Aside, AsideKind, Doubt, Manuscript, Place, Within, contents, grid};
use crate::inspect::{
    CellPlace, Piece, State, Story, WordDocument, WordParagraph, WordPicture, sign,
};

/// The manuscript of a DOCX.
#[must_use]
pub fn of_docx(document: WordDocument) -> Manuscript {
    let mut taking = Taking::default();
    taking.tables(&document);
    for (index, paragraph) in document.paragraphs.iter().enumerate() {
        taking.paragraph(index, paragraph);
    }
    taking.finish_line();
    if document.has_macros {
        taking.manuscript.asides.push(Aside {
            kind: AsideKind::Object,
            text: "宏（vbaProject.bin）".to_owned(),
            counts: false,
            place: Place::Whole,
        });
    }
    let mut manuscript = taking.manuscript;
    manuscript.contents = taking.contents.finish();
    manuscript.pictures = document.pictures.into_iter().map(super::Picture::from).collect();
    manuscript.properties.title = document.title;
    manuscript.properties.unit = document.company.filter(|name| is_unit(name));
    manuscript
}

/// A manuscript while it is taken down.
#[derive(Default)]
struct Taking {
    manuscript: Manuscript,
    /// For each table, where the edges of the file's grid are in its own.
    edges: Vec<Vec<usize>>,
    /// The line that is being put together.
    line: Option<Line>,
    /// The next line starts a page.
    starts_page: bool,
    /// The next paragraph goes on in the line.
    runs_on: bool,
    contents: contents::Taking,
    /// Which paragraph the last aside is of.
    last_aside: Option<usize>,
}

impl Taking {
    fn tables(&mut self, document: &WordDocument) {
        (self.manuscript.tables, self.edges) = document.tables.iter().map(grid::of).unzip();
    }

    /// The column of the manuscript's table in which a cell begins.
    fn column(&self, cell: CellPlace) -> usize {
        let edges = self.edges.get(cell.table);
        edges.and_then(|edges| edges.get(cell.column)).copied().unwrap_or(cell.column)
    }

    /// What a paragraph belongs to, `None` for what is no text; and where it is.
    fn whereabouts(&self, index: usize, paragraph: &WordParagraph) -> (Option<Within>, Place) {
        match paragraph.story {
            Story::Body => match paragraph.cell {
                Some(cell) => (
                    Some(Within::Cell {
                        table: cell.table,
                        row: cell.row,
                        column: self.column(cell),
                    }),
                    Place::Cell {
                        table: cell.table + 1,
                        row: cell.row + 1,
                        column: cell.column + 1,
                    },
                ),
                None => (Some(Within::Body), Place::Paragraph(index + 1)),
            },
            Story::Note(note) => (Some(Within::Note(note)), Place::Note(note + 1)),
            Story::Comment(about) => {
                (None, about.map_or(Place::Whole, |about| Place::Paragraph(about + 1)))
            }
            Story::StrayNote | Story::Header | Story::Footer => (None, Place::Whole),
        }
    }

    fn paragraph(&mut self, index: usize, paragraph: &WordParagraph) {
        let (within, place) = self.whereabouts(index, paragraph);
        let within = within.filter(|_| !paragraph.covered);
        if self.runs_on && within.is_some() {
            self.runs_on = false;
        } else {
            self.finish_line();
        }
        let Some(within) = within else {
            self.set_aside(index, paragraph, &place);
            return;
        };
        let mut line = match self.line.take().filter(|line| line.within == within) {
            Some(line) => line,
            None => Line::new(within, place.clone()),
        };
        let starts_page = std::mem::take(&mut self.starts_page);
        if within == Within::Body {
            let before = self.manuscript.paragraphs.len();
            let starts_page = starts_page || paragraph.starts_page;
            line.of_contents = self.contents.paragraph(paragraph, before, starts_page);
        }
        line.join(paragraph, &place, starts_page);
        for piece in &paragraph.pieces {
            match piece {
                Piece::Text { text, state: State::Shown, look } => {
                    let text = self.without_signs(index, text, look.latin.as_deref(), &place);
                    line.push(&text, look);
                    self.last_aside = None;
                }
                Piece::Text { text, state: State::Formula, look } => {
                    line.push(text, look);
                    if !text.is_empty() {
                        line.doubt(Doubt::Formula);
                    }
                }
                Piece::PageBreak => {
                    let next = line.turn_page();
                    line = self.take_down(line, next);
                }
                Piece::Note { note, .. } => line.notes.push((line.text.len(), *note)),
                Piece::Picture(picture) => line.pictures.push((line.text.len(), *picture)),
                other => {
                    line.had_aside |= self.aside(index, other, None, &place);
                }
            }
        }
        self.runs_on = paragraph.runs_on;
        self.line = Some(line);
    }
}

impl Taking {
    /// Puts a line down where `next` begins.
    fn take_down(&mut self, line: Line, next: Line) -> Line {
        line.take_down(&mut self.manuscript);
        next
    }

    /// Nothing more goes on in the line.
    fn finish_line(&mut self) {
        if let Some(line) = self.line.take() {
            self.starts_page |= line.take_down(&mut self.manuscript);
        }
    }

    /// A paragraph that is no text of the document.
    fn set_aside(&mut self, index: usize, paragraph: &WordParagraph, place: &Place) {
        let kind = match paragraph.story {
            Story::Comment(_) => AsideKind::Comment,
            Story::Header => AsideKind::Header,
            Story::Footer => AsideKind::Footer,
            Story::Body | Story::Note(_) | Story::StrayNote => AsideKind::Hidden,
        };
        let is_around = matches!(paragraph.story, Story::Header | Story::Footer);
        if is_around && is_page_number(paragraph) {
            return;
        }
        for piece in &paragraph.pieces {
            self.aside(index, piece, Some(kind), place);
        }
    }

    /// Sets aside what is no text; `shown` is what shown text is. Says whether there was anything.
    fn aside(
        &mut self,
        index: usize,
        piece: &Piece,
        shown: Option<AsideKind>,
        place: &Place,
    ) -> bool {
        let (kind, text, counts) = match piece {
            Piece::Text { text, state, .. } => {
                let text = text.clone();
                match state {
                    State::Deleted => (AsideKind::Deleted, text, true),
                    State::FieldCode => (AsideKind::FieldCode, text, false),
                    State::Hidden => (AsideKind::Hidden, text, true),
                    State::Contents => (shown.unwrap_or(AsideKind::Contents), text, true),
                    State::Shown | State::Formula | State::Ruby | State::Drawing => {
                        (shown.unwrap_or(AsideKind::Object), text, true)
                    }
                }
            }
            // Programs set these by themselves, thousands of them.
            Piece::Bookmark(name) if name.starts_with("_Toc") || name.starts_with("_Hlk") => {
                return false;
            }
            Piece::Bookmark(name) => (AsideKind::Bookmark, name.clone(), false),
            Piece::Object(name) => (AsideKind::Object, name.clone(), false),
            Piece::Symbol(face, number) => {
                (AsideKind::Symbol, format!("{face} {number:04X}"), false)
            }
            Piece::PageBreak | Piece::Note { .. } | Piece::Picture(_) => return false,
        };
        if text.is_empty() {
            return false;
        }
        let asides = &mut self.manuscript.asides;
        match asides.last_mut().filter(|_| self.last_aside == Some(index)) {
            Some(last) if last.kind == kind && last.counts && counts => last.text.push_str(&text),
            Some(last) if last.kind == kind && kind == AsideKind::FieldCode => {
                last.text.push_str(&text);
            }
            _ => asides.push(Aside { kind, text, counts, place: place.clone() }),
        }
        self.last_aside = Some(index);
        true
    }

    /// A text in which signs of faces of symbols have become characters; those that have none are set aside.
    fn without_signs<'t>(
        &mut self,
        index: usize,
        text: &'t str,
        face: Option<&str>,
        place: &Place,
    ) -> Cow<'t, str> {
        let is_sign = |c: char| matches!(c, '\u{E000}'..='\u{F8FF}');
        if !text.contains(is_sign) {
            return Cow::Borrowed(text);
        }
        let mut shown = String::with_capacity(text.len());
        for character in text.chars() {
            if !is_sign(character) {
                shown.push(character);
            } else if let Some(known) = sign(face.unwrap_or_default(), character) {
                shown.push(known);
            } else {
                let asides = &mut self.manuscript.asides;
                let text = character.to_string();
                asides.push(Aside {
                    kind: AsideKind::Symbol,
                    text,
                    counts: true,
                    place: place.clone(),
                });
                self.last_aside = Some(index);
            }
        }
        Cow::Owned(shown)
    }
}

/// Whether a header or footer shows nothing but the number of the page, which is made anew.
fn is_page_number(paragraph: &WordParagraph) -> bool {
    let mut is_counted = false;
    let plain = paragraph.pieces.iter().all(|piece| match piece {
        Piece::Text { text, state: State::FieldCode, .. } => {
            is_counted |= text.contains("PAGE");
            true
        }
        Piece::Text { text, .. } => text
            .chars()
            .all(|c| c.is_ascii_digit() || c.is_whitespace() || "—-–－·第页共".contains(c)),
        _ => false,
    });
    plain && is_counted
}

impl From<WordPicture> for super::Picture {
    fn from(picture: WordPicture) -> Self {
        Self {
            bytes: picture.bytes,
            ending: picture.ending,
            alt: picture.alt,
            width: picture.width,
        }
    }
}
