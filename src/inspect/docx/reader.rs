//! One story of a DOCX (body, note, header) read from its XML, element by element. What is text of the document and
//! what is not is written down for each character; nothing is dropped but what nobody can see and count.

use std::collections::HashMap;

use roxmltree::Node;

use super::content::{Piece, RunLook, State, Story, WordDocument, WordParagraph};
use super::drawing::{Drawing, Pictures};
use super::field::{Fields, overlaid};
use super::formula::{self, is_formula};
use super::labels::Numbering;
use super::note::{Call, Calls};
use super::package::Relations;
use super::page::Pages;
use super::section::Sections;
use super::styles::{Base, Styles};
use super::symbol;
use super::table::OpenTable;
use super::xml::{Visitor, attribute, child, is_word, relation, switch, value};

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
            runs_on: gone,
            look: base.look.clone(),
            ..WordParagraph::default()
        });
        self.open.push(Open { index, base });
    }

    fn end_paragraph(&mut self, node: Node<'_, '_>) {
        let Some(open) = self.open.pop() else { return };
        self.fields.end_paragraph(open.index);
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
        } else if self.contents > 0 || self.fields.in_contents() {
            State::Contents
        } else if self.ruby > 0 {
            State::Ruby
        } else {
            State::Shown
        }
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

    /// An element of WordprocessingML.
    fn enter_word(&mut self, node: Node<'_, '_>) -> bool {
        match node.tag_name().name() {
            "p" => self.begin_paragraph(node),
            "r" => self.begin_run(node),
            "tbl" => self.begin_table(node),
            "tr" => {
                let deleted = self.tables.last_mut().is_some_and(|table| table.begin_row(node));
                self.deleted += usize::from(deleted);
            }
            "tc" => {
                if let Some(table) = self.tables.last_mut() {
                    table.begin_cell(node);
                }
            }
            "pPr" | "rPr" | "tblPr" | "tblGrid" | "trPr" | "tcPr" | "sdtPr" => return false,
            "del" | "moveFrom" => self.deleted += 1,
            "sdt" => self.contents += usize::from(is_contents(node)),
            "rt" => self.ruby += 1,
            "txbxContent" => self.boxes += 1,
            "drawing" | "pict" | "object" => self.drawings.push(Drawing::of(node)),
            "sectPr" => {
                self.sections.end(node, self.shared.document.paragraphs.len());
                return false;
            }
            name => return self.enter_inline(name, node),
        }
        true
    }

    fn enter_inline(&mut self, name: &str, node: Node<'_, '_>) -> bool {
        match name {
            "t" | "delText" => self.text(node.text().unwrap_or_default()),
            "instrText" | "delInstrText" => {
                let text = node.text().unwrap_or_default();
                self.fields.instruct(text);
                let deleted = self.deleted > 0;
                self.text_as(text, if deleted { State::Deleted } else { State::FieldCode });
            }
            "tab" | "ptab" => self.text("\t"),
            "noBreakHyphen" => self.text("-"),
            "br" if attribute(node, "type") == Some("page") && self.is_shown() => {
                self.push(Piece::PageBreak);
            }
            "br" if attribute(node, "type") == Some("page") => {}
            "br" | "cr" => self.text("\u{2028}"),
            "sym" => self.sign(node),
            "footnoteReference" | "endnoteReference" if self.is_shown() => {
                let (called, mark) = self.shared.calls.call(Call::of(node));
                self.push(Piece::Note { note: called, mark });
            }
            "commentReference" | "commentRangeStart" => {
                if let (Some(id), Some(open)) = (attribute(node, "id"), self.open.last()) {
                    self.shared.comments.entry(id.to_owned()).or_insert(open.index);
                }
            }
            "fldChar" => self.field(node),
            "fldSimple" => {
                let code = attribute(node, "instr").unwrap_or_default();
                let began = self.open.last().map_or(0, |open| open.index);
                self.text_as(code, State::FieldCode);
                self.fields.begin_with(code, began);
            }
            "bookmarkStart" if !self.open.is_empty() => {
                let name = attribute(node, "name").unwrap_or_default();
                self.push(Piece::Bookmark(name.to_owned()));
            }
            "altChunk" | "subDoc" => {
                let target = relation(node, "id").and_then(|id| self.relations.get(id));
                let name = target.map_or("", |target| target.target.as_str());
                self.object(&format!("嵌入的文件：{name}"));
            }
            _ => {}
        }
        true
    }

    /// Something that is no text.
    fn object(&mut self, name: &str) {
        self.push(Piece::Object(name.to_owned()));
    }

    fn begin_table(&mut self, node: Node<'_, '_>) {
        let tables = &mut self.shared.document.tables;
        let inside = self.tables.last().map(OpenTable::index);
        self.tables.push(OpenTable::new(node, tables.len(), inside));
        tables.push(super::content::WordTable::default());
    }

    fn end_table(&mut self) {
        let Some((index, table)) = self.tables.pop().map(OpenTable::close) else { return };
        if let Some(place) = self.shared.document.tables.get_mut(index) {
            *place = table;
        }
    }

    fn sign(&mut self, node: Node<'_, '_>) {
        let face = attribute(node, "font").unwrap_or_default();
        let number = attribute(node, "char").and_then(|code| u32::from_str_radix(code, 16).ok());
        let number = number.unwrap_or(0);
        match symbol::character(face, number) {
            Some(character) => self.text(character.encode_utf8(&mut [0; 4])),
            None if self.is_shown() => self.push(Piece::Symbol(face.to_owned(), number)),
            None => {}
        }
    }

    fn field(&mut self, node: Node<'_, '_>) {
        match attribute(node, "fldCharType") {
            Some("begin") => self.fields.begin(self.open.last().map_or(0, |open| open.index)),
            Some("separate") => self.fields.separate(),
            Some("end") => {
                let ended = self.fields.end().filter(|ended| !ended.had_result);
                if let Some(shown) = ended.and_then(|ended| overlaid(&ended.code)) {
                    self.text_as(&shown, State::Formula);
                }
            }
            _ => {}
        }
    }

    /// An element of drawings, of whatever edition.
    fn enter_drawn(&mut self, node: Node<'_, '_>) -> bool {
        match node.tag_name().name() {
            "Fallback" => return false,
            // The first of several is what programs of today show.
            "Choice" => {
                return !node
                    .prev_siblings()
                    .skip(1)
                    .any(|node| node.tag_name().name() == "Choice");
            }
            "blip" | "imagedata" => self.picture(node),
            "t" => self.text_as(node.text().unwrap_or_default(), State::Drawing),
            "textpath" => {
                self.text_as(node.attribute("string").unwrap_or_default(), State::Drawing);
            }
            "OLEObject" => {
                let kind = node.attribute("ProgID").unwrap_or_default();
                self.object(&format!("嵌入的对象：{kind}"));
            }
            name @ ("chart" | "relIds") => {
                let id = relation(node, if name == "chart" { "id" } else { "dm" });
                let part = id.and_then(|id| self.relations.get(id)).map(|own| own.target.clone());
                self.object(if name == "chart" { "图表" } else { "图示" });
                let words = part.and_then(|part| self.shared.pictures.words(&part));
                self.text_as(&words.unwrap_or_default(), State::Drawing);
            }
            _ => {}
        }
        true
    }

    fn picture(&mut self, node: Node<'_, '_>) {
        let id = relation(node, "embed").or_else(|| relation(node, "id"));
        let id = id.or_else(|| relation(node, "link"));
        let target = id.and_then(|id| self.relations.get(id));
        let drawing = self.drawings.last();
        let is_object = drawing.is_none_or(|drawing| drawing.is_object);
        let is_text = matches!(self.story, Story::Body | Story::Note(_));
        let (Some(target), true) = (target, is_text && !is_object && self.is_shown()) else {
            if !is_object {
                self.object("图片");
            }
            return;
        };
        let picture = self.shared.pictures.of(target, drawing.map(|own| own.around(node)));
        self.shared.document.pictures.push(picture);
        self.push(Piece::Picture(self.shared.document.pictures.len() - 1));
    }
}

