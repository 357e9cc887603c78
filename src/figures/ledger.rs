//! 数据: the named amounts of a document. Which one a name in a formula means is for `names`, computing for
//! `evaluate`; here they are read, and those that are formulas are computed, each after those it rests on.

use super::evaluate::{self, evaluate};
use super::fault::{BAD_NAME, CIRCLE, Fault};
use super::names::Index;
use super::parser::{Expression, Formula, parse};
use super::print;
use super::quantity::Quantity;
use super::value::Value;
use super::{function, lexer};
use crate::diag::{Diagnostic, Diagnostics, Span};
use crate::model::{Datum, DatumValue, Document, Inline, Piece, PieceKind, UNFILLED, unfilled};
use num_bigint::BigInt;

/// Last words of names that stand for the sum of their neighbours: not counted where a group is added up.
const TOTALS: [&str; 5] = ["合计", "小计", "总计", "共计", "总额"];
/// 年度 of the document as a name, where 数据 has none such.
const YEAR: &str = "年度";
/// 日期 of the document as a name, where 数据 has none such.
const DATE: &str = "日期";
/// 单位 of the document as a name, where 数据 has none such.
const UNIT: &str = "单位";

/// Every named amount of a document.
#[derive(Debug, Default)]
pub struct Ledger {
    /// In the order of the source, groups before their members.
    pub(super) entries: Vec<Entry>,
    /// Where each of them is.
    pub(super) index: Index,
    /// Some of them are left to be filled in.
    unfilled: bool,
}

#[derive(Debug)]
pub(super) struct Entry {
    /// The names from the outermost group down, joined by dots.
    pub(super) path: String,
    /// The path as it is looked up.
    pub(super) key: String,
    pub(super) value: EntryValue,
}

#[derive(Debug)]
pub(super) enum EntryValue {
    Value(Entered),
    /// `=` and a formula, not computed yet.
    Pending(Pending),
    /// Words, printed as they are.
    Text(String),
    /// Not readable, or left to be filled in; reported already.
    Broken,
    Group,
}

/// An amount with the author's own writing of it.
#[derive(Debug)]
pub(super) struct Entered {
    /// As it stands where it is named alone; `None` where a format has to be given.
    pub(super) text: Option<String>,
    /// Its exact value.
    pub(super) value: Value,
}

#[derive(Debug)]
pub(super) struct Pending {
    /// The text of the datum, `=` included.
    text: String,
    span: Span,
    /// Where the formula begins in the text.
    start: usize,
    formula: Formula,
}

/// What a name stands for.
#[derive(Clone, Copy)]
pub(super) enum Found<'a> {
    /// A readable amount.
    Value(&'a Entered),
    /// Words.
    Text(&'a str),
    /// One that could not be read, which is reported already.
    Broken,
    /// A group, by its index.
    Group(usize),
}

/// Where a formula stands.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    /// The key of the group, whose names come first; empty outside of 数据.
    pub(super) group: &'a str,
    /// The datum that is being computed, which no sum takes in.
    pub(super) own: Option<usize>,
}

impl Scope<'_> {
    /// A formula in the text.
    pub(super) const TEXT: Self = Self { group: "", own: None };
}

impl Ledger {
    /// Reads and computes the amounts of a document. Faults go into `diagnostics`.
    #[must_use]
    pub fn new(document: &Document, diagnostics: &mut Diagnostics) -> Self {
        let mut ledger = Self::of(&document.data, diagnostics);
        let year = document
            .year
            .as_ref()
            .map(|year| Value::Quantity(Quantity::bare(BigInt::from(year.value).into())));
        ledger.offer(YEAR, year);
        ledger.offer(DATE, document.date.as_ref().map(|date| Value::Date(date.value)));
        if document.unfilled_date.is_some() {
            ledger.offer_unfilled(DATE);
        }
        ledger.offer_unit(document.unit.as_ref());
        ledger
    }

    /// Of the entries of 数据 alone.
    pub(super) fn of(data: &[Datum], diagnostics: &mut Diagnostics) -> Self {
        let mut ledger = Self::default();
        ledger.enter(data, "", diagnostics);
        ledger.settle(diagnostics);
        ledger
    }

