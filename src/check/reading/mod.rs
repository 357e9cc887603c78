//! A proof taken apart once for all rules: sentences, quotations, years, quantities with the words that name
//! them. Readers know when they do not know: a number that may be a code, a date or an ordinal is no quantity.

mod about;
mod index;
mod name;
mod quantity;
mod stretch;
#[cfg(test)]
mod tests;
mod year;

use std::ops::Range;
use std::sync::OnceLock;

use rayon::prelude::*;

pub(super) use index::Index;
pub use quantity::{Bound, Quantity};
pub use year::Year;

use super::profile::Profile;
use super::rules::{Outline, Sheet};
use crate::proof::{Kind, Paragraph, Proof};

/// A proof, read.
pub struct Reading<'p> {
    /// What is read.
    pub proof: &'p Proof,
    /// What the unit wants otherwise.
    pub profile: &'p Profile,
    /// In step with the paragraphs of the proof.
    pub paragraphs: Vec<Read<'p>>,
    /// The year reported on: the file's own, else the one in the title.
    pub year: Option<u16>,
    /// Who hands the document in: the file's own, else the one in the title.
    pub unit: Option<String>,
    /// The title in one line.
    pub title: String,
    /// Its numbered headings, worked out for the first rule that asks.
    pub(super) outline: OnceLock<Outline>,
    /// Its tables of indicators, likewise.
    pub(super) sheets: OnceLock<Vec<Sheet<'p>>>,
}

/// A paragraph, read.
pub struct Read<'p> {
    /// Its number in the proof.
    pub index: usize,
    /// The paragraph.
    pub paragraph: &'p Paragraph,
    /// Sentences with the marks that end them, in order and without gaps.
    pub sentences: Vec<Range<usize>>,
    /// “…” and ‘…’ with their marks, outermost only.
    pub quotes: Vec<Range<usize>>,
    /// 《…》 with their marks, outermost only.
    pub titles: Vec<Range<usize>>,
    /// （…） and (…) with their marks, outermost only.
    pub brackets: Vec<Range<usize>>,
    /// In order.
    pub years: Vec<Year>,
    /// In order.
    pub quantities: Vec<Quantity>,
}

impl<'p> Reading<'p> {
    /// Reads a proof.
    #[must_use]
    pub fn new(proof: &'p Proof, profile: &'p Profile) -> Self {
        let paragraphs = proof.paragraphs.par_iter().enumerate();
        let paragraphs = paragraphs.map(|(index, paragraph)| Read::new(index, paragraph)).collect();
        let title = proof.title();
        let year = proof.year.or_else(|| about::year(&title));
        let unit = proof.unit.clone().or_else(|| about::unit(&title));
        let (outline, sheets) = (OnceLock::new(), OnceLock::new());
        Self { proof, profile, paragraphs, year, unit, title, outline, sheets }
    }

    /// Paragraphs of running text.
    pub fn prose(&self) -> impl Iterator<Item = &Read<'p>> {
        self.paragraphs.iter().filter(|read| read.paragraph.is_prose())
    }

    /// Every paragraph in which something is written, but marks of attachments.
    pub fn written(&self) -> impl Iterator<Item = &Read<'p>> {
        let written = |read: &&Read<'_>| !matches!(read.paragraph.kind, Kind::Mark | Kind::Blank);
        self.paragraphs.iter().filter(written)
    }

    /// Whether it is a report on an evaluation of performance (绩效自评).
    #[must_use]
    pub fn is_evaluation(&self) -> bool {
        self.title.contains("绩效") && (self.title.contains("自评") || self.title.contains("评价"))
    }
}

impl<'p> Read<'p> {
    fn new(index: usize, paragraph: &'p Paragraph) -> Self {
        let text = paragraph.text.as_str();
        let quotes = stretch::paired(text, &[('“', '”'), ('‘', '’'), ('「', '」')]);
        let titles = stretch::paired(text, &[('《', '》')]);
        let brackets = stretch::paired(text, &[('（', '）'), ('(', ')')]);
        let years = year::years(text, &titles, &quotes);
        let label = paragraph.label.as_ref().map_or(0, |label| label.range.end);
        let quantities = quantity::quantities(text, label);
        let is_whole = |at: usize| {
            let quantity = quantities.partition_point(|each| each.range.end <= at);
            let year = years.partition_point(|each| each.range.end <= at);
            quantities.get(quantity).is_some_and(|each| each.range.start < at)
                || years.get(year).is_some_and(|each| each.range.start < at)
        };
        Self {
            index,
            paragraph,
            sentences: stretch::sentences(text, is_whole),
            quotes,
            titles,
            brackets,
            years,
            quantities,
        }
    }

    /// Its text.
    #[must_use]
    pub fn text(&self) -> &'p str {
        &self.paragraph.text
    }

    /// Where its running text begins.
    #[must_use]
    pub fn body_start(&self) -> usize {
        self.paragraph.body_start()
    }

    /// Whether a byte lies inside a quotation or the name of a document.
    #[must_use]
    pub fn is_quoted(&self, at: usize) -> bool {
        self.quote_at(at).is_some() || self.is_in_title(at)
    }

    /// The quotation that holds a byte.
    #[must_use]
    pub fn quote_at(&self, at: usize) -> Option<&Range<usize>> {
        holding(&self.quotes, at)
    }

    /// Whether a byte lies inside the name of a document.
    #[must_use]
    pub fn is_in_title(&self, at: usize) -> bool {
        within(&self.titles, at)
    }

    /// Whether a byte lies inside brackets.
    #[must_use]
    pub fn is_bracketed(&self, at: usize) -> bool {
        self.bracket_at(at).is_some()
    }

    /// The brackets that hold a byte.
    #[must_use]
    pub fn bracket_at(&self, at: usize) -> Option<&Range<usize>> {
        holding(&self.brackets, at)
    }

    /// The years that begin in a stretch.
    #[must_use]
    pub fn years_in(&self, range: &Range<usize>) -> &[Year] {
        let start = self.years.partition_point(|year| year.range.start < range.start);
        let end = self.years.partition_point(|year| year.range.start < range.end);
        self.years.get(start..end).unwrap_or_default()
    }

    /// The quantities that stand in a stretch.
    #[must_use]
    pub fn quantities_in(&self, range: &Range<usize>) -> &[Quantity] {
        let start = self.quantities.partition_point(|quantity| quantity.range.start < range.start);
        let end = self.quantities.partition_point(|quantity| quantity.range.end <= range.end);
        self.quantities.get(start..end.max(start)).unwrap_or_default()
    }

    /// The sentence that holds a byte.
    #[must_use]
    pub fn sentence_at(&self, at: usize) -> Range<usize> {
        holding(&self.sentences, at).cloned().unwrap_or(0..self.text().len())
    }
}

fn within(ranges: &[Range<usize>], at: usize) -> bool {
    holding(ranges, at).is_some()
}

/// Which of some stretches, in order and none over another, holds a byte.
fn holding(ranges: &[Range<usize>], at: usize) -> Option<&Range<usize>> {
    let found = ranges.partition_point(|range| range.end <= at);
    ranges.get(found).filter(|range| range.contains(&at))
}
