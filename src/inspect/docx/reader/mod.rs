//! One story of a DOCX (body, note, header) read from its XML, element by element. What is text of the document and
//! what is not is written down for each character; nothing is dropped but what nobody can see and count.

mod elements;

use std::collections::HashMap;

use roxmltree::Node;

use super::content::{Piece, RunLook, State, Story, WordDocument, WordParagraph, WordTable};
use super::drawing::{Drawing, Pictures};
use super::field::Fields;
use super::labels::Numbering;
use super::note::Calls;
use super::package::Relations;
use super::page::Pages;
use super::section::Sections;
use super::styles::{Base, Styles};
use super::table::OpenTable;
use super::xml::{attribute, child, switch};

/// What all stories of a document share.
pub(super) struct Shared {
    pub(super) document: WordDocument,
    pub(super) styles: Styles,
    pub(super) numbering: Numbering,
    pub(super) calls: Calls,
    pub(super) pictures: Pictures,
    /// Comments by their ids, and the paragraph where each is called.
    pub(super) comments: HashMap<String, usize>,
}

/// Reads a story; lives as long as its part.
pub(super) struct Reader<'r> {
    shared: &'r mut Shared,
    relations: &'r Relations,
    story: Story,
    pages: Pages,
    sections: Sections,
    /// Paragraphs that are open, the inner one last: text boxes stand in paragraphs.
    open: Vec<Open>,
    runs: Vec<(RunLook, bool)>,
    tables: Vec<OpenTable>,
    drawings: Vec<Drawing>,
    /// Bookmarks between paragraphs, which belong to the next.
    waiting: Vec<Piece>,
    fields: Fields,
    /// How many elements of each kind are open.
    deleted: usize,
    contents: usize,
    ruby: usize,
    boxes: usize,
    formulas: usize,
}

struct Open {
    index: usize,
    base: Base,
}

impl<'r> Reader<'r> {
    pub(super) fn new(
        shared: &'r mut Shared,
        relations: &'r Relations,
        story: Story,
        pages: Pages,
    ) -> Self {
        let sections = Sections::new(shared.document.paragraphs.len());
        Self {
            shared,
            relations,
            story,
            pages,
            sections,
            open: Vec::new(),
            runs: Vec::new(),
            tables: Vec::new(),
            drawings: Vec::new(),
            waiting: Vec::new(),
            fields: Fields::default(),
            deleted: 0,
            contents: 0,
            ruby: 0,
            boxes: 0,
            formulas: 0,
        }
    }

    /// The story has been read; says which headers and footers its sections name.
    pub(super) fn finish(self) -> Vec<(Story, String)> {
        let paragraphs = &mut self.shared.document.paragraphs;
        if let Some(began) = self.fields.endless_contents() {
            let pieces = paragraphs.iter_mut().skip(began).flat_map(|own| &mut own.pieces);
            for piece in pieces {
                if let Piece::Text { state: state @ State::Contents, .. } = piece {
                    *state = State::Shown;
                }
            }
        }
        self.sections.finish(paragraphs)
    }

    fn begin_paragraph(&mut self, node: Node<'_, '_>) {
        let properties = child(node, "pPr");
        let base = self.shared.styles.paragraph(properties);
        let mark = properties.and_then(|own| child(own, "rPr"));
        let has = |name| mark.is_some_and(|mark| child(mark, name).is_some());
        let hidden = mark.and_then(|mark| switch(mark, "vanish")) == Some(true);
        let gone = has("del") || has("moveFrom") || hidden;
        // A large first letter is a paragraph of its own in files, in a frame beside the next.
        let frame = properties.and_then(|own| child(own, "framePr"));
        let drops =
            frame.and_then(|frame| attribute(frame, "dropCap")).is_some_and(|d| d != "none");
        let label = properties.filter(|_| !gone).and_then(|own| self.shared.numbering.label(own));
        let (cell, covered) = self.tables.last().map(OpenTable::cell).unwrap_or_default();
        let index = self.shared.document.paragraphs.len();
        self.shared.document.paragraphs.push(WordParagraph {
            story: self.story,
            label,
            cell,
            covered,
            page: self.pages.begin(node),
            starts_page: base.starts_page,
            boxed: self.boxes > 0,
            runs_on: gone || drops,
            look: base.look.clone(),
            pieces: std::mem::take(&mut self.waiting),
            landscape: false,
        });
        self.open.push(Open { index, base });
    }

