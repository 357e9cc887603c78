//! Documents that have been set, made by hand.

use crate::check::testing::proof;
use crate::check::{Finding, Profile, Rule};
use crate::proof::{Proof, SetLine};

/// A plain text whose lines begin with the pages and lengths of their set lines: `1:28,2:3|text`; pages from 1.
pub(super) fn set(text: &str) -> Proof {
    let (mut words, mut lines) = (Vec::new(), Vec::new());
    for line in text.lines() {
        let (places, rest) = line.split_once('|').unwrap();
        let place = |place: &str| {
            let (page, characters) = place.split_once(':').unwrap();
            SetLine {
                page: page.parse::<usize>().unwrap() - 1,
                characters: characters.parse().unwrap(),
            }
        };
        lines.push(places.split(',').map(place).collect::<Vec<_>>());
        words.push(rest);
    }
    let mut proof = proof(&words.join("\n"));
    proof.pages = lines.iter().flatten().map(|line| line.page + 1).max().unwrap();
    for (paragraph, lines) in proof.paragraphs.iter_mut().zip(lines) {
        paragraph.lines = lines;
    }
    proof
}

/// The paragraphs in which a rule finds something in such a text; nothing is found before it is set.
pub(super) fn found(rule: &'static Rule, text: &str) -> Vec<usize> {
    let look = |proof: &Proof| crate::check::testing::look(rule, proof, &Profile::default());
    let mut proof = set(text);
    let found = look(&proof).iter().map(|finding: &Finding| finding.paragraph).collect();
    proof.pages = 0;
    assert!(look(&proof).is_empty(), "{}: nobody has set it", rule.code.0);
    found
}
