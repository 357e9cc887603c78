//! The types of the galley.

use std::ops::Range;
use std::sync::Arc;

use crate::diag::Span;
use crate::model::{Align, ColumnWidth, Date, FigureWidth};
use crate::numbering::NumeralStyle;
use crate::picture::Picture;
use crate::template::Role;
use crate::unit::Em;

/// Names a paragraph or table of one galley; layout items carry it back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockId(pub u32);

/// A document ready to be laid out.
#[derive(Clone, Debug)]
pub struct Galley {
    /// For the files' metadata; never printed.
    pub metadata: Metadata,
    /// In the order of the text; none is empty.
    pub sections: Vec<Section>,
    /// In which notes are numbered.
    pub note_numerals: NumeralStyle,
    /// Each page says that it is a draft (草稿).
    pub is_draft: bool,
}

/// Blocks on pages of one kind; starts a page.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// The text lies across the paper (横排, GB/T 9704 8).
    pub landscape: bool,
    /// Printed number of its first page; `None`: one more than the page before, or 1.
    pub first_page: Option<u32>,
    /// In the order of the text.
    pub blocks: Vec<Block>,
}

/// What the files say about themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The title in one line; the mark when there is no title.
    pub title: String,
    /// 单位.
    pub author: String,
    /// 关键词.
    pub keywords: Vec<String>,
    /// 成文日期: the only date the files carry.
    pub date: Option<Date>,
    /// 年度: the year reported on.
    pub year: Option<u16>,
}

/// A block of the galley.
#[derive(Clone, Debug)]
pub enum Block {
    /// Lines of text.
    Paragraph(Paragraph),
    /// A ruled table with what belongs to it.
    Table(Table),
    /// A picture with the line under it.
    Figure(Figure),
    /// A table of contents (目录).
    Contents(Contents),
}

/// A paragraph: one role, one run of lines.
#[derive(Clone, Debug)]
pub struct Paragraph {
    /// Its name.
    pub id: BlockId,
    /// Where its text stands in the source.
    pub span: Span,
    /// How it looks. A run-in heading's paragraph is [`Role::Body`] with heading runs in front.
    pub role: Role,
    /// 层次序数 in front of it.
    pub label: Option<Label>,
    /// The text. Empty for an empty line.
    pub runs: Vec<Run>,
    /// 脚注, in the order of the text.
    pub notes: Vec<Note>,
    /// Its entry in the outline: headings, run-in headings, titles of several attachments.
    pub outline: Option<Outline>,
    /// Starts a new page.
    pub page_break_before: bool,
    /// Line of the type area to start on at the earliest, counted from 1 (标题 on line 3).
    pub not_before_line: Option<u16>,
    /// The program finds lines of balanced length (a title given as one string).
    pub balanced: bool,
    /// Indents of this paragraph alone, where they hang on its words.
    pub indent: Option<Indent>,
}

/// A note at the foot of the page.
#[derive(Clone, Debug)]
pub struct Note {
    /// As printed: `①`.
    pub number: String,
    /// Its number stands behind so many characters of the runs.
    pub at: usize,
    /// Its text, of [`Role::Footnote`].
    pub text: Paragraph,
}

/// An entry of the outline (书签).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// 1 for headings of the first level; 0 for what stands above them.
    pub level: u8,
    /// Number and words: `一、单位概况`.
    pub text: String,
}

/// Indents in characters of the paragraph's role, in place of the role's own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Indent {
    /// 左空 of every line but the first.
    pub left: Em,
    /// The first line against the others; negative where they hang.
    pub first: Em,
    /// 右空.
    pub right: Em,
}

/// The number of a heading or a numbered paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// As printed: `（三）`.
    pub text: String,
    /// The level it counts at, from 1.
    pub level: u8,
    /// Which number, from 1.
    pub ordinal: u32,
    /// How it looks.
    pub role: Role,
}

/// A stretch of text in one look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Final text; never empty.
    pub text: String,
    /// Look of the characters: font and size of that role.
    pub role: Role,
    /// Where it comes from; in step with the text when equally long (see `model::Piece::span`).
    pub span: Span,
    /// The author ends a line here (a title given line by line).
    pub break_after: bool,
    /// Made by the program (the “：” behind a run-in heading, “附件：”, “单位：”), not by the author.
    pub generated: bool,
}

/// 目录: the headings of a part, each with the page it stands on, which layout finds.
#[derive(Clone, Debug)]
pub struct Contents {
    /// Where it stands in the source.
    pub span: Span,
    /// Headings of the first so many levels are listed.
    pub levels: u8,
    /// The words above its lines, of [`Role::ContentsTitle`].
    pub title: Paragraph,
    /// In the order of the text.
    pub entries: Vec<ContentsEntry>,
}

