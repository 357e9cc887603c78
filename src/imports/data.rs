//! 数据 with 来自: each row is a name and an amount. What an amount means is for `figures`.

use std::collections::BTreeMap;

use super::fault::{CELL, NAME, SAME_NAME};
use super::header::{Header, bare};
use super::opened::{MEND, Opened, visible};
use crate::diag::{Diagnostic, Diagnostics, Span};
use crate::figures::{Amount, is_datum, is_name};
use crate::model::{DataImport, Datum, DatumValue, Spanned};
use crate::spreadsheet::{Cell, Value};

/// The columns, where the author does not name them.
const NAME_COLUMN: &str = "名称";
const VALUE_COLUMN: &str = "数值";

/// Reads the rows. `None` where none can be read; a row at fault still counts, or every formula that names
/// it would be at fault too. All of that is reported.
pub(super) fn read(
    import: &DataImport,
    opened: &Opened,
    out: &mut Diagnostics,
) -> Option<Vec<Datum>> {
    let header = Header::of(&opened.grid, 1);
    let mut column = |asked: Option<&Spanned<String>>, usual: &str| {
        let (wanted, span) = asked.map_or((usual, opened.span), |a| (a.value.as_str(), a.span));
        header.find(wanted, span, opened).map_err(|fault| out.push(fault)).ok()
    };
    let name = column(import.name.as_ref(), NAME_COLUMN);
    let value = column(import.value.as_ref(), VALUE_COLUMN);
    let unit = import.unit_column.as_ref().map(|asked| column(Some(asked), &asked.value));
    let (name, value) = (name?, value?);
    let unit = match unit {
        Some(found) => Some(found?),
        None => None,
    };
    let mut reader = Reader { import, opened, out, first: BTreeMap::new() };
    let rows = opened.grid.rows.iter().enumerate().skip(1);
    let data = rows.filter_map(|(index, row)| {
        let unit = unit.and_then(|unit| opened.grid.whole(index, unit));
        reader.datum(row.get(name)?, row.get(value)?, unit)
    });
    Some(data.collect())
}

struct Reader<'a> {
    import: &'a DataImport,
    opened: &'a Opened,
    out: &'a mut Diagnostics,
    /// Where each name was met first.
    first: BTreeMap<String, String>,
}

impl Reader<'_> {
    /// `None` for a row that says nothing, and for one whose name is at fault.
    fn datum(&mut self, name: &Cell, value: &Cell, unit: Option<&Cell>) -> Option<Datum> {
        if name.text.trim().is_empty() && value.text.trim().is_empty() {
            return None;
        }
        let span = self.opened.span;
        let words = self.name(name)?;
        let own_unit = unit.map(|cell| bare(&cell.text));
        let unit = own_unit.or_else(|| self.import.unit.as_ref().map(|unit| unit.value.clone()));
        let unit = unit.unwrap_or_default();
        let given = amount_text(value, &unit).map_err(|why| {
            let message = format!("{} {why}", self.opened.cell_name(value));
            let is_error = value.value == Value::Error;
            let help = if is_error {
                MEND
            } else {
                "在表格里填上数；没有数的行整行删掉，或写明范围"
            };
            self.out.push(Diagnostic::error(CELL, span, message).help(help));
        });
        let given = given.ok().and_then(|text| self.judged(text, value, &unit));
        let value = given.map(|value| DatumValue::Given(Spanned { value, span: self.front() }));
        Some(Datum {
            name: Spanned { value: words, span },
            value: value.unwrap_or(DatumValue::Faulty),
            source: None,
            year: None,
        })
    }

    /// A place that no text is in step with, see [`Opened::inline`].
    fn front(&self) -> Span {
        Span::new(self.opened.span.file, self.opened.span.start, self.opened.span.start)
    }

    /// The name, if it is a good one and new.
    fn name(&mut self, cell: &Cell) -> Option<String> {
        let words = bare(&cell.text);
        let place = self.opened.cell_name(cell);
        let fault = if cell.value == Value::Error {
            let message = format!("{place} 是错误值 {words}");
            Diagnostic::error(CELL, self.opened.span, message).help(MEND)
        } else if words.is_empty() {
            let message = format!("{place} 是空的，这里要有名称");
            Diagnostic::error(NAME, self.opened.span, message).help("在表格里填上名称，或写明范围")
        } else if words.starts_with(char::is_numeric) || words.contains('.') || !is_name(&words) {
            let message = format!("{place} 的“{words}”不能作数据的名称");
            let help = "名称只用汉字、字母和数字，不以数字开头；表格里的名称不便改的，\
                另加一列写简短的名称，再写 名称: 那一列";
            Diagnostic::error(NAME, self.opened.span, message).help(help)
        } else if let Some(first) = self.first.get(&words) {
            let message = format!("{place} 的名称“{words}”在 {first} 已经有了");
            Diagnostic::error(SAME_NAME, self.opened.span, message).help("在表格里改掉其中一个")
        } else {
            self.first.insert(words.clone(), cell.place.to_string());
            return Some(words);
        };
        self.out.push(fault);
        None
    }

    /// The text, if `figures` can read it; else the unit is at fault.
    fn judged(&mut self, text: String, cell: &Cell, unit: &str) -> Option<String> {
        // A unit that begins with a digit would become part of the number.
        let is_unit = Amount::parse(&format!("1{unit}"))
            .is_ok_and(|one| one.number() == rust_decimal::Decimal::ONE);
        if is_unit && is_datum(&text) {
            return Some(text);
        }
        let span = self.import.unit.as_ref().map_or(self.opened.span, |unit| unit.span);
        let message = format!("{}：“{unit}”不能作单位", self.opened.cell_name(cell));
        self.out.push(Diagnostic::error(CELL, span, message).help("写成 万元、辆、% 这样的单位"));
        None
    }
}

