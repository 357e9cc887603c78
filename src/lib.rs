//! chengwen（成文）: one YAML file in, an official document by GB/T 9704-2012 out, as DOCX and as PDF.
//!
//! The road of the data, each step a room of its own; arrows only point right:
//!
//! `source` → `schema` → `model` → `imports`, `numbering`, `figures`, `scoring`, `forms` → `galley` → `layout` → `render`
//!
//! with `unit`, `diag`, `text`, `fonts`, `picture`, `spreadsheet`, `template` beside it. What was made, by us or by
//! others, is read back (`inspect`), compared (`verify`), measured (`measure`) and proofread (`proof`, `check`). `cli`
//! and `io` stand at the end, the only rooms that touch disk, clock, environment and terminal. docs/architecture.md has the
//! whole map.

#![forbid(unsafe_code)]

pub mod batch;
pub mod check;
pub mod cli;
pub mod compile;
pub mod container;
pub mod diag;
pub mod draft;
pub mod figures;
pub mod filename;
pub mod fonts;
pub mod forms;
pub mod galley;
pub mod imports;
pub mod inspect;
pub mod io;
pub mod layout;
pub mod manuscript;
pub mod measure;
pub mod model;
pub mod naming;
pub mod numbering;
pub mod picture;
pub mod proof;
pub mod render;
pub mod renewal;
pub mod revision;
pub mod schema;
pub mod scoring;
pub mod source;
pub mod spreadsheet;
pub mod template;
pub mod text;
pub mod transcript;
pub mod unit;
pub mod verify;
