//! Where the scalars of a YAML text stand and how each is written, so that a change inside one leaves it readable.

use std::ops::Range;

use crate::source::{Node, NodeKind, ScalarStyle};

/// A scalar in the source.
#[derive(Clone, Debug)]
pub(super) struct Written {
    /// Its bytes, marks included.
    pub(super) range: Range<usize>,
    /// How it is written.
    pub(super) style: ScalarStyle,
    /// It stands inside of brackets.
    pub(super) flow: bool,
}

/// All of a file, in order.
pub(super) struct Scalars(Vec<Written>);

impl Scalars {
    pub(super) fn of(tree: &Node, source: &str) -> Self {
        let mut found = Vec::new();
        gather(tree, false, source, &mut found);
        found.sort_by_key(|each| each.range.start);
        Self(found)
    }

    /// The scalar that holds a byte.
    pub(super) fn at(&self, offset: usize) -> Option<&Written> {
        let behind = self.0.partition_point(|each| each.range.start <= offset);
        let found = self.0.get(behind.checked_sub(1)?)?;
        (offset < found.range.end).then_some(found)
    }

    /// Whether a place between two bytes lies inside of a scalar.
    pub(super) fn holds(&self, offset: usize) -> bool {
        self.at(offset).is_some_and(|each| each.range.start < offset)
    }

    /// Where the last scalar ends that ends in front of `end`.
    pub(super) fn last_end(&self, line: &Range<usize>) -> usize {
        let ends = self.0.iter().map(|each| each.range.end);
        ends.filter(|at| (line.start..=line.end).contains(at)).max().unwrap_or(line.start)
    }
}

fn gather(node: &Node, flow: bool, source: &str, found: &mut Vec<Written>) {
    let range = node.span.start as usize..node.span.end as usize;
    let flow = flow || source.get(range.clone()).is_some_and(|text| text.starts_with(['[', '{']));
    match &node.kind {
        NodeKind::Scalar(scalar) => found.push(Written { range, style: scalar.style, flow }),
        NodeKind::Sequence(items) => {
            for item in items {
                gather(item, flow, source, found);
            }
        }
        NodeKind::Mapping(entries) => {
            for entry in entries {
                let range = entry.key_span.start as usize..entry.key_span.end as usize;
                found.push(Written { range, style: entry.key.style, flow });
                gather(&entry.value, flow, source, found);
            }
        }
    }
}
