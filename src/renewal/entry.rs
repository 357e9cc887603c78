//! What was decided about a place of last year's text, and why.

/// A decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What was done.
    pub kind: Kind,
    /// A person has to look at it.
    pub doubtful: bool,
    /// What stood there.
    pub old: String,
    /// What stands there now; empty where nothing was changed.
    pub new: String,
    /// Why.
    pub why: &'static str,
    /// In the new text, from 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A year was moved.
    Year,
    /// A figure was emptied.
    Figure,
    /// It was left as it is.
    Left,
}

impl Kind {
    /// Its name in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Year => "改了年份",
            Self::Figure => "改成待填",
            Self::Left => "没有动",
        }
    }

    /// Its name for programs.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Figure => "figure",
            Self::Left => "left",
        }
    }
}
