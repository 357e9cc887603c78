//! What is scored: the lines of a form in their groups, with opaque ids, so that any form of the document
//! language can be handed over. Nothing is computed here.

use rust_decimal::Decimal;

use super::actual::Actual;
use super::target::Target;
use crate::figures::Amount;

/// The weight of a line, at most; with 4 decimals at most every sum of scores is exact.
pub(super) const MOST_WEIGHT: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);
/// Decimals of a weight or of a score given by hand, at most.
pub(super) const WEIGHT_PLACES: u32 = 4;

/// Names a line or a group; means nothing here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(pub u32);

/// A line or a group of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// 一级 or 二级指标.
    Group(Group),
    /// 三级指标, or 预算执行率.
    Line(Box<Line>),
}

/// 一级 or 二级指标. Groups nest as deep as the form has levels, which is two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its name for the caller.
    pub id: Id,
    /// 分值 where the form writes one for the group.
    pub weight: Option<Decimal>,
    /// What it consists of, in order.
    pub members: Vec<Node>,
}

/// A line that has a score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its name for the caller.
    pub id: Id,
    /// 分值: 0 to 10000, 4 decimals at most.
    pub weight: Decimal,
    /// What is measured.
    pub measure: Measure,
    /// 得分 written by hand: kept, and held against the formula.
    pub given: Option<Decimal>,
    /// Whether 偏差原因 is written.
    pub reason: bool,
    /// Whether it counts; not where it is 不适用.
    pub applicable: bool,
}

/// What the score of a line rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Measure {
    /// 预算执行率: B over A.
    Execution {
        /// A: 全年预算数 or 调整后预算数.
        budget: Amount,
        /// B: 全年执行数.
        spent: Amount,
    },
    /// An indicator.
    Indicator {
        /// 指标值.
        target: Target,
        /// 实际完成值; `None` when none is filled in.
        actual: Option<Actual>,
    },
    /// 满意度: an indicator, unless the rules have a scale for it.
    Satisfaction {
        /// 指标值.
        target: Target,
        /// 实际完成值; `None` when none is filled in.
        actual: Option<Actual>,
    },
    /// Nothing that a formula takes: the score is given by hand.
    Judged,
    /// Its texts could not be read; that is reported already.
    Faulty,
}
