//! The account: three proofs that what was written is what was taken in (docs/architecture.md). Whoever made a mistake,
//! the reader, the draft or this room, the file is not written.

use std::collections::BTreeMap;
use std::ops::Range;

use super::entry::{Entry, count};
use super::expected::{Line, Stretch, lines};
use super::found::{Part, Printed, printed};
use super::yaml::Setting;
use crate::diag::{Code, Diagnostic};
use crate::draft::{Draft, LeftOut, Number, Piece, Text, Uncounted, Why};
use crate::galley::Galley;
use crate::manuscript::{Manuscript, Place};

/// What was written is not what was taken in.
const UNBALANCED: Code = Code("U034");

/// What became of every character.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Characters that the file holds.
    pub read: usize,
    /// Characters that are printed.
    pub written: usize,
    /// Of both, those that are the same.
    pub kept: usize,
    /// Of the file, those that were set aside.
    pub aside: usize,
    /// All others, in the order of the file.
    pub entries: Vec<Entry>,
}

/// Proves that `galley`, the galley of what was written, is what the draft says and the draft all that the manuscript
/// holds.
///
/// # Errors
/// The first place where they differ.
pub fn account(
    draft: &Draft,
    manuscript: &Manuscript,
    setting: &Setting<'_>,
    galley: &Galley,
) -> Result<Account, Diagnostic> {
    let lines = lines(draft, &manuscript.text, setting);
    let found = printed(galley);
    let mut book =
        Book { manuscript, account: Account::default(), printed: BTreeMap::new(), at: 0 };
    for (index, line) in lines.iter().enumerate() {
        let found = found.get(index);
        book.compare(line, found)?;
        if let Some(found) = found {
            book.line(line, found.label.as_deref());
        }
    }
    if let Some(more) = found.get(lines.len()) {
        let message = format!("多印了{}“{}”", more.part.name(), start_of(&more.text));
        return Err(unbalanced(&message));
    }
    book.left_out(draft);
    let mut account = book.account;
    account.entries.retain(|entry| count(&entry.before) + count(&entry.after) > 0);
    account.entries.sort_by_key(|entry| entry.at);
    account.read = manuscript.characters();
    account.written = found.iter().map(characters).sum();
    account.check()?;
    Ok(account)
}

/// Characters of a printed paragraph.
fn characters(printed: &Printed) -> usize {
    let notes: usize = printed.notes.iter().map(|(_, text)| count(text)).sum();
    count(&printed.text) + printed.label.as_deref().map_or(0, count) + notes
}

impl Account {
    /// The sums of both sides.
    fn check(&self) -> Result<(), Diagnostic> {
        let sum = |side: fn(&Entry) -> &str| -> usize {
            self.entries.iter().map(|entry| count(side(entry))).sum()
        };
        let read = self.kept + self.aside + sum(|entry| &entry.before);
        if read != self.read {
            let message = format!("读入 {} 字，有着落的 {read} 字", self.read);
            return Err(unbalanced(&message));
        }
        let written = self.kept + sum(|entry| &entry.after);
        if written != self.written {
            let message = format!("写出 {} 字，有来历的 {written} 字", self.written);
            return Err(unbalanced(&message));
        }
        Ok(())
    }
}

struct Book<'m> {
    manuscript: &'m Manuscript,
    account: Account,
    /// Entries of words that the program prints, by the byte they stand at.
    printed: BTreeMap<(usize, Why), usize>,
    /// Where the last characters of the file stood.
    at: usize,
}

