//! Lines of a manuscript as a proofreader sees them: each paragraph, or what stands between two line breaks in it. What
//! word processors left in them is passed over. What the lines make together is for `read`.

use std::collections::BTreeMap;
use std::ops::Range;

use super::contents::{self, Found};
use super::cut::{Cutter, LINE_BREAK};
use super::number::{self, Key, Number};
use super::{Why, spaced, titled, wrapped};
use crate::diag::{FileId, Span};
use crate::manuscript::{Manuscript, Place, Within};
use crate::proof::{self, CellPlace, Kind, Label, Proof, of_lines};

/// A line.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Its paragraph of the manuscript.
    pub(super) paragraph: usize,
    /// Bytes of the manuscript's text.
    pub(super) range: Range<usize>,
    /// What a proofreader takes it for.
    pub(super) kind: Kind,
    /// What it is taken for where its number is none.
    plain_kind: Kind,
    /// The number in front of it.
    pub(super) number: Option<Number>,
    /// The words of its heading, bytes of the manuscript's text.
    pub(super) heading: Option<Range<usize>>,
    /// A sign that the file's program puts in front of it, and that is no number.
    pub(super) bullet: Option<String>,
    /// It is of a table of contents.
    pub(super) contents: bool,
}

/// The lines and what a proofreader makes of them; the proof's paragraphs are the lines.
pub(super) struct Lines {
    pub(super) all: Vec<Line>,
    pub(super) proof: Proof,
    /// Tables of contents, in order.
    pub(super) contents: Vec<Found>,
    /// The first one that was several lines, all but the last of one width.
    pub(super) first_wrapped: Option<usize>,
    /// What stands between lines and is in none of them.
    pub(super) between: Vec<(Range<usize>, Why)>,
}

/// A line before it is looked at.
#[derive(Clone, Debug)]
pub(super) struct Raw {
    pub(super) paragraph: usize,
    pub(super) range: Range<usize>,
    pub(super) text: String,
    pub(super) counted: Option<Label>,
    pub(super) bullet: Option<String>,
    pub(super) cell: Option<CellPlace>,
    /// The level of the list that counts it.
    pub(super) list: Option<u8>,
    /// It was several lines.
    pub(super) wrapped: bool,
}

impl Raw {
    /// Some bytes of it as a line of their own.
    pub(super) fn part(&self, own: Range<usize>) -> Self {
        let start = self.range.start;
        let text = self.text[own.clone()].to_owned();
        Self { text, range: start + own.start..start + own.end, ..self.clone() }
    }

    /// A line of a plain text.
    #[cfg(test)]
    pub(super) fn plain(range: Range<usize>, text: &str) -> Self {
        let (counted, bullet, cell) = (None, None, None);
        let (list, wrapped, text) = (None, false, text.to_owned());
        Self { paragraph: 0, range, text, counted, bullet, cell, list, wrapped }
    }
}

impl Lines {
    pub(super) fn of(cutter: &Cutter<'_>) -> Self {
        let manuscript = cutter.manuscript;
        let mut raw = raw_lines(cutter);
        let mut between = Vec::new();
        if manuscript.is_plain_text {
            raw = wrapped::join(raw);
            let blank = spaced::take_out(&mut raw);
            between.extend(blank.into_iter().map(|line| (line.range, Why::Edge)));
        }
        let (raw, parted) = titled::cut(raw, manuscript);
        between.extend(parted);
        let seen: Vec<proof::Line<'_>> = raw
            .iter()
            .map(|raw| proof::Line {
                text: &raw.text,
                span: Span::new(FileId::new(0), 0, 0),
                counted: raw.counted.clone(),
                cell: raw.cell,
            })
            .collect();
        let mut contents = whole_contents(&proof::contents(&seen));
        let found = contents::found(&raw, &mut contents, manuscript);
        // What is behind a table of contents opens the document.
        let shown = seen.iter().zip(&contents).map(|(line, contents)| proof::Line {
            text: if *contents { "" } else { line.text },
            ..line.clone()
        });
        let proof = of_lines(&shown.collect::<Vec<_>>(), manuscript.is_plain_text);
        let lines = raw.iter().zip(&proof.paragraphs).zip(contents);
        let mut lines: Vec<Line> =
            lines.map(|((raw, seen), contents)| line(raw, seen, contents)).collect();
        bare(&mut lines);
        let first_wrapped = raw.iter().position(|raw| raw.wrapped);
        Self { all: lines, proof, contents: found, first_wrapped, between }
    }

    /// Where a line is.
    pub(super) fn place(&self, manuscript: &Manuscript, at: usize) -> Place {
        let paragraph = self.all.get(at).and_then(|line| manuscript.paragraphs.get(line.paragraph));
        paragraph.map(|paragraph| paragraph.place.clone()).unwrap_or_default()
    }
}

