//! The formulas of 得分: which share of its weight a line earns, exactly. With T the target and V the actual
//! value: 正向 V ÷ T, 反向 T ÷ V, never more than all of it (财预〔2020〕10号 附1). Nothing is rounded here;
//! 执行率 and judged percentages are in `share`.

use num_rational::BigRational;

use super::actual::Actual;
use super::explain::{Completion, Figure, Way};
use super::finding::{Issue, Wanted};
use super::number::{in_full, percent, share};
use super::relation::Relation;
use super::rules::{Equality, Rules};
use super::share::judged;
use super::target::Target;
use crate::figures::{Amount, Quantity};

/// What a line earns.
#[derive(Debug)]
pub(super) struct Outcome {
    /// Share of the weight, 0 to 1.
    pub(super) share: BigRational,
    /// Where it comes from.
    pub(super) way: Way,
    /// What to look at again.
    pub(super) notes: Vec<Issue>,
}

impl Outcome {
    /// Without notes.
    pub(super) fn new(share: BigRational, way: Way) -> Self {
        Self { share, way, notes: Vec::new() }
    }

    /// All of the weight or nothing.
    fn all_or_nothing(reached: bool, target: &Target, actual: &Actual) -> Self {
        let (actual, target) = (actual.to_string(), target.to_string());
        if reached {
            Self::new(one(), Way::Reached { actual, target })
        } else {
            Self::new(zero(), Way::Missed { actual, target })
        }
    }
}

/// What an indicator earns.
pub(super) fn indicator(target: &Target, actual: &Actual, rules: &Rules) -> Result<Outcome, Issue> {
    let kind =
        |wanted| Issue::Kind { target: target.to_string(), actual: actual.to_string(), wanted };
    let outcome = match (target, actual) {
        (Target::Limit(relation, limit), Actual::Amount(amount)) => {
            let (limit, value) = comparable(limit, amount)?;
            let compared = Compared { target, actual, limit, value };
            return Ok(compared.limit(*relation, rules));
        }
        (Target::Interval(low, high), Actual::Amount(amount)) => {
            let ((low, value), (high, _)) = (comparable(low, amount)?, comparable(high, amount)?);
            let found = value.in_base();
            if found < low.in_base() {
                return Ok(quotient(&value, &low, rules));
            }
            if found > high.in_base() {
                return Ok(quotient(&high, &value, rules));
            }
            Outcome::all_or_nothing(true, target, actual)
        }
        (Target::Limit(..) | Target::Interval(..), _) => return Err(kind(Wanted::Number)),
        (Target::By(limit), Actual::Day(day)) => {
            Outcome::all_or_nothing(day <= limit, target, actual)
        }
        (Target::By(_), Actual::Answer(done) | Actual::Done(done)) => {
            Outcome::all_or_nothing(*done, target, actual)
        }
        (Target::By(_), _) => return Err(kind(Wanted::Day)),
        (Target::Answer(wanted), Actual::Answer(found) | Actual::Done(found)) => {
            Outcome::all_or_nothing(wanted == found, target, actual)
        }
        (Target::Answer(_), _) => return Err(kind(Wanted::Answer)),
        (Target::Quality(_), _) => {
            judged(actual, &rules.bands)?.ok_or_else(|| kind(Wanted::Band))?
        }
    };
    Ok(outcome)
}

/// Both as quantities, where they can be held against each other.
fn comparable(target: &Amount, actual: &Amount) -> Result<(Quantity, Quantity), Issue> {
    let (limit, value) = (Quantity::new(target), Quantity::new(actual));
    let texts = || (target.to_string(), actual.to_string());
    if value.unit.name.is_empty() && !limit.unit.name.is_empty() {
        // 95 against 100% could be read as 95% or as 9500%.
        let (target, actual) = texts();
        return Err(Issue::NoUnit { target, actual });
    }
    if limit.unit.dimension != value.unit.dimension {
        let (target, actual) = texts();
        return Err(Issue::Unit { target, actual });
    }
    for quantity in [target, actual] {
        if quantity.number.is_sign_negative() && !quantity.number.is_zero() {
            return Err(Issue::Negative(quantity.to_string()));
        }
    }
    Ok((limit, value))
}

