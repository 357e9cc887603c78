//! A table gathered cell by cell from any kind of file: what lies in the stretch asked for, never more than
//! the limits allow. What a cell's bytes mean is for the readers.

use std::collections::BTreeMap;

use super::fault::Fault;
use super::grid::{Cell, Grid, Hidden, Merged, Value};
use super::limits::{MOST_CELLS, MOST_CHARACTERS, MOST_TEXT};
use super::place::{Area, Place};

/// Gathers the cells of one sheet.
pub(super) struct Gathered {
    sheet: String,
    asked: Option<Area>,
    cells: BTreeMap<Place, (String, Value)>,
    /// First and last places.
    merged: Vec<(Place, Place)>,
    /// First and last of rows and of columns that are not shown.
    hidden_rows: Vec<(u32, u32)>,
    hidden_columns: Vec<(u32, u32)>,
    used: Option<(Place, Place)>,
    /// Bytes of all texts.
    length: usize,
}

impl Gathered {
    /// Nothing yet.
    ///
    /// # Errors
    /// A stretch of more cells than are read.
    pub(super) fn new(sheet: &str, asked: Option<Area>) -> Result<Self, Fault> {
        let gathered = Self {
            sheet: sheet.to_owned(),
            asked,
            cells: BTreeMap::new(),
            merged: Vec::new(),
            hidden_rows: Vec::new(),
            hidden_columns: Vec::new(),
            used: None,
            length: 0,
        };
        if let Some(Area { first, last_row: Some(row), last_column: Some(column) }) = asked {
            gathered.size(first, Place::new(row, column))?;
        }
        Ok(gathered)
    }

    /// Tells of rows that are not shown, by the first and the last.
    pub(super) fn hide_rows(&mut self, first: u32, last: u32) {
        hide(&mut self.hidden_rows, first, last);
    }

    /// The same of columns.
    pub(super) fn hide_columns(&mut self, first: u32, last: u32) {
        hide(&mut self.hidden_columns, first, last);
    }

    /// Tells of a filled cell, and whether it is wanted: those outside what was asked for need not be read.
    pub(super) fn wants(&mut self, place: Place) -> bool {
        if !place.is_on_a_sheet() {
            return false;
        }
        let (first, last) = self.used.unwrap_or((place, place));
        self.used = Some((
            Place::new(first.row.min(place.row), first.column.min(place.column)),
            Place::new(last.row.max(place.row), last.column.max(place.column)),
        ));
        self.asked.is_none_or(|area| area.contains(place))
    }

    /// Takes a filled cell that is wanted.
    ///
    /// # Errors
    /// More cells, or more text, than are read.
    pub(super) fn put(&mut self, place: Place, text: &str, value: Value) -> Result<(), Fault> {
        if self.cells.len() >= MOST_CELLS {
            return Err(self.too_many());
        }
        let text = tidy(text);
        self.length = self.length.saturating_add(text.len());
        if self.length > MOST_TEXT {
            return Err(Fault::TooLarge);
        }
        self.cells.insert(place, (text, value));
        Ok(())
    }

    /// Takes a merged cell by its first and last place.
    ///
    /// # Errors
    /// More of them than there can be cells.
    pub(super) fn merge(&mut self, first: Place, last: Place) -> Result<(), Fault> {
        if self.merged.len() >= MOST_CELLS {
            return Err(self.too_many());
        }
        if first.is_on_a_sheet()
            && last.is_on_a_sheet()
            && first < last
            && first.column <= last.column
        {
            self.merged.push((first, last));
        }
        Ok(())
    }

    /// The table. `names` are those of all sheets.
    ///
    /// # Errors
    /// Nothing filled, too many cells, a merged cell that is cut.
    pub(super) fn finish(mut self, names: &[String]) -> Result<Grid, Fault> {
        let used = self.used.ok_or_else(|| Fault::EmptySheet { sheet: self.sheet.clone() })?;
        let (first, last) = self.rectangle(used, names)?;
        self.size(first, last)?;
        let merged = self.merged_inside(first, last)?;
        let mut rows: Vec<Vec<Cell>> = (first.row..=last.row)
            .map(|row| (first.column..=last.column).map(|column| self.take(row, column)).collect())
            .collect();
        for one in &merged {
            cover(&mut rows, first, one)?;
        }
        let hidden = Hidden {
            rows: marks(&self.hidden_rows, first.row, last.row),
            columns: marks(&self.hidden_columns, first.column, last.column),
        };
        Ok(Grid { sheet: self.sheet, rows, merged, longer_row: None, hidden })
    }

    fn take(&mut self, row: u32, column: u32) -> Cell {
        let place = Place::new(row, column);
        let (text, value) = self.cells.remove(&place).unwrap_or((String::new(), Value::Empty));
        Cell { place, text, value }
    }

