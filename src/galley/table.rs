//! Tables: where each cell lies, which equal neighbours become one, how columns stand.

use super::block::{Cell, Paragraph, Row, Run, Table, TableColumn};
use super::build::{Builder, generated};
use super::figure::caption;
use crate::model::{self, Align, Inline, MergeEqual};
use crate::template::Role;

/// Builds the table the author gave. Rows are already checked to cover exactly the columns.
pub(super) fn build(builder: &mut Builder, given: &model::Table) -> Table {
    let id = builder.new_id();
    let above = lines_above(builder, given);
    let given_head = head_rows(given);
    let head_count = given_head.len();
    let mut rows: Vec<Row> = Vec::new();
    let mut covered = Covered::new(given.columns.len());
    for cells in &given_head {
        rows.push(row(builder, cells, &mut covered, Role::TableHead, |_, cell| {
            cell.align.unwrap_or(Align::Center)
        }));
    }
    let aligns = column_aligns(builder, given);
    covered = Covered::new(given.columns.len());
    for given_row in &given.rows {
        let role = if given.is_form { Role::FormText } else { Role::TableText };
        let built = row(builder, &given_row.cells, &mut covered, role, |column, cell| {
            cell.align.or(aligns.get(column).copied()).unwrap_or(Align::Left)
        });
        rows.push(Row { keeps: given_row.keeps, ..built });
    }
    merge_equal(&given.merge_equal, given.columns.len(), &mut rows[head_count..]);
    let head = given.head_at.clone().unwrap_or(0..head_count);
    let columns = given.columns.iter().map(|column| TableColumn { width: column.width }).collect();
    let below = notes(builder, given);
    let continued = given.continued.then(|| continued(builder, given));
    Table { id, span: given.span, above, continued, columns, head, rows, below }
}

fn lines_above(builder: &mut Builder, given: &model::Table) -> Vec<Paragraph> {
    let mut above = Vec::new();
    let runs = caption(builder, given.span, given.title.as_ref(), Role::TableTitle);
    if !runs.is_empty() {
        let span = given.title.as_ref().map_or(given.span, |title| title.span);
        above.push(builder.paragraph(Role::TableTitle, span, runs));
    }
    if let Some(subtitle) = &given.subtitle {
        let runs = builder.runs(subtitle, Role::TableTitle);
        above.push(builder.paragraph(Role::TableTitle, subtitle.span, runs));
    }
    if let Some(unit) = &given.unit {
        let mut runs = vec![generated("单位：", Role::TableUnit, unit.span)];
        runs.extend(builder.runs(unit, Role::TableUnit));
        above.push(builder.paragraph(Role::TableUnit, unit.span, runs));
    }
    above
}

/// “续表1”, with the unit behind it.
fn continued(builder: &mut Builder, given: &model::Table) -> Paragraph {
    let number = builder.captions.number(given.span).unwrap_or("表");
    let mut runs = vec![generated(format!("续{number}"), Role::TableUnit, given.span)];
    if let Some(unit) = &given.unit {
        runs.push(generated("\u{3000}单位：", Role::TableUnit, unit.span));
        runs.extend(builder.runs(unit, Role::TableUnit));
    }
    builder.paragraph(Role::TableUnit, given.span, runs)
}

/// 注: “注：…”, several as “注：1.…”, “2.…”.
fn notes(builder: &mut Builder, given: &model::Table) -> Vec<Paragraph> {
    let numbered = given.notes.len() > 1;
    let mut below = Vec::new();
    for (index, note) in given.notes.iter().enumerate() {
        let prefix = if index == 0 { "注：" } else { "" };
        let number = if numbered { format!("{}.", index + 1) } else { String::new() };
        let head = format!("{prefix}{number}");
        let mut runs = vec![generated(head, Role::TableNote, note.span)];
        runs.extend(builder.runs(note, Role::TableNote));
        below.push(builder.paragraph(Role::TableNote, note.span, runs));
    }
    below
}

/// The header rows as given, else one row of the columns' names, else none.
fn head_rows(given: &model::Table) -> Vec<Vec<model::Cell>> {
    if !given.head.is_empty() {
        return given.head.iter().map(|row| row.cells.clone()).collect();
    }
    if given.columns.iter().all(|column| column.name.is_empty()) {
        return Vec::new();
    }
    let name = |column: &model::Column| model::Cell {
        text: column.name.clone(),
        columns: 1,
        rows: 1,
        align: None,
        head: true,
    };
    vec![given.columns.iter().map(name).collect()]
}

/// Which places of the rows to come are covered by cells above.
struct Covered {
    /// For each column, how many further rows are covered.
    rows_left: Vec<u16>,
}

impl Covered {
    fn new(columns: usize) -> Self {
        Self { rows_left: vec![0; columns] }
    }

    /// The next free column from `from`, if any.
    fn free_from(&self, from: usize) -> Option<usize> {
        (from..self.rows_left.len()).find(|column| self.rows_left[*column] == 0)
    }

    fn cover(&mut self, column: usize, columns: u16, rows: u16) {
        let end = (column + usize::from(columns)).min(self.rows_left.len());
        for left in &mut self.rows_left[column..end] {
            *left = rows;
        }
    }

    fn end_row(&mut self) {
        for left in &mut self.rows_left {
            *left = left.saturating_sub(1);
        }
    }
}

