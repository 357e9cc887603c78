//! W: characters, words and names. What is in a list of words is data (data/lexicon.yaml); what has to be
//! compared within the document has a rule of its own.

use crate::check::Rule;

mod citation;
mod congress;
mod doubled;
mod first_short;
mod foreign_unit;
mod lexicon;
mod likeness;
mod near_terms;
mod number_first;
mod office;
mod official_term;
mod own_words;
mod person;
mod residue;
mod self_name;
mod sensitive;
mod short_name;
mod uncited_number;
mod unit_name;
mod variant_form;
mod wording;
mod wrong_character;

pub(super) static RULES: &[&Rule] = &[
    &residue::RULE,
    &wrong_character::RULE,
    &variant_form::RULE,
    &wording::RULE,
    &official_term::RULE,
    &short_name::RULE,
    &sensitive::RULE,
    &own_words::RULE,
    &office::RULE,
    &self_name::RULE,
    &foreign_unit::RULE,
    &near_terms::RULE,
    &congress::RULE,
    &first_short::RULE,
    &person::RULE,
    &unit_name::RULE,
    &citation::RULE,
    &number_first::RULE,
    &uncited_number::RULE,
    &doubled::RULE,
];

/// The last so many hanzi of a text, as far as they stand together.
fn last_han(text: &str, most: usize) -> &str {
    let mut start = text.len();
    for (at, character) in text.char_indices().rev().take(most) {
        if !is_han(character) {
            break;
        }
        start = at;
    }
    &text[start..]
}

/// The first so many characters of a text.
fn first(text: &str, most: usize) -> &str {
    let end = text.char_indices().nth(most).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// Whether a character is a hanzi.
fn is_han(character: char) -> bool {
    matches!(character, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{3FFFF}')
}
