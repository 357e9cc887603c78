//! K: indicators of performance and their scores, as they stand in tables and in running text. The forms that the
//! program fills in and judges itself (K001 and following) are left to it where they are judged already.

use std::ops::Range;

use crate::check::Rule;

mod copied;
mod cost;
mod direction;
mod excess;
mod explained;
mod field;
mod full_marks;
mod grade;
mod heads;
mod incomplete;
mod kinds;
mod lacking;
mod misplaced;
mod question;
mod rate;
mod reason;
mod row;
mod section;
mod sheet;
mod summary;
mod sums;
mod tautology;
mod twofold;
mod words;

#[cfg(test)]
mod tests;

pub(in crate::check) use sheet::Sheet;

pub(super) static RULES: &[&Rule] = &[
    &direction::RULE,
    &copied::RULE,
    &kinds::RULE,
    &cost::RULE,
    &summary::RULE,
    &incomplete::RULE,
    &reason::RULE,
    &excess::RULE,
    &sums::RULE,
    &grade::RULE,
    &tautology::RULE,
    &question::RULE,
    &twofold::RULE,
    &misplaced::RULE,
    &lacking::RULE,
    &rate::RULE,
    &full_marks::RULE,
];

/// No clause is longer; a text without marks must not be gone through again for each of its numbers.
const LONGEST_CLAUSE: usize = 450;

/// The piece between 。 or ； that holds a byte.
fn clause(text: &str, at: usize) -> Range<usize> {
    let ends = ['。', '；', ';'];
    let mut low = at.saturating_sub(LONGEST_CLAUSE);
    while !text.is_char_boundary(low) {
        low += 1;
    }
    let mut high = text.len().min(at + LONGEST_CLAUSE);
    while !text.is_char_boundary(high) {
        high -= 1;
    }
    let before = text[low..at].char_indices().rev().find(|(_, character)| ends.contains(character));
    let start = before.map_or(low, |(mark, character)| low + mark + character.len_utf8());
    let end = text[at..high].find(ends).map_or(high, |mark| at + mark);
    start..end
}

/// Whether a text has one of the words.
fn has(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}
