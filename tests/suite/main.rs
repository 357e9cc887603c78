//! Whole documents and the whole program, in one binary so that it is linked once.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by a panic"
)]

mod archive;
mod bad_input;
mod batch;
mod check_corpus;
mod check_sample;
mod check_seeded;
mod cli_build;
mod cli_check;
mod cli_measure;
mod cli_other;
mod cli_verify;
mod codes;
mod contents;
mod determinism;
mod documents;
mod doors;
mod draft;
mod embedding;
#[cfg(unix)]
mod faults;
#[path = "../fuzz/entry/mod.rs"]
mod fuzz_entry;
mod fuzz_found;
mod golden;
mod import;
mod import_docx;
mod import_hostile;
mod import_kinds;
mod import_round;
mod imports;
mod next;
mod pictures;
mod proofread;
mod rules_page;
mod sample;
mod support;
mod tags;
mod typesetting;
mod watch;