impl<'a, 'i> Visitor<'a, 'i> for Reader<'_> {
    fn enter(&mut self, node: Node<'a, 'i>) -> bool {
        if !node.is_element() {
            return false;
        }
        if is_word(node) {
            return self.enter_word(node);
        }
        if is_formula(node) {
            self.formulas += 1;
            let text = match node.tag_name().name() {
                "t" => node.text().unwrap_or_default(),
                _ => formula::before(node),
            };
            let state = if self.is_shown() { State::Formula } else { self.state() };
            self.text_as(text, state);
            return true;
        }
        self.enter_drawn(node)
    }

    fn leave(&mut self, node: Node<'a, 'i>) {
        if is_formula(node) {
            self.formulas -= 1;
            let state = if self.is_shown() { State::Formula } else { self.state() };
            self.text_as(formula::after(node), state);
        }
        if !is_word(node) {
            return;
        }
        match node.tag_name().name() {
            "p" => self.end_paragraph(node),
            "r" => drop(self.runs.pop()),
            "tbl" => self.end_table(),
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    self.deleted -= usize::from(table.end_row());
                }
            }
            "tc" => {
                if let Some(table) = self.tables.last_mut() {
                    table.end_cell();
                }
            }
            "del" | "moveFrom" => self.deleted -= 1,
            "sdt" => self.contents -= usize::from(is_contents(node)),
            "rt" => self.ruby -= 1,
            "txbxContent" => self.boxes -= 1,
            "drawing" | "pict" | "object" => drop(self.drawings.pop()),
            "fldSimple" => drop(self.fields.end()),
            _ => {}
        }
    }
}

/// Whether a control holds a table of contents.
fn is_contents(control: Node<'_, '_>) -> bool {
    let part = child(control, "sdtPr").and_then(|own| child(own, "docPartObj"));
    part.and_then(|part| value(part, "docPartGallery")) == Some("Table of Contents")
}
