//! Source texts by id, lines and columns.
use crate::diag::{Diagnostic, FileId, Span};
/// A text with its name.
#[derive(Debug)]
pub struct SourceFile {
    name: String,
    text: String,
}
impl SourceFile {
    /// The name to show.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
    /// The text, without byte order mark.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}
/// All texts of a run.
#[derive(Debug, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
}
impl SourceMap {
    /// Adds the bytes of a file: checks size, encoding, control characters.
    ///
    /// # Errors
    /// Not UTF-8 (GB 18030, UTF-16 recognised and named), too large, control characters.
    /// The file is in the map all the same, so that its name can be shown.
    pub fn add(&mut self, _name: &str, _bytes: Vec<u8>) -> Result<FileId, Diagnostic> {
        todo!()
    }
    /// The file of that id.
    #[must_use]
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.index()]
    }
    /// Line and column of the start of `span`, both from 1, the column in characters.
    #[must_use]
    pub fn line_and_column(&self, _span: Span) -> (usize, usize) {
        todo!()
    }
}