    /// First and last place of the table.
    fn rectangle(&self, used: (Place, Place), names: &[String]) -> Result<(Place, Place), Fault> {
        let Some(area) = self.asked else { return Ok(used) };
        if self.cells.is_empty() {
            let asked = area.to_string();
            return Err(Fault::OutsideSheet {
                sheet: self.sheet.clone(),
                used: Area::between(used.0, used.1).to_string(),
                is_sheet_name: names.contains(&asked),
                asked,
            });
        }
        let row = self.cells.keys().map(|place| place.row).max().unwrap_or(area.first.row);
        let column = self.cells.keys().map(|place| place.column).max().unwrap_or(area.first.column);
        let (row, column) = (area.last_row.unwrap_or(row), area.last_column.unwrap_or(column));
        Ok((area.first, Place::new(row, column)))
    }

    fn merged_inside(&self, first: Place, last: Place) -> Result<Vec<Merged>, Fault> {
        let mut inside = Vec::new();
        for &(from, to) in &self.merged {
            let apart = to.row < first.row || to.column < first.column;
            if apart || from.row > last.row || from.column > last.column {
                continue;
            }
            if let Some(asked) =
                self.asked.filter(|_| from.row < first.row || from.column < first.column)
            {
                return Err(Fault::CutsMerged {
                    sheet: self.sheet.clone(),
                    asked: asked.to_string(),
                    merged: Area::between(from, to).to_string(),
                });
            }
            // Without a stretch asked for, an empty merged cell may begin in front of what is filled.
            let from = Place::new(from.row.max(first.row), from.column.max(first.column));
            let rows = to.row.min(last.row) - from.row + 1;
            let columns = to.column.min(last.column) - from.column + 1;
            if rows > 1 || columns > 1 {
                inside.push(Merged { first: from, rows, columns });
            }
        }
        inside.sort_by_key(|one| one.first);
        inside.dedup();
        Ok(inside)
    }

    /// Refuses a rectangle that is too large, before anything of its size is made.
    fn size(&self, first: Place, last: Place) -> Result<(), Fault> {
        let rows = u64::from(last.row.saturating_sub(first.row)) + 1;
        let columns = u64::from(last.column.saturating_sub(first.column)) + 1;
        let most = u64::try_from(MOST_CELLS).unwrap_or(u64::MAX);
        if rows * columns > most { Err(self.too_many()) } else { Ok(()) }
    }

    fn too_many(&self) -> Fault {
        Fault::TooManyCells { sheet: self.sheet.clone() }
    }
}

/// Adds a stretch, to the last one where it goes on there: a file may list each of a million rows.
fn hide(stretches: &mut Vec<(u32, u32)>, first: u32, last: u32) {
    let is_full = stretches.len() >= MOST_CELLS;
    match stretches.last_mut() {
        Some((_, end)) if end.saturating_add(1) == first => *end = last.max(first),
        _ if is_full => {}
        _ => stretches.push((first, last)),
    }
}

/// Which numbers of a range are in one of the stretches; empty where none is.
fn marks(stretches: &[(u32, u32)], first: u32, last: u32) -> Vec<bool> {
    let inside = |(from, to): &&(u32, u32)| *from <= last && *to >= first;
    let mut found = Vec::new();
    for (from, to) in stretches.iter().filter(inside) {
        found.resize((last - first) as usize + 1, false);
        let range = from.max(&first) - first..=to.min(&last) - first;
        for mark in &mut found[*range.start() as usize..=*range.end() as usize] {
            *mark = true;
        }
    }
    found
}

/// Empties the places of a merged cell but the first. No two merged cells may share a place: programs call
/// such a file damaged, too.
fn cover(rows: &mut [Vec<Cell>], origin: Place, merged: &Merged) -> Result<(), Fault> {
    let (row, column) = (merged.first.row - origin.row, merged.first.column - origin.column);
    let below = rows.iter_mut().skip(row as usize).take(merged.rows as usize);
    for (down, cells) in below.enumerate() {
        let across = cells.iter_mut().skip(column as usize).take(merged.columns as usize);
        for (right, cell) in across.enumerate() {
            if cell.value == Value::Covered {
                let part = format!("合并的单元格在 {} 重叠", cell.place);
                return Err(Fault::Damaged { part });
            }
            if down > 0 || right > 0 {
                cell.text.clear();
                cell.value = Value::Covered;
            }
        }
    }
    Ok(())
}

