//! Layout → PDF. Draws what the layout placed: `fonts` finds what each face has to show and makes the
//! subsets, `page` turns a page into printpdf's operations, `finish` completes the objects printpdf
//! leaves (`outline`, `metadata`, `cmap` write what they say), `output` packs them. Nothing is
//! measured, moved or broken here.

mod cmap;
mod finish;
mod fonts;
mod metadata;
mod outline;
mod output;
mod page;
mod pictures;
mod units;
mod xmp;

use printpdf::{PdfDocument, PdfSaveOptions};

use crate::diag::{Code, Diagnostic};
use crate::fonts::Book;
use crate::galley::Metadata;
use crate::layout::Layout;
use fonts::Subsets;
use pictures::Pictures;

/// The objects of the file could not be put together: a fault of the program.
const BROKEN: Code = Code("U091");

/// Writes the PDF. Equal arguments give equal bytes, in whatever order documents are written.
///
/// # Errors
/// A face that cannot be subset or may not be embedded.
pub fn write(layout: &Layout, metadata: &Metadata, book: &Book) -> Result<Vec<u8>, Diagnostic> {
    let subsets = Subsets::of(layout, book)?;
    let mut document = draw(layout, &subsets)?;
    finish::finish(&mut document, layout, metadata, &subsets).map_err(|fault| broken(&fault))?;
    output::bytes(document).map_err(|fault| broken(&fault))
}

/// The pages with their fonts, as printpdf writes them.
fn draw(layout: &Layout, subsets: &Subsets<'_>) -> Result<lopdf::Document, Diagnostic> {
    let mut document = PdfDocument::new("");
    let pictures = Pictures::of(layout);
    document.resources.fonts.map = subsets.programs();
    document.resources.xobjects.map = pictures.objects();
    document.pages = layout.pages.iter().map(|page| page::draw(page, subsets, &pictures)).collect();
    let options = PdfSaveOptions {
        optimize: false,
        subset_fonts: false,
        secure: true,
        image_optimization: None,
    };
    // What printpdf only warns of (text that most readers would not show) is a fault here.
    let mut warnings = Vec::new();
    let drawn = document.to_lopdf_document(&options, &mut warnings);
    match warnings.first() {
        None => Ok(drawn),
        Some(warning) => Err(broken(&warning.msg)),
    }
}

fn broken(fault: &dyn std::fmt::Display) -> Diagnostic {
    Diagnostic::environment(BROKEN, format!("PDF 未能写成，这是程序的错误：{fault}"))
        .help("请把这份 YAML 和这条信息告诉程序的维护者")
}

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
