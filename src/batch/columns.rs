//! What each column of the table is in the document: a key of it, a datum that it declares or mentions, or nothing.

use super::fault::{NO_COLUMN, TWO_COLUMNS};
use super::filled::Given;
use super::roster::Roster;
use super::words::{Declared, Words};
use crate::diag::{Diagnostic, Diagnostics};
use crate::figures::{Unit, is_name};
use crate::schema::{DatumKind, unfilled};
use crate::source::Node;

/// The document's own keys that a column of the same name fills.
const KEYS: [&str; 5] = ["单位", "年度", "日期", "附件", "标题"];

/// What every column is for.
#[derive(Debug)]
pub struct Columns {
    pub(super) uses: Vec<Use>,
    /// Columns that the document has no use for.
    pub unused: Vec<String>,
}

/// A column that is used.
#[derive(Debug)]
pub(super) struct Use {
    /// From 0.
    pub(super) column: usize,
    pub(super) target: Target,
}

/// Where its cells go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A key of the document.
    Key(&'static str),
    /// A datum, by its names from the outermost group down.
    Datum {
        path: Vec<String>,
        /// The unit that the column's header gives; empty for none.
        unit: String,
        /// How the document declares it; `None` where it only mentions it.
        declared: Option<DatumKind>,
    },
}

impl Columns {
    /// Looks at the document and at the table's header.
    ///
    /// # Errors
    /// Two columns for one thing; what is left to be filled in, and no column fills (unless `draft`).
    pub fn of(tree: &Node, roster: &Roster, draft: bool) -> Result<Self, Vec<Diagnostic>> {
        let words = Words::of(tree);
        let mut columns = Self { uses: Vec::new(), unused: Vec::new() };
        let mut faults = Diagnostics::new();
        for (column, header) in roster.header.columns().iter().enumerate() {
            let Some(last) = header.last() else { continue };
            let targets = targets(header, &words);
            let is_key = roster.key.as_ref() == Some(last);
            if targets.is_empty() && !is_key {
                columns.unused.push(last.clone());
            }
            for target in targets {
                if columns.uses.iter().any(|other| same(&other.target, &target)) {
                    let message = format!("{}里有两列都叫“{last}”，不知道取哪一列", roster.table);
                    let fault = Diagnostic::environment(TWO_COLUMNS, message);
                    faults.push(fault.help("在表格里改掉其中一个的列名"));
                } else {
                    columns.uses.push(Use { column, target });
                }
            }
        }
        if !draft {
            columns.left(tree, roster, &mut faults);
        }
        if faults.has_errors() { Err(faults.into_sorted()) } else { Ok(columns) }
    }

    /// What the document leaves to be filled in and no column fills: it would be so for every unit.
    fn left(&self, tree: &Node, roster: &Roster, faults: &mut Diagnostics) {
        for place in unfilled(&self.filled_with(tree, &mut |_| Given::Plain("1".to_owned()))) {
            let fault = place.to_diagnostic();
            let message = format!("{}，{}里没有这一列", fault.message, roster.table);
            faults.push(Diagnostic::error(NO_COLUMN, place.span, message).help(
                "在文稿里填上；或在表格里加一列，列名和它的名称一样；要先看看样子，加 --草稿",
            ));
        }
    }
}

fn same(one: &Target, other: &Target) -> bool {
    match (one, other) {
        (Target::Key(one), Target::Key(other)) => one == other,
        (Target::Datum { path: one, .. }, Target::Datum { path: other, .. }) => one == other,
        _ => false,
    }
}

/// What a column with this header is for, the words of its header from above.
fn targets(header: &[String], words: &Words) -> Vec<Target> {
    let last = header.last().map_or("", String::as_str);
    let mut found = Vec::new();
    found.extend(KEYS.into_iter().find(|key| *key == last).map(Target::Key));
    let joined = header.concat();
    let names = [last, joined.as_str()].map(with_unit);
    let bare = [(last.to_owned(), String::new()), (joined.clone(), String::new())];
    for (name, unit) in bare.into_iter().chain(names) {
        let datum = |path, declared| Target::Datum { path, unit: unit.clone(), declared };
        let ends = |declared: &&Declared| declared.path.last() == Some(&name);
        let all: Vec<&Declared> = words.declared.iter().filter(ends).collect();
        match all.as_slice() {
            [only] if matches!(only.kind, DatumKind::Formula | DatumKind::Imported) => {
                return found;
            }
            [only] => {
                found.push(datum(only.path.clone(), Some(only.kind)));
                return found;
            }
            _ => {}
        }
        let can_be_added = !words.data_in_file && all.is_empty() && is_name(&name);
        // 单位, 年度 and 日期 of the document are names already.
        if can_be_added && found.is_empty() && words.mentions(&name) {
            found.push(datum(vec![name], None));
            return found;
        }
    }
    found
}

/// A header taken apart: `支出（万元）` is 支出 in 万元.
fn with_unit(header: &str) -> (String, String) {
    let whole = || (header.to_owned(), String::new());
    let Some(inside) = header.strip_suffix(['）', ')']) else { return whole() };
    let Some((name, unit)) = inside.rsplit_once(['（', '(']) else { return whole() };
    let unit = unit.trim_start_matches("单位").trim_start_matches(['：', ':']);
    if !name.is_empty() && Unit::known(unit).is_some() {
        (name.to_owned(), unit.to_owned())
    } else {
        whole()
    }
}
