//! 层次: the patterns that print most numbers of a document as they were.

use std::collections::BTreeMap;

use super::number::Number;
use crate::model::Heading;

/// The patterns of 7.3.3.
const STANDARD: [&str; 4] = ["一、", "（一）", "1.", "（1）"];
/// What is tried where the patterns of a document do not fill its levels.
const SPARE: [&str; 6] = ["一、", "（一）", "1.", "（1）", "1）", "①"];

/// The patterns of all levels, from what was written at each, and 层次 where they are not those of the standard.
pub(super) fn scheme<'n>(
    written: impl Iterator<Item = (u8, &'n Number)>,
) -> (Vec<String>, Option<Vec<String>>) {
    let mut votes: BTreeMap<u8, BTreeMap<&str, usize>> = BTreeMap::new();
    for (level, number) in written {
        if let Some(pattern) = &number.pattern {
            *votes.entry(level).or_default().entry(pattern).or_default() += 1;
        }
    }
    let deepest = votes.keys().last().copied().unwrap_or(0);
    let mut found: Vec<String> = Vec::new();
    for level in 1..=Heading::DEEPEST {
        let mut own: Vec<(&str, usize)> =
            votes.get(&level).into_iter().flatten().map(|(text, count)| (*text, *count)).collect();
        let standard = STANDARD[usize::from(level) - 1];
        own.sort_by_key(|(text, count)| (std::cmp::Reverse(*count), *text != standard));
        let candidates = own.iter().map(|(text, _)| *text).chain([standard]).chain(SPARE);
        let free = candidates.into_iter().find(|text| !found.iter().any(|other| other == text));
        found.push(free.unwrap_or(standard).to_owned());
    }
    let differs =
        found.iter().zip(STANDARD).take(usize::from(deepest)).any(|(own, one)| own != one);
    let own = found[..usize::from(deepest)].to_vec();
    (found, differs.then_some(own))
}
