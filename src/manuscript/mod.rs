//! 来稿: what a file of another program holds, before anybody says what it means: every character in reading order,
//! how each paragraph looks and is numbered, tables, pictures, and what is set aside because it is no text of the
//! document (field codes, hidden and deleted text, comments). One file a format makes it. What is a title or a heading
//! is for `draft`.

mod contents;
mod docx;
mod grid;
mod html;
mod line;
mod markdown;
mod place;
mod sheets;
mod taken;
#[cfg(test)]
mod testing;
mod text;
mod unit;

pub use contents::Contents;
pub use docx::of_docx;
pub use grid::NARROW;
pub use html::of_html;
pub use markdown::of_markdown;
pub use place::Place;
pub use sheets::of_spreadsheet;
pub use text::of_text;
pub use unit::is_unit;

use std::ops::Range;

/// A file that was taken in.
#[derive(Clone, Debug, Default)]
pub struct Manuscript {
    /// Every character of the document, a line for each paragraph, those of cells and notes where they stand; a line
    /// break inside a paragraph is U+2028. What is set aside is not in it.
    pub text: String,
    /// One for each line of `text`, in order.
    pub paragraphs: Vec<Paragraph>,
    /// In reading order.
    pub tables: Vec<Table>,
    /// In reading order.
    pub pictures: Vec<Picture>,
    /// In reading order.
    pub asides: Vec<Aside>,
    /// Tables of contents that a program makes, in reading order; their lines are asides.
    pub contents: Vec<Contents>,
    /// Who wrote it and what it is called, where the file says so apart from its text.
    pub properties: Properties,
    /// Characters at one place stand for columns: spaces of a text file do, those of a DOCX may.
    pub is_plain_text: bool,
}

/// A paragraph, or a line of a text file.
#[derive(Clone, Debug, Default)]
pub struct Paragraph {
    /// Its bytes of [`Manuscript::text`], without the line feed.
    pub range: Range<usize>,
    /// Where people find it in their file.
    pub place: Place,
    /// What it belongs to.
    pub within: Within,
    /// The number that a program counts in front of it, as printed; it is not in the text.
    pub label: Option<CountedLabel>,
    /// How it looks.
    pub look: Look,
    /// It starts a page, because its author said so.
    pub starts_page: bool,
    /// It stands on a page across the paper, as the file says.
    pub landscape: bool,
    /// What its file could not tell for certain.
    pub doubts: Vec<Doubt>,
    /// Notes called in it: the byte of [`Manuscript::text`] in front of which the mark stands, and which note, from 0.
    pub notes: Vec<(usize, usize)>,
    /// Pictures in it, likewise.
    pub pictures: Vec<(usize, usize)>,
}

/// What nobody can tell for certain of a paragraph, whatever it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// It stood in a text box, which has no place in the text: it is where the box was anchored.
    Boxed,
    /// A formula, written in one line.
    Formula,
    /// Raised or lowered characters that now stand in the line.
    Shifted,
}

impl Doubt {
    /// As a person is told.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Boxed => "原来在文本框里，放在文本框所在的段落之后",
            Self::Formula => "公式写成了一行，请核对",
            Self::Shifted => "有上标或下标，改成了平排，请核对",
        }
    }
}

/// What a paragraph belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Within {
    /// The text.
    #[default]
    Body,
    /// A cell, by the index of its table, row and column of the grid.
    Cell {
        /// Which of [`Manuscript::tables`].
        table: usize,
        /// From 0.
        row: usize,
        /// From 0, in the grid.
        column: usize,
    },
    /// A footnote or endnote, from 0.
    Note(usize),
}

/// A number that a program counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountedLabel {
    /// As printed, without what stands between it and the text: `（三）`.
    pub text: String,
    /// The level of its list, from 0.
    pub level: u8,
}

