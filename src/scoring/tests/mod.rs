//! Tests of the room as a whole: reading (`readers`), examples computed by hand (`worked`, `forms`), laws
//! (`laws`). Here is what they share.

mod forms;
mod laws;
mod readers;
mod worked;

use rust_decimal::Decimal;

use super::*;
use crate::figures::Amount;

/// A decimal as written.
fn decimal(text: &str) -> Decimal {
    Decimal::from_str_exact(text).unwrap()
}

/// A line with a reason, so that only the score is looked at.
fn line(id: u32, weight: &str, measure: Measure) -> Line {
    Line {
        id: Id(id),
        weight: decimal(weight),
        measure,
        given: None,
        reason: true,
        applicable: true,
    }
}

/// An indicator of these texts.
fn indicator(target: &str, actual: &str) -> Measure {
    let target = Target::parse(target).unwrap();
    Measure::Indicator { target, actual: Actual::parse(actual).unwrap() }
}

/// An execution rate of these texts.
fn execution(budget: &str, spent: &str) -> Measure {
    let amount = |text| Amount::parse(text).unwrap();
    Measure::Execution { budget: amount(budget), spent: amount(spent) }
}

/// The score of one line and what is found about it; that weights do not come to 100 is left out.
fn scored(line: Line, rules: &Rules) -> (LineScore, Vec<Issue>) {
    let mut scored = score(&[Node::Line(Box::new(line))], rules);
    let lines = scored.findings.into_iter().filter(|finding| finding.about != Subject::Form);
    (scored.lines.remove(0), lines.map(|finding| finding.issue).collect())
}

/// The printed score of a target, an actual value and a weight.
fn points(weight: &str, target: &str, actual: &str, rules: &Rules) -> Option<String> {
    let (scored, _) = scored(line(1, weight, indicator(target, actual)), rules);
    scored.score.map(|score| score.to_string())
}

/// The sentence of the same.
fn sentence(weight: &str, target: &str, actual: &str, rules: &Rules) -> String {
    scored(line(1, weight, indicator(target, actual)), rules).0.sentence()
}

/// The findings of the same.
fn issues(weight: &str, target: &str, actual: &str, rules: &Rules) -> Vec<Issue> {
    let mut one = line(1, weight, indicator(target, actual));
    one.reason = false;
    scored(one, rules).1
}
