//! How much of a finished file is read back. Ours are far below all of these; others are made by programs that write
//! more, or to fill the memory.

/// No part of a DOCX is longer, unpacked (bytes). The text of 3000 pages has half as much.
pub(super) const LARGEST_PART: u64 = 64 * 1024 * 1024;

/// The most elements, texts and comments of a part. Each takes some hundred bytes.
pub(super) const MOST_NODES: u32 = 4_000_000;

/// The most elements inside each other: some thirty in a table in a table in a text box; for each piece of text its
/// place is looked for in all of them.
pub(super) const DEEPEST: usize = 512;

/// No element has more bytes of attributes.
pub(super) const LONGEST_TAG: usize = 30_000;

/// The most glyphs of a page of a PDF; the type area has 616 characters.
pub(super) const MOST_GLYPHS: usize = 100_000;

/// The most columns of a table (Word).
pub(super) const MOST_COLUMNS: usize = 63;

/// The files that a PDF carries are together no larger (bytes): a small one can claim to hold a large one.
pub(super) const LARGEST_CARRIED: u64 = 256 * 1024 * 1024;
/// A PDF carries no more files than any document is made of.
pub(super) const MOST_CARRIED: usize = 4096;
/// The tree of their names is no deeper.
pub(super) const DEEPEST_NAMES: usize = 16;
/// All parts of a DOCX that are read are together no longer, unpacked (bytes).
pub(super) const LARGEST_WHOLE: u64 = 256 * 1024 * 1024;
/// The pictures of a DOCX are together no larger (bytes), each counted as often as it is shown.
pub(super) const LARGEST_PICTURES: usize = 192 * 1024 * 1024;
