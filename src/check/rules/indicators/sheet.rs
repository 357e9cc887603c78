//! Indicators as they stand in tables, real ones and rows made with spaces: name, target, result and the rest of
//! each line. Tables that list something else are none.

use super::field::Field;
use super::heads::{Columns, plain};
use crate::check::Reading;
use crate::figures::Amount;
use crate::proof::{Cell, Proof, Table};
use crate::scoring::{Actual, Relation, Target};

/// A table of indicators.
pub(super) struct Sheet<'p> {
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

/// A line of such a table.
#[derive(Clone, Debug)]
pub(super) struct Row<'p> {
    /// Its number in the table.
    pub(super) at: usize,
    /// 一级指标, taken on from above.
    pub(super) first: Option<&'p str>,
    /// 二级指标, taken on from above.
    pub(super) second: Option<&'p str>,
    /// 三级指标, without a target glued to it.
    pub(super) name: Field<'p>,
    /// 指标值, in a cell of its own or glued to the name.
    pub(super) target: Option<Field<'p>>,
    /// 完成值.
    pub(super) result: Option<Field<'p>>,
    /// 分值.
    pub(super) weight: Option<Field<'p>>,
    /// 得分.
    pub(super) score: Option<Field<'p>>,
    /// 偏差原因.
    pub(super) reason: Option<Field<'p>>,
    /// 指标性质.
    pub(super) nature: Option<&'p str>,
    /// 度量单位.
    pub(super) unit: Option<&'p str>,
}

/// A table without header lists indicators only where it is at least so long.
pub(super) const FEWEST_ROWS: usize = 5;

/// All tables of indicators.
pub(super) fn sheets<'p>(reading: &Reading<'p>) -> Vec<Sheet<'p>> {
    let proof = reading.proof;
    proof
        .tables
        .iter()
        .filter_map(|table| with_header(proof, table).or_else(|| headless(proof, table)))
        .collect()
}

/// The same without forms that the program has filled in and judged itself.
pub(super) fn foreign_sheets<'p>(reading: &Reading<'p>) -> Vec<Sheet<'p>> {
    let mut sheets = sheets(reading);
    sheets.retain(|sheet| !sheet.table.is_form);
    sheets
}

fn with_header<'p>(proof: &'p Proof, table: &'p Table) -> Option<Sheet<'p>> {
    let mut heads = table.rows.iter().enumerate();
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
        let Some(shift) = shift(table, &sheet.columns, cells, width) else { continue };
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
    if !table.faked || cells.len() == width {
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
            at,
            first: None,
            second: None,
            name,
            target,
            result: self.field(columns.result),
            weight: self.field(columns.weight),
            score: self.field(columns.score),
            reason: self.field(columns.reason),
            nature: self.text(columns.nature),
            unit: self.text(columns.unit),
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
    let rows: Option<Vec<Row<'p>>> = table
        .rows
        .iter()
        .enumerate()
        .map(|(at, cells)| {
            let whole = cells.len() == table.columns && cells.iter().all(|cell| cell.columns == 1);
            whole.then_some(())?;
            Line { proof, cells, shift: 0 }.row(at, &columns)
        })
        .collect();
    let rows = rows?;
    let sounding = rows.iter().filter(|row| sounds(row)).count();
    let certain = rows.iter().filter(|row| super::words::direction(row.name.text).is_some());
    // Without a sign a middle column may hold the numbers of another year.
    let is_target = |row: &&Row<'_>| match &row.target {
        Some(target) if three => {
            target.limit().is_some_and(|(relation, _)| relation != Relation::Plain)
        }
        target => target.is_some(),
    };
    let targets = rows.iter().filter(is_target).count();
    let listed = sounding * 2 >= rows.len() && certain.count() >= 2 && targets * 4 >= rows.len();
    listed.then_some(Sheet { table, columns, header: None, rows, sums: Vec::new() })
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

impl Row<'_> {
    /// The target as a number with its relation; 指标性质 and 度量单位 are read along.
    pub(super) fn limit(&self) -> Option<(Relation, Amount)> {
        let target = self.target.as_ref()?;
        let (nature, unit) = (self.nature.unwrap_or_default(), self.unit.unwrap_or_default());
        if nature.is_empty() && unit.is_empty() {
            return target.limit();
        }
        match Target::of_parts(nature, target.text, unit) {
            Ok(Target::Limit(relation, amount)) => Some((relation, amount)),
            _ => target.limit(),
        }
    }

    /// The result as a number.
    pub(super) fn amount(&self) -> Option<Amount> {
        let result = self.result.as_ref()?;
        match Actual::parse_in(result.text, self.unit.unwrap_or_default()) {
            Ok(Some(Actual::Amount(amount))) => Some(amount),
            _ => None,
        }
    }

    /// Whether the result stays behind the target, for certain.
    pub(super) fn falls_short(&self) -> bool {
        let (Some((relation, target)), Some(result)) = (self.limit(), self.amount()) else {
            return false;
        };
        if target.unit != result.unit {
            return false;
        }
        match relation {
            Relation::AtLeast | Relation::MoreThan => result.number() < target.number(),
            Relation::AtMost | Relation::LessThan => result.number() > target.number(),
            Relation::Plain | Relation::Equal => false,
        }
    }
}
