//! 数据: the named amounts of a document, and which one a name in a formula means. Computing is for
//! `evaluate`.

use std::ops::Range;

use super::amount::Amount;
use super::fault::{AMBIGUOUS_NAME, BAD_NAME, Fault, GROUP, UNKNOWN_NAME};
use super::{evaluate, lexer};
use crate::diag::{Diagnostic, Diagnostics, Span, likeness};
use crate::model::{Datum, DatumValue};

/// Names offered in a message, at most.
const OFFERED: usize = 6;

/// The named quantities of a document.
#[derive(Debug, Default)]
pub struct Ledger {
    /// In the order of the document.
    entries: Vec<Entry>,
}

/// A name of 数据.
#[derive(Debug)]
struct Entry {
    /// The names from the outermost group down, as written, joined by `.`.
    path: String,
    /// The same as compared: brackets of either width are one.
    key: String,
    value: EntryValue,
}

#[derive(Debug)]
enum EntryValue {
    Amount(Entered),
    /// Its fault is reported already.
    Broken,
    Group,
}

/// An amount and how it was written.
#[derive(Debug)]
pub(super) struct Entered {
    /// Verbatim, without white space around it.
    pub(super) text: String,
    /// What it says.
    pub(super) amount: Amount,
}

/// What a name means.
pub(super) enum Found<'a> {
    /// An amount.
    Amount(&'a Entered),
    /// Something whose fault is reported already.
    Broken,
}

impl Ledger {
    /// Reads 数据; every fault goes into `diagnostics`.
    #[must_use]
    pub fn new(data: &[Datum], diagnostics: &mut Diagnostics) -> Self {
        let mut ledger = Self::default();
        ledger.enter(data, "", diagnostics);
        ledger
    }

    /// Evaluates what stands between `{{` and `}}`; `span` is its place. A bare name gives the amount as
    /// the author wrote it; everything else is computed exactly and rounded only as its format says.
    ///
    /// # Errors
    /// One diagnostic at the place of the fault. Amounts whose fault [`Ledger::new`] reported give no
    /// second one: the formula itself comes back.
    pub fn evaluate(&self, formula: &str, span: Span) -> Result<String, Diagnostic> {
        evaluate::evaluate(self, formula)
            .map(|printed| printed.unwrap_or_else(|| formula.to_owned()))
            .map_err(|fault| fault.into_diagnostic(formula, span))
    }

    fn enter(&mut self, data: &[Datum], group: &str, diagnostics: &mut Diagnostics) {
        for datum in data {
            let name = datum.name.value.trim();
            let faulty = matches!(datum.value, DatumValue::Faulty);
            if !faulty && !lexer::is_name(name) {
                let fault = Fault::new(BAD_NAME, 0..datum.name.value.len(), bad_name(name))
                    .help("名称只用汉字、字母、数字和中间的（ ）《 》，例如 公务用车运行费");
                diagnostics.push(fault.into_diagnostic(&datum.name.value, datum.name.span));
            }
            let path = if group.is_empty() { name.to_owned() } else { format!("{group}.{name}") };
            let value = match &datum.value {
                DatumValue::Group(_) => EntryValue::Group,
                DatumValue::Faulty => EntryValue::Broken,
                DatumValue::Amount(text) => match Amount::parse(&text.value) {
                    Ok(amount) => {
                        EntryValue::Amount(Entered { text: text.value.trim().to_owned(), amount })
                    }
                    Err(fault) => {
                        diagnostics.push(fault.into_diagnostic(&text.value, text.span));
                        EntryValue::Broken
                    }
                },
            };
            self.entries.push(Entry { key: key(&path), path: path.clone(), value });
            if let DatumValue::Group(members) = &datum.value {
                self.enter(members, &path, diagnostics);
            }
        }
    }

