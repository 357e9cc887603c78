//! What a person says of lines that were guessed about: each answer is found by a byte of the line that it is about. What
//! may be said is for `choices`; each part of the reading asks here before it judges by itself.

use std::collections::BTreeMap;
use std::ops::Range;

/// What a person wants a line to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Text, a number in front of it included.
    Paragraph,
    /// All of it a heading of this level, from 1; of the next one under what stands above, where it would be deeper.
    Heading(u8),
    /// A line of the title.
    Title,
    /// The table that it is framed by.
    Table,
    /// The first row of its table is the header, or there is none.
    Header(bool),
}

impl Wish {
    /// As a person is asked.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Paragraph => "段落，有序数的照原样写成文字",
            Self::Heading(1) => "一级小标题",
            Self::Heading(2) => "二级小标题",
            Self::Heading(3) => "三级小标题",
            Self::Heading(_) => "四级小标题",
            Self::Title => "标题的一行",
            Self::Table => "表，照原来的样子",
            Self::Header(true) => "表，第一行是表头",
            Self::Header(false) => "表，没有表头",
        }
    }
}

/// Answers, by a byte of the manuscript's text in the line that each is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers(BTreeMap<usize, Option<Wish>>);

impl Answers {
    /// What was guessed about this place is right.
    pub fn keep(&mut self, about: usize) {
        self.0.insert(about, None);
    }

    /// It is something else.
    pub fn take(&mut self, about: usize, wish: Wish) {
        self.0.insert(about, Some(wish));
    }

    /// Whether nobody was asked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether somebody was asked about this place.
    #[must_use]
    pub fn has(&self, about: usize) -> bool {
        self.0.contains_key(&about)
    }

    /// What a person wants a stretch to be; bytes of the manuscript's text.
    pub(super) fn wish(&self, stretch: &Range<usize>) -> Option<Wish> {
        let end = stretch.end.max(stretch.start + 1);
        self.0.range(stretch.start..end).find_map(|(_, wish)| *wish)
    }
}
