//! 批量: one document and a table of units, of which a document for each unit is made. Which rows are whose
//! (`roster`, `rows`), what a column is in the document (`columns`), a row put into the document's tree as if it had been
//! typed there (`filled`), what a unit's files are called (`pattern`). Reading files, threads and what is told are not
//! here.

mod columns;
mod fault;
mod filled;
mod pattern;
mod roster;
mod rows;
mod words;

#[cfg(test)]
mod tests;

pub use columns::Columns;
pub use fault::CODES;
pub use pattern::Pattern;
pub use roster::{Grouping, Roster, Unit};
pub use rows::Shared;
