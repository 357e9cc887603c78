//! Source texts: bytes checked and decoded, lines counted, YAML read into a tree that keeps the place
//! of every part and every scalar as it is written. What the keys mean is not known here.

mod builder;
pub mod codes;
mod encoding;
mod limits;
mod line_faults;
mod lines;
mod map;
mod node;
mod parse;
mod places;
mod repair;
mod structure;
mod swallowed;
mod syntax;

pub use encoding::is_unwanted;
pub use map::{SourceFile, SourceMap};
pub use node::{Entry, Node, NodeKind, Scalar, ScalarStyle};
pub use parse::{parse, parse_reporting};
