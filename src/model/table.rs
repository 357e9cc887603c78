//! Tables as the author gives them; where a merged cell lies is worked out by `galley`.

use std::ops::Range;

use super::{Inline, Numbered, Spanned, TableImport, Weight};
use crate::diag::Span;
use crate::unit::Length;

/// 表.
#[derive(Clone, Debug)]
pub struct Table {
    /// Where the block stands.
    pub span: Span,
    /// 标题: the line above the table.
    pub title: Option<Inline>,
    /// A second line under the title, of forms: `（2021年度）`.
    pub subtitle: Option<Inline>,
    /// 编号.
    pub number: Numbered,
    /// 续表: continued pages say so above the table.
    pub continued: bool,
    /// 单位: printed “单位：万元” at the right above the table.
    pub unit: Option<Inline>,
    /// 列.
    pub columns: Vec<Column>,
    /// 表头: header rows given cell by cell; when empty, the columns' names are the header.
    pub head: Vec<Row>,
    /// 行.
    pub rows: Vec<Row>,
    /// Where the header stands among `rows`: in a form, below what comes before the indicators. `None`: there
    /// are only `head` and the columns' names.
    pub head_at: Option<Range<usize>>,
    /// 合并相同: equal neighbours in a column become one cell.
    pub merge_equal: MergeEqual,
    /// 注: lines under the table.
    pub notes: Vec<Inline>,
    /// A form filled in (绩效自评表).
    pub is_form: bool,
    /// 来自: where the rows stand; `imports` puts them in.
    pub import: Option<Box<TableImport>>,
}

impl Table {
    /// The most columns of a table; more do not fit on a sheet.
    pub const MOST_COLUMNS: u32 = 64;
    /// The most rows of a table.
    pub const MOST_ROWS: u32 = 20_000;
}

/// Which columns merge equal neighbours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MergeEqual {
    /// None.
    No,
    /// Every column.
    All,
    /// The columns of these indices, counted from 0.
    Columns(Vec<Spanned<u16>>),
}

/// 列.
#[derive(Clone, Debug)]
pub struct Column {
    /// 名: the text of the header.
    pub name: Inline,
    /// 宽.
    pub width: ColumnWidth,
    /// 对齐; `None`: numbers right, text left, as found in the column.
    pub align: Option<Align>,
}

/// How wide a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnWidth {
    /// Found from what stands in the columns; beside columns with weights, a weight of one.
    Content,
    /// A share of the width that fixed columns leave, above zero.
    Weight(Weight),
    /// A fixed width, above zero.
    Fixed(Length),
}

/// How text stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Align {
    /// 左.
    Left,
    /// 中.
    Center,
    /// 右.
    Right,
    /// 小数点: numbers under each other by their decimal points, the widest number centred.
    Decimal,
}

/// 行.
#[derive(Clone, Debug)]
pub struct Row {
    /// Where it stands.
    pub span: Span,
    /// The cells that begin in this row, from left to right.
    pub cells: Vec<Cell>,
    /// Stands on one page with the next row, in a table whose continued pages say so.
    pub keeps: bool,
}

/// A cell.
#[derive(Clone, Debug)]
pub struct Cell {
    /// The words; line breaks in the source separate paragraphs.
    pub text: Inline,
    /// 跨列: columns covered, at least 1.
    pub columns: u16,
    /// 跨行: rows covered, at least 1.
    pub rows: u16,
    /// 对齐: overrides the column's.
    pub align: Option<Align>,
    /// Looks like a cell of the header, wherever it stands: the words printed in a form.
    pub head: bool,
}
