//! 绩效自评表 as the author fills it in: values by the names of the form, indicators in their levels. Which
//! names a form has, where they are printed and how scores are reckoned is for `forms`.

use super::{IndicatorImport, Inline, Spanned};
use crate::diag::Span;

/// 绩效自评表.
#[derive(Clone, Debug)]
pub struct Form {
    /// Where the block stands.
    pub span: Span,
    /// 表式: name of a built-in form, or a file beside the document; `None` is the default one.
    pub template: Option<Spanned<String>>,
    /// 标题.
    pub title: FormTitle,
    /// What is filled in, in the order of the source.
    pub values: Vec<FormValue>,
    /// 指标.
    pub indicators: Vec<IndicatorNode>,
    /// 来自 in 指标: where they stand; `imports` puts them in.
    pub indicators_from: Option<IndicatorImport>,
    /// 注: lines under the form.
    pub notes: Vec<Inline>,
}

/// What stands above a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormTitle {
    /// The form's own title.
    Own,
    /// 否: nothing; the document's title is that of the form.
    No,
    /// In place of the form's own.
    Given(Inline),
}

/// A value, or several under one name: `年度资金总额: {全年预算数: …}`.
#[derive(Clone, Debug)]
pub struct FormValue {
    /// The name as written.
    pub name: Spanned<String>,
    /// What stands behind it.
    pub content: FormContent,
}

/// What stands behind a name of a form.
#[derive(Clone, Debug)]
pub enum FormContent {
    /// Text; line breaks separate paragraphs.
    Text(Inline),
    /// Further names.
    Group(Vec<FormValue>),
}

/// An indicator, or a level with what stands under it.
#[derive(Clone, Debug)]
pub enum IndicatorNode {
    /// 一级指标, 二级指标.
    Level(IndicatorLevel),
    /// 三级指标.
    Indicator(Box<Indicator>),
}

/// A level of indicators.
#[derive(Clone, Debug)]
pub struct IndicatorLevel {
    /// `产出指标`.
    pub name: Inline,
    /// In the order of the source.
    pub members: Vec<IndicatorNode>,
}

impl IndicatorLevel {
    /// Levels above the indicators, at most: 长期 or 年度, 一级, 二级.
    pub const DEEPEST: usize = 3;
}

/// 三级指标.
#[derive(Clone, Debug)]
pub struct Indicator {
    /// Where it stands.
    pub span: Span,
    /// Of one out of a file, where many have one span: what messages call its row.
    pub origin: Option<String>,
    /// 名称.
    pub name: Inline,
    /// 指标性质: `≥`, `≤`, `＝`, `定性`; `None` where 指标值 says it.
    pub nature: Option<Inline>,
    /// 指标值: `≥12辆`, or the number alone beside 指标性质.
    pub target: Option<Inline>,
    /// 度量单位, where it stands apart.
    pub unit: Option<Inline>,
    /// 完成值.
    pub actual: Option<Inline>,
    /// 分值.
    pub weight: Option<Inline>,
    /// 得分, given by hand.
    pub score: Option<Inline>,
    /// 偏差原因.
    pub reason: Option<Inline>,
    /// 备注.
    pub remark: Option<Inline>,
    /// 不适用: takes no part in the score.
    pub applicable: bool,
}
