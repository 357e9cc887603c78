//! Reading a template's tree: fields by key, values by type and range, every fault with its place.

use crate::diag::{Code, Diagnostic, Diagnostics, Span, likeness};
use crate::source::{Entry, Node, NodeKind};
use crate::unit::{Em, Length, LengthError};

/// A key that no template has.
pub(crate) const UNKNOWN_KEY: Code = Code("T001");
/// A key that has to be there is not, or a list is too short.
pub(crate) const MISSING_KEY: Code = Code("T002");
/// A list or a map where a value is due, or the other way round.
pub(crate) const WRONG_TYPE: Code = Code("T003");
/// A value that cannot be read.
pub(crate) const WRONG_VALUE: Code = Code("T004");
/// A value outside its range, or values that do not go together.
pub(crate) const OUT_OF_RANGE: Code = Code("T005");
/// No template of that name, or templates based on each other in a circle.
pub(crate) const UNKNOWN_BASE: Code = Code("T006");

/// The fields of one mapping of a template.
pub(crate) struct Fields<'a> {
    path: String,
    span: Span,
    /// `None` where no mapping stands; that is reported, and nothing is missed in it.
    entries: Option<&'a [Entry]>,
    known: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    /// The fields of `node`, which messages call `path`; a node of another kind is a fault.
    pub(crate) fn of(node: &'a Node, path: &str, diagnostics: &mut Diagnostics) -> Self {
        let entries = if let NodeKind::Mapping(entries) = &node.kind {
            Some(entries.as_slice())
        } else {
            let message = format!("模板里“{path}”下面要分项写“名: 值”");
            diagnostics.push(Diagnostic::error(WRONG_TYPE, node.span, message));
            None
        };
        Self { path: path.to_owned(), span: node.span, entries, known: Vec::new() }
    }

    /// The field `key`, if it is there.
    pub(crate) fn get(&mut self, key: &'static str) -> Option<&'a Node> {
        self.known.push(key);
        let mut entries = self.entries.into_iter().flatten();
        entries.find(|entry| entry.key.text == key).map(|entry| &entry.value)
    }

    /// The field `key`, which has to be there.
    pub(crate) fn need(
        &mut self,
        key: &'static str,
        diagnostics: &mut Diagnostics,
    ) -> Option<&'a Node> {
        let found = self.get(key);
        if found.is_none() && self.entries.is_some() {
            let message = format!("模板里“{}”下面缺“{key}”", self.path);
            diagnostics.push(
                Diagnostic::error(MISSING_KEY, self.span, message)
                    .help("写上“基于: gbt9704”，没有写的项就取国标的值"),
            );
        }
        found
    }

    /// Reports every key that nothing asked for.
    pub(crate) fn finish(self, diagnostics: &mut Diagnostics) {
        for entry in self.entries.into_iter().flatten() {
            let key = entry.key.text.as_str();
            if self.known.contains(&key) {
                continue;
            }
            let message = format!("模板里“{}”下面没有“{key}”这一项", self.path);
            let nearest = nearest(key, &self.known);
            let help = nearest.map_or_else(
                || format!("这里可以写：{}", self.known.join("、")),
                |name| format!("是不是想写“{name}”？"),
            );
            diagnostics.push(Diagnostic::error(UNKNOWN_KEY, entry.key_span, message).help(help));
        }
    }
}

/// The name most like `word`.
pub(crate) fn nearest<'a>(word: &str, names: &[&'a str]) -> Option<&'a str> {
    let likenesses = names.iter().filter_map(|name| Some((likeness(word, name)?, *name)));
    likenesses.min_by_key(|(slips, _)| *slips).map(|(_, name)| name)
}

/// The text of a scalar; a fault otherwise.
pub(crate) fn text<'a>(node: &'a Node, diagnostics: &mut Diagnostics) -> Option<&'a str> {
    if let NodeKind::Scalar(scalar) = &node.kind {
        Some(scalar.text.trim())
    } else {
        diagnostics.push(Diagnostic::error(
            WRONG_TYPE,
            node.span,
            "这里要写一个值，不是一列或一组",
        ));
        None
    }
}

