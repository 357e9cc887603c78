//! All findings over a corpus, kept as text, so that a rule that changes shows its effect as a difference:
//! `CHENGWEN_BLESS=1 cargo test corpus`, then read it.

use std::fmt::Write as _;

use crate::documents::repository;
use crate::proofread::{Found, in_text, in_yaml};

/// Every document of data/ and tests/documents that has a body, then the sample as plain text.
fn corpus() -> Vec<(String, Vec<Found>)> {
    let mut found = Vec::new();
    for folder in ["data", "tests/documents"] {
        let mut paths: Vec<_> = std::fs::read_dir(repository(folder))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
            .collect();
        paths.sort();
        for path in paths {
            let text = std::fs::read_to_string(&path).unwrap();
            if text.lines().any(|line| line.starts_with("正文:")) {
                let name = path.file_name().unwrap().to_str().unwrap();
                found.push((format!("{folder}/{name}"), in_yaml(&text)));
            }
        }
    }
    for name in ["xiangfen-2021-sample.txt", "xiangfen-2021.txt"] {
        let text = std::fs::read_to_string(repository("tests/data").join(name)).unwrap();
        found.push((format!("tests/data/{name}"), in_text(&text)));
    }
    found
}

/// Characters of an excerpt that are kept.
const LONGEST: usize = 24;

fn shown(corpus: &[(String, Vec<Found>)]) -> String {
    let mut text = String::new();
    for (name, findings) in corpus {
        let _ = writeln!(text, "{name}: {}", findings.len());
        for Found { code, severity, line, column, excerpt, message, .. } in findings {
            let excerpt: String = excerpt.chars().take(LONGEST).collect();
            let _ = writeln!(text, "  {line}:{column} {code} {severity:?} “{excerpt}” {message}");
        }
    }
    text
}

#[test]
fn the_findings_over_the_corpus_are_those_that_were_reviewed() {
    let path = repository("tests/corpus/findings.txt");
    let found = shown(&corpus());
    if std::env::var_os("CHENGWEN_BLESS").is_some() {
        std::fs::write(&path, &found).unwrap();
        return;
    }
    let wanted = std::fs::read_to_string(&path).unwrap();
    let new: Vec<&str> =
        found.lines().filter(|line| !wanted.lines().any(|kept| kept == *line)).collect();
    let gone: Vec<&str> =
        wanted.lines().filter(|line| !found.lines().any(|kept| kept == *line)).collect();
    assert!(
        new.is_empty() && gone.is_empty(),
        "new:\n{}\ngone:\n{}",
        new.join("\n"),
        gone.join("\n")
    );
    assert_eq!(found, wanted);
}
