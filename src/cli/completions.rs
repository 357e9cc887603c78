//! `chengwen completions`.

use clap::ArgMatches;
use clap_complete::{Shell, generate};

use super::{Outcome, arguments, print};

/// Prints the completion script of a shell.
pub(super) fn run(matches: &ArgMatches) -> Outcome {
    let Some(shell) = matches.get_one::<Shell>("shell") else { return Outcome::EnvironmentFault };
    let mut script = Vec::new();
    generate(*shell, &mut arguments::command(), "chengwen", &mut script);
    print(&String::from_utf8_lossy(&script));
    Outcome::Done
}
