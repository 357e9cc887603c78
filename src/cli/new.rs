//! `chengwen new`: a commented starter that builds as it is.

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::usage::left_alone;
use super::{Outcome, print, show_one};
use crate::diag::Diagnostic;
use crate::io;

const ATTACHMENT: &str = include_str!("../../templates/starters/attachment.yaml");
const SELF_EVALUATION: &str = include_str!("../../templates/starters/self-evaluation.yaml");

/// Prints a starter, or writes it where `-o` says; a file that is there is left alone.
pub(super) fn run(matches: &ArgMatches) -> Outcome {
    let kind = matches.get_one::<String>("kind").map_or("", String::as_str);
    let text = match kind {
        "绩效自评报告" | "self-evaluation" => SELF_EVALUATION,
        _ => ATTACHMENT,
    };
    let Some(path) = matches.get_one::<PathBuf>("output") else {
        print(text);
        return Outcome::Done;
    };
    match write(path, text) {
        Ok(()) => {
            let shown = path.display();
            print(&format!("写好 {shown}。改好后运行：chengwen build {shown}\n"));
            Outcome::Done
        }
        Err(fault) => show_one(fault),
    }
}

fn write(path: &Path, text: &str) -> Result<(), Diagnostic> {
    if path.exists() {
        return Err(left_alone(path).help("换个名字，或先把它挪走"));
    }
    io::write_whole(path, text.as_bytes())
}
