//! Spreadsheets → manuscript: a table for each sheet that is shown, its cells as the spreadsheet program shows them, the
//! name of the sheet above it where somebody gave it one. What its author does not show is set aside, cell by cell.

use std::collections::BTreeMap;
use std::ops::Range;

use super::taken::{Open, Taken};
use super::{Aside, AsideKind, Cell, Manuscript, Paragraph, Place, Table, Within};
use crate::spreadsheet::{self, Asked, Fault, Grid, Merged, SheetName, Value, read, sheets};

/// The manuscript of a spreadsheet file, every sheet that has something in it.
///
/// # Errors
/// As [`read`]; sheets that are empty are passed over unless all are; one at least must be shown.
pub fn of_spreadsheet(bytes: &[u8]) -> Result<Manuscript, Fault> {
    let listed = sheets(bytes)?;
    let mut taken = Taken::default();
    if listed.is_empty() {
        taken.sheet(&read(bytes, Asked::default())?);
        return Ok(taken.manuscript);
    }
    if listed.iter().all(|sheet| sheet.is_hidden) {
        let hidden = listed.into_iter().map(|sheet| sheet.name).collect();
        return Err(Fault::NoVisibleSheet { hidden });
    }
    let mut empty = None;
    for SheetName { name, is_hidden } in listed {
        match read(bytes, Asked { sheet: Some(&name), area: None }) {
            Ok(grid) if is_hidden => taken.hidden_sheet(&grid),
            Ok(grid) => taken.sheet(&grid),
            Err(fault @ Fault::EmptySheet { .. }) => empty = Some(fault),
            Err(fault) => return Err(fault),
        }
    }
    match empty {
        Some(fault) if taken.manuscript.tables.is_empty() => Err(fault),
        _ => Ok(taken.manuscript),
    }
}

/// Names that a program gives: `Sheet1`, `工作表1`, `Table1`.
fn is_given(name: &str) -> bool {
    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit());
    bare.len() == name.len() || !["Sheet", "工作表", "表", "Table", "sheet"].contains(&bare)
}

/// Where a cell is, as people find it again.
fn place(grid: &Grid, cell: &spreadsheet::Cell) -> Place {
    let prefix = if grid.sheet.is_empty() { String::new() } else { format!("{}!", grid.sheet) };
    Place::Sheet(format!("{prefix}{}", cell.place))
}

/// The shown ones of some rows or columns: the first, counted among the shown, and how many.
fn shown(range: Range<usize>, before: &[usize]) -> Option<(usize, usize)> {
    let at = |index: usize| before.get(index).or(before.last()).copied().unwrap_or(0);
    let (first, end) = (at(range.start), at(range.end));
    (end > first).then_some((first, end - first))
}

/// For each row or column and behind the last, how many shown ones are before it.
fn counted(length: usize, is_hidden: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut found = vec![0];
    for at in 0..length {
        found.push(found[at] + usize::from(!is_hidden(at)));
    }
    found
}