    fn end_paragraph(&mut self, node: Node<'_, '_>) {
        let Some(open) = self.open.pop() else { return };
        self.fields.end_paragraph(open.index);
        if let Some(own) = self.shared.document.paragraphs.get_mut(open.index) {
            // Most have one piece, and there may be a million of them.
            own.pieces.shrink_to_fit();
        }
        let section = child(node, "pPr").and_then(|own| child(own, "sectPr"));
        if let Some(section) = section {
            self.sections.end(section, self.shared.document.paragraphs.len());
        }
    }

    fn begin_run(&mut self, node: Node<'_, '_>) {
        let plain = Base::default();
        let base = self.open.last().map_or(&plain, |open| &open.base);
        self.runs.push(self.shared.styles.run(base, child(node, "rPr")));
    }

    fn state(&self) -> State {
        if self.deleted > 0 {
            State::Deleted
        } else if self.fields.in_code() {
            State::FieldCode
        } else if self.runs.last().is_some_and(|(_, hidden)| *hidden) {
            State::Hidden
        } else if self.in_contents() {
            State::Contents
        } else if self.ruby > 0 {
            State::Ruby
        } else {
            State::Shown
        }
    }

    fn in_contents(&self) -> bool {
        let by_style = self.open.last().is_some_and(|open| open.base.is_contents);
        by_style || self.contents > 0 || self.fields.in_contents()
    }

    fn is_shown(&self) -> bool {
        matches!(self.state(), State::Shown | State::Contents | State::Ruby)
    }

    /// The paragraph that is open; what stands between paragraphs gets one of its own.
    fn paragraph(&mut self) -> Option<&mut WordParagraph> {
        let paragraphs = &mut self.shared.document.paragraphs;
        let Some(open) = self.open.last() else {
            let (cell, covered) = self.tables.last().map(OpenTable::cell).unwrap_or_default();
            let story = self.story;
            paragraphs.push(WordParagraph { story, cell, covered, ..WordParagraph::default() });
            return paragraphs.last_mut();
        };
        paragraphs.get_mut(open.index)
    }

    fn push(&mut self, piece: Piece) {
        if let Some(paragraph) = self.paragraph() {
            paragraph.pieces.push(piece);
        }
    }

    fn text(&mut self, text: &str) {
        self.text_as(text, self.state());
    }

    fn text_as(&mut self, text: &str, state: State) {
        if text.is_empty() {
            return;
        }
        let look = self.runs.last().map(|(look, _)| look.clone()).unwrap_or_default();
        let Some(paragraph) = self.paragraph() else { return };
        // In XML a line feed is white space like any other.
        let text = text.chars().map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c });
        match paragraph.pieces.last_mut() {
            Some(Piece::Text { text: before, state: same, look: alike })
                if *same == state && *alike == look =>
            {
                before.extend(text);
            }
            _ => paragraph.pieces.push(Piece::Text { text: text.collect(), state, look }),
        }
    }

    fn begin_table(&mut self, node: Node<'_, '_>) {
        let tables = &mut self.shared.document.tables;
        let inside = self.tables.last().map(OpenTable::index);
        self.tables.push(OpenTable::new(node, tables.len(), inside));
        tables.push(WordTable::default());
    }

    fn end_table(&mut self) {
        let Some((index, table)) = self.tables.pop().map(OpenTable::close) else { return };
        if let Some(place) = self.shared.document.tables.get_mut(index) {
            *place = table;
        }
    }
}
