//! Widths of columns: fixed ones first, the rest shared by weight, in whole twips that add up.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::galley::Table;
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
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Length>> {
    let fixed: Length = table
        .columns
        .iter()
        .map(|column| match column.width {
            ColumnWidth::Fixed(width) => width,
            ColumnWidth::Weight(_) => Length::ZERO,
        })
        .sum();
    let weights: Decimal = table
        .columns
        .iter()
        .map(|column| match column.width {
            ColumnWidth::Weight(weight) => weight,
            ColumnWidth::Fixed(_) => Decimal::ZERO,
        })
        .sum();
    let shared = available - fixed;
    let widths = edges(table, shared, weights);
    let narrow = widths.iter().any(|width| *width < least);
    if shared < Length::ZERO || narrow {
        diagnostics.push(does_not_fit(table, available, fixed, least));
        return None;
    }
    Some(widths)
}

/// Differences of rounded edges, so that no rounding adds up.
fn edges(table: &Table, shared: Length, weights: Decimal) -> Vec<Length> {
    let mut fixed = Length::ZERO;
    let mut weight_so_far = Decimal::ZERO;
    let mut last = Length::ZERO;
    let mut widths = Vec::with_capacity(table.columns.len());
    for column in &table.columns {
        match column.width {
            ColumnWidth::Fixed(width) => fixed += width,
            ColumnWidth::Weight(weight) => weight_so_far += weight,
        }
        let edge = (fixed + share(shared, weight_so_far, weights)).whole_twips();
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
