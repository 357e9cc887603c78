//! Units: data/units.yaml as typed data, and the unit a text names. No arithmetic.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rust_decimal::Decimal;
use serde::Deserialize;

const TEXT: &str = include_str!("../../data/units.yaml");

/// Name of [`Dimension::Number`] in the table.
const NUMBER: &str = "数";

/// Name of the dimension of money in the table.
const MONEY: &str = "金额";

/// No unit of the table has more characters, 万 in front included; a test holds that.
const LONGEST_UNIT: usize = 6;

/// Read when the first amount is; a test holds that it reads.
static TABLE: LazyLock<Table> = LazyLock::new(|| read().unwrap_or_default());

#[derive(Debug, Default)]
struct Table {
    units: BTreeMap<String, Unit>,
    /// 万 and 亿 with their factors.
    prefixes: Vec<(String, Decimal)>,
}

/// A unit of measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    /// As written behind the number; empty for a bare number.
    pub(crate) name: String,
    /// What it measures. Only quantities of one dimension can be added.
    pub(crate) dimension: Dimension,
    /// How many of the dimension's base unit it is.
    pub(crate) factor: Decimal,
}

/// What a unit measures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Dimension {
    /// Bare numbers, percentages among them.
    Number,
    /// One that several units measure, by its name in the table.
    Listed(String),
    /// One that this unit alone measures, by the unit's name.
    Own(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTable {
    dimensions: BTreeMap<String, BTreeMap<String, String>>,
    single: Vec<String>,
    prefixes: BTreeMap<String, String>,
}

impl Unit {
    /// The unit of a number that has none.
    pub(crate) fn bare() -> Self {
        Self { name: String::new(), dimension: Dimension::Number, factor: Decimal::ONE }
    }

    /// The unit of that name. An unknown name is a unit that measures only itself.
    pub(crate) fn named(name: &str) -> Self {
        Self::known(name).unwrap_or_else(|| Self::alone(name))
    }

    fn alone(name: &str) -> Self {
        let dimension = Dimension::Own(name.to_owned());
        Self { name: name.to_owned(), dimension, factor: Decimal::ONE }
    }

    /// The unit of that name if the table has it, alone or behind 万 or 亿.
    pub(crate) fn known(name: &str) -> Option<Self> {
        let name = if name == "％" { "%" } else { name };
        if let Some(unit) = TABLE.units.get(name) {
            return Some(unit.clone());
        }
        TABLE.prefixes.iter().find_map(|(prefix, times)| {
            let unit = TABLE.units.get(name.strip_prefix(prefix.as_str())?)?;
            // 万% or 亿万 are no units.
            if unit.is_number() {
                return None;
            }
            let factor = unit.factor.checked_mul(*times)?;
            Some(Self { name: name.to_owned(), dimension: unit.dimension.clone(), factor })
        })
    }

    /// The longest known unit that a text begins with, and its length in bytes; none where a text begins with no
    /// unit of the table.
    pub(crate) fn leading(text: &str) -> Option<(Self, usize)> {
        let ends = text.char_indices().map(|(at, character)| at + character.len_utf8());
        let ends: Vec<usize> = ends.take(LONGEST_UNIT).collect();
        let known = |end: &usize| text.get(..*end).and_then(Self::known).map(|unit| (unit, *end));
        ends.iter().rev().find_map(known)
    }

    /// Whether it is one of money.
    pub(crate) fn is_money(&self) -> bool {
        self.dimension == Dimension::Listed(MONEY.to_owned())
    }

    /// Whether it is a way of writing a bare number: none, %, ‰, 万, 亿.
    pub(super) fn is_number(&self) -> bool {
        self.dimension == Dimension::Number
    }

    /// Its name in messages.
    pub(crate) fn shown(&self) -> String {
        if self.name.is_empty() {
            "没有单位".to_owned()
        } else {
            format!("“{}”", self.name)
        }
    }
}

fn read() -> Result<Table, String> {
    let raw: RawTable = serde_yaml::from_str(TEXT).map_err(|error| error.to_string())?;
    let decimal = |text: &str| Decimal::from_str_exact(text).map_err(|error| error.to_string());
    let mut table = Table::default();
    for (dimension, units) in raw.dimensions {
        let dimension =
            if dimension == NUMBER { Dimension::Number } else { Dimension::Listed(dimension) };
        for (name, factor) in units {
            let factor = decimal(&factor)?;
            let unit = Unit { name: name.clone(), dimension: dimension.clone(), factor };
            table.units.insert(name, unit);
        }
    }
    for name in raw.single {
        let unit = Unit::alone(&name);
        table.units.insert(name, unit);
    }
    for (name, factor) in raw.prefixes {
        table.prefixes.push((name, decimal(&factor)?));
    }
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_reads_and_names_no_unit_twice() {
        let raw: RawTable = serde_yaml::from_str(TEXT).unwrap();
        let listed = raw.dimensions.values().map(BTreeMap::len).sum::<usize>() + raw.single.len();
        let table = read().unwrap();
        assert_eq!(table.units.len(), listed);
        assert!(table.units.values().all(|unit| unit.factor > Decimal::ZERO));
        assert_eq!(table.prefixes.len(), raw.prefixes.len());
        assert!(table.units.keys().all(|name| name.chars().count() < LONGEST_UNIT));
    }

    #[test]
    fn units_of_one_dimension_differ_by_an_exact_factor() {
        let listed = |name: &str| Dimension::Listed(name.to_owned());
        let cases = [
            ("万元", listed("金额"), "10000"),
            ("亿元", listed("金额"), "100000000"),
            ("万公里", listed("长度"), "10000000"),
            ("亿人次", Dimension::Own("人次".to_owned()), "100000000"),
            ("%", Dimension::Number, "0.01"),
            ("％", Dimension::Number, "0.01"),
            ("万", Dimension::Number, "10000"),
            ("名", listed("人数"), "1"),
            ("", Dimension::Number, "1"),
        ];
        for (name, dimension, factor) in cases {
            let unit = Unit::named(name);
            assert_eq!(unit.dimension, dimension, "{name}");
            assert_eq!(unit.factor, Decimal::from_str_exact(factor).unwrap(), "{name}");
        }
    }

    #[test]
    fn an_unknown_unit_measures_only_itself() {
        assert_eq!(Unit::known("头牛"), None);
        assert_eq!(Unit::named("头牛").dimension, Dimension::Own("头牛".to_owned()));
        assert!(!Unit::named("数").is_number());
        assert_ne!(Unit::named("金额").dimension, Unit::named("元").dimension);
        assert_eq!(Unit::known("万%"), None);
    }
}
