//! Patterns of levels: `一、`, `（一）`, `1.`, `（1）`, `①`.
use super::NumeralStyle;
/// How one level is numbered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelPattern {
    /// In front of the numeral.
    pub before: String,
    /// The numeral.
    pub style: NumeralStyle,
    /// Behind the numeral.
    pub after: String,
}
/// The patterns from the first level down; at least four.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scheme {
    levels: Vec<LevelPattern>,
}
/// Why a text is not a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemeError {
    /// No numeral 一, 1 or ① in it.
    NoNumeral,
    /// More than one numeral in it.
    SeveralNumerals,
}
impl LevelPattern {
    /// Reads a pattern written with the first numeral: `（一）`.
    ///
    /// # Errors
    /// [`SchemeError`]
    pub fn parse(_text: &str) -> Result<Self, SchemeError> {
        todo!()
    }
    /// The label of `number`.
    #[must_use]
    pub fn label(&self, _number: u32) -> String {
        todo!()
    }
}
impl Scheme {
    /// A scheme of these levels.
    #[must_use]
    pub fn new(levels: Vec<LevelPattern>) -> Self {
        Self { levels }
    }
    /// The levels, the first one first.
    #[must_use]
    pub fn levels(&self) -> &[LevelPattern] {
        &self.levels
    }
    /// The pattern of `level` (from 1); the deepest one for levels deeper still.
    #[must_use]
    pub fn level(&self, _level: u8) -> &LevelPattern {
        todo!()
    }
    /// The same with the first levels replaced by `own`.
    #[must_use]
    pub fn with(&self, _own: Vec<LevelPattern>) -> Self {
        todo!()
    }
}
