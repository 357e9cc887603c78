//! The rules of a table's piece: a frame, and lines between cells that are not one cell.

use super::set::SetTable;
use crate::layout::page::Rule;
use crate::template::TableStyle;
use crate::unit::Length;

/// Which cell covers each place of the rows that stand on a page.
pub(super) struct Spans<'a> {
    /// For each band, for each column: the covering cell.
    owners: Vec<&'a [Option<usize>]>,
}

impl<'a> Spans<'a> {
    /// `rows`: the table's row that each band on the page is of.
    pub(super) fn new(table: &'a SetTable, rows: &[usize]) -> Self {
        Self { owners: rows.iter().map(|row| table.owners_in(*row)).collect() }
    }

    fn same(&self, a: (usize, usize), b: (usize, usize)) -> bool {
        let owner = |(band, column): (usize, usize)| self.owners[band][column];
        owner(a).is_some() && owner(a) == owner(b)
    }
}

/// The rules of a piece with columns at `xs` and bands at `ys`.
pub(super) fn draw(
    spans: &Spans<'_>,
    xs: &[Length],
    ys: &[Length],
    style: &TableStyle,
) -> Vec<Rule> {
    let (columns, bands) = (xs.len() - 1, ys.len() - 1);
    let mut rules = Vec::new();
    for (edge, y) in ys.iter().enumerate() {
        let outer = edge == 0 || edge == bands;
        let drawn = |column: usize| outer || !spans.same((edge - 1, column), (edge, column));
        for (from, to) in stretches_of(columns, drawn) {
            let width = width_of(outer, style);
            rules.push(Rule { x0: xs[from], y0: *y, x1: xs[to], y1: *y, width });
        }
    }
    for (edge, x) in xs.iter().enumerate() {
        let outer = edge == 0 || edge == columns;
        let drawn = |band: usize| outer || !spans.same((band, edge - 1), (band, edge));
        for (from, to) in stretches_of(bands, drawn) {
            let width = width_of(outer, style);
            rules.push(Rule { x0: *x, y0: ys[from], x1: *x, y1: ys[to], width });
        }
    }
    rules
}

fn width_of(outer: bool, style: &TableStyle) -> Length {
    if outer { style.outer_rule } else { style.inner_rule }
}

/// The longest stretches `from..to` of `0..count` in which `drawn` holds.
fn stretches_of(count: usize, drawn: impl Fn(usize) -> bool) -> Vec<(usize, usize)> {
    let mut stretches: Vec<(usize, usize)> = Vec::new();
    for index in (0..count).filter(|index| drawn(*index)) {
        match stretches.last_mut() {
            Some((_, to)) if *to == index => *to = index + 1,
            _ => stretches.push((index, index + 1)),
        }
    }
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbouring_places_make_one_rule() {
        assert_eq!(stretches_of(5, |index| index != 2), vec![(0, 2), (3, 5)]);
        assert_eq!(stretches_of(3, |_| true), vec![(0, 3)]);
        assert_eq!(stretches_of(3, |_| false), vec![]);
    }
}
