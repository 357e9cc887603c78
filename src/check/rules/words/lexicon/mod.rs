//! The built-in list of words (data/lexicon.yaml) as typed data, and where its words stand in a document. What a
//! kind of word is about is for the rule of that kind.

mod lines;

use std::ops::Range;
use std::sync::LazyLock;

use crate::check::reading::Index;
use crate::check::{Findings, Read, Reading, Rule};
use crate::diag::Severity;

const TEXT: &str = include_str!("../../../../../data/lexicon.yaml");

/// Read when the first rule asks for it; a test holds that it reads.
static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| read().unwrap_or_default());

/// Words of one kind.
#[derive(Debug, Default)]
pub(super) struct Words {
    entries: Vec<Entry>,
    index: Index,
}

#[derive(Debug, Default)]
pub(super) struct Lexicon {
    /// 错字.
    pub(super) characters: Words,
    /// 异形.
    pub(super) variants: Words,
    /// 表述.
    pub(super) wording: Words,
    /// 公文用语.
    pub(super) terms: Words,
    /// 简称.
    pub(super) short_names: Words,
    /// 敏感.
    pub(super) sensitive: Words,
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Entry {
    wrong: &'static str,
    /// Several with `/` between them where it depends.
    right: &'static str,
    why: &'static str,
    severity: Option<Grade>,
    /// With spaces between them, like those behind.
    not_after: &'static str,
    not_before: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    let mut lexicon = Lexicon::default();
    for (kind, entry) in lines::entries(TEXT) {
        lexicon.kind_mut(kind)?.entries.push(entry?);
    }
    let Lexicon { characters, variants, wording, terms, short_names, sensitive } = &mut lexicon;
    for words in [characters, variants, wording, terms, short_names, sensitive] {
        words.index = Index::new(words.entries.iter().map(|entry| entry.wrong));
    }
    Some(lexicon)
}

/// The built-in list.
pub(super) fn lexicon() -> &'static Lexicon {
    &LEXICON
}

impl Lexicon {
    fn kind_mut(&mut self, name: &str) -> Option<&mut Words> {
        Some(match name {
            "错字" => &mut self.characters,
            "异形" => &mut self.variants,
            "表述" => &mut self.wording,
            "公文用语" => &mut self.terms,
            "简称" => &mut self.short_names,
            "敏感" => &mut self.sensitive,
            _ => return None,
        })
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
    if read.is_in_title(range.start) {
        return true;
    }
    let Some(quote) = read.quote_at(range.start) else { return false };
    let inner = read.text()[quote.clone()].trim_matches(['“', '”', '‘', '’', '「', '」']);
    quoted == Quoted::Nothing || inner == &read.text()[range.clone()]
}

impl Words {
    /// Where its words stand in a text; of words that lie one over another, the longest.
    fn hits<'w>(&'w self, text: &str) -> Vec<(&'w Entry, Range<usize>)> {
        let mut found: Vec<(&Entry, Range<usize>)> = Vec::new();
        for (word, start) in self.index.hits(text) {
            let Some(entry) = self.entries.get(word) else { continue };
            let range = start..start + entry.wrong.len();
            if !entry.is_right_there(&text[..range.start], &text[range.end..]) {
                found.push((entry, range));
            }
        }
        // In the order of their ends, an earlier one that begins later lies inside a later one.
        found.sort_by_key(|(_, range)| (range.end, range.start));
        let mut kept: Vec<(&Entry, Range<usize>)> = Vec::new();
        for (entry, range) in found {
            while kept.last().is_some_and(|(_, last)| last.start >= range.start) {
                kept.pop();
            }
            if kept.last().is_none_or(|(_, last)| last.end <= range.start) {
                kept.push((entry, range));
            }
        }
        kept
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
        (one && rule.mends && severity == Severity::Error).then_some(self.right)
    }
}

#[cfg(test)]
mod tests;
