//! A table that units have in common, and the rows of it that are one unit's.

use std::collections::BTreeMap;

use super::roster::{Place, unit_name};
use crate::spreadsheet::{Cell, Grid, Hidden, Merged};

/// A table, read once for all units.
#[derive(Debug)]
pub struct Shared {
    grid: Grid,
    /// The first row under the header, and whose each row is; `None` where no column says so.
    owners: Option<(usize, BTreeMap<String, Vec<usize>>)>,
}

impl Shared {
    /// Looks for the column called `key` that says whose a row is.
    #[must_use]
    pub fn of(grid: Grid, key: Option<&str>) -> Self {
        let place = key.and_then(|key| Place::find(&grid, key));
        let owners = place.map(|place| {
            let mut owners: BTreeMap<String, Vec<usize>> = BTreeMap::new();
            for row in place.body..grid.rows.len() {
                let owner = grid.whole(row, place.column).map_or("", |cell| &cell.text);
                owners.entry(unit_name(owner)).or_default().push(row);
            }
            (place.body, owners)
        });
        Self { grid, owners }
    }

    /// The table with its header, of `head` rows at least, and the rows of one unit; all of it where no column says whose
    /// they are.
    #[must_use]
    pub fn of_unit(&self, name: &str, head: usize) -> Grid {
        let Some((body, owners)) = &self.owners else { return self.grid.clone() };
        let body = head.max(*body);
        let own = owners.get(name).map_or(&[][..], Vec::as_slice);
        let kept: Vec<usize> =
            (0..body).chain(own.iter().copied().filter(|row| *row >= body)).collect();
        narrowed(&self.grid, &kept)
    }
}

/// The table with these rows only, in their order.
fn narrowed(grid: &Grid, kept: &[usize]) -> Grid {
    let mut rows: Vec<Vec<Cell>> =
        kept.iter().filter_map(|row| grid.rows.get(*row)).cloned().collect();
    let mut merged = Vec::new();
    for area in &grid.merged {
        let (in_rows, in_columns) = grid.extent(area);
        let stays: Vec<usize> = (0..kept.len()).filter(|at| in_rows.contains(&kept[*at])).collect();
        let Some(&first) = stays.first() else { continue };
        let whole = grid.rows.get(in_rows.start).and_then(|row| row.get(in_columns.start));
        let Some(cell) = rows.get_mut(first).and_then(|row| row.get_mut(in_columns.start)) else {
            continue;
        };
        // The text stands in the first row that stays.
        if let Some(whole) = whole {
            cell.text.clone_from(&whole.text);
            cell.value.clone_from(&whole.value);
        }
        let place = cell.place;
        let count = u32::try_from(stays.len()).unwrap_or(u32::MAX);
        if count > 1 || area.columns > 1 {
            let last =
                stays.last().and_then(|last| rows.get(*last)?.first()).map(|cell| cell.place.row);
            // As far as the sheet's own rows: what lies in between is not there.
            let span = last.map_or(count, |last| last - place.row + 1);
            merged.push(Merged { first: place, rows: span, columns: area.columns });
        }
    }
    let hidden_rows = if grid.hidden.rows.is_empty() {
        Vec::new()
    } else {
        kept.iter().map(|row| grid.hidden.row(*row)).collect()
    };
    let there =
        |row: u32| rows.iter().any(|cells| cells.first().is_some_and(|c| c.place.row == row));
    Grid {
        sheet: grid.sheet.clone(),
        longer_row: grid.longer_row.filter(|longer| there(longer.row)),
        hidden: Hidden { rows: hidden_rows, columns: grid.hidden.columns.clone() },
        merged,
        rows,
    }
}
