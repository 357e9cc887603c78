//! An entry of the account: characters that are not printed as they were.

use crate::draft::Why;
use crate::manuscript::Place;

/// Characters of the file and what became of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where they are in the file, or what was added stands behind.
    pub place: Place,
    /// The byte of the manuscript's text.
    pub at: usize,
    /// Characters of the file; empty where they were added.
    pub before: String,
    /// What is printed; empty where they were left out.
    pub after: String,
    /// Why.
    pub why: Why,
}

/// What became of characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The program prints them by itself, perhaps otherwise: numbers, marks, words in front of a unit.
    Printed,
    /// They are written otherwise.
    Changed,
    /// They are nowhere in the document.
    LeftOut,
    /// The file did not have them.
    Added,
}

impl Kind {
    /// All, in the order of the ledger.
    pub const ALL: [Self; 4] = [Self::Printed, Self::Changed, Self::LeftOut, Self::Added];

    /// Its name for people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Printed => "由程序印",
            Self::Changed => "改动",
            Self::LeftOut => "略去",
            Self::Added => "补上",
        }
    }
}

impl Entry {
    /// What became of the characters.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self.why {
            Why::Number | Why::Mark | Why::RunIn | Why::Words | Why::Date => Kind::Printed,
            Why::Contents if self.before.is_empty() => Kind::Printed,
            _ if self.before.is_empty() => Kind::Added,
            _ if self.after.is_empty() => Kind::LeftOut,
            _ => Kind::Changed,
        }
    }
}

/// How many characters of a text are counted: line feeds only part paragraphs.
pub(super) fn count(text: &str) -> usize {
    text.chars().filter(|character| *character != '\n').count()
}
