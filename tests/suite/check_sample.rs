//! The sample, as people have proofread it, against what the rules find: as plain text, and as the document of data/
//! that was made of it. What is found by which rule is a table in docs/rules.md.

use std::fmt::Write as _;

use serde::Deserialize;

use crate::documents::repository;
use crate::proofread::{Found, in_text, in_yaml};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sheet {
    entries: Vec<Entry>,
    right: Vec<Right>,
}

/// A defect.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    level: char,
    sort: char,
    lines: Vec<usize>,
    /// The text a finding has to touch.
    at: Option<String>,
    /// How many findings it takes; one when absent.
    count: Option<usize>,
    /// Every one of the lines has it.
    #[serde(default)]
    all: bool,
    rules: Vec<String>,
    yaml: Option<String>,
    what: String,
}

/// Something that is right.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Right {
    id: String,
    lines: Vec<usize>,
    at: String,
    families: String,
    what: String,
}

fn sheet() -> Sheet {
    let text = std::fs::read_to_string(repository("tests/data/sample-defects.yaml")).unwrap();
    serde_yaml::from_str(&text).unwrap()
}

fn sample() -> Vec<Found> {
    in_text(&std::fs::read_to_string(repository("tests/data/xiangfen-2021-sample.txt")).unwrap())
}

fn document() -> Vec<Found> {
    in_yaml(&std::fs::read_to_string(repository("data/xiangfen-2021.yaml")).unwrap())
}

/// Whether a finding touches one of the places where `text` stands in its paragraph.
fn touches(found: &Found, text: &str) -> bool {
    let places = found.paragraph.match_indices(text).map(|(at, text)| at..at + text.len());
    places.into_iter().any(|place| place.start < found.range.end && found.range.start < place.end)
}

impl Entry {
    fn is_of(&self, found: &Found) -> bool {
        self.rules.iter().any(|rule| rule == found.code)
    }

    /// The codes of the rules that find it in the plain text; `None` where it is not found.
    fn in_sample(&self, all: &[Found]) -> Option<String> {
        let here = |found: &&Found| {
            self.is_of(found)
                && self.lines.contains(&found.line)
                && self.at.as_ref().is_none_or(|at| touches(found, at))
        };
        let found: Vec<&Found> = all.iter().filter(here).collect();
        let on_each = |line: &usize| found.iter().any(|found| found.line == *line);
        let complete = !self.all || self.lines.iter().all(on_each);
        (found.len() >= self.count.unwrap_or(1) && complete).then(|| codes(&found))
    }

    /// The same in the document; `None` where it is not found there.
    fn in_document(&self, all: &[Found]) -> Option<String> {
        let text = self.yaml.as_ref()?;
        // A finding in a cell names its row in the message.
        let here = |found: &&Found| {
            let texts = [&found.paragraph, &found.message];
            self.is_of(found) && texts.iter().any(|own| own.contains(text.as_str()))
        };
        let found: Vec<&Found> = all.iter().filter(here).collect();
        (found.len() >= self.count.unwrap_or(1)).then(|| codes(&found))
    }
}

fn codes(found: &[&Found]) -> String {
    let mut codes: Vec<&str> = found.iter().map(|found| found.code).collect();
    codes.sort_unstable();
    codes.dedup();
    codes.join("、")
}

/// How many of the entries that `wanted` picks are found, and how many there are.
fn share(
    entries: &[Entry],
    wanted: impl Fn(&Entry) -> bool,
    found: impl Fn(&Entry) -> bool,
) -> (usize, usize) {
    let picked: Vec<&Entry> = entries.iter().filter(|entry| wanted(entry)).collect();
    (picked.iter().filter(|entry| found(entry)).count(), picked.len())
}