/// A limit and an actual value of one dimension, neither below zero.
struct Compared<'a> {
    target: &'a Target,
    actual: &'a Actual,
    /// T.
    limit: Quantity,
    /// V.
    value: Quantity,
}

impl Compared<'_> {
    fn limit(self, relation: Relation, rules: &Rules) -> Outcome {
        if relation == Relation::Equal && rules.equality == Equality::Exact {
            return self.exact(rules);
        }
        let (limit, value) = (self.limit.in_base(), self.value.in_base());
        let at_bound = relation.is_strict() && limit == value;
        let reached = if relation.is_upper_limit() { value <= limit } else { value >= limit };
        if at_bound && limit == zero() {
            // More or less than nothing: 0 is none of it, and 0 ÷ 0 is no rate.
            return Outcome::all_or_nothing(false, self.target, self.actual);
        }
        let mut outcome = if reached && !at_bound {
            Outcome::all_or_nothing(true, self.target, self.actual)
        } else if relation.is_upper_limit() {
            quotient(&self.limit, &self.value, rules)
        } else {
            quotient(&self.value, &self.limit, rules)
        };
        if at_bound {
            // The formula gives T ÷ T = 1, and no rule takes anything away for it.
            let (target, actual) = (self.target.to_string(), self.actual.to_string());
            outcome.notes.push(Issue::AtBound { target, actual });
        }
        if !relation.is_upper_limit() {
            outcome.notes.extend(self.excess(rules));
        }
        outcome
    }

    /// Both ways off the mark count: 1 − |V − T| ÷ T.
    fn exact(self, rules: &Rules) -> Outcome {
        let (limit, value) = (self.limit.in_base(), self.value.in_base());
        if limit == value || limit == zero() {
            return Outcome::all_or_nothing(limit == value, self.target, self.actual);
        }
        let rate = (&limit - distance(&value, &limit)) / &limit;
        let (difference, target) = self.off_the_mark();
        if rate <= zero() {
            return Outcome::new(zero(), Way::TooFar { difference, target });
        }
        completed(rate, Completion::Deviation { difference, target }, rules)
    }

    /// |V − T| and T in one unit.
    fn off_the_mark(&self) -> (Figure, Figure) {
        let (mut value, mut limit) = (self.value.clone(), self.limit.clone());
        if let Some(converted) = value.converted(&limit.unit)
            && in_full(&converted.value).is_some()
        {
            value = converted;
        } else if let Some(converted) = limit.converted(&value.unit) {
            limit = converted;
        }
        value.value = distance(&value.value, &limit.value);
        (Figure::of(&value), Figure::of(&limit))
    }

    /// That the value lies far above its target, which may have been set too low.
    fn excess(&self, rules: &Rules) -> Option<Issue> {
        let (limit, bound) = (self.limit.in_base(), rules.excess?);
        if limit == zero() {
            return None;
        }
        let rate = self.value.in_base() / limit;
        let excessive = rate > share(bound);
        excessive.then(|| Issue::Excess { rate: percent(&rate, &[bound]), bound })
    }
}

/// The first over the second, which is not less and not zero.
fn quotient(first: &Quantity, second: &Quantity, rules: &Rules) -> Outcome {
    let rate = first.in_base() / second.in_base();
    let (top, bottom) = Figure::pair(first, second);
    completed(rate, Completion::Quotient(top, bottom), rules)
}

/// A completion of at most 1, held against the threshold.
fn completed(rate: BigRational, completion: Completion, rules: &Rules) -> Outcome {
    match rules.pass {
        Some(pass) if rate < share(pass) => {
            let shown = percent(&rate, &[pass]);
            Outcome::new(zero(), Way::BelowPass { completion, rate: shown, pass })
        }
        _ => Outcome::new(rate, Way::Completion(completion)),
    }
}

fn distance(first: &BigRational, second: &BigRational) -> BigRational {
    if first > second { first - second } else { second - first }
}

pub(super) fn zero() -> BigRational {
    BigRational::default()
}

pub(super) fn one() -> BigRational {
    BigRational::from_integer(1.into())
}
