//! YAML text → [`Node`]: runs the parser, and runs it again behind faults that can be stood in for.

use std::borrow::Cow;
use std::collections::HashSet;

use granit_parser::{Parser, ScanError, options};

use super::builder::{Builder, too_long};
use super::limits::{LONGEST_LINE, MOST_ATTEMPTS};
use super::places::span;
use super::repair::{self, Repair};
use super::syntax::{self, Trouble};
use super::{Node, SourceFile, codes};
use crate::diag::{Diagnostic, Diagnostics, FileId, Span};

/// Parses one YAML document.
///
/// # Errors
/// Everything that is wrong with the syntax.
pub fn parse(file: FileId, source: &SourceFile) -> Result<Node, Vec<Diagnostic>> {
    let mut diagnostics = Diagnostics::new();
    match parse_reporting(file, source, &mut diagnostics) {
        Some(tree) if !diagnostics.has_errors() => Ok(tree),
        _ => Err(diagnostics.into_sorted()),
    }
}

/// The same, but gives the tree also where faults leave one standing, so that a later reader can find
/// its own faults in the same run. Whoever makes output of it must look for errors first.
pub fn parse_reporting(
    file: FileId,
    source: &SourceFile,
    diagnostics: &mut Diagnostics,
) -> Option<Node> {
    if let Some(fault) = long_line(file, source) {
        diagnostics.push(fault);
        return None;
    }
    let mut text = Cow::Borrowed(source.text());
    let mut faults: Vec<Diagnostic> = Vec::new();
    let mut gaps = Vec::new();
    let mut tree = None;
    for attempt in 1..=MOST_ATTEMPTS {
        let mut builder = Builder::new(file, source, &text, &gaps);
        let Err(error) = run(&text, &mut builder) else {
            let (root, found) = builder.finish();
            add_fresh(source, &mut faults, found);
            tree = root;
            break;
        };
        let trouble = Trouble::new(file, source, &text, &error, &builder);
        let explained = syntax::explain(&trouble);
        let mut repaired = text.to_string();
        let changed: Vec<_> =
            explained.repairs.iter().filter(|fix| fix.apply(&mut repaired)).collect();
        add_fresh(source, &mut faults, explained.diagnostics);
        if changed.is_empty() || attempt == MOST_ATTEMPTS {
            add_fresh(source, &mut faults, builder.finish().1);
            break;
        }
        gaps.extend(changed.into_iter().filter_map(Repair::as_gap));
        text = Cow::Owned(repaired);
    }
    if matches!(text, Cow::Owned(_)) {
        if let Some(tree) = &mut tree {
            repair::settle(tree, source.text());
        }
        let spans = faults.iter_mut().filter_map(|fault| fault.span.as_mut());
        spans.for_each(|span| repair::settle_span(span, source.text()));
    }
    if tree.is_none() && faults.is_empty() {
        let fault =
            Diagnostic::error(codes::EMPTY, Span::start_of(file), "文件里没有内容，只有注释或空行");
        faults.push(fault.help("至少要写“标题”和“正文”"));
    }
    faults.sort_by_key(|fault| (fault.span, fault.code));
    faults.dedup_by_key(|fault| (fault.span, fault.code));
    diagnostics.extend(faults);
    tree
}

/// The first line that is longer than any text may be.
fn long_line(file: FileId, source: &SourceFile) -> Option<Diagnostic> {
    let mut start = 0;
    for line in source.text().split('\n') {
        if line.len() > LONGEST_LINE {
            return Some(too_long(span(file, start, start), "这一行", line, LONGEST_LINE));
        }
        start += line.len() + 1;
    }
    None
}

/// Adds what is found on lines that have no fault yet: what still ails a line whose first fault is told
/// is most likely that same fault.
fn add_fresh(source: &SourceFile, faults: &mut Vec<Diagnostic>, found: Vec<Diagnostic>) {
    let line = |fault: &Diagnostic| fault.span.map(|span| source.line_and_column(span.start).0);
    let told: HashSet<_> = faults.iter().map(line).collect();
    faults.extend(found.into_iter().filter(|fault| !told.contains(&line(fault))));
}

fn run(text: &str, builder: &mut Builder<'_>) -> Result<(), ScanError> {
    let options = options! {
        emit_comments: false,
        emit_anchor_events: true,
        emit_unresolved_aliases: true,
        disallow_directives: true,
        block_scalar_eof_without_line_feed: true,
        simple_key_max_lookahead: 4096,
    };
    for next in Parser::new_from_str_with_options(text, options) {
        let (event, place) = next?;
        if !builder.accept(&event, &place) {
            break;
        }
    }
    Ok(())
}
