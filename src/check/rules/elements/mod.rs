//! D: the elements of an official document, by GB/T 9704 7.3.

use crate::check::Reading;
use crate::check::Rule;
use crate::proof::{Kind, Paragraph};

mod about_twice;
mod attachment_mark;
mod attachment_names;
mod attachment_note_mark;
mod benefit_kinds;
mod date_before_year;
mod date_form;
mod document_kind;
mod empty_section;
mod missing_addressee_colon;
mod no_text_on_page;
mod score_and_grade;
mod signature_unit;
mod title_and_text;
mod unsigned;

pub(super) static RULES: &[&Rule] = &[
    &title_and_text::RULE,
    &empty_section::RULE,
    &score_and_grade::RULE,
    &attachment_names::RULE,
    &unsigned::RULE,
    &benefit_kinds::RULE,
    &attachment_note_mark::RULE,
    &attachment_mark::RULE,
    &date_form::RULE,
    &missing_addressee_colon::RULE,
    &document_kind::RULE,
    &about_twice::RULE,
    &signature_unit::RULE,
    &date_before_year::RULE,
    &no_text_on_page::RULE,
];

/// Headings that a whole report has at least.
const LEAST_HEADINGS: usize = 3;

/// What a title has that speaks of the work of evaluating, not of what was evaluated.
const ABOUT_THE_WORK: [&str; 10] =
    ["工作", "通知", "方案", "办法", "复核", "抽查", "整改", "培训", "计划", "结果"];

/// Whether it is a whole report on an evaluation (绩效自评报告), not a paper about how evaluations are made.
fn is_evaluation_report(reading: &Reading<'_>) -> bool {
    let title = reading.title.trim();
    reading.is_evaluation()
        && title.ends_with("报告")
        && !ABOUT_THE_WORK.iter().any(|word| title.contains(word))
        && headings(reading).count() >= LEAST_HEADINGS
}

/// Paragraphs with a heading, alone or run in.
fn headings<'r>(reading: &'r Reading<'_>) -> impl Iterator<Item = &'r Paragraph> {
    let paragraphs = reading.proof.paragraphs.iter();
    paragraphs
        .filter(|each| each.heading.is_some() && matches!(each.kind, Kind::Heading | Kind::Body))
}

/// How many characters two names have in common, each counted as often as both have it.
fn in_common(one: &str, other: &str) -> usize {
    let mut left: Vec<char> = other.chars().collect();
    let taken =
        |c: &char| left.iter().position(|own| own == c).map(|at| left.swap_remove(at)).is_some();
    one.chars()
        .collect::<Vec<_>>()
        .iter()
        .filter({
            let mut taken = taken;
            move |c| taken(c)
        })
        .count()
}
