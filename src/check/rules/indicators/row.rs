//! A line of a table of indicators, and what its target and its result say.

use super::field::Field;
use super::words::{Direction, direction};
use crate::figures::Amount;
use crate::scoring::{Actual, Relation, Target};

/// A line of such a table.
#[derive(Clone, Debug)]
pub(super) struct Row<'p> {
    /// Its number in the table.
    pub(super) at: usize,
    /// 一级指标, taken on from above.
    pub(super) first: Option<&'p str>,
    /// 二级指标, taken on from above.
    pub(super) second: Option<&'p str>,
    /// 三级指标, without a target glued to it.
    pub(super) name: Field<'p>,
    /// 指标值, in a cell of its own or glued to the name.
    pub(super) target: Option<Field<'p>>,
    /// 完成值.
    pub(super) result: Option<Field<'p>>,
    /// 分值.
    pub(super) weight: Option<Field<'p>>,
    /// 得分.
    pub(super) score: Option<Field<'p>>,
    /// 偏差原因.
    pub(super) reason: Option<Field<'p>>,
    /// 指标性质.
    pub(super) nature: Option<&'p str>,
    /// 度量单位.
    pub(super) unit: Option<&'p str>,
}

impl<'p> Row<'p> {
    /// A line of which nothing but the name is known.
    pub(super) const fn named(at: usize, name: Field<'p>) -> Self {
        Self {
            at,
            first: None,
            second: None,
            name,
            target: None,
            result: None,
            weight: None,
            score: None,
            reason: None,
            nature: None,
            unit: None,
        }
    }

    /// The target as a number with its relation; 指标性质 and 度量单位 are read along.
    pub(super) fn limit(&self) -> Option<(Relation, Amount)> {
        let target = self.target.as_ref()?;
        let (nature, unit) = (self.nature.unwrap_or_default(), self.unit.unwrap_or_default());
        if nature.is_empty() && unit.is_empty() {
            return target.limit();
        }
        match Target::of_parts(nature, target.text, unit) {
            Ok(Target::Limit(relation, amount)) => Some((relation, amount)),
            _ => target.limit(),
        }
    }

    /// The result as a number.
    pub(super) fn amount(&self) -> Option<Amount> {
        let result = self.result.as_ref()?;
        match Actual::parse_in(result.text, self.unit.unwrap_or_default()) {
            Ok(Some(Actual::Amount(amount))) => Some(amount),
            _ => None,
        }
    }

    /// Whether the result stays behind the target, for certain. Of a target whose sign is the wrong way round nobody
    /// knows.
    pub(super) fn falls_short(&self) -> bool {
        let (Some((relation, target)), Some(result)) = (self.limit(), self.amount()) else {
            return false;
        };
        if target.unit != result.unit {
            return false;
        }
        let direction = direction(self.name.text);
        match relation {
            Relation::AtLeast | Relation::MoreThan => {
                !matches!(direction, Some(Direction::Lower | Direction::Cost))
                    && result.number() < target.number()
            }
            Relation::AtMost | Relation::LessThan => {
                !matches!(direction, Some(Direction::Higher | Direction::Full))
                    && result.number() > target.number()
            }
            Relation::Plain | Relation::Equal => false,
        }
    }
}
