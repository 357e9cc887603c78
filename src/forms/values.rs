//! What the author filled in, by the names of the form; what the form does not have, and what it lacks.

use std::collections::BTreeMap;

use super::fault::{MISSING_VALUE, UNKNOWN_VALUE};
use super::template::{Content, FormTemplate};
use super::words::{evaluated, plain};
use crate::diag::{Diagnostic, Diagnostics, Span, likeness};
use crate::figures::Ledger;
use crate::model::{FormContent, FormValue, Inline};

/// The author's values, by path.
pub(super) struct Values {
    found: BTreeMap<String, Inline>,
}

/// A path of the form.
struct Known<'t> {
    path: &'t str,
    required: bool,
}

impl Values {
    /// Takes what is filled in at `span`. Names that the form does not have are faults, as is what it needs
    /// and does not get.
    pub(super) fn of(
        given: &[FormValue],
        template: &FormTemplate,
        span: Span,
        ledger: &Ledger,
        out: &mut Diagnostics,
    ) -> Self {
        let known = known(template);
        let mut values = Self { found: BTreeMap::new() };
        values.take(given, "", &known, ledger, out);
        let missing = known.iter().filter(|known| known.required && values.is_blank(known.path));
        for known in missing {
            let message = format!("表里的“{}”没有填", known.path);
            let fault = Diagnostic::error(MISSING_VALUE, span, message);
            out.push(fault.help(format!("在“绩效自评表”下面写上“{}: …”", outline(known.path))));
        }
        values
    }

    /// The value of a path; `None` where nothing is filled in.
    pub(super) fn get(&self, path: &str) -> Option<&Inline> {
        self.found.get(path)
    }

    /// The characters of a value; empty where nothing is filled in.
    pub(super) fn text(&self, path: &str) -> String {
        self.get(path).map(|text| plain(text).trim().to_owned()).unwrap_or_default()
    }

    fn is_blank(&self, path: &str) -> bool {
        self.text(path).is_empty()
    }

    fn take(
        &mut self,
        given: &[FormValue],
        group: &str,
        known: &[Known<'_>],
        ledger: &Ledger,
        out: &mut Diagnostics,
    ) {
        for value in given {
            let name = &value.name.value;
            let path = if group.is_empty() { name.clone() } else { format!("{group}.{name}") };
            let is_path = known.iter().any(|known| known.path == path);
            let inside = format!("{path}.");
            let is_group = known.iter().any(|known| known.path.starts_with(&inside));
            match &value.content {
                FormContent::Text(text) if is_path => {
                    self.found.insert(path, evaluated(text, ledger, out));
                }
                FormContent::Group(members) if is_group => {
                    self.take(members, &path, known, ledger, out);
                }
                FormContent::Text(_) if is_group => {
                    let members = offered(known, &inside);
                    let message = format!("“{name}”下面要分项填");
                    let fault = Diagnostic::error(UNKNOWN_VALUE, value.name.span, message);
                    out.push(fault.help(format!("写成 {name}: {{{members}}}")));
                }
                FormContent::Group(_) if is_path => {
                    let message = format!("“{name}”只填一段文字，下面不分项");
                    out.push(Diagnostic::error(UNKNOWN_VALUE, value.name.span, message));
                }
                _ => out.push(unknown(name, group, value.name.span, known)),
            }
        }
    }
}

/// Every path of a form.
fn known(template: &FormTemplate) -> Vec<Known<'_>> {
    let cells = template.rows.iter().flat_map(|row| &row.cells);
    let fields = cells.filter_map(|cell| match &cell.content {
        Content::Field { path, required, .. } => Some(Known { path, required: *required }),
        _ => None,
    });
    let execution = template.scoring.as_ref().and_then(|scoring| scoring.execution.as_ref());
    let reckoned = execution.into_iter().flat_map(|execution| {
        let needed = [&execution.budget, &execution.spent];
        let others = execution.reason.iter().chain(&execution.score);
        needed.into_iter().chain(others).map(|path| Known { path, required: false })
    });
    fields.chain(reckoned).collect()
}

fn unknown(name: &str, group: &str, span: Span, known: &[Known<'_>]) -> Diagnostic {
    let inside = if group.is_empty() { String::new() } else { format!("{group}.") };
    let here = || known.iter().filter_map(|known| known.path.strip_prefix(inside.as_str()));
    let first = |path: &str| path.split('.').next().unwrap_or(path).to_owned();
    let mut names: Vec<String> = here().map(first).collect();
    names.dedup();
    if group.is_empty() {
        names.extend(["表式", "标题", "指标", "注"].map(str::to_owned));
    }
    let near = names.iter().filter_map(|known| Some((likeness(name, known)?, known)));
    let help = match near.min_by_key(|(slips, _)| *slips) {
        Some((_, near)) => format!("是不是想写“{near}”？"),
        None => format!("可以填：{}", names.join("、")),
    };
    Diagnostic::error(UNKNOWN_VALUE, span, format!("这种表里没有“{name}”这一项")).help(help)
}

/// The names of a group, as they could be written.
fn offered(known: &[Known<'_>], inside: &str) -> String {
    let names = known.iter().filter_map(|known| known.path.strip_prefix(inside));
    let mut names: Vec<String> = names.map(|name| format!("{name}: …")).collect();
    names.dedup();
    names.join(", ")
}

/// `年度资金总额: {全年预算数` for a path.
fn outline(path: &str) -> String {
    path.replace('.', ": {")
}
