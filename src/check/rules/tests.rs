//! What holds for every rule: its code, its words, its example, its place in the folders.

use std::collections::BTreeSet;

use super::*;
use crate::check::Family;
use crate::check::profile::{OwnWord, Profile};
use crate::check::testing::{findings_with, marked};

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

/// A unit's own rules, without which rules about them have no example.
fn profile() -> Profile {
    let word = OwnWord {
        wrong: "全机关".to_owned(),
        right: "全县机关".to_owned(),
        why: String::new(),
        except: Vec::new(),
    };
    Profile { words: vec![word], ..Profile::default() }
}

#[test]
fn the_example_of_every_rule_is_found_and_is_right_when_mended() {
    for rule in all().filter(|rule| rule.family() != Family::Layout) {
        let code = rule.code.0;
        let wrong = findings_with(rule, rule.wrong, &profile());
        assert!(!wrong.is_empty(), "{code} does not find its example: {}", rule.wrong);
        let right = findings_with(rule, rule.right, &profile());
        assert!(right.is_empty(), "{code}: {} {right:#?}", marked(rule.right, &right));
        let mended = wrong.iter().any(|finding| !finding.mending.is_empty());
        assert_eq!(mended, rule.mends, "{code} says whether --修 mends it");
    }
}

/// The cases of a file under tests/clean: stretches of lines between empty lines, without the lines that name the
/// traps they set.
fn clean_cases(name: &str) -> Vec<String> {
    let path = format!("{}/tests/clean/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let cases = text.split("\n\n").map(|case| {
        let lines = case.lines().filter(|line| !line.starts_with("# "));
        lines.collect::<Vec<_>>().join("\n").trim_matches('\n').to_owned()
    });
    cases.filter(|case| !case.is_empty()).collect()
}

#[test]
fn text_that_is_right_is_left_alone() {
    let mut found = Vec::new();
    for name in [
        "structure",
        "punctuation",
        "numbers",
        "figures",
        "indicators",
        "words",
        "layout",
        "elements",
    ] {
        let cases = clean_cases(name);
        assert!(cases.iter().flat_map(|case| case.lines()).count() >= 30, "{name}");
        for case in cases {
            let proof = crate::check::testing::proof(&case);
            for finding in crate::check::check(&proof, &crate::check::Profile::default()) {
                let text = &proof.paragraphs[finding.paragraph].text;
                let line =
                    marked(text, &[crate::check::Finding { paragraph: 0, ..finding.clone() }]);
                found.push(format!(
                    "{name}: {} {}\n    {line}",
                    finding.rule.code.0, finding.message
                ));
            }
        }
    }
    assert!(found.is_empty(), "{} false reports:\n{}", found.len(), found.join("\n"));
}
