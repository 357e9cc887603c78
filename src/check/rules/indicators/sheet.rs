//! Indicators as they stand in tables, real ones and rows made with spaces: name, target, result and the rest of
//! each line. Tables that list something else are none.

use super::field::Field;
use super::heads::{Columns, plain};
use super::row::Row;
use super::words::direction;
use crate::check::Reading;
use crate::proof::{Cell, Proof, Table};
use crate::scoring::Relation;

/// A table of indicators.
pub(in crate::check) struct Sheet<'p> {
    /// The table.
    pub(super) table: &'p Table,
    /// Its columns; of a table without header what each is taken for.
    pub(super) columns: Columns,
    /// Which row of the table is the header.
    pub(super) header: Option<usize>,
    /// The indicators, from top to bottom.
    pub(super) rows: Vec<Row<'p>>,
    /// Rows of sums: 合计, 总分, 小计.
    pub(super) sums: Vec<Row<'p>>,
}

/// A table without header lists indicators only where it is at least so long.
pub(super) const FEWEST_ROWS: usize = 5;

/// The header stands no farther down; in the official form a dozen rows on money and aims stand above it.
pub(super) const MOST_ROWS_ABOVE: usize = 30;
/// What a table without header lists is judged by so many of its rows.
const ROWS_TRIED: usize = 60;

/// All tables of indicators.
pub(super) fn sheets<'r, 'p>(reading: &'r Reading<'p>) -> &'r [Sheet<'p>] {
    let proof = reading.proof;
    reading.sheets.get_or_init(|| {
        let tables = proof.tables.iter();
        tables
            .filter_map(|table| with_header(proof, table).or_else(|| headless(proof, table)))
            .collect()
    })
}

/// The same without forms that the program has filled in and judged itself.
pub(super) fn foreign_sheets<'r, 'p>(
    reading: &'r Reading<'p>,
) -> impl Iterator<Item = &'r Sheet<'p>> {
    sheets(reading).iter().filter(|sheet| !sheet.table.is_form)
}

fn with_header<'p>(proof: &'p Proof, table: &'p Table) -> Option<Sheet<'p>> {
    let mut heads = table.rows.iter().enumerate().take(MOST_ROWS_ABOVE);
    let (header, mut columns) =
        heads.find_map(|(at, row)| Columns::of_row(row).map(|columns| (at, columns)))?;
    let second = table.rows.get(header + 1).is_some_and(|row| columns.add_levels(row));
    let width = table.rows.get(header).map_or(0, Vec::len);
    let first_row = header + 1 + usize::from(second);
    let mut sheet =
        Sheet { table, columns, header: Some(header), rows: Vec::new(), sums: Vec::new() };
    let (mut first, mut level) = (None, None);
    for (at, cells) in table.rows.iter().enumerate().skip(first_row) {
        if Columns::of_row(cells).is_some() {
            continue;
        }
        let Some(shift) = shift(table, &sheet.columns, cells, width) else {
            // Of a row that lacks cells the name alone can be told, where it is the first.
            let name = cells.first().filter(|_| sheet.columns.name == Some(0));
            let name = name.and_then(|cell| Field::of_cell(proof, cell));
            sheet.rows.extend(name.map(|name| Row::named(at, name)));
            continue;
        };
        let line = Line { proof, cells, shift };
        if let Some(text) = line.text(sheet.columns.first) {
            (first, level) = (Some(text), None);
        }
        level = line.text(sheet.columns.second).or(level);
        let Some(mut row) = line.row(at, &sheet.columns) else { continue };
        (row.first, row.second) = (first, level);
        let is_sum =
            is_sum(row.name.text) || first.is_some_and(is_sum) || level.is_some_and(is_sum);
        if is_sum { sheet.sums.push(row) } else { sheet.rows.push(row) }
    }
    (!sheet.rows.is_empty()).then_some(sheet)
}

/// Whether a line holds a sum: 合计, 总分, 小计.
fn is_sum(text: &str) -> bool {
    ["合计", "总计", "总分", "小计", "总得分", "合计得分", "综合得分"]
        .contains(&plain(text).as_str())
}

