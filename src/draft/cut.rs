//! Texts cut out of a manuscript: every byte of a stretch goes into the text or is left out with its reason.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::{LeftOut, Piece, Text, Why};
use crate::manuscript::{Manuscript, Within};
use crate::proof::leftovers;
use crate::source::is_unwanted;

/// A line break inside a paragraph.
pub(super) const LINE_BREAK: char = '\u{2028}';

/// Cuts texts out of one manuscript and keeps what is left out.
pub(super) struct Cutter<'m> {
    pub(super) manuscript: &'m Manuscript,
    /// What word processors left in the text, in order.
    pub(super) leftovers: Vec<Range<usize>>,
    pub(super) left_out: Vec<LeftOut>,
    /// Notes that have their place.
    placed: BTreeSet<usize>,
    /// The paragraphs of each note.
    notes: BTreeMap<usize, Vec<usize>>,
}

/// What becomes of a character.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Kept,
    /// Columns were made with it.
    Space,
    /// A line break, kept as one.
    Break,
    /// The end of a line between two words of one paragraph.
    Word,
    Out(Why),
}

impl<'m> Cutter<'m> {
    pub(super) fn new(manuscript: &'m Manuscript) -> Self {
        let mut found = Vec::new();
        let mut notes: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, paragraph) in manuscript.paragraphs.iter().enumerate() {
            if let Within::Note(note) = paragraph.within {
                notes.entry(note).or_default().push(at);
            }
            let start = paragraph.range.start;
            let own = leftovers(manuscript.text_of(paragraph));
            found.extend(own.into_iter().map(|range| start + range.start..start + range.end));
        }
        let (left_out, placed) = (Vec::new(), BTreeSet::new());
        Self { manuscript, leftovers: found, left_out, placed, notes }
    }

    /// The characters of a stretch.
    pub(super) fn slice(&self, range: &Range<usize>) -> &'m str {
        self.manuscript.text.get(range.clone()).unwrap_or_default()
    }

    /// Leaves a stretch out, what is no text in it for its own reason.
    pub(super) fn leave_out(&mut self, range: Range<usize>, why: Why) {
        if !range.is_empty() {
            self.left_out.push(LeftOut { range, why });
        }
    }

    /// A text in which notes may be called.
    pub(super) fn text(&mut self, range: Range<usize>) -> Text {
        self.cut(range, true, false)
    }

    /// A text without notes.
    pub(super) fn plain(&mut self, range: Range<usize>) -> Text {
        self.cut(range, false, false)
    }

    /// The text of a paragraph of a cell, whose line breaks stay.
    pub(super) fn cell(&mut self, range: Range<usize>) -> Text {
        self.cut(range, false, true)
    }

    fn cut(&mut self, range: Range<usize>, with_notes: bool, with_breaks: bool) -> Text {
        let mut notes = if with_notes { self.notes_in(&range) } else { Vec::new() };
        notes.reverse();
        let fates = self.fates(&range, with_breaks);
        let mut pieces: Vec<Piece> = Vec::new();
        for (stretch, fate) in fates {
            let mut start = stretch.start;
            while let Some(place) =
                notes.last().map(|(place, _)| *place).filter(|place| *place < stretch.end)
            {
                self.put(start..place, fate, &mut pieces);
                start = place;
                self.note(&mut notes, &mut pieces);
            }
            self.put(start..stretch.end, fate, &mut pieces);
        }
        while !notes.is_empty() {
            self.note(&mut notes, &mut pieces);
        }
        Text(pieces)
    }

    fn put(&mut self, range: Range<usize>, fate: Fate, pieces: &mut Vec<Piece>) {
        if range.is_empty() {
            return;
        }
        let to = match fate {
            Fate::Kept => return pieces.push(Piece::Kept(range)),
            Fate::Out(why) => return self.leave_out(range, why),
            Fate::Space => ("\u{3000}", Why::Columns),
            Fate::Word => (" ", Why::LineBreak),
            Fate::Break => ("\n", Why::LineBreak),
        };
        pieces.push(Piece::Changed { from: range, to: to.0.to_owned(), why: to.1 });
    }

    /// Stretches of one fate, in order.
    fn fates(&self, range: &Range<usize>, with_breaks: bool) -> Vec<(Range<usize>, Fate)> {
        let text = self.slice(range);
        let mut joints = joints(text).into_iter().peekable();
        let mut found: Vec<(Range<usize>, Fate)> = Vec::new();
        let mut first = None;
        let mut last = 0;
        for (at, character) in text.char_indices() {
            let start = range.start + at;
            while joints.next_if(|(joint, _)| joint.end <= at).is_some() {}
            let fate = match joints.peek() {
                Some((joint, fate)) if joint.contains(&at) => *fate,
                _ => self.fate(start, character, with_breaks),
            };
            if fate == Fate::Kept && !character.is_whitespace() {
                first = first.or(Some(start));
                last = start + character.len_utf8();
            }
            let end = start + character.len_utf8();
            match found.last_mut().filter(|(_, before)| *before == fate) {
                Some((stretch, _)) => stretch.end = end,
                None => found.push((start..end, fate)),
            }
        }
        let inside = first.unwrap_or(range.end)..last;
        found.into_iter().flat_map(|(stretch, fate)| edges(stretch, fate, &inside)).collect()
    }

    fn fate(&self, at: usize, character: char, with_breaks: bool) -> Fate {
        let behind = self.leftovers.partition_point(|range| range.end <= at);
        match character {
            _ if self.leftovers.get(behind).is_some_and(|range| range.contains(&at)) => {
                Fate::Out(Why::Residue)
            }
            LINE_BREAK if with_breaks => Fate::Break,
            LINE_BREAK => Fate::Out(Why::LineBreak),
            '\t' => Fate::Space,
            _ if is_unwanted(character) || is_symbol(character) || character == '\u{AD}' => {
                Fate::Out(Why::Unprintable)
            }
            _ => Fate::Kept,
        }
    }

    /// Notes called in a stretch, behind a character of it.
    fn notes_in(&mut self, range: &Range<usize>) -> Vec<(usize, usize)> {
        let paragraphs = &self.manuscript.paragraphs;
        let at = paragraphs.partition_point(|paragraph| paragraph.range.end < range.start);
        let Some(paragraph) = paragraphs.get(at) else { return Vec::new() };
        let inside = |place: usize| range.start < place && place <= range.end;
        let mut found: Vec<(usize, usize)> =
            paragraph.notes.iter().copied().filter(|(place, _)| inside(*place)).collect();
        found.retain(|(_, note)| self.placed.insert(*note));
        found.sort_by_key(|(place, _)| *place);
        found
    }

    fn note(&mut self, notes: &mut Vec<(usize, usize)>, pieces: &mut Vec<Piece>) {
        if let Some((_, note)) = notes.pop() {
            let text = self.note_text(note);
            // A note of blanks prints nothing but its number.
            if !text.is_empty() {
                pieces.push(Piece::Note(text));
            }
        }
    }

    /// The text of a note, of its paragraphs one behind the other.
    fn note_text(&mut self, note: usize) -> Text {
        let mut pieces = Vec::new();
        for at in self.notes.get(&note).cloned().unwrap_or_default() {
            pieces.extend(self.plain(self.manuscript.paragraphs[at].range.clone()).0);
        }
        Text(pieces)
    }

    /// The texts of notes that are called where none may stand, or nowhere; of those called in the paragraphs asked
    /// for, or of all.
    pub(super) fn other_notes(&mut self, paragraphs: Option<&[usize]>) -> Vec<Text> {
        let all = &self.manuscript.paragraphs;
        let mut wanted: Vec<usize> = match paragraphs {
            Some(own) => own.iter().flat_map(|at| &all[*at].notes).map(|(_, note)| *note).collect(),
            None => self.notes.keys().copied().collect(),
        };
        wanted.sort_unstable();
        wanted.dedup();
        wanted.retain(|note| self.placed.insert(*note));
        let texts: Vec<Text> = wanted.into_iter().map(|note| self.note_text(note)).collect();
        texts.into_iter().filter(|text| !text.is_empty()).collect()
    }
}

