//! Last year's source with the changes made in it: quoted where YAML asks for it, the old figures in comments, the places
//! of all entries in the new text.

use std::collections::BTreeMap;
use std::ops::Range;

use super::entry::{Entry, Kind};
use super::scalars::Scalars;
use crate::diag::Span;
use crate::source::ScalarStyle;

/// What begins a comment that holds an old figure.
const MARK: &str = "# 上年";

/// What stands for a figure inside of a text.
const IN_TEXT: &str = "{{待填}}";
/// What stands for a whole value.
const ALONE: &str = "待填";

/// A source that is being changed.
pub(super) struct Sheet<'a> {
    text: &'a str,
    scalars: Scalars,
    /// By where each begins; none over another.
    changes: BTreeMap<usize, (Range<usize>, String)>,
    /// Old figures, by the start of the line they stand in.
    behind: BTreeMap<usize, Vec<(usize, String)>>,
    above: BTreeMap<usize, Vec<(usize, String)>>,
    /// With the byte of the old text each is about.
    entries: Vec<(usize, Entry)>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(text: &'a str, scalars: Scalars) -> Self {
        Self {
            text,
            scalars,
            changes: BTreeMap::new(),
            behind: BTreeMap::new(),
            above: BTreeMap::new(),
            entries: Vec::new(),
        }
    }

    /// What is written at a place.
    pub(super) fn source(&self, span: Span) -> &'a str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    /// The scalar that holds a byte, as written.
    pub(super) fn scalar_at(&self, offset: usize) -> Option<(Range<usize>, &'a str)> {
        let found = self.scalars.at(offset)?;
        Some((found.range.clone(), self.text.get(found.range.clone())?))
    }

    /// Changes some bytes; `false` where they are changed already.
    pub(super) fn change(
        &mut self,
        range: Range<usize>,
        new: &str,
        kind: Kind,
        why: &'static str,
    ) -> bool {
        if self.is_changed(&range) {
            return false;
        }
        let old = self.text.get(range.clone()).unwrap_or_default();
        self.note(range.start, kind, false, old, new, why);
        self.changes.insert(range.start, (range, new.to_owned()));
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
        let old = self.text.get(range.clone()).unwrap_or_default();
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

    /// The new text, and its entries without order.
    pub(super) fn finish(mut self) -> (String, Vec<Entry>) {
        self.quote();
        let mut all: Vec<(Range<usize>, String)> = self.changes.values().cloned().collect();
        all.extend(self.comments());
        all.sort_by_key(|(range, _)| (range.start, range.end));
        let mut text = String::with_capacity(self.text.len());
        let mut at = 0;
        let mut moved: Vec<(usize, usize)> = vec![(0, 0)];
        for (range, new) in all {
            text.push_str(self.text.get(at..range.start).unwrap_or_default());
            moved.push((range.start, text.len()));
            text.push_str(&new);
            moved.push((range.end, text.len()));
            at = range.end;
        }
        text.push_str(self.text.get(at..).unwrap_or_default());
        let places = self.entries.into_iter().map(|(offset, entry)| {
            // An insertion moves what stands at its place, a replacement does not.
            let last = moved.partition_point(|(old, _)| *old <= offset);
            let same =
                moved[..last].iter().rposition(|(old, _)| *old < offset).map_or(0, |at| at + 1);
            let starts_at = |(old, _): &&(usize, usize)| *old == offset;
            let exact = moved[same..last].iter().rfind(starts_at);
            let (old, new) = exact.copied().unwrap_or(moved[last.saturating_sub(1)]);
            let (line, column) = line_and_column(&text, new + (offset - old));
            Entry { line, column, ..entry }
        });
        let entries = places.collect();
        (text, entries)
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

    fn is_changed(&self, range: &Range<usize>) -> bool {
        let before = self.changes.range(..range.end).next_back();
        before.is_some_and(|(_, (taken, _))| taken.end > range.start)
    }

    /// Keeps an old figure for the comment of its line.
    fn remember(&mut self, at: usize, old: String, behind: bool) {
        let line = self.line_of(at);
        let is_closed = !self.scalars.holds(line.end);
        if behind && is_closed {
            self.behind.entry(line.start).or_default().push((at, old));
        } else {
            let scalar = self.scalars.at(at).map_or(at, |found| found.range.start);
            let mut line = self.line_of(scalar);
            while line.start > 0 && self.scalars.holds(line.start) {
                line = self.line_of(line.start - 1);
            }
            self.above.entry(line.start).or_default().push((at, old));
        }
    }

    /// Whether a byte is in what is changed already.
    pub(super) fn is_taken(&self, at: usize) -> bool {
        self.is_changed(&(at..at + 1))
    }

    /// Whether a value stands in brackets, where others may stand in its line.
    pub(super) fn shares_line(&self, at: usize) -> bool {
        self.scalars.at(at).is_some_and(|scalar| scalar.flow)
    }

    fn line_of(&self, at: usize) -> Range<usize> {
        let start = self.text[..at].rfind('\n').map_or(0, |feed| feed + 1);
        start..self.text[at..].find('\n').map_or(self.text.len(), |feed| at + feed)
    }

    /// Marks around plain texts that could not hold `{{` otherwise.
    fn quote(&mut self) {
        let mut wanted = BTreeMap::new();
        for (range, new) in self.changes.values().filter(|(_, new)| new == IN_TEXT) {
            debug_assert!(!new.is_empty());
            let Some(scalar) = self.scalars.at(range.start) else { continue };
            let is_plain = scalar.style == ScalarStyle::Plain;
            if is_plain && (scalar.flow || scalar.range.start == range.start) {
                wanted.insert(scalar.range.start, scalar.range.clone());
            }
        }
        for range in wanted.into_values() {
            let written = &self.text[range.clone()];
            let mark = if written.contains(['"', '\\']) { '\'' } else { '"' };
            // In single quotes a single quote is written twice.
            let doubles = (mark == '\'').then(|| written.match_indices('\'')).into_iter().flatten();
            for (at, _) in doubles {
                let at = range.start + at;
                self.changes.entry(at).or_insert((at..at, "'".to_owned()));
            }
            if let Some((_, new)) = self.changes.get_mut(&range.start) {
                new.insert(0, mark);
            } else {
                self.changes.insert(range.start, (range.start..range.start, mark.to_string()));
            }
            let last = self.changes.values_mut().find(|(taken, _)| taken.end == range.end);
            match last {
                Some((taken, new)) if taken.start < taken.end => new.push(mark),
                _ => {
                    self.changes.insert(range.end, (range.end..range.end, mark.to_string()));
                }
            }
        }
    }

    /// The comments, in place of those of the year before.
    fn comments(&self) -> Vec<(Range<usize>, String)> {
        let joined = |list: &[(usize, String)]| {
            let mut list = list.to_vec();
            list.sort();
            list.into_iter().map(|(_, old)| old).collect::<Vec<_>>().join("、")
        };
        let mut made = Vec::new();
        for (start, list) in &self.behind {
            let line = self.line_of(*start);
            let from = self.scalars.last_end(&line);
            let rest = &self.text[from..line.end];
            let old = rest.find(MARK).map_or(rest.len(), |at| at);
            let kept = rest[..old].trim_end().len();
            made.push((from + kept..line.end, format!("  {MARK} {}", joined(list))));
        }
        for (start, list) in &self.above {
            let line = self.line_of(*start);
            let written = &self.text[line.clone()];
            let indent = &written[..written.len() - written.trim_start().len()];
            let above = start.checked_sub(1).map(|feed| self.line_of(feed));
            let is_old = |range: &Range<usize>| {
                self.text[range.clone()].trim_start().starts_with(&format!("{MARK}："))
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
