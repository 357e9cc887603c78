//! ODS (`OpenDocument` 1.3, part 3): the cells of one table of a spreadsheet. Its cells carry what they
//! show, so no number format is worked out here.

mod cell;

use std::collections::HashSet;

use super::Asked;
use super::fault::Fault;
use super::gathered::Gathered;
use super::grid::{Grid, Value};
use super::limits::MOST_SHEETS;
use super::package::{Package, damaged};
use super::place::{Area, MOST_COLUMNS, MOST_ROWS, Place};
use super::sheets::{Sheet, chosen};
use super::xml::{Element, Node, Nodes};
use cell::{Filled, cell};

const CONTENT: &str = "content.xml";

/// Reads a sheet.
///
/// # Errors
/// Every [`Fault`] of a container.
pub(super) fn read(package: &mut Package<'_>, asked: Asked<'_>) -> Result<Grid, Fault> {
    let manifest = package.text("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(Fault::Encrypted);
    }
    let content = package.text(CONTENT)?.ok_or_else(|| damaged(CONTENT))?;
    let sheets = sheets(&content)?;
    let index = chosen(&sheets, asked.sheet)?;
    let gathered = Gathered::new(&sheets[index].name, asked.area)?;
    let mut nodes = Nodes::of(CONTENT, &content);
    let mut before = index;
    while let Some(node) = nodes.next()? {
        let Node::Start(element) = node else { continue };
        if element.name() == "table" && before == 0 {
            let place = Place::new(1, 1);
            let table = Table { nodes, gathered, asked: asked.area, place, column: 1 };
            let names: Vec<String> = sheets.into_iter().map(|sheet| sheet.name).collect();
            return table.read()?.finish(&names);
        } else if element.name() == "table" {
            before -= 1;
            nodes.skip()?;
        } else if element.name() == "tracked-changes" {
            nodes.skip()?;
        }
    }
    Err(damaged(CONTENT))
}

/// The tables of the spreadsheet.
fn sheets(content: &str) -> Result<Vec<Sheet>, Fault> {
    let (mut sheets, mut hidden, mut style) = (Vec::new(), HashSet::new(), String::new());
    let mut nodes = Nodes::of(CONTENT, content);
    while let Some(node) = nodes.next()? {
        let Node::Start(element) = node else { continue };
        match element.name() {
            "style" => style = element.attribute("name").unwrap_or_default(),
            "table-properties" if element.attribute("display").as_deref() == Some("false") => {
                hidden.insert(style.clone());
            }
            "table" => {
                let name = element.attribute("name").unwrap_or_default();
                let style = element.attribute("style-name").unwrap_or_default();
                sheets.push(Sheet { name, hidden: hidden.contains(&style), has_cells: true });
                if sheets.len() > MOST_SHEETS {
                    return Err(Fault::TooLarge);
                }
                nodes.skip()?;
            }
            "tracked-changes" => nodes.skip()?,
            _ => {}
        }
    }
    Ok(sheets)
}

/// A table that has just begun.
struct Table<'a> {
    nodes: Nodes<'a>,
    gathered: Gathered,
    asked: Option<Area>,
    /// Of the next cell.
    place: Place,
    /// Of the next column that is told of.
    column: u32,
}

/// Whether a row or column is not shown, as such or by a filter.
fn is_hidden(element: &Element<'_>) -> bool {
    let said = element.attribute("visibility");
    said.is_some_and(|said| said == "collapse" || said == "filter")
}

