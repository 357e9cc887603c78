//! The whole road in one call: source text → galley and layout → bytes. Pure: no disk, no terminal.

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Diagnostics, FileId};
use crate::figures::Ledger;
use crate::fonts::{Book, FaceId};
use crate::galley::{self, Galley};
use crate::layout::{self, Item, Layout};
use crate::render;
use crate::schema;
use crate::source::{SourceMap, parse_reporting};
use crate::template::{self, Sheet};

/// A document laid out and ready to be written.
#[derive(Debug)]
pub struct Compiled {
    /// The text, final.
    pub galley: Galley,
    /// The template as read.
    pub sheet: Sheet,
    /// The pages.
    pub layout: Layout,
}

/// Compiles the document in `file`, under the template it names or the user's `overlay`.
///
/// Every fault goes into `diagnostics`; `None` when one of them is an error.
#[must_use]
pub fn compile(
    file: FileId,
    overlay: Option<FileId>,
    sources: &mut SourceMap,
    book: &Book,
    diagnostics: &mut Diagnostics,
) -> Option<Compiled> {
    let tree = parse_reporting(file, sources.file(file), diagnostics);
    let overlay_tree = match overlay {
        None => None,
        Some(overlay) => Some(parse_reporting(overlay, sources.file(overlay), diagnostics)?),
    };
    let document = schema::read(&tree?, diagnostics);
    let template = document.as_ref().and_then(|document| document.template.as_ref());
    let name = template.map(|name| (name.value.as_str(), name.span));
    let mut sheet = template::load(name, overlay_tree, sources, diagnostics)?;
    let document = document?;
    if let Some(levels) = &document.levels {
        sheet.scheme = template::own_levels(&sheet.scheme, levels, diagnostics)?;
    }
    let ledger = Ledger::new(&document.data, diagnostics);
    let galley = galley::build(&document, &sheet, &ledger, diagnostics);
    let layout = layout::lay_out(&galley, &sheet, book, diagnostics);
    (!diagnostics.has_errors()).then_some(Compiled { galley, sheet, layout })
}

impl Compiled {
    /// The DOCX.
    ///
    /// # Errors
    /// A face that cannot be subset or may not be embedded.
    pub fn docx(&self, book: &Book) -> Result<Vec<u8>, Diagnostic> {
        render::docx::write(&self.galley, &self.sheet, &self.layout.facts, book)
    }

    /// The PDF.
    ///
    /// # Errors
    /// A face that cannot be subset or may not be embedded.
    pub fn pdf(&self, book: &Book) -> Result<Vec<u8>, Diagnostic> {
        render::pdf::write(&self.layout, &self.galley.metadata, book)
    }

    /// The faces that show the text.
    #[must_use]
    pub fn faces(&self) -> BTreeSet<FaceId> {
        let items = self.layout.pages.iter().flat_map(|page| &page.items);
        let lines = items.filter_map(|item| match item {
            Item::Line(line) => Some(line),
            Item::Rule(_) => None,
        });
        lines.flat_map(|line| &line.runs).map(|run| run.face).collect()
    }
}
