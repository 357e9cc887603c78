//! The codes of findings, read from the source: each is given once, in its family, with its meaning. What
//! each finding says is held where it is found and in `bad_input`.

use std::collections::BTreeMap;
use std::path::Path;

use crate::documents::repository;

/// The families of docs/architecture.md.
const FAMILIES: &str = "YTFGIKLXBUSPNWDR";

/// A code as declared.
struct Declared {
    code: String,
    /// `src/io/mod.rs:15`.
    place: String,
    /// The constant's name; empty for a code that is no constant.
    name: String,
    documented: bool,
}

/// Every source file below `folder` with its text, tests at its end cut off.
fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
    let mut entries: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() && !path.ends_with("tests") {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs")
            && !path.ends_with("tests.rs")
        {
            let text = std::fs::read_to_string(&path).unwrap();
            let own = text.split("#[cfg(test)]\nmod tests {").next().unwrap().to_owned();
            let name = path.strip_prefix(repository("")).unwrap().display().to_string();
            found.push((name, own));
        }
    }
}

/// Whether a line holds a code as a text of its own: `"Y001"`.
fn codes_in(line: &str) -> impl Iterator<Item = &str> {
    line.split('"').skip(1).step_by(2).filter(|text| {
        let mut characters = text.chars();
        text.len() == 4
            && characters.next().is_some_and(|letter| letter.is_ascii_uppercase())
            && characters.all(|digit| digit.is_ascii_digit())
    })
}

fn declared() -> Vec<Declared> {
    let mut files = Vec::new();
    sources(&repository("src"), &mut files);
    let mut all = Vec::new();
    for (file, text) in &files {
        let mut above = "";
        for (number, line) in text.lines().enumerate() {
            if line.trim_start().starts_with("//") {
                above = line;
                continue;
            }
            for code in codes_in(line) {
                let name = line.split(['=', ':']).next().unwrap_or_default();
                let name = name.rsplit("const ").next().unwrap_or_default().trim();
                let is_constant = name.chars().all(|c| c.is_ascii_uppercase() || c == '_');
                all.push(Declared {
                    code: code.to_owned(),
                    place: format!("{file}:{}", number + 1),
                    name: if is_constant { name.to_owned() } else { String::new() },
                    documented: above.trim_start().starts_with("/// ")
                        || line.split('"').nth(3).is_some_and(|doc| !doc.is_empty()),
                });
            }
            above = line;
        }
    }
    all
}

#[test]
fn every_code_is_declared_once_as_a_constant_of_its_family_with_its_meaning() {
    let all = declared();
    assert!(all.len() > 60, "the source is read: {} codes", all.len());
    let mut places: BTreeMap<&str, &str> = BTreeMap::new();
    for Declared { code, place, name, documented } in &all {
        if let Some(first) = places.insert(code, place) {
            panic!("{code} is given at {first} and at {place}");
        }
        assert!(FAMILIES.contains(&code[..1]), "{place}: {code} is of no family");
        assert!(!name.is_empty(), "{place}: {code} is not declared as a constant");
        assert!(documented, "{place}: nothing says what {code} means");
    }
}

/// How often `name` stands in `text` as a word of its own.
fn mentions(text: &str, name: &str) -> usize {
    let edge = |c: Option<char>| !c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
    let whole = |at: usize| {
        edge(text[..at].chars().next_back()) && edge(text[at + name.len()..].chars().next())
    };
    text.match_indices(name).filter(|(at, _)| whole(*at)).count()
}

#[test]
fn every_code_is_given_by_something_in_its_room() {
    let mut files = Vec::new();
    sources(&repository("src"), &mut files);
    for Declared { code, place, name, .. } in declared() {
        let room = place.split_inclusive('/').take(2).collect::<String>();
        let (rooms, wanted) = match room.as_str() {
            // Of the YAML in `source`, of its language in `schema`.
            "src/source/" => (vec!["src/source/", "src/schema/"], format!("codes::{name}")),
            "src/io/" => (vec!["src/io/", "src/cli/"], name),
            room => (vec![room], name),
        };
        let in_room =
            files.iter().filter(|(file, _)| rooms.iter().any(|room| file.starts_with(room)));
        let uses: usize = in_room
            .flat_map(|(_, text)| text.lines())
            .map(str::trim_start)
            // Imports, the declaration, and the list of all codes give nothing.
            .filter(|line| !line.starts_with("use ") && !line.starts_with('('))
            .filter(|line| !line.contains(&format!("\"{code}\"")))
            .map(|line| mentions(line, &wanted))
            .sum();
        assert!(uses > 0, "{place}: nothing gives {code} ({wanted})");
    }
}
