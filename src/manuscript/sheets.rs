//! Spreadsheets → manuscript: a table for each sheet, its cells as the spreadsheet program shows them, the name of the
//! sheet above it where somebody gave it one.

use std::collections::BTreeMap;

use super::taken::{Open, Taken};
use super::{Cell, Manuscript, Paragraph, Place, Table, Within};
use crate::spreadsheet::{Asked, Fault, Grid, Value, read, sheets};

/// The manuscript of a spreadsheet file, every sheet that has something in it.
///
/// # Errors
/// As [`read`]; sheets that are empty are passed over unless all are.
pub fn of_spreadsheet(bytes: &[u8]) -> Result<Manuscript, Fault> {
    let names = sheets(bytes)?;
    let mut taken = Taken::default();
    if names.is_empty() {
        taken.sheet(&read(bytes, Asked::default())?);
        return Ok(taken.manuscript);
    }
    let mut empty = None;
    for name in names {
        match read(bytes, Asked { sheet: Some(&name), area: None }) {
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

impl Taken {
    fn sheet(&mut self, grid: &Grid) {
        let prefix = if grid.sheet.is_empty() { String::new() } else { format!("{}!", grid.sheet) };
        if !grid.sheet.is_empty() && is_given(&grid.sheet) {
            let place = Place::Sheet(grid.sheet.clone());
            let paragraph = Paragraph { place, ..Paragraph::default() };
            self.line(Open { text: grid.sheet.clone(), paragraph, ..Open::default() });
        }
        let table = self.manuscript.tables.len();
        let merged: BTreeMap<_, _> = grid.merged.iter().map(|own| (own.first, own)).collect();
        let mut own = Table { columns: grid.rows.first().map_or(0, Vec::len), ..Table::default() };
        for (row, cells) in grid.rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                if cell.value == Value::Covered {
                    continue;
                }
                let merged = merged.get(&cell.place);
                let covers = |count: Option<u32>| count.map_or(1, |count| count as usize);
                own.cells.push(Cell {
                    row,
                    column,
                    rows: covers(merged.map(|merged| merged.rows)),
                    columns: covers(merged.map(|merged| merged.columns)),
                    again: false,
                });
                for line in cell.text.split('\n') {
                    let place = Place::Sheet(format!("{prefix}{}", cell.place));
                    let within = Within::Cell { table, row, column };
                    let paragraph = Paragraph { place, within, ..Paragraph::default() };
                    self.line(Open { text: line.to_owned(), paragraph, ..Open::default() });
                }
            }
        }
        self.manuscript.tables.push(own);
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
    fn names_that_programs_give_are_no_text() {
        for (name, given) in
            [("Sheet1", false), ("工作表2", false), ("2021年支出", true), ("附表1", true)]
        {
            assert_eq!(is_given(name), given, "{name}");
        }
        assert!(of_spreadsheet(b"").is_err());
    }
}
