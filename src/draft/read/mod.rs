//! A manuscript → a draft: cuts it into parts, and each part into what it is made of, in order. Levels are found in
//! `levels`, blocks built in `tree`.

mod contents;
mod doubts;
mod line;
mod table;
mod title;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ops::Range;

use super::closing;
use super::contents::Found;
use super::cut::{Cutter, LINE_BREAK};
use super::levels::{Level, Mark, levels};
use super::lines::{Line, Lines};
use super::looks::outlines;
use super::scheme::scheme;
use super::tree::{self, Element, Entry, Form};
use super::{Answers, Block, BlockKind, Draft, Guess, Part, Uncounted, Why, Wish};
use crate::manuscript::{Manuscript, Place, Within};
use crate::proof::{self, Kind};

/// A run-in heading that ends with a full stop has no more characters.
const LONGEST_STOPPED: usize = 16;
/// A caption of a picture has no more.
const LONGEST_CAPTION: usize = 50;
/// A line of a title has no more.
const LONGEST_TITLE_LINE: usize = 60;
/// A title has no more lines.
const MOST_TITLE_LINES: usize = 6;

/// What a manuscript means.
#[must_use]
pub fn of(manuscript: &Manuscript) -> Draft {
    of_answered(manuscript, &Answers::default())
}

/// What a manuscript means to somebody who was asked about some of it.
#[must_use]
pub fn of_answered(manuscript: &Manuscript, answers: &Answers) -> Draft {
    let mut cutter = Cutter::new(manuscript);
    let lines = Lines::of(&cutter);
    let mut outlines = outlines(&lines, manuscript);
    for (outline, line) in outlines.iter_mut().zip(&lines.all) {
        *outline = outline.filter(|_| answers.wish(&line.range).is_none());
    }
    breaks(&lines, &mut cutter);
    let mut reader = Reader {
        answers,
        outlines,
        uncounted: Vec::new(),
        cutter,
        elements: Vec::new(),
        end: 0,
        lines: &lines,
        faked: faked_starts(&lines),
        contents: lines.contents.iter().cloned().collect(),
        titles: lines.contents.iter().filter_map(Found::title_line).collect(),
        has_contents: false,
        stopped: false,
    };
    reader.stopped = reader.stops();
    let parts = reader.parts();
    let mut made = Vec::new();
    for own in parts {
        made.push(reader.part(own));
    }
    let Reader { mut cutter, mut uncounted, .. } = reader;
    let (patterns, levels) = scheme(made.iter().flat_map(|(_, elements)| numbers(elements)));
    let mut parts = Vec::new();
    for (part, elements) in made {
        let blocks = tree::blocks(elements, &patterns, &mut cutter, &mut uncounted);
        parts.push(Part { blocks, ..part });
    }
    let last = cutter.other_notes(None);
    if let Some(part) = parts.last_mut() {
        let taken = "脚注在不能加注的地方，或没有加注的字，写成了段落";
        let blocks = last.into_iter().map(|text| Block::paragraph(text, Place::Whole, taken));
        part.blocks.extend(blocks);
    }
    let mut draft = Draft {
        unit: manuscript.properties.unit.clone(),
        year: manuscript.properties.year,
        levels,
        parts,
        left_out: cutter.left_out,
        uncounted,
    };
    draft.settle(answers, manuscript);
    draft
}

/// Levels and numbers as written.
fn numbers(elements: &[Element]) -> impl Iterator<Item = (u8, &super::number::Number)> {
    elements.iter().filter_map(|element| match element {
        Element::Line(Entry { level: Level::At(depth, _), line, .. }) => {
            line.number.as_ref().map(|number| (*depth, number))
        }
        _ => None,
    })
}

/// Tables made of white space, by the line each begins at.
fn faked_starts(lines: &Lines) -> BTreeMap<usize, usize> {
    let tables = lines.proof.tables.iter().enumerate().filter(|(_, table)| table.faked);
    let start = |table: &proof::Table| {
        let mut rows = table.rows.iter().enumerate();
        rows.find_map(|(row, cells)| cells.first()?.paragraph.checked_sub(row))
    };
    tables.filter_map(|(at, table)| Some((start(table)?, at))).collect()
}

/// Leaves out what is between lines: line breaks of one paragraph, what parted a mark from its title.
fn breaks(lines: &Lines, cutter: &mut Cutter<'_>) {
    for pair in lines.all.windows(2) {
        let gap = pair[0].range.end..pair[1].range.start;
        for (at, sign) in cutter.slice(&gap).match_indices(LINE_BREAK) {
            let start = gap.start + at;
            cutter.leave_out(start..start + sign.len(), Why::LineBreak);
        }
    }
    for (range, why) in &lines.between {
        cutter.leave_out(range.clone(), *why);
    }
}

