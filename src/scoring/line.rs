//! One line: its score, rounded, with what it rests on and what is found about it. Sums are for `total`.

use num_rational::BigRational;
use rust_decimal::Decimal;

use super::actual::Band;
use super::explain::{Explanation, Way};
use super::finding::{Issue, Wanted};
use super::form::{Id, Line, MOST_WEIGHT, Measure, WEIGHT_PLACES};
use super::formula::{Outcome, indicator, one, zero};
use super::number::{percent, rounded_decimal, share};
use super::rules::{MOST_PLACES, Rules};
use super::share::{execution, satisfaction};
use crate::figures::fraction;

/// The score of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineScore {
    /// The line.
    pub id: Id,
    /// 分值.
    pub weight: Decimal,
    /// Whether it counts.
    pub applicable: bool,
    /// 得分 as it is printed: the one given by hand, else by the formula. `None` where the line does not
    /// count or cannot be scored.
    pub score: Option<Decimal>,
    /// The one given by hand.
    pub given: Option<Decimal>,
    /// What the formula says.
    pub explanation: Option<Explanation>,
}

impl LineScore {
    /// How the score comes about, in one Chinese sentence without a full stop.
    #[must_use]
    pub fn sentence(&self) -> String {
        if !self.applicable {
            return "不适用，不计分".to_owned();
        }
        match (&self.given, &self.explanation) {
            (Some(given), Some(formula)) if *given != formula.score => {
                format!("人工评分{given}分（公式：{formula}）")
            }
            (Some(given), None) => format!("人工评分{given}分"),
            (_, Some(formula)) => formula.to_string(),
            (None, None) => "未能计分".to_owned(),
        }
    }
}

/// Whether a weight can be reckoned with.
pub(super) fn is_weight(weight: Decimal) -> bool {
    weight >= Decimal::ZERO && weight <= MOST_WEIGHT && has_few_places(weight)
}

/// The score of a line, and what is found about it.
pub(super) fn score_line(line: &Line, rules: &Rules) -> (LineScore, Vec<Issue>) {
    let mut issues = Vec::new();
    let weight = line.weight;
    let mut scored = LineScore {
        id: line.id,
        weight,
        applicable: line.applicable,
        score: None,
        given: line.given,
        explanation: None,
    };
    if !is_weight(weight) {
        issues.push(Issue::Weight(weight));
        return (scored, issues);
    }
    if !line.applicable {
        return (scored, issues);
    }
    let places = rules.places.min(MOST_PLACES);
    if weight.normalize().scale() > places {
        issues.push(Issue::WeightPlaces(weight, places));
    }
    match outcome(line, rules) {
        Ok(Some(outcome)) => {
            let score = rounded_score(weight, &outcome.share, places);
            issues.extend(outcome.notes.into_iter().filter(|note| !(line.reason && excused(note))));
            scored.explanation = Some(Explanation { weight, way: outcome.way, score });
        }
        Ok(None) => {}
        Err(issue) => issues.extend(judged_by_hand(issue, line, rules)),
    }
    let computed = scored.explanation.as_ref().map(|explanation| explanation.score);
    scored.score = match line.given {
        None => computed,
        Some(given) => {
            issues.extend(hold_given(given, line, scored.explanation.as_ref(), rules));
            // A number that cannot be a score would spoil the sums.
            (given.abs() <= MOST_WEIGHT && has_few_places(given)).then_some(given)
        }
    };
    let is_execution = matches!(line.measure, Measure::Execution { .. });
    if let Some(score) = scored.score
        && score < full_marks(weight, places)
        && !line.reason
        && !is_execution
    {
        issues.push(Issue::Reason { score, weight });
    }
    (scored, issues)
}

