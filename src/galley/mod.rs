//! The galley (长条校样): the document as styled blocks in order, every text final (labels counted,
//! formulas evaluated), nothing placed yet. Both renderers and the layout start from it.

mod block;
mod build;
mod captions;
mod closing;
mod contents;
mod figure;
mod notes;
mod table;
#[cfg(test)]
mod tests;

pub use block::{
    Block, BlockId, Cell, Contents, ContentsEntry, Figure, Galley, Indent, Label, Metadata, Note,
    Outline, Paragraph, Row, Run, Section, Table, TableColumn,
};
pub use build::{Forms, Pictures, build};
