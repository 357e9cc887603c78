//! What a batch says at its end: a table and a text beside the outputs, the same for people and for scripts.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Duration;

use serde_json::{Value, json};

use super::plan::Plan;
use super::unit::Done;
use crate::batch::{Columns, Roster, Unit};
use crate::diag::Diagnostic;
use crate::io;

/// The files in the folder of the outputs, a table and a text.
const NAME: &str = "批量结果";

/// The first line of the table, by which an older one is known.
const HEAD: &str = "序号,单位,行,结果,面数,DOCX,PDF,校对错误,校对警告,校对提示,原因";

/// What Excel and WPS need to take a text with commas for UTF-8.
const MARK: &str = "\u{FEFF}";

/// Groups of the same words that are shown on the terminal.
const MOST_SHOWN: usize = 20;

/// Units that are named for one group.
const MOST_NAMED: usize = 5;

/// The end of a batch.
pub(super) struct Summary<'a> {
    pub(super) plan: &'a Plan,
    pub(super) roster: &'a Roster,
    pub(super) columns: &'a Columns,
    pub(super) done: &'a [(&'a Unit, Done)],
    /// Names of files that earlier runs wrote and this one has no unit for.
    pub(super) former: Vec<String>,
}

impl Summary<'_> {
    fn written(&self) -> usize {
        self.done.iter().filter(|(_, done)| done.record.is_some()).count()
    }

    fn kept(&self) -> usize {
        self.done.iter().filter(|(_, done)| done.kept).count()
    }

    /// Writes the table and the text.
    pub(super) fn write(&self) -> Result<(), Diagnostic> {
        let (table, text) = (self.plan.own_file(NAME, "csv"), self.plan.own_file(NAME, "txt"));
        let (csv, words) = (self.table(), self.text(None));
        io::write_together(&[(&table, csv.as_bytes()), (&text, words.as_bytes())])
    }

    /// An output of another hand where the table should go.
    pub(super) fn refused(plan: &Plan) -> Option<Diagnostic> {
        let path = plan.own_file(NAME, "csv");
        let there = io::read_table(&path).ok()?;
        let ours = there.is_empty() || there.starts_with(format!("{MARK}{HEAD}").as_bytes());
        (!ours && !plan.overwrite).then(|| {
            let message = format!("“{}”不是成文写的，没有动它", path.display());
            Diagnostic::environment(io::FOREIGN_OUTPUT, message)
                .help("用 -o 写到别的文件夹；确实要换掉它，加 --覆盖")
        })
    }

    fn table(&self) -> String {
        let mut out = format!("{MARK}{HEAD}\r\n");
        for (unit, done) in self.done {
            let record = done.record.as_ref();
            let number = |count: Option<usize>| count.map_or_else(String::new, |n| n.to_string());
            let file = |format: &str| {
                let made =
                    record.filter(|record| record.outputs.iter().any(|o| o.format == format));
                made.map_or_else(String::new, |record| format!("{}.{format}", record.name))
            };
            let fields = [
                unit.number.to_string(),
                unit.name.clone(),
                unit.row.to_string(),
                if record.is_some() { "写好" } else { "没有写" }.to_owned(),
                number(record.map(|record| record.pages)),
                file("docx"),
                file("pdf"),
                number(record.map(|record| record.errors)),
                number(record.map(|record| record.warnings)),
                number(record.map(|record| record.hints)),
                if record.is_some() { String::new() } else { reason(&done.said) },
            ];
            out.push_str(&fields.map(|field| quoted(&field)).join(","));
            out.push_str("\r\n");
        }
        out
    }

    /// The same in words: for the file whole and the same however often the batch was begun, for a terminal with what was
    /// kept and no more than so many groups of findings.
    fn text(&self, shown: Option<usize>) -> String {
        let (written, kept) = (self.written(), self.kept());
        let failed = self.done.len() - written;
        let document = self.plan.document.display();
        let mut out = format!("{document} × {}：写好 {written} 份", self.roster.table);
        if shown.is_some() && kept > 0 {
            let _ = write!(out, "（其中 {kept} 份上次已写好，没有变）");
        }
        if failed > 0 {
            let _ = write!(out, "，没有写 {failed} 份");
        }
        out.push('\n');
        let list = |out: &mut String, words: &str, items: &[String]| {
            if !items.is_empty() {
                let _ = writeln!(out, "  {words}：{}", items.join("、"));
            }
        };
        list(&mut out, "不是单位，没有生成", &self.roster.left_out);
        list(&mut out, "文稿没有用到的列", &self.columns.unused);
        list(&mut out, "以前写的、这次名单里没有的", &self.former);
        if self.roster.hidden > 0 {
            let _ = writeln!(out, "  表格里隐藏的行也生成了：{} 个单位", self.roster.hidden);
        }
        let records = || self.done.iter().filter_map(|(_, done)| done.record.as_ref());
        let errors = records().filter(|record| record.errors > 0).count();
        let warnings = records().filter(|record| record.warnings > 0).count();
        if errors + warnings > 0 {
            let _ =
                writeln!(out, "  校对有错误的 {errors} 份，有警告的 {warnings} 份，见 {NAME}.csv");
        }
        let groups = self.groups();
        let most = shown.unwrap_or(groups.len());
        for (said, units) in groups.iter().take(most) {
            let named: Vec<String> =
                units.iter().take(MOST_NAMED).map(|unit| called(unit)).collect();
            let more = if units.len() > MOST_NAMED {
                format!(" 等 {} 个单位", units.len())
            } else {
                String::new()
            };
            let _ = write!(out, "\n{}{more}：\n{said}", named.join("、"));
        }
        if groups.len() > most {
            let _ = writeln!(out, "其余的见 {}", self.plan.own_file(NAME, "txt").display());
        }
        out
    }

    /// What is shown at the end.
    pub(super) fn shown(&self, time: Duration) -> String {
        let mut out = self.text(Some(MOST_SHOWN));
        let _ = writeln!(
            out,
            "  结果 {}，用时 {}",
            self.plan.own_file(NAME, "csv").display(),
            seconds(time)
        );
        out
    }

    /// The units of which the same was said, in the order of the first of them; what stopped one comes first.
    fn groups(&self) -> Vec<(&str, Vec<&Unit>)> {
        let mut groups: Vec<(&str, bool, Vec<&Unit>)> = Vec::new();
        let mut known: BTreeMap<&str, usize> = BTreeMap::new();
        for (unit, done) in self.done.iter().filter(|(_, done)| !done.said.is_empty()) {
            let at = *known.entry(&done.said).or_insert_with(|| {
                groups.push((&done.said, done.record.is_some(), Vec::new()));
                groups.len() - 1
            });
            groups[at].2.push(unit);
        }
        groups.sort_by_key(|(_, written, _)| *written);
        groups.into_iter().map(|(said, _, units)| (said, units)).collect()
    }

    /// The same for scripts.
    pub(super) fn json(&self, time: Duration) -> Value {
        let unit = |(unit, done): &(&Unit, Done)| {
            let record = done.record.as_ref();
            let outputs = record.map_or_else(Vec::new, |record| {
                let output = |output: &super::journal::Output| {
                    let path = self.plan.folder.join(format!("{}.{}", record.name, output.format));
                    json!({
                        "path": path.display().to_string(),
                        "format": output.format,
                        "bytes": output.bytes,
                    })
                };
                record.outputs.iter().map(output).collect()
            });
            json!({
                "number": unit.number,
                "unit": unit.name,
                "row": unit.row,
                "written": record.is_some(),
                "kept": done.kept,
                "outputs": outputs,
                "pages": record.map(|record| record.pages),
                "check": record.map(|record| json!({
                    "errors": record.errors,
                    "warnings": record.warnings,
                    "hints": record.hints,
                })),
                "diagnostics": done.diagnostics.clone().unwrap_or_else(|| json!([])),
            })
        };
        let written = self.written();
        json!({
            "input": self.plan.document.display().to_string(),
            "folder": self.plan.folder.display().to_string(),
            "written": written,
            "kept": self.kept(),
            "failed": self.done.len() - written,
            "left_out": self.roster.left_out,
            "unused_columns": self.columns.unused,
            "former": self.former,
            "milliseconds": u64::try_from(time.as_millis()).unwrap_or(u64::MAX),
            "units": self.done.iter().map(unit).collect::<Vec<_>>(),
        })
    }
}

fn called(unit: &Unit) -> String {
    format!("第 {} 行 {}", unit.row, unit.name).trim_end().to_owned()
}

fn seconds(time: Duration) -> String {
    match time.as_secs() {
        0..=9 => format!("{} 毫秒", time.as_millis()),
        10..=119 => format!("{} 秒", time.as_secs()),
        long => format!("{} 分 {} 秒", long / 60, long % 60),
    }
}

/// The first line of each error, in one line.
fn reason(said: &str) -> String {
    let errors = said.lines().filter(|line| line.starts_with("错误"));
    errors.collect::<Vec<_>>().join("；")
}

/// A field as spreadsheet programs read it back; one that they would compute is kept a text.
fn quoted(field: &str) -> String {
    let computed = field.starts_with(['=', '+', '-', '@']);
    let field = if computed { format!("'{field}") } else { field.to_owned() };
    if field.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field
    }
}
