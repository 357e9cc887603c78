//! 校样: a document's text as a proofreader has it in front of him, whatever file it came from: paragraphs in
//! reading order with their kinds, numbers and places, and tables by rows and columns. Made of a galley
//! (`galley`), of plain text (`plain`) or of a DOCX that was read back (`docx`). What is right or wrong about
//! it is for `check`.

mod contents;
mod docx;
mod galley;
mod head;
mod label;
mod paragraph;
mod plain;
pub mod residue;
mod rows;
mod table;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

pub use docx::{DocxPlace, DocxText, of_docx};
pub use galley::of_galley;
pub use label::{Label, Pattern, narrow_digit};
pub use paragraph::{Kind, Paragraph, SetLine, Stretch};
pub use plain::{CellPlace, Line, of_lines, of_text};
pub use residue::leftovers;
pub use rows::{contents, is_caption};
pub use table::{Cell, Table};

/// A document to be proofread.
#[derive(Clone, Debug, Default)]
pub struct Proof {
    /// Who hands it in, where the file says so apart from the text.
    pub unit: Option<String>,
    /// The year reported on, where the file says so apart from the text.
    pub year: Option<u16>,
    /// In reading order; those of a table stand where the table stands.
    pub paragraphs: Vec<Paragraph>,
    /// In reading order.
    pub tables: Vec<Table>,
    /// Pages it was set on; 0 where nobody has set it.
    pub pages: usize,
    /// Those of them, from 0, on which a 目录 stands. It says again what headings say, so its lines are not among the
    /// paragraphs.
    pub contents: BTreeSet<usize>,
    /// Numbers of the text were typed by its author, not counted by a program.
    pub typed: bool,
    /// It is of a document of the language, whose reader tells by itself what is left to be filled in.
    pub of_language: bool,
}

impl Proof {
    /// The first paragraph of the title, or else the first of all: where findings about the whole document are
    /// placed. `None` for an empty document.
    #[must_use]
    pub fn front(&self) -> Option<usize> {
        let title = self.paragraphs.iter().position(|paragraph| paragraph.kind == Kind::Title);
        title.or_else(|| self.paragraphs.iter().position(|paragraph| !paragraph.text.is_empty()))
    }

    /// The title in one line; empty where there is none. Of several attachments, that of the first.
    #[must_use]
    pub fn title(&self) -> String {
        let mut titles = self.paragraphs.iter().skip_while(|each| each.kind != Kind::Title);
        let mut title = String::new();
        for each in titles.by_ref().take_while(|each| each.kind == Kind::Title) {
            title.push_str(each.text.trim());
        }
        title
    }
}
