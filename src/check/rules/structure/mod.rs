//! S: 层次序数, headings and the order of what is written, by GB/T 9704 7.3.3.

use crate::check::Rule;

mod broken_series;
mod empty_heading;
mod faked_table;
mod heading_form;
mod heading_mark;
mod long_paragraph;
mod number_form;
pub(super) mod outline;
mod repeated_heading;
mod same_pattern;
mod sequence;
mod skipped_level;
mod space_behind_number;
mod typed_number;

pub(in crate::check) use outline::Outline;

pub(super) static RULES: &[&Rule] = &[
    &broken_series::RULE,
    &same_pattern::RULE,
    &number_form::RULE,
    &space_behind_number::RULE,
    &skipped_level::RULE,
    &heading_form::RULE,
    &heading_mark::RULE,
    &empty_heading::RULE,
    &repeated_heading::RULE,
    &long_paragraph::RULE,
    &typed_number::RULE,
    &faked_table::RULE,
    &sequence::RULE,
];