struct Reader<'r, 'm> {
    answers: &'r Answers,
    lines: &'r Lines,
    /// Tables made of white space, by the line each begins at.
    faked: BTreeMap<usize, usize>,
    outlines: Vec<Option<(u8, bool)>>,
    cutter: Cutter<'m>,
    uncounted: Vec<Uncounted>,
    elements: Vec<Element>,
    /// Behind the lines of the part that is read.
    end: usize,
    /// Headings that a program counts run into their text behind a full stop, and look as it does.
    stopped: bool,
    /// Tables of contents that are still to come.
    contents: VecDeque<Found>,
    /// The lines that stand above one.
    titles: BTreeSet<usize>,
    /// The part that is read has one.
    has_contents: bool,
}

impl Reader<'_, '_> {
    /// Lines of each part.
    pub(super) fn parts(&self) -> Vec<Range<usize>> {
        let lines = &self.lines.all;
        let mut starts: Vec<usize> =
            (0..lines.len()).filter(|at| lines[*at].kind == Kind::Mark).collect();
        let blank = |line: &Line| line.kind == Kind::Blank;
        let first = starts.first().copied().unwrap_or(lines.len());
        if starts.is_empty() || !lines[..first].iter().all(blank) {
            starts.insert(0, 0);
        } else {
            starts[0] = 0;
        }
        let ends = starts.iter().skip(1).copied().chain([lines.len()]);
        starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
    }

    pub(super) fn part(&mut self, own: Range<usize>) -> (Part, Vec<Element>) {
        let mut part = Part::default();
        let mut at = own.start;
        while at < own.end && self.is_in_front(at) {
            let line = self.lines.all[at].clone();
            if line.contents {
                self.contents_line(at);
            } else if line.kind == Kind::Mark {
                part.mark = Some(closing::mark(&line, &mut self.cutter));
            } else if !self.pictures(at).is_empty() {
                break;
            } else {
                self.blank(&line);
            }
            at += 1;
        }
        let title = self.title(at..own.end);
        for line in title.clone() {
            let range = self.lines.all[line].range.clone();
            self.bullet(line);
            let text = self.cutter.plain(range);
            if !text.is_empty() {
                part.title.push(text);
            }
        }
        self.elements = Vec::new();
        self.has_contents = false;
        self.end = own.end;
        part.guess = self.title_doubt(&part);
        let mut at = title.end;
        while at < own.end {
            self.contents(at);
            at = self.element(at, own.end);
            if let [Element::Line(entry)] = self.elements.as_slice()
                && entry.guess.is_none()
                && !title.is_empty()
            {
                let guess = self.behind_title(entry.at);
                if let Some(Element::Line(entry)) = self.elements.first_mut() {
                    entry.guess = guess;
                }
            }
        }
        let lines = &self.lines.all;
        let is_last = lines.get(own.end).is_none_or(|next| next.kind == Kind::Mark);
        self.contents(if is_last { own.end } else { own.end - 1 });
        for line in title {
            self.figures(line);
        }
        let mut elements = std::mem::take(&mut self.elements);
        let mut others = elements.iter().filter(|element| !tree::is_contents(element)).peekable();
        part.landscape = others.peek().is_some() && others.all(tree::is_across);
        for element in elements.iter_mut().filter(|_| part.landscape) {
            match element {
                Element::Line(entry) => entry.across = false,
                Element::Block(_, across) => *across = false,
            }
        }
        self.level(&mut elements);
        (part, elements)
    }

    /// Takes what begins at a line; the line behind it.
    pub(super) fn element(&mut self, at: usize, end: usize) -> usize {
        let line = self.lines.all[at].clone();
        let manuscript = self.cutter.manuscript;
        let paragraph = &manuscript.paragraphs[line.paragraph];
        let first = at == 0 || self.lines.all[at - 1].paragraph != line.paragraph;
        let before = at.checked_sub(1).map(|before| self.lines.all[before].paragraph);
        let is_inside = !self.elements.is_empty();
        let turns = before
            .is_some_and(|before| manuscript.paragraphs[before].landscape != paragraph.landscape);
        if paragraph.starts_page && is_inside && first && !turns {
            self.push(at, BlockKind::PageBreak);
        }
        if let Within::Cell { table, .. } = paragraph.within {
            return self.real_table(at, end, table);
        }
        if line.contents {
            self.contents_line(at);
            return at + 1;
        }
        if let Some(count) = self.faked_table(at) {
            return at + count;
        }
        match line.kind {
            Kind::AttachmentNote => {
                let own = closing::note_lines(self.lines, at, end);
                if self.wish(own.clone()).is_some() {
                    return self.all_lines(own);
                }
                let guess = self.note_doubt(&own, end);
                let block = closing::attachment_note(self.lines, own.clone(), &mut self.cutter);
                let block = Block { guess, ..block };
                self.put(block, own.start);
                self.all_figures(own.clone());
                own.end
            }
            Kind::Signature | Kind::Date => {
                let own = closing::signature_lines(self.lines, at, end, &self.cutter);
                self.signature(own, at, end)
            }
            _ => self.signature(None, at, end),
        }
    }

