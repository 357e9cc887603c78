//! What a document's tree says about names: which data it declares, which names its texts and formulas mention.

use std::collections::BTreeSet;

use crate::figures::operands;
use crate::schema::{DatumKind, document_key};
use crate::source::{Entry, Node, NodeKind};

/// The key of the data.
pub(super) const DATA: &str = "数据";

/// A datum of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Declared {
    /// Its names from the outermost group down.
    pub(super) path: Vec<String>,
    pub(super) kind: DatumKind,
}

/// What the document says.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub(super) declared: Vec<Declared>,
    mentioned: BTreeSet<String>,
    /// All of 数据 stands in a file.
    pub(super) data_in_file: bool,
}

impl Words {
    pub(super) fn of(tree: &Node) -> Self {
        let mut words = Self::default();
        if let Some(data) = data(tree) {
            words.data_in_file = DatumKind::of(data) == DatumKind::Imported;
            words.declare(data, &[]);
        }
        words.gather(tree);
        words
    }

    /// Whether some formula has this name in it.
    pub(super) fn mentions(&self, name: &str) -> bool {
        self.mentioned.contains(name)
    }

    fn declare(&mut self, node: &Node, path: &[String]) {
        let NodeKind::Mapping(entries) = &node.kind else { return };
        for entry in entries {
            let path: Vec<String> = path.iter().chain([&entry.key.text]).cloned().collect();
            match DatumKind::of(&entry.value) {
                DatumKind::Group => self.declare(&entry.value, &path),
                kind => self.declared.push(Declared { path, kind }),
            }
        }
    }

    fn gather(&mut self, node: &Node) {
        match &node.kind {
            NodeKind::Scalar(scalar) => self.text(&scalar.text),
            NodeKind::Sequence(items) => items.iter().for_each(|item| self.gather(item)),
            NodeKind::Mapping(entries) => {
                for entry in entries {
                    self.text(&entry.key.text);
                    self.gather(&entry.value);
                }
            }
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(formula) = text.trim_start().strip_prefix(['=', '＝']) {
            self.mentioned.extend(operands(formula));
        }
        for (end, _) in text.match_indices("}}") {
            let before = &text[..end];
            if let Some(start) = before.rfind("{{") {
                self.mentioned.extend(operands(&before[start + 2..]));
            }
        }
    }
}

/// The value of 数据.
pub(super) fn data(tree: &Node) -> Option<&Node> {
    let NodeKind::Mapping(entries) = &tree.kind else { return None };
    entries.iter().find(|entry| is(entry, DATA)).map(|entry| &entry.value)
}

/// Whether an entry of the outermost map has this key, by name or alias.
pub(super) fn is(entry: &Entry, key: &str) -> bool {
    document_key(&entry.key.text) == Some(key)
}
