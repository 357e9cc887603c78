//! The tree of a YAML text: spans kept, scalars verbatim. What a node means is not known here.

use std::ops::Range;

use crate::diag::Span;

/// A node.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// From its first to its last character; for an absent value the empty place where it would stand.
    pub span: Span,
}

/// Kinds of nodes.
#[derive(Clone, Debug)]
pub enum NodeKind {
    /// A text, or nothing at all (an empty plain scalar).
    Scalar(Scalar),
    /// A list.
    Sequence(Vec<Node>),
    /// A map in the order of the source; no key twice.
    Mapping(Vec<Entry>),
}

/// A key with its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key's text.
    pub key: Scalar,
    /// The key's place.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}

/// A scalar, verbatim: no numbers, bools, dates.
#[derive(Clone, Debug)]
pub struct Scalar {
    /// The text with escapes and folds resolved. A folded line break next to a hanzi leaves nothing,
    /// elsewhere one space: Chinese puts no space between words.
    pub text: String,
    /// How it is written.
    pub style: ScalarStyle,
    /// Stretches of the text and where each stands, in order and without gaps. Where a span is as
    /// long as its stretch, both run byte by byte in step; otherwise (escapes) one span covers all.
    pub places: Vec<(Range<usize>, Span)>,
}

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScalarStyle {
    /// Without marks.
    Plain,
    /// In single or double quotes.
    Quoted,
    /// After `|` or `>`.
    Block,
}

impl Node {
    /// Whether nothing is written where the node stands; an empty quoted text is something.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        matches!(&self.kind, NodeKind::Scalar(scalar)
            if scalar.text.is_empty() && scalar.style == ScalarStyle::Plain)
    }
}
