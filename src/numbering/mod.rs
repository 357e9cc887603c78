//! 层次序数 (GB/T 9704 7.3.3): the patterns in which levels are numbered, the numerals, and the counting.

mod counter;
mod numeral;
mod scheme;

pub use counter::Counter;
pub use numeral::{NumeralStyle, format_numeral, parse_numeral};
pub use scheme::{LevelPattern, Scheme, SchemeError};
