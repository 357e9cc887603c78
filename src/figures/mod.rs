//! Exact quantities: the amounts of 数据, and the formulas `{{…}}` over them. Nothing passes through binary
//! floating point; rounding happens once, when a result is printed.
//!
//! A formula goes `lexer` → `parser` → `evaluate` (over `quantity`) → `print`; `ledger` knows the names,
//! `amount` and `unit` how amounts are written. Text around formulas is not seen here.

mod amount;
mod evaluate;
mod fault;
mod ledger;
mod lexer;
mod parser;
mod print;
mod quantity;
mod unit;

pub use fault::CODES;
pub use ledger::Ledger;
