//! The figures found so far, which of them are one, and the names they get.

use std::fmt::Write as _;
use std::ops::Range;

/// A figure that the text says again is the same only where it is named alike, or has so many digits that it can be no
/// other.
const TELLING_DIGITS: usize = 4;

/// An amount with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Groups and name from the outside in.
    pub names: Vec<String>,
    /// As the text has it.
    pub value: String,
    /// Where the text has it, in bytes of the source as it was.
    pub places: Vec<Range<usize>>,
    /// It stands in a table.
    in_table: bool,
}

impl Name {
    /// As formulas call it.
    #[must_use]
    pub fn path(&self) -> String {
        self.names.join(".")
    }
}

#[derive(Default)]
pub(super) struct Gathered(Vec<Name>);

impl Gathered {
    /// A figure of a table.
    pub(super) fn of_table(&mut self, names: Vec<String>, at: Range<usize>, value: String) {
        self.0.push(Name { names, value, places: vec![at], in_table: true });
    }

    /// A figure of running text, named by the words in front of it. Of a row with its target and what was achieved
    /// the text means the latter, which stands last.
    pub(super) fn of_text(&mut self, words: Option<String>, at: Range<usize>, value: String) {
        let telling = digits(&value) >= TELLING_DIGITS;
        let alike = |known: &&mut Name| {
            let own = known.names.iter().rev();
            let named = words.as_ref().is_some_and(|words| own.clone().any(|name| name == words));
            known.value == value && (telling || named)
        };
        if let Some(known) = self.0.iter_mut().rev().find(alike) {
            known.places.push(at);
        } else if let Some(words) = words {
            self.0.push(Name { names: vec![words], value, places: vec![at], in_table: false });
        }
    }

    /// Those that are worth a name, each with one of its own.
    pub(super) fn names(self) -> Vec<Name> {
        let mut named: Vec<Name> = Vec::new();
        for mut each in self.0 {
            if !each.in_table && each.places.len() < 2 {
                continue;
            }
            let plain = each.names.last().cloned().unwrap_or_default();
            let mut count = 1;
            while named.iter().any(|other| clash(&other.names, &each.names)) {
                count += 1;
                if let Some(last) = each.names.last_mut() {
                    *last = format!("{plain}（{count}）");
                }
            }
            named.push(each);
        }
        named
    }
}

/// Whether one is the other or a group of it.
fn clash(one: &[String], other: &[String]) -> bool {
    one.iter().zip(other).all(|(one, other)| one == other)
}

/// Digits that tell something: without zeros in front and behind.
fn digits(value: &str) -> usize {
    let number = value.find(|c: char| !(c.is_ascii_digit() || ".,".contains(c)));
    let number: String =
        value[..number.unwrap_or(value.len())].chars().filter(char::is_ascii_digit).collect();
    number.trim_matches('0').len()
}

/// 数据 with these names, an empty line behind it.
pub(super) fn data(names: &[Name], remark: &str) -> String {
    let mut out = format!("{remark}\n数据:\n");
    let all: Vec<&Name> = names.iter().collect();
    group(&all, 0, &mut out);
    out.push('\n');
    out
}

/// The names of a group, those below one name together.
fn group(names: &[&Name], depth: usize, out: &mut String) {
    let mut heads: Vec<&String> = Vec::new();
    for head in names.iter().filter_map(|name| name.names.get(depth)) {
        if !heads.contains(&head) {
            heads.push(head);
        }
    }
    for head in heads {
        let own: Vec<&Name> =
            names.iter().copied().filter(|name| name.names.get(depth) == Some(head)).collect();
        let indent = depth * 2 + 2;
        match own.as_slice() {
            [only] if only.names.len() == depth + 1 => {
                // Writing to a string cannot fail.
                let _ = writeln!(out, "{:indent$}{head}: {}", "", only.value);
            }
            _ => {
                let _ = writeln!(out, "{:indent$}{head}:", "");
                group(&own, depth + 1, out);
            }
        }
    }
}