impl Table<'_> {
    fn read(mut self) -> Result<Gathered, Fault> {
        while let Some(node) = self.nodes.next()? {
            match node {
                Node::Start(element) => match element.name() {
                    "table-row" => {
                        let times = element.number("number-rows-repeated").unwrap_or(1).max(1);
                        let hidden = is_hidden(&element);
                        let cells = self.row()?;
                        let last = self.place.row.saturating_add(times - 1);
                        if hidden {
                            self.gathered.hide_rows(self.place.row, last);
                        }
                        self.put(&cells, times)?;
                        self.place.row = self.place.row.saturating_add(times);
                    }
                    // Rows may stand in groups, or be marked as heads.
                    "table-row-group"
                    | "table-header-rows"
                    | "table-rows"
                    | "table-column-group"
                    | "table-header-columns"
                    | "table-columns" => {}
                    "table-column" => {
                        let times = element.number("number-columns-repeated").unwrap_or(1).max(1);
                        let last = self.column.saturating_add(times - 1);
                        if is_hidden(&element) {
                            self.gathered.hide_columns(self.column, last);
                        }
                        self.column = last.saturating_add(1);
                    }
                    _ => self.nodes.skip()?,
                },
                Node::End(name) if name == "table" => break,
                Node::End(_) | Node::Text(_) => {}
            }
        }
        Ok(self.gathered)
    }

    /// The filled cells of a row that has just begun.
    fn row(&mut self) -> Result<Vec<Filled>, Fault> {
        let mut cells = Vec::new();
        let mut column = 1_u32;
        while let Some(node) = self.nodes.next()? {
            match node {
                Node::Start(element) => {
                    let times = element.number("number-columns-repeated").unwrap_or(1).max(1);
                    match element.name() {
                        "table-cell" => {
                            let cell = cell(&element, &mut self.nodes, (column, times))?;
                            let is_filled = cell.value != Value::Empty || cell.span != (1, 1);
                            if is_filled && column <= MOST_COLUMNS {
                                cells.push(cell);
                            }
                        }
                        "covered-table-cell" => self.nodes.skip()?,
                        _ => {
                            self.nodes.skip()?;
                            continue;
                        }
                    }
                    column = column.saturating_add(times);
                }
                Node::End(_) => break,
                Node::Text(_) => {}
            }
        }
        Ok(cells)
    }

    /// Puts the cells of a row into as many rows as it stands for.
    fn put(&mut self, cells: &[Filled], times: u32) -> Result<(), Fault> {
        if cells.is_empty() || self.place.row > MOST_ROWS {
            return Ok(());
        }
        let last = self.place.row.saturating_add(times - 1).min(MOST_ROWS);
        for cell in cells {
            let last_column = cell.column.saturating_add(cell.times - 1).min(MOST_COLUMNS);
            let corners = [Place::new(self.place.row, cell.column), Place::new(last, last_column)];
            if cell.value != Value::Empty {
                for corner in corners {
                    self.gathered.wants(corner);
                }
            }
            // Only what is asked for is gone through: a row may stand for a million.
            let end = |asked: Option<u32>, last: u32| asked.map_or(last, |end| end.min(last));
            let [first, _] = corners;
            let from = self.asked.map_or(first, |area| {
                Place::new(area.first.row.max(first.row), area.first.column.max(first.column))
            });
            let to_row = end(self.asked.and_then(|area| area.last_row), last);
            let to_column = end(self.asked.and_then(|area| area.last_column), last_column);
            if cell.value != Value::Empty {
                for row in from.row..=to_row {
                    for column in from.column..=to_column {
                        let place = Place::new(row, column);
                        self.gathered.put(place, &cell.text, cell.value.clone())?;
                    }
                }
            }
            if cell.span != (1, 1) {
                let (rows, columns) = cell.span;
                let to = Place::new(
                    first.row.saturating_add(rows - 1),
                    first.column.saturating_add(columns - 1),
                );
                self.gathered.merge(first, to)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "<office:document-content><office:automatic-styles>\
        <style:style style:name=\"ta2\"><style:table-properties table:display=\"false\"/></style:style>\
        </office:automatic-styles><office:body><office:spreadsheet>";
    const FOOT: &str = "</office:spreadsheet></office:body></office:document-content>";

    fn table(rows: &str, asked: Option<&str>) -> Result<Grid, Fault> {
        let content = format!("{HEAD}<table:table table:name=\"一\">{rows}</table:table>{FOOT}");
        let asked = asked.and_then(Area::parse);
        let mut nodes = Nodes::of(CONTENT, &content);
        while !matches!(nodes.next()?, Some(Node::Start(element)) if element.name() == "table") {}
        let gathered = Gathered::new("一", asked)?;
        Table { nodes, gathered, asked, place: Place::new(1, 1), column: 1 }.read()?.finish(&[])
    }

    #[test]
    fn hidden_sheets_are_told() {
        let content = format!(
            "{HEAD}<table:table table:name=\"参数\" table:style-name=\"ta2\"/>\
            <table:table table:name=\"附表\" table:style-name=\"ta1\"/>{FOOT}"
        );
        let found = sheets(&content).unwrap();
        let found: Vec<_> = found.iter().map(|sheet| (sheet.name.as_str(), sheet.hidden)).collect();
        assert_eq!(found, [("参数", true), ("附表", false)]);
    }

    #[test]
    fn a_cell_shows_its_paragraphs_and_not_its_notes() {
        let grid = table(
            "<table:table-row><table:table-cell office:value-type=\"string\">\
            <office:annotation><text:p>批注</text:p></office:annotation>\
            <text:p>第一<text:s text:c=\"2\"/>段</text:p><text:p>第<text:span>二</text:span>段</text:p>\
            </table:table-cell><table:table-cell office:value-type=\"percentage\" office:value=\"0.8125\">\
            <text:p>81.25%</text:p></table:table-cell></table:table-row>",
            None,
        );
        let cells = &grid.unwrap().rows[0];
        assert_eq!(cells[0].text, "第一  段\n第二段");
        assert_eq!(cells[1].text, "81.25%");
        assert_eq!(cells[1].value, Value::Number(Some(rust_decimal::Decimal::new(8125, 4))));
    }

    #[test]
    fn a_cell_that_does_not_say_what_it_shows_shows_what_it_holds() {
        let cell = |kind: &str, name: &str, value: &str| {
            format!("<table:table-cell office:value-type=\"{kind}\" office:{name}=\"{value}\"/>")
        };
        let cells = [
            cell("float", "value", "412.36"),
            cell("date", "date-value", "2025-03-14"),
            cell("boolean", "boolean-value", "true"),
            cell("string", "string-value", "机房"),
        ];
        let grid = table(&format!("<table:table-row>{}</table:table-row>", cells.concat()), None);
        let shown: Vec<String> =
            grid.unwrap().rows.remove(0).into_iter().map(|cell| cell.text).collect();
        assert_eq!(shown, ["412.36", "2025/3/14", "TRUE", "机房"]);
    }

    #[test]
    fn a_row_that_stands_for_a_million_is_not_gone_through() {
        let rows = "<table:table-row><table:table-cell><text:p>一</text:p></table:table-cell></table:table-row>\
            <table:table-row table:number-rows-repeated=\"1048575\">\
            <table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
        assert_eq!(table(rows, None).unwrap().rows.len(), 1);
        let filled = "<table:table-row table:number-rows-repeated=\"1048576\">\
            <table:table-cell table:number-columns-repeated=\"16384\"><text:p>一</text:p></table:table-cell>\
            </table:table-row>";
        assert!(matches!(table(filled, None), Err(Fault::TooManyCells { .. })));
        assert_eq!(table(filled, Some("C9:D10")).unwrap().rows.len(), 2);
    }
}
