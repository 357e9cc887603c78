//! [`Layout`]: the frozen result of layout. Every decision is taken; a renderer only draws.
//!
//! The origin is the upper left corner of the paper, x to the right, y down.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::fonts::FaceId;
use crate::galley::BlockId;
use crate::picture::Picture;
use crate::unit::{Em, Length};

/// Pages of placed lines and rules, and what the DOCX must know of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// In order.
    pub pages: Vec<Page>,
    /// Headings in order, with their places.
    pub outline: Vec<OutlineEntry>,
    /// Where lines of 目录 lead, in order.
    pub links: Vec<Link>,
    /// What a renderer that lets the text flow has to keep.
    pub facts: Facts,
}

/// A stretch of a page that leads to a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The line of 目录 it covers; one that is broken by the end of a page has a link on both.
    pub block: BlockId,
    /// Index into [`Layout::pages`].
    pub page: usize,
    /// Upper left and lower right corner, from the upper left corner of the paper.
    pub area: [(Length, Length); 2],
    /// The heading: index into [`Layout::outline`].
    pub heading: usize,
}

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Paper width, as its text is read.
    pub width: Length,
    /// Paper height, as its text is read.
    pub height: Length,
    /// The text lies across the paper (横排, GB/T 9704 8): the upper edge of what is read is the left
    /// edge of the paper as it is bound. The page number stands on the paper as it is bound.
    pub turned: bool,
    /// The printed number.
    pub number: u32,
    /// In reading order; rules of a table before its text, the page number last.
    pub items: Vec<Item>,
}

/// Something placed on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A line of text.
    Line(Line),
    /// A straight black line, along x or y.
    Rule(Rule),
    /// A picture.
    Picture(PlacedPicture),
}

/// What a line belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// The text, or a cell of a table.
    Text,
    /// A header row, or the label of a merged cell, shown again on a following page: a picture of text
    /// that stands elsewhere.
    RepeatedHead,
    /// 脚注, at the foot of the page.
    Note,
    /// The dots between a heading in 目录 and the number of its page.
    Leader,
    /// The number of a page in 目录.
    Reference,
    /// 页码.
    PageNumber,
}

/// A line of text: glyph runs on one baseline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The paragraph it is of; `None` for page numbers.
    pub block: Option<BlockId>,
    /// What it belongs to.
    pub kind: LineKind,
    /// Distance of the baseline from the upper edge of the paper.
    pub baseline: Length,
    /// From left to right.
    pub runs: Vec<GlyphRun>,
}

/// Glyphs of one face and size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GlyphRun {
    /// The face.
    pub face: FaceId,
    /// How much narrower than in the face its marks are (标点挤压); zero for the face as it is.
    pub squeeze: Em,
    /// Size of the em.
    pub size: Length,
    /// How far above the baseline of its line it stands: numbers of notes; of all others zero.
    pub raise: Length,
    /// In order of the text.
    pub glyphs: Vec<Glyph>,
}

/// A placed glyph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// Number of the outline in the face.
    pub id: u16,
    /// The character it stands for.
    pub character: char,
    /// Distance of its origin from the left edge of the paper.
    pub x: Length,
}

/// A straight line: `x0 = x1` or `y0 = y1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Left or upper end.
    pub x0: Length,
    /// Left or upper end.
    pub y0: Length,
    /// Right or lower end.
    pub x1: Length,
    /// Right or lower end.
    pub y1: Length,
    /// Thickness, centred on the line.
    pub width: Length,
}

/// A picture on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedPicture {
    /// The figure it is of.
    pub block: BlockId,
    /// What is shown.
    pub picture: Arc<Picture>,
    /// Left edge, from the left of the paper.
    pub left: Length,
    /// Upper edge, from the top of the paper.
    pub top: Length,
    /// From edge to edge.
    pub width: Length,
    /// From edge to edge.
    pub height: Length,
}

/// A heading in the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineEntry {
    /// Its paragraph.
    pub block: BlockId,
    /// 1 for headings of the first level; 0 for titles of several attachments.
    pub level: u8,
    /// Number and words: `一、单位概况`.
    pub text: String,
    /// Index into [`Layout::pages`].
    pub page: usize,
    /// Top of its line, from the upper edge of the paper.
    pub top: Length,
}

/// What layout decided that flowing text does not repeat by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Paragraphs whose lines were not broken greedily: titles, 精排.
    pub lines: BTreeMap<BlockId, SetLines>,
    /// Space above a paragraph that brings it back onto the grid after a table.
    pub space_before: BTreeMap<BlockId, Length>,
    /// Paragraphs that begin a page only because a note of theirs had no room on the page before.
    pub page_starts: BTreeSet<BlockId>,
    /// Tables by their ids.
    pub tables: BTreeMap<BlockId, TableFacts>,
    /// Pictures by their ids.
    pub figures: BTreeMap<BlockId, FigureFacts>,
    /// The printed number of the page to which each line of 目录 leads.
    pub page_references: BTreeMap<BlockId, u32>,
}

impl Facts {
    /// Adds those of other blocks.
    pub(super) fn extend(&mut self, other: Self) {
        self.lines.extend(other.lines);
        self.space_before.extend(other.space_before);
        self.page_starts.extend(other.page_starts);
        self.tables.extend(other.tables);
        self.figures.extend(other.figures);
        self.page_references.extend(other.page_references);
    }
}

/// Measures of a picture as laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FigureFacts {
    /// From edge to edge.
    pub width: Length,
    /// From edge to edge.
    pub height: Length,
    /// Lines of the grid on which it stands.
    pub lines: i64,
}

/// The lines of a paragraph that flowing text would break otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SetLines {
    /// Characters of each line, without the label.
    pub lengths: Vec<usize>,
    /// Marks to be set in the squeezed face beside those that neighbours squeeze, counted without the
    /// label.
    pub narrow: BTreeSet<usize>,
}

/// Measures of a table as laid out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableFacts {
    /// Width of each column.
    pub columns: Vec<Length>,
    /// Height of each row.
    pub rows: Vec<Length>,
    /// Columns too narrow for their numbers to stand under each other by their points: they stand at the right.
    pub unaligned: BTreeSet<usize>,
    /// The row with which each page but the first begins, where these pages say that the table goes on.
    pub starts: Vec<usize>,
    /// Row and column where a cell over several rows goes on behind a page break as a cell of its own,
    /// its label shown again.
    pub repeated: BTreeSet<(usize, usize)>,
    /// The header is so high that continued pages do not show it again.
    pub high_head: bool,
}
