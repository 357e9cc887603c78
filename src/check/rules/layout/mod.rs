//! L from 101 on: how paragraphs fall on pages. These rules look only at documents that have been set.

use crate::check::{Read, Reading, Rule};
use crate::proof::Kind;

mod first_page;
mod heading_at_foot;
mod last_page;
mod lone_character;
mod signature_alone;
#[cfg(test)]
mod testing;
mod title_shape;

pub(super) static RULES: &[&Rule] = &[
    &heading_at_foot::RULE,
    &last_page::RULE,
    &signature_alone::RULE,
    &title_shape::RULE,
    &first_page::RULE,
    &lone_character::RULE,
];

/// The paragraphs of a document that has been set; none of one that has not.
fn set<'r, 'p>(reading: &'r Reading<'p>) -> impl Iterator<Item = &'r Read<'p>> {
    let paragraphs = reading.paragraphs.iter().filter(|_| reading.proof.pages > 0);
    paragraphs.filter(|read| !read.paragraph.lines.is_empty() && read.paragraph.kind != Kind::Blank)
}

/// The pages on which a paragraph begins and ends.
fn pages(read: &Read<'_>) -> Option<(usize, usize)> {
    let lines = &read.paragraph.lines;
    Some((lines.first()?.page, lines.last()?.page))
}