/// The table of docs/rules.md.
pub(crate) fn table() -> String {
    let Sheet { entries, right } = sheet();
    let (sample, document) = (sample(), document());
    let mut table = String::from(
        "| 条目 | 级 | 机检 | 毛病 | 文本（行） | YAML |\n|---|---|---|---|---|---|\n",
    );
    for entry in &entries {
        let lines: Vec<String> = entry.lines.iter().take(3).map(usize::to_string).collect();
        let in_sample = entry.in_sample(&sample).unwrap_or_else(|| "—".to_owned());
        let in_document = match (&entry.yaml, entry.in_document(&document)) {
            (None, _) => "不会有".to_owned(),
            (Some(_), found) => found.unwrap_or_else(|| "—".to_owned()),
        };
        let Entry { id, level, sort, what, .. } = entry;
        let _ = writeln!(
            table,
            "| {id} | {level} | {sort} | {what} | {in_sample}（{}） | {in_document} |",
            lines.join("、")
        );
    }
    table.push('\n');
    for (name, picked) in [
        ("Y 类 E 级", ('Y', Some('E'))),
        ("Y 类 W 级", ('Y', Some('W'))),
        ("Y 类 I 级", ('Y', Some('I'))),
        ("P 类", ('P', None)),
    ] {
        let wanted = |entry: &Entry| {
            entry.sort == picked.0 && picked.1.is_none_or(|level| entry.level == level)
        };
        let (found, all) = share(&entries, wanted, |entry| entry.in_sample(&sample).is_some());
        let (there, most) = share(
            &entries,
            |entry| wanted(entry) && entry.yaml.is_some(),
            |entry| entry.in_document(&document).is_some(),
        );
        let _ = writeln!(table, "- {name}：文本里 {found}/{all}，YAML 里 {there}/{most}");
    }
    let _ = writeln!(
        table,
        "- 不该报的 {} 处：误报 {} 处",
        right.len(),
        false_reports(&right, &sample).len()
    );
    table
}

/// Findings that touch what is right.
fn false_reports(right: &[Right], all: &[Found]) -> Vec<String> {
    let mut reports = Vec::new();
    for Right { id, lines, at, families, what } in right {
        let wrong = all.iter().filter(|found| {
            lines.contains(&found.line) && families.contains(&found.code[..1]) && touches(found, at)
        });
        reports.extend(wrong.map(|found| format!("{id} {what}: {} {}", found.code, found.message)));
    }
    reports
}

#[test]
fn the_sheet_has_every_entry_with_its_place() {
    let Sheet { entries, right } = sheet();
    assert_eq!(entries.len(), 82);
    let count = |sort| entries.iter().filter(|entry| entry.sort == sort).count();
    assert!(count('Y') >= 40 && count('P') >= 29, "{} {}", count('Y'), count('P'));
    let text = std::fs::read_to_string(repository("tests/data/xiangfen-2021-sample.txt")).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let places =
        entries.iter().filter_map(|entry| Some((&entry.id, &entry.lines, entry.at.as_ref()?)));
    for (id, on, at) in places.chain(right.iter().map(|right| (&right.id, &right.lines, &right.at)))
    {
        assert!(on.iter().any(|line| lines[line - 1].contains(at.as_str())), "{id}: {at}");
    }
}

#[test]
fn what_people_found_in_the_sample_is_found_and_what_is_right_is_left_alone() {
    let Sheet { entries, right } = sheet();
    let (sample, document) = (sample(), document());
    let missed = |wanted: &dyn Fn(&Entry) -> bool, found: &dyn Fn(&Entry) -> bool| -> Vec<String> {
        let missed = entries.iter().filter(|entry| wanted(entry) && !found(entry));
        missed.map(|entry| format!("{} {}", entry.id, entry.what)).collect()
    };
    let errors = |entry: &Entry| entry.sort == 'Y' && entry.level == 'E';
    assert_eq!(missed(&errors, &|entry| entry.in_sample(&sample).is_some()), Vec::<String>::new());
    let there = |entry: &Entry| entry.yaml.is_some() && errors(entry);
    assert_eq!(
        missed(&there, &|entry| entry.in_document(&document).is_some()),
        Vec::<String>::new()
    );
    let warnings = |entry: &Entry| entry.sort == 'Y' && entry.level == 'W';
    let (found, all) = share(&entries, warnings, |entry| entry.in_sample(&sample).is_some());
    assert!(found * 100 >= all * 95, "W: {found}/{all}");
    let (found, all) = share(
        &entries,
        |entry| warnings(entry) && entry.yaml.is_some(),
        |entry| entry.in_document(&document).is_some(),
    );
    assert!(found * 100 >= all * 95, "W in the document: {found}/{all}");
    let (found, all) =
        share(&entries, |entry| entry.sort == 'P', |entry| entry.in_sample(&sample).is_some());
    assert!(found * 100 >= all * 70, "P: {found}/{all}");
    let guessed = |entry: &Entry| entry.sort == 'P' && entry.yaml.is_some();
    let (found, all) = share(&entries, guessed, |entry| entry.in_document(&document).is_some());
    assert!(found * 100 >= all * 70, "P in the document: {found}/{all}");
    assert_eq!(false_reports(&right, &sample), Vec::<String>::new());
}
