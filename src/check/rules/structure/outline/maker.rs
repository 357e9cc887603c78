//! Reads the outline: a stack of open series, and what is remembered of those that were closed.

use std::collections::BTreeMap;

use super::label::{key, leading, written};
use super::{Fault, Item, Key, Outline};
use crate::check::Reading;
use crate::proof::Label;

/// A series that goes on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open {
    pub(super) key: Key,
    pub(super) last: u32,
    /// Its last item.
    pub(super) at: usize,
    series: usize,
    parent: Option<usize>,
}

/// Reads an outline.
pub(super) struct Maker<'r, 'p> {
    pub(super) reading: &'r Reading<'p>,
    pub(super) given: Vec<(usize, Label, Key)>,
    pub(super) outline: Outline,
    pub(super) open: Vec<Open>,
    /// The last series of each key that was closed or broken off.
    pub(super) past: BTreeMap<Key, Open>,
}

pub(super) fn outline(reading: &Reading<'_>) -> Outline {
    let typed = reading.proof.typed;
    let given = reading.proof.paragraphs.iter().enumerate().filter_map(|(index, paragraph)| {
        let label = leading(paragraph)?;
        let key = match paragraph.level {
            Some(level) if !typed => Key::Level(level),
            _ => key(label.pattern),
        };
        Some((index, label, key))
    });
    let mut maker = Maker {
        reading,
        given: given.collect(),
        outline: Outline::default(),
        open: Vec::new(),
        past: BTreeMap::new(),
    };
    maker.read();
    ends(&mut maker.outline.items, reading);
    maker.outline
}

impl Maker<'_, '_> {
    fn read(&mut self) {
        let mut part = 0;
        for number in 0..self.given.len() {
            let own = self.reading.proof.paragraphs[self.given[number].0].part;
            if own != part {
                part = own;
                self.open.clear();
                self.past.clear();
            }
            self.add(number);
        }
    }

    fn add(&mut self, number: usize) {
        let (_, label, key) = &self.given[number];
        let (key, ordinal) = (*key, label.ordinal);
        if matches!(key, Key::Level(_)) {
            while self.open.last().is_some_and(|open| open.key > key) {
                self.open.pop();
            }
        }
        let same = self.open.iter().rposition(|open| open.key == key);
        if self.is_none(number) {
            return;
        }
        if let Some(depth) = same.filter(|depth| self.open[*depth].last + 1 == ordinal) {
            return self.go_on(number, depth, ordinal, None);
        }
        let past = self.past.get(&key).copied().filter(|past| past.last + 1 == ordinal);
        let counted = label.range.is_empty();
        match (same, past) {
            _ if counted && ordinal > 1 => self.unknown(number, same),
            (Some(depth), _) if ordinal == 1 => self.restart(number, depth),
            (None, _) if ordinal == 1 => {
                self.past.remove(&key);
                self.begin(number);
            }
            (Some(depth), Some(past)) => self.resume(number, depth, past),
            (None, Some(_)) => self.begin(number),
            (_, None) => match self.partner(number, same) {
                Some(depth) => {
                    let fault = self.fault(depth, ordinal, true, true);
                    self.go_on(number, depth, ordinal, Some(fault));
                }
                None => match same {
                    Some(depth) => self.jump(number, depth),
                    None => self.begin(number),
                },
            },
        }
    }

    /// A number of a program that nobody can put right here.
    fn unknown(&mut self, number: usize, same: Option<usize>) {
        match same {
            Some(depth) => self.go_on(number, depth, self.given[number].1.ordinal, None),
            None => self.begin(number),
        }
    }

    fn push(&mut self, number: usize, depth: usize, fault: Option<Fault>) -> usize {
        let (index, label, key) = self.given[number].clone();
        let Open { series, parent, .. } = self.open[depth];
        let at = self.outline.items.len();
        self.outline.items.push(Item { index, label, key, parent, depth, end: 0, fault });
        self.outline.series[series].push(at);
        at
    }

    fn close_above(&mut self, depth: usize) {
        for open in self.open.drain(depth + 1..) {
            self.past.insert(open.key, open);
        }
    }

    fn go_on(&mut self, number: usize, depth: usize, ordinal: u32, fault: Option<Fault>) {
        self.close_above(depth);
        let at = self.push(number, depth, fault);
        (self.open[depth].last, self.open[depth].at) = (ordinal, at);
    }

    /// A series under the one that is open.
    fn begin(&mut self, number: usize) {
        let parent = self.open.last().map(|open| open.at);
        let (_, label, key) = &self.given[number];
        let (key, last) = (*key, label.ordinal);
        let series = self.outline.series.len();
        self.outline.series.push(Vec::new());
        self.open.push(Open { key, last, at: 0, series, parent });
        let depth = self.open.len() - 1;
        self.open[depth].at = self.push(number, depth, None);
    }

    /// 1 once more: another series in the place of the one at `depth`.
    fn restart(&mut self, number: usize, depth: usize) {
        self.close_above(depth);
        let old = self.open[depth];
        self.past.insert(old.key, old);
        let series = self.outline.series.len();
        self.outline.series.push(Vec::new());
        self.open[depth] = Open { last: 1, series, ..old };
        self.open[depth].at = self.push(number, depth, None);
    }

    /// A series that another one of its pattern had broken off goes on.
    fn resume(&mut self, number: usize, depth: usize, past: Open) {
        let inner = self.open[depth];
        if past.parent == inner.parent && past.series != inner.series {
            self.outline.nested.extend(self.outline.series[inner.series].first());
        }
        self.open[depth] = past;
        self.past.remove(&past.key);
        self.go_on(number, depth, past.last + 1, None);
    }

    fn jump(&mut self, number: usize, depth: usize) {
        let (index, label, key) = &self.given[number];
        let (ordinal, last) = (label.ordinal, self.open[depth].last);
        let before = self.outline.items[self.open[depth].at].index;
        if self.is_between(before, *index, *key, ordinal - 1) {
            return self.go_on(number, depth, ordinal, None);
        }
        let next = self.next(number).filter(|next| *next > 1);
        let certain = match next {
            Some(next) => next == last + 2,
            None => ordinal == last,
        };
        let fault = self.fault(depth, last + 1, certain, false);
        self.go_on(number, depth, if certain { last + 1 } else { ordinal }, Some(fault));
    }

    fn fault(&self, depth: usize, expected: u32, certain: bool, is_pattern: bool) -> Fault {
        let open = self.open[depth];
        let item = &self.outline.items[open.at];
        let right = item.fault.as_ref().filter(|fault| fault.certain).map(|fault| &fault.expected);
        let before = right.unwrap_or(&item.label.text).clone();
        Fault { before, expected: written(open.key, expected), is_pattern, certain }
    }
}

/// Finds the paragraph behind all that is under each item.
fn ends(items: &mut [Item], reading: &Reading<'_>) {
    let paragraphs = &reading.proof.paragraphs;
    let mut part_ends = BTreeMap::new();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        part_ends.insert(paragraph.part, index + 1);
    }
    let mut waiting: Vec<usize> = Vec::new();
    for at in 0..items.len() {
        let (index, depth) = (items[at].index, items[at].depth);
        let part = paragraphs[index].part;
        items[at].end = part_ends.get(&part).copied().unwrap_or(paragraphs.len());
        while let Some(last) = waiting.last().copied().filter(|last| items[*last].depth >= depth) {
            items[last].end = items[last].end.min(index);
            waiting.pop();
        }
        waiting.push(at);
    }
}