    /// Adds a name that the document brings along, unless the author has one such.
    fn offer(&mut self, name: &str, value: Option<Value>) {
        if let (Some(value), None) = (value, self.index.of_path(name)) {
            let value = EntryValue::Value(Entered { text: print::plain(&value, 0..0).ok(), value });
            self.push(name.to_owned(), value);
        }
    }

    /// Adds such a name whose value is left to be filled in.
    fn offer_unfilled(&mut self, name: &str) {
        if self.index.of_path(name).is_none() {
            self.push(name.to_owned(), EntryValue::Broken);
            self.unfilled = true;
        }
    }

    /// Adds 单位, unless the author has an amount or a group of that name, or formulas in the unit's own.
    fn offer_unit(&mut self, unit: Option<&Inline>) {
        let Some(unit) = unit.filter(|_| !self.index.knows(UNIT)) else { return };
        let is_text = |piece: &Piece| piece.kind == PieceKind::Text;
        if unit.is_empty() || !unit.pieces.iter().all(is_text) {
            return;
        }
        let words: String = unit.pieces.iter().map(|piece| piece.text.as_str()).collect();
        if unfilled(&words).is_some() {
            self.offer_unfilled(UNIT);
        } else {
            self.push(UNIT.to_owned(), EntryValue::Text(words));
        }
    }

    fn push(&mut self, path: String, value: EntryValue) {
        let key = key(&path);
        self.index.add(&key, self.entries.len());
        self.entries.push(Entry { path, key, value });
    }

    /// Evaluates the formula between `{{` and `}}`. One that is left to be filled in, or rests on an amount that is, gives
    /// what a draft prints for it; one over an amount whose fault is reported already gives the formula itself.
    ///
    /// # Errors
    /// A fault of the formula, at its place; `span` is that of `formula` in the source.
    pub fn evaluate(&self, formula: &str, span: Span) -> Result<String, Diagnostic> {
        if unfilled(formula).is_some() {
            return Ok(UNFILLED.to_owned());
        }
        // Beside data at fault there is no draft either, so the two need not be told apart.
        let without = if self.unfilled { UNFILLED } else { formula };
        evaluate(self, formula)
            .map(|printed| printed.unwrap_or_else(|| without.to_owned()))
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
                DatumValue::Imported(_) | DatumValue::Faulty => EntryValue::Broken,
                DatumValue::Given(text) | DatumValue::Text(text)
                    if unfilled(&text.value).is_some() =>
                {
                    self.unfilled = true;
                    EntryValue::Broken
                }
                DatumValue::Text(text) => EntryValue::Text(text.value.clone()),
                DatumValue::Given(text) => read(&text.value, text.span).unwrap_or_else(|fault| {
                    diagnostics.push(fault.into_diagnostic(&text.value, text.span));
                    EntryValue::Broken
                }),
            };
            self.push(path.clone(), value);
            if let DatumValue::Group(members) = &datum.value {
                self.enter(members, &path, diagnostics);
            }
        }
    }

    /// Computes every formula, each after those it rests on.
    fn settle(&mut self, diagnostics: &mut Diagnostics) {
        for index in 0..self.entries.len() {
            let mut waiting = vec![index];
            while let Some(&top) = waiting.last() {
                match self.next_of(top) {
                    Some((needed, operand)) if waiting.contains(&needed) => {
                        diagnostics.extend(self.circle(top, &operand));
                        for each in waiting.drain(..) {
                            self.entries[each].value = EntryValue::Broken;
                        }
                    }
                    Some((needed, _)) => waiting.push(needed),
                    None => {
                        self.compute(top, diagnostics);
                        waiting.pop();
                    }
                }
            }
        }
    }

    /// The first amount that a formula rests on and that is not computed yet, with the operand that names it.
    fn next_of(&self, index: usize) -> Option<(usize, Expression)> {
        let EntryValue::Pending(pending) = &self.entries[index].value else { return None };
        let formula = &pending.text[pending.start..];
        let scope = self.scope(index);
        pending.formula.expression.operands().into_iter().find_map(|operand| {
            let named =
                self.index_of(&formula[operand.range.clone()], scope.group).ok().flatten()?;
            let needed: Vec<usize> = match self.entries[named].value {
                EntryValue::Group => self.counted(named, scope.own).collect(),
                _ => vec![named],
            };
            let pending =
                |each: &usize| matches!(self.entries[*each].value, EntryValue::Pending(_));
            Some((needed.into_iter().find(pending)?, operand.clone()))
        })
    }

    fn compute(&mut self, index: usize, diagnostics: &mut Diagnostics) {
        let EntryValue::Pending(pending) = &self.entries[index].value else { return };
        let computed = self.computed(index, pending);
        let computed = computed.unwrap_or_else(|fault| {
            let fault = fault.shifted(pending.start);
            diagnostics.push(fault.into_diagnostic(&pending.text, pending.span));
            EntryValue::Broken
        });
        self.entries[index].value = computed;
    }

    fn computed(&self, index: usize, pending: &Pending) -> Result<EntryValue, Fault> {
        let formula = &pending.text[pending.start..];
        let scope = self.scope(index);
        let format = evaluate::format_of(formula, &pending.formula)?;
        let Some(value) = evaluate::value(self, scope, formula, &pending.formula)? else {
            return Ok(EntryValue::Broken);
        };
        let text = match format {
            Some((format, range)) => Some(format.print(&value, range)?),
            None => print::plain(&value, 0..0).ok(),
        };
        Ok(EntryValue::Value(Entered { text, value }))
    }

    fn circle(&self, index: usize, operand: &Expression) -> Option<Diagnostic> {
        let EntryValue::Pending(pending) = &self.entries[index].value else { return None };
        let range = operand.range.start + pending.start..operand.range.end + pending.start;
        let name = &pending.text[range.clone()];
        let message = format!("算“{}”要用“{name}”，算“{name}”又要用它", self.entries[index].path);
        let fault = Fault::new(CIRCLE, range, message).help("其中一个要直接写出数来");
        Some(fault.into_diagnostic(&pending.text, pending.span))
    }

    fn scope(&self, index: usize) -> Scope<'_> {
        let group = self.entries[index].key.rsplit_once('.').map_or("", |(group, _)| group);
        Scope { group, own: Some(index) }
    }

    /// The amounts in a group and the groups in it, without totals, by their indices.
    pub(super) fn counted(
        &self,
        group: usize,
        own: Option<usize>,
    ) -> impl Iterator<Item = usize> + '_ {
        let inside = format!("{}.", self.entries[group].key);
        // A group is followed by all that is in it.
        let following = self.entries.iter().enumerate().skip(group + 1);
        let members = following.take_while(move |(_, entry)| entry.key.starts_with(&inside));
        members.filter_map(move |(index, entry)| {
            let name = entry.key.rsplit('.').next().unwrap_or(&entry.key);
            let counts = !matches!(entry.value, EntryValue::Group | EntryValue::Text(_))
                && !TOTALS.contains(&name)
                && own != Some(index);
            counts.then_some(index)
        })
    }
}

