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
    let letter = code.chars().next()?.to_ascii_uppercase();
    // Those of a family stand together, so that most need not be looked at.
    let mut family = FAMILIES
        .iter()
        .filter(|rules| rules.first().is_some_and(|rule| rule.family().letter() == letter));
    family
        .find_map(|rules| rules.iter().find(|rule| rule.code.0.eq_ignore_ascii_case(code)).copied())
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

pub(super) use indicators::Sheet;
pub(super) use structure::Outline;

#[cfg(test)]
mod tests;