/// A line of 目录.
#[derive(Clone, Debug)]
pub struct ContentsEntry {
    /// Number and words of the heading; the page number is not among them.
    pub line: Paragraph,
    /// The heading.
    pub heading: BlockId,
}

/// A picture on lines of its own.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Its name.
    pub id: BlockId,
    /// Where it stands in the source.
    pub span: Span,
    /// What is shown.
    pub picture: Arc<Picture>,
    /// As the author gave it.
    pub width: Option<FigureWidth>,
    /// What it shows, for those who cannot see it.
    pub description: String,
    /// Starts a new page.
    pub page_break_before: bool,
    /// The line under it.
    pub caption: Option<Paragraph>,
}

/// A table, its merges worked out.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its name.
    pub id: BlockId,
    /// Where it stands in the source.
    pub span: Span,
    /// Lines above it: title, then unit.
    pub above: Vec<Paragraph>,
    /// The line above it on continued pages, if there is to be one.
    pub continued: Option<Paragraph>,
    /// Columns from left to right.
    pub columns: Vec<TableColumn>,
    /// The header among `rows`, which further pages show again. Where rows stand above it, as in a form,
    /// only a table with a line on continued pages can show it again.
    pub head: Range<usize>,
    /// Rows from top to bottom.
    pub rows: Vec<Row>,
    /// 注: lines under it.
    pub below: Vec<Paragraph>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableColumn {
    /// As the author gave it.
    pub width: ColumnWidth,
}

/// A row: the cells that begin in it.
#[derive(Clone, Debug)]
pub struct Row {
    /// From left to right; a place covered by a cell from above or the left has none.
    pub cells: Vec<Cell>,
    /// Stands on one page with the next row, where each page's rows are a table of its own.
    pub keeps: bool,
}

/// A cell, covering `columns × rows` places from its own.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Column of its upper left place, from 0.
    pub column: usize,
    /// Columns covered.
    pub columns: usize,
    /// Rows covered.
    pub rows: usize,
    /// How its text stands.
    pub align: Align,
    /// Its paragraphs, at least one.
    pub paragraphs: Vec<Paragraph>,
}

impl Paragraph {
    /// The text without label.
    #[must_use]
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

impl Galley {
    /// Every block in reading order.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.sections.iter().flat_map(|section| &section.blocks)
    }

    /// Every note in reading order.
    pub fn notes(&self) -> impl Iterator<Item = &Note> {
        self.blocks().flat_map(|block| match block {
            Block::Paragraph(paragraph) => paragraph.notes.as_slice(),
            Block::Figure(_) | Block::Table(_) | Block::Contents(_) => &[],
        })
    }

    /// Every table of contents; there is one in a part at most.
    pub fn contents(&self) -> impl Iterator<Item = &Contents> {
        self.blocks().filter_map(|block| match block {
            Block::Contents(contents) => Some(contents),
            Block::Paragraph(_) | Block::Figure(_) | Block::Table(_) => None,
        })
    }

    /// Every paragraph in reading order, those of tables, of notes and of 目录 included.
    pub fn paragraphs(&self) -> impl Iterator<Item = &Paragraph> {
        self.blocks().flat_map(|block| {
            let (own, table, contents) = match block {
                Block::Paragraph(paragraph) => (Some(paragraph), None, None),
                Block::Figure(figure) => (figure.caption.as_ref(), None, None),
                Block::Table(table) => (None, Some(table), None),
                Block::Contents(contents) => (None, None, Some(contents)),
            };
            let notes = own.into_iter().flat_map(|own| own.notes.iter().map(|note| &note.text));
            let table = table.into_iter().flat_map(Table::paragraphs);
            own.into_iter()
                .chain(notes)
                .chain(table)
                .chain(contents.into_iter().flat_map(Contents::paragraphs))
        })
    }
}

impl Contents {
    /// Every paragraph in reading order.
    pub fn paragraphs(&self) -> impl Iterator<Item = &Paragraph> {
        std::iter::once(&self.title).chain(self.entries.iter().map(|entry| &entry.line))
    }
}

impl Table {
    /// Every paragraph in reading order.
    pub fn paragraphs(&self) -> impl Iterator<Item = &Paragraph> {
        let cells = self.rows.iter().flat_map(|row| &row.cells);
        self.above.iter().chain(cells.flat_map(|cell| &cell.paragraphs)).chain(&self.below)
    }
}
