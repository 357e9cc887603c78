//! `chengwen next`: last year's YAML as this year's draft, with an account of what was changed and what was left.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use serde_json::json;

use super::build::Beside;
use super::usage::{USAGE, left_alone};
use super::{Outcome, asks_for_json, print, show};
use crate::compile::{self, Options};
use crate::diag::{Code, Diagnostic, Diagnostics, FileId};
use crate::io;
use crate::proof;
use crate::renewal::{self, Entry, Kind, Last, Renewed};
use crate::schema;
use crate::source::{SourceMap, parse};

/// The document does not say which year it reports on.
const NO_YEAR: Code = Code("U030");
/// What was made cannot be read again: a fault of the program.
const BROKEN: Code = Code("U031");

/// A draft that was made.
struct Made {
    output: PathBuf,
    from: u16,
    to: u16,
    renewed: Renewed,
}

/// Makes the draft and writes it.
pub(super) fn run(matches: &ArgMatches) -> Outcome {
    let Some(input) = matches.get_one::<PathBuf>("input") else { return Outcome::EnvironmentFault };
    let mut sources = SourceMap::default();
    match make(input, matches, &mut sources) {
        Ok(made) => {
            let text = if asks_for_json(matches) { as_json(input, &made) } else { as_text(&made) };
            print(&text);
            Outcome::Done
        }
        Err(faults) => {
            show(&faults, &sources);
            Outcome::of(&faults)
        }
    }
}

fn make(
    input: &Path,
    matches: &ArgMatches,
    sources: &mut SourceMap,
) -> Result<Made, Vec<Diagnostic>> {
    let alone = |fault: Diagnostic| vec![fault];
    let bytes = io::read(input).map_err(alone)?;
    let file = sources.add(&input.display().to_string(), bytes.clone()).map_err(alone)?;
    let tree = parse(file, sources.file(file))?;
    let mut diagnostics = Diagnostics::new();
    let document = schema::read(&tree, &mut Diagnostics::new());
    let read = read(file, input, sources, &mut diagnostics);
    let (Some(document), Some(read), false) = (document, read, diagnostics.has_errors()) else {
        return Err(diagnostics.into_sorted());
    };
    let proof = proof::of_galley(&read.galley, None, sources);
    let last = Last { document: &document, tree: &tree, file: sources.file(file), proof };
    let from = renewal::year_of(&last).ok_or_else(|| alone(no_year()))?;
    let to = matches.get_one::<u16>("year").copied().unwrap_or(from + 1);
    if to == from {
        let message = format!("文稿本来就是 {from} 年度的");
        return Err(alone(Diagnostic::environment(USAGE, message).help("--年度 写新的一年")));
    }
    let output = matches.get_one::<PathBuf>("output").cloned();
    let output = output.unwrap_or_else(|| beside(input, from, to));
    if output.exists() {
        return Err(alone(left_alone(&output).help("用 -o 写成别的名字，或先把它挪走")));
    }
    let renewed = renewal::renew(last, from, to);
    let text = like_original(&renewed, &bytes);
    tried(&text, &output, input)?;
    io::write_whole(&output, text.as_bytes()).map_err(alone)?;
    Ok(Made { output, from, to, renewed })
}

/// The text of a document as it is, finished or not.
fn read(
    file: FileId,
    input: &Path,
    sources: &mut SourceMap,
    diagnostics: &mut Diagnostics,
) -> Option<compile::Read> {
    let options = Options { draft: true, ..Options::default() };
    compile::read(file, options, sources, &Beside(input), diagnostics)
}

/// The new text must be a document as well as the old one was; files that it names lie beside either.
fn tried(text: &str, output: &Path, input: &Path) -> Result<(), Vec<Diagnostic>> {
    let mut sources = SourceMap::default();
    let mut diagnostics = Diagnostics::new();
    let name = output.display().to_string();
    let file = sources.add(&name, text.as_bytes().to_vec()).map_err(|fault| vec![fault])?;
    let _ = read(file, input, &mut sources, &mut diagnostics);
    if !diagnostics.has_errors() {
        return Ok(());
    }
    let first = diagnostics.into_sorted().into_iter().next();
    let why = first.map(|fault| format!("：{}", fault.message)).unwrap_or_default();
    let message = format!("改出来的文稿读不通，没有写{why}");
    Err(vec![Diagnostic::environment(BROKEN, message).help("请把这份文稿发给开发者")])
}

