//! Holds the door table of docs/architecture.md: which room may use which, and who may touch disk,
//! clock, environment and terminal.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::documents::repository;

/// What only `cli` and `io` may use; `main` hands the arguments over.
const OUTSIDE: [&str; 7] =
    ["std::fs", "std::env", "std::time", "std::net", "std::process", "std::thread", "SystemTime"];

/// The table of docs/architecture.md: room → rooms it may use.
fn table() -> BTreeMap<String, BTreeSet<String>> {
    let page = std::fs::read_to_string(repository("docs/architecture.md")).unwrap();
    let doors = page.split("## Doors").nth(1).unwrap().split("\n## ").next().unwrap();
    let rows = doors.lines().filter(|line| line.starts_with('|')).skip(2);
    rows.map(|row| {
        let mut cells = row.trim_matches('|').split('|').map(str::trim);
        let room = cells.next().unwrap().to_owned();
        let used = cells.next().unwrap_or_default().split(',').map(str::trim);
        (room, used.filter(|name| !name.is_empty()).map(str::to_owned).collect())
    })
    .collect()
}

/// Every source file under a folder, in order.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    let inside = entries
        .into_iter()
        .flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] });
    inside.filter(|path| path.extension().is_some_and(|extension| extension == "rs")).collect()
}

/// The room of a file: the first folder or file name under src/.
fn room(path: &Path) -> String {
    let inside = path.strip_prefix(repository("src")).unwrap();
    let first = inside.components().next().unwrap().as_os_str().to_str().unwrap();
    first.trim_end_matches(".rs").to_owned()
}

/// The lines of a file that are compiled into the program, with their numbers; a file whose module is
/// behind `#[cfg(test)]` has none.
fn program_lines(path: &Path) -> Vec<(usize, String)> {
    let stem = path.file_stem().unwrap().to_str().unwrap();
    let in_tests = path.parent().is_some_and(|folder| folder.ends_with("tests"));
    if in_tests || ["tests", "testing", "trial"].contains(&stem) {
        return Vec::new();
    }
    let text = std::fs::read_to_string(path).unwrap();
    let program = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    let lines = program.lines().enumerate().map(|(index, line)| (index + 1, line.to_owned()));
    lines.filter(|(_, line)| !line.trim_start().starts_with("//")).collect()
}

/// The rooms that a line names by `crate::` or, inside `render`, the other renderer by `super::`.
fn named(line: &str) -> Vec<String> {
    let after = line.split("crate::").skip(1).flat_map(|rest| {
        let list = rest.strip_prefix('{').map_or_else(
            || vec![rest],
            |inner| inner.split('}').next().unwrap_or_default().split(',').collect(),
        );
        list.into_iter().map(|name| {
            let name = name.trim();
            let end = name.find(|c: char| !(c.is_alphanumeric() || c == '_'));
            name[..end.unwrap_or(name.len())].to_owned()
        })
    });
    after.filter(|name| !name.is_empty()).collect()
}

#[test]
fn rooms_use_only_what_their_doors_allow() {
    let table = table();
    assert!(table.len() >= 15, "the table was not read: {table:?}");
    let rooms: BTreeSet<String> =
        sources(&repository("src")).iter().map(|path| room(path)).collect();
    let mut breaches = Vec::new();
    for path in sources(&repository("src")) {
        let here = room(&path);
        if here == "lib" || here == "main" {
            continue;
        }
        let Some(allowed) = table.get(&here) else {
            breaches.push(format!("{here} has no row in docs/architecture.md"));
            continue;
        };
        for (number, line) in program_lines(&path) {
            for used in named(&line).into_iter().filter(|name| rooms.contains(name)) {
                if used != here && !allowed.contains(&used) {
                    breaches.push(format!("{}:{number}: {here} uses {used}", path.display()));
                }
            }
        }
    }
    assert_eq!(breaches, Vec::<String>::new());
}

#[test]
fn every_row_of_the_table_is_a_room_and_every_door_is_used() {
    let files = sources(&repository("src"));
    let mut unused = Vec::new();
    for (here, allowed) in table() {
        let mut used = BTreeSet::new();
        let own: Vec<_> = files.iter().filter(|path| room(path) == here).collect();
        assert!(!own.is_empty(), "{here} is no room");
        for path in own {
            used.extend(program_lines(path).iter().flat_map(|(_, line)| named(line)));
        }
        unused.extend(allowed.difference(&used).map(|door| format!("{here} → {door}")));
    }
    assert_eq!(unused, Vec::<String>::new());
}

#[test]
fn only_cli_and_io_touch_the_world_outside() {
    let mut breaches = Vec::new();
    for path in sources(&repository("src")) {
        let here = room(&path);
        if ["cli", "io", "main"].contains(&here.as_str()) {
            continue;
        }
        for (number, line) in program_lines(&path) {
            for outside in OUTSIDE.iter().filter(|outside| line.contains(**outside)) {
                breaches.push(format!("{}:{number}: {outside}", path.display()));
            }
        }
    }
    assert_eq!(breaches, Vec::<String>::new());
}

/// Pieces of work for other threads come from few places, each of which takes results in the order of the pieces.
#[test]
fn only_four_rooms_hand_work_to_other_threads() {
    let mut breaches = Vec::new();
    for path in sources(&repository("src")) {
        if ["check", "cli", "layout", "render"].contains(&room(&path).as_str()) {
            continue;
        }
        let lines = program_lines(&path).into_iter().filter(|(_, line)| line.contains("rayon"));
        breaches.extend(lines.map(|(number, _)| format!("{}:{number}", path.display())));
    }
    assert_eq!(breaches, Vec::<String>::new());
}

#[test]
fn the_renderers_do_not_know_each_other() {
    let mut breaches = Vec::new();
    for (own, other) in [("pdf", "docx"), ("docx", "pdf")] {
        for path in sources(&repository("src/render").join(own)) {
            for (number, line) in program_lines(&path) {
                if line.contains(&format!("render::{other}"))
                    || line.contains(&format!("super::{other}"))
                {
                    breaches.push(format!("{}:{number}", path.display()));
                }
            }
        }
    }
    assert_eq!(breaches, Vec::<String>::new());
}
