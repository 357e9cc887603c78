//! `chengwen build`: reads, compiles, writes, and says what it wrote.

mod archive;
mod checked;
pub(in crate::cli) mod make;
pub(in crate::cli) mod plan;
pub(in crate::cli) mod summary;
mod watch;

use std::collections::BTreeSet;
use std::io::{IsTerminal as _, Write as _};
use std::path::Path;
use std::time::{Duration, Instant};

use clap::ArgMatches;

use self::archive::Kept;
use self::make::{Manner, Opened, refused};
use self::plan::{Plan, Target};
use self::summary::Built;
use self::watch::{Named, Watched};
use super::check::profile;
use super::{Outcome, load, print, show, show_one};
use crate::compile::Files;
use crate::diag::{Diagnostic, Diagnostics};
use crate::fonts::{Book, Preference};
use crate::io;
use crate::source::{SourceMap, parse_reporting};

/// Builds every document asked for; a fault in one does not stop the others.
pub(super) fn run(matches: &ArgMatches) -> Outcome {
    let plan = match Plan::new(matches) {
        Ok(plan) => plan,
        Err(fault) => return show_one(fault),
    };
    let book = match Book::open(plan.making.fonts) {
        Ok(book) if plan.watch => book.remembering(),
        Ok(book) => book,
        Err(fault) => return show_one(fault),
    };
    let mut watched: Vec<Watched> = plan.targets.iter().map(|_| Watched::default()).collect();
    let all = (0..plan.targets.len()).collect();
    let outcome = round(&plan, &book, &all, &mut watched);
    if !plan.watch {
        return outcome;
    }
    loop {
        if !plan.json {
            let count: usize = watched.iter().map(Watched::count).sum();
            print(&format!("看着 {count} 个文件，存盘就再生成；按 Ctrl-C 结束\n"));
        }
        let changed = watch::wait(&watched);
        round(&plan, &book, &changed, &mut watched);
    }
}

/// Builds these of the documents, and sees what they are made of.
fn round(plan: &Plan, book: &Book, which: &BTreeSet<usize>, watched: &mut [Watched]) -> Outcome {
    let started = Instant::now();
    let mut outcome = Outcome::Done;
    let mut reports = Vec::new();
    let targets = plan.targets.iter().zip(watched).enumerate();
    let targets = targets.filter(|(index, _)| which.contains(index));
    for (done, (_, (target, watched))) in targets.enumerate() {
        progress(started, done, which.len());
        let begun = Instant::now();
        let mut sources = SourceMap::default();
        let (built, diagnostics) = one(target, plan, book, watched, &mut sources);
        outcome = outcome.max(Outcome::of(&diagnostics));
        if plan.json {
            let built = built.as_ref();
            reports.push(summary::json(target, built, &diagnostics, &sources, begun.elapsed()));
        } else {
            show(&diagnostics, &sources);
            match built {
                Some(built) => print(&summary::text(target, &built, begun.elapsed())),
                None if plan.watch => print("没有写，上次写好的还在\n"),
                None => {}
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
    watched: &mut Watched,
    sources: &mut SourceMap,
) -> (Option<Built>, Vec<Diagnostic>) {
    let mut diagnostics = Diagnostics::new();
    let rules = plan.check.rules.clone().unwrap_or_else(|| profile::beside(&target.input));
    let known = [target.input.clone(), rules].into_iter().chain(plan.making.template.clone());
    *watched = Watched::of(known);
    let built = built(target, plan, book, (watched, sources), &mut diagnostics);
    (built, diagnostics.into_sorted())
}

fn built(
    target: &Target,
    plan: &Plan,
    book: &Book,
    (watched, sources): (&mut Watched, &mut SourceMap),
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
    let (beside, kept) = (Beside(&target.input), Kept::new(&target.input));
    let files = Named::new(if plan.making.archive { &kept } else { &beside }, &target.input);
    let template =
        overlay.map(|id| (sources.file(id).name().to_owned(), sources.file(id).text().to_owned()));
    let attachments = || {
        let Some(original) = original else { return Vec::new() };
        let archived = archive::Sources {
            document: (&target.input, &original),
            template: template.as_ref().map(|(name, text)| (name.as_str(), text.as_str())),
            kept: &kept,
            fine: plan.making.fine,
            draft: plan.making.draft,
            embed: plan.making.embed,
            installed_fonts: plan.making.fonts == Preference::System,
        };
        archived.attachments()
    };
    let refusals = || -> Vec<Diagnostic> {
        let paths = target.outputs.iter().map(|(_, path)| path);
        paths.filter_map(|path| refused(path, &target.input, plan.overwrite)).collect()
    };
    // Side by side: earlier outputs are read to see whose they are.
    let text = sources.file(file);
    let (tree, refusals) = rayon::join(|| parse_reporting(file, text, diagnostics), refusals);
    diagnostics.extend(refusals);
    let opened = Opened { file, tree, overlay, profile: &chosen.profile, files: &files };
    let manner = Manner { making: &plan.making, check: &plan.check, book };
    let made = make::make(opened, &target.outputs, manner, sources, attachments, diagnostics);
    watched.add(&target.input, &files);
    let made = made?;
    keep(made.write(), diagnostics)
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
