//! `--修`: changes a file where a change is certain, and accounts for every character. After each round the changed
//! file is read again; what it says must be what it said, but for the changes. Nothing is written before that.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::{Value, json};

use super::manuscript::{Kind, Manuscript};
use super::{Asked, Checked};
use crate::check::{Change, Mended, UNUSED_SILENCE, mend, mended_texts};
use crate::cli::usage::USAGE;
use crate::diag::{Code, Diagnostic};
use crate::io;

/// What one round leaves to mend, where two changes touch each other, the next one mends.
const MOST_ROUNDS: usize = 8;

/// What was changed, and why.
#[derive(Default)]
pub(super) struct Ledger {
    asked: bool,
    changes: Vec<Made>,
}

/// A change.
struct Made {
    line: usize,
    column: usize,
    code: Code,
    name: &'static str,
    old: String,
    new: String,
    /// What stands in front of it and behind it on its line.
    around: (String, String),
}

/// Mends what can be mended and writes the file, unless only a preview is asked for.
pub(super) fn run(manuscript: Manuscript, asked: &Asked<'_>) -> (Checked, Ledger) {
    let mut ledger = Ledger { asked: true, ..Ledger::default() };
    if let Some(fault) = refused(&manuscript) {
        let mut checked = manuscript.into_checked();
        checked.found.push(fault);
        return (checked, ledger);
    }
    let before = manuscript.bytes.clone();
    let mut current = manuscript;
    for _ in 0..MOST_ROUNDS {
        let Some((next, changes)) = round(&current, asked) else { break };
        ledger.add(&current, &changes);
        current = next;
    }
    let mut fault = None;
    if !asked.preview && current.bytes != before {
        fault = io::write_whole(&current.path, &current.bytes).err();
    }
    let mut checked = current.into_checked();
    checked.found.extend(fault);
    (checked, ledger)
}

/// Why a file cannot be mended.
fn refused(manuscript: &Manuscript) -> Option<Diagnostic> {
    let path = manuscript.path.display();
    let fault =
        |message: String, help: &str| Some(Diagnostic::environment(USAGE, message).help(help));
    match &manuscript.kind {
        Kind::Docx { .. } => {
            fault(format!("--修 不改 Word 文件，“{path}”没有动"), "照着列出的逐处在 Word 里改")
        }
        Kind::Text { encoding: Some(encoding) } => fault(
            format!("“{path}”是 {encoding} 编码，--修 只改 UTF-8 的文件，没有动"),
            "先用记事本“另存为”，编码选 UTF-8",
        ),
        Kind::Unknown | Kind::Yaml | Kind::Text { .. } => None,
    }
}

/// The file after one round of changes; `None` when there is nothing more to change.
fn round(current: &Manuscript, asked: &Asked<'_>) -> Option<(Manuscript, Vec<Change>)> {
    current.file?;
    let mendable = current.findings.iter().enumerate().filter(|(_, each)| !each.mending.is_empty());
    let indices: Vec<usize> = mendable.map(|(index, _)| index).collect();
    let sound = safe(current, &indices, asked);
    let (mended, next) = attempt(current, &sound, asked)?;
    (!mended.changes.is_empty()).then_some((next, mended.changes))
}

/// Those findings that can be mended together without changing anything else.
fn safe(current: &Manuscript, indices: &[usize], asked: &Asked<'_>) -> Vec<usize> {
    if indices.is_empty() || attempt(current, indices, asked).is_some() {
        return indices.to_vec();
    }
    if indices.len() == 1 {
        return Vec::new();
    }
    let (left, right) = indices.split_at(indices.len() / 2);
    let mut both = safe(current, left, asked);
    let right = safe(current, right, asked);
    both.extend(&right);
    if attempt(current, &both, asked).is_some() { both } else { right }
}

/// The file with these findings mended; `None` where that changes more than it ought to.
fn attempt(
    current: &Manuscript,
    indices: &[usize],
    asked: &Asked<'_>,
) -> Option<(Mended, Manuscript)> {
    let file = current.file?;
    let original = std::str::from_utf8(&current.bytes).ok()?;
    let text = current.sources.file(file).text();
    let wanted: BTreeSet<usize> = indices.iter().copied().collect();
    let wanted = |index: usize| wanted.contains(&index);
    let mended = mend(original, text, file, &current.findings, &wanted, &current.proof);
    let bytes = mended.text.clone().into_bytes();
    let next = Manuscript::of(&current.path, bytes, asked.profile, asked.book);
    let expected = mended_texts(&current.proof, &current.findings, &mended.changes);
    is_as_expected(current, &next, &expected).then_some((mended, next))
}

