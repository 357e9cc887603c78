//! The figures found so far, which of them are one, and the names they get.

use std::collections::{BTreeMap, BTreeSet};
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
pub(super) struct Gathered {
    names: Vec<Name>,
    /// Which of them have a value.
    of_value: BTreeMap<String, Vec<usize>>,
}

impl Gathered {
    /// A figure of a table.
    pub(super) fn of_table(&mut self, names: Vec<String>, at: Range<usize>, value: String) {
        self.add(Name { names, value, places: vec![at], in_table: true });
    }

    fn add(&mut self, name: Name) {
        self.of_value.entry(name.value.clone()).or_default().push(self.names.len());
        self.names.push(name);
    }

    /// A figure of running text, named by the words in front of it. Of a row with its target and what was achieved
    /// the text means the latter, which stands last.
    pub(super) fn of_text(&mut self, words: Option<String>, at: Range<usize>, value: String) {
        let telling = digits(&value) >= TELLING_DIGITS;
        let alike = |index: &&usize| {
            let named = |words: &String| self.names[**index].names.contains(words);
            telling || words.as_ref().is_some_and(named)
        };
        let equal = self.of_value.get(&value).map(Vec::as_slice).unwrap_or_default();
        if let Some(known) = equal.iter().rev().find(alike).copied() {
            self.names[known].places.push(at);
        } else if let Some(words) = words {
            self.add(Name { names: vec![words], value, places: vec![at], in_table: false });
        }
    }

    /// Those that are worth a name, each with one of its own.
    pub(super) fn names(self) -> Vec<Name> {
        let mut taken = Taken::default();
        let worth = self.names.into_iter().filter(|each| each.in_table || each.places.len() > 1);
        worth.map(|each| Name { names: taken.own(each.names), ..each }).collect()
    }
}

/// Names that are given.
#[derive(Default)]
struct Taken {
    names: BTreeSet<Vec<String>>,
    groups: BTreeSet<Vec<String>>,
    /// How often each was asked for.
    asked: BTreeMap<Vec<String>, usize>,
}

impl Taken {
    /// A name that is no other, and no group of another: numbered where it would be.
    fn own(&mut self, asked: Vec<String>) -> Vec<String> {
        let plain = asked.last().cloned().unwrap_or_default();
        let mut names = asked.clone();
        let mut count = self.asked.get(&asked).copied().unwrap_or(1);
        while self.clashes(&names) {
            count += 1;
            if let Some(last) = names.last_mut() {
                *last = format!("{plain}（{count}）");
            }
        }
        self.asked.insert(asked, count);
        self.groups.extend((1..names.len()).map(|length| names[..length].to_vec()));
        self.names.insert(names.clone());
        names
    }

    fn clashes(&self, names: &[String]) -> bool {
        let mut fronts = (1..=names.len()).map(|length| &names[..length]);
        self.groups.contains(names) || fronts.any(|front| self.names.contains(front))
    }
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
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut groups: Vec<(&str, Vec<&Name>)> = Vec::new();
    for name in names {
        let Some(head) = name.names.get(depth) else { continue };
        let place = *places.entry(head).or_insert(groups.len());
        if place == groups.len() {
            groups.push((head, Vec::new()));
        }
        groups[place].1.push(name);
    }
    let indent = depth * 2 + 2;
    for (head, own) in groups {
        // Writing to a string cannot fail.
        let _ = match own.as_slice() {
            [only] if only.names.len() == depth + 1 => {
                writeln!(out, "{:indent$}{head}: {}", "", only.value)
            }
            _ => writeln!(out, "{:indent$}{head}:", "").map(|()| group(&own, depth + 1, out)),
        };
    }
}
