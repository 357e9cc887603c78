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
    /// The page on which each line begins, from 1, as far as the file tells.
    pub pages: Vec<usize>,
    paragraphs: Vec<inspect::Paragraph>,
}

impl DocxText {
    /// The text of these paragraphs; line breaks inside them become spaces.
    #[must_use]
    pub fn new(paragraphs: Vec<inspect::Paragraph>) -> Self {
        let mut text = String::new();
        for paragraph in &paragraphs {
            let shown = |c: char| if matches!(c, '\n' | '\r') { ' ' } else { c };
            text.extend(paragraph.text.chars().map(shown));
            text.push('\n');
        }
        let pages = paragraphs.iter().map(|paragraph| paragraph.page).collect();
        Self { text, pages, paragraphs }
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
        let counted = (!paragraph.label.is_empty()).then(|| {
            let ordinal = Label::typed(&paragraph.label).map_or(0, |label| label.ordinal);
            Label::counted(&paragraph.label, ordinal)
        });
        let cell = paragraph.cell.map(|cell| CellPlace {
            table: cell.table,
            row: cell.row,
            column: cell.column,
            columns: cell.columns,
        });
        lines.push(Line { text, span, counted, cell });
    }
    let mut proof = of_lines(&lines);
    proof.typed = true;
    proof.pages = docx.pages.last().copied().unwrap_or(0);
    proof
}
