//! Which amount a name in a formula means: the names of its own group first, then whole paths, then the
//! only path that ends in it; and what is said where there is none, or more than one. An index keeps long 数据
//! from being searched for each name.

use std::collections::BTreeMap;
use std::ops::Range;

use super::fault::{AMBIGUOUS_NAME, Fault, GROUP, UNKNOWN_NAME};
use super::ledger::{Entry, EntryValue, Found, Ledger, Scope, key};
use crate::diag::likeness;

/// Names offered in a message, at most.
const OFFERED: usize = 6;

/// Where the entries of a ledger are, by their keys and by what their keys end in.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// The first entry of each whole key.
    paths: BTreeMap<Box<str>, usize>,
    /// The entries whose keys have something in front of this end and a dot.
    endings: BTreeMap<Box<str>, Vec<usize>>,
}

impl Index {
    /// Adds the entry `index`, whose key is `key`.
    pub(super) fn add(&mut self, key: &str, index: usize) {
        self.paths.entry(key.into()).or_insert(index);
        for (dot, _) in key.match_indices('.') {
            self.endings.entry(key[dot + 1..].into()).or_default().push(index);
        }
    }

    /// The entry with this key.
    pub(super) fn of_path(&self, key: &str) -> Option<usize> {
        self.paths.get(key).copied()
    }

    /// Whether a key is this one or ends in it.
    pub(super) fn knows(&self, key: &str) -> bool {
        self.of_path(key).is_some() || !self.of_ending(key).is_empty()
    }

    fn of_ending(&self, ending: &str) -> &[usize] {
        self.endings.get(ending).map_or(&[], Vec::as_slice)
    }
}

impl Ledger {
    /// What a name stands for: a whole path, or the end of one if no other path ends in it. `range` is where
    /// the name stands in the formula.
    ///
    /// # Errors
    /// A name that fits several paths.
    pub(super) fn find(
        &self,
        name: &str,
        scope: Scope<'_>,
        range: Range<usize>,
    ) -> Result<Option<Found<'_>>, Fault> {
        let index = self.index_of(name, scope.group).map_err(|paths| {
            Fault::new(AMBIGUOUS_NAME, range, format!("“{name}”不止一个，不知道指哪一个"))
                .help(format!("请写明属于哪一组：{paths}"))
        })?;
        let in_broken = || self.in_broken_group(&key(name)).then_some(Found::Broken);
        Ok(index.map_or_else(in_broken, |index| Some(self.found(index))))
    }

    /// The index of what a name stands for.
    ///
    /// # Errors
    /// The paths that it fits, to be offered.
    pub(super) fn index_of(&self, name: &str, group: &str) -> Result<Option<usize>, String> {
        let wanted = key(name);
        let mut scope = group;
        while !scope.is_empty() {
            if let Some(index) = self.index.of_path(&format!("{scope}.{wanted}")) {
                return Ok(Some(index));
            }
            scope = scope.rsplit_once('.').map_or("", |(outer, _)| outer);
        }
        if let Some(index) = self.index.of_path(&wanted) {
            return Ok(Some(index));
        }
        match self.index.of_ending(&wanted) {
            [] => Ok(None),
            [index] => Ok(Some(*index)),
            several => Err(offered(several.iter().map(|at| self.entries[*at].path.as_str()))),
        }
    }

    /// The amounts that a sum over a group takes in.
    pub(super) fn members(
        &self,
        group: usize,
        scope: Scope<'_>,
    ) -> impl Iterator<Item = Option<Found<'_>>> {
        self.counted(group, scope.own).map(|index| Some(self.found(index)))
    }

    fn found(&self, index: usize) -> Found<'_> {
        match &self.entries[index].value {
            EntryValue::Value(entered) => Found::Value(entered),
            EntryValue::Text(text) => Found::Text(text),
            // A formula that waits for one at fault is itself not told of.
            EntryValue::Broken | EntryValue::Pending(_) => Found::Broken,
            EntryValue::Group => Found::Group(index),
        }
    }

    /// Whether the name is one of a group that could not be read.
    fn in_broken_group(&self, wanted: &str) -> bool {
        let broken = self.entries.iter().filter(|entry| matches!(entry.value, EntryValue::Broken));
        broken
            .filter_map(|entry| wanted.strip_prefix(entry.key.as_str()))
            .any(|rest| rest.starts_with('.'))
    }

    /// The fault of a name that stands for nothing, with the nearest name if there is one.
    pub(super) fn unknown(&self, name: &str, range: Range<usize>) -> Fault {
        let fault = Fault::new(UNKNOWN_NAME, range, format!("“数据”里没有“{name}”"));
        let wanted = key(name);
        let nearest = self
            .amounts()
            .flat_map(|entry| {
                let last = entry.key.rsplit('.').next().unwrap_or(&entry.key);
                [entry.key.as_str(), last].map(|known| Some((likeness(&wanted, known)?, entry)))
            })
            .flatten()
            .min_by_key(|(slips, _)| *slips);
        if let Some((_, entry)) = nearest {
            return fault.help(format!("是不是想写“{}”？", entry.path));
        }
        if self.entries.is_empty() {
            return fault.help("文件里还没有“数据”；先在“数据”里写上这个名称和它的值");
        }
        let listed = offered(self.amounts().map(|entry| entry.path.as_str()));
        if name.contains('、') {
            return fault.help(format!("函数里的几个数用逗号分开；数据里有：{listed}"));
        }
        fault.help(format!("数据里有：{listed}"))
    }

    /// The fault of a group where an amount is due.
    pub(super) fn group_fault(&self, group: usize, range: Range<usize>) -> Fault {
        let group = &self.entries[group];
        let inside = format!("{}.", group.key);
        let members = self.entries.iter().filter(|entry| entry.key.starts_with(&inside));
        let fault = Fault::new(GROUP, range, format!("“{}”是一组数据，不是一个数", group.path));
        let members = offered(members.map(|entry| entry.path.as_str()));
        fault.help(format!("请写明其中哪一个：{members}；要它们的和，写 合计({})", group.path))
    }

    fn amounts(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| !matches!(entry.value, EntryValue::Group))
    }
}

/// The first few names, joined.
fn offered<'a>(paths: impl Iterator<Item = &'a str>) -> String {
    let mut list: Vec<&str> = paths.take(OFFERED + 1).collect();
    let more = list.len() > OFFERED;
    list.truncate(OFFERED);
    list.join("、") + if more { " 等" } else { "" }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// The index answers as going through all keys would.
        #[test]
        fn the_index_finds_what_a_search_finds(
            keys in prop::collection::vec("[甲乙](\\.[甲乙]){0,3}", 0..12),
            wanted in "[甲乙](\\.[甲乙]){0,3}",
        ) {
            let mut index = Index::default();
            for (at, key) in keys.iter().enumerate() {
                index.add(key, at);
            }
            prop_assert_eq!(index.of_path(&wanted), keys.iter().position(|key| *key == wanted));
            let ending = format!(".{wanted}");
            let found = keys.iter().enumerate().filter(|(_, key)| key.ends_with(&ending));
            prop_assert_eq!(index.of_ending(&wanted), found.map(|(at, _)| at).collect::<Vec<_>>());
        }
    }
}