fn row(
    builder: &mut Builder,
    cells: &[model::Cell],
    covered: &mut Covered,
    role: Role,
    align: impl Fn(usize, &model::Cell) -> Align,
) -> Row {
    let mut placed = Vec::with_capacity(cells.len());
    let mut from = 0;
    for cell in cells {
        let Some(column) = covered.free_from(from) else { break };
        covered.cover(column, cell.columns, cell.rows);
        from = column + usize::from(cell.columns);
        placed.push(Cell {
            column,
            columns: usize::from(cell.columns),
            rows: usize::from(cell.rows),
            align: align(column, cell),
            paragraphs: paragraphs(
                builder,
                &cell.text,
                if cell.head { head_role(role) } else { role },
            ),
        });
    }
    covered.end_row();
    Row { cells: placed, keeps: false }
}

/// How cells look that look like the header, among others of `role`.
fn head_role(role: Role) -> Role {
    if role == Role::FormText { Role::FormHead } else { Role::TableHead }
}

/// The paragraphs of a cell: line breaks in the source part them; an empty cell has an empty one.
fn paragraphs(builder: &mut Builder, text: &Inline, role: Role) -> Vec<Paragraph> {
    let runs = builder.runs(text, role);
    split_at_line_breaks(runs)
        .into_iter()
        .map(|runs| builder.paragraph(role, text.span, runs))
        .collect()
}

fn split_at_line_breaks(runs: Vec<Run>) -> Vec<Vec<Run>> {
    let mut lines: Vec<Vec<Run>> = vec![Vec::new()];
    for run in runs {
        if !run.text.contains('\n') {
            if let Some(line) = lines.last_mut() {
                line.push(run);
            }
            continue;
        }
        for (index, part) in run.text.split('\n').enumerate() {
            if index > 0 {
                lines.push(Vec::new());
            }
            if let Some(line) = lines.last_mut().filter(|_| !part.is_empty()) {
                line.push(Run { text: part.to_owned(), ..run.clone() });
            }
        }
    }
    while lines.len() > 1 && lines.last().is_some_and(Vec::is_empty) {
        lines.pop();
    }
    lines
}

/// How the text of each column stands: as the author says, else right where every cell is a number.
fn column_aligns(builder: &Builder, given: &model::Table) -> Vec<Align> {
    let text_align = builder.sheet.table.text_align;
    let mut numeric = vec![None; given.columns.len()];
    let mut covered = Covered::new(given.columns.len());
    for row in &given.rows {
        let mut from = 0;
        for cell in &row.cells {
            let Some(column) = covered.free_from(from) else { break };
            covered.cover(column, cell.columns, cell.rows);
            from = column + usize::from(cell.columns);
            if cell.columns == 1 && !cell.text.is_empty() {
                let so_far = numeric[column].unwrap_or(true);
                numeric[column] = Some(so_far && is_number(builder, &cell.text));
            }
        }
        covered.end_row();
    }
    let chosen = given.columns.iter().zip(numeric);
    chosen
        .map(|(column, numeric)| {
            let found = if numeric == Some(true) { Align::Right } else { text_align };
            column.align.unwrap_or(found)
        })
        .collect()
}

/// A bare number, with thousands commas, sign or percent sign; with a unit it is text.
fn is_number(builder: &Builder, text: &Inline) -> bool {
    let printed = builder.printed(text);
    let text = printed.trim();
    let digits = text.trim_start_matches(['-', '+', '−']).trim_end_matches(['%', '‰']);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
}

/// Makes one cell of equal neighbours above each other. A cell of a later column does not reach over
/// the edge of a merged cell in an earlier one, so that second-level labels stay under their first.
fn merge_equal(which: &MergeEqual, columns: usize, rows: &mut [Row]) {
    let chosen: Vec<usize> = match which {
        MergeEqual::No => return,
        MergeEqual::All => (0..columns).collect(),
        MergeEqual::Columns(list) => list.iter().map(|c| usize::from(c.value)).collect(),
    };
    // Rows in which some earlier column starts a new cell.
    let mut starts = vec![false; rows.len()];
    for column in chosen {
        merge_column(column, rows, &mut starts);
    }
}

fn merge_column(column: usize, rows: &mut [Row], starts: &mut [bool]) {
    let texts: Vec<Option<String>> = rows.iter().map(|row| mergeable_text(row, column)).collect();
    let mut top = 0;
    for index in 1..=rows.len() {
        let same = index < rows.len()
            && !starts[index]
            && texts[index].is_some()
            && texts[index] == texts[top];
        if same {
            continue;
        }
        if index - top > 1 {
            for row in &mut rows[top + 1..index] {
                row.cells.retain(|cell| cell.column != column);
            }
            if let Some(cell) = rows[top].cells.iter_mut().find(|cell| cell.column == column) {
                cell.rows = index - top;
            }
        }
        top = index;
        // Under a cell that the author made to reach over several rows nothing new starts.
        let begins = |row: &Row| {
            row.cells.iter().any(|c| (c.column..c.column + c.columns).contains(&column))
        };
        if let Some(start) = starts.get_mut(index) {
            *start |= begins(&rows[index]);
        }
    }
}

/// The text of a cell that covers only its own place; `None` where there is none or it is empty.
fn mergeable_text(row: &Row, column: usize) -> Option<String> {
    let cell = row.cells.iter().find(|cell| cell.column == column)?;
    let text: String = cell.paragraphs.iter().map(Paragraph::text).collect();
    (cell.columns == 1 && cell.rows == 1 && !text.is_empty()).then_some(text)
}
