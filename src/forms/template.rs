//! A form as its template file says: which words are printed where, what is filled in, how scores are
//! reckoned. Reading the file is for `decode`.

use crate::diag::Span;
use crate::model::{Align, ColumnWidth, Inline};
use crate::scoring::Rules;

/// A form (表式).
#[derive(Clone, Debug)]
pub(super) struct FormTemplate {
    /// 标题.
    pub(super) title: Option<Inline>,
    /// 副标题.
    pub(super) subtitle: Option<Inline>,
    /// 单位: printed above the form at the right.
    pub(super) unit: Option<Inline>,
    /// 列宽.
    pub(super) widths: Vec<ColumnWidth>,
    /// 续表: continued pages say so, and show a header again that stands in the middle.
    pub(super) continued: bool,
    /// 行, from top to bottom.
    pub(super) rows: Vec<FormRow>,
    /// 算分; `None` for a form without scores.
    pub(super) scoring: Option<Scoring>,
}

/// How the scores of a form come about.
#[derive(Clone, Debug)]
pub(super) struct Scoring {
    /// Its rules.
    pub(super) rules: Rules,
    /// 执行率.
    pub(super) execution: Option<Execution>,
    /// 满意度: levels whose name holds this word are satisfaction.
    pub(super) satisfaction: Option<String>,
}

/// Where 预算执行率 takes its numbers from.
#[derive(Clone, Debug)]
pub(super) struct Execution {
    /// Path of the value that is A.
    pub(super) budget: String,
    /// Path of the value that is B.
    pub(super) spent: String,
    /// Path of the value that says why the rate is low, where the form has one.
    pub(super) reason: Option<String>,
    /// Path of the value that is the score by hand, where the form lets one be given: a budget of 0 has no
    /// execution rate.
    pub(super) score: Option<String>,
    /// 分值.
    pub(super) weight: rust_decimal::Decimal,
}

/// A row.
#[derive(Clone, Debug)]
pub(super) struct FormRow {
    /// Where it stands in the template.
    pub(super) span: Span,
    /// What it is.
    pub(super) kind: RowKind,
    /// From left to right, places covered from above left out.
    pub(super) cells: Vec<FormCell>,
    /// 连下行: stands on one page with the next row.
    pub(super) keeps: bool,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowKind {
    /// Stands as it is.
    Fixed,
    /// 表头: further pages show it again.
    Head,
    /// 指标: once for each indicator.
    Indicator,
}

/// A cell.
#[derive(Clone, Debug)]
pub(super) struct FormCell {
    /// What stands in it.
    pub(super) content: Content,
    /// 跨列.
    pub(super) columns: u16,
    /// 跨行.
    pub(super) rows: Rows,
    /// 对齐; centred where it says nothing.
    pub(super) align: Option<Align>,
}

/// How many rows a cell covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rows {
    /// So many of the template.
    Count(u16),
    /// 全部: from the header to the last indicator.
    All,
}

/// What stands in a cell.
#[derive(Clone, Debug)]
pub(super) enum Content {
    /// 印: these words.
    Printed(Inline),
    /// 填: the author's value of that path.
    Field {
        /// Names joined by dots.
        path: String,
        /// 必填.
        required: bool,
        /// 单位: an amount is printed in this unit, which the form prints elsewhere.
        unit: Option<String>,
    },
    /// 项: of the row's indicator.
    Item {
        /// Which.
        item: Item,
        /// 附 分值: `（50分）` behind the name of a level.
        with_weight: bool,
    },
    /// 算.
    Computed(Computed),
}

/// What is known of an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// 一级指标, 二级指标, 第3层: the level above, counted from 0.
    Level(usize),
    /// 序号.
    Ordinal,
    /// 名称.
    Name,
    /// 指标性质.
    Nature,
    /// 指标值 with its sign and unit.
    Target,
    /// 指标值 alone, beside 指标性质 and 度量单位.
    Value,
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

/// What is computed for the form as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Computed {
    /// 执行率, in percent with two decimals.
    ExecutionRate,
    /// 执行分值.
    ExecutionWeight,
    /// 执行得分.
    ExecutionScore,
    /// 总分值.
    TotalWeight,
    /// 总得分.
    TotalScore,
    /// 等级.
    Grade,
}
