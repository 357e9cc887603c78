//! YAML text → [`Node`].
use super::{Node, SourceFile};
use crate::diag::{Diagnostic, FileId};
/// Parses one YAML document.
///
/// # Errors
/// Everything that is wrong with the syntax.
pub fn parse(_file: FileId, _source: &SourceFile) -> Result<Node, Vec<Diagnostic>> {
    todo!()
}
