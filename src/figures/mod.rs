//! Exact quantities: the amounts of 数据, and the formulas `{{…}}` over them. Nothing passes through binary
//! floating point; rounding happens once, when a result is printed.
//!
//! A formula goes `lexer` → `parser` → `evaluate` (over `value`, `quantity`, `function`) → `print` (and
//! `words`); `ledger` holds the amounts, `names` finds them, `amount` and `unit` know how they are written.
//! Text around formulas is not seen here.

mod amount;
mod evaluate;
mod fault;
mod function;
mod ledger;
mod lexer;
mod names;
mod parser;
mod print;
mod quantity;
mod unit;
mod value;
mod words;

pub use amount::Amount;
pub use fault::{CODES, Fault};
pub use ledger::Ledger;
pub(crate) use lexer::is_name;
pub(crate) use quantity::{Quantity, fraction};
pub(crate) use unit::Unit;

/// The names and numbers in a formula; none where it cannot be read.
pub(crate) fn operands(formula: &str) -> Vec<String> {
    let Ok(parsed) = parser::parse(formula) else { return Vec::new() };
    let operands = parsed.expression.operands().into_iter();
    operands.map(|operand| formula[operand.range.clone()].trim().to_owned()).collect()
}

/// Whether a datum can be given so: an amount or a day, no formula.
pub(crate) fn is_datum(text: &str) -> bool {
    value::Value::parse(text, true).is_ok()
}
