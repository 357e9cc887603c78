//! Layout → PDF/A and PDF/UA. Draws what the layout placed: `structure` knows which element of the document
//! each part of a page is of, `fonts` finds what each face has to show and makes the subsets, `page` turns a
//! page into printpdf's operations, `drawing` has printpdf write them, a few pages at a time, `finish` completes
//! the objects printpdf leaves (`outline`, `metadata`, `cmap`, `intent`, `attachments` write what they say),
//! `output` packs them. Nothing is measured, moved or broken here.

mod attachments;
mod cmap;
mod cross_reference;
mod drawing;
mod finish;
mod fonts;
mod intent;
mod metadata;
mod outline;
mod output;
mod page;
mod pictures;
mod structure;
mod syntax;
mod units;
mod xmp;

use crate::diag::{Code, Diagnostic};
use crate::fonts::Book;
use crate::galley::{Galley, Metadata};
use crate::layout::Layout;
pub use attachments::{Attachment, Relationship};
use fonts::Subsets;
use structure::Structure;

/// The objects of the file could not be put together: a fault of the program.
const BROKEN: Code = Code("U091");

/// Writes the PDF of a galley laid out: PDF/A-2a, or PDF/A-3a where it carries files; PDF/UA-1 either way.
/// Equal arguments give equal bytes, in whatever order documents are written.
///
/// # Errors
/// A face that cannot be subset or may not be embedded.
pub fn write(
    layout: &Layout,
    galley: &Galley,
    attachments: &[Attachment],
    book: &Book,
) -> Result<Vec<u8>, Diagnostic> {
    let subsets = Subsets::of(layout, book)?;
    let structure = Structure::of(galley, layout);
    let mark = galley.is_draft.then_some(book);
    let (mut document, shown) = drawing::draw(layout, &structure, &subsets, mark)?;
    let content = Content { layout, metadata: &galley.metadata, structure, subsets, attachments };
    let pages: Vec<_> = document.get_pages().into_values().collect();
    let structure = finish::finish(&mut document, &content, &pages, shown);
    let structure = structure.map_err(|fault| broken(&fault))?;
    output::bytes(document, structure.iter()).map_err(|fault| broken(&fault))
}

/// The structure of the file that [`write`] makes, as text that a person can read in a diff.
#[must_use]
pub fn tags(layout: &Layout, galley: &Galley) -> String {
    Structure::of(galley, layout).dump()
}

/// Everything the file says.
struct Content<'a> {
    layout: &'a Layout,
    metadata: &'a Metadata,
    structure: Structure<'a>,
    subsets: Subsets<'a>,
    attachments: &'a [Attachment],
}

fn broken(fault: &dyn std::fmt::Display) -> Diagnostic {
    Diagnostic::environment(BROKEN, format!("PDF 未能写成，这是程序的错误：{fault}"))
        .help("请把这份 YAML 和这条信息告诉程序的维护者")
}

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
