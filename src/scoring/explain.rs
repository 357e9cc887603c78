//! Why a line has its score: as data, and as a sentence from which a clerk gets the same cents on a pocket
//! calculator. So a sentence multiplies and divides the numbers themselves, never a rounded percentage.

use std::fmt;

use rust_decimal::Decimal;

use super::actual::Band;
use super::number::in_full;
use crate::figures::{Quantity, Unit};

/// Weight, way and result of one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// 分值.
    pub weight: Decimal,
    /// How the score comes from it.
    pub way: Way,
    /// 得分, rounded.
    pub score: Decimal,
}

/// A number written out in full, with its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Digits, exact.
    pub number: String,
    /// Unit; empty for none.
    pub unit: String,
}

/// How a score comes from its weight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// The target is reached: full marks.
    Reached {
        /// 完成值.
        actual: String,
        /// 指标值.
        target: String,
    },
    /// The target is missed where there is nothing between all and nothing.
    Missed {
        /// 完成值.
        actual: String,
        /// 指标值.
        target: String,
    },
    /// Weight × completion.
    Completion(Completion),
    /// So far from a number to be met exactly that nothing is left.
    TooFar {
        /// |V − T|.
        difference: Figure,
        /// T.
        target: Figure,
    },
    /// Completion below the threshold: nothing.
    BelowPass {
        /// How far it is.
        completion: Completion,
        /// The same in percent, with its sign.
        rate: String,
        /// The threshold, in percent.
        pass: Decimal,
    },
    /// 预算执行率.
    Execution {
        /// B.
        spent: Figure,
        /// A, in the same unit.
        budget: Figure,
        /// B ÷ A in percent, with its sign.
        rate: String,
        /// What the rate is worth.
        worth: Worth,
    },
    /// A step of a scale.
    Step {
        /// What is measured, in percent, with its sign.
        actual: String,
        /// The step.
        step: Reach,
    },
    /// A percentage that the clerk judged.
    Judged {
        /// The band, where one is written.
        band: Option<Band>,
        /// In percent.
        percent: Decimal,
        /// Whether the clerk wrote the percentage; else it is the upper bound of the band.
        stated: bool,
    },
}

/// How far a value is on the way to its target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Completion {
    /// The one over the other, in one unit.
    Quotient(Figure, Figure),
    /// 1 − |V − T| ÷ T.
    Deviation {
        /// |V − T|.
        difference: Figure,
        /// T.
        target: Figure,
    },
}

/// What an execution rate is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worth {
    /// All of the weight: the rate is 100% or more.
    Full,
    /// Weight × B ÷ A.
    Ratio,
    /// The share of a step.
    Step(Reach),
}

/// The step of a scale that a rate reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// Its lower bound in percent; `None` below all steps.
    pub from: Option<Decimal>,
    /// The bound of the next step, which is not reached.
    pub below: Option<Decimal>,
    /// Share of the weight, in percent.
    pub share: Decimal,
}

impl Figure {
    /// Two quantities of one dimension in one unit, that of the second where the first can be written in it,
    /// else that of the first.
    pub(super) fn pair(first: &Quantity, second: &Quantity) -> (Self, Self) {
        let both = |unit: &Unit| {
            let ends = |quantity: &Quantity| {
                quantity.converted(unit).filter(|found| in_full(&found.value).is_some())
            };
            Some((Self::of(&ends(first)?), Self::of(&ends(second)?)))
        };
        let found = both(&second.unit).or_else(|| both(&first.unit));
        found.unwrap_or_else(|| (Self::of(first), Self::of(second)))
    }

    /// A quantity in its own unit.
    pub(super) fn of(quantity: &Quantity) -> Self {
        // Amounts are decimals, so that only a quotient could be endless; it is then written as a fraction.
        let number = in_full(&quantity.value).unwrap_or_else(|| quantity.value.to_string());
        Self { number, unit: quantity.unit.name.clone() }
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.number, self.unit)
    }
}

/// What the weight is multiplied by.
impl fmt::Display for Completion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Quotient(first, second) => write!(f, "{first} ÷ {second}"),
            Self::Deviation { difference, target } => {
                write!(f, "（{target} − {difference}）÷ {target}")
            }
        }
    }
}

impl fmt::Display for Reach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.from, self.below) {
            (Some(from), Some(below)) => write!(f, "达到{from}%、不足{below}%"),
            (Some(from), None) => write!(f, "达到{from}%"),
            (None, Some(below)) => write!(f, "不足{below}%"),
            (None, None) => f.write_str("没有分档"),
        }
    }
}

/// The sentence, without a full stop: `10分 × 9辆 ÷ 12辆 = 7.50分`.
impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { weight, way, score } = self;
        match way {
            Way::Reached { actual, target } => {
                write!(f, "完成值{actual}，达到指标值{target}，得{score}分")
            }
            Way::Missed { actual, target } => {
                write!(f, "完成值{actual}，未达到指标值{target}，得{score}分")
            }
            Way::Completion(completion) => match completion {
                Completion::Deviation { difference, .. } => {
                    write!(f, "偏差{difference}，{weight}分 × {completion} = {score}分")
                }
                Completion::Quotient(..) => write!(f, "{weight}分 × {completion} = {score}分"),
            },
            Way::BelowPass { completion, rate, pass } => {
                write!(f, "完成率 {completion} = {rate}，低于{pass}%，得{score}分")
            }
            Way::TooFar { difference, target } => {
                write!(f, "偏差{difference}，不小于指标值{target}，得{score}分")
            }
            Way::Execution { spent, budget, rate, worth } => {
                write!(f, "执行率 {spent} ÷ {budget} = {rate}，")?;
                match worth {
                    Worth::Full => write!(f, "得{score}分"),
                    Worth::Ratio => {
                        let (top, bottom) = (&spent.number, &budget.number);
                        write!(f, "{weight}分 × {top} ÷ {bottom} = {score}分")
                    }
                    Worth::Step(step) => {
                        write!(f, "{step}，{weight}分 × {}% = {score}分", step.share)
                    }
                }
            }
            Way::Step { actual, step } => {
                write!(f, "{actual}，{step}，{weight}分 × {}% = {score}分", step.share)
            }
            Way::Judged { band, percent, .. } => {
                if let Some(band) = band {
                    write!(f, "{}，", band.name())?;
                }
                write!(f, "{weight}分 × {percent}% = {score}分")
            }
        }
    }
}
