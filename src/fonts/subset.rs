//! Subsets.
use super::Face;
use std::collections::BTreeSet;
/// A subset for PDF: glyph numbers are renumbered.
#[derive(Clone, Debug)]
pub struct PdfSubset {
    /// The font program (glyf: a TrueType file; CFF: a bare CFF table).
    pub data: Vec<u8>,
    /// Old glyph number → new one.
    pub glyphs: std::collections::BTreeMap<u16, u16>,
}
/// A subset for DOCX: a whole TrueType file that keeps cmap, OS/2, name, post.
#[derive(Clone, Debug)]
pub struct DocxSubset {
    /// The file.
    pub data: Vec<u8>,
}
/// Why a subset cannot be made; the text is the library's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubsetError(pub String);
/// Subset of `face` with these glyphs (and what they are composed of), for PDF.
///
/// # Errors
/// A face whose tables cannot be read.
pub fn subset_for_pdf(_face: &Face, _glyphs: &BTreeSet<u16>) -> Result<PdfSubset, SubsetError> {
    todo!()
}
/// Subset of `face` with these characters, for DOCX. Characters the face lacks are passed over.
///
/// # Errors
/// A face whose tables cannot be read.
pub fn subset_for_docx(
    _face: &Face,
    _characters: &BTreeSet<char>,
) -> Result<DocxSubset, SubsetError> {
    todo!()
}
