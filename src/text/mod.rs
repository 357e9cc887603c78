//! Characters of Chinese text: classes, where lines may break, squeeze, the gap between hanzi and Latin.

/// Whether two neighbouring marks have room between them and come closer by `Breaking::squeeze`.
#[must_use]
pub fn comes_closer(_first: char, _second: char) -> bool {
    todo!()
}
