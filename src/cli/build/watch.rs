//! `--监视`: the documents are made again whenever one of the files that they are made of is saved. What was written
//! last stays where a document has a fault.
//!
//! Files are looked at by their names, many times a second, instead of asking the system to tell: a document has a
//! handful of them, editors save by putting a new file in the place of the old one, and folders on other machines, where
//! offices keep their documents, tell nothing.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::compile::Files;
use crate::io;

/// How often files are looked at: a rebuild takes about as long.
const PAUSE: Duration = Duration::from_millis(20);

/// The files of a document, each as it was before the document was made.
#[derive(Default)]
pub(super) struct Watched {
    files: BTreeMap<PathBuf, Option<io::Stamp>>,
}

impl Watched {
    /// Of what a document may be made of before it is read.
    pub(super) fn of(files: impl IntoIterator<Item = PathBuf>) -> Self {
        let stamped = files.into_iter().map(|path| {
            let stamp = io::stamp(&path);
            (path, stamp)
        });
        Self { files: stamped.collect() }
    }

    /// Adds what the document turned out to name.
    pub(super) fn add(&mut self, document: &Path, named: &Named<'_>) {
        for (name, stamp) in named.names.borrow().iter() {
            let path = io::beside(document, name);
            self.files.entry(path).or_insert_with(|| stamp.clone());
        }
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.files.values().filter(|stamp| stamp.is_some()).count()
    }

    fn has_changed(&self) -> bool {
        self.files.iter().any(|(path, stamp)| io::stamp(path) != *stamp)
    }
}

/// Waits until some of them have changed and are written; gives their indices.
pub(super) fn wait(watched: &[Watched]) -> BTreeSet<usize> {
    loop {
        std::thread::sleep(PAUSE);
        let changed = |(_, watched): &(usize, &Watched)| watched.has_changed();
        let changed: BTreeSet<usize> =
            watched.iter().enumerate().filter(changed).map(|(index, _)| index).collect();
        if !changed.is_empty() {
            settle(changed.iter().filter_map(|index| watched.get(*index)));
            return changed;
        }
    }
}

/// An editor may still be writing: waits until two looks see the same.
fn settle<'w>(watched: impl Iterator<Item = &'w Watched>) {
    let paths: Vec<&PathBuf> = watched.flat_map(|watched| watched.files.keys()).collect();
    let look = || -> Vec<Option<io::Stamp>> { paths.iter().map(|path| io::stamp(path)).collect() };
    let mut before = look();
    loop {
        std::thread::sleep(PAUSE / 4);
        let now = look();
        if now == before {
            return;
        }
        before = now;
    }
}

/// Files with the names of those that were asked for.
pub(super) struct Named<'a> {
    files: &'a dyn Files,
    document: &'a Path,
    names: RefCell<BTreeMap<String, Option<io::Stamp>>>,
}

impl<'a> Named<'a> {
    pub(super) fn new(files: &'a dyn Files, document: &'a Path) -> Self {
        Self { files, document, names: RefCell::default() }
    }
}

impl Files for Named<'_> {
    fn read(&self, name: &str) -> Result<Vec<u8>, String> {
        let stamp = || io::stamp(&io::beside(self.document, name));
        self.names.borrow_mut().entry(name.to_owned()).or_insert_with(stamp);
        self.files.read(name)
    }
}
