//! Source texts.
mod map;
mod node;
mod parse;
pub use map::{SourceFile, SourceMap};
pub use node::{Entry, Node, NodeKind, Scalar, ScalarStyle};
pub use parse::parse;