/// Whether the file says what is expected, and nothing else about it has changed.
fn is_as_expected(current: &Manuscript, next: &Manuscript, expected: &[String]) -> bool {
    let texts = next.proof.paragraphs.iter().map(|paragraph| &paragraph.text);
    let codes = |manuscript: &Manuscript| {
        let mut codes: Vec<Code> = manuscript.faults.iter().map(|fault| fault.code).collect();
        codes.sort_unstable();
        codes
    };
    let shape = |manuscript: &Manuscript| -> Vec<_> {
        let paragraphs = manuscript.proof.paragraphs.iter();
        paragraphs
            .map(|each| (each.kind, each.label.as_ref().map(|label| label.text.clone())))
            .collect()
    };
    // What a plain text is taken for may change with its numbers; its words may not.
    let same_shape = current.kind != Kind::Yaml || shape(current) == shape(next);
    next.file.is_some()
        && texts.eq(expected)
        && same_shape
        && is_subset(&codes(next), &codes(current))
}

/// Whether no fault is there that was not there before; comments that have nothing more to silence are.
fn is_subset(after: &[Code], before: &[Code]) -> bool {
    after.iter().filter(|code| **code != UNUSED_SILENCE).all(|code| before.contains(code))
}

/// Characters shown on either side of a change.
const AROUND: usize = 16;

/// What stands in front of a change and behind it on its line.
fn around(current: &Manuscript, change: &Change) -> (String, String) {
    let file = current.sources.file(change.edit.span.file);
    let (line, _) = file.line_and_column(change.edit.span.start);
    let range = file.line_range(line);
    let (start, end) = (change.edit.span.start as usize, change.edit.span.end as usize);
    let before = file.text().get(range.start..start).unwrap_or_default();
    let behind = file.text().get(end..range.end).unwrap_or_default();
    let skipped = before.chars().count().saturating_sub(AROUND);
    let mut left: String = before.chars().skip(skipped).collect();
    let mut right: String = behind.chars().take(AROUND).collect();
    if skipped > 0 {
        left.insert(0, '…');
    }
    if behind.chars().nth(AROUND).is_some() {
        right.push('…');
    }
    (left, right)
}

impl Ledger {
    fn add(&mut self, current: &Manuscript, changes: &[Change]) {
        for change in changes {
            let Some(finding) = current.findings.get(change.finding) else { continue };
            let (line, column) = current.sources.line_and_column(change.edit.span);
            self.changes.push(Made {
                line,
                column,
                code: finding.rule.code,
                name: finding.rule.name,
                old: change.old.clone(),
                new: change.edit.text.clone(),
                around: around(current, change),
            });
        }
    }

    /// What was changed, for people.
    pub(super) fn text(&self, preview: bool, colour: bool) -> String {
        if !self.asked {
            return String::new();
        }
        if self.changes.is_empty() {
            return "没有可以自动改的\n\n".to_owned();
        }
        let verb = if preview { "要改" } else { "改了" };
        let aside = if preview { "（没有写文件）" } else { "" };
        let mut out = format!("{verb} {} 处{aside}：\n", self.changes.len());
        let (red, green, end) =
            if colour { ("\u{1B}[31m", "\u{1B}[32m", "\u{1B}[0m") } else { ("", "", "") };
        for Made { line, column, code, name, old, new, around: (left, right) } in &self.changes {
            let (shown_old, shown_new) = (shown(old), shown(new));
            // Writing to a string cannot fail.
            let _ = writeln!(
                out,
                "\n  {line}:{column}  {shown_old} 改为 {shown_new}  {} {name}",
                code.0
            );
            let _ = writeln!(
                out,
                "  {red}- {left}{old}{right}{end}\n  {green}+ {left}{new}{right}{end}"
            );
        }
        out.push('\n');
        out
    }

    /// The same for scripts.
    pub(super) fn json(&self) -> Value {
        let lines = self.changes.iter().map(|Made { line, column, code, old, new, .. }| {
            json!({"line": line, "column": column, "code": code.0, "old": old, "new": new})
        });
        Value::Array(lines.collect())
    }
}

/// A text of a few characters, spaces made visible.
fn shown(text: &str) -> String {
    if text.is_empty() {
        return "（无）".to_owned();
    }
    let seen = |c: char| match c {
        ' ' => "␣".to_owned(),
        '\t' => "⇥".to_owned(),
        '\u{3000}' => "□".to_owned(),
        _ => c.to_string(),
    };
    format!("“{}”", text.chars().map(seen).collect::<String>())
}