/// Reads an amount, a date, or `=` and a formula.
fn read(text: &str, span: Span) -> Result<EntryValue, Fault> {
    let trimmed = text.trim_start();
    let Some(formula) = trimmed.strip_prefix(['=', '＝']) else {
        let value = Value::parse(text, true)?;
        let text = match &value {
            Value::Quantity(_) => text.trim().to_owned(),
            Value::Date(date) => date.in_chinese(),
        };
        return Ok(EntryValue::Value(Entered { text: Some(text), value }));
    };
    let start = text.len() - formula.len();
    let formula = parse(formula).map_err(|fault| fault.shifted(start))?;
    Ok(EntryValue::Pending(Pending { text: text.to_owned(), span, start, formula }))
}

/// What keeps a formula from mentioning `name`.
fn bad_name(name: &str) -> String {
    let head = name.split(['(', '（']).next().unwrap_or(name);
    if head.len() < name.len() && function::Function::named(head).is_some() {
        return format!("名称“{name}”在算式里会当成函数“{head}”");
    }
    match name.chars().find(|c| !lexer::is_name(&format!("甲{c}"))) {
        Some(' ' | '\u{3000}') => format!("名称“{name}”里有空格，算式无法引用"),
        Some(character) => format!("名称“{name}”里有“{character}”，算式无法引用"),
        None => format!("名称“{name}”不能用在算式里"),
    }
}

/// The form in which names are compared: brackets of either width are the same.
pub(super) fn key(name: &str) -> String {
    name.trim().replace('(', "（").replace(')', "）")
}
