//! How an actual value is to stand to a target: the signs ≥ ≤ = > < and the words that clerks write for them.
//! Numbers are not read here.

use std::fmt;

/// How the actual value has to stand to the number of the target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// No sign: the number is to be reached (正向).
    Plain,
    /// `=`: reached, or exactly met, as [`super::Equality`] says.
    Equal,
    /// `≥`, 不少于 (正向).
    AtLeast,
    /// `≤`, 不超过 (反向).
    AtMost,
    /// `>`, 大于 (正向).
    MoreThan,
    /// `<`, 小于 (反向).
    LessThan,
}

/// Signs, the longer ones first.
const SIGNS: [(&str, Relation); 20] = [
    (">=", Relation::AtLeast),
    ("＞＝", Relation::AtLeast),
    ("＞=", Relation::AtLeast),
    (">＝", Relation::AtLeast),
    ("<=", Relation::AtMost),
    ("＜＝", Relation::AtMost),
    ("＜=", Relation::AtMost),
    ("<＝", Relation::AtMost),
    ("≥", Relation::AtLeast),
    ("≧", Relation::AtLeast),
    ("⩾", Relation::AtLeast),
    ("≤", Relation::AtMost),
    ("≦", Relation::AtMost),
    ("⩽", Relation::AtMost),
    ("=", Relation::Equal),
    ("＝", Relation::Equal),
    (">", Relation::MoreThan),
    ("＞", Relation::MoreThan),
    ("<", Relation::LessThan),
    ("＜", Relation::LessThan),
];

/// Words in front of a number, the longer ones first.
const WORDS: [(&str, Relation); 23] = [
    ("大于或等于", Relation::AtLeast),
    ("大于等于", Relation::AtLeast),
    ("小于或等于", Relation::AtMost),
    ("小于等于", Relation::AtMost),
    ("不少于", Relation::AtLeast),
    ("不低于", Relation::AtLeast),
    ("不小于", Relation::AtLeast),
    ("至少", Relation::AtLeast),
    ("不超过", Relation::AtMost),
    ("不高于", Relation::AtMost),
    ("不大于", Relation::AtMost),
    ("不多于", Relation::AtMost),
    ("不迟于", Relation::AtMost),
    ("不晚于", Relation::AtMost),
    ("至多", Relation::AtMost),
    ("大于", Relation::MoreThan),
    ("高于", Relation::MoreThan),
    ("多于", Relation::MoreThan),
    ("超过", Relation::MoreThan),
    ("小于", Relation::LessThan),
    ("低于", Relation::LessThan),
    ("少于", Relation::LessThan),
    ("等于", Relation::Equal),
];

/// Words behind a number, the longer ones first. 以上, 以内 … include the number itself.
const BEHIND: [(&str, Relation); 9] = [
    ("及以上", Relation::AtLeast),
    ("（含）以上", Relation::AtLeast),
    ("(含)以上", Relation::AtLeast),
    ("以上", Relation::AtLeast),
    ("及以下", Relation::AtMost),
    ("以下", Relation::AtMost),
    ("以内", Relation::AtMost),
    ("之内", Relation::AtMost),
    ("内", Relation::AtMost),
];

impl Relation {
    /// The sign in front of a text and its length in bytes.
    pub(super) fn sign(text: &str) -> Option<(Self, usize)> {
        leading(SIGNS, text)
    }

    /// The word in front of a text and its length in bytes. Only with a number behind it does it mean the
    /// sign: 不低于上年 does not.
    pub(super) fn word(text: &str) -> Option<(Self, usize)> {
        leading(WORDS, text)
    }

    /// The word at the end of a text and its length in bytes.
    pub(super) fn behind(text: &str) -> Option<(Self, usize)> {
        let found = BEHIND.into_iter().find(|(word, _)| text.ends_with(word));
        found.map(|(word, relation)| (relation, word.len()))
    }

    /// The sign or word that a text ends with, in front of a number in prose, and its length in bytes.
    pub(crate) fn trailing(text: &str) -> Option<(Self, usize)> {
        let found = SIGNS.into_iter().chain(WORDS).find(|(word, _)| text.ends_with(word));
        found.map(|(word, relation)| (relation, word.len()))
    }

    /// The word that a text begins with, behind a number in prose. 内 alone is none: 内 of another word follows
    /// numbers as well.
    pub(crate) fn leading_behind(text: &str) -> Option<Self> {
        let whole = BEHIND.into_iter().filter(|(word, _)| word.chars().count() > 1);
        whole.into_iter().find(|(word, _)| text.starts_with(word)).map(|(_, relation)| relation)
    }

    /// The relation that a text is all of, sign or word; empty is [`Relation::Plain`].
    pub(super) fn whole(text: &str) -> Option<Self> {
        if text.is_empty() {
            return Some(Self::Plain);
        }
        let (relation, length) = Self::sign(text).or_else(|| Self::word(text))?;
        (length == text.len()).then_some(relation)
    }

    /// Whether less is better: ≤ and <.
    #[must_use]
    pub const fn is_upper_limit(self) -> bool {
        matches!(self, Self::AtMost | Self::LessThan)
    }

    /// Whether the number itself does not reach the target: > and <.
    #[must_use]
    pub const fn is_strict(self) -> bool {
        matches!(self, Self::MoreThan | Self::LessThan)
    }
}

/// The sign of the official forms; nothing for [`Relation::Plain`].
impl fmt::Display for Relation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Plain => "",
            Self::Equal => "=",
            Self::AtLeast => "≥",
            Self::AtMost => "≤",
            Self::MoreThan => ">",
            Self::LessThan => "<",
        })
    }
}

fn leading(
    table: impl IntoIterator<Item = (&'static str, Relation)>,
    text: &str,
) -> Option<(Relation, usize)> {
    let found = table.into_iter().find(|(word, _)| text.starts_with(word));
    found.map(|(word, relation)| (relation, word.len()))
}
