//! 稿子: what a taken-in file means, as a document of the language before it is written down: parts, headings by level,
//! run-in headings, numbered paragraphs, tables real and faked. Every character of the file is in exactly one piece of
//! it or among what was left out, each with its reason. How a file is read is for `manuscript`, how
//! the YAML looks for `transcript`.

mod answers;
mod choices;
mod closing;
mod contents;
mod continued;
mod covers;
mod cut;
mod faked;
mod grid;
mod indicators;
mod known;
mod levels;
mod lines;
mod looks;
mod number;
mod piece;
mod read;
mod scheme;
mod sound;
mod spaced;
mod tables;
#[cfg(test)]
mod tests;
mod titled;
mod tree;
mod unfilled;
mod why;
mod wrapped;

pub use answers::{Answers, Wish};
pub use choices::Question;
pub use covers::Breach;
pub use piece::{Piece, Text};
pub use read::{of, of_answered};
pub use why::Why;

use std::ops::Range;

use crate::manuscript::Place;
use crate::model;

/// A document, nearly.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// 单位.
    pub unit: Option<String>,
    /// 年度.
    pub year: Option<u16>,
    /// 层次: patterns of numbers from the first level down, where they are not those of the standard.
    pub levels: Option<Vec<String>>,
    /// The document's own part first, if there is one, then attachments.
    pub parts: Vec<Part>,
    /// Characters of the file that are nowhere in the document.
    pub left_out: Vec<LeftOut>,
    /// Signs and numbers that the file's program counted and that are nowhere in the document.
    pub uncounted: Vec<Uncounted>,
}

/// A title with the text under it.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// 附件 or 附件4.
    pub mark: Option<Mark>,
    /// Line by line.
    pub title: Vec<Text>,
    /// What is not certain about its last line.
    pub guess: Option<Guess>,
    /// 横排.
    pub landscape: bool,
    /// 正文.
    pub blocks: Vec<Block>,
}

/// 附件标识.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// 顺序号.
    pub number: Option<u16>,
    /// The characters it is made from; `None` where it was added.
    pub from: Option<Range<usize>>,
}

/// A block.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it comes from.
    pub place: Place,
    /// What is not certain about it.
    pub guess: Option<Guess>,
}

/// What a block is.
#[derive(Clone, Debug)]
pub enum BlockKind {
    /// A heading and what stands under it.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Text),
    /// 条目.
    Items(Vec<Item>),
    /// 表.
    Table(Table),
    /// 图: which picture of the manuscript.
    Figure(Figure),
    /// 目录.
    Contents(Contents),
    /// 分页.
    PageBreak,
    /// 横排.
    Landscape(Vec<Block>),
    /// 附件说明.
    AttachmentNote(Vec<Item>),
    /// 署名 and 成文日期.
    Signature {
        /// 署名.
        names: Vec<Text>,
        /// 成文日期 as written.
        date: Option<Text>,
    },
}

/// A number in front of a paragraph as the file had it; the program counts it anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Number {
    /// Characters of the text, white space behind them included.
    Typed(Range<usize>),
    /// Counted by the program that wrote the file.
    Counted(String),
    /// There was none.
    None,
}

/// A heading.
#[derive(Clone, Debug)]
pub struct Heading {
    /// What stood for its number.
    pub number: Number,
    /// The words.
    pub title: Text,
    /// Text that goes on in its line.
    pub run_in: Option<Text>,
    /// What stands under it; empty where it has a run-in text.
    pub blocks: Vec<Block>,
}

/// A numbered paragraph.
#[derive(Clone, Debug)]
pub struct Item {
    /// What stood for its number.
    pub number: Number,
    /// The text.
    pub text: Text,
}

/// A table.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// 标题.
    pub title: Option<Text>,
    /// 单位.
    pub unit: Option<Text>,
    /// So many first rows are the header.
    pub head: usize,
    /// For each column of the grid.
    pub columns: Vec<Column>,
    /// The cells that begin in each row, from left to right, those of the header first.
    pub rows: Vec<Vec<Cell>>,
    /// 注.
    pub notes: Vec<Text>,
}

/// 列.
#[derive(Clone, Debug, Default)]
pub struct Column {
    /// 宽, in shares.
    pub share: Option<u32>,
    /// 对齐: `中`, as written.
    pub align: Option<&'static str>,
}

/// A cell.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Its text; paragraphs of a cell are parted by line feeds that were added.
    pub text: Text,
    /// 跨行, 1 or more.
    pub rows: usize,
    /// 跨列, 1 or more.
    pub columns: usize,
}

/// 图.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Which picture of the manuscript.
    pub picture: usize,
    /// 标题.
    pub title: Option<Text>,
}

/// 目录. Its lines are made anew.
#[derive(Clone, Debug)]
pub struct Contents {
    /// 级数.
    pub levels: u8,
    /// 标题.
    pub title: Text,
}

impl Contents {
    /// 标题 where nobody says another.
    pub const USUAL_TITLE: &str = "目录";
    /// 级数 likewise.
    pub const USUAL_LEVELS: u8 = model::Contents::USUAL_LEVELS;
}

/// Something not certain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// What was taken for granted: `按小标题处理，原文没有序数`.
    pub taken: String,
    /// What it most likely is if it is not that, for the comment: all that it could be is for [`Draft::questions`].
    pub instead: Option<&'static str>,
}

/// A sign or number of a list that is nowhere in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uncounted {
    /// As its program printed it.
    pub label: String,
    /// Where.
    pub place: Place,
    /// Why.
    pub why: Why,
}

/// Characters that are nowhere in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Bytes of the manuscript's text.
    pub range: Range<usize>,
    /// Why.
    pub why: Why,
}
