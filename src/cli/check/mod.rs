//! `chengwen check`: proofreads documents, ours and others', and mends what can be mended for certain.

mod counts;
mod github;
mod manuscript;
mod mend;
pub(super) mod profile;
mod sarif;
mod text;

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use serde::Serialize;
use serde_json::Value;

pub(super) use counts::Counts;
use manuscript::Manuscript;

use super::report::Array;
use super::{Outcome, print, print_json, report, show, shows_colours};
use crate::check::{Finding, Profile, Silences, check};
use crate::diag::{Diagnostic, FileId};
use crate::fonts::Book;
use crate::proof::Proof;
use crate::source::SourceMap;

/// A document with everything that was found in it.
pub(super) struct Checked {
    /// As it was called.
    pub(super) path: PathBuf,
    /// For the places of what was found.
    pub(super) sources: SourceMap,
    /// What the rules found, faults of the file itself, comments that silence nothing; in the order of the text.
    pub(super) found: Vec<Diagnostic>,
    /// The profile that was laid beside it unasked.
    pub(super) profile: Option<PathBuf>,
    /// It could not be read at all.
    pub(super) unread: bool,
}

/// What is asked for.
struct Asked<'a> {
    profile: Option<&'a Path>,
    book: &'a Book,
    mend: bool,
    preview: bool,
}

/// Checks every document asked for; a fault in one does not stop the others.
pub(super) fn run(matches: &ArgMatches) -> Outcome {
    let book = match Book::open(super::build::preference(matches)) {
        Ok(book) => book,
        Err(fault) => return super::show_one(fault),
    };
    let asked = Asked {
        profile: matches.get_one::<PathBuf>("rules").map(PathBuf::as_path),
        book: &book,
        mend: matches.get_flag("mend"),
        preview: matches.get_flag("preview"),
    };
    let format = matches.get_one::<String>("format").map_or("文本", String::as_str);
    if asked.preview && !asked.mend {
        let fault = Diagnostic::environment(super::usage::USAGE, "--预览 要和 --修 一起写");
        return super::show_one(fault.help("写成 chengwen check 报告.yaml --修 --预览"));
    }
    let mut outcome = Outcome::Done;
    let mut documents = Vec::new();
    for path in matches.get_many::<PathBuf>("inputs").into_iter().flatten() {
        let (checked, ledger) = one(path, &asked);
        outcome = outcome.max(Outcome::of(&checked.found));
        match format {
            "json" | "sarif" => documents.push((checked, ledger)),
            "github" => print(&github::lines(&checked)),
            _ => print_text(&checked, &ledger),
        }
    }
    match format {
        "json" => print_json(&Array(|| {
            documents.iter().map(|(checked, ledger)| json_of(checked, ledger))
        })),
        "sarif" => print_json(&sarif::log(&Array(|| {
            documents.iter().flat_map(|(checked, _)| sarif::results(checked))
        }))),
        _ => {}
    }
    outcome
}

/// Checks one document, and mends it where that is asked for.
fn one(path: &Path, asked: &Asked<'_>) -> (Checked, mend::Ledger) {
    let manuscript = Manuscript::open(path, asked.profile, asked.book);
    if !asked.mend {
        return (manuscript.into_checked(), mend::Ledger::default());
    }
    mend::run(manuscript, asked)
}

/// Everything the rules find in a proof, without what comments in its file keep silent, and what is wrong with
/// those comments.
pub(super) fn proofread(
    proof: &Proof,
    profile: &Profile,
    file: FileId,
    sources: &SourceMap,
    comments: bool,
) -> (Vec<Finding>, Vec<Diagnostic>) {
    let findings = check(proof, profile);
    let mut faults = Vec::new();
    if !comments {
        return (findings, faults);
    }
    let mut silences = Silences::of(file, sources.file(file), &mut faults);
    let findings = silences.filter(findings, proof);
    faults.extend(silences.unused());
    (findings, faults)
}

fn print_text(checked: &Checked, ledger: &mend::Ledger) {
    if checked.unread {
        show(&checked.found, &checked.sources);
        return;
    }
    let colour = shows_colours(&std::io::stdout());
    print(&ledger.text(colour));
    print(&text::grouped(checked, colour));
}

/// A document as JSON, its keys in the order in which JSON is written everywhere else.
#[derive(Serialize)]
struct Document<D: Serialize> {
    changes: Value,
    diagnostics: D,
    errors: usize,
    hints: usize,
    input: String,
    warnings: usize,
}

fn json_of<'c>(checked: &'c Checked, ledger: &mend::Ledger) -> impl Serialize + use<'c> {
    let Counts { errors, warnings, hints, .. } = Counts::of(&checked.found);
    let diagnostics = Array(|| report::json_objects(&checked.found, &checked.sources));
    let input = checked.path.display().to_string();
    Document { changes: ledger.json(), diagnostics, errors, hints, input, warnings }
}