fn line(raw: &Raw, seen: &proof::Paragraph, contents: bool) -> Line {
    let start = raw.range.start;
    let absolute = |range: &Range<usize>| start + range.start..start + range.end;
    let number = match (&raw.counted, &seen.label) {
        (Some(counted), _) => Some(number::counted(counted, raw.list)),
        (None, Some(label)) => {
            Some(number::typed(label, &raw.text, start)).filter(|_| !seen.is_cell())
        }
        (None, None) if raw.cell.is_none() => number::other(&raw.text, start),
        (None, None) => None,
    };
    let mut heading = seen.heading.as_ref().map(absolute);
    let (mut kind, plain_kind) = (seen.kind, seen.kind);
    if let Some(own) = number.as_ref().filter(|_| seen.label.is_none() && raw.counted.is_none()) {
        (kind, heading) = other_heading(raw, own);
    }
    Line {
        paragraph: raw.paragraph,
        range: raw.range.clone(),
        kind,
        plain_kind,
        number,
        heading,
        bullet: raw.bullet.clone(),
        contents,
    }
}

/// Takes 1 概况 for a line without a number where there is no 1.1.
fn bare(lines: &mut [Line]) {
    let dotted = |line: &Line| {
        line.number.as_ref().is_some_and(|number| matches!(number.key, Key::Dotted(2..)))
    };
    if lines.iter().any(dotted) {
        return;
    }
    for line in lines {
        if line.number.as_ref().is_some_and(|number| number.key == Key::Dotted(1)) {
            (line.number, line.heading, line.kind) = (None, None, line.plain_kind);
        }
    }
}

/// 第一章　总则, 1.1 概况: a heading where nothing in it ends a sentence.
fn other_heading(raw: &Raw, number: &Number) -> (Kind, Option<Range<usize>>) {
    let end = raw.range.start + raw.text.trim_end().len();
    let start = number.typed.as_ref().map_or(raw.range.start, |typed| typed.end);
    let words = &raw.text[start - raw.range.start..end - raw.range.start];
    let ends = words.contains(['。', '；', '：', '，']) || words.is_empty();
    if ends { (Kind::Body, None) } else { (Kind::Heading, Some(start..end)) }
}

/// The lines of text and cells.
fn raw_lines(cutter: &Cutter<'_>) -> Vec<Raw> {
    let manuscript = cutter.manuscript;
    let tables = manuscript.tables.iter().enumerate();
    let cells = tables.flat_map(|(table, own)| own.cells.iter().map(move |cell| (table, cell)));
    let widths: BTreeMap<(usize, usize, usize), usize> =
        cells.map(|(table, own)| ((table, own.row, own.column), own.columns.max(1))).collect();
    let mut found = Vec::new();
    for (paragraph, own) in manuscript.paragraphs.iter().enumerate() {
        let cell = match own.within {
            Within::Note(_) => continue,
            Within::Body => None,
            Within::Cell { table, row, column } => Some((table, row, column)),
        };
        let masked = mask(cutter, &own.range);
        let label = own.label.as_ref().filter(|label| !label.text.is_empty());
        let counted = label.and_then(|label| number::label(&label.text));
        let bullet = label.filter(|_| counted.is_none()).map(|label| label.text.clone());
        let cell = cell.map(|(table, row, column)| {
            let columns = widths.get(&(table, row, column)).copied().unwrap_or(1);
            CellPlace { table, row, column, columns }
        });
        let mut start = 0;
        let pieces: Vec<&str> = match cell {
            Some(_) => vec![&masked],
            None => masked.split(LINE_BREAK).collect(),
        };
        for (at, piece) in pieces.into_iter().enumerate() {
            let from = own.range.start + start;
            start += piece.len() + LINE_BREAK.len_utf8();
            found.push(Raw {
                paragraph,
                range: from..from + piece.len(),
                text: piece.to_owned(),
                counted: counted.clone().filter(|_| at == 0),
                bullet: bullet.clone().filter(|_| at == 0),
                cell,
                list: own.label.as_ref().map(|label| label.level),
                wrapped: false,
            });
        }
    }
    found
}

/// The text of a stretch with spaces for each byte that a word processor left there, and for signs that are not seen.
fn mask(cutter: &Cutter<'_>, range: &Range<usize>) -> String {
    let text = cutter.slice(range);
    let mut masked = String::with_capacity(text.len());
    let from = cutter.leftovers.partition_point(|left| left.end <= range.start);
    let mut left = cutter.leftovers[from..].iter().peekable();
    for (at, character) in text.char_indices() {
        let at = range.start + at;
        while left.next_if(|left| left.end <= at).is_some() {}
        let is_left = left.peek().is_some_and(|left| left.contains(&at));
        let unseen = crate::source::is_unwanted(character) && character != LINE_BREAK;
        if is_left || unseen {
            masked.extend(std::iter::repeat_n(' ', character.len_utf8()));
        } else {
            masked.push(character);
        }
    }
    masked
}

/// Of lines that look like a table of contents, those that are one: three or more of them.
fn whole_contents(looks: &[bool]) -> Vec<bool> {
    const FEWEST: usize = 3;
    let mut found = vec![false; looks.len()];
    let mut at = 0;
    while at < looks.len() {
        let count = looks[at..].iter().take_while(|looks| **looks).count();
        if count >= FEWEST {
            found[at..at + count].fill(true);
        }
        at += count.max(1);
    }
    found
}
