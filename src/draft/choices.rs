//! Questions about what was guessed: which block it is about and what else that could be, by what it is and where it stands.
//! Whoever asks is elsewhere; what becomes of the answers is for the reading.

use std::collections::BTreeSet;

use super::answers::{Answers, Wish};
use super::{Block, BlockKind, Draft, Guess, Number, Part, Table, Text, Why};
use crate::manuscript::{Manuscript, Paragraph, Within};
use crate::model;

/// A line of a title has no more characters without being asked for.
const LONGEST_TITLE_LINE: usize = 60;

/// A guess that a person can be asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The byte of the manuscript's text that an answer goes by: the first of the block.
    pub about: usize,
    /// What was taken for granted.
    pub taken: String,
    /// What it is by that.
    pub now: &'static str,
    /// What it could be instead.
    pub choices: Vec<Wish>,
}

impl Draft {
    /// Questions about all guesses that could be something else, in order.
    #[must_use]
    pub fn questions(&self, manuscript: &Manuscript) -> Vec<Question> {
        let mut asker = Asker { manuscript, above: 0, asked: BTreeSet::new(), found: Vec::new() };
        for part in &self.parts {
            asker.title(part);
            asker.above = 0;
            asker.blocks(&part.blocks, 1, true);
        }
        asker.found
    }

    /// Takes the guesses away that somebody was asked about; numbered paragraphs that were parted by one are one list.
    pub(super) fn settle(&mut self, answers: &Answers, manuscript: &Manuscript) {
        if answers.is_empty() {
            return;
        }
        for part in &mut self.parts {
            if last_line(part).is_some_and(|about| answers.has(about)) {
                part.guess = None;
            }
            settle(&mut part.blocks, answers, manuscript);
        }
    }
}

fn settle(blocks: &mut Vec<Block>, answers: &Answers, manuscript: &Manuscript) {
    let mut kept: Vec<Block> = Vec::with_capacity(blocks.len());
    for mut block in std::mem::take(blocks) {
        let asked =
            block.guess.is_some() && about(&block, manuscript).is_some_and(|at| answers.has(at));
        if asked {
            block.guess = None;
        }
        match (&mut block.kind, kept.last_mut()) {
            (BlockKind::Items(more), Some(Block { kind: BlockKind::Items(items), .. }))
                if asked =>
            {
                items.append(more);
                continue;
            }
            (BlockKind::Heading(heading), _) => settle(&mut heading.blocks, answers, manuscript),
            (BlockKind::Landscape(inner), _) => settle(inner, answers, manuscript),
            _ => {}
        }
        kept.push(block);
    }
    *blocks = kept;
}

struct Asker<'a> {
    manuscript: &'a Manuscript,
    /// The level of the heading that stands above, 0 for none.
    above: u8,
    /// What is asked about already.
    asked: BTreeSet<usize>,
    found: Vec<Question>,
}

impl Asker<'_> {
    fn title(&mut self, part: &Part) {
        if let (Some(guess), Some(about)) = (&part.guess, last_line(part)) {
            self.ask(about, guess, Wish::Title.words(), vec![Wish::Paragraph]);
        }
    }

    /// Blocks of a level, from 1; `front` where nothing stands between them and the title.
    fn blocks(&mut self, blocks: &[Block], level: u8, front: bool) {
        for (at, block) in blocks.iter().enumerate() {
            self.block(block, level, front && at == 0);
            match &block.kind {
                BlockKind::Heading(heading) => {
                    if heading.run_in.is_none() {
                        self.above = level;
                    }
                    self.blocks(&heading.blocks, level.saturating_add(1), false);
                }
                BlockKind::Landscape(inner) => self.blocks(inner, level, front && at == 0),
                _ => {}
            }
        }
    }

    fn block(&mut self, block: &Block, level: u8, front: bool) {
        let (Some(guess), Some(about)) = (&block.guess, about(block, self.manuscript)) else {
            return;
        };
        let at = self.manuscript.paragraph_at(about);
        let Some(own) = self.manuscript.paragraphs.get(at) else { return };
        // What the file could not tell is to be looked up in it; nothing can be chosen.
        if !own.doubts.is_empty() {
            return;
        }
        let choices = match own.within {
            Within::Note(_) => Vec::new(),
            Within::Cell { .. } => match &block.kind {
                BlockKind::Table(table) => headers(table),
                BlockKind::Paragraph(_) => vec![Wish::Table],
                _ => Vec::new(),
            },
            Within::Body => self.of_text(&block.kind, level, front),
        };
        self.ask(about, guess, name(&block.kind, level), choices);
    }

    fn of_text(&self, kind: &BlockKind, level: u8, front: bool) -> Vec<Wish> {
        match kind {
            BlockKind::Heading(heading) => {
                let own = heading.run_in.is_none().then_some(level);
                std::iter::once(Wish::Paragraph).chain(self.headings(own)).collect()
            }
            BlockKind::Items(_) => {
                std::iter::once(Wish::Paragraph).chain(self.headings(None)).collect()
            }
            BlockKind::Paragraph(text) => {
                let short =
                    text.printed(&self.manuscript.text).chars().count() <= LONGEST_TITLE_LINE;
                let title = (front && short).then_some(Wish::Title);
                title.into_iter().chain(self.headings(None)).collect()
            }
            BlockKind::Table(table) => {
                let rows = std::iter::once(Wish::Paragraph);
                rows.chain(headers(table)).collect()
            }
            BlockKind::AttachmentNote(_) | BlockKind::Signature { .. } => vec![Wish::Paragraph],
            BlockKind::Contents(_)
            | BlockKind::Figure(_)
            | BlockKind::PageBreak
            | BlockKind::Landscape(_) => Vec::new(),
        }
    }

    /// Headings of the levels that can stand here, but for the one it is of.
    fn headings(&self, own: Option<u8>) -> impl Iterator<Item = Wish> + use<> {
        let deepest = (self.above + 1).min(model::Heading::DEEPEST);
        (1..=deepest).filter(move |level| Some(*level) != own).map(Wish::Heading)
    }

    fn ask(&mut self, about: usize, guess: &Guess, now: &'static str, choices: Vec<Wish>) {
        // Lines of one table that became paragraphs are asked about once.
        if !choices.is_empty() && self.asked.insert(about) {
            self.found.push(Question { about, taken: guess.taken.clone(), now, choices });
        }
    }
}

