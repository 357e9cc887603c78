//! Widths of columns: fixed ones first, the rest shared by weight, in whole twips that add up. Weights
//! that nobody gave are found in `content`.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::content;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::galley::{Table, TableColumn};
use crate::layout::shape::Shaper;
use crate::model::ColumnWidth;
use crate::unit::Length;

/// The columns of a table do not fit between the edges.
const TOO_WIDE: Code = Code("L001");

/// The width of each column of a table as wide as `available`; `None` and a fault when they do not
/// fit. `least` is the narrowest a column may be: one character and its padding.
pub(in crate::layout) fn column_widths(
    table: &Table,
    available: Length,
    least: Length,
    shaper: &mut Shaper<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Length>> {
    let fixed = |column: &TableColumn| match column.width {
        ColumnWidth::Fixed(width) => width,
        ColumnWidth::Weight(_) | ColumnWidth::Content => Length::ZERO,
    };
    let fixed: Length = table.columns.iter().map(fixed).sum();
    let shared = available - fixed;
    let weights = weights(table, shared, least, shaper);
    let widths = edges(table, shared, &weights);
    let narrow = widths.iter().any(|width| *width < least);
    if shared < Length::ZERO || narrow {
        diagnostics.push(does_not_fit(table, available, fixed, least));
        return None;
    }
    Some(widths)
}

/// For each column, its share of what fixed columns leave: as given, or as wide as what stands in it.
fn weights(table: &Table, shared: Length, least: Length, shaper: &mut Shaper<'_>) -> Vec<Decimal> {
    let weighted = |column: &TableColumn| matches!(column.width, ColumnWidth::Weight(_));
    let unsaid = |column: &TableColumn| matches!(column.width, ColumnWidth::Content);
    let columns = table.columns.iter().enumerate();
    let found: BTreeSet<usize> =
        columns.filter(|(_, column)| unsaid(column)).map(|(index, _)| index).collect();
    let widths = if table.columns.iter().any(weighted) || shared <= Length::ZERO {
        Vec::new()
    } else {
        content::widths(table, &found, shared, least, shaper)
    };
    let weight = |(index, column): (usize, &TableColumn)| match column.width {
        ColumnWidth::Fixed(_) => Decimal::ZERO,
        ColumnWidth::Weight(weight) => weight,
        ColumnWidth::Content => {
            widths.get(index).map_or(Decimal::ONE, |width| Decimal::from(width.emu()))
        }
    };
    table.columns.iter().enumerate().map(weight).collect()
}

/// Differences of rounded edges, so that no rounding adds up.
fn edges(table: &Table, shared: Length, weights: &[Decimal]) -> Vec<Length> {
    let all: Decimal = weights.iter().copied().sum();
    let mut fixed = Length::ZERO;
    let mut weight_so_far = Decimal::ZERO;
    let mut last = Length::ZERO;
    let mut widths = Vec::with_capacity(table.columns.len());
    for (column, weight) in table.columns.iter().zip(weights) {
        if let ColumnWidth::Fixed(width) = column.width {
            fixed += width;
        }
        weight_so_far += *weight;
        let edge = (fixed + share(shared, weight_so_far, all)).whole_twips();
        widths.push(edge - last);
        last = edge;
    }
    widths
}

fn share(shared: Length, part: Decimal, whole: Decimal) -> Length {
    let emu = Decimal::from(shared.emu())
        .checked_mul(part)
        .and_then(|product| product.checked_div(whole))
        .and_then(|quotient| quotient.round().to_i64());
    Length::from_emu(emu.unwrap_or(0))
}

fn does_not_fit(table: &Table, available: Length, fixed: Length, least: Length) -> Diagnostic {
    let message = if fixed > available {
        format!("各列写定的宽加起来是 {fixed}，比版心宽 {available} 还大")
    } else {
        format!("有的列窄于 {least}，连一个字也放不下")
    };
    Diagnostic::error(TOO_WIDE, table.span, message).help("减少列数，或改小写定的列宽")
}
