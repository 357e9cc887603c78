//! The files that a batch's document names: tables are read once for all units, and of the batch's own tables each unit
//! sees its rows only. Which rows those are is for the room `batch`.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::batch::Shared;
use crate::cli::digest::sum;
use crate::compile::Files;
use crate::io;
use crate::spreadsheet::{self, Asked, Fault, Grid, Reference};

/// A table, or why its file holds none.
type Read = Arc<Result<Shared, Fault>>;

/// What all units share.
pub(super) struct Tables {
    document: PathBuf,
    /// The files of --数据.
    data: Vec<PathBuf>,
    key: Option<String>,
    /// By reference; `None` for a file that cannot be read.
    read: Mutex<BTreeMap<String, Option<Read>>>,
    digests: Mutex<BTreeMap<String, String>>,
}

impl Tables {
    pub(super) fn new(document: &Path, data: Vec<PathBuf>, key: Option<String>) -> Self {
        let document = document.to_owned();
        Self { document, data, key, read: Mutex::default(), digests: Mutex::default() }
    }

    /// What one unit sees.
    pub(super) fn of_unit<'a>(&'a self, unit: &'a str) -> OfUnit<'a> {
        OfUnit { tables: self, unit, named: RefCell::default() }
    }

    /// The sum of a file that the document names, as it is now; empty for one that cannot be read.
    pub(super) fn digest(&self, name: &str) -> String {
        if let Some(known) = locked(&self.digests).get(name) {
            return known.clone();
        }
        let digest = self.bytes(name).map_or_else(|_| String::new(), |bytes| sum(&bytes));
        locked(&self.digests).insert(name.to_owned(), digest.clone());
        digest
    }

    /// The file of --数据 that has this name: it may lie elsewhere than the document.
    fn own(&self, name: &str) -> Option<&Path> {
        let last = name.rsplit(['/', '\\']).next();
        let is = |path: &&PathBuf| path.file_name().and_then(|own| own.to_str()) == last;
        self.data.iter().find(is).map(PathBuf::as_path)
    }

    fn bytes(&self, name: &str) -> Result<Vec<u8>, String> {
        match self.own(name) {
            Some(path) => io::read_table(path).map_err(|fault| fault.message),
            None => io::read_beside(&self.document, name),
        }
    }

    fn shared(&self, reference: &Reference) -> Option<Read> {
        let name = format!("{}#{:?}!{:?}", reference.file, reference.sheet, reference.area);
        let mut known = locked(&self.read);
        if let Some(read) = known.get(&name) {
            return read.clone();
        }
        let own = self.own(&reference.file).is_some();
        let read = self.bytes(&reference.file).ok().map(|bytes| {
            let grid = spreadsheet::read(&bytes, Asked::from(reference));
            let key = self.key.as_deref().filter(|_| own);
            Arc::new(grid.map(|grid| Shared::of(grid, key)))
        });
        known.insert(name, read.clone());
        read
    }
}

/// A panic elsewhere ends the program, so nothing is ever seen half done.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The files as one unit sees them.
pub(super) struct OfUnit<'a> {
    tables: &'a Tables,
    unit: &'a str,
    named: RefCell<BTreeSet<String>>,
}

impl OfUnit<'_> {
    /// Every file that was asked for.
    pub(super) fn named(self) -> BTreeSet<String> {
        self.named.into_inner()
    }
}

impl Files for OfUnit<'_> {
    fn read(&self, name: &str) -> Result<Vec<u8>, String> {
        self.named.borrow_mut().insert(name.to_owned());
        self.tables.bytes(name)
    }

    fn table(&self, reference: &Reference, head: usize) -> Option<Result<Grid, Fault>> {
        self.named.borrow_mut().insert(reference.file.clone());
        // One that cannot be read is told of where it is read.
        match &*self.tables.shared(reference)? {
            Ok(shared) => Some(Ok(shared.of_unit(self.unit, head))),
            Err(fault) => Some(Err(fault.clone())),
        }
    }
}
