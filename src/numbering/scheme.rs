//! Patterns of levels: `一、`, `（一）`, `1.`, `（1）`, `①`, and schemes of them. Which patterns a document
//! uses is template data; counting is for `counter`.

use std::fmt;

use super::{NumeralStyle, format_numeral};

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

impl fmt::Display for SchemeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            SchemeError::NoNumeral => "序数样式里没有“一”“1”或“①”",
            SchemeError::SeveralNumerals => "序数样式里只能有一个“一”“1”或“①”",
        })
    }
}

/// Numbers a level of a scheme that has no levels at all.
static BARE: LevelPattern =
    LevelPattern { before: String::new(), style: NumeralStyle::Arabic, after: String::new() };

impl LevelPattern {
    /// Reads a pattern written with the first numeral: `（一）`, `1.`, `第一章`.
    ///
    /// # Errors
    /// [`SchemeError`]
    pub fn parse(text: &str) -> Result<Self, SchemeError> {
        let styles = [NumeralStyle::Chinese, NumeralStyle::Arabic, NumeralStyle::Circled];
        let mut found = text.char_indices().filter_map(|(at, character)| {
            styles.into_iter().find(|style| style.first() == character).map(|style| (at, style))
        });
        let (at, style) = found.next().ok_or(SchemeError::NoNumeral)?;
        if found.next().is_some() {
            return Err(SchemeError::SeveralNumerals);
        }
        let after = &text[at + style.first().len_utf8()..];
        Ok(Self { before: text[..at].to_owned(), style, after: after.to_owned() })
    }

    /// The label of `number` (from 1).
    #[must_use]
    pub fn label(&self, number: u32) -> String {
        format!("{}{}{}", self.before, format_numeral(self.style, number), self.after)
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
    pub fn level(&self, level: u8) -> &LevelPattern {
        let index = usize::from(level.saturating_sub(1));
        self.levels.get(index).or(self.levels.last()).unwrap_or(&BARE)
    }

    /// The same with the first levels replaced by `own`.
    #[must_use]
    pub fn with(&self, own: Vec<LevelPattern>) -> Self {
        let kept = self.levels.iter().skip(own.len()).cloned().collect::<Vec<_>>();
        Self { levels: own.into_iter().chain(kept).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patterns(texts: &[&str]) -> Vec<LevelPattern> {
        texts.iter().map(|text| LevelPattern::parse(text).unwrap()).collect()
    }

    #[test]
    fn patterns_are_read_from_their_first_label() {
        use NumeralStyle::{Arabic, Chinese, Circled};
        let cases = [
            ("一、", "", Chinese, "、", "十二、"),
            ("（一）", "（", Chinese, "）", "（十二）"),
            ("1.", "", Arabic, ".", "12."),
            ("1、", "", Arabic, "、", "12、"),
            ("（1）", "（", Arabic, "）", "（12）"),
            ("①", "", Circled, "", "⑫"),
            ("第一章", "第", Chinese, "章", "第十二章"),
        ];
        for (text, before, style, after, twelfth) in cases {
            let pattern = LevelPattern::parse(text).unwrap();
            assert_eq!((pattern.before.as_str(), pattern.style), (before, style), "{text}");
            assert_eq!(pattern.after, after, "{text}");
            assert_eq!(pattern.label(1), text);
            assert_eq!(pattern.label(12), twelfth);
        }
    }

    #[test]
    fn a_text_without_or_with_two_numerals_is_no_pattern() {
        for text in ["", "、", "二、", "（a）"] {
            assert_eq!(LevelPattern::parse(text), Err(SchemeError::NoNumeral), "{text}");
        }
        for text in ["1.1", "11.", "一、1", "（一）①"] {
            assert_eq!(LevelPattern::parse(text), Err(SchemeError::SeveralNumerals), "{text}");
        }
    }

    #[test]
    fn levels_below_the_deepest_are_numbered_as_it_is() {
        let scheme = Scheme::new(patterns(&["一、", "（一）", "1.", "（1）"]));
        assert_eq!(scheme.level(1).label(3), "三、");
        assert_eq!(scheme.level(4).label(3), "（3）");
        assert_eq!(scheme.level(9).label(3), "（3）");
        assert_eq!(Scheme::new(Vec::new()).level(1).label(3), "3");
    }

    #[test]
    fn a_document_replaces_the_first_levels_and_keeps_the_rest() {
        let base = Scheme::new(patterns(&["一、", "（一）", "1.", "（1）"]));
        let own = base.with(patterns(&["第一章", "一、"]));
        assert_eq!(own.levels(), patterns(&["第一章", "一、", "1.", "（1）"]));
        let longer = base.with(patterns(&["一、", "（一）", "（1）", "①", "1）"]));
        assert_eq!(longer.levels().len(), 5);
        assert_eq!(base.with(Vec::new()), base);
    }
}
