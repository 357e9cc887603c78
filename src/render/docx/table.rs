//! Tables. Widths and heights are those layout found, so that both outputs break pages alike.

use docx_rs::{
    BorderType, HeightRule, Tab, TabValueType, Table, TableAlignmentType, TableBorder,
    TableBorderPosition, TableBorders, TableCell, TableCellContent, TableCellMargins,
    TableLayoutType, TableRow, VAlignType, VMergeType, WidthType,
};

use std::collections::{BTreeMap, BTreeSet};

use super::body::Writer;
use super::decimal;
use super::styles::cell_style_id;
use super::units::{eighths, split_twips, width_twips};
use crate::diag::Diagnostic;
use crate::galley;
use crate::layout::TableFacts;
use crate::model::Align;
use crate::template::{Role, Sheet, TableStyle};
use crate::unit::Length;

/// A cell from a row above that still covers places in so many rows to come.
#[derive(Clone, Copy)]
struct Covering<'a> {
    cell: &'a galley::Cell,
    rows: usize,
}

/// What a table says of itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Described {
    /// How many rows at its top are its header.
    pub(super) head_rows: usize,
    /// Its title; empty without one.
    pub(super) title: String,
    /// What stands in its columns.
    pub(super) description: String,
}

impl Described {
    fn of(table: &galley::Table) -> Self {
        let title = table.above.iter().find(|paragraph| paragraph.role == Role::TableTitle);
        let head = table.rows.get(table.head.clone()).unwrap_or_default();
        let texts = head
            .iter()
            .flat_map(|row| &row.cells)
            .map(|cell| cell.paragraphs.iter().map(galley::Paragraph::text).collect::<String>());
        let texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
        let description = if texts.is_empty() {
            String::new()
        } else {
            format!("各列：{}", texts.join("、"))
        };
        let title = title.map(galley::Paragraph::text).unwrap_or_default();
        Self { head_rows: 0, title, description }
    }
}

/// What the cells of a table are written by.
struct Layout<'a> {
    widths: &'a [usize],
    stops: &'a BTreeMap<usize, Length>,
    unaligned: &'a BTreeSet<usize>,
    repeated: &'a BTreeSet<(usize, usize)>,
}

