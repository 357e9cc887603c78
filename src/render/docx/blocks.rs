//! The blocks of the text on their way to document.xml. docx-rs holds some kilobytes of each paragraph, and the
//! finishing stage as much again; so both are given a few blocks at a time, several side by side, and what comes of them
//! is text.

use docx_rs::{DocumentChild, Docx};
use rayon::prelude::*;

use super::body::Writer;
use super::figure::Drawing;
use super::finish::{self, Sections};
use super::styles::FIGURE;
use super::table::Described;

/// Blocks that docx-rs is given at once: its other parts, which nobody needs here, cost no more than one of them.
const AT_ONCE: usize = 64;
/// Blocks that wait until so many are worth the work of several cores.
const MOST_WAITING: usize = 4 * AT_ONCE;

/// The blocks so far, in order.
#[derive(Default)]
pub(super) struct Blocks {
    /// Not yet written; the last one may yet be told that its section ends with it.
    pub(super) waiting: Vec<DocumentChild>,
    /// How many tables and pictures were written.
    tables: usize,
    drawings: usize,
    written: Written,
}

/// Blocks as XML.
#[derive(Default)]
pub(super) struct Written {
    /// What stands in `w:body`.
    pub(super) text: Vec<u8>,
    /// What docx-rs made of their notes: footnotes.xml of a stretch each.
    pub(super) notes: Vec<Vec<u8>>,
}

/// Blocks that are written at once, with what docx-rs cannot say of them.
struct Stretch<'a> {
    blocks: Vec<DocumentChild>,
    tables: &'a [Described],
    drawings: &'a [Drawing],
    /// How many pictures stand in front of them.
    first_drawing: usize,
}

impl Blocks {
    /// Writes what waits, but for the last block, once it is much.
    ///
    /// # Errors
    /// What the XML reader says of a part by docx-rs: a fault of the program.
    pub(super) fn write_some(
        &mut self,
        writer: &Writer<'_>,
        sections: Sections,
    ) -> Result<(), String> {
        if self.waiting.len() <= MOST_WAITING {
            return Ok(());
        }
        let last = self.waiting.pop();
        self.write(writer, sections)?;
        self.waiting.extend(last);
        Ok(())
    }

    /// Writes what is left.
    ///
    /// # Errors
    /// As [`Self::write_some`].
    pub(super) fn finish(
        mut self,
        writer: &Writer<'_>,
        sections: Sections,
    ) -> Result<Written, String> {
        self.write(writer, sections)?;
        Ok(self.written)
    }

    fn write(&mut self, writer: &Writer<'_>, sections: Sections) -> Result<(), String> {
        let mut stretches = Vec::new();
        let mut rest = std::mem::take(&mut self.waiting).into_iter().peekable();
        while rest.peek().is_some() {
            let blocks: Vec<DocumentChild> = rest.by_ref().take(AT_ONCE).collect();
            let tables = blocks.iter().filter(|block| matches!(block, DocumentChild::Table(_)));
            let tables = self.tables..self.tables + tables.count();
            let drawings = blocks.iter().filter(|block| is_figure(block));
            let drawings = self.drawings..self.drawings + drawings.count();
            (self.tables, self.drawings) = (tables.end, drawings.end);
            stretches.push(Stretch {
                blocks,
                first_drawing: drawings.start,
                tables: writer.described.get(tables).unwrap_or_default(),
                drawings: writer.figures.drawings.get(drawings).unwrap_or_default(),
            });
        }
        let written: Vec<Result<Written, String>> =
            stretches.into_par_iter().map(|stretch| stretch.written(sections)).collect();
        for written in written {
            let Written { text, notes } = written?;
            self.written.text.extend(text);
            self.written.notes.extend(notes);
        }
        Ok(())
    }
}

fn is_figure(block: &DocumentChild) -> bool {
    let DocumentChild::Paragraph(paragraph) = block else { return false };
    paragraph.property.style.as_ref().is_some_and(|style| style.val == FIGURE)
}

impl Stretch<'_> {
    fn written(self, sections: Sections) -> Result<Written, String> {
        let mut docx = Docx::new();
        docx.document.children = self.blocks;
        let built = docx.build();
        let text = finish::blocks(&built.document, sections, |body| {
            finish::describe(body, self.tables, self.drawings, self.first_drawing);
        })?;
        let has_notes = finish::has_notes(&built.footnotes);
        Ok(Written { text, notes: has_notes.then_some(built.footnotes).into_iter().collect() })
    }
}
