//! Tree → document.
use crate::diag::Diagnostics;
use crate::model::Document;
use crate::source::Node;
/// Reads the author's tree; every fault goes into `diagnostics`. `None` when there are errors.
#[must_use]
pub fn read(_tree: &Node, _diagnostics: &mut Diagnostics) -> Option<Document> {
    todo!()
}
/// The JSON Schema of the language.
#[must_use]
pub fn json_schema() -> serde_json::Value {
    todo!()
}