impl Writer<'_> {
    /// A table of the galley, without the lines above and below it: one, or one for each page where its
    /// continued pages have a line of their own above it.
    ///
    /// # Errors
    /// A character that no face has.
    pub(super) fn tables(&mut self, table: &galley::Table) -> Result<Vec<Table>, Diagnostic> {
        let facts = self.facts.tables.get(&table.id).cloned().unwrap_or_default();
        let widths = column_widths(self.sheet, table, &facts);
        let stops = decimal::stops(table, &facts.columns, self.sheet, self.book);
        let mut rows = Vec::with_capacity(table.rows.len());
        let mut covering: Vec<Covering> = Vec::new();
        let TableFacts { unaligned, repeated, .. } = &facts;
        let layout = Layout { widths: &widths, stops: &stops, unaligned, repeated };
        for (index, row) in table.rows.iter().enumerate() {
            let cells = self.cells(index, row, &mut covering, &layout)?;
            let height = facts.rows.get(index).copied();
            rows.push(table_row(cells, height, self.sheet));
        }
        let repeats = self.sheet.table.repeat_head && !facts.high_head;
        let head = rows.get(table.head.clone()).unwrap_or_default();
        let ends = facts.starts.iter().copied().chain([rows.len()]);
        let starts = [0].into_iter().chain(facts.starts.iter().copied());
        let described = Described::of(table);
        let mut tables = Vec::new();
        for (start, end) in starts.zip(ends) {
            let again = if repeats && start > 0 && start >= table.head.end { head } else { &[] };
            let rows = [again, &rows[start..end]].concat();
            tables.push(self.whole(rows, &widths));
            let on_top = if table.head.start == 0 { table.head.end } else { again.len() };
            let head_rows = if repeats { on_top } else { 0 };
            self.described.push(Described { head_rows, ..described.clone() });
        }
        Ok(tables)
    }

    fn whole(&self, rows: Vec<TableRow>, widths: &[usize]) -> Table {
        let style = &self.sheet.table;
        Table::new(rows)
            .set_grid(widths.to_vec())
            .width(widths.iter().sum(), WidthType::Dxa)
            .layout(TableLayoutType::Fixed)
            // Word and LibreOffice both centre the outer rules on the edges of a centred table.
            .align(TableAlignmentType::Center)
            .margins(cell_margins(style))
            .set_borders(borders(style))
    }

    fn cells<'t>(
        &mut self,
        index: usize,
        row: &'t galley::Row,
        covering: &mut Vec<Covering<'t>>,
        layout: &Layout,
    ) -> Result<Vec<TableCell>, Diagnostic> {
        let mut placed: Vec<(usize, TableCell)> = Vec::new();
        for above in covering.iter_mut() {
            let column = above.cell.column;
            let written = if layout.repeated.contains(&(index, column)) {
                let again = self.cell(above.cell, layout)?.vertical_merge(VMergeType::Restart);
                self.said_again(again)
            } else {
                cell_of(layout.widths, column, above.cell.columns)
                    .vertical_merge(VMergeType::Continue)
            };
            placed.push((column, written));
            above.rows -= 1;
        }
        for cell in &row.cells {
            let mut written = self.cell(cell, layout)?;
            if cell.rows > 1 {
                written = written.vertical_merge(VMergeType::Restart);
                covering.push(Covering { cell, rows: cell.rows - 1 });
            }
            placed.push((cell.column, written));
        }
        covering.retain(|above| above.rows > 0);
        placed.sort_by_key(|(column, _)| *column);
        Ok(placed.into_iter().map(|(_, cell)| cell).collect())
    }

    /// Marks a cell that says again what the one above it says: together they are one cell, cut at a page.
    fn said_again(&mut self, mut cell: TableCell) -> TableCell {
        if let Some(TableCellContent::Paragraph(first)) = cell.children.first_mut() {
            **first = self.bookmarks.said_again(std::mem::take(&mut **first));
        }
        cell
    }

    /// A cell with its text.
    fn cell(&mut self, cell: &galley::Cell, layout: &Layout) -> Result<TableCell, Diagnostic> {
        let mut written = cell_of(layout.widths, cell.column, cell.columns);
        let align = match cell.align {
            Align::Decimal if layout.unaligned.contains(&cell.column) => Align::Right,
            align => align,
        };
        for paragraph in &cell.paragraphs {
            let style = cell_style_id(self.sheet, paragraph.role, align);
            let mut text = self.paragraph(paragraph, &style)?;
            if let (Align::Decimal, Some(stop)) = (align, layout.stops.get(&cell.column)) {
                let stop = Tab::new().val(TabValueType::Decimal).pos(width_twips(*stop));
                text = text.add_tab(stop);
            }
            written = written.add_paragraph(text);
        }
        Ok(written)
    }
}

fn cell_of(widths: &[usize], column: usize, columns: usize) -> TableCell {
    let width = widths.iter().skip(column).take(columns).sum();
    let cell = TableCell::new().width(width, WidthType::Dxa).vertical_align(VAlignType::Center);
    if columns > 1 { cell.grid_span(columns) } else { cell }
}

/// As laid out; equal shares of the type area where layout says nothing.
fn column_widths(sheet: &Sheet, table: &galley::Table, facts: &TableFacts) -> Vec<usize> {
    let count = table.columns.len();
    if facts.columns.len() == count {
        return split_twips(&facts.columns);
    }
    let share = sheet.page.area_width / i64::try_from(count.max(1)).unwrap_or(1);
    split_twips(&vec![share; count])
}

fn table_row(cells: Vec<TableCell>, height: Option<Length>, sheet: &Sheet) -> TableRow {
    let mut row = TableRow::new(cells);
    if let Some(height) = height {
        let twips = u16::try_from(width_twips(height)).unwrap_or(u16::MAX);
        row = row.row_height(f32::from(twips)).height_rule(HeightRule::AtLeast);
    }
    // A row higher than a page has to be parted somewhere.
    if height.is_none_or(|height| height <= sheet.flow_height()) {
        row = row.cant_split();
    }
    row
}

fn cell_margins(style: &TableStyle) -> TableCellMargins {
    let (x, y) = (width_twips(style.padding_x), width_twips(style.padding_y));
    TableCellMargins::new().margin(y, x, y, x)
}

fn borders(style: &TableStyle) -> TableBorders {
    use TableBorderPosition::{Bottom, InsideH, InsideV, Left, Right, Top};
    let outer = [Top, Left, Bottom, Right].map(|position| (position, style.outer_rule));
    let inner = [InsideH, InsideV].map(|position| (position, style.inner_rule));
    outer.into_iter().chain(inner).fold(TableBorders::with_empty(), |borders, (position, width)| {
        let border = TableBorder::new(position)
            .border_type(BorderType::Single)
            .size(eighths(width))
            .color("000000");
        borders.set(border)
    })
}