/// How a paragraph looks, as far as its file says it; what differs inside a paragraph is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// The level of a heading that its style or the paragraph itself claims, from 1.
    pub outline: Option<u8>,
    /// The name of its style; `None` for that of plain text.
    pub style: Option<String>,
    /// All of it is bold.
    pub bold: bool,
    /// How many of its first characters look alike where the rest looks otherwise: a run-in heading set in bold or
    /// another face.
    pub lead: Option<usize>,
    /// The face of its Chinese characters: `楷体_GB2312`.
    pub face: Option<String>,
    /// In half points.
    pub half_points: Option<u32>,
    /// Where its lines stand.
    pub align: Option<Align>,
}

/// Where lines stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// At the left, or at both edges.
    Left,
    /// In the middle.
    Center,
    /// At the right.
    Right,
}

/// A table.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Columns of its grid.
    pub columns: usize,
    /// The share of each column in the width; empty where the file says none. Of a DOCX in twips, so that tables can be
    /// laid over each other.
    pub widths: Vec<u32>,
    /// So many first rows are a header, as the file says.
    pub head: usize,
    /// In reading order.
    pub cells: Vec<Cell>,
    /// It stands in a cell of this other table.
    pub inside: Option<usize>,
}

/// A cell of a table. Its paragraphs are those that name its table, row and column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// From 0.
    pub row: usize,
    /// From 0, in the grid.
    pub column: usize,
    /// Covered, 1 or more.
    pub rows: usize,
    /// Covered, 1 or more.
    pub columns: usize,
    /// The file says that it is one with the cell above it, whose text stands in it again.
    pub again: bool,
}

/// A picture.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The file's bytes; empty where it stands outside of the file.
    pub bytes: Vec<u8>,
    /// The ending of its name: `png`.
    pub ending: String,
    /// What is told of it to those who cannot see it.
    pub alt: Option<String>,
    /// Its width on paper in EMU.
    pub width: Option<i64>,
}

/// What is in the file and is no text of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// What it is.
    pub kind: AsideKind,
    /// Its characters; of what has none, its name (a bookmark's).
    pub text: String,
    /// Whether these characters were text that somebody could read: they are counted in the account.
    pub counts: bool,
    /// Where it was.
    pub place: Place,
}

/// What is set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AsideKind {
    /// 书签.
    Bookmark,
    /// 域代码.
    FieldCode,
    /// 隐藏文字.
    Hidden,
    /// 修订里删除的文字.
    Deleted,
    /// 批注.
    Comment,
    /// 页眉.
    Header,
    /// 页脚.
    Footer,
    /// 目录: what the program makes anew from the headings.
    Contents,
    /// What a picture, a drawing or an embedded file says; the reader cannot take it over.
    Object,
    /// A sign of a face of symbols, which has no character.
    Symbol,
}

/// What a file says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Properties {
    /// 标题.
    pub title: Option<String>,
    /// 单位.
    pub unit: Option<String>,
    /// 年度.
    pub year: Option<u16>,
}

impl Manuscript {
    /// The text of a paragraph.
    #[must_use]
    pub fn text_of(&self, paragraph: &Paragraph) -> &str {
        self.text.get(paragraph.range.clone()).unwrap_or_default()
    }

    /// The index of the paragraph that holds a byte of the text; of the line feed behind one, that of the next.
    #[must_use]
    pub fn paragraph_at(&self, byte: usize) -> usize {
        self.paragraphs.partition_point(|paragraph| paragraph.range.end <= byte)
    }

    /// How many characters the file holds that somebody could read: of the text without its line feeds, numbers that
    /// a program counts, and those set aside.
    #[must_use]
    pub fn characters(&self) -> usize {
        let text = self.text.chars().filter(|character| *character != '\n').count();
        let labels = self.paragraphs.iter().filter_map(|paragraph| paragraph.label.as_ref());
        let labels: usize = labels.map(|label| label.text.chars().count()).sum();
        let asides = self.asides.iter().filter(|aside| aside.counts);
        text + labels + asides.map(|aside| aside.text.chars().count()).sum::<usize>()
    }
}
