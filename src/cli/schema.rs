//! `chengwen schema`.

use std::path::PathBuf;

use clap::ArgMatches;

use super::{Outcome, print, show_one};
use crate::{io, schema};

/// Prints the JSON Schema, or writes it where `-o` says.
pub(super) fn run(matches: &ArgMatches) -> Outcome {
    let text = format!("{:#}\n", schema::json_schema());
    match matches.get_one::<PathBuf>("output") {
        None => {
            print(&text);
            Outcome::Done
        }
        Some(path) => match io::write_whole(path, text.as_bytes()) {
            Ok(()) => Outcome::Done,
            Err(fault) => show_one(fault),
        },
    }
}
