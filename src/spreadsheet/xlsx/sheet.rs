//! The cells of an XLSX sheet and its merged cells.

use super::Workbook;
use super::shared::{rich, unescaped};
use crate::spreadsheet::fault::Fault;
use crate::spreadsheet::format::Format;
use crate::spreadsheet::gathered::Gathered;
use crate::spreadsheet::grid::Value;
use crate::spreadsheet::number::Number;
use crate::spreadsheet::package::damaged;
use crate::spreadsheet::place::{Area, Place};
use crate::spreadsheet::xml::{Element, Node, Nodes};

/// Gathers a sheet's cells; `part` is the name and the text of its part.
pub(super) fn read(
    name: &str,
    part: (&str, &str),
    workbook: &Workbook,
    asked: Option<Area>,
) -> Result<Gathered, Fault> {
    let mut gathered = Gathered::new(name, asked)?;
    let mut nodes = Nodes::of(part.0, part.1);
    // The place of a cell that does not say its own.
    let mut next = Place::new(0, 1);
    while let Some(node) = nodes.next()? {
        let Node::Start(element) = node else { continue };
        match element.name() {
            "row" => {
                let row = element.number("r").unwrap_or(next.row.saturating_add(1));
                next = Place::new(row, 1);
                if element.flag("hidden") {
                    gathered.hide_rows(row, row);
                }
            }
            "col" if element.flag("hidden") => {
                if let (Some(first), Some(last)) = (element.number("min"), element.number("max")) {
                    gathered.hide_columns(first, last);
                }
            }
            "c" => {
                let written = element.attribute("r");
                let place = match &written {
                    Some(text) => Place::parse(text).ok_or_else(|| damaged(text))?,
                    None => next,
                };
                next = Place::new(place.row, place.column.saturating_add(1));
                let cell = Raw::read(&element, &mut nodes)?;
                if cell.is_filled() && gathered.wants(place) {
                    let code = cell.style.and_then(|index| workbook.formats.get(index));
                    let code = code.map_or("General", String::as_str);
                    let (text, value) = cell.shown(workbook, &Format::parse(code));
                    gathered.put(place, &text, value)?;
                }
            }
            "mergeCell" => {
                let area = element.attribute("ref").and_then(|text| Area::parse(&text));
                if let Some(Area { first, last_row: Some(row), last_column: Some(column) }) = area {
                    gathered.merge(first, Place::new(row, column))?;
                }
            }
            // What filters and other programs say about the sheet may hold cells of its own.
            "extLst" | "oleObjects" => nodes.skip()?,
            _ => {}
        }
    }
    Ok(gathered)
}

/// A cell as written.
struct Raw {
    kind: String,
    style: Option<usize>,
    value: String,
    /// A text that stands in the cell itself.
    inline: Option<String>,
}

impl Raw {
    /// Reads the rest of a cell that has just begun.
    fn read(element: &Element<'_>, nodes: &mut Nodes<'_>) -> Result<Self, Fault> {
        let style = element.attribute("s").and_then(|text| text.parse().ok());
        let kind = element.attribute("t").unwrap_or_default();
        let mut raw = Self { kind, style, value: String::new(), inline: None };
        while let Some(node) = nodes.next()? {
            match node {
                Node::Start(element) => match element.name() {
                    "v" => raw.value = nodes.text()?,
                    "is" => raw.inline = Some(rich(nodes, "is")?),
                    _ => nodes.skip()?,
                },
                Node::End(_) => break,
                Node::Text(_) => {}
            }
        }
        Ok(raw)
    }

    /// A cell that only has a format is not.
    fn is_filled(&self) -> bool {
        self.inline.as_ref().is_some_and(|text| !text.is_empty()) || !self.value.is_empty()
    }

    /// What it shows and what it is.
    fn shown(&self, workbook: &Workbook, format: &Format) -> (String, Value) {
        let as_text = |text: &str| match text {
            "" => (String::new(), Value::Empty),
            _ => (format.show_text(text), Value::Text),
        };
        match self.kind.as_str() {
            "inlineStr" => as_text(self.inline.as_deref().unwrap_or(&self.value)),
            "s" => {
                let index = self.value.trim().parse::<usize>().ok();
                as_text(
                    index.and_then(|index| workbook.texts.get(index)).map_or("", String::as_str),
                )
            }
            "str" => as_text(&unescaped(&self.value)),
            "b" => {
                let holds = matches!(self.value.trim(), "1" | "true");
                (if holds { "TRUE" } else { "FALSE" }.to_owned(), Value::Boolean(holds))
            }
            "e" => (self.value.trim().to_owned(), Value::Error),
            "d" => crate::spreadsheet::iso::shown(&self.value),
            _ => match Number::parse(&self.value) {
                Some(number) => format.show(&number, workbook.epoch),
                None => as_text(&self.value),
            },
        }
    }
}