/// Line breaks as line feeds, no more characters than a cell can hold, none that no paper shows.
fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len().min(MOST_CHARACTERS));
    let mut characters = text.chars().take(MOST_CHARACTERS).peekable();
    while let Some(c) = characters.next() {
        match c {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\r' => tidy.push('\n'),
            '\n' | '\t' => tidy.push(c),
            c if c.is_control() || c == '\u{FEFF}' => {}
            c => tidy.push(c),
        }
    }
    tidy
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gathered(asked: Option<&str>, cells: &[(&str, &str)]) -> Gathered {
        let area = asked.map(|text| Area::parse(text).unwrap());
        let mut gathered = Gathered::new("附表", area).unwrap();
        for (place, text) in cells {
            let place = Place::parse(place).unwrap();
            if gathered.wants(place) {
                gathered.put(place, text, Value::Text).unwrap();
            }
        }
        gathered
    }

    fn texts(grid: &Grid) -> Vec<Vec<&str>> {
        grid.rows.iter().map(|row| row.iter().map(|cell| cell.text.as_str()).collect()).collect()
    }

    const FILLED: [(&str, &str); 4] = [("B2", "项目"), ("D2", "金额"), ("B4", "合计"), ("D4", "5")];

    #[test]
    fn without_a_stretch_the_table_is_what_is_filled() {
        let grid = gathered(None, &FILLED).finish(&[]).unwrap();
        assert_eq!(texts(&grid), [["项目", "", "金额"], ["", "", ""], ["合计", "", "5"]]);
        assert_eq!(grid.rows[2][0].place.to_string(), "B4");
    }

    #[test]
    fn a_stretch_is_given_whole_and_an_open_end_is_where_the_filled_cells_end() {
        let grid = gathered(Some("A3:D5"), &FILLED).finish(&[]).unwrap();
        assert_eq!(texts(&grid), [["", "", "", ""], ["", "合计", "", "5"], ["", "", "", ""]]);
        let grid = gathered(Some("C3:D"), &FILLED).finish(&[]).unwrap();
        assert_eq!(texts(&grid), [["", ""], ["", "5"]]);
        let grid = gathered(Some("2:2"), &FILLED).finish(&[]).unwrap();
        assert_eq!(texts(&grid), [["", "项目", "", "金额"]]);
    }

    #[test]
    fn a_stretch_with_nothing_in_it_is_answered_with_what_is_filled() {
        let fault = gathered(Some("Q1"), &FILLED).finish(&["Q1".to_owned()]).unwrap_err();
        let Fault::OutsideSheet { asked, used, is_sheet_name, .. } = fault else {
            panic!("{fault:?}")
        };
        assert_eq!((asked.as_str(), used.as_str(), is_sheet_name), ("Q1", "B2:D4", true));
        let fault = gathered(None, &[]).finish(&[]).unwrap_err();
        assert_eq!(fault, Fault::EmptySheet { sheet: "附表".to_owned() });
    }

    #[test]
    fn a_lone_cell_at_the_end_of_the_sheet_asks_for_no_memory() {
        let far = [("A1", "一"), ("XFD1048576", "末")];
        let fault = gathered(None, &far).finish(&[]).unwrap_err();
        assert_eq!(fault, Fault::TooManyCells { sheet: "附表".to_owned() });
        assert_eq!(texts(&gathered(Some("A1:B1"), &far).finish(&[]).unwrap()), [["一", ""]]);
        assert!(Gathered::new("附表", Area::parse("A1:XFD1048576")).is_err());
    }

    #[test]
    fn one_long_text_in_many_cells_asks_for_no_memory() {
        let mut sheet = gathered(None, &[]);
        let long = "长".repeat(MOST_CHARACTERS + 1);
        let mut put = (1..=1000).map(|row| sheet.put(Place::new(row, 1), &long, Value::Text));
        // Each takes 98 301 bytes.
        assert_eq!(put.position(|result| result == Err(Fault::TooLarge)), Some(203));
    }

    #[test]
    fn merged_cells_hide_what_is_below_them_and_end_with_the_table() {
        let mut sheet =
            gathered(None, &[("A1", "附表"), ("B1", "旧"), ("A2", "项目"), ("B2", "值")]);
        sheet.merge(Place::new(1, 1), Place::new(1, 5)).unwrap();
        let grid = sheet.finish(&[]).unwrap();
        assert_eq!(texts(&grid), [["附表", ""], ["项目", "值"]]);
        assert_eq!(grid.rows[0][1].value, Value::Covered);
        assert_eq!(grid.merged, [Merged { first: Place::new(1, 1), rows: 1, columns: 2 }]);
    }

    #[test]
    fn a_stretch_that_begins_inside_a_merged_cell_is_refused() {
        let mut sheet = gathered(Some("A2:B3"), &[("A1", "部门"), ("B2", "一"), ("B3", "二")]);
        sheet.merge(Place::new(1, 1), Place::new(3, 1)).unwrap();
        let Err(Fault::CutsMerged { merged, .. }) = sheet.finish(&[]) else { panic!("cut") };
        assert_eq!(merged, "A1:A3");
    }

    #[test]
    fn merged_cells_that_share_a_place_are_damage() {
        let mut sheet = gathered(None, &[("A1", "一"), ("C3", "三")]);
        sheet.merge(Place::new(1, 1), Place::new(2, 2)).unwrap();
        sheet.merge(Place::new(2, 2), Place::new(3, 3)).unwrap();
        assert!(matches!(sheet.finish(&[]), Err(Fault::Damaged { .. })));
    }

    #[test]
    fn line_breaks_are_line_feeds_and_nothing_unseen_stays() {
        assert_eq!(tidy("一\r\n二\r三\u{0}\u{7}\n四"), "一\n二\n三\n四");
    }
}
