//! `chengwen batch`: one document and a table of units, a DOCX and a PDF for each. Reads what all units share once, sees
//! what would be wrong for all of them before any is made, and lets no unit stop the others.

mod journal;
mod plan;
mod progress;
mod summary;
mod tables;
mod unit;

pub(super) use self::plan::Part;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::Instant;

use clap::ArgMatches;

use self::journal::{Record, records};
use self::plan::Plan;
use self::progress::Progress;
use self::summary::Summary;
use self::tables::Tables;
use self::unit::{Batch, Done};
use super::check::profile;
use super::{Outcome, load, print, print_json, show, show_one, workers};
use crate::batch::{Columns, Roster, Unit};
use crate::diag::Diagnostic;
use crate::fonts::Book;
use crate::io;
use crate::source::{SourceMap, parse};

/// Makes every unit's document.
pub(super) fn run(matches: &ArgMatches) -> Outcome {
    let started = Instant::now();
    let mut sources = SourceMap::default();
    match prepared(matches, &mut sources, started) {
        Ok(outcome) => outcome,
        Err(faults) => {
            show(&faults, &sources);
            Outcome::of(&faults)
        }
    }
}

/// Everything that is the same for all units, then the units.
fn prepared(
    matches: &ArgMatches,
    sources: &mut SourceMap,
    started: Instant,
) -> Result<Outcome, Vec<Diagnostic>> {
    let alone = |fault: Diagnostic| vec![fault];
    let plan = Plan::new(matches).map_err(alone)?;
    workers::start(Some(plan.workers));
    let file = load(&plan.document, sources).map_err(alone)?;
    let tree = parse(file, sources.file(file))?;
    let roster = plan.roster().map_err(alone)?;
    let names = plan.pattern(&roster).and_then(|pattern| pattern.names(&roster)).map_err(alone)?;
    let columns = Columns::of(&tree, &roster, plan.making.draft)?;
    let chosen = profile::choose(&plan.document, plan.check.rules.as_deref(), sources);
    let broken = Outcome::of(&chosen.faults) != Outcome::Done;
    if broken {
        return Err(chosen.faults);
    }
    show(&chosen.faults, sources);
    let overlay = match &plan.making.template {
        None => chosen.overlay,
        Some(path) => Some(load(path, sources).map_err(alone)?),
    };
    let book = Book::open(plan.making.fonts).map_err(alone)?.remembering();
    io::make_folder(&plan.folder).map_err(alone)?;
    if let Some(fault) = Summary::refused(&plan) {
        return Err(vec![fault]);
    }
    let tables = Tables::new(&plan.document, plan.data_files(), roster.key.clone());
    let shared = [file].into_iter().chain(overlay).chain(chosen.file);
    let batch = Batch {
        common: Batch::common(&plan, &roster, sources, shared),
        plan: &plan,
        book: &book,
        roster: &roster,
        columns: &columns,
        tables: &tables,
        sources,
        file,
        tree: &tree,
        profile: &chosen.profile,
        overlay,
    };
    finished(&batch, &names, started).map_err(alone)
}

/// Makes the units' documents and tells what became of them.
fn finished(
    batch: &Batch<'_>,
    names: &[Result<String, Diagnostic>],
    started: Instant,
) -> Result<Outcome, Diagnostic> {
    let plan = batch.plan;
    let (mut journal, lines) = io::Journal::open(&plan.own_file(journal::NAME, journal::ENDING))?;
    let earlier = if plan.goes_on { records(&lines) } else { BTreeMap::new() };
    let unwritable = |reason: String| {
        let message = format!("记不下做到哪里了：{reason}");
        Diagnostic::environment(io::UNWRITABLE, message).help("腾出空间，再加 --继续 做完")
    };
    if !plan.goes_on {
        journal.clear().map_err(unwritable)?;
    }
    let wanted: BTreeSet<&str> = names.iter().filter_map(|name| name.as_deref().ok()).collect();
    let former = earlier.keys().filter(|name| !wanted.contains(name.as_str())).cloned().collect();
    let mut lost = None;
    let done = made(batch, names, &earlier, |record| {
        let line = serde_json::to_string(record).unwrap_or_default();
        lost = lost.take().or_else(|| journal.add(&line).err());
    });
    let mut outcome = done.iter().map(|(_, done)| done.outcome).max().unwrap_or(Outcome::Done);
    let Batch { roster, columns, .. } = batch;
    let summary = Summary { plan, roster, columns, done: &done, former };
    if plan.json {
        print_json(&summary.json(started.elapsed()));
    } else {
        print(&summary.shown(started.elapsed()));
    }
    if let Err(fault) = summary.write() {
        outcome = outcome.max(show_one(fault));
    }
    if let Some(reason) = lost {
        outcome = outcome.max(show_one(unwritable(reason)));
    }
    Ok(outcome)
}

/// Makes the documents on all cores; `written` is told of each that is written, one at a time.
fn made<'u>(
    batch: &Batch<'u>,
    names: &[Result<String, Diagnostic>],
    earlier: &BTreeMap<String, Record>,
    mut written: impl FnMut(&Record),
) -> Vec<(&'u Unit, Done)> {
    let roster: &'u Roster = batch.roster;
    let all = roster.units.iter().zip(names).enumerate();
    let mine = all.filter(|(index, _)| batch.plan.has(*index, names.len()));
    let units: Vec<_> = mine.map(|(_, unit)| unit).collect();
    let mut done: Vec<Option<Done>> = units.iter().map(|_| None).collect();
    let next = AtomicUsize::new(0);
    let mut progress = Progress::new(units.len());
    std::thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        for _ in 0..batch.plan.workers.clamp(1, units.len().max(1)) {
            let (sender, next, units) = (sender.clone(), &next, &units);
            scope.spawn(move || {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some((unit, name)) = units.get(index) else { return };
                    let done = match name {
                        Ok(name) => batch.one(unit, name, earlier.get(name)),
                        Err(fault) => Done::nameless(fault, batch.sources, batch.plan.json),
                    };
                    if sender.send((index, done)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        for (index, one) in receiver {
            progress.step(one.record.is_none());
            if let Some(record) = one.record.as_ref().filter(|_| !one.kept) {
                written(record);
            }
            if let Some(place) = done.get_mut(index) {
                *place = Some(one);
            }
        }
    });
    progress.end();
    units.into_iter().zip(done).filter_map(|((unit, _), done)| Some((unit, done?))).collect()
}