/// What else the header of a table could be; one that was made up belongs to its columns.
fn headers(table: &Table) -> Vec<Wish> {
    let made = |text: &Text| {
        text.0.iter().any(|piece| matches!(piece, super::Piece::Added { why: Why::Header, .. }))
    };
    let first = table.rows.first().is_some_and(|row| row.iter().any(|cell| made(&cell.text)));
    if first || table.rows.len() < 2 { Vec::new() } else { vec![Wish::Header(table.head == 0)] }
}

/// What a block of a level is called.
const fn name(kind: &BlockKind, level: u8) -> &'static str {
    match kind {
        BlockKind::Heading(heading) if heading.run_in.is_some() => "段首标题，接着文字",
        BlockKind::Heading(_) => Wish::Heading(level).words(),
        BlockKind::Paragraph(_) => "段落",
        BlockKind::Items(_) => "编号的段落",
        BlockKind::Table(table) if table.head > 0 => "表，有表头",
        BlockKind::Table(_) => Wish::Header(false).words(),
        BlockKind::Figure(_) => "图",
        BlockKind::PageBreak => "分页",
        BlockKind::Contents(_) => "目录",
        BlockKind::Landscape(_) => "横排",
        BlockKind::AttachmentNote(_) => "附件说明",
        BlockKind::Signature { .. } => "署名和日期",
    }
}

/// The byte that answers about a block go by: the first it says something of; of what stood in a cell the first of the table,
/// since one answer is for all of it.
fn about(block: &Block, manuscript: &Manuscript) -> Option<usize> {
    let first = first(&block.kind)?;
    let at = manuscript.paragraph_at(first);
    let Within::Cell { table, .. } = manuscript.paragraphs.get(at)?.within else {
        return Some(first);
    };
    let cells = manuscript.paragraphs[..=at].iter().rev();
    let cells = cells.take_while(|own| matches!(own.within, Within::Cell { .. }));
    let of_table = |own: &&Paragraph| {
        matches!(own.within, Within::Cell { table: other, .. } if other == table)
            && !own.range.is_empty()
    };
    cells.filter(of_table).last().map(|own| own.range.start)
}

/// The first byte of the last line of a title.
fn last_line(part: &Part) -> Option<usize> {
    part.title.last().and_then(of_text)
}

/// The first byte that a block says something of.
fn first(kind: &BlockKind) -> Option<usize> {
    let of_number = |number: &Number, text: &Text| match number {
        Number::Typed(range) => Some(range.start),
        _ => of_text(text),
    };
    match kind {
        BlockKind::Heading(heading) => of_number(&heading.number, &heading.title),
        BlockKind::Paragraph(text) => of_text(text),
        BlockKind::Items(items) | BlockKind::AttachmentNote(items) => {
            items.first().and_then(|item| of_number(&item.number, &item.text))
        }
        BlockKind::Table(table) => {
            table.rows.iter().flatten().filter_map(|cell| of_text(&cell.text)).min()
        }
        BlockKind::Signature { names, .. } => names.first().and_then(of_text),
        BlockKind::Contents(_)
        | BlockKind::Figure(_)
        | BlockKind::PageBreak
        | BlockKind::Landscape(_) => None,
    }
}

fn of_text(text: &Text) -> Option<usize> {
    text.0.iter().find_map(|piece| match piece {
        super::Piece::Kept(range) | super::Piece::Changed { from: range, .. } => Some(range.start),
        _ => None,
    })
}
