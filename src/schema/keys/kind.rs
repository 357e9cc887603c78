//! What a key is, and what a map of keys: the types in which the keys of the language are declared. Which keys
//! there are is for `keys`.

/// A key.
#[derive(Debug)]
pub(in crate::schema) struct Key {
    /// The canonical name.
    pub(in crate::schema) name: &'static str,
    /// The English alias.
    pub(in crate::schema) alias: &'static str,
    /// Words written by mistake for it.
    pub(in crate::schema) also: &'static [&'static str],
    /// What its value is.
    pub(in crate::schema) kind: Kind,
    /// Whether it must be there.
    pub(in crate::schema) required: bool,
    /// What it is for, shown by editors.
    pub(in crate::schema) doc: &'static str,
}

/// The type of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::schema) enum Kind {
    /// One line of text.
    Text,
    /// Text, or a list of texts.
    TextOrTexts,
    /// A list of texts.
    Texts,
    /// A whole number within these limits.
    Integer(u32, u32),
    /// 附件: a number, `是`, or nothing.
    Attachment,
    /// A date.
    Date,
    /// Names and amounts, or [`super::DATA_IMPORT`].
    Data,
    /// Blocks.
    Body,
    /// A list of [`super::PART`]s.
    Parts,
    /// Yes or no.
    YesOrNo,
    /// What follows a heading: text in its line, blocks below it, or nothing.
    HeadingContent,
    /// No value.
    Nothing,
    /// [`super::TABLE`].
    Table,
    /// [`super::FIGURE`].
    Figure,
    /// [`super::CONTENTS`], or nothing.
    Contents,
    /// Yes, no, or one of the words of [`super::NUMBER_WORDS`].
    Number,
    /// A length, or a count of characters.
    FigureWidth,
    /// Text, texts or [`super::SIGNATURE`].
    Signature,
    /// A list of names or [`super::COLUMN`]s.
    Columns,
    /// A list of lists of texts or [`super::CELL`]s.
    Rows,
    /// Yes, no, or a list of columns.
    MergeEqual,
    /// A weight or a length.
    Width,
    /// One of the words of [`super::ALIGNMENTS`].
    Align,
    /// [`super::FORM`], and the names of the form that is chosen.
    Form,
    /// Levels of [`super::INDICATOR`]s, or [`super::INDICATOR_IMPORT`].
    Indicators,
    /// [`super::INDICATOR_COLUMNS`].
    IndicatorColumns,
}

/// The keys of one kind of map.
#[derive(Debug)]
pub(in crate::schema) struct Record {
    /// What the map is, for messages.
    pub(in crate::schema) what: &'static str,
    /// Its keys.
    pub(in crate::schema) keys: &'static [&'static Key],
    /// Where this key stands and none of the required ones does, none of them is asked for.
    pub(in crate::schema) instead: Option<&'static Key>,
    /// Where this key stands, none of the required ones is asked for: it says where they are.
    pub(in crate::schema) from: Option<&'static Key>,
}

impl Record {
    pub(super) const fn new(what: &'static str, keys: &'static [&'static Key]) -> Self {
        Self { what, keys, instead: None, from: None }
    }

    /// The key of that name or alias.
    pub(in crate::schema) fn find(&self, text: &str) -> Option<&'static Key> {
        self.keys.iter().copied().find(|key| key.is(text))
    }
}

impl Key {
    /// Whether it is written so, in either language.
    pub(in crate::schema) fn is(&self, text: &str) -> bool {
        self.name == text || self.alias == text
    }
}

pub(super) const fn key(
    name: &'static str,
    alias: &'static str,
    also: &'static [&'static str],
    kind: Kind,
    doc: &'static str,
) -> Key {
    Key { name, alias, also, kind, required: false, doc }
}

pub(super) const fn required(
    name: &'static str,
    alias: &'static str,
    also: &'static [&'static str],
    kind: Kind,
    doc: &'static str,
) -> Key {
    Key { required: true, ..key(name, alias, also, kind, doc) }
}