impl Taken {
    fn sheet(&mut self, grid: &Grid) {
        let width = grid.rows.first().map_or(0, Vec::len);
        let rows = counted(grid.rows.len(), |row| grid.hidden.row(row));
        let columns = counted(width, |column| grid.hidden.column(column));
        let is_shown = rows.last() > Some(&0) && columns.last() > Some(&0);
        if !grid.sheet.is_empty() && is_given(&grid.sheet) {
            let place = Place::Sheet(grid.sheet.clone());
            let paragraph = Paragraph { place, ..Paragraph::default() };
            self.line(Open { text: grid.sheet.clone(), paragraph, ..Open::default() });
        }
        let table = self.manuscript.tables.len();
        let merged: BTreeMap<_, _> = grid.merged.iter().map(|own| (own.first, own)).collect();
        let count = columns.last().copied().unwrap_or(0);
        let mut own = Table { columns: count, ..Table::default() };
        for (row, cells) in grid.rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                if cell.value == Value::Covered {
                    continue;
                }
                let covers = |count: fn(&Merged) -> u32| {
                    merged.get(&cell.place).map_or(1, |merged| count(merged) as usize)
                };
                let (high, wide) = (covers(|merged| merged.rows), covers(|merged| merged.columns));
                let down = shown(row..row + high, &rows);
                let across = shown(column..column + wide, &columns);
                let (Some((row, rows)), Some((column, columns))) = (down, across) else {
                    self.hidden_cell(grid, cell);
                    continue;
                };
                own.cells.push(Cell { row, column, rows, columns, again: false });
                for line in cell.text.split('\n') {
                    let within = Within::Cell { table, row, column };
                    let paragraph =
                        Paragraph { place: place(grid, cell), within, ..Paragraph::default() };
                    self.line(Open { text: line.to_owned(), paragraph, ..Open::default() });
                }
            }
        }
        if is_shown {
            self.manuscript.tables.push(own);
        }
    }

    /// A sheet that is not shown: its name, if a person gave it one, and all that is in it.
    fn hidden_sheet(&mut self, grid: &Grid) {
        if is_given(&grid.sheet) {
            self.hidden(grid.sheet.clone(), Place::Sheet(grid.sheet.clone()));
        }
        for cell in grid.rows.iter().flatten() {
            self.hidden_cell(grid, cell);
        }
    }

    fn hidden_cell(&mut self, grid: &Grid, cell: &spreadsheet::Cell) {
        if !cell.text.is_empty() {
            self.hidden(cell.text.clone(), place(grid, cell));
        }
    }

    fn hidden(&mut self, text: String, place: Place) {
        let kind = AsideKind::Hidden;
        self.manuscript.asides.push(Aside { kind, text, counts: true, place });
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::dump;
    use super::*;

    #[test]
    fn a_text_file_is_a_table_without_a_name() {
        let csv = "指标,目标值,完成值\n满意度,≥95%,96.2%\n\"两行\n文字\",,5辆\n";
        let manuscript = of_spreadsheet(csv.as_bytes()).unwrap();
        let expected = [
            "0:0,0 指标",
            "0:0,1 目标值",
            "0:0,2 完成值",
            "0:1,0 满意度",
            "0:1,1 ≥95%",
            "0:1,2 96.2%",
            "0:2,0 两行",
            "0:2,0 文字",
            "0:2,1 ",
            "0:2,2 5辆",
        ];
        assert_eq!(dump(&manuscript), expected);
        assert_eq!((manuscript.tables[0].columns, manuscript.tables[0].cells.len()), (3, 9));
        assert_eq!(manuscript.paragraphs[4].place.to_string(), "B2");
        assert_eq!(manuscript.characters(), 26);
    }

    #[test]
    fn what_is_not_shown_is_set_aside_and_merged_cells_shrink() {
        for (file, name) in [
            (&include_bytes!("../../tests/import/sheets/yincang.xlsx")[..], "xlsx"),
            (&include_bytes!("../../tests/import/sheets/yincang.xls")[..], "xls"),
            (&include_bytes!("../../tests/import/sheets/yincang.ods")[..], "ods"),
        ] {
            let manuscript = of_spreadsheet(file).unwrap();
            let expected = [
                "2021年支出",
                "0:0,0 项目支出明细",
                "0:1,0 项目",
                "0:1,1 预算",
                "0:1,2 支出",
                "0:2,0 机房运行",
                "0:2,1 412.36",
                "0:2,2 398.20",
                "0:3,0 合计",
                "0:3,1 797.48",
                "0:3,2 783.32",
            ];
            assert_eq!(dump(&manuscript), expected, "{name}");
            let table = &manuscript.tables[0];
            assert_eq!((table.columns, table.cells[0].columns), (3, 3), "{name}");
            let asides: Vec<_> = manuscript
                .asides
                .iter()
                .map(|aside| (aside.kind, aside.text.as_str(), aside.place.to_string()))
                .collect();
            let hidden = |text, place: &str| (AsideKind::Hidden, text, place.to_owned());
            let expected = [
                hidden("备注", "2021年支出!C2"),
                hidden("内部", "2021年支出!C3"),
                hidden("网络租赁", "2021年支出!A4"),
                hidden("385.12", "2021年支出!B4"),
                hidden("待核", "2021年支出!C4"),
                hidden("385.12", "2021年支出!D4"),
                hidden("参数", "参数"),
                hidden("折旧年限", "参数!A1"),
                hidden("5", "参数!B1"),
            ];
            assert_eq!(asides, expected, "{name}");
        }
    }

    #[test]
    fn names_that_programs_give_are_no_text() {
        for (name, given) in
            [("Sheet1", false), ("工作表2", false), ("2021年支出", true), ("附表1", true)]
        {
            assert_eq!(is_given(name), given, "{name}");
        }
        assert!(of_spreadsheet(b"").is_err());
    }
}
