//! `--修`: changes a file where a change is certain, and accounts for every character. After each round the changed
//! file is read again; what it says must be what it said, but for the changes. Nothing is written before that.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::{Value, json};

use super::manuscript::{Kind, Manuscript};
use super::{Asked, Checked};
use crate::check::{Change, Mended, UNUSED_SILENCE, mend, mended_texts};
use crate::cli::usage::USAGE;
use crate::diag::{Code, Diagnostic};
use crate::io;
use crate::proof::Paragraph;

/// What one round leaves to mend, where two changes touch each other, the next one mends.
const MOST_ROUNDS: usize = 8;

/// What was changed, and why.
#[derive(Default)]
pub(super) struct Ledger {
    asked: bool,
    /// The file holds the changes.
    written: bool,
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
        ledger.written = fault.is_none();
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

/// How much of a changed file is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Depth {
    /// What it says, which is where changes go wrong.
    Text,
    /// How it is set and what the rules find in it, too.
    Whole,
}

/// The file after one round of changes; `None` when there is nothing more to change.
fn round(current: &Manuscript, asked: &Asked<'_>) -> Option<(Manuscript, Vec<Change>)> {
    current.file?;
    let mendable = current.findings.iter().enumerate().filter(|(_, each)| !each.mending.is_empty());
    let indices: Vec<usize> = mendable.map(|(index, _)| index).collect();
    for depth in [Depth::Text, Depth::Whole] {
        let sound = Search { current, asked, depth, left: MOST_ATTEMPTS }.sound(&indices);
        if sound.is_empty() {
            return None;
        }
        if let Some((mended, next)) = attempt(current, &sound, asked, Depth::Whole) {
            return (!mended.changes.is_empty()).then_some((next, mended.changes));
        }
    }
    None
}

/// Attempts to find out which findings can be mended; those that are not tried by then are left as they are.
const MOST_ATTEMPTS: usize = 200;

/// Looks for those findings that can be mended together without changing anything else.
struct Search<'s, 'a> {
    current: &'s Manuscript,
    asked: &'s Asked<'a>,
    depth: Depth,
    left: usize,
}

impl Search<'_, '_> {
    fn sound(&mut self, indices: &[usize]) -> Vec<usize> {
        if indices.is_empty() || self.is_sound(indices) {
            return indices.to_vec();
        }
        if indices.len() == 1 {
            return Vec::new();
        }
        let (left, right) = indices.split_at(indices.len() / 2);
        let mut both = self.sound(left);
        let right = self.sound(right);
        both.extend(&right);
        if self.is_sound(&both) { both } else { right }
    }

    fn is_sound(&mut self, indices: &[usize]) -> bool {
        let Some(left) = self.left.checked_sub(1) else { return false };
        self.left = left;
        attempt(self.current, indices, self.asked, self.depth).is_some()
    }
}

/// The file with these findings mended; `None` where that changes more than it ought to.
fn attempt(
    current: &Manuscript,
    indices: &[usize],
    asked: &Asked<'_>,
    depth: Depth,
) -> Option<(Mended, Manuscript)> {
    let file = current.file?;
    let original = std::str::from_utf8(&current.bytes).ok()?;
    let text = current.sources.file(file).text();
    let wanted: BTreeSet<usize> = indices.iter().copied().collect();
    let wanted = |index: usize| wanted.contains(&index);
    let mended = mend(original, text, file, &current.findings, &wanted, &current.proof);
    let bytes = mended.text.clone().into_bytes();
    let next = match depth {
        Depth::Text => Manuscript::read(&current.path, bytes, asked.profile, None),
        Depth::Whole => Manuscript::of(&current.path, bytes, asked.profile, asked.book),
    };
    let expected = mended_texts(&current.proof, &current.findings, &mended.changes);
    is_as_expected(current, &next, &expected).then_some((mended, next))
}

/// Whether the file says what is expected, and nothing else about it has changed.
fn is_as_expected(current: &Manuscript, next: &Manuscript, expected: &[Cow<'_, str>]) -> bool {
    let texts = next.proof.paragraphs.iter().map(|paragraph| paragraph.text.as_str());
    let codes = |manuscript: &Manuscript| {
        let mut codes: Vec<Code> = manuscript.faults.iter().map(|fault| fault.code).collect();
        codes.sort_unstable();
        codes
    };
    let alike = |(one, other): (&Paragraph, &Paragraph)| {
        let [one_label, other_label] = [one, other].map(|each| each.label.as_ref());
        one.kind == other.kind
            && one_label.map(|label| &label.text) == other_label.map(|label| &label.text)
    };
    let mut paragraphs = current.proof.paragraphs.iter().zip(&next.proof.paragraphs);
    // What a plain text is taken for may change with its numbers; its words may not.
    let same_shape = current.kind != Kind::Yaml || paragraphs.all(alike);
    next.file.is_some()
        && texts.eq(expected.iter().map(AsRef::as_ref))
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
    let skipped = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let mut left = before[skipped..].to_owned();
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
    pub(super) fn text(&self, colour: bool) -> String {
        if !self.asked {
            return String::new();
        }
        if self.changes.is_empty() {
            return "没有可以自动改的\n\n".to_owned();
        }
        let (verb, aside) =
            if self.written { ("改了", "") } else { ("要改", "（没有写文件）") };
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
