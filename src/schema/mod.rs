//! The YAML language of documents: tree → [`Document`], and its JSON Schema. The keys are declared once,
//! in `keys`. Counting, arithmetic and layout are not done here; YAML itself is read in `source`.

mod body;
mod contents;
mod data;
mod document;
mod fields;
mod figure;
mod form;
mod grid;
mod import;
mod inline;
mod json;
mod keys;
mod scalar;
mod table;
mod unfilled;

#[cfg(test)]
mod tests;

use crate::diag::Diagnostics;
use crate::model::{Document, Inline, Row};
use crate::source::Node;

pub use data::DatumKind;
pub use json::json_schema;
pub use unfilled::{Unfilled, unfilled};

/// Reads the author's tree; every fault goes into `diagnostics`. Gives the document also where faults
/// leave one standing (what is at fault is left out), so that later readers can find theirs in the same
/// run. Whoever makes output of it must look for errors first.
#[must_use]
pub fn read(tree: &Node, diagnostics: &mut Diagnostics) -> Option<Document> {
    document::read(tree, diagnostics)
}

/// The key of the document that this word means, by its name.
#[must_use]
pub fn document_key(word: &str) -> Option<&'static str> {
    keys::DOCUMENT.find(word).map(|key| key.name)
}

/// Whether a heading of these words has to be spelled out (`{标题: 表, 内容: …}`), because as a key they mean, or are
/// taken for, something else.
#[must_use]
pub fn is_taken(words: &str) -> bool {
    keys::BLOCKS.find(words).is_some()
        || keys::BLOCKS.keys.iter().any(|key| key.also.contains(&words))
        || keys::NOT_YET.contains(&words)
        || keys::NOTE_WORDS.contains(&words)
}

/// Reads one scalar of any file as running text with formulas; it may be empty and have several lines.
pub(crate) fn text(node: &Node, what: &str, diagnostics: &mut Diagnostics) -> Option<Inline> {
    inline::lines_in_one(node, what, diagnostics)
}

/// Whether rows fill so many columns; each fault at the row's place.
pub(crate) fn check_rows(rows: &[Row], columns: usize, what: &str, diagnostics: &mut Diagnostics) {
    grid::check(rows, columns, what, diagnostics);
}
