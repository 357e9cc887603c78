//! A cell of an ODS table: what it shows, what it is, how far it reaches.

use super::CONTENT;
use crate::spreadsheet::fault::Fault;
use crate::spreadsheet::grid::{Value, is_error};
use crate::spreadsheet::iso;
use crate::spreadsheet::number::Number;
use crate::spreadsheet::package::damaged;
use crate::spreadsheet::xml::{Element, Node, Nodes};

/// A filled cell of a row, and how often it stands there side by side.
pub(super) struct Filled {
    /// From 1.
    pub(super) column: u32,
    /// How often it stands there side by side.
    pub(super) times: u32,
    /// What it shows.
    pub(super) text: String,
    /// What it is.
    pub(super) value: Value,
    /// Rows and columns it takes.
    pub(super) span: (u32, u32),
}

/// A cell that has just begun, at its column and as often as it stands there.
pub(super) fn cell(
    element: &Element<'_>,
    nodes: &mut Nodes<'_>,
    at: (u32, u32),
) -> Result<Filled, Fault> {
    let span = |name: &str| element.number(name).unwrap_or(1).max(1);
    let span = (span("number-rows-spanned"), span("number-columns-spanned"));
    let paragraphs = paragraphs(nodes)?;
    let value = value(element, paragraphs.as_deref().unwrap_or_default());
    // An empty paragraph is said to be shown: by a format such as `;;;`.
    let text = paragraphs.unwrap_or_else(|| unshown(element, &value));
    let value = if text.is_empty() && value == Value::Text { Value::Empty } else { value };
    Ok(Filled { column: at.0, times: at.1, text, value, span })
}

/// What a cell shows where the program that wrote it does not say so.
fn unshown(element: &Element<'_>, value: &Value) -> String {
    let written = |name: &str| element.attribute(name).unwrap_or_default();
    match value {
        Value::Number(_) => {
            Number::parse(&written("value")).map(|number| number.general()).unwrap_or_default()
        }
        Value::Date(_) => iso::shown(&written("date-value")).0,
        Value::Boolean(holds) => if *holds { "TRUE" } else { "FALSE" }.to_owned(),
        Value::Text => written("string-value"),
        Value::Time | Value::Empty | Value::Covered | Value::Error => String::new(),
    }
}

/// What a cell is.
fn value(element: &Element<'_>, text: &str) -> Value {
    // `value-type` has two namespaces; that of LibreOffice knows errors too.
    let kind = element.attribute("value-type").unwrap_or_default();
    if is_error(text) {
        return Value::Error;
    }
    match kind.as_str() {
        // LibreOffice writes what came from XLSX as a number that is shown as a word.
        "float" if matches!(text, "TRUE" | "FALSE") => Value::Boolean(text == "TRUE"),
        "float" | "percentage" | "currency" => {
            let number = element.attribute("value").and_then(|value| Number::parse(&value));
            Value::Number(number.and_then(|number| number.exact()))
        }
        "date" => element
            .attribute("date-value")
            .and_then(|text| iso::date(&text))
            .map_or(Value::Text, Value::Date),
        "time" => Value::Time,
        "boolean" => Value::Boolean(element.attribute("boolean-value").as_deref() == Some("true")),
        _ => Value::Text,
    }
}

/// The paragraphs of a cell that has just begun, without notes and drawings; `None` where it has none.
fn paragraphs(nodes: &mut Nodes<'_>) -> Result<Option<String>, Fault> {
    let (mut text, mut open, mut paragraphs, mut inside) =
        (String::new(), 1_usize, 0_usize, 0_usize);
    while open > 0 {
        match nodes.next()? {
            Some(Node::Start(element)) => match element.name() {
                "annotation" | "frame" | "shapes" | "custom-shape" | "control" | "detective"
                | "rt" => {
                    nodes.skip()?;
                }
                name => {
                    open += 1;
                    match name {
                        "p" => {
                            if paragraphs > 0 {
                                text.push('\n');
                            }
                            paragraphs += 1;
                            inside += 1;
                        }
                        "s" => {
                            let count = element.number("c").unwrap_or(1).min(256);
                            text.extend((0..count).map(|_| ' '));
                        }
                        "tab" => text.push('\t'),
                        "line-break" => text.push('\n'),
                        _ => {}
                    }
                }
            },
            Some(Node::End(name)) => {
                open -= 1;
                if name == "p" {
                    inside = inside.saturating_sub(1);
                }
            }
            // White space between paragraphs is the file's own.
            Some(Node::Text(more)) if inside > 0 => text.push_str(&more),
            Some(Node::Text(_)) => {}
            None => return Err(damaged(CONTENT)),
        }
    }
    Ok((paragraphs > 0).then_some(text))
}
