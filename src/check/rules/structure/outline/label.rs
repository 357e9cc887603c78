//! Which numbers at the front of a paragraph are to be trusted.

use super::Key;
use crate::numbering::{NumeralStyle, format_numeral};
use crate::proof::{Kind, Label, Paragraph, Pattern};

/// What Word leaves in front of a line.
const BOOKMARK: &str = "[bookmark:";

/// The number in front of a heading or of running text.
pub(in crate::check::rules) fn leading(paragraph: &Paragraph) -> Option<Label> {
    if !matches!(paragraph.kind, Kind::Heading | Kind::Body) {
        return None;
    }
    paragraph.label.clone().or_else(|| behind_bookmark(&paragraph.text))
}

fn behind_bookmark(text: &str) -> Option<Label> {
    let start = text.strip_prefix(BOOKMARK)?.find(']')? + BOOKMARK.len() + 1;
    let mut label = Label::typed(&text[start..])?;
    label.range = label.range.start + start..label.range.end + start;
    Some(label)
}

/// The key of a number that was typed.
pub(super) const fn key(pattern: Pattern) -> Key {
    match pattern {
        Pattern::ChineseStop => Key::ChineseStop,
        Pattern::ChineseBrackets => Key::ChineseBrackets,
        Pattern::ArabicPoint | Pattern::ArabicComma => Key::Arabic,
        Pattern::ArabicBrackets => Key::ArabicBrackets,
        Pattern::ArabicBracket => Key::ArabicBracket,
        Pattern::Circled => Key::Circled,
        Pattern::Other => Key::Other,
    }
}

/// A number as it ought to be written; empty for one that nobody types.
pub(super) fn written(key: Key, ordinal: u32) -> String {
    let chinese = || format_numeral(NumeralStyle::Chinese, ordinal);
    match key {
        Key::ChineseStop => format!("{}、", chinese()),
        Key::ChineseBrackets => format!("（{}）", chinese()),
        Key::Arabic => format!("{ordinal}."),
        Key::ArabicBrackets => format!("（{ordinal}）"),
        Key::ArabicBracket => format!("{ordinal}）"),
        Key::Circled => format_numeral(NumeralStyle::Circled, ordinal),
        Key::Other | Key::Level(_) => String::new(),
    }
}

/// Whether a number of this kind stands in a text, in whatever width its marks are.
pub(super) fn is_in(text: &str, key: Key, ordinal: u32) -> bool {
    let plain = written(key, ordinal);
    let narrow = plain.replace('（', "(").replace('）', ")");
    text.contains(&plain)
        || text.contains(&narrow)
        || key == Key::Arabic
            && (text.contains(&format!("{ordinal}、")) || text.contains(&format!("{ordinal}．")))
}
