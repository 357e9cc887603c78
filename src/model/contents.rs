//! 目录: the headings of a part with the pages they stand on.

use super::Inline;
use crate::diag::Span;

/// A table of contents. It lists the headings of its own part that stand alone on their lines.
#[derive(Clone, Debug)]
pub struct Contents {
    /// Where the block stands.
    pub span: Span,
    /// 标题: the words above its lines; `None`: “目录”.
    pub title: Option<Inline>,
    /// 级数: headings of the first so many levels are listed, 1 to [`Contents::MOST_LEVELS`].
    pub levels: u8,
}

impl Contents {
    /// A line of a deeper level would stand too far to the right to hold a heading.
    pub const MOST_LEVELS: u8 = 3;
    /// Where the author does not say: 一、 and （一）.
    pub const USUAL_LEVELS: u8 = 2;
}
