//! What is found about a form, as data with the numbers in it; the Chinese words for it are in `wording`.

use rust_decimal::Decimal;

use super::actual::Band;
use super::fault;
use super::form::Id;
use super::rules::Extent;
use super::wording;
use crate::diag::{Code, Diagnostic, Severity, Span};

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is about.
    pub about: Subject,
    /// What it says.
    pub issue: Issue,
}

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A line.
    Line(Id),
    /// A group.
    Group(Id),
    /// The form as a whole.
    Form,
}

/// What is found. Numbers with units are as they print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Issue {
    /// No actual value is filled in.
    NoActual,
    /// The actual value is of another kind than the target.
    Kind {
        /// 指标值.
        target: String,
        /// 完成值.
        actual: String,
        /// What the target asks for.
        wanted: Wanted,
    },
    /// Two numbers whose units do not go together.
    Unit {
        /// 指标值, or A.
        target: String,
        /// 完成值, or B.
        actual: String,
    },
    /// A number without the unit or the % of its target.
    NoUnit {
        /// 指标值.
        target: String,
        /// 完成值.
        actual: String,
    },
    /// A number below zero; no formula is made for it.
    Negative(String),
    /// 全年预算数 is 0, so that there is no execution rate.
    NoBudget,
    /// A line without formula and without a score given by hand.
    NotJudged,
    /// A band that needs a percentage.
    BandShare(Band, Extent),
    /// A percentage outside of its band.
    BandMismatch {
        /// The band that is written.
        band: Band,
        /// Its extent.
        extent: Extent,
        /// What is written, or what the score given by hand comes to, in percent with its sign.
        percent: String,
    },
    /// A completion outside of 0 to 100 percent.
    ShareRange(Decimal),
    /// A weight that is negative, above 10000 or has more than 4 decimals.
    Weight(Decimal),
    /// A weight with more decimals than scores are printed with.
    WeightPlaces(Decimal, u32),
    /// Weights that do not add up to what is due.
    WeightSum {
        /// What they ought to come to.
        due: Decimal,
        /// What they come to.
        found: Decimal,
    },
    /// A score by hand that is negative, above the weight, or has more than 4 decimals.
    Given {
        /// The score.
        given: Decimal,
        /// 分值.
        weight: Decimal,
    },
    /// A score by hand that differs from the formula by 0.01 or more.
    Differs {
        /// The score by hand.
        given: Decimal,
        /// The explanation of the other one.
        formula: String,
    },
    /// Less than full marks without 偏差原因.
    Reason {
        /// 得分.
        score: Decimal,
        /// 分值.
        weight: Decimal,
    },
    /// A low execution rate without a reason.
    ExecutionReason {
        /// In percent with its sign.
        rate: String,
        /// The bound it stays below, in percent.
        bound: Decimal,
    },
    /// A value far above its target without a reason.
    Excess {
        /// V ÷ T in percent with its sign.
        rate: String,
        /// The bound it exceeds, in percent.
        bound: Decimal,
    },
    /// More spent than budgeted.
    Overspent(String),
    /// A value that is the very number that `>` or `<` excludes.
    AtBound {
        /// 指标值.
        target: String,
        /// 完成值.
        actual: String,
    },
    /// Every line is 不适用.
    NothingApplicable,
}

/// What kind of actual value a target asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A number with its unit.
    Number,
    /// A percentage.
    Percentage,
    /// A day, or 已完成, 未完成.
    Day,
    /// 是 or 否.
    Answer,
    /// A band or a percentage.
    Band,
}

impl Issue {
    /// Which kind of finding it is.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::NoActual => fault::NO_ACTUAL,
            Self::Kind { .. } | Self::Unit { .. } | Self::NoUnit { .. } => fault::MISMATCH,
            Self::Negative(_) | Self::NoBudget | Self::NotJudged => fault::BY_HAND,
            Self::BandShare(..) | Self::BandMismatch { .. } | Self::ShareRange(_) => fault::BAND,
            Self::Weight(_)
            | Self::WeightPlaces(..)
            | Self::WeightSum { .. }
            | Self::NothingApplicable => fault::WEIGHT,
            Self::Given { .. } | Self::Differs { .. } => fault::SCORE,
            Self::Reason { .. } | Self::ExecutionReason { .. } | Self::Excess { .. } => {
                fault::REASON
            }
            Self::Overspent(_) | Self::AtBound { .. } => fault::UNUSUAL,
        }
    }

    /// Errors keep the form from being made: a number in it would be wrong. Warnings may have their ground, or
    /// wait until the draft is finished.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self {
            Self::WeightPlaces(..)
            | Self::Differs { .. }
            | Self::Reason { .. }
            | Self::ExecutionReason { .. }
            | Self::Excess { .. }
            | Self::Overspent(_)
            | Self::AtBound { .. } => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// What is wrong, one Chinese sentence without a full stop.
    #[must_use]
    pub fn message(&self) -> String {
        wording::message(self)
    }

    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> String {
        wording::help(self)
    }

    /// The finding at the place that the caller knows for its line, group or form.
    #[must_use]
    pub fn to_diagnostic(&self, span: Span) -> Diagnostic {
        let make = match self.severity() {
            Severity::Error => Diagnostic::error,
            _ => Diagnostic::warning,
        };
        make(self.code(), span, self.message()).help(self.help())
    }
}
