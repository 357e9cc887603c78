//! The tree of a YAML text: spans kept, scalars verbatim.
use crate::diag::Span;
/// A node.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// From its first to its last character.
    pub span: Span,
}
/// Kinds of nodes.
#[derive(Clone, Debug)]
pub enum NodeKind {
    /// A text, or nothing at all (an empty plain scalar).
    Scalar(Scalar),
    /// A list.
    Sequence(Vec<Node>),
    /// A map in the order of the source.
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
    /// The text with escapes and folds resolved.
    pub text: String,
    /// How it is written.
    pub style: ScalarStyle,
    /// Stretches of the text and where each stands.
    pub places: Vec<(std::ops::Range<usize>, Span)>,
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
