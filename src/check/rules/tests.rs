//! What holds for every rule: its code, its words, its example, its place in the folders.

use std::collections::BTreeSet;

use super::*;
use crate::check::Family;
use crate::check::testing::{findings, marked};

#[test]
fn codes_are_in_the_order_of_their_families_and_none_is_given_twice() {
    let codes: Vec<&str> = all().map(|rule| rule.code.0).collect();
    let order = |code: &str| {
        let family = Family::ALL.iter().position(|family| code.starts_with(family.letter()));
        (family, code.to_owned())
    };
    assert!(codes.windows(2).all(|pair| order(pair[0]) < order(pair[1])), "{codes:?}");
    assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len());
}

#[test]
fn every_rule_says_what_it_looks_for_where_it_comes_from_and_what_to_do() {
    for rule in all() {
        let code = rule.code.0;
        assert!(!rule.name.is_empty() && rule.name.chars().count() <= 16, "{code}: {}", rule.name);
        for text in [rule.looks_for, rule.remedy] {
            assert!(text.ends_with('。'), "{code}: {text}");
        }
        assert!(!rule.clause.is_empty() && !rule.clause.ends_with('。'), "{code}");
        assert_eq!(find(&code.to_lowercase()).map(|rule| rule.code), Some(rule.code));
    }
}

#[test]
fn the_example_of_every_rule_is_found_and_is_right_when_mended() {
    for rule in all().filter(|rule| rule.family() != Family::Layout) {
        let code = rule.code.0;
        let wrong = findings(rule, rule.wrong);
        assert!(!wrong.is_empty(), "{code} does not find its example: {}", rule.wrong);
        let right = findings(rule, rule.right);
        assert!(right.is_empty(), "{code}: {} {right:#?}", marked(rule.right, &right));
        let mended = wrong.iter().any(|finding| !finding.mending.is_empty());
        assert_eq!(mended, rule.mends, "{code} says whether --修 mends it");
    }
}
