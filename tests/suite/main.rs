//! Whole documents and the whole program, in one binary so that it is linked once.

mod determinism;
mod documents;
mod doors;
mod golden;
mod sample;
