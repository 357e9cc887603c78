//! The program: everything is in the library, see `chengwen::cli`.
#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    chengwen::cli::run(std::env::args_os())
}