/// How many columns at the front a row made with spaces lacks, because a cell above goes on; `None` where its cells
/// cannot be told.
fn shift(table: &Table, columns: &Columns, cells: &[Cell], width: usize) -> Option<usize> {
    let starts_behind = cells.first().is_some_and(|cell| cell.column > 0);
    let ends_last = cells.last().is_some_and(|cell| cell.column + 1 == width);
    let placed = table.tabbed && (starts_behind || ends_last);
    if !table.faked || placed || cells.len() == width {
        return Some(0);
    }
    let front = cells.first().map(|cell| plain(&cell.text))?;
    let is_first = ["产出", "效益", "满意度", "成本"].iter().any(|word| front.starts_with(word));
    let is_second = front.ends_with("指标") || front.ends_with("效益") || front.ends_with("影响");
    let (first, second) = (columns.first.is_some(), columns.second.is_some());
    let shift = match (first, second) {
        (true, true) if is_first && front.ends_with("指标") => 0,
        (true, true) if is_second => 1,
        (true, true) => 2,
        (true, false) | (false, true) if is_second => 0,
        (true, false) | (false, true) => 1,
        (false, false) => 0,
    };
    let missing = width.checked_sub(cells.len() + shift)?;
    let no_reason = missing == 1 && columns.reason.is_some_and(|reason| reason + 1 == width);
    (missing == 0 || no_reason).then_some(shift)
}

/// A row of a table with its cells in their columns.
struct Line<'p> {
    proof: &'p Proof,
    cells: &'p [Cell],
    shift: usize,
}

impl<'p> Line<'p> {
    fn cell(&self, column: Option<usize>) -> Option<&'p Cell> {
        let column = column?.checked_sub(self.shift)?;
        self.cells.iter().find(|cell| cell.covers(column))
    }

    fn field(&self, column: Option<usize>) -> Option<Field<'p>> {
        self.cell(column).and_then(|cell| Field::of_cell(self.proof, cell))
    }

    fn text(&self, column: Option<usize>) -> Option<&'p str> {
        self.cell(column).map(|cell| cell.text.trim()).filter(|text| !text.is_empty())
    }

    fn row(&self, at: usize, columns: &Columns) -> Option<Row<'p>> {
        let cell = self.cell(columns.name)?;
        let name = Field::of_cell(self.proof, cell)?;
        // A note over the whole width is no indicator; 总分 stands over several columns.
        let wide = [columns.target, columns.result].into_iter().flatten();
        if wide.into_iter().any(|column| cell.covers(column)) && !is_sum(name.text) {
            return None;
        }
        let target = self.field(columns.target);
        let glued = if target.is_none() { name.split() } else { None };
        let (name, target) = match glued {
            Some((name, target)) => (name, Some(target)),
            None => (name, target),
        };
        Some(Row {
            target,
            result: self.field(columns.result),
            weight: self.field(columns.weight),
            score: self.field(columns.score),
            reason: self.field(columns.reason),
            nature: self.text(columns.nature),
            unit: self.text(columns.unit),
            ..Row::named(at, name)
        })
    }
}

/// A table of two columns without header, most of whose names sound like indicators; three where the middle one
/// holds targets.
fn headless<'p>(proof: &'p Proof, table: &'p Table) -> Option<Sheet<'p>> {
    if !table.head.is_empty() || table.rows.len() < FEWEST_ROWS || !(2..=3).contains(&table.columns)
    {
        return None;
    }
    let three = table.columns == 3;
    let columns = Columns {
        name: Some(0),
        target: three.then_some(1),
        result: Some(if three { 2 } else { 1 }),
        ..Columns::default()
    };
    let lines = table.rows.iter().enumerate().map(|(at, cells)| {
        let whole = cells.len() == table.columns && cells.iter().all(|cell| cell.columns == 1);
        whole.then_some(())?;
        Line { proof, cells, shift: 0 }.row(at, &columns)
    });
    let tried: Option<Vec<Row<'p>>> = lines.clone().take(ROWS_TRIED).collect();
    if !lists_indicators(&tried?, three) {
        return None;
    }
    let rows: Option<Vec<Row<'p>>> = lines.collect();
    Some(Sheet { table, rows: rows?, columns, header: None, sums: Vec::new() })
}

/// Whether most of the rows of a table without header sound like indicators, with targets among them.
fn lists_indicators(rows: &[Row<'_>], three: bool) -> bool {
    // Without a sign a middle column may hold the numbers of another year.
    let is_target = |row: &&Row<'_>| match &row.target {
        Some(target) if three => {
            target.limit().is_some_and(|(relation, _)| relation != Relation::Plain)
        }
        target => target.is_some(),
    };
    let sounding = rows.iter().filter(|row| sounds(row)).count();
    let targets = rows.iter().filter(is_target).count();
    let certain = || rows.iter().filter(|row| direction(row.name.text).is_some()).count();
    sounding * 2 >= rows.len() && targets * 4 >= rows.len() && certain() >= 2
}

/// Whether a name sounds like one of an indicator.
fn sounds(row: &Row<'_>) -> bool {
    let name = row.name.text;
    row.target.is_some()
        || name.contains("是否")
        || ["率", "度", "数", "次数", "数量", "完成情况", "及时性"]
            .iter()
            .any(|end| name.ends_with(end))
}
