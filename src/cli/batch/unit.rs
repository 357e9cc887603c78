//! One unit's document: made and written, or left as it lies there from an earlier run.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::journal::{Output, Record};
use super::plan::Plan;
use super::tables::Tables;
use crate::batch::{Columns, Roster, Unit};
use crate::check::Profile;
use crate::cli::build::make::{Made, Manner, Opened, make, refused};
use crate::cli::build::plan::Format;
use crate::cli::digest::sum_of;
use crate::cli::{Outcome, report};
use crate::diag::{Diagnostic, Diagnostics, FileId};
use crate::fonts::{Book, Preference};
use crate::io;
use crate::source::{Node, SourceMap};

/// What holds for every unit.
pub(super) struct Batch<'a> {
    pub(super) plan: &'a Plan,
    pub(super) book: &'a Book,
    pub(super) roster: &'a Roster,
    pub(super) columns: &'a Columns,
    pub(super) tables: &'a Tables,
    pub(super) sources: &'a SourceMap,
    pub(super) file: FileId,
    pub(super) tree: &'a Node,
    pub(super) profile: &'a Profile,
    pub(super) overlay: Option<FileId>,
    /// The sum of what all units are made of.
    pub(super) common: String,
}

/// What became of a unit.
pub(super) struct Done {
    /// `None`: nothing was written.
    pub(super) record: Option<Record>,
    /// It lay there from an earlier run.
    pub(super) kept: bool,
    pub(super) outcome: Outcome,
    /// What was found, as text.
    pub(super) said: String,
    /// The same as JSON, where that is asked for.
    pub(super) diagnostics: Option<serde_json::Value>,
}

impl Batch<'_> {
    /// Everything that all units are made of, but for the fonts of the machine.
    pub(super) fn common(
        plan: &Plan,
        roster: &Roster,
        sources: &SourceMap,
        files: impl Iterator<Item = FileId>,
    ) -> String {
        let making = &plan.making;
        let formats: Vec<&str> = plan.formats.iter().map(|format| format.extension()).collect();
        let installed = making.fonts == Preference::System;
        let asked = [
            format!("{formats:?} {installed} {} {}", making.fine, making.draft),
            format!("{:?} {} {}", making.embed, plan.check.strict, plan.check.comments),
            roster.header_text(),
        ];
        let texts = files.flat_map(|id| [sources.file(id).name(), sources.file(id).text()]);
        let asked = [env!("CARGO_PKG_VERSION")].into_iter().chain(asked.iter().map(String::as_str));
        sum_of(asked.chain(texts))
    }

    /// Makes a unit's document, unless `earlier` says that it is made.
    pub(super) fn one(&self, unit: &Unit, name: &str, earlier: Option<&Record>) -> Done {
        let outputs = self.plan.outputs(name);
        let made_of = sum_of([self.common.as_str(), &self.roster.row_text(unit)]);
        if let Some(record) = earlier.filter(|record| record.holds(&made_of, &outputs, self.tables))
        {
            return Done::kept(record.clone());
        }
        let mut sources = self.sources.clone();
        let mut diagnostics = Diagnostics::new();
        let record = self.made(unit, (name, made_of), &outputs, &mut sources, &mut diagnostics);
        Done::of(record, &diagnostics.into_sorted(), &sources, self.plan.json)
    }

    fn made(
        &self,
        unit: &Unit,
        (name, made_of): (&str, String),
        outputs: &[(Format, PathBuf)],
        sources: &mut SourceMap,
        diagnostics: &mut Diagnostics,
    ) -> Option<Record> {
        let plan = self.plan;
        let paths = outputs.iter().map(|(_, path)| path);
        diagnostics.extend(paths.filter_map(|path| refused(path, &plan.document, plan.overwrite)));
        let files = self.tables.of_unit(&unit.name);
        let opened = Opened {
            file: self.file,
            tree: Some(self.columns.filled(self.tree, self.roster, unit)),
            overlay: self.overlay,
            profile: self.profile,
            files: &files,
        };
        let manner = Manner { making: &plan.making, check: &plan.check, book: self.book };
        let made = make(opened, outputs, manner, sources, Vec::new, diagnostics)?;
        let record = self.record(name, made_of, files.named(), &made);
        let folder = outputs.first().and_then(|(_, path)| path.parent());
        let written = folder.map_or(Ok(()), io::make_folder).and_then(|()| made.write());
        written.map_err(|fault| diagnostics.push(fault)).ok()?;
        Some(record)
    }

    fn record(&self, name: &str, made_of: String, named: BTreeSet<String>, made: &Made) -> Record {
        let sums = named.into_iter().map(|name| {
            let sum = self.tables.digest(&name);
            (name, sum)
        });
        let outputs = made.outputs.iter();
        Record {
            name: name.to_owned(),
            made_of,
            files: sums.collect(),
            outputs: outputs.map(|(format, _, bytes)| Output::of(*format, bytes)).collect(),
            pages: made.built.pages,
            errors: made.built.check.errors,
            warnings: made.built.check.warnings,
            hints: made.built.check.hints,
        }
    }
}

impl Done {
    fn kept(record: Record) -> Self {
        let said = String::new();
        Self { record: Some(record), kept: true, outcome: Outcome::Done, said, diagnostics: None }
    }

    fn of(
        record: Option<Record>,
        diagnostics: &[Diagnostic],
        sources: &SourceMap,
        json: bool,
    ) -> Self {
        Self {
            record,
            kept: false,
            outcome: Outcome::of(diagnostics),
            said: report::text(diagnostics, sources, false),
            diagnostics: json.then(|| report::json(diagnostics, sources)),
        }
    }

    /// A unit whose files can have no name.
    pub(super) fn nameless(fault: &Diagnostic, sources: &SourceMap, json: bool) -> Self {
        let outcome = Outcome::DocumentFault;
        Self { outcome, ..Self::of(None, std::slice::from_ref(fault), sources, json) }
    }
}
