//! 来自: what the author takes out of table files. The model says which file and which columns; reading
//! them is for `imports`, after which the document is as if it had been typed.

use super::Spanned;

/// Rows of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableImport {
    /// `指标.xlsx#Sheet1!A1:H30`, verbatim.
    pub from: Spanned<String>,
    /// 表头行: how many of the first rows are the header.
    pub head_rows: u16,
    /// 取: for each column of the table, its header in the file. `None`: all columns, as they stand there.
    pub columns: Option<Vec<Spanned<String>>>,
}

/// Named amounts, one in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataImport {
    /// `三公.xlsx#Sheet1`, verbatim.
    pub from: Spanned<String>,
    /// 名称: the column of the names.
    pub name: Option<Spanned<String>>,
    /// 值: the column of the amounts.
    pub value: Option<Spanned<String>>,
    /// 单位: of all amounts.
    pub unit: Option<Spanned<String>>,
    /// 单位列: the column of the units.
    pub unit_column: Option<Spanned<String>>,
}

/// Indicators of a form, one in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndicatorImport {
    /// `指标.xlsx#Sheet1`, verbatim.
    pub from: Spanned<String>,
    /// 列: headers that are not the usual ones.
    pub columns: Vec<(IndicatorPart, Spanned<String>)>,
}

/// What a column says of an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndicatorPart {
    /// 一级指标.
    FirstLevel,
    /// 二级指标.
    SecondLevel,
    /// 名称, 三级指标.
    Name,
    /// 指标性质.
    Nature,
    /// 指标值.
    Target,
    /// 度量单位.
    Unit,
    /// 完成值.
    Actual,
    /// 分值.
    Weight,
    /// 得分.
    Score,
    /// 偏差原因.
    Reason,
    /// 备注.
    Remark,
}

impl IndicatorPart {
    /// Every part, in the order in which forms print them.
    pub const ALL: [Self; 11] = [
        Self::FirstLevel,
        Self::SecondLevel,
        Self::Name,
        Self::Nature,
        Self::Target,
        Self::Unit,
        Self::Actual,
        Self::Weight,
        Self::Score,
        Self::Reason,
        Self::Remark,
    ];
}
