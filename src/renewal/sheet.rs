//! Last year's source with the changes made in it: quoted where YAML asks for it, the old figures in comments, the places
//! of all entries in the new text.

use std::collections::BTreeMap;
use std::ops::Range;

use super::entry::{Entry, Kind};
use crate::diag::Span;
use crate::revision::Revision;
use crate::source::Node;

/// What begins a comment that holds an old figure.
const MARK: &str = "# 上年";

/// What stands for a figure inside of a text.
const IN_TEXT: &str = "{{待填}}";
/// What stands for a whole value.
const ALONE: &str = "待填";

/// A source that is being changed.
pub(super) struct Sheet<'a> {
    revision: Revision<'a>,
    /// Old figures, by the start of the line they stand in.
    behind: BTreeMap<usize, Vec<(usize, String)>>,
    above: BTreeMap<usize, Vec<(usize, String)>>,
    /// With the byte of the old text each is about.
    entries: Vec<(usize, Entry)>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(tree: &Node, text: &'a str) -> Self {
        Self {
            revision: Revision::new(tree, text),
            behind: BTreeMap::new(),
            above: BTreeMap::new(),
            entries: Vec::new(),
        }
    }

    /// What is written at a place.
    pub(super) fn source(&self, span: Span) -> &'a str {
        self.revision.source(span)
    }

    /// The scalar that holds a byte, as written.
    pub(super) fn scalar_at(&self, offset: usize) -> Option<(Range<usize>, &'a str)> {
        self.revision.scalar_at(offset)
    }

    /// Changes some bytes; `false` where they are changed already.
    pub(super) fn change(
        &mut self,
        range: Range<usize>,
        new: &str,
        kind: Kind,
        why: &'static str,
    ) -> bool {
        if !self.revision.change(range.clone(), new) {
            return false;
        }
        let old = self.revision.text().get(range.clone()).unwrap_or_default();
        self.note(range.start, kind, false, old, new, why);
        true
    }

    /// Empties a whole value; the old one goes behind it.
    pub(super) fn empty(&mut self, span: Span, why: &'static str) {
        self.empty_named(span, "", why);
    }

    /// The same for a value that shares its line with others.
    pub(super) fn empty_named(&mut self, span: Span, name: &str, why: &'static str) {
        let range = span.start as usize..span.end as usize;
        let old = one_line(self.source(span).trim_matches(['"', '\'']));
        if self.change(range.clone(), ALONE, Kind::Figure, why) {
            let old = if name.is_empty() { old } else { format!("{name} {old}") };
            self.remember(range.start, old, true);
        }
    }

    /// Empties a whole cell or figure; the old one goes above.
    pub(super) fn empty_cell(&mut self, range: Range<usize>, why: &'static str) {
        let old = self.revision.text().get(range.clone()).unwrap_or_default();
        let old = one_line(old.trim_matches(['"', '\'']));
        if self.change(range.clone(), ALONE, Kind::Figure, why) {
            self.remember(range.start, old, false);
        }
    }

    /// Empties a figure inside of a text; `old` with its unit goes above.
    pub(super) fn empty_part(&mut self, range: Range<usize>, old: &str, why: &'static str) {
        if self.change(range.clone(), IN_TEXT, Kind::Figure, why) {
            self.remember(range.start, one_line(old), false);
        }
    }

    /// Says that something was left.
    pub(super) fn leave(&mut self, at: usize, doubtful: bool, old: &str, why: &'static str) {
        self.note(at, Kind::Left, doubtful, old, "", why);
    }

    /// Says that a whole value was left.
    pub(super) fn leave_whole(&mut self, span: Span, doubtful: bool, why: &'static str) {
        self.leave(span.start as usize, doubtful, self.source(span), why);
    }

    /// The new text, its entries without order, and for each of its lines that end which line of the old text it is of.
    pub(super) fn finish(self) -> (String, Vec<Entry>, Vec<usize>) {
        let old = self.revision.text();
        let comments = self.comments();
        let (text, moved) = self.revision.finish(comments);
        let places = self.entries.into_iter().map(|(offset, entry)| {
            let (line, column) = line_and_column(&text, moved.place(offset));
            Entry { line, column, ..entry }
        });
        let entries = places.collect();
        let (mut line, mut counted) = (0, 0);
        let feeds = text.match_indices('\n').map(|(feed, _)| {
            let origin = moved.origin(feed).max(counted);
            line += old.get(counted..origin).unwrap_or_default().matches('\n').count();
            counted = origin;
            line
        });
        let origins = feeds.collect();
        (text, entries, origins)
    }

    fn note(
        &mut self,
        at: usize,
        kind: Kind,
        doubtful: bool,
        old: &str,
        new: &str,
        why: &'static str,
    ) {
        let (old, new) = (one_line(old), new.to_owned());
        self.entries.push((at, Entry { kind, doubtful, old, new, why, line: 0, column: 0 }));
    }

    /// Keeps an old figure for the comment of its line.
    fn remember(&mut self, at: usize, old: String, behind: bool) {
        let line = self.revision.line_of(at);
        let is_closed = !self.revision.is_inside(line.end);
        if behind && is_closed {
            self.behind.entry(line.start).or_default().push((at, old));
        } else {
            let scalar = self.revision.scalar_at(at).map_or(at, |(range, _)| range.start);
            let mut line = self.revision.line_of(scalar);
            while line.start > 0 && self.revision.is_inside(line.start) {
                line = self.revision.line_of(line.start - 1);
            }
            self.above.entry(line.start).or_default().push((at, old));
        }
    }

    /// Whether a byte is in what is changed already.
    pub(super) fn is_taken(&self, at: usize) -> bool {
        self.revision.is_changed(&(at..at + 1))
    }

    /// Whether a value stands in brackets, where others may stand in its line.
    pub(super) fn shares_line(&self, at: usize) -> bool {
        self.revision.shares_line(at)
    }

    /// The comments, in place of those of the year before.
    fn comments(&self) -> Vec<(Range<usize>, String)> {
        let joined = |list: &[(usize, String)]| {
            let mut list = list.to_vec();
            list.sort();
            list.into_iter().map(|(_, old)| old).collect::<Vec<_>>().join("、")
        };
        let revision = &self.revision;
        let text = revision.text();
        let mut made = Vec::new();
        for (start, list) in &self.behind {
            let line = revision.line_of(*start);
            let from = revision.last_end(&line);
            let rest = &text[from..line.end];
            let old = rest.find(MARK).map_or(rest.len(), |at| at);
            let kept = rest[..old].trim_end().len();
            made.push((from + kept..line.end, format!("  {MARK} {}", joined(list))));
        }
        for (start, list) in &self.above {
            let line = revision.line_of(*start);
            let written = &text[line.clone()];
            let indent = &written[..written.len() - written.trim_start().len()];
            let above = start.checked_sub(1).map(|feed| revision.line_of(feed));
            let is_old = |range: &Range<usize>| {
                text[range.clone()].trim_start().starts_with(&format!("{MARK}："))
            };
            let from = above.filter(is_old).map_or(*start, |range| range.start);
            made.push((from..*start, format!("{indent}{MARK}：{}\n", joined(list))));
        }
        made
    }
}

/// A text for a comment or a report.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let start = before.rfind('\n').map_or(0, |feed| feed + 1);
    (before.matches('\n').count() + 1, before[start..].chars().count() + 1)
}