/// What the formula says; `None` for a line whose texts are faulty.
fn outcome(line: &Line, rules: &Rules) -> Result<Option<Outcome>, Issue> {
    let outcome = match &line.measure {
        Measure::Faulty => return Ok(None),
        Measure::Judged => return Err(Issue::NotJudged),
        Measure::Execution { budget, spent } => execution(budget, spent, rules),
        Measure::Indicator { actual: None, .. } | Measure::Satisfaction { actual: None, .. } => {
            return Err(Issue::NoActual);
        }
        Measure::Satisfaction { target, actual: Some(actual) } => match &rules.satisfaction {
            Some(steps) => satisfaction(target, actual, steps),
            None => indicator(target, actual, rules),
        },
        Measure::Indicator { target, actual: Some(actual) } => indicator(target, actual, rules),
    };
    outcome.map(Some)
}

/// What is left of an issue where the score is given by hand: that there is no formula is none any more; the
/// score of a band must lie inside of it.
fn judged_by_hand(issue: Issue, line: &Line, rules: &Rules) -> Option<Issue> {
    let Some(given) = line.given else { return Some(issue) };
    match issue {
        Issue::Negative(_)
        | Issue::NoBudget
        | Issue::NotJudged
        | Issue::Kind { wanted: Wanted::Band, .. } => None,
        Issue::BandShare(band, _) => outside_band(band, given, line.weight, rules),
        other => Some(other),
    }
}

/// That a score by hand lies outside of the band that is written. It may have been rounded to a cent, so that
/// half of one below the band is still inside.
fn outside_band(band: Band, given: Decimal, weight: Decimal, rules: &Rules) -> Option<Issue> {
    if weight.is_zero() {
        return None;
    }
    let extent = rules.bands.extent(band);
    let points = |percent| fraction(weight) * share(percent);
    let (low, high, exact) = (points(extent.low), points(extent.high), fraction(given));
    let half_a_cent = BigRational::new(1.into(), 200.into());
    let inside =
        &exact + half_a_cent >= low && (exact < high || (extent.is_closed() && exact == high));
    if inside {
        return None;
    }
    let rate = percent(&(exact / fraction(weight)), &[extent.low, extent.high]);
    let percent = format!("得分{given}是分值的{rate}，");
    Some(Issue::BandMismatch { band, extent, percent })
}

/// What is wrong with a score given by hand.
fn hold_given(
    given: Decimal,
    line: &Line,
    explanation: Option<&Explanation>,
    rules: &Rules,
) -> Option<Issue> {
    let weight = line.weight;
    if given < Decimal::ZERO || given > weight || !has_few_places(given) {
        return Some(Issue::Given { given, weight });
    }
    let explanation = explanation?;
    if let Way::Judged { band: Some(band), stated: false, .. } = explanation.way {
        // 达成 leaves the score open within its band; all of it is only what it gets unsaid.
        return outside_band(band, given, weight, rules);
    }
    let difference = fraction(given) - fraction(explanation.score);
    let tolerance = BigRational::new(1.into(), 100.into());
    let differs = difference >= tolerance || difference <= -tolerance;
    differs.then(|| Issue::Differs { given, formula: explanation.to_string() })
}

/// The printed score: weight × share, halves up, with all its decimals unless it is all or nothing. Never more
/// than the weight: one with more decimals than are printed would be rounded up beyond itself.
fn rounded_score(weight: Decimal, share: &BigRational, places: u32) -> Decimal {
    let full = full_marks(weight, places);
    if *share >= one() {
        return full;
    }
    if *share <= zero() {
        return Decimal::ZERO;
    }
    let exact = fraction(weight) * share;
    rounded_decimal(&exact, places).map_or(full, |score| score.clamp(Decimal::ZERO, full))
}

/// The most that can be printed of a weight.
fn full_marks(weight: Decimal, places: u32) -> Decimal {
    if weight.scale() > places { weight.trunc_with_scale(places) } else { weight }
}

fn has_few_places(number: Decimal) -> bool {
    number.normalize().scale() <= WEIGHT_PLACES
}

/// Whether a reason settles a note.
const fn excused(note: &Issue) -> bool {
    matches!(note, Issue::Excess { .. } | Issue::ExecutionReason { .. } | Issue::Overspent(_))
}
