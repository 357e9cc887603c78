//! Classes of characters, and the prohibition sets of line start and line end (避头尾).

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

const TABLE: &str = include_str!("../../data/characters.yaml");

/// What a character is to the line breaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// A hanzi, or anything set like one: one character wide, breakable on both sides.
    Han,
    /// 开始类: opening quote, bracket, title mark.
    Open,
    /// 结束类: closing quote, bracket, title mark.
    Close,
    /// 点号.
    Stop,
    /// 破折号.
    Dash,
    /// 省略号.
    Ellipsis,
    /// 连接号: wave dash, en dash.
    Connector,
    /// 间隔号.
    MiddleDot,
    /// What follows a number and stays with it: `%`, `℃`.
    Suffix,
    /// What precedes a number and stays with it: `￥`, `№`.
    Prefix,
    /// A Latin, Greek or Cyrillic letter.
    Letter,
    /// An ASCII digit.
    Digit,
    /// Any other ASCII character that is seen.
    Ascii,
    /// A space.
    Space,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    开始: String,
    结束: String,
    点号: String,
    破折: String,
    省略: String,
    连接: String,
    间隔: String,
    后缀: String,
    前缀: String,
    行首禁: String,
    行末禁: String,
    计量: String,
}

/// The table of data/characters.yaml, looked up by character.
pub(super) struct Sets {
    classes: BTreeMap<char, Class>,
    /// Sorted, to be searched.
    no_start: Vec<char>,
    no_end: Vec<char>,
    measure_words: Vec<char>,
    no_start_text: String,
    no_end_text: String,
}

pub(super) fn sets() -> &'static Sets {
    static SETS: OnceLock<Sets> = OnceLock::new();
    SETS.get_or_init(|| serde_yaml::from_str(TABLE).map_or_else(|_| Sets::empty(), Sets::new))
}

impl Sets {
    fn new(table: Table) -> Self {
        let mut classes = BTreeMap::new();
        for (characters, class) in [
            (&table.开始, Class::Open),
            (&table.结束, Class::Close),
            (&table.点号, Class::Stop),
            (&table.破折, Class::Dash),
            (&table.省略, Class::Ellipsis),
            (&table.连接, Class::Connector),
            (&table.间隔, Class::MiddleDot),
            (&table.后缀, Class::Suffix),
            (&table.前缀, Class::Prefix),
        ] {
            classes.extend(characters.chars().map(|c| (c, class)));
        }
        Self {
            classes,
            no_start: sorted(&table.行首禁),
            no_end: sorted(&table.行末禁),
            measure_words: sorted(&table.计量),
            no_start_text: table.行首禁,
            no_end_text: table.行末禁,
        }
    }

    /// What is left when the compiled-in table cannot be read; a test holds that it can.
    fn empty() -> Self {
        Self {
            classes: BTreeMap::new(),
            no_start: Vec::new(),
            no_end: Vec::new(),
            measure_words: Vec::new(),
            no_start_text: String::new(),
            no_end_text: String::new(),
        }
    }

    pub(super) fn no_start(&self, character: char) -> bool {
        self.no_start.binary_search(&character).is_ok()
    }

    pub(super) fn no_end(&self, character: char) -> bool {
        self.no_end.binary_search(&character).is_ok()
    }

    pub(super) fn is_measure_word(&self, character: char) -> bool {
        self.measure_words.binary_search(&character).is_ok()
    }
}

pub(super) fn sorted(characters: &str) -> Vec<char> {
    let mut list: Vec<char> = characters.chars().collect();
    list.sort_unstable();
    list.dedup();
    list
}

/// The class of a character.
#[must_use]
pub fn class_of(character: char) -> Class {
    match character {
        '\u{4E00}'..='\u{9FFF}' => Class::Han,
        '0'..='9' => Class::Digit,
        'A'..='Z' | 'a'..='z' => Class::Letter,
        ' ' | '\u{A0}' => Class::Space,
        _ => class_by_table(character),
    }
}

fn class_by_table(character: char) -> Class {
    if let Some(class) = sets().classes.get(&character) {
        return *class;
    }
    match character {
        '\u{21}'..='\u{7E}' => Class::Ascii,
        '\u{C0}'..='\u{24F}' | '\u{370}'..='\u{52F}' => Class::Letter,
        _ => Class::Han,
    }
}

/// Every character that no line begins with, before a template's additions.
#[must_use]
pub fn line_start_prohibited() -> &'static str {
    &sets().no_start_text
}

/// Every character that no line ends with.
#[must_use]
pub fn line_end_prohibited() -> &'static str {
    &sets().no_end_text
}

/// Characters of private use (自造字): the standard gives them no meaning, a machine may.
#[must_use]
pub fn is_private_use(character: char) -> bool {
    matches!(
        character,
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_compiled_in_table_can_be_read() {
        assert!(serde_yaml::from_str::<Table>(TABLE).is_ok());
    }

    #[test]
    fn characters_of_official_text_have_their_classes() {
        let cases = [
            ('公', Class::Han),
            ('𬱖', Class::Han),
            ('①', Class::Han),
            ('□', Class::Han),
            ('“', Class::Open),
            ('〔', Class::Open),
            ('》', Class::Close),
            ('，', Class::Stop),
            ('—', Class::Dash),
            ('…', Class::Ellipsis),
            ('～', Class::Connector),
            ('·', Class::MiddleDot),
            ('%', Class::Suffix),
            ('￥', Class::Prefix),
            ('A', Class::Letter),
            ('α', Class::Letter),
            ('7', Class::Digit),
            ('>', Class::Ascii),
            (',', Class::Ascii),
        ];
        for (character, class) in cases {
            assert_eq!(class_of(character), class, "{character}");
        }
    }

    #[test]
    fn marks_that_gb_15834_keeps_from_line_ends_are_in_the_sets() {
        for mark in "、，。：；？！”’）》〉".chars() {
            assert!(sets().no_start(mark), "5.1.1–5.1.3 行首 {mark}");
        }
        for mark in "“‘（《〈".chars() {
            assert!(sets().no_end(mark), "5.1.3 行末 {mark}");
        }
        for mark in "—…～·".chars() {
            assert!(sets().no_start(mark), "5.1.4–5.1.7 行首 {mark}");
        }
    }
}
