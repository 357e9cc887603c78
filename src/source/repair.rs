//! Stand-ins for faulty bytes, so that reading can go on behind a fault and one run shows all faults.
//! A stand-in is as long as what it replaces: places after it stay true. A repaired text is never
//! printed, since the fault that called for it is an error.

use std::ops::Range;

use super::lines::floor_boundary;
use super::{Node, NodeKind, Scalar};
use crate::diag::Span;

/// A replacement of equal length.
#[derive(Debug)]
pub(super) struct Repair {
    at: Range<usize>,
    with: String,
    /// Whether the replaced bytes belong to the text right behind them.
    gap: bool,
}

impl Repair {
    /// `with`, filled up with spaces to the length of `at`.
    pub(super) fn padded(at: Range<usize>, with: &str) -> Self {
        let with = format!("{with:<width$}", width = at.len());
        Self { at, with, gap: false }
    }

    /// Letters, where a mark at the front of a text is read as YAML.
    pub(super) fn letters(at: Range<usize>) -> Self {
        let with = "x".repeat(at.len());
        Self { at, with, gap: false }
    }

    /// Spaces.
    pub(super) fn blank(at: Range<usize>) -> Self {
        Self::padded(at, "")
    }

    /// Spaces in place of the front of a text that lacks the space before it.
    pub(super) fn gap(at: Range<usize>) -> Self {
        Self { gap: true, ..Self::blank(at) }
    }

    /// The bytes that belong to the text right behind them.
    pub(super) fn as_gap(&self) -> Option<Range<usize>> {
        self.gap.then(|| self.at.clone())
    }

    /// Puts the stand-in in; whether anything changed.
    pub(super) fn apply(&self, text: &mut String) -> bool {
        let fits = text.get(self.at.clone()).is_some_and(|old| {
            old.len() == self.with.len() && old != self.with && !old.contains('\n')
        });
        if fits {
            text.replace_range(self.at.clone(), &self.with);
        }
        fits
    }
}

/// Moves every place to a character boundary of the author's text: stand-ins have characters of other
/// lengths than what they stand for.
pub(super) fn settle(node: &mut Node, text: &str) {
    settle_span(&mut node.span, text);
    match &mut node.kind {
        NodeKind::Scalar(scalar) => settle_scalar(scalar, text),
        NodeKind::Sequence(items) => items.iter_mut().for_each(|item| settle(item, text)),
        NodeKind::Mapping(entries) => {
            for entry in entries {
                settle_scalar(&mut entry.key, text);
                settle_span(&mut entry.key_span, text);
                settle(&mut entry.value, text);
            }
        }
    }
}

fn settle_scalar(scalar: &mut Scalar, text: &str) {
    scalar.places.iter_mut().for_each(|(_, span)| settle_span(span, text));
}

/// Moves a place to character boundaries of `text`.
pub(super) fn settle_span(span: &mut Span, text: &str) {
    let settled =
        |offset: u32| u32::try_from(floor_boundary(text, offset as usize)).unwrap_or(offset);
    *span = Span::new(span.file, settled(span.start), settled(span.end));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repair_keeps_every_later_place() {
        let mut text = String::from("标题：报告");
        assert!(Repair::padded(6..9, ":").apply(&mut text));
        assert_eq!(text, "标题:  报告");
        assert!(!Repair::blank(5..7).apply(&mut text), "not on character boundaries");
        assert!(!Repair::padded(6..7, "too long").apply(&mut text));
    }
}
