//! The built-in list of words (data/lexicon.yaml) as typed data, and where its words stand in a document. What a
//! kind of word is about is for the rule of that kind.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use serde::Deserialize;

use crate::check::{Findings, Read, Reading, Rule};
use crate::diag::Severity;

const TEXT: &str = include_str!("../../../../../data/lexicon.yaml");

/// Read when the first rule asks for it; a test holds that it reads.
static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| read().unwrap_or_default());

/// Words of one kind.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub(super) struct Words {
    entries: Vec<Entry>,
    /// Finds all of them in one pass.
    #[serde(skip)]
    search: Option<AhoCorasick>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lexicon {
    #[serde(rename = "错字")]
    pub(super) characters: Words,
    #[serde(rename = "异形")]
    pub(super) variants: Words,
    #[serde(rename = "表述")]
    pub(super) wording: Words,
    #[serde(rename = "公文用语")]
    pub(super) terms: Words,
    #[serde(rename = "简称")]
    pub(super) short_names: Words,
    #[serde(rename = "敏感")]
    pub(super) sensitive: Words,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    wrong: String,
    /// Several with `/` between them where it depends.
    right: String,
    why: String,
    #[serde(default)]
    severity: Option<Grade>,
    /// With spaces between them, like those behind: lists of lists would cost more to read than all the rest.
    #[serde(default)]
    not_after: String,
    #[serde(default)]
    not_before: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Grade {
    Error,
    Warning,
    Hint,
}

impl Grade {
    fn severity(self) -> Severity {
        match self {
            Self::Error => Severity::Error,
            Self::Warning => Severity::Warning,
            Self::Hint => Severity::Hint,
        }
    }
}

fn read() -> Option<Lexicon> {
    let mut lexicon: Lexicon = serde_yaml::from_str(TEXT).ok()?;
    for words in lexicon.kinds_mut() {
        // Of the kinds of automata, this one is built in half the time of what would be chosen by itself.
        let mut builder = AhoCorasick::builder();
        let builder = builder.kind(Some(AhoCorasickKind::ContiguousNFA));
        words.search = builder.build(words.entries.iter().map(|entry| &entry.wrong)).ok();
    }
    Some(lexicon)
}

/// The built-in list.
pub(super) fn lexicon() -> &'static Lexicon {
    &LEXICON
}

impl Lexicon {
    fn kinds_mut(&mut self) -> [&mut Words; 6] {
        let Self { characters, variants, wording, terms, short_names, sensitive } = self;
        [characters, variants, wording, terms, short_names, sensitive]
    }
}

/// What of quoted text is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quoted {
    /// Quotations too: whoever quotes can mistype. A word that a quotation consists of is only spoken of.
    Words,
    /// Nothing: what is quoted is another's.
    Nothing,
}

/// Reports every word of a kind.
pub(super) fn report(
    rule: &Rule,
    words: &Words,
    quoted: Quoted,
    reading: &Reading<'_>,
    findings: &mut Findings,
) {
    for read in &reading.paragraphs {
        for (entry, range) in words.hits(read.text()) {
            if is_left_alone(read, &range, quoted) {
                continue;
            }
            let help = match entry.right.replace('/', "”或“") {
                right if right.is_empty() => "删去它".to_owned(),
                right => format!("改为“{right}”"),
            };
            let message = format!("“{}”：{}", entry.wrong, entry.why);
            let reported = findings.report(read.index, range.clone(), message).help(help);
            let graded = match entry.severity {
                Some(grade) => reported.severity(grade.severity()),
                None => reported,
            };
            if let Some(right) = entry.certain(rule) {
                graded.mend(range, right);
            }
        }
    }
}

/// Names of documents are as they are; so are quotations, as far as `quoted` says so.
fn is_left_alone(read: &Read<'_>, range: &Range<usize>, quoted: Quoted) -> bool {
    let inside = |ranges: &[Range<usize>]| {
        let found = ranges.partition_point(|each| each.end <= range.start);
        ranges.get(found).filter(|each| each.contains(&range.start)).cloned()
    };
    if inside(&read.titles).is_some() {
        return true;
    }
    let Some(quote) = inside(&read.quotes) else { return false };
    let inner = read.text()[quote].trim_matches(['“', '”', '‘', '’', '「', '」']);
    quoted == Quoted::Nothing || inner == &read.text()[range.clone()]
}

impl Words {
    /// Where its words stand in a text; of words that lie one over another, the longest.
    fn hits<'w>(&'w self, text: &str) -> Vec<(&'w Entry, Range<usize>)> {
        let Some(search) = &self.search else { return Vec::new() };
        let mut found: Vec<(&Entry, Range<usize>)> = Vec::new();
        for hit in search.find_overlapping_iter(text) {
            let Some(entry) = self.entries.get(hit.pattern().as_usize()) else { continue };
            if entry.is_right_there(&text[..hit.start()], &text[hit.end()..]) {
                continue;
            }
            // Hits come in the order of their ends: an earlier one that begins later lies inside this one.
            while found.last().is_some_and(|(_, last)| last.start >= hit.start()) {
                found.pop();
            }
            if found.last().is_none_or(|(_, last)| last.end <= hit.start()) {
                found.push((entry, hit.range()));
            }
        }
        found
    }
}

impl Entry {
    /// Whether what stands around a word makes other words of it, or it is right.
    fn is_right_there(&self, before: &str, behind: &str) -> bool {
        self.not_after.split_whitespace().any(|word| before.ends_with(word))
            || self.not_before.split_whitespace().any(|word| behind.starts_with(word))
    }

    /// What is right in its place for certain, where the rule mends at all.
    fn certain(&self, rule: &Rule) -> Option<&str> {
        let severity = self.severity.map_or(rule.severity, Grade::severity);
        let one = !self.right.is_empty() && !self.right.contains('/');
        (one && rule.mends && severity == Severity::Error).then_some(self.right.as_str())
    }
}

#[cfg(test)]
mod tests;
