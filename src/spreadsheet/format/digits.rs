//! The digits of a number put into the places of a format, exactly. Which section counts is for `mod`.

use rust_decimal::{Decimal, RoundingStrategy};

use super::section::Piece;

/// What a section shows of a number that is not negative. `None` where the number is too large for it.
pub(super) fn show(pieces: &[Piece], value: Decimal) -> Option<String> {
    let point = pieces.iter().position(|piece| *piece == Piece::Point);
    let (whole, behind) = pieces.split_at(point.unwrap_or(pieces.len()));
    let mut value = value;
    for piece in pieces {
        if *piece == Piece::Percent {
            value = value.checked_mul(Decimal::ONE_HUNDRED)?;
        }
    }
    for _ in 0..thousandths(whole) + thousandths(behind) {
        value = value.checked_div(Decimal::ONE_THOUSAND)?;
    }
    let places = behind.iter().filter(|piece| matches!(piece, Piece::Digit(_))).count();
    let decimals = u32::try_from(places).ok()?.min(Decimal::MAX_SCALE);
    let rounded = value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    let text = rounded.normalize().to_string();
    let (before, after) = text.split_once('.').unwrap_or((&text, ""));
    let before = before.trim_start_matches('0');
    let mut shown = whole_part(whole, before);
    shown.push_str(&decimal_part(behind, after));
    Some(shown)
}

/// How many commas stand behind the last digit of a part: each makes the number a thousandth.
fn thousandths(part: &[Piece]) -> usize {
    let Some(last) = part.iter().rposition(|piece| matches!(piece, Piece::Digit(_))) else {
        return 0;
    };
    part[last..].iter().filter(|piece| **piece == Piece::Comma).count()
}

/// From right to left: each place takes a digit, the first place all that are left.
fn whole_part(pieces: &[Piece], digits: &str) -> String {
    let is_digit = |piece: &Piece| matches!(piece, Piece::Digit(_));
    let first = pieces.iter().position(is_digit);
    let last = pieces.iter().rposition(is_digit);
    let comma = |(index, piece): (usize, &Piece)| {
        *piece == Piece::Comma
            && first.is_some_and(|at| index > at)
            && last.is_some_and(|at| index < at)
    };
    let grouped = pieces.iter().enumerate().any(comma);
    let mut left = digits.chars().rev().peekable();
    // From right to left.
    let mut shown: Vec<char> = Vec::new();
    let mut count = 0;
    let mut push = |shown: &mut Vec<char>, digit: char| {
        if grouped && count > 0 && count % 3 == 0 {
            shown.push(',');
        }
        shown.push(digit);
        count += 1;
    };
    for (index, piece) in pieces.iter().enumerate().rev() {
        match piece {
            Piece::Digit(always) => {
                match left.next() {
                    Some(digit) => push(&mut shown, digit),
                    None if *always => push(&mut shown, '0'),
                    None => {}
                }
                if Some(index) == first {
                    left.by_ref().for_each(|digit| push(&mut shown, digit));
                }
            }
            Piece::Literal(text) => shown.extend(text.chars().rev()),
            Piece::Percent => shown.push('%'),
            _ => {}
        }
    }
    let missing = first.is_none() && pieces.contains(&Piece::Point);
    if missing {
        shown.extend(left);
    }
    shown.iter().rev().collect()
}

/// From left to right; places that may stay empty show no zeros at the end.
fn decimal_part(pieces: &[Piece], digits: &str) -> String {
    let mut shown = String::new();
    let mut digits = digits.chars();
    for piece in pieces {
        match piece {
            Piece::Point => shown.push('.'),
            // The digits come without zeros at their end.
            Piece::Digit(always) => match digits.next() {
                Some(digit) => shown.push(digit),
                None if *always => shown.push('0'),
                None => {}
            },
            Piece::Literal(text) => shown.push_str(text),
            Piece::Percent => shown.push('%'),
            _ => {}
        }
    }
    shown
}
