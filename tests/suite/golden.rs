//! The layouts of data/, and of a 目录, as text, line by line, against those that were read by eye and kept. After a
//! change that is meant: `CHENGWEN_BLESS=1 cargo test golden`, then read the difference.

use std::collections::BTreeMap;

use chengwen::compile::Compiled;
use chengwen::layout::dump;

use crate::documents::{documents, repository};

fn reviewed() -> BTreeMap<&'static str, &'static Compiled> {
    let contents = ("mulu", crate::contents::document());
    let data = documents().iter().map(|(name, document)| (name.as_str(), document));
    data.chain([contents]).collect()
}

#[test]
fn layouts_are_those_that_were_reviewed() {
    let bless = std::env::var_os("CHENGWEN_BLESS").is_some();
    let mut kept: Vec<String> = std::fs::read_dir(repository("tests/golden"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    kept.sort();
    let expected: Vec<String> = reviewed().keys().map(|name| format!("{name}.txt")).collect();
    if !bless {
        assert_eq!(kept, expected, "tests/golden holds one layout for each document");
    }
    for (name, document) in reviewed() {
        let path = repository(&format!("tests/golden/{name}.txt"));
        let found = dump(&document.layout);
        if bless {
            std::fs::write(&path, &found).unwrap();
            continue;
        }
        let wanted = std::fs::read_to_string(&path).unwrap();
        let difference = wanted
            .lines()
            .zip(found.lines())
            .enumerate()
            .find(|(_, (wanted, found))| wanted != found)
            .map(|(index, (wanted, found))| format!("line {}:\n  {wanted}\n  {found}", index + 1));
        assert_eq!(difference, None, "{name}");
        assert_eq!(wanted.lines().count(), found.lines().count(), "{name}: lines at the end");
    }
}
