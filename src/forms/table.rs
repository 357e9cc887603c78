//! The rows of a form: template cells filled with words, values, indicators and what is computed.

use rust_decimal::Decimal;

use super::indicators::{IndicatorRow, Indicators};
use super::template::{Computed, Content, FormCell, FormRow, FormTemplate, Item, RowKind, Rows};
use super::values::Values;
use super::words::{evaluated, plain};
use super::{Unfilled, due};
use crate::diag::{Diagnostics, Span};
use crate::figures::Ledger;
use crate::model::{
    Align, Cell, Column, Form, FormTitle, Inline, MergeEqual, Numbered, Row, Table,
};
use crate::scoring::{Scored, Target};

/// What the cells of a form are filled with.
pub(super) struct Filling<'a> {
    pub(super) form: &'a Form,
    pub(super) template: &'a FormTemplate,
    pub(super) values: &'a Values,
    pub(super) indicators: &'a Indicators,
    /// `None` for a form without scores.
    pub(super) scored: Option<&'a Scored>,
    /// Of 预算执行率: rate, weight, score, as printed.
    pub(super) execution: [String; 3],
    pub(super) unfilled: Unfilled,
    pub(super) ledger: &'a Ledger,
}

/// The form as a table.
pub(super) fn table(filling: &Filling<'_>, out: &mut Diagnostics) -> Table {
    let Filling { form, template, ledger, .. } = filling;
    let mut line = |line: &Option<Inline>| line.as_ref().map(|line| evaluated(line, ledger, out));
    let title = match &form.title {
        FormTitle::Own => line(&template.title),
        FormTitle::No => None,
        FormTitle::Given(given) => Some(evaluated(given, ledger, out)),
    };
    let mut line = |line: &Option<Inline>| line.as_ref().map(|line| evaluated(line, ledger, out));
    let (subtitle, unit) = (line(&template.subtitle), line(&template.unit));
    let subtitle = subtitle.filter(|_| form.title != FormTitle::No);
    let nameless = || Inline::literal("", form.span);
    let columns = template.widths.iter().map(|width| Column {
        name: nameless(),
        width: *width,
        align: Some(Align::Center),
    });
    let mut rows = Vec::new();
    let mut head: Option<std::ops::Range<usize>> = None;
    for (index, row) in template.rows.iter().enumerate() {
        match row.kind {
            RowKind::Head => {
                let start = head.as_ref().map_or(rows.len(), |head| head.start);
                head = Some(start..rows.len() + 1);
                rows.push(filling.row(row, index, None, out));
            }
            RowKind::Fixed => rows.push(filling.row(row, index, None, out)),
            RowKind::Indicator => {
                let each = 0..filling.indicators.rows.len();
                rows.extend(each.map(|number| filling.row(row, index, Some(number), out)));
            }
        }
    }
    Table {
        span: form.span,
        title,
        subtitle,
        number: Numbered::default(),
        continued: template.continued,
        unit,
        columns: columns.collect(),
        head: Vec::new(),
        rows,
        head_at: head,
        merge_equal: MergeEqual::No,
        is_form: true,
        import: None,
        notes: form.notes.iter().map(|note| evaluated(note, ledger, out)).collect(),
    }
}