/// The ends of lines, each as in the old file, and its byte order mark.
fn like_original(renewed: &Renewed, bytes: &[u8]) -> String {
    let ends = line_ends(bytes);
    let mark = if bytes.starts_with("\u{FEFF}".as_bytes()) { "\u{FEFF}" } else { "" };
    let mut text = mark.to_owned();
    let mut origins = renewed.origins.iter();
    for line in renewed.text.split_inclusive('\n') {
        let Some(words) = line.strip_suffix('\n') else {
            text.push_str(line);
            break;
        };
        text.push_str(words);
        // Behind a last line without an end, a new one ends as the first does.
        let own = origins.next().and_then(|line| ends.get(*line)).or(ends.first());
        text.push_str(own.copied().unwrap_or("\n"));
    }
    text
}

/// How each line of a file ends.
fn line_ends(bytes: &[u8]) -> Vec<&'static str> {
    let mut found = Vec::new();
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| matches!(byte, b'\r' | b'\n')) {
        let end = match &rest[at..] {
            [b'\r', b'\n', ..] => "\r\n",
            [b'\r', ..] => "\r",
            _ => "\n",
        };
        found.push(end);
        rest = &rest[at + end.len()..];
    }
    found
}

/// `报告-2021.yaml` → `报告-2022.yaml`, else `报告-2022.yaml` for `报告.yaml`.
fn beside(input: &Path, from: u16, to: u16) -> PathBuf {
    let stem = input.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
    let (old, new) = (from.to_string(), to.to_string());
    let stem = if stem.contains(&old) { stem.replace(&old, &new) } else { format!("{stem}-{new}") };
    let extension = input.extension().map(|ending| ending.to_string_lossy());
    input.with_file_name(format!("{stem}.{}", extension.as_deref().unwrap_or("yaml")))
}

fn no_year() -> Diagnostic {
    Diagnostic::environment(NO_YEAR, "文稿没有说是哪一年的，不知道哪些年份要改")
        .help("在文稿开头加一行，例如 年度: 2021")
}

fn counted(entries: &[Entry], kind: Kind) -> usize {
    entries.iter().filter(|entry| entry.kind == kind).count()
}

fn as_text(made: &Made) -> String {
    let Made { output, from, to, renewed } = made;
    let entries = &renewed.entries;
    let mut text = format!(
        "写好 {}（{from} 年度 → {to} 年度）：改了年份 {} 处，改成待填 {} 处\n",
        output.display(),
        counted(entries, Kind::Year),
        counted(entries, Kind::Figure)
    );
    let doubtful = entries.iter().filter(|entry| entry.doubtful);
    section("请看一看", doubtful, &mut text);
    for kind in [Kind::Year, Kind::Figure, Kind::Left] {
        let own = entries.iter().filter(|entry| !entry.doubtful && entry.kind == kind);
        section(kind.name(), own, &mut text);
    }
    let shown = output.display();
    let _ = writeln!(text, "\n填上今年的数以后运行：chengwen build {shown}；先看样子加 --草稿");
    text
}

fn section<'e>(name: &str, entries: impl Iterator<Item = &'e Entry>, text: &mut String) {
    let entries: Vec<&Entry> = entries.collect();
    if entries.is_empty() {
        return;
    }
    // Writing to a String cannot fail.
    let _ = writeln!(text, "\n{name}（{} 处）", entries.len());
    for entry in entries {
        let change = if entry.new.is_empty() {
            format!("“{}”没有动", shortened(&entry.old))
        } else {
            format!("“{}”→“{}”", shortened(&entry.old), entry.new)
        };
        let _ = writeln!(text, "  {}:{} {change}（{}）", entry.line, entry.column, entry.why);
    }
}

/// So much of an old value as helps to find it.
fn shortened(old: &str) -> String {
    const LONGEST: usize = 40;
    match old.char_indices().nth(LONGEST) {
        None => old.to_owned(),
        Some((end, _)) => format!("{}……", &old[..end]),
    }
}

fn as_json(input: &Path, made: &Made) -> String {
    let entries: Vec<_> = made
        .renewed
        .entries
        .iter()
        .map(|entry| {
            json!({
                "kind": entry.kind.word(),
                "doubtful": entry.doubtful,
                "line": entry.line,
                "column": entry.column,
                "old": entry.old,
                "new": entry.new,
                "reason": entry.why,
            })
        })
        .collect();
    let report = json!({
        "input": input.display().to_string(),
        "output": made.output.display().to_string(),
        "from": made.from,
        "to": made.to,
        "entries": entries,
    });
    format!("{report:#}\n")
}
