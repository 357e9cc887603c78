//! The command line: what is asked, what is printed, with which exit code. One file a subcommand. The
//! only room, with `io`, that knows files, clock and terminal; it decides nothing about a document.
//!
//! Exit codes: 0 done, 1 a document or template is at fault, 2 the call or the environment is.

mod arguments;
mod batch;
mod build;
mod check;
mod completions;
mod digest;
mod explain;
mod explain_score;
mod extract;
mod fonts;
pub mod import;
mod measure;
mod new;
mod next;
mod read_back;
pub mod report;
mod schema;
mod usage;
mod verify;
mod workers;

use std::ffi::OsString;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::sync::OnceLock;

use crate::diag::{Code, Diagnostic, FileId, Severity};
use crate::io;
use crate::source::SourceMap;

/// The program itself is at fault.
const BROKEN: Code = Code("U014");
/// Standard output cannot be written.
const UNHEARD: Code = Code("U015");

/// The exit code of calls and environments at fault.
const ENVIRONMENT_FAULT: u8 = 2;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// Everything asked for was done.
    Done,
    /// A document or a template is at fault.
    DocumentFault,
    /// The call is wrong, or the environment does not allow it.
    EnvironmentFault,
}

impl Outcome {
    /// The worst that findings amount to: those without a place are faults of the environment.
    fn of(diagnostics: &[Diagnostic]) -> Self {
        let errors = diagnostics.iter().filter(|d| d.severity == Severity::Error);
        let outcome = |fault: &Diagnostic| match fault.span {
            Some(_) => Self::DocumentFault,
            None => Self::EnvironmentFault,
        };
        errors.map(outcome).max().unwrap_or(Self::Done)
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => ExitCode::SUCCESS,
            Outcome::DocumentFault => ExitCode::from(1),
            Outcome::EnvironmentFault => ExitCode::from(ENVIRONMENT_FAULT),
        }
    }
}

/// Runs the program with these arguments, the program's own name first.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let matches = match arguments::command().try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) => return usage::answer(&error).into(),
    };
    run_to_the_end(|| subcommand(&matches)).into()
}

/// Runs it; where the program itself is at fault, on whatever thread, says so in words a clerk can pass on and ends:
/// nothing is written by then, or all of it.
fn run_to_the_end(command: impl FnOnce() -> Outcome) -> Outcome {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let _ = show_one(broken(&place));
        std::process::exit(i32::from(ENVIRONMENT_FAULT));
    }));
    let outcome = command();
    match LOST.get() {
        None => outcome,
        Some(reason) => {
            let message = format!("结果没有全部写出来：{reason}");
            outcome.max(show_one(Diagnostic::environment(UNHEARD, message)))
        }
    }
}

fn broken(place: &str) -> Diagnostic {
    let message = format!("程序自己出错了（{place}），没有写出文件，原来的文件没有动");
    Diagnostic::environment(BROKEN, message).help("请把这份文稿和上面这一行发给开发者")
}

/// Subcommands that have work for several threads; the others do not wait for their start.
const SHARED: [&str; 3] = ["build", "check", "verify"];

fn subcommand(matches: &clap::ArgMatches) -> Outcome {
    if matches.subcommand_name().is_some_and(|name| SHARED.contains(&name)) {
        workers::start(None);
    }
    match matches.subcommand() {
        Some(("build", matches)) => build::run(matches),
        Some(("batch", matches)) => batch::run(matches),
        Some(("check", matches)) => check::run(matches),
        Some(("explain", matches)) => explain::run(matches),
        Some(("verify", matches)) => verify::run(matches),
        Some(("measure", matches)) => measure::run(matches),
        Some(("explain-score", matches)) => explain_score::run(matches),
        Some(("extract", matches)) => extract::run(matches),
        Some(("import", matches)) => import::run(matches),
        Some(("new", matches)) => new::run(matches),
        Some(("next", matches)) => next::run(matches),
        Some(("schema", matches)) => schema::run(matches),
        Some(("fonts", matches)) => fonts::run(matches),
        Some(("completions", matches)) => completions::run(matches),
        _ => Outcome::EnvironmentFault,
    }
}

/// Reads a text file for its findings to be placed in.
fn load(path: &Path, sources: &mut SourceMap) -> Result<FileId, Diagnostic> {
    let bytes = io::read(path)?;
    sources.add(&path.display().to_string(), bytes)
}

/// Whether the results are asked for as JSON.
fn asks_for_json(matches: &clap::ArgMatches) -> bool {
    matches.get_one::<String>("format").is_some_and(|format| format == "json")
}

/// Whether a stream shows colours: a terminal that can, unless the user wants none.
fn shows_colours(stream: &impl anstream::stream::RawStream) -> bool {
    anstream::AutoStream::choice(stream) != anstream::ColorChoice::Never
}

/// Writes to standard output. The console of Windows takes colours only after it was asked to, which anstream does.
fn print(text: &str) {
    let mut out = anstream::stdout().lock();
    spoken(out.write_all(text.as_bytes()).and_then(|()| out.flush()));
}

/// Writes JSON to standard output, each value on a line of its own.
fn print_json(value: &impl serde::Serialize) {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let written = serde_json::to_writer_pretty(&mut out, value).map_err(std::io::Error::from);
    spoken(written.and_then(|()| out.write_all(b"\n")).and_then(|()| out.flush()));
}

/// Set when standard output could not be written, on a full disk for one. Results go there from everywhere, and what
/// is lost must be told once at the end.
static LOST: OnceLock<String> = OnceLock::new();

/// Remembers whether standard output took what was written; a reader that has gone away (`| head`) is no fault.
fn spoken(written: std::io::Result<()>) {
    if let Err(error) = written
        && error.kind() != std::io::ErrorKind::BrokenPipe
    {
        let _ = LOST.set(io::reason(&error));
    }
}

/// Shows findings on standard error, in colour where it is a terminal.
fn show(diagnostics: &[Diagnostic], sources: &SourceMap) {
    if diagnostics.is_empty() {
        return;
    }
    let text = report::text(diagnostics, sources, shows_colours(&std::io::stderr()));
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}

/// Shows one finding that has no place in a text.
fn show_one(fault: Diagnostic) -> Outcome {
    show(&[fault], &SourceMap::default());
    Outcome::EnvironmentFault
}
