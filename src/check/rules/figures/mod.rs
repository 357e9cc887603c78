//! F: whether the numbers of a document agree with each other: sums, rates, differences, products, counts, and what is
//! said of one thing in several places. Here are the rules' list and what they reckon with.

use rust_decimal::Decimal;

use crate::check::{Quantity, Read, Rule};

mod based;
mod change;
mod compare;
mod composition;
mod count;
mod difference;
mod equation;
mod implied;
mod magnitude;
mod nesting;
mod parts;
mod product;
mod rate;
mod share;
mod staff;
mod table_sum;
mod whole;

pub(super) static RULES: &[&Rule] = &[
    &parts::RULE,
    &table_sum::RULE,
    &rate::RULE,
    &count::RULE,
    &compare::RULE,
    &product::RULE,
    &magnitude::RULE,
    &difference::RULE,
    &equation::RULE,
    &implied::RULE,
    &staff::RULE,
];

/// The words that name a quantity.
fn name<'p>(read: &Read<'p>, quantity: &Quantity) -> &'p str {
    &read.text()[quantity.name.clone()]
}

/// One in the last decimal that a quantity is printed with, in base units.
fn last_place(quantity: &Quantity) -> Decimal {
    let place = Decimal::new(1, quantity.number.scale());
    place.checked_mul(quantity.unit.factor).unwrap_or(place)
}

/// Whether two numbers are the same once each is rounded or cut off at the last place of those they were printed
/// with.
fn agree(one: Decimal, other: Decimal, last_place: Decimal) -> bool {
    apart(one, other).is_some_and(|difference| difference < last_place)
}

/// How far two numbers are apart; `None` where that has too many digits.
fn apart(one: Decimal, other: Decimal) -> Option<Decimal> {
    one.checked_sub(other).map(|difference| difference.abs())
}

/// A number in the unit of a quantity, as it would be printed beside it.
fn in_unit_of(quantity: &Quantity, value: Decimal) -> String {
    let number = value.checked_div(quantity.unit.factor).unwrap_or(value);
    let places = quantity.number.scale().max(2);
    format!("{}{}", number.round_dp(places).normalize(), quantity.unit_name())
}

/// How far the number meant may lie from the one printed: half its last place; nothing for people and pieces that are
/// counted one by one, and for whole 万元.
fn half_place(quantity: &Quantity) -> Decimal {
    let exact = if quantity.is_money() { Decimal::from(10_000) } else { Decimal::ONE };
    if quantity.number.scale() == 0 && quantity.unit.factor <= exact {
        return Decimal::ZERO;
    }
    last_place(quantity) / Decimal::TWO
}

/// Whether `part` of `whole` can be the percentage printed, when both may be off by as much as is given with them.
fn can_be_percent(
    (part, part_off): (Decimal, Decimal),
    (whole, whole_off): (Decimal, Decimal),
    printed: Decimal,
    place: Decimal,
) -> bool {
    let quotient = |part: Decimal, whole: Decimal| {
        (whole > Decimal::ZERO)
            .then(|| part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole))
            .flatten()
    };
    let low = quotient(part - part_off, whole + whole_off);
    let high = quotient(part + part_off, whole - whole_off);
    match (low, high) {
        (Some(low), Some(high)) => low - place < printed && printed < high + place,
        // Too coarse to tell.
        _ => whole > Decimal::ZERO && whole <= whole_off,
    }
}

/// A quotient in percent with the decimals of the percentage it is held against, halves up.
fn percent(part: Decimal, whole: Decimal, decimals: u32) -> Option<Decimal> {
    let quotient = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
    Some(
        quotient
            .round_dp_with_strategy(decimals, rust_decimal::RoundingStrategy::MidpointAwayFromZero),
    )
}
