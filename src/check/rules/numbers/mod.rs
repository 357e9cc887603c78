//! N: numbers, units and years, by GB/T 15835, GB 3100 and what a report says of its year.

use std::ops::Range;

use crate::check::Rule;

mod about_twice;
mod date_form;
mod decimals;
mod full_width;
mod impossible_date;
mod less_by_times;
mod money_unit;
mod persons;
mod range_unit;
mod rough;
mod rough_bound;
mod series;
mod unit_names;
mod year;
mod zero;

pub(super) static RULES: &[&Rule] = &[
    &year::RULE,
    &date_form::RULE,
    &range_unit::RULE,
    &decimals::RULE,
    &money_unit::RULE,
    &unit_names::RULE,
    &full_width::RULE,
    &rough::RULE,
    &about_twice::RULE,
    &rough_bound::RULE,
    &persons::RULE,
    &less_by_times::RULE,
    &impossible_date::RULE,
    &zero::RULE,
];

/// The number of ASCII digits, points included where `points`, that a text ends with.
fn digits_before(text: &str, points: bool) -> Range<usize> {
    let digit = |c: char| c.is_ascii_digit() || points && c == '.';
    text.trim_end_matches(digit).len()..text.len()
}

/// The number of ASCII digits, points included where `points`, that a text begins with.
fn digits_behind(text: &str, points: bool) -> &str {
    let digit = |c: char| c.is_ascii_digit() || points && c == '.';
    &text[..text.len() - text.trim_start_matches(digit).len()]
}
