//! How much is read. A table that is to be printed is far below all of these; a file made to fill the
//! memory is above them, and is refused before the memory is asked for.

/// The most cells of a table, empty ones between filled ones too.
pub const MOST_CELLS: usize = 200_000;

/// The most bytes of a file, unpacked.
pub const MOST_BYTES: u64 = 200_000_000;

/// How many times larger than packed a file may be, once it is larger than [`FREE_BYTES`]. The XML of
/// spreadsheets packs to a tenth, seldom to a fiftieth; a file made to burst, to a thousandth.
pub(super) const MOST_RATIO: u64 = 300;

/// Unpacked bytes that are no danger, however small the file is.
pub(super) const FREE_BYTES: u64 = 20_000_000;

/// The most bytes of text in a table. A file may name one long text in every cell.
pub(super) const MOST_TEXT: usize = 20_000_000;

/// The most texts that the cells of a file share.
pub(super) const MOST_SHARED: usize = 4_000_000;

/// The most formats of a file (Excel allows 65 490).
pub(super) const MOST_FORMATS: usize = 65_536;

/// The most bytes of a number format that is interpreted (Excel allows 255 characters).
pub(super) const MOST_OF_FORMAT: usize = 1024;

/// The most sheets of a file.
pub(super) const MOST_SHEETS: usize = 10_000;

/// The most parts inside a file.
pub(super) const MOST_PARTS: usize = 10_000;

/// The most characters a cell can hold (Excel); the rest of a longer one is no text for a table.
pub(super) const MOST_CHARACTERS: usize = 32_767;
