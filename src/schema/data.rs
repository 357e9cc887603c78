//! 数据: names and what they stand for. Amounts stay text; `figures` reads them.

use super::fields::Fields;
use super::import;
use super::keys;
use super::scalar::{fault, word, year};
use crate::diag::{Diagnostics, Span};
use crate::model::{Datum, DatumValue, Spanned};
use crate::source::{Entry, Node, NodeKind, codes};

/// Reads the map of 数据 or of a group in it; `None` where it is no map.
pub(super) fn read(node: &Node, out: &mut Diagnostics) -> Option<Vec<Datum>> {
    let NodeKind::Mapping(entries) = &node.kind else {
        let message = "数据要写成“名称: 数值”".to_owned();
        let help = "每个数一行，例如“预算批复: 2946.45万元”；几个数放在一个名称下面的，缩进两格";
        out.push(fault(codes::WRONG_SHAPE, node.span, message, help));
        return None;
    };
    Some(entries.iter().map(|entry| datum(entry, out)).collect())
}

/// A datum at fault still counts, or every formula that names it would be at fault too.
fn datum(entry: &Entry, out: &mut Diagnostics) -> Datum {
    let sound = sound_name("数据的名称", &entry.key.text, entry.key_span, out);
    let what = format!("数据“{}”", entry.key.text);
    let name = Spanned { value: entry.key.text.clone(), span: entry.key_span };
    let value = match DatumKind::of(&entry.value) {
        kind @ (DatumKind::Amount | DatumKind::Text) => {
            let is_text = kind == DatumKind::Text;
            return described(is_text, name, &entry.value, (&what, sound), out);
        }
        DatumKind::Imported => import::data(&entry.value, out).map(DatumValue::Imported),
        DatumKind::Plain | DatumKind::Formula => {
            word(&entry.value, &what, out).map(DatumValue::Given)
        }
        DatumKind::Group => read(&entry.value, out).map(DatumValue::Group),
        DatumKind::Faulty => {
            let message = format!("{what}不能是列表");
            let help = "给每个数一个名称，写成“名称: 数值”";
            out.push(fault(codes::WRONG_SHAPE, entry.value.span, message, help));
            None
        }
    };
    let value = value.filter(|_| sound).unwrap_or(DatumValue::Faulty);
    Datum { name, value, source: None, year: None }
}

/// How an entry of 数据 is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatumKind {
    /// An amount or a day.
    Plain,
    /// `=` and a formula.
    Formula,
    /// `{值: 2946.45万元, 来源: …, 年度: 2021}`.
    Amount,
    /// `{文字: 王某, 来源: …}`.
    Text,
    /// Names below this name.
    Group,
    /// Names below this name that stand in a file.
    Imported,
    /// A list, which no datum can be.
    Faulty,
}

impl DatumKind {
    /// The key of words.
    pub const TEXT_KEY: &'static str = keys::DATUM_TEXT.name;

    /// How this entry is written, by its value.
    #[must_use]
    pub fn of(node: &Node) -> Self {
        let NodeKind::Mapping(entries) = &node.kind else {
            let NodeKind::Scalar(scalar) = &node.kind else { return Self::Faulty };
            let is_formula = scalar.text.trim_start().starts_with(['=', '＝']);
            return if is_formula { Self::Formula } else { Self::Plain };
        };
        // A group has no member of the name 值 or 文字.
        let has = |kind: Self| entries.iter().any(|entry| kind.has_value_behind(&entry.key.text));
        if import::is_import(node) {
            Self::Imported
        } else if has(Self::Amount) {
            Self::Amount
        } else if has(Self::Text) {
            Self::Text
        } else {
            Self::Group
        }
    }

    /// Whether what the datum stands for is behind this key of its map.
    #[must_use]
    pub fn has_value_behind(self, key: &str) -> bool {
        match self {
            Self::Amount => keys::AMOUNT.is(key),
            Self::Text => keys::DATUM_TEXT.is(key),
            _ => false,
        }
    }
}

