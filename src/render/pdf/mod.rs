//! Layout → PDF.
use crate::diag::Diagnostic;
use crate::fonts::Book;
use crate::galley::Metadata;
use crate::layout::Layout;
/// Writes the PDF.
///
/// # Errors
/// A face that cannot be subset or may not be embedded.
pub fn write(_layout: &Layout, _metadata: &Metadata, _book: &Book) -> Result<Vec<u8>, Diagnostic> {
    todo!()
}
