//! A DOCX that was read back → proof. Its paragraphs become lines of a text of their own, so that places are
//! told as in any other text: the line is the paragraph.

use super::plain::{CellPlace, Line, of_lines};
use super::{Label, Proof};
use crate::diag::{FileId, Span};
use crate::inspect;

/// The text of a DOCX, a line for each paragraph, and what is known of each line.
#[derive(Clone, Debug, Default)]
pub struct DocxText {
    /// The lines.
    pub text: String,
    paragraphs: Vec<inspect::Paragraph>,
}

/// Where a paragraph of a DOCX is, as people find it again; all count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DocxPlace {
    /// Which paragraph of the document.
    pub paragraph: usize,
    /// Table, row and column.
    pub cell: Option<(usize, usize, usize)>,
    /// The page on which it begins, as far as the file tells.
    pub page: usize,
}

impl DocxText {
    /// The text of these paragraphs; line breaks inside them become spaces, the mark of text files in front is none.
    #[must_use]
    pub fn new(paragraphs: Vec<inspect::Paragraph>) -> Self {
        let mut text = String::new();
        for paragraph in &paragraphs {
            // Whoever reads the text as a file takes this off its front, and all places would slip.
            let own = match paragraph.text.strip_prefix('\u{FEFF}') {
                Some(own) if text.is_empty() => own,
                _ => &paragraph.text,
            };
            let shown = |c: char| if matches!(c, '\n' | '\r') { ' ' } else { c };
            text.extend(own.chars().map(shown));
            text.push('\n');
        }
        Self { text, paragraphs }
    }

    /// Where each line is.
    #[must_use]
    pub fn places(&self) -> Vec<DocxPlace> {
        let place = |(index, paragraph): (usize, &inspect::Paragraph)| DocxPlace {
            paragraph: index + 1,
            cell: paragraph.cell.map(|cell| (cell.table + 1, cell.row + 1, cell.column + 1)),
            page: paragraph.page,
        };
        self.paragraphs.iter().enumerate().map(place).collect()
    }
}

/// The proof of a DOCX whose text is in the source map as `file`.
#[must_use]
pub fn of_docx(docx: &DocxText, file: FileId) -> Proof {
    let mut start = 0;
    let mut lines = Vec::new();
    for (text, paragraph) in docx.text.split('\n').zip(&docx.paragraphs) {
        let short = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        let span = Span::new(file, short(start), short(start + text.len()));
        start += text.len() + 1;
        if paragraph.in_contents {
            continue;
        }
        // A number that is none of 层次序数, as that of a note, counts nothing.
        let counted = Label::typed(&paragraph.label)
            .map(|label| Label::counted(&paragraph.label, label.ordinal));
        let cell = paragraph.cell.map(|cell| CellPlace {
            table: cell.table,
            row: cell.row,
            column: cell.column,
            columns: cell.columns,
        });
        lines.push(Line { text, span, counted, cell });
    }
    let mut proof = of_lines(&lines, false);
    proof.typed = true;
    proof.pages = docx.paragraphs.last().map_or(0, |paragraph| paragraph.page);
    proof
}
