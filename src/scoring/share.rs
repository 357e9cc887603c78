//! Shares of a weight that are not reckoned from a target: 预算执行率, scales of steps, bands of 定性
//! indicators. Formulas over targets are in `formula`.

use num_rational::BigRational;
use rust_decimal::Decimal;

use super::actual::{Actual, Band};
use super::explain::{Figure, Reach, Way, Worth};
use super::finding::{Issue, Wanted};
use super::formula::{Outcome, one};
use super::number::{percent, share};
use super::rules::{Bands, Execution, Rules, Step};
use super::target::Target;
use crate::figures::{Amount, Quantity};

/// What 预算执行率 earns: B over A.
pub(super) fn execution(budget: &Amount, spent: &Amount, rules: &Rules) -> Result<Outcome, Issue> {
    let (all, part) = (Quantity::new(budget), Quantity::new(spent));
    if all.unit.dimension != part.unit.dimension {
        return Err(Issue::Unit { target: budget.to_string(), actual: spent.to_string() });
    }
    for amount in [budget, spent] {
        if amount.number.is_sign_negative() && !amount.number.is_zero() {
            return Err(Issue::Negative(amount.to_string()));
        }
    }
    if budget.number.is_zero() {
        return Err(Issue::NoBudget);
    }
    let rate = part.in_base() / all.in_base();
    let mut bounds = vec![Decimal::ONE_HUNDRED];
    bounds.extend(rules.execution_reason);
    let (worth, earned) = match &rules.execution {
        Execution::Ratio if rate >= one() => (Worth::Full, one()),
        Execution::Ratio => (Worth::Ratio, rate.clone()),
        Execution::Steps(steps) => {
            bounds.extend(steps.iter().map(|step| step.from));
            let reach = reached(&rate, steps);
            (Worth::Step(reach), share(reach.share))
        }
    };
    let shown = percent(&rate, &bounds);
    let mut notes = Vec::new();
    if rate > one() {
        notes.push(Issue::Overspent(shown.clone()));
    }
    if let Some(bound) = rules.execution_reason.filter(|bound| rate < share(*bound)) {
        notes.push(Issue::ExecutionReason { rate: shown.clone(), bound });
    }
    let (spent, budget) = Figure::pair(&part, &all);
    let way = Way::Execution { spent, budget, rate: shown, worth };
    Ok(Outcome { share: earned, way, notes })
}

/// What 满意度 earns on a scale; it takes the rate itself, not how far it is from the target.
pub(super) fn satisfaction(
    target: &Target,
    actual: &Actual,
    steps: &[Step],
) -> Result<Outcome, Issue> {
    let wanted = || Issue::Kind {
        target: target.to_string(),
        actual: actual.to_string(),
        wanted: Wanted::Percentage,
    };
    let Actual::Amount(amount) = actual else { return Err(wanted()) };
    if !matches!(amount.unit.name.as_str(), "%" | "‰") {
        return Err(wanted());
    }
    if amount.number.is_sign_negative() && !amount.number.is_zero() {
        return Err(Issue::Negative(amount.to_string()));
    }
    let step = reached(&Quantity::new(amount).in_base(), steps);
    Ok(Outcome::new(share(step.share), Way::Step { actual: amount.to_string(), step }))
}

/// The highest step that a rate reaches.
fn reached(rate: &BigRational, steps: &[Step]) -> Reach {
    let highest =
        steps.iter().filter(|step| *rate >= share(step.from)).max_by_key(|step| step.from);
    let next = steps.iter().map(|step| step.from).filter(|from| *rate < share(*from)).min();
    Reach {
        from: highest.map(|step| step.from),
        below: next,
        share: highest.map_or(Decimal::ZERO, |step| step.share),
    }
}

/// What a 定性 indicator earns: the percentage inside its band, a percentage alone, or all for 达成 and 已完成.
/// `None` where the actual value is nothing of this.
pub(super) fn judged(actual: &Actual, bands: &Bands) -> Result<Option<Outcome>, Issue> {
    let (band, stated) = match actual {
        Actual::Band(band, percent) => (Some(*band), *percent),
        Actual::Answer(true) | Actual::Done(true) => (Some(Band::Achieved), None),
        Actual::Answer(false) | Actual::Done(false) => (Some(Band::NotAchieved), None),
        Actual::Amount(amount) if amount.unit.name == "%" => (None, Some(amount.number)),
        _ => return Ok(None),
    };
    let percent = match (band, stated) {
        (Some(band), Some(percent)) => {
            let extent = bands.extent(band);
            if !extent.contains(percent) {
                let percent = format!("{percent}%");
                return Err(Issue::BandMismatch { band, extent, percent });
            }
            percent
        }
        (None, Some(percent)) => percent,
        (Some(band), None) => {
            let extent = bands.extent(band);
            if band != Band::Achieved && extent.low != extent.high {
                return Err(Issue::BandShare(band, extent));
            }
            extent.high
        }
        (None, None) => return Ok(None),
    };
    if percent < Decimal::ZERO || percent > Decimal::ONE_HUNDRED {
        return Err(Issue::ShareRange(percent));
    }
    Ok(Some(Outcome::new(share(percent), Way::Judged { band, percent, stated: stated.is_some() })))
}