impl Book<'_> {
    fn text(&self, range: &Range<usize>) -> &str {
        self.manuscript.text.get(range.clone()).unwrap_or_default()
    }

    fn place(&self, at: usize) -> Place {
        let paragraphs = &self.manuscript.paragraphs;
        let next = paragraphs.partition_point(|paragraph| paragraph.range.start <= at);
        let own = next.checked_sub(1).and_then(|index| paragraphs.get(index));
        own.map(|paragraph| paragraph.place.clone()).unwrap_or_default()
    }

    fn compare(&self, line: &Line<'_>, found: Option<&Printed>) -> Result<(), Diagnostic> {
        let text = self.printed(line);
        let at = || self.place(line.start().unwrap_or(self.at));
        let Some(found) = found else {
            let message = format!("{}的{}没有印出来", at(), line.kind.name());
            return Err(unbalanced(&format!("{message}：“{}”", start_of(&text))));
        };
        if found.part != line.kind || found.label.is_some() != line.number.is_some() {
            let message = format!("{}应是{}，印成了{}", at(), line.kind.name(), found.part.name());
            return Err(unbalanced(&format!("{message}：“{}”", start_of(&found.text))));
        }
        let notes = self.notes(line);
        let differ = |due: &str, there: &str| {
            let message = format!("{}的{}应印", at(), line.kind.name());
            let (due, there) = (around(due, there), around(there, due));
            Err(unbalanced(&format!("{message}“{due}”，印成了“{there}”")))
        };
        if !same_lines(&text, &found.text, line.kind) {
            return differ(&text, &found.text);
        }
        if notes != found.notes {
            let joined = |notes: &[(usize, String)]| {
                let each = notes.iter().map(|(at, text)| format!("{at}：{text}"));
                each.collect::<Vec<_>>().join("；")
            };
            return differ(&joined(&notes), &joined(&found.notes));
        }
        Ok(())
    }

    /// What is due to be printed, without label and notes.
    fn printed(&self, line: &Line<'_>) -> String {
        let mut out = String::new();
        for stretch in &line.stretches {
            match stretch {
                Stretch::Own(piece) => out.push_str(&self.piece(piece)),
                Stretch::Printed(text, _) | Stretch::Numbered(_, text) | Stretch::Mark(_, text) => {
                    out.push_str(text);
                }
            }
        }
        out
    }

    fn piece(&self, piece: &Piece) -> String {
        match piece {
            Piece::Kept(range) => self.text(range).to_owned(),
            Piece::Changed { to, .. } => to.clone(),
            Piece::Added { text, .. } | Piece::Counted(text) => text.clone(),
            Piece::Note(_) => String::new(),
        }
    }

    /// Notes of a line, with how many characters stand in front of each.
    fn notes(&self, line: &Line<'_>) -> Vec<(usize, String)> {
        let mut before = 0;
        let mut notes = Vec::new();
        for stretch in &line.stretches {
            match stretch {
                Stretch::Own(Piece::Note(text)) => {
                    notes.push((before, text.printed(&self.manuscript.text)));
                }
                Stretch::Own(piece) => before += self.piece(piece).chars().count(),
                Stretch::Printed(text, _) | Stretch::Numbered(_, text) | Stretch::Mark(_, text) => {
                    before += text.chars().count();
                }
            }
        }
        notes
    }

    /// Enters a line that is printed as is due.
    fn line(&mut self, line: &Line<'_>, label: Option<&str>) {
        if let Some(start) = line.start() {
            self.at = start;
        }
        if let (Some(number), Some(label)) = (line.number, label) {
            self.number(number, label);
        }
        for stretch in &line.stretches {
            match stretch {
                Stretch::Own(piece) => self.enter_piece(piece),
                Stretch::Printed(text, why) => {
                    self.printed.insert((self.at, *why), self.account.entries.len());
                    self.enter(String::new(), text.clone(), *why);
                }
                Stretch::Numbered(number, text) => self.number(number, text),
                Stretch::Mark(None, text) => self.enter(String::new(), text.clone(), Why::Mark),
                Stretch::Mark(Some(from), text) => self.replace(from, text, Why::Mark),
            }
        }
    }

    /// Enters characters that are printed otherwise, or as they are where they are the same.
    fn replace(&mut self, from: &Range<usize>, after: &str, why: Why) {
        self.at = from.start;
        let before = self.text(from).to_owned();
        self.enter(before, after.to_owned(), why);
        self.at = from.end;
    }

    fn enter(&mut self, before: String, after: String, why: Why) {
        if before == after {
            self.account.kept += count(&before);
            return;
        }
        if count(&before) + count(&after) == 0 {
            return;
        }
        let place = self.place(self.at);
        self.account.entries.push(Entry { place, at: self.at, before, after, why });
    }

    fn number(&mut self, number: &Number, label: &str) {
        match number {
            Number::Typed(range) => {
                let bare = self.text(range).trim_end().len();
                self.replace(&(range.start..range.start + bare), label, Why::Number);
                if range.start + bare < range.end {
                    self.replace(&(range.start + bare..range.end), "", Why::Edge);
                }
            }
            Number::Counted(text) => self.enter(text.clone(), label.to_owned(), Why::Number),
            Number::None => self.enter(String::new(), label.to_owned(), Why::Number),
        }
    }

    fn enter_piece(&mut self, piece: &Piece) {
        match piece {
            Piece::Kept(range) => {
                self.account.kept += count(self.text(range));
                self.at = range.end;
            }
            Piece::Changed { from, to, why } => self.replace(from, to, *why),
            Piece::Added { text, why } => self.enter(String::new(), text.clone(), *why),
            Piece::Counted(text) => self.account.kept += count(text),
            Piece::Note(Text(pieces)) => {
                let at = self.at;
                for piece in pieces {
                    self.enter_piece(piece);
                }
                self.at = at;
            }
        }
    }

    /// Whether the program prints words of its own where these were left out for their sake: then they are one entry,
    /// or none where they are the same.
    fn printed_again(&mut self, range: &Range<usize>, why: Why) -> bool {
        let at = [range.start, range.end];
        let printed = at.iter().find_map(|at| self.printed.remove(&(*at, why)));
        let Some(entry) = printed.and_then(|index| self.account.entries.get_mut(index)) else {
            return false;
        };
        let before = self.manuscript.text.get(range.clone()).unwrap_or_default();
        if entry.after == before {
            self.account.kept += count(before);
            entry.after.clear();
        } else {
            before.clone_into(&mut entry.before);
            entry.at = range.start;
        }
        true
    }

    /// Enters what is nowhere in the document.
    fn left_out(&mut self, draft: &Draft) {
        for LeftOut { range, why } in &draft.left_out {
            if !self.printed_again(range, *why) {
                self.replace(range, "", *why);
            }
        }
        // They are in the order of the file.
        let mut paragraphs = self.manuscript.paragraphs.iter();
        for Uncounted { label, place, why } in &draft.uncounted {
            let paragraph = paragraphs.find(|own| own.place == *place);
            self.at = paragraph.map_or(self.at, |paragraph| paragraph.range.start);
            self.enter(label.clone(), String::new(), *why);
        }
        let asides = self.manuscript.asides.iter().filter(|aside| aside.counts);
        self.account.aside = asides.map(|aside| aside.text.chars().count()).sum();
    }
}

