//! Layout → PDF. printpdf draws the pages (`page`) with subsets of the faces (`faces`); a pass over its
//! objects (`finish`) adds what it cannot say: outline, language, page labels, metadata, ids. No
//! decision of layout is taken here.

mod faces;
mod finish;
mod metadata;
mod outline;
mod page;
mod units;

use crate::diag::{Code, Diagnostic};
use crate::fonts::Book;
use crate::galley::Metadata;
use crate::layout::Layout;

/// A face cannot be embedded or subset.
pub(super) const FACE: Code = Code("G020");
/// The PDF could not be put together: a fault of the program.
pub(super) const BROKEN: Code = Code("G021");

/// Writes the PDF. Same layout, same bytes.
///
/// # Errors
/// A face that cannot be subset or may not be embedded.
pub fn write(layout: &Layout, metadata: &Metadata, book: &Book) -> Result<Vec<u8>, Diagnostic> {
    let faces = faces::prepare(layout, book)?;
    let mut document = printpdf::PdfDocument::new(&metadata.title);
    for face in faces.values() {
        let font = printpdf::PdfFont::new(face.parsed.clone());
        document.resources.fonts.map.insert(face.font_id(), font);
    }
    document.pages = layout.pages.iter().map(|page| page::draw(page, &faces)).collect();
    let options = printpdf::PdfSaveOptions {
        optimize: false,
        subset_fonts: false,
        secure: true,
        image_optimization: None,
    };
    let mut warnings = Vec::new();
    let objects = document.to_lopdf_document(&options, &mut warnings);
    if let Some(warning) = warnings.first() {
        return Err(broken(&warning.msg));
    }
    finish::finish(objects, layout, metadata)
}

fn broken(detail: &str) -> Diagnostic {
    Diagnostic::environment(BROKEN, format!("PDF 没能写成：{detail}"))
        .help("这是程序自己的错，请把这份 YAML 发给开发者")
}
