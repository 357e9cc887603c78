//! Finished files read back, ours and others': the glyphs and rules of a PDF, the files in it, the text of a DOCX and
//! all that is beside it. What ought to be in them is for `verify` and `measure`.

mod attachments;
mod compound;
mod docx;
mod limits;
mod lines;
mod pdf;
mod units;

pub use attachments::{Attachment, attachments};
pub use compound::Compound;
pub use docx::{
    CellPlace, Paragraph, ParagraphLook, Piece, RunLook, State, Story, WordCell, WordDocument,
    WordLabel, WordParagraph, WordPicture, WordTable, docx, sign, word,
};
pub use lines::{Line, lines, note_lines, page_number};
pub use pdf::{Glyph, Page, Rule, pdf};

use crate::diag::Code;

/// A file is no PDF, or one that cannot be read.
const NO_PDF: Code = Code("U020");
/// A PDF without text.
const NO_TEXT: Code = Code("U021");
/// A file is no DOCX, or one that cannot be read.
const NO_DOCX: Code = Code("U022");
/// A PDF carries no files.
const NO_ATTACHMENTS: Code = Code("U024");