impl Line<'_> {
    /// The first byte of the file in it.
    fn start(&self) -> Option<usize> {
        let of_number = |number: &Number| match number {
            Number::Typed(range) => Some(range.start),
            Number::Counted(_) | Number::None => None,
        };
        let own = self.stretches.iter().find_map(|stretch| match stretch {
            Stretch::Own(Piece::Kept(range) | Piece::Changed { from: range, .. })
            | Stretch::Mark(Some(range), _) => Some(range.start),
            Stretch::Numbered(number, _) => of_number(number),
            _ => None,
        });
        self.number.and_then(of_number).or(own)
    }
}

/// Whether both are the same; a cell does not show empty lines at its end.
fn same_lines(due: &str, there: &str, part: Part) -> bool {
    match part {
        Part::Cell { .. } => due.trim_end_matches('\n') == there.trim_end_matches('\n'),
        _ => due == there,
    }
}

const SHOWN: usize = 12;

fn in_one_line(character: char) -> char {
    if character == '\n' { '↵' } else { character }
}

fn start_of(text: &str) -> String {
    let more = if text.chars().count() > SHOWN { "…" } else { "" };
    text.chars().take(SHOWN).chain(more.chars()).map(in_one_line).collect()
}

/// A text around the first place where it differs from another.
fn around(text: &str, other: &str) -> String {
    let same = text.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    let from = same.saturating_sub(SHOWN / 2);
    let dots = if from > 0 { "…" } else { "" };
    let before: String = text.chars().skip(from).take(same - from).collect();
    let behind: String = text.chars().skip(same).take(SHOWN).collect();
    format!("{dots}{before}【{behind}】").chars().map(in_one_line).collect()
}

fn unbalanced(message: &str) -> Diagnostic {
    Diagnostic::environment(UNBALANCED, format!("账目不平，没有写文件：{message}"))
        .help("这是程序的毛病，不是文件的：请把这份文件和上面这一行发给开发者")
}
