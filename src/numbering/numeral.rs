//! Numerals of 层次序数.
/// Kind of numeral.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NumeralStyle {
    /// 一、二、…十一、…
    Chinese,
    /// 1, 2, …
    Arabic,
    /// ①, ②, … (1–50)
    Circled,
}
/// Formats `number` (from 1).
#[must_use]
pub fn format_numeral(_style: NumeralStyle, _number: u32) -> String {
    todo!()
}
/// Reads a numeral back.
#[must_use]
pub fn parse_numeral(_style: NumeralStyle, _text: &str) -> Option<u32> {
    todo!()
}
