//! 改稿: changes made in the source of a document, so that all the rest of it stays byte for byte: what is put in place of
//! what, marks around a plain scalar that a formula asks for, where everything stands afterwards. What is changed and why
//! is for whoever asks (`renewal`, `naming`).

mod scalars;

use std::collections::BTreeMap;
use std::ops::Range;

use scalars::Scalars;

use crate::diag::Span;
use crate::source::{Node, ScalarStyle};

/// A source that is being changed.
pub struct Revision<'a> {
    text: &'a str,
    scalars: Scalars,
    /// By where each begins; none over another.
    changes: BTreeMap<usize, (Range<usize>, String)>,
}

/// Where bytes of the old text stand in the new one.
pub struct Moved(Vec<(usize, usize)>);

impl<'a> Revision<'a> {
    /// Nothing is changed yet.
    #[must_use]
    pub fn new(tree: &Node, text: &'a str) -> Self {
        Self { text, scalars: Scalars::of(tree, text), changes: BTreeMap::new() }
    }

    /// The old text.
    #[must_use]
    pub const fn text(&self) -> &'a str {
        self.text
    }

    /// What is written at a place.
    #[must_use]
    pub fn source(&self, span: Span) -> &'a str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    /// The scalar that holds a byte: its bytes, marks included, and as written.
    #[must_use]
    pub fn scalar_at(&self, offset: usize) -> Option<(Range<usize>, &'a str)> {
        let found = self.scalars.at(offset)?;
        Some((found.range.clone(), self.text.get(found.range.clone())?))
    }

    /// Changes some bytes; `false` where they are changed already.
    pub fn change(&mut self, range: Range<usize>, new: &str) -> bool {
        if self.is_changed(&range) {
            return false;
        }
        self.changes.insert(range.start, (range, new.to_owned()));
        true
    }

    /// Whether some of these bytes are changed already.
    #[must_use]
    pub fn is_changed(&self, range: &Range<usize>) -> bool {
        let before = self.changes.range(..range.end).next_back();
        before.is_some_and(|(_, (taken, _))| taken.end > range.start)
    }

    /// Whether a value stands in brackets, where others may stand in its line.
    #[must_use]
    pub fn shares_line(&self, at: usize) -> bool {
        self.scalars.at(at).is_some_and(|scalar| scalar.flow)
    }

    /// The line of a byte, without its line feed.
    #[must_use]
    pub fn line_of(&self, at: usize) -> Range<usize> {
        let start = self.text[..at].rfind('\n').map_or(0, |feed| feed + 1);
        start..self.text[at..].find('\n').map_or(self.text.len(), |feed| at + feed)
    }

    /// Whether a place between two bytes lies inside of a scalar.
    #[must_use]
    pub fn is_inside(&self, offset: usize) -> bool {
        self.scalars.holds(offset)
    }

    /// Where the last scalar ends that ends in a line.
    #[must_use]
    pub fn last_end(&self, line: &Range<usize>) -> usize {
        self.scalars.last_end(line)
    }

    /// The new text, with these changes of whole lines besides.
    #[must_use]
    pub fn finish(mut self, lines: Vec<(Range<usize>, String)>) -> (String, Moved) {
        self.quote();
        let mut all: Vec<(Range<usize>, String)> = self.changes.values().cloned().collect();
        all.extend(lines);
        all.sort_by_key(|(range, _)| (range.start, range.end));
        let mut text = String::with_capacity(self.text.len());
        let mut at = 0;
        let mut moved = vec![(0, 0)];
        for (range, new) in all {
            text.push_str(self.text.get(at..range.start).unwrap_or_default());
            moved.push((range.start, text.len()));
            text.push_str(&new);
            moved.push((range.end, text.len()));
            at = range.end;
        }
        text.push_str(self.text.get(at..).unwrap_or_default());
        (text, Moved(moved))
    }

    /// Marks around plain texts that could not hold `{{` otherwise.
    fn quote(&mut self) {
        let mut wanted = BTreeMap::new();
        for (range, _) in self.changes.values().filter(|(_, new)| new.contains("{{")) {
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
}

impl Moved {
    /// Where a byte of the new text was in the old one; of what is new, where it was put.
    #[must_use]
    pub fn origin(&self, offset: usize) -> usize {
        // Behind the end of each change stands what was not changed.
        let at = self.0.partition_point(|(_, new)| *new <= offset).saturating_sub(1);
        let Some((old, new)) = self.0.get(at) else { return offset };
        if at % 2 == 0 { old + (offset - new) } else { *old }
    }

    /// Where a byte of the old text stands.
    #[must_use]
    pub fn place(&self, offset: usize) -> usize {
        // An insertion moves what stands at its place, a replacement does not.
        let moved = &self.0;
        let last = moved.partition_point(|(old, _)| *old <= offset);
        let same = moved[..last].iter().rposition(|(old, _)| *old < offset).map_or(0, |at| at + 1);
        let starts_at = |(old, _): &&(usize, usize)| *old == offset;
        let exact = moved[same..last].iter().rfind(starts_at);
        let (old, new) = exact.copied().unwrap_or(moved[last.saturating_sub(1)]);
        new + (offset - old)
    }
}
