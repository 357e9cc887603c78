//! Which profile holds for a document: the one asked for, or 校对.yaml beside it.

use std::path::{Path, PathBuf};

use crate::check::Profile;
use crate::check::profile::read;
use crate::cli::load;
use crate::diag::{Diagnostic, Diagnostics, FileId};
use crate::io;
use crate::source::{SourceMap, parse_reporting};

/// The profile that holds for every document beside it.
const BESIDE: &str = "校对.yaml";

/// A profile, read.
#[derive(Default)]
pub(in crate::cli) struct Chosen {
    /// What the unit wants otherwise.
    pub(in crate::cli) profile: Profile,
    /// Its template.
    pub(in crate::cli) overlay: Option<FileId>,
    /// Its text.
    pub(in crate::cli) file: Option<FileId>,
    /// The file, where nobody asked for it.
    pub(in crate::cli) found: Option<PathBuf>,
    /// What is wrong with it.
    pub(in crate::cli) faults: Vec<Diagnostic>,
}

/// Where the profile of the document at `path` lies, where nobody asks for another.
pub(in crate::cli) fn beside(path: &Path) -> PathBuf {
    path.with_file_name(BESIDE)
}

/// The profile for the document at `path`; its text and its template's go into `sources`.
pub(in crate::cli) fn choose(path: &Path, asked: Option<&Path>, sources: &mut SourceMap) -> Chosen {
    let beside = self::beside(path);
    let found = (asked.is_none() && beside.is_file() && path != beside).then_some(beside);
    let mut chosen = Chosen::default();
    let Some(file) = asked.map(Path::to_owned).or_else(|| found.clone()) else { return chosen };
    let mut out = Diagnostics::new();
    match load(&file, sources) {
        Ok(id) => {
            chosen.file = Some(id);
            if let Some(tree) = parse_reporting(id, sources.file(id), &mut out) {
                chosen.profile = read(&tree, &mut out);
            }
        }
        Err(fault) => out.push(fault),
    }
    if let Some(template) = &chosen.profile.template {
        match io::read_beside(&file, &template.value) {
            Ok(bytes) => match sources.add(&template.value, bytes) {
                Ok(id) => chosen.overlay = Some(id),
                Err(fault) => out.push(fault),
            },
            Err(reason) => {
                let message = format!("读不了模板“{}”：{reason}", template.value);
                out.push(Diagnostic::error(io::UNREADABLE, template.span, message));
            }
        }
    }
    chosen.found = found;
    chosen.faults = out.into_sorted();
    chosen
}
