//! 层次序数 as native multi-level numbering. Word counts by itself: every label is written only as the
//! level it counts at, and a restart only where Word would count otherwise.

use docx_rs::{
    AbstractNumbering, Level, LevelJc, LevelOverride, LevelSuffixType, LevelText, NumberFormat,
    Numbering, SpecialIndentType, Start,
};

use super::styles::{heading_level, style_id};
use super::units::twips;
use crate::galley::Label;
use crate::numbering::NumeralStyle;
use crate::template::{Role, Sheet};

/// Id of the list that headings count in. docx-rs always writes a list 1 of its own.
pub(super) const MAIN_LIST: usize = 2;

/// WordprocessingML has nine levels.
const LEVELS: u8 = 9;

/// Counts along as Word does.
pub(super) struct Lists {
    counts: Vec<u32>,
    /// The list in use.
    current: usize,
    /// Further lists over the same levels: the level (from 0) that restarts, and its number.
    restarts: Vec<(usize, u32)>,
}

/// The place of a paragraph in a list.
pub(super) struct Place {
    /// The list.
    pub(super) list: usize,
    /// Level from 0.
    pub(super) level: usize,
}

impl Lists {
    pub(super) fn new() -> Self {
        Self { counts: Vec::new(), current: MAIN_LIST, restarts: Vec::new() }
    }

    /// The place at which a label comes out as it is.
    pub(super) fn place(&mut self, label: &Label) -> Place {
        let level = label.level.clamp(1, LEVELS);
        let index = usize::from(level) - 1;
        // LibreOffice counts a level that was jumped over as if its first paragraph had been there.
        let was_jumped = self.counts.get(index) == Some(&0);
        self.counts.resize(usize::from(level), 0);
        let native = self.counts[index].saturating_add(1);
        if native != label.ordinal || was_jumped {
            self.restarts.push((index, label.ordinal));
            self.current = MAIN_LIST + self.restarts.len();
        }
        self.counts[index] = label.ordinal;
        Place { list: self.current, level: index }
    }

    /// The lists, the main one first.
    pub(super) fn numberings(&self) -> Vec<Numbering> {
        let main = Numbering::new(MAIN_LIST, MAIN_LIST);
        let restarted = self.restarts.iter().enumerate().map(|(index, (level, number))| {
            let start = usize::try_from(*number).unwrap_or(1);
            Numbering::new(MAIN_LIST + index + 1, MAIN_LIST)
                .add_override(LevelOverride::new(*level).start(start))
        });
        std::iter::once(main).chain(restarted).collect()
    }
}

/// The levels of a sheet's scheme, the first four tied to the headings' styles.
pub(super) fn levels(sheet: &Sheet) -> AbstractNumbering {
    let mut list = AbstractNumbering::new(MAIN_LIST);
    for level in 1..=LEVELS {
        list = list.add_level(one_level(sheet, level));
    }
    list
}

fn one_level(sheet: &Sheet, level: u8) -> Level {
    let pattern = sheet.scheme.level(level);
    let text = format!("{}%{level}{}", pattern.before, pattern.after);
    let body = &sheet.roles[Role::Body];
    let first = twips(body.chars(body.first_indent));
    let built = Level::new(
        usize::from(level) - 1,
        Start::new(1),
        NumberFormat::new(format_name(pattern.style)),
        LevelText::new(text),
        LevelJc::new("left"),
    )
    .suffix(LevelSuffixType::Nothing)
    .indent(Some(0), Some(SpecialIndentType::FirstLine(first)), Some(0), None);
    let role = Role::heading(level);
    if heading_level(role) == Some(usize::from(level) - 1) {
        built.paragraph_style(style_id(role))
    } else {
        built
    }
}

/// `ST_NumberFormat`.
fn format_name(style: NumeralStyle) -> &'static str {
    match style {
        NumeralStyle::Chinese => "chineseCountingThousand",
        NumeralStyle::Arabic => "decimal",
        NumeralStyle::Circled => "decimalEnclosedCircle",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(labels: &[(u8, u32)]) -> Vec<(usize, usize)> {
        let mut lists = Lists::new();
        labels
            .iter()
            .map(|(level, ordinal)| {
                let label = Label {
                    text: String::new(),
                    level: *level,
                    ordinal: *ordinal,
                    role: Role::Body,
                };
                let place = lists.place(&label);
                (place.list, place.level)
            })
            .collect()
    }

    #[test]
    fn labels_that_count_on_need_no_list_of_their_own() {
        assert_eq!(
            places(&[(1, 1), (2, 1), (2, 2), (3, 1), (2, 3), (3, 1), (1, 2), (2, 1), (3, 1)]),
            [1, 2, 2, 3, 2, 3, 1, 2, 3].map(|level| (MAIN_LIST, level - 1))
        );
    }

    #[test]
    fn the_first_label_of_a_level_that_was_jumped_over_is_started_by_hand() {
        assert_eq!(places(&[(1, 1), (3, 1), (2, 1), (2, 2)]), [(2, 0), (2, 2), (3, 1), (3, 1)]);
    }

    #[test]
    fn a_label_that_word_would_count_otherwise_restarts_its_level() {
        assert_eq!(places(&[(1, 1), (1, 3), (1, 4), (2, 1)]), [(2, 0), (3, 0), (3, 0), (3, 1)]);
    }
}
