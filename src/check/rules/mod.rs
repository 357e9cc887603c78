//! The rules, a file each, in a folder for each family. A family's `mod.rs` lists its rules; nothing else has to
//! be told of a new one.

use super::rule::Rule;

/// Every rule, in the order of families and codes.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    FAMILIES.iter().flat_map(|rules| rules.iter().copied())
}

/// The rule of a code, in whatever case it is written.
#[must_use]
pub fn find(code: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.code.0.eq_ignore_ascii_case(code))
}

/// The rules of each family.
const FAMILIES: [&[&Rule]; 8] = [
    structure::RULES,
    punctuation::RULES,
    numbers::RULES,
    figures::RULES,
    indicators::RULES,
    words::RULES,
    layout::RULES,
    elements::RULES,
];

mod elements;
mod figures;
mod indicators;
mod layout;
mod numbers;
mod punctuation;
mod structure;
mod words;

#[cfg(test)]
mod tests;
