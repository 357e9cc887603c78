//! Single slips put into clean documents, each found by its rule or said to be beyond the rules.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Deserialize;

use crate::documents::repository;
use crate::proofread::{Found, in_text};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sheet {
    documents: BTreeMap<String, String>,
    slips: Vec<Slip>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Slip {
    r#in: String,
    from: String,
    to: String,
    code: String,
    at: String,
    /// Why it is not found.
    missed: Option<String>,
}

fn sheet() -> Sheet {
    let text = std::fs::read_to_string(repository("tests/data/seeded.yaml")).unwrap();
    serde_yaml::from_str(&text).unwrap()
}

/// What is found in the document with the slip that touches it.
fn found(slip: &Slip, documents: &BTreeMap<String, String>) -> Vec<Found> {
    let document = &documents[&slip.r#in];
    assert_eq!(document.matches(&slip.from).count(), 1, "{}", slip.from);
    let found = in_text(&document.replacen(&slip.from, &slip.to, 1));
    let touches = |found: &Found| {
        let places = found.paragraph.match_indices(slip.at.as_str());
        let mut places = places.map(|(at, text)| at..at + text.len());
        places.any(|place| place.start <= found.range.end && found.range.start <= place.end)
    };
    found.into_iter().filter(|found| found.code == slip.code && touches(found)).collect()
}

/// The table of docs/rules.md.
pub(crate) fn table() -> String {
    let Sheet { documents, slips } = sheet();
    let mut table = String::from("| 文稿 | 原文 | 改成 | 规则 | 查出 |\n|---|---|---|---|---|\n");
    for slip in &slips {
        let found = found(slip, &documents);
        let verdict = match (found.is_empty(), &slip.missed) {
            (false, _) => "是".to_owned(),
            (true, Some(why)) => format!("否：{why}"),
            (true, None) => "否".to_owned(),
        };
        let Slip { from, to, code, r#in, .. } = slip;
        let _ = writeln!(table, "| {in} | {from} | {to} | {code} | {verdict} |");
    }
    table
}

#[test]
fn the_documents_are_clean_before_anything_is_put_into_them() {
    for (name, document) in sheet().documents {
        let found = in_text(&document);
        assert!(found.is_empty(), "{name}: {found:#?}");
    }
}

#[test]
fn slips_put_into_clean_documents_are_found_where_they_are() {
    let Sheet { documents, slips } = sheet();
    assert!(slips.iter().filter(|slip| slip.missed.is_none()).count() >= 20);
    let mut wrong = Vec::new();
    for slip in &slips {
        if found(slip, &documents).is_empty() != slip.missed.is_some() {
            wrong.push(format!("{}: {} → {}", slip.code, slip.from, slip.to));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}
