//! Galley → DOCX.
use crate::diag::Diagnostic;
use crate::fonts::Book;
use crate::galley::Galley;
use crate::layout::Facts;
use crate::template::Sheet;
/// Writes the DOCX.
///
/// # Errors
/// A face that cannot be subset or may not be embedded.
pub fn write(
    _galley: &Galley,
    _sheet: &Sheet,
    _facts: &Facts,
    _book: &Book,
) -> Result<Vec<u8>, Diagnostic> {
    todo!()
}
