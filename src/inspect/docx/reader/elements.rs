//! What each element of a DOCX does to the reader.

use roxmltree::Node;

use super::Reader;
use crate::inspect::docx::content::{Piece, State, Story};
use crate::inspect::docx::drawing::Drawing;
use crate::inspect::docx::field::overlaid;
use crate::inspect::docx::formula::{self, is_formula};
use crate::inspect::docx::note::Call;
use crate::inspect::docx::styles::LONGEST_NAME;
use crate::inspect::docx::symbol;
use crate::inspect::docx::xml::{Visitor, attribute, child, is_word, relation, value};

/// How bookmarks begin by which `render::docx` marks a cell that is one with the cell above it.
const SAID_AGAIN: &str = "_chengwen_again_";

impl Reader<'_> {
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
            "bookmarkStart" => {
                let name = attribute(node, "name").unwrap_or_default();
                if name.starts_with(SAID_AGAIN) {
                    if let Some(table) = self.tables.last_mut() {
                        table.says_again();
                    }
                    return true;
                }
                let bookmark = Piece::Bookmark(name.to_owned());
                if self.open.is_empty() {
                    self.waiting.push(bookmark);
                } else {
                    self.push(bookmark);
                }
            }
            "altChunk" | "subDoc" => {
                let target = relation(node, "id").and_then(|id| self.relations.get(id));
                let name = target.map_or("", |target| target.target.as_str());
                let name: String = name.chars().take(LONGEST_NAME).collect();
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
                let words = part.and_then(|part| self.shared.pictures.take_words(&part));
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