    /// Takes 署名, on these lines or, without a date, on what is left of the part; else the line.
    fn signature(&mut self, dated: Option<Range<usize>>, at: usize, end: usize) -> usize {
        let undated = || closing::undated_lines(self.lines, at..end, &self.cutter);
        let Some(own) = dated.or_else(undated) else { return self.line(at) };
        if self.wish(own.clone()).is_some() {
            return self.all_lines(own);
        }
        let doubt = self.signature_doubt(&own, end);
        let mut block = closing::signature(self.lines, own.clone(), &mut self.cutter);
        block.guess = match &block.kind {
            BlockKind::Signature { date: None, .. } => {
                let taken = "最后的单位名称当作署名，原文没有日期".to_owned();
                Some(Guess { taken, instead: Some("段落") })
            }
            _ => doubt,
        };
        self.put(block, own.start);
        self.all_figures(own.clone());
        own.end
    }

    /// What a person wants some lines to be.
    pub(super) fn wish(&self, own: Range<usize>) -> Option<Wish> {
        let lines = self.lines.all.get(own)?;
        self.answers.wish(&(lines.first()?.range.start..lines.last()?.range.end))
    }

    /// Takes each of some lines by itself; the line behind them.
    fn all_lines(&mut self, own: Range<usize>) -> usize {
        for at in own.clone() {
            self.line(at);
        }
        own.end
    }

    pub(super) fn put(&mut self, block: Block, at: usize) {
        let across = self.across(at);
        self.elements.push(Element::Block(block, across));
    }

    /// Whether a line lies across the paper.
    pub(super) fn across(&self, at: usize) -> bool {
        self.cutter.manuscript.paragraphs[self.lines.all[at].paragraph].landscape
    }

    pub(super) fn push(&mut self, at: usize, kind: BlockKind) {
        let place = self.lines.place(self.cutter.manuscript, at);
        self.put(Block { kind, place, guess: None }, at);
    }

    /// Finds the level of each line of a part.
    pub(super) fn level(&mut self, elements: &mut [Element]) {
        let outlines = &self.outlines;
        let mut marks = Vec::new();
        let mut owners = Vec::new();
        for (at, element) in elements.iter().enumerate() {
            let Element::Line(entry) = element else { continue };
            let outline = outlines[entry.at];
            let wish = self.answers.wish(&entry.line.range);
            let number = entry.line.number.as_ref().filter(|number| {
                let start = number.typed.as_ref().map_or(entry.line.range.start, |typed| typed.end);
                wish != Some(Wish::Paragraph)
                    && !self.cutter.slice(&(start..entry.line.range.end)).trim().is_empty()
            });
            marks.push(Mark {
                number,
                outline: outline.map(|(level, _)| level),
                wished: match wish {
                    Some(Wish::Heading(level)) => Some(level),
                    _ => None,
                },
                holds: entry.form == Form::Alone && holds(elements.get(at + 1)),
            });
            owners.push((at, outline));
        }
        let found = levels(&marks);
        let mut said = BTreeSet::new();
        for ((at, outline), level) in owners.into_iter().zip(found) {
            let Element::Line(entry) = &mut elements[at] else { continue };
            entry.level = level;
            let Level::At(depth, _) = entry.level else { continue };
            if entry.line.number.is_some() {
                continue;
            }
            let first = said.insert(depth);
            let by_looks = outline.is_some_and(|(_, guess)| guess);
            if by_looks || first {
                let taken = if by_looks {
                    "按字体当作小标题，原来没有序数"
                } else {
                    "这一级小标题原来没有序数，编上了"
                };
                let instead = by_looks.then_some("段落");
                entry.guess.get_or_insert(Guess { taken: taken.to_owned(), instead });
            }
        }
    }
}

/// Whether what comes behind a heading stands under it: neither a number nor the end.
fn holds(next: Option<&Element>) -> bool {
    match next {
        Some(Element::Line(entry)) => entry.line.number.is_none() && !entry.is_outlined,
        Some(Element::Block(block, _)) => {
            !matches!(block.kind, BlockKind::PageBreak | BlockKind::Contents(_))
        }
        None => false,
    }
}