impl Filling<'_> {
    fn row(
        &self,
        row: &FormRow,
        index: usize,
        number: Option<usize>,
        out: &mut Diagnostics,
    ) -> Row {
        let cells = row.cells.iter().filter_map(|cell| self.cell(cell, index, number, out));
        Row { span: row.span, cells: cells.collect(), keeps: row.keeps }
    }

    /// A cell; `None` where a level's name stands in a row above.
    fn cell(
        &self,
        cell: &FormCell,
        index: usize,
        number: Option<usize>,
        out: &mut Diagnostics,
    ) -> Option<Cell> {
        let (text, rows) = match (&cell.content, number) {
            (Content::Printed(words), _) => (evaluated(words, self.ledger, out), None),
            (Content::Field { path, unit, .. }, _) => (self.field(path, unit.as_deref()), None),
            (Content::Computed(computed), _) => {
                (Inline::literal(self.computed(*computed), self.form.span), None)
            }
            (Content::Item { item, with_weight }, Some(number)) => {
                self.item(*item, *with_weight, number)?
            }
            (Content::Item { .. }, None) => (Inline::literal("", self.form.span), None),
        };
        Some(Cell {
            text,
            columns: cell.columns,
            rows: rows.unwrap_or_else(|| self.rows(cell.rows, index)),
            align: Some(cell.align.unwrap_or(Align::Center)),
            head: matches!(cell.content, Content::Printed(_)),
        })
    }

    fn rows(&self, rows: Rows, index: usize) -> u16 {
        match rows {
            Rows::Count(count) => count,
            Rows::All => {
                let to_indicator = self.template.rows[index..]
                    .iter()
                    .take_while(|row| row.kind == RowKind::Head)
                    .count();
                u16::try_from(to_indicator + self.indicators.rows.len()).unwrap_or(u16::MAX)
            }
        }
    }

    /// The author's value; an amount without the unit that the form prints elsewhere.
    fn field(&self, path: &str, unit: Option<&str>) -> Inline {
        let Some(text) = self.values.get(path) else {
            return Inline::literal("", self.form.span);
        };
        match unit {
            None => text.clone(),
            Some(unit) => {
                let words = self.values.text(path);
                match number_in(&words, unit, self.ledger, text.span) {
                    Some(number) if number != words => Inline::literal(number, text.span),
                    _ => text.clone(),
                }
            }
        }
    }

    fn computed(&self, computed: Computed) -> String {
        let [rate, weight, score] = &self.execution;
        let unsaid = || due(self.unfilled.total);
        let total = self.scored.map(|scored| &scored.total);
        let number = |number: Option<Decimal>| number.map_or_else(unsaid, shown);
        match computed {
            Computed::ExecutionRate => rate.clone(),
            Computed::ExecutionWeight => weight.clone(),
            Computed::ExecutionScore => score.clone(),
            Computed::TotalWeight => number(total.map(|total| total.weight)),
            Computed::TotalScore => number(total.and_then(|total| total.total)),
            Computed::Grade => total.and_then(|total| total.grade.clone()).unwrap_or_else(unsaid),
        }
    }

    /// A text of an indicator, and how many rows it covers where that is not the template's. `None` where a
    /// level's name stands in a row above.
    fn item(&self, item: Item, with_weight: bool, number: usize) -> Option<(Inline, Option<u16>)> {
        let row = &self.indicators.rows[number];
        let texts = &row.texts;
        let text = match item {
            Item::Level(depth) => return self.level(row, depth, with_weight, number),
            Item::Ordinal => Inline::literal((number + 1).to_string(), row.span),
            Item::Name => texts.name.clone(),
            Item::Target => target(row),
            Item::Value | Item::Nature | Item::Unit => part(row, item),
            Item::Actual => texts.actual.clone(),
            Item::Weight => texts.weight.clone(),
            Item::Score if plain(&texts.score).is_empty() => {
                let id = u32::try_from(number).ok()?;
                let lines = self.scored.map(|scored| scored.lines.as_slice()).unwrap_or_default();
                let score = lines.iter().find(|line| line.id.0 == id).and_then(|line| line.score);
                let unfilled = || due(row.unfilled);
                Inline::literal(score.map_or_else(unfilled, shown), row.span)
            }
            Item::Score => texts.score.clone(),
            Item::Reason => texts.reason.clone(),
            Item::Remark => texts.remark.clone(),
        };
        Some((text, None))
    }

    fn level(
        &self,
        row: &IndicatorRow,
        depth: usize,
        with_weight: bool,
        number: usize,
    ) -> Option<(Inline, Option<u16>)> {
        let Some(level) = row.levels.get(depth).map(|level| &self.indicators.levels[*level]) else {
            return Some((Inline::literal("", row.span), Some(1)));
        };
        if level.rows.start != number {
            return None;
        }
        let mut name = level.name.clone();
        if with_weight && self.scored.is_some() {
            // On a line of its own: 产出指标 over （50分）.
            let weight = format!("\n（{}分）", shown(level.weight));
            name.pieces.extend(Inline::literal(weight, name.span).pieces);
        }
        Some((name, Some(u16::try_from(level.rows.len()).unwrap_or(u16::MAX))))
    }
}

/// 指标值 in one text, with sign and unit.
fn target(row: &IndicatorRow) -> Inline {
    let apart = !plain(&row.texts.nature).is_empty() || !plain(&row.texts.unit).is_empty();
    match &row.target {
        Some(target) if apart => Inline::literal(target.to_string(), row.texts.target.span),
        _ => row.texts.target.clone(),
    }
}

/// 指标性质, 指标值 or 度量单位 by itself.
fn part(row: &IndicatorRow, item: Item) -> Inline {
    let texts = &row.texts;
    let written = match item {
        Item::Nature => &texts.nature,
        Item::Unit => &texts.unit,
        _ => &texts.target,
    };
    let apart = !plain(&texts.nature).is_empty() || !plain(&texts.unit).is_empty();
    let parts = match &row.target {
        Some(target) if !apart => parts(target),
        _ => return written.clone(),
    };
    let [nature, value, unit] = parts;
    let part = match item {
        Item::Nature => nature,
        Item::Unit => unit,
        _ => value,
    };
    Inline::literal(part, texts.target.span)
}

/// 指标性质, 指标值, 度量单位 of a target.
fn parts(target: &Target) -> [String; 3] {
    match target {
        Target::Limit(relation, amount) => {
            let sign = match relation.to_string() {
                sign if sign.is_empty() => "＝".to_owned(),
                sign => sign,
            };
            [sign, amount.number().to_string(), amount.unit().to_owned()]
        }
        other => ["定性".to_owned(), other.to_string(), String::new()],
    }
}

/// The number of an amount in `unit`; `None` for what is no amount of that kind. A bare number is taken to be
/// in it.
pub(super) fn number_in(words: &str, unit: &str, ledger: &Ledger, span: Span) -> Option<String> {
    if let Some(number) = words.strip_suffix(unit) {
        return Some(number.trim().to_owned());
    }
    let converted = ledger.evaluate(&format!("{words} | {unit}"), span).ok();
    converted.and_then(|text| text.strip_suffix(unit).map(str::to_owned))
}

/// A score or a weight as it is printed.
pub(super) fn shown(number: Decimal) -> String {
    number.normalize().to_string()
}