/// A length between `low` and `high`.
pub(crate) fn length(
    node: &Node,
    low: Length,
    high: Length,
    diagnostics: &mut Diagnostics,
) -> Option<Length> {
    let text = text(node, diagnostics)?;
    let help = "写成“156mm”“1.5cm”或“28pt”";
    match Length::parse(text) {
        Ok(value) if value >= low && value <= high => Some(value),
        Ok(_) | Err(LengthError::Range) => {
            let message = format!("“{text}”超出范围：应在 {low} 到 {high} 之间");
            diagnostics.push(Diagnostic::error(OUT_OF_RANGE, node.span, message));
            None
        }
        Err(LengthError::Unit) => {
            let message = format!("“{text}”缺长度单位，或单位不认识");
            diagnostics.push(Diagnostic::error(WRONG_VALUE, node.span, message).help(help));
            None
        }
        Err(LengthError::Number) => {
            let message = format!("“{text}”不是长度");
            diagnostics.push(Diagnostic::error(WRONG_VALUE, node.span, message).help(help));
            None
        }
    }
}

/// A count of characters, written `2字`, or of lines, written `0.8行`, between `low` and `high`.
pub(crate) fn em(
    node: &Node,
    unit: &str,
    range: (Em, Em),
    diagnostics: &mut Diagnostics,
) -> Option<Em> {
    let text = text(node, diagnostics)?;
    let parsed = text
        .strip_suffix(unit)
        .and_then(|number| rust_decimal::Decimal::from_str_exact(number.trim()).ok())
        .and_then(|number| number.checked_mul(rust_decimal::Decimal::ONE_THOUSAND))
        .and_then(|number| i32::try_from(number.trunc()).ok())
        .map(Em::from_thousandths);
    match parsed {
        Some(value) if value >= range.0 && value <= range.1 => Some(value),
        Some(_) => {
            let (low, high) = (range.0.thousandths() / 1000, range.1.thousandths() / 1000);
            let message = format!("“{text}”超出范围：应在 {low}{unit} 到 {high}{unit} 之间");
            diagnostics.push(Diagnostic::error(OUT_OF_RANGE, node.span, message));
            None
        }
        None => {
            let message = format!("“{text}”要写成带“{unit}”的数");
            let help = format!("例如“2{unit}”“0.5{unit}”");
            diagnostics.push(Diagnostic::error(WRONG_VALUE, node.span, message).help(help));
            None
        }
    }
}

/// A whole number between `low` and `high`.
pub(crate) fn count(
    node: &Node,
    low: u16,
    high: u16,
    diagnostics: &mut Diagnostics,
) -> Option<u16> {
    let text = text(node, diagnostics)?;
    let parsed = text.parse::<u16>().ok().filter(|value| (low..=high).contains(value));
    if parsed.is_none() {
        let message = format!("“{text}”要写成 {low} 到 {high} 之间的整数");
        diagnostics.push(Diagnostic::error(OUT_OF_RANGE, node.span, message));
    }
    parsed
}

/// One of a few words.
pub(crate) fn choice<T: Copy>(
    node: &Node,
    choices: &[(&str, T)],
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    let text = text(node, diagnostics)?;
    let found = choices.iter().find(|(name, _)| *name == text).map(|(_, value)| *value);
    if found.is_none() {
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        let message = format!("“{text}”不能写在这里");
        let help = format!("可以写：{}", names.join("、"));
        diagnostics.push(Diagnostic::error(WRONG_VALUE, node.span, message).help(help));
    }
    found
}

/// 是 or 否.
pub(crate) fn yes_or_no(node: &Node, diagnostics: &mut Diagnostics) -> Option<bool> {
    choice(node, &[("是", true), ("否", false), ("true", true), ("false", false)], diagnostics)
}