/// What stands beside where it comes from.
fn described(
    text: bool,
    name: Spanned<String>,
    node: &Node,
    (what, sound): (&str, bool),
    out: &mut Diagnostics,
) -> Datum {
    let (record, key) =
        if text { (&keys::TEXTS, &keys::DATUM_TEXT) } else { (&keys::AMOUNTS, &keys::AMOUNT) };
    let made = if text { DatumValue::Text } else { DatumValue::Given };
    let fields = Fields::read(node, record, out);
    let field = |key| fields.as_ref().and_then(|fields| fields.value(key));
    let value = field(key).and_then(|node| word(node, what, out));
    let source = field(&keys::AMOUNT_SOURCE).and_then(|node| word(node, "来源", out));
    let year = field(&keys::AMOUNT_YEAR).and_then(|node| year(node, out));
    let value = value.filter(|_| sound).map_or(DatumValue::Faulty, made);
    Datum { name, value, source, year }
}

/// Names stand in formulas, so they must not look like parts of one. Full-width brackets may stand in
/// a name: 因公出国（境）费.
pub(super) fn sound_name(what: &str, text: &str, span: Span, out: &mut Diagnostics) -> bool {
    let operator = |c: char| "+-*/×÷−|(){}[]<>=.,，\"'“”:：;；".contains(c);
    let wrong = text.chars().find(|c| c.is_whitespace() || operator(*c));
    let digit = text.starts_with(|c: char| c.is_numeric());
    let message = match wrong {
        Some(c) if c.is_whitespace() => format!("{what}“{text}”里有空格"),
        Some(c) => format!("{what}“{text}”里有“{c}”，它在 {{{{…}}}} 里另有用处"),
        None if digit => format!("{what}“{text}”以数字开头"),
        None => return true,
    };
    out.push(fault(
        codes::DATA_NAME,
        span,
        message,
        "换一个只用汉字、字母和数字、不以数字开头的名称",
    ));
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{SourceMap, parse};

    fn entries(yaml: &str) -> (Vec<Datum>, Vec<&'static str>) {
        let mut sources = SourceMap::default();
        let id = sources.add("稿.yaml", yaml.as_bytes().to_vec()).unwrap();
        let tree = parse(id, sources.file(id)).unwrap();
        let mut out = Diagnostics::new();
        let data = read(&tree, &mut out).unwrap();
        (data, out.into_sorted().iter().map(|fault| fault.code.0).collect())
    }

    #[test]
    fn an_amount_may_say_where_it_comes_from_and_of_which_year() {
        let (data, faults) =
            entries("预算: {值: 1万元, 来源: 批复表, 年度: 2021}\n组:\n  年度: 5\n  来源: 3元\n");
        assert_eq!(faults, Vec::<&str>::new());
        assert!(matches!(&data[0].value, DatumValue::Given(text) if text.value == "1万元"));
        assert_eq!(data[0].source.as_ref().map(|source| source.value.as_str()), Some("批复表"));
        assert_eq!(data[0].year.as_ref().map(|year| year.value), Some(2021));
        // Without 值 it is a group like any other.
        assert!(matches!(&data[1].value, DatumValue::Group(members) if members.len() == 2));
    }

    #[test]
    fn words_stand_behind_a_key_of_their_own() {
        let (data, faults) = entries(
            "负责人: {文字: 王某, 来源: 名册}\n电话: {text: \"0357-3600001\"}\n科: {文字: ''}\n",
        );
        assert!(matches!(&data[0].value, DatumValue::Text(text) if text.value == "王某"));
        assert!(matches!(&data[1].value, DatumValue::Text(text) if text.value == "0357-3600001"));
        assert_eq!((faults.as_slice(), &data[2].value), (&["Y104"][..], &DatumValue::Faulty));
    }

    #[test]
    fn what_is_wrong_with_a_described_amount_is_told_and_its_name_stays_known() {
        let (data, faults) =
            entries("甲: {值: 1元, 出处: 表}\n乙: {值: [1]}\n丙: {值: 1, 年度: 二一}\n");
        assert_eq!(faults, ["Y101", "Y103", "Y105"]);
        assert_eq!(data[1].value, DatumValue::Faulty);
    }
}
