//! Tables: column widths, rows set and measured, the pieces that stand on each page, rules.
//!
//! Word-family programs start a continued table at the top of their text area, which lies above the
//! type area by the space over a line's characters, and fill it to its bottom, which lies below the
//! type area by the space under them. Here a table stays inside the type area. Both break at the same
//! rows because the header row of the DOCX is higher by just these two strips ([`Strips`]).

mod columns;
mod content;
mod cut;
mod pieces;
mod place;
mod rules;
mod set;
#[cfg(test)]
mod tests;

pub(super) use columns::column_widths;
pub(super) use pieces::{Cut, Place, Strips, shifted};
pub(super) use set::{SetTable, set_table};
