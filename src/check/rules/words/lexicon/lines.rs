//! The lines of data/lexicon.yaml: YAML of which every entry has a line of its own, plain enough to be read in a
//! hundredth of the time that a reader of all YAML takes. A test holds that both read the same.

use super::{Entry, Grade};

/// The entries in order, each with the name of its kind; `None` for a line that is not written as it ought to be.
pub(super) fn entries(text: &'static str) -> impl Iterator<Item = (&'static str, Option<Entry>)> {
    let mut kind = "";
    let lines = text.lines().map(str::trim_end);
    let written = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    written.filter_map(move |line| {
        if let Some(name) = line.strip_suffix(':') {
            kind = name;
            return None;
        }
        Some((kind, entry(line)))
    })
}

/// `  - { wrong: 察堪, right: 勘察/踏勘, why: 没有“察堪”这个词 }`
fn entry(line: &'static str) -> Option<Entry> {
    let inside = line.strip_prefix("  - { ")?.strip_suffix(" }")?;
    let mut entry = Entry::default();
    for field in inside.split(", ") {
        let (key, value) = field.split_once(": ")?;
        let value = match value.strip_prefix('"') {
            Some(quoted) => quoted.strip_suffix('"').filter(|text| !text.contains('\\'))?,
            None => value,
        };
        match key {
            "wrong" => entry.wrong = value,
            "right" => entry.right = value,
            "why" => entry.why = value,
            "not_after" => entry.not_after = value,
            "not_before" => entry.not_before = value,
            "severity" => entry.severity = Some(grade(value)?),
            _ => return None,
        }
    }
    (!entry.wrong.is_empty() && !entry.why.is_empty()).then_some(entry)
}

fn grade(name: &str) -> Option<Grade> {
    Some(match name {
        "error" => Grade::Error,
        "warning" => Grade::Warning,
        "hint" => Grade::Hint,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn a_reader_of_all_yaml_reads_the_same() {
        let text = super::super::TEXT;
        let table: BTreeMap<String, Vec<BTreeMap<String, String>>> =
            serde_yaml::from_str(text).unwrap();
        let mut own: BTreeMap<String, Vec<BTreeMap<String, String>>> = BTreeMap::new();
        for (kind, entry) in entries(text) {
            own.entry(kind.to_owned()).or_default().push(fields(&entry.unwrap()));
        }
        // An empty one may be written out or left away.
        let table = table.into_iter().map(|(kind, entries)| {
            let entries = entries.into_iter().map(|mut entry| {
                entry.retain(|_, value| !value.is_empty());
                entry
            });
            (kind, entries.collect::<Vec<_>>())
        });
        assert_eq!(own, table.collect());
    }

    fn fields(entry: &Entry) -> BTreeMap<String, String> {
        let severity =
            entry.severity.map_or(String::new(), |grade| format!("{grade:?}").to_lowercase());
        [
            ("wrong", entry.wrong),
            ("right", entry.right),
            ("why", entry.why),
            ("not_after", entry.not_after),
            ("not_before", entry.not_before),
            ("severity", severity.as_str()),
        ]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .collect()
    }

    #[test]
    fn a_line_that_is_written_otherwise_is_told() {
        for line in
            ["  - { wrong: 甲, why }", "  - { wrong: 甲, weight: 3 }", "  - { why: 乙 }", "- 甲"]
        {
            assert_eq!(entry(line), None, "{line}");
        }
    }
}
