//! `chengwen build`: reads, compiles, writes, and says what it wrote.

mod archive;
mod checked;
mod plan;
mod summary;

use std::io::{IsTerminal as _, Write as _};
use std::path::Path;
use std::time::{Duration, Instant};

use clap::ArgMatches;
use rayon::prelude::*;

use self::archive::Kept;
use self::checked::Checked;
use self::plan::{Format, Plan, Target};
use self::summary::Built;
use super::check::profile;
use super::{Outcome, load, print, show, show_one};
use crate::compile::{Files, Options, compile};
use crate::diag::{Diagnostic, Diagnostics};
use crate::fonts::{Book, Preference};
use crate::io;
use crate::source::SourceMap;

/// Builds every document asked for; a fault in one does not stop the others.
pub(super) fn run(matches: &ArgMatches) -> Outcome {
    let plan = match Plan::new(matches) {
        Ok(plan) => plan,
        Err(fault) => return show_one(fault),
    };
    let book = match Book::open(plan.making.fonts) {
        Ok(book) => book,
        Err(fault) => return show_one(fault),
    };
    let started = Instant::now();
    let mut outcome = Outcome::Done;
    let mut reports = Vec::new();
    for (index, target) in plan.targets.iter().enumerate() {
        progress(started, index, plan.targets.len());
        let begun = Instant::now();
        let mut sources = SourceMap::default();
        let (built, diagnostics) = one(target, &plan, &book, &mut sources);
        outcome = outcome.max(Outcome::of(&diagnostics));
        if plan.json {
            let built = built.as_ref();
            reports.push(summary::json(target, built, &diagnostics, &sources, begun.elapsed()));
        } else {
            show(&diagnostics, &sources);
            if let Some(built) = built {
                print(&summary::text(target, &built, begun.elapsed()));
            }
        }
    }
    if plan.json {
        print(&format!("{:#}\n", serde_json::Value::Array(reports)));
    }
    outcome
}

pub(super) fn preference(matches: &ArgMatches) -> Preference {
    match matches.get_one::<String>("fonts").map(String::as_str) {
        Some("系统" | "system") => Preference::System,
        _ => Preference::Bundled,
    }
}

/// A line on the terminal once the work takes over a second.
fn progress(started: Instant, done: usize, all: usize) {
    if all > 1 && started.elapsed() > Duration::from_secs(1) && std::io::stderr().is_terminal() {
        let _ = write!(std::io::stderr(), "\r正在生成 {done}/{all} …\r");
    }
}

/// Builds one document. Nothing is written unless everything could be made.
fn one(
    target: &Target,
    plan: &Plan,
    book: &Book,
    sources: &mut SourceMap,
) -> (Option<Built>, Vec<Diagnostic>) {
    let mut diagnostics = Diagnostics::new();
    let built = make(target, plan, book, sources, &mut diagnostics);
    (built, diagnostics.into_sorted())
}

fn make(
    target: &Target,
    plan: &Plan,
    book: &Book,
    sources: &mut SourceMap,
    diagnostics: &mut Diagnostics,
) -> Option<Built> {
    let bytes = keep(io::read(&target.input), diagnostics)?;
    let original = plan.making.archive.then(|| bytes.clone());
    let file = keep(sources.add(&target.input.display().to_string(), bytes), diagnostics)?;
    let chosen = profile::choose(&target.input, plan.check.rules.as_deref(), sources);
    diagnostics.extend(chosen.faults);
    let overlay = match &plan.making.template {
        None => chosen.overlay,
        Some(path) => Some(keep(load(path, sources), diagnostics)?),
    };
    for (_, path) in &target.outputs {
        if path.is_dir() {
            diagnostics.push(folder(path));
        } else if io::is_same_file(path, &target.input) {
            diagnostics.push(input_itself(path));
        } else if !plan.overwrite && !io::is_ours(path) {
            diagnostics.push(foreign(path));
        }
    }
    let options = Options { overlay, fine: plan.making.fine, draft: plan.making.draft };
    let (beside, kept) = (Beside(&target.input), Kept::new(&target.input));
    let files: &dyn Files = if plan.making.archive { &kept } else { &beside };
    let compiled = compile(file, options, sources, book, files, diagnostics)?;
    let attachments = original.map(|original| {
        let archived = archive::Sources {
            document: (&target.input, &original),
            template: overlay.map(|id| (sources.file(id).name(), sources.file(id).text())),
            kept,
            fine: plan.making.fine,
            draft: plan.making.draft,
            embed: plan.making.embed,
            installed_fonts: plan.making.fonts == Preference::System,
        };
        archived.attachments()
    });
    let attachments = attachments.unwrap_or_default();
    let check = || Checked::of(&compiled, &chosen.profile, file, sources);
    // Where the outputs do not depend on what is found, both are done at the same time.
    let found = (plan.check.strict || plan.check.comments).then(check);
    if let Some(found) = found.as_ref().filter(|found| plan.check.strict && found.counts.errors > 0)
    {
        diagnostics.extend(found.errors());
        return None;
    }
    let comments = found.as_ref().filter(|_| plan.check.comments).map(Checked::comments);
    let comments = comments.unwrap_or_default();
    let make = |format| match format {
        Format::Docx => compiled.docx(&comments, plan.making.embed, book),
        Format::Pdf => compiled.pdf(&attachments, book),
    };
    let (contents, checked) = render(target, &make, || found.unwrap_or_else(check));
    let mut outputs = Vec::new();
    for ((format, path), bytes) in target.outputs.iter().zip(contents) {
        outputs.push((*format, path.clone(), keep(bytes, diagnostics)?));
    }
    let files: Vec<_> =
        outputs.iter().map(|(_, path, bytes)| (path.as_path(), bytes.as_slice())).collect();
    keep(io::write_together(&files), diagnostics)?;
    Some(Built::new(&compiled, plan.making.embed, book, &outputs, checked.counts))
}

/// What a document names lies beside it.
pub(super) struct Beside<'a>(pub(super) &'a Path);

impl Files for Beside<'_> {
    fn read(&self, name: &str) -> Result<Vec<u8>, String> {
        io::read_beside(self.0, name)
    }
}

fn keep<T>(result: Result<T, Diagnostic>, diagnostics: &mut Diagnostics) -> Option<T> {
    result.map_err(|fault| diagnostics.push(fault)).ok()
}

/// The outputs' bytes, made side by side, and what is done in the meantime.
fn render<T: Send>(
    target: &Target,
    make: &(impl Fn(Format) -> Result<Vec<u8>, Diagnostic> + Sync),
    meanwhile: impl FnOnce() -> T + Send,
) -> (Vec<Result<Vec<u8>, Diagnostic>>, T) {
    let outputs = || target.outputs.par_iter().map(|(format, _)| make(*format)).collect();
    rayon::join(outputs, meanwhile)
}

fn input_itself(path: &Path) -> Diagnostic {
    let message = format!("“{}”就是文稿本身，不能写成它", path.display());
    Diagnostic::environment(io::UNWRITABLE, message)
        .help("把文稿改名为 .yaml 结尾，或用 -o 写到别处")
}

fn folder(path: &Path) -> Diagnostic {
    let message = format!("“{}”是文件夹，写不成文件", path.display());
    Diagnostic::environment(io::UNWRITABLE, message).help("用 -o 写到别处，或先把这个文件夹改名")
}

fn foreign(path: &Path) -> Diagnostic {
    let message = format!("“{}”不是成文写的，或被人改存过，没有动它", path.display());
    Diagnostic::environment(io::FOREIGN_OUTPUT, message)
        .help("用 -o 写到别处；确实要换掉它，加 --覆盖")
}
