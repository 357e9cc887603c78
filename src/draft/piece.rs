//! Texts of a draft, put together of pieces that say where each character comes from.

use std::ops::Range;

use super::Why;

/// A text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(pub Vec<Piece>);

/// A stretch of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Bytes of the manuscript's text as they are.
    Kept(Range<usize>),
    /// Bytes of it, written otherwise.
    Changed {
        /// Bytes of the manuscript's text.
        from: Range<usize>,
        /// What stands there now.
        to: String,
        /// Why.
        why: Why,
    },
    /// Characters that the file did not have.
    Added {
        /// The characters.
        text: String,
        /// Why.
        why: Why,
    },
    /// A number that the file's program counted in front of this paragraph; here it is text.
    Counted(String),
    /// 脚注, called here.
    Note(Text),
}

impl Text {
    /// A stretch as it is.
    #[must_use]
    pub fn kept(range: Range<usize>) -> Self {
        Self(if range.is_empty() { Vec::new() } else { vec![Piece::Kept(range)] })
    }

    /// Whether there is nothing in it, not even a note.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is printed, notes left out.
    #[must_use]
    pub fn printed(&self, manuscript: &str) -> String {
        let of = |range: &Range<usize>| manuscript.get(range.clone()).unwrap_or_default();
        let pieces = self.0.iter().map(|piece| match piece {
            Piece::Kept(range) => of(range),
            Piece::Changed { to, .. } => to,
            Piece::Added { text, .. } | Piece::Counted(text) => text,
            Piece::Note(_) => "",
        });
        pieces.collect()
    }
}
