//! The YAML language of documents: tree → [`Document`], and its JSON Schema. The keys are declared once,
//! in `keys`. Counting, arithmetic and layout are not done here; YAML itself is read in `source`.

mod body;
mod data;
mod document;
mod fields;
mod grid;
mod inline;
mod json;
mod keys;
mod scalar;
mod table;

#[cfg(test)]
mod tests;

use crate::diag::Diagnostics;
use crate::model::Document;
use crate::source::Node;

pub use json::json_schema;

/// Reads the author's tree; every fault goes into `diagnostics`. `None` when the tree has errors.
#[must_use]
pub fn read(tree: &Node, diagnostics: &mut Diagnostics) -> Option<Document> {
    let mut found = Diagnostics::new();
    let document = document::read(tree, &mut found);
    let sound = !found.has_errors();
    diagnostics.extend(found.into_sorted());
    document.filter(|_| sound)
}
