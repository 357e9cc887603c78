//! Galley → layout.
mod page;
pub use page::{
    Facts, Glyph, GlyphRun, Item, Layout, Line, LineKind, OutlineEntry, Page, Rule, TableFacts,
};
