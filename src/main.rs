//! The program: everything is in the library, see `chengwen::cli`.

use std::process::ExitCode;

fn main() -> ExitCode {
    chengwen::cli::run(std::env::args_os())
}
