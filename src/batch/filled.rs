//! A unit's row in the document's tree, as if it had been typed there. What no cell says is left to be filled in, with
//! the cell as the reason, so that it is reported where everything of that kind is.

use super::columns::{Columns, Target, Use};
use super::roster::{Found, Roster, Unit};
use super::words::{DATA, is};
use crate::diag::Span;
use crate::figures::is_datum;
use crate::imports::{amount_text, visible};
use crate::schema::DatumKind;
use crate::source::{Entry, Node, NodeKind, Scalar, ScalarStyle};
use crate::spreadsheet::{Cell, Value};

/// What a cell gives.
pub(super) enum Given {
    /// An amount or a day; of a key, what its reader reads.
    Plain(String),
    /// Words that are printed.
    Text(String),
    /// Nothing; why.
    Missing(String),
}

impl Columns {
    /// The document with what the table says of a unit.
    #[must_use]
    pub fn filled(&self, tree: &Node, roster: &Roster, unit: &Unit) -> Node {
        self.filled_with(tree, &mut |each| given(roster, unit, each))
    }

    pub(super) fn filled_with(&self, tree: &Node, give: &mut dyn FnMut(&Use) -> Given) -> Node {
        let mut tree = tree.clone();
        let front = Span::new(tree.span.file, tree.span.start, tree.span.start);
        for each in &self.uses {
            let given = give(each);
            match &each.target {
                Target::Key(key) => {
                    let plain = matches!(*key, "年度" | "日期");
                    change(&mut tree, &[key], true, front, &|node| {
                        *node = scalar_of(&given, node.span, plain);
                    });
                }
                Target::Datum { path, declared, .. } => {
                    let path: Vec<&str> =
                        [DATA].into_iter().chain(path.iter().map(String::as_str)).collect();
                    change(&mut tree, &path, true, front, &|node| put(node, &given, *declared));
                }
            }
        }
        tree
    }
}

/// Changes the value behind these keys; where there is none it is added.
fn change(
    node: &mut Node,
    path: &[&str],
    outermost: bool,
    front: Span,
    changed: &dyn Fn(&mut Node),
) {
    let Some((name, below)) = path.split_first() else { return changed(node) };
    let kind = std::mem::replace(&mut node.kind, NodeKind::Mapping(Vec::new()));
    let mut entries = if let NodeKind::Mapping(entries) = kind { entries } else { Vec::new() };
    let is = |entry: &Entry| if outermost { is(entry, name) } else { entry.key.text == *name };
    let at = entries.iter().position(is).unwrap_or_else(|| {
        let key = scalar(name, front, ScalarStyle::Plain);
        let value = Node { kind: NodeKind::Mapping(Vec::new()), span: front };
        entries.push(Entry { key, key_span: front, value });
        entries.len() - 1
    });
    if let Some(entry) = entries.get_mut(at) {
        change(&mut entry.value, below, false, front, changed);
    }
    node.kind = NodeKind::Mapping(entries);
}

/// Puts what a cell gives in the place of a datum.
fn put(node: &mut Node, given: &Given, declared: Option<DatumKind>) {
    let wanted = declared.filter(|kind| matches!(kind, DatumKind::Amount | DatumKind::Text));
    if let (Some(wanted), NodeKind::Mapping(entries)) = (wanted, &mut node.kind) {
        let value = entries.iter_mut().find(|entry| wanted.has_value_behind(&entry.key.text));
        if let Some(entry) = value {
            entry.value = scalar_of(given, entry.value.span, true);
        }
        return;
    }
    let value = scalar_of(given, node.span, true);
    *node = if let Given::Text(_) = given {
        let front = value.span;
        let key = scalar(DatumKind::TEXT_KEY, front, ScalarStyle::Plain);
        let entries = vec![Entry { key, key_span: front, value }];
        Node { kind: NodeKind::Mapping(entries), span: front }
    } else {
        value
    };
}

fn scalar_of(given: &Given, place: Span, plain: bool) -> Node {
    let style = if plain { ScalarStyle::Plain } else { ScalarStyle::Quoted };
    let text = match given {
        Given::Plain(text) | Given::Text(text) => text.clone(),
        Given::Missing(why) => format!("待填：{why}"),
    };
    // A place of no length: no text of another file runs in step with it.
    let front = Span::new(place.file, place.start, place.start);
    let span = if matches!(given, Given::Missing(_)) { place } else { front };
    Node { kind: NodeKind::Scalar(scalar(&text, front, style)), span }
}

fn scalar(text: &str, place: Span, style: ScalarStyle) -> Scalar {
    Scalar { text: text.to_owned(), style, places: vec![(0..text.len(), place)] }
}

/// What the table says of a unit in one column.
fn given(roster: &Roster, unit: &Unit, each: &Use) -> Given {
    let cell = match roster.cell(unit, each.column) {
        Found::Same(cell) => cell,
        Found::Empty => {
            let row = unit.rows.first().map_or(0, |row| roster.row_name(*row));
            let column = roster.column_name(each.column);
            return Given::Missing(format!("{}第 {row} 行的“{column}”是空的", roster.table));
        }
        Found::Differs => {
            let rows: Vec<String> =
                unit.rows.iter().take(6).map(|row| roster.row_name(*row).to_string()).collect();
            let column = roster.column_name(each.column);
            let rows = rows.join("、");
            return Given::Missing(format!("{}第 {rows} 行的“{column}”不一样", roster.table));
        }
    };
    let missing = |why: String| Given::Missing(format!("{}里 {} {why}", roster.table, cell.place));
    if cell.value == Value::Error {
        return missing(format!("是错误值 {}", cell.text));
    }
    match &each.target {
        Target::Key(key) => match of_key(key, cell) {
            Ok(text) => Given::Plain(text),
            Err(why) => missing(why),
        },
        Target::Datum { declared: Some(DatumKind::Text), .. } => Given::Text(words(cell)),
        Target::Datum { unit, declared, .. } => match amount_text(cell, unit) {
            Ok(text) if is_datum(&text) => Given::Plain(text),
            Ok(text) => missing(format!("写的是“{text}”，这里要有数")),
            Err(why) if declared.is_some() || !unit.is_empty() => {
                missing(format!("{why}；是文字的，在文稿里写成 {{文字: 待填}}"))
            }
            Err(_) => Given::Text(words(cell)),
        },
    }
}

/// The words of a cell in one line.
pub(super) fn words(cell: &Cell) -> String {
    visible(&cell.text).lines().map(str::trim).collect::<Vec<_>>().concat()
}

fn of_key(key: &str, cell: &Cell) -> Result<String, String> {
    let words = words(cell);
    if words.contains("{{") {
        return Err("里面有 {{，在文稿里会当成算式".to_owned());
    }
    Ok(match (key, &cell.value) {
        ("日期", Value::Date(day)) => format!("{}-{:02}-{:02}", day.year, day.month, day.day),
        ("年度" | "附件", Value::Number(Some(number))) => number.normalize().to_string(),
        ("年度", _) => words.trim_end_matches('度').trim_end_matches('年').to_owned(),
        ("附件", _) => words.trim_start_matches("附件").to_owned(),
        _ => words,
    })
}