/// The ends of lines inside a paragraph, with the white space around them: nothing stands there but between Latin words.
fn joints(text: &str) -> Vec<(Range<usize>, Fate)> {
    let mut found: Vec<(Range<usize>, Fate)> = Vec::new();
    for (at, _) in text.match_indices('\n') {
        if found.last().is_some_and(|(joint, _)| joint.contains(&at)) {
            continue;
        }
        let (before, behind) = (text[..at].trim_end(), text[at..].trim_start());
        let joint = before.len()..text.len() - behind.len();
        // Digits at both sides are one number, which whoever broke the line broke as well.
        let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
        let parts = is_letter(before.chars().last()) && is_letter(behind.chars().next());
        found.push((joint, if parts { Fate::Word } else { Fate::Out(Why::LineBreak) }));
    }
    found
}

/// White space in front of the first and behind the last character that is kept is at an edge.
fn edges(stretch: Range<usize>, fate: Fate, inside: &Range<usize>) -> Vec<(Range<usize>, Fate)> {
    let outer = match fate {
        Fate::Kept | Fate::Space => Fate::Out(Why::Edge),
        Fate::Break | Fate::Word => Fate::Out(Why::LineBreak),
        Fate::Out(why) => Fate::Out(why),
    };
    let front = stretch.start..stretch.end.min(inside.start).max(stretch.start);
    let back = inside.end.clamp(front.end, stretch.end.max(front.end))..stretch.end;
    let middle = front.end..back.start;
    [(front, outer), (middle, fate), (back, outer)]
        .into_iter()
        .filter(|(range, _)| !range.is_empty())
        .collect()
}

/// Where programs put the signs of symbol faces, whose code says nothing without the face. Other characters of private use
/// are mostly those of names: they stay, and whoever builds the document is told of each.
const fn is_symbol(character: char) -> bool {
    matches!(character, '\u{F000}'..='\u{F0FF}')
}
