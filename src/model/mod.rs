//! What the author means: the document as typed data, every part with its place in the source.
//! No styles, no measures on paper, no numbers that are counted (一、…): those come later on the road.

mod contents;
mod date;
mod figure;
mod form;
mod import;
mod inline;
mod table;
mod unfilled;

pub use contents::Contents;
pub use date::{Date, DateFault};
pub use figure::{Figure, FigureWidth, Numbered};
pub use form::{Form, FormContent, FormTitle, FormValue, Indicator, IndicatorLevel, IndicatorNode};
pub use import::{DataImport, IndicatorImport, IndicatorPart, TableImport};
pub use inline::{Inline, Piece, PieceKind, place_of_char};
pub use table::{Align, Cell, Column, ColumnWidth, MergeEqual, Row, Table};
pub use unfilled::{UNFILLED, unfilled};

use rust_decimal::Decimal;

use crate::diag::Span;

/// A value with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where the author wrote it.
    pub span: Span,
}

/// A file of the author's: a document of its own, its attachments, or both.
#[derive(Clone, Debug)]
pub struct Document {
    /// The whole file.
    pub span: Span,
    /// 模板: name of a built-in template; `None` is the default one.
    pub template: Option<Spanned<String>>,
    /// 单位: who hands the document in.
    pub unit: Option<Inline>,
    /// 年度: the year reported on.
    pub year: Option<Spanned<u16>>,
    /// 日期: the date of the document (成文日期), also the date in the files' metadata.
    pub date: Option<Spanned<Date>>,
    /// 日期 is left to be filled in, here.
    pub unfilled_date: Option<Span>,
    /// 层次: the document's own numbering patterns from the first level down.
    pub levels: Option<Vec<Spanned<String>>>,
    /// 关键词: for the files' metadata.
    pub keywords: Vec<Spanned<String>>,
    /// 数据: named quantities.
    pub data: Vec<Datum>,
    /// 来自 in 数据: all of them stand in a file, and come after those of `data`.
    pub data_from: Option<DataImport>,
    /// The document's own part, if it has one, then 各附件; each starts a page.
    pub parts: Vec<Part>,
}

/// A title with the text under it.
#[derive(Clone, Debug)]
pub struct Part {
    /// Where it stands.
    pub span: Span,
    /// 附件: the attachment mark of GB/T 9704 7.3.7.
    pub attachment: Option<Attachment>,
    /// 标题.
    pub title: Title,
    /// 起始页码: number of its first page; when absent, one more than the page before, or 1.
    pub first_page: Option<Spanned<u32>>,
    /// 横排: its pages lie across the paper.
    pub landscape: bool,
    /// 正文.
    pub body: Vec<Block>,
}

impl Part {
    /// Every block in reading order, a heading before what stands under it.
    #[must_use]
    pub fn blocks(&self) -> Vec<&Block> {
        fn gather<'b>(blocks: &'b [Block], found: &mut Vec<&'b Block>) {
            for block in blocks {
                found.push(block);
                match block {
                    Block::Landscape { blocks, .. }
                    | Block::Heading(Heading { content: HeadingContent::Blocks(blocks), .. }) => {
                        gather(blocks, found);
                    }
                    _ => {}
                }
            }
        }
        let mut found = Vec::new();
        gather(&self.body, &mut found);
        found
    }
}

/// “附件” or “附件4”.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// 顺序号; `None` for an only attachment.
    pub number: Option<u16>,
    /// Where it stands.
    pub span: Span,
}

/// The title of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Title {
    /// Given as one string: the program finds balanced lines.
    Whole(Inline),
    /// Given line by line: the author's breaks hold.
    Lines(Vec<Inline>),
}

/// An entry of 数据: a name, and an amount or further names below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Datum {
    /// The name as written.
    pub name: Spanned<String>,
    /// What it stands for.
    pub value: DatumValue,
    /// 来源: where the author has it from.
    pub source: Option<Spanned<String>>,
    /// 年度: the year it is of.
    pub year: Option<Spanned<u16>>,
}

/// What a name of 数据 stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DatumValue {
    /// `2946.45万元`, `2021年12月31日`, or `=` and a formula over other names; verbatim, `figures` reads it.
    Given(Spanned<String>),
    /// `{文字: 王某}`: words that are printed where they are named, and that nothing computes with.
    Text(Spanned<String>),
    /// Names below this name.
    Group(Vec<Datum>),
    /// Names below this name, that stand in a file; `imports` turns them into a group.
    Imported(DataImport),
    /// Not readable, or its name is not; reported already, so that what names it is not reported too.
    Faulty,
}

/// A block of the text, in the order of the document.
#[derive(Clone, Debug)]
pub enum Block {
    /// A heading with what stands under it.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Inline),
    /// 条目: paragraphs numbered at the next level.
    Items(Items),
    /// 表.
    Table(Table),
    /// 图.
    Figure(Figure),
    /// 绩效自评表.
    Form(Form),
    /// 目录.
    Contents(Contents),
    /// 分页: what follows starts a new page.
    PageBreak(Span),
    /// 横排: pages that lie across the paper, with these blocks on them.
    Landscape {
        /// Where it stands.
        span: Span,
        /// What stands on the pages.
        blocks: Vec<Block>,
    },
    /// 空行: so many empty lines.
    BlankLines {
        /// How many, 1–22.
        count: u8,
        /// Where it stands.
        span: Span,
    },
    /// 附件说明: GB/T 9704 7.3.4.
    AttachmentNote(AttachmentNote),
    /// 署名 and 成文日期 without seal: GB/T 9704 7.3.5.2.
    Signature(Signature),
}

/// A heading. Its level is the depth at which it stands.
#[derive(Clone, Debug)]
pub struct Heading {
    /// 1 for the first level; never above [`Heading::DEEPEST`].
    pub level: u8,
    /// The words, without number.
    pub title: Inline,
    /// What follows.
    pub content: HeadingContent,
}

impl Heading {
    /// The deepest level the standard names (7.3.3: 一、（一）1.（1）).
    pub const DEEPEST: u8 = 4;
}

/// What stands under a heading.
#[derive(Clone, Debug)]
pub enum HeadingContent {
    /// Text that goes on in the heading's own line (段首标题).
    RunIn(Inline),
    /// Blocks below it.
    Blocks(Vec<Block>),
}

/// Numbered paragraphs.
#[derive(Clone, Debug)]
pub struct Items {
    /// The level whose numbers they carry.
    pub level: u8,
    /// Where the block stands.
    pub span: Span,
    /// The paragraphs.
    pub items: Vec<Inline>,
}

/// “附件：1.××× 2.×××”.
#[derive(Clone, Debug)]
pub struct AttachmentNote {
    /// Where the block stands.
    pub span: Span,
    /// The names, without numbers and without a final mark.
    pub names: Vec<Inline>,
}

/// Who signs, and when.
#[derive(Clone, Debug)]
pub struct Signature {
    /// Where the block stands.
    pub span: Span,
    /// 署名, the leading office first.
    pub names: Vec<Inline>,
    /// 成文日期; the document's own date when absent.
    pub date: Option<Spanned<Date>>,
    /// It is left to be filled in, here.
    pub unfilled_date: Option<Span>,
}

/// A weight of a column, kept exact.
pub type Weight = Decimal;