    /// The amount of that name: its whole path, or the end of the only path that ends so. `None` when no
    /// entry has the name.
    ///
    /// # Errors
    /// Several entries have it; it is a group. `range` is its place in the formula.
    pub(super) fn find(&self, name: &str, range: Range<usize>) -> Result<Option<Found<'_>>, Fault> {
        let wanted = key(name);
        let whole = self.entries.iter().find(|entry| entry.key == wanted);
        let ending = format!(".{wanted}");
        let mut endings = self.entries.iter().filter(|entry| entry.key.ends_with(&ending));
        let Some(entry) = whole.or_else(|| endings.next()) else {
            return Ok(self.in_broken_group(&wanted).then_some(Found::Broken));
        };
        if whole.is_none() && endings.next().is_some() {
            let several = self.entries.iter().filter(|entry| entry.key.ends_with(&ending));
            return Err(ambiguous(name, several.map(|entry| entry.path.as_str()), range));
        }
        match &entry.value {
            EntryValue::Amount(entered) => Ok(Some(Found::Amount(entered))),
            EntryValue::Broken => Ok(Some(Found::Broken)),
            EntryValue::Group => Err(self.group(entry, range)),
        }
    }

    /// Whether the name lies under one whose fault is reported already.
    fn in_broken_group(&self, wanted: &str) -> bool {
        let broken = self.entries.iter().filter(|entry| matches!(entry.value, EntryValue::Broken));
        broken
            .filter_map(|entry| wanted.strip_prefix(entry.key.as_str()))
            .any(|rest| rest.starts_with('.'))
    }

    /// The fault of a name that no entry has, with the nearest one that there is.
    pub(super) fn unknown(&self, name: &str, range: Range<usize>) -> Fault {
        let fault = Fault::new(UNKNOWN_NAME, range, format!("“数据”里没有“{name}”"));
        let amounts =
            || self.entries.iter().filter(|entry| !matches!(entry.value, EntryValue::Group));
        let wanted = key(name);
        let nearest = amounts()
            .flat_map(|entry| {
                let last = entry.key.rsplit('.').next().unwrap_or(&entry.key);
                [entry.key.as_str(), last].map(|known| Some((likeness(&wanted, known)?, entry)))
            })
            .flatten()
            .min_by_key(|(slips, _)| *slips);
        if let Some((_, entry)) = nearest {
            return fault.help(format!("是不是想写“{}”？", entry.path));
        }
        if self.entries.is_empty() {
            return fault.help("文件里还没有“数据”；先在“数据”里写上这个名称和它的值");
        }
        fault.help(format!("数据里有：{}", offered(amounts().map(|entry| entry.path.as_str()))))
    }

    fn group(&self, group: &Entry, range: Range<usize>) -> Fault {
        let inside = format!("{}.", group.key);
        let members = self.entries.iter().filter(|entry| entry.key.starts_with(&inside));
        let fault = Fault::new(GROUP, range, format!("“{}”是一组数据，不是一个数", group.path));
        fault.help(format!(
            "请写明其中哪一个：{}",
            offered(members.map(|entry| entry.path.as_str()))
        ))
    }
}

fn ambiguous<'a>(name: &str, paths: impl Iterator<Item = &'a str>, range: Range<usize>) -> Fault {
    Fault::new(AMBIGUOUS_NAME, range, format!("“{name}”不止一个，不知道指哪一个"))
        .help(format!("请写明属于哪一组：{}", offered(paths)))
}

fn bad_name(name: &str) -> String {
    match name.chars().find(|c| !lexer::is_name(&format!("甲{c}"))) {
        Some(' ' | '\u{3000}') => format!("名称“{name}”里有空格，算式无法引用"),
        Some(character) => format!("名称“{name}”里有“{character}”，算式无法引用"),
        None => format!("名称“{name}”不能用在算式里"),
    }
}

fn offered<'a>(paths: impl Iterator<Item = &'a str>) -> String {
    let mut list: Vec<&str> = paths.take(OFFERED + 1).collect();
    let more = list.len() > OFFERED;
    list.truncate(OFFERED);
    list.join("、") + if more { " 等" } else { "" }
}

fn key(name: &str) -> String {
    name.trim().replace('(', "（").replace(')', "）")
}
