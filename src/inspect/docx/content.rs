//! What a DOCX holds, in its own terms: paragraphs of all its stories with pieces of text, tables, pictures. Shown or
//! not, every character is here; what is text of the document is for whoever asks.

/// All that a DOCX holds.
#[derive(Clone, Debug, Default)]
pub struct WordDocument {
    /// The body in order; then notes in the order in which they are called, comments, headers, footers.
    pub paragraphs: Vec<WordParagraph>,
    /// In order.
    pub tables: Vec<WordTable>,
    /// In order; one that is shown twice stands here twice.
    pub pictures: Vec<WordPicture>,
    /// The title that the file says apart from its text.
    pub title: Option<String>,
    /// The organisation that it says.
    pub company: Option<String>,
    /// It carries macros.
    pub has_macros: bool,
}

/// What a paragraph is of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Story {
    /// The text of the document.
    #[default]
    Body,
    /// A footnote or endnote, from 0 in the order of the calls.
    Note(usize),
    /// A note that nothing calls.
    StrayNote,
    /// A comment, and which paragraph it is about.
    Comment(Option<usize>),
    /// A header.
    Header,
    /// A footer.
    Footer,
}

/// A paragraph.
#[allow(clippy::struct_excessive_bools, reason = "files say each of them apart")]
#[derive(Clone, Debug, Default)]
pub struct WordParagraph {
    /// What it is of.
    pub story: Story,
    /// Its number as programs print it.
    pub label: Option<WordLabel>,
    /// What stands in it, in order.
    pub pieces: Vec<Piece>,
    /// The cell it stands in.
    pub cell: Option<CellPlace>,
    /// Programs do not show its cell: it is part of a merged one, or its row was deleted.
    pub covered: bool,
    /// The page it begins on, from 1, as far as the file tells: pages that the last program to lay it out has
    /// marked, else only those that its author began.
    pub page: usize,
    /// It starts a page: it says so, or a section begins with it.
    pub starts_page: bool,
    /// It stands on a page across the paper.
    pub landscape: bool,
    /// It stands in a text box; the paragraph that holds the box stands before it.
    pub boxed: bool,
    /// Its end was deleted or is hidden, or it is a large first letter: the next paragraph goes on in its line.
    pub runs_on: bool,
    /// How it looks, characters apart.
    pub look: ParagraphLook,
}

/// A number in front of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordLabel {
    /// `（三）`.
    pub text: String,
    /// From 0.
    pub level: usize,
}

/// How a paragraph looks, its style and those it is based on included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ParagraphLook {
    /// The name of its style; `None` for that of plain text.
    pub style: Option<String>,
    /// The level of a heading, from 1.
    pub outline: Option<u8>,
    /// Where its lines stand, as the file writes it: `center`.
    pub align: Option<String>,
}

/// How characters look, styles included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunLook {
    /// Bold.
    pub bold: bool,
    /// The face of Chinese characters.
    pub face: Option<String>,
    /// The face of other characters.
    pub latin: Option<String>,
    /// In half points.
    pub half_points: Option<u32>,
    /// Raised or lowered.
    pub shifted: bool,
}

/// What stands in a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Characters; U+2028 is a line break.
    Text {
        /// The characters.
        text: String,
        /// Whether they are shown.
        state: State,
        /// How they look.
        look: RunLook,
    },
    /// A page begins here.
    PageBreak,
    /// The mark of a note.
    Note {
        /// Which, from 0 in the order of the calls.
        note: usize,
        /// What programs print for a footnote; empty for an endnote or one whose author typed a mark.
        mark: String,
    },
    /// Which of the pictures.
    Picture(usize),
    /// A sign of a face of symbols: the face and the number of the sign.
    Symbol(String, u32),
    /// A bookmark.
    Bookmark(String),
    /// Something that is no text, with its name.
    Object(String),
}

/// Whether characters are shown, and what they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Text.
    Shown,
    /// Text that programs make anew from headings: a table of contents.
    Contents,
    /// How the text beside it is pronounced.
    Ruby,
    /// A formula, written in one line.
    Formula,
    /// Words of a drawing, a chart, a watermark.
    Drawing,
    /// Formatted as hidden.
    Hidden,
    /// Deleted, and the deletion is on record.
    Deleted,
    /// The instruction of a field, and what it is reckoned from.
    FieldCode,
}

/// Which cell of which table; of tables inside cells, that of the inner one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellPlace {
    /// Which table of the document, from 0.
    pub table: usize,
    /// Which row, from 0.
    pub row: usize,
    /// Which column of the grid, from 0.
    pub column: usize,
    /// Columns of the grid covered.
    pub columns: usize,
}

/// A table.
#[derive(Clone, Debug, Default)]
pub struct WordTable {
    /// Widths of the columns of its grid in twips, as far as the file says them.
    pub grid: Vec<u32>,
    /// So many first rows are repeated on each page.
    pub head: usize,
    /// In reading order, those that a merged one covers left out.
    pub cells: Vec<WordCell>,
    /// The table in whose cell it stands.
    pub inside: Option<usize>,
}

/// A cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordCell {
    /// From 0.
    pub row: usize,
    /// From 0, in the grid.
    pub column: usize,
    /// Covered, 1 or more.
    pub rows: usize,
    /// Covered, 1 or more.
    pub columns: usize,
    /// It was marked as one with the cell above it, whose text it says again because a page is turned between them.
    pub again: bool,
}

/// A picture.
#[derive(Clone, Debug, Default)]
pub struct WordPicture {
    /// The file's bytes; empty where it stands outside of the DOCX.
    pub bytes: Vec<u8>,
    /// The ending of its name, in small letters: `png`.
    pub ending: String,
    /// What is told of it to those who cannot see it.
    pub alt: Option<String>,
    /// Its width on paper in EMU.
    pub width: Option<i64>,
}