/// The amount in a cell as an author would write it.
///
/// # Errors
/// What is wrong with the cell, to stand behind its name.
pub fn amount_text(cell: &Cell, unit: &str) -> Result<String, String> {
    let shown = visible(&cell.text);
    let shown = shown.trim();
    match &cell.value {
        Value::Number(Some(number)) => {
            let exact = number.normalize();
            // What the cell shows has a unit of its own, 81.25% or 398.20万元.
            match Amount::parse(shown).ok().filter(|shown| !shown.is_bare()) {
                Some(amount) if shown.ends_with('%') || differs(&amount, exact) => {
                    Ok(shown.to_owned())
                }
                Some(amount) if unit.is_empty() => Ok(format!("{exact}{}", amount.unit())),
                Some(amount) if amount.unit() != unit => {
                    Err(format!("显示的是“{shown}”，和单位“{unit}”不一致"))
                }
                _ => Ok(format!("{exact}{unit}")),
            }
        }
        Value::Text if !shown.is_empty() => match Amount::parse(shown) {
            Ok(amount) if amount.is_bare() => Ok(format!("{shown}{unit}")),
            Ok(_) => Ok(shown.to_owned()),
            Err(_) if is_datum(shown) => Ok(shown.to_owned()),
            Err(_) => Err(format!("写的是“{shown}”，这里要有数")),
        },
        Value::Date(day) => Ok(format!("{}年{}月{}日", day.year, day.month, day.day)),
        Value::Empty | Value::Covered | Value::Text => Err("是空的，这里要有数".to_owned()),
        Value::Error => Err(format!("是错误值 {shown}，这里要有数")),
        Value::Boolean(_) => Err(format!("是 {shown}，这里要有数")),
        Value::Time => Err(format!("是时间 {shown}，这里要有数")),
        Value::Number(None) => Err(format!("的数 {shown} 位数太多，无法精确计算")),
    }
}

/// Whether a cell shows another number than it holds: in thousands, in 万.
fn differs(shown: &Amount, exact: rust_decimal::Decimal) -> bool {
    let away = rust_decimal::RoundingStrategy::MidpointAwayFromZero;
    exact.round_dp_with_strategy(shown.number().scale(), away) != shown.number()
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::spreadsheet::Place;

    #[test]
    fn the_exact_number_is_taken_unless_the_cell_shows_another_one() {
        // What is shown, what is held, the unit asked for, what is taken.
        let cases = [
            ("412.36", "412.355", "万元", Ok("412.355万元")),
            ("1,200.00", "1200", "", Ok("1200")),
            ("0.30", "0.300", "万元", Ok("0.3万元")),
            ("81.25%", "0.8125", "", Ok("81.25%")),
            ("81%", "0.8125", "万元", Ok("81%")),
            ("398.20万元", "398.195", "", Ok("398.195万元")),
            ("398.20万元", "398.2", "万元", Ok("398.2万元")),
            ("2388.71万元", "23887100", "", Ok("2388.71万元")),
            ("398.20万元", "398.2", "元", Err("显示的是“398.20万元”，和单位“元”不一致")),
            ("¥1,200.00", "1200", "元", Ok("1200元")),
            ("(2,388.7)", "-2388.71", "元", Ok("-2388.71元")),
        ];
        for (shown, held, unit, expected) in cases {
            let value = Value::Number(Some(Decimal::from_str_exact(held).unwrap()));
            let cell = Cell { place: Place::new(1, 1), text: shown.to_owned(), value };
            let found = amount_text(&cell, unit);
            assert_eq!(found.as_deref().map_err(String::as_str), expected, "{shown} {unit}");
        }
    }
}
