//! Lines with their levels → blocks under blocks: which numbered line is a heading, which begins with one, which is a
//! numbered paragraph. Levels are given.

use std::ops::Range;

use super::cut::Cutter;
use super::levels::Level;
use super::lines::Line;
use super::{Block, BlockKind, Guess, Heading, Item, Number, Piece, Text, Uncounted, Why};
use crate::manuscript::Place;

/// From this level on, headings look like the text around them in 公文.
const PLAIN_LEVEL: u8 = 3;

/// A heading has no more characters without being asked about.
const LONGEST_HEADING: usize = 45;

/// What a part is made of, in order.
pub(super) enum Element {
    /// A line of text.
    Line(Entry),
    /// What has its form already, and whether it lies across the paper.
    Block(Block, bool),
}

/// A line of text.
pub(super) struct Entry {
    /// Which of the lines it is.
    pub(super) at: usize,
    /// Its line.
    pub(super) line: Line,
    /// Where it stands.
    pub(super) place: Place,
    /// Its level.
    pub(super) level: Level,
    /// How it shows its heading.
    pub(super) form: Form,
    /// The file or its looks say that it is a heading.
    pub(super) is_outlined: bool,
    /// It lies across the paper.
    pub(super) across: bool,
    /// What was guessed already.
    pub(super) guess: Option<Guess>,
}

/// How a line shows its heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// It is all heading.
    Alone,
    /// These first bytes of the manuscript's text are.
    RunIn(Range<usize>),
    /// It is a sentence.
    Sentence,
}

/// What is known of an entry that has a level.
#[derive(Clone, Debug, Default)]
struct Known {
    depth: u8,
    /// Something stands under it.
    has_content: bool,
    /// A deeper level stands under it.
    has_levels: bool,
    /// The entries of its series, itself included.
    series: usize,
    /// It lies across the paper with all that is under it.
    across: bool,
}

/// The blocks of a part.
pub(super) fn blocks(
    elements: Vec<Element>,
    scheme: &[String],
    cutter: &mut Cutter<'_>,
    uncounted: &mut Vec<Uncounted>,
) -> Vec<Block> {
    let known = known(&elements);
    let items = items(&elements, &known);
    let mut builder =
        Builder { scheme, across: false, cutter, uncounted, open: Vec::new(), blocks: Vec::new() };
    for ((element, known), is_item) in elements.into_iter().zip(known).zip(items) {
        match element {
            // It stands among the outermost blocks or nowhere.
            Element::Block(block, _) if matches!(block.kind, BlockKind::Contents(_)) => {
                builder.close(0);
                builder.blocks.push(block);
            }
            Element::Block(block, across) => {
                builder.across = across;
                builder.push(block);
            }
            Element::Line(entry) => match known {
                Some(known) => builder.levelled(&entry, &known, is_item),
                None => builder.paragraph(entry),
            },
        }
    }
    builder.close(0);
    builder.blocks
}

/// Whether it lies across the paper.
pub(super) fn is_across(element: &Element) -> bool {
    match element {
        Element::Line(entry) => entry.across,
        Element::Block(_, across) => *across,
    }
}

/// Whether it is a table of contents.
pub(super) fn is_contents(element: &Element) -> bool {
    matches!(element, Element::Block(Block { kind: BlockKind::Contents(_), .. }, _))
}

fn depth(element: &Element) -> Option<u8> {
    match element {
        Element::Line(Entry { level: Level::At(depth, _), .. }) => Some(*depth),
        _ => None,
    }
}

fn known(elements: &[Element]) -> Vec<Option<Known>> {
    let mut found: Vec<Option<Known>> = Vec::with_capacity(elements.len());
    let mut open: Vec<(u8, usize)> = Vec::new();
    let mut series = 0;
    for (at, element) in elements.iter().enumerate() {
        if is_contents(element) {
            open.clear();
            found.push(None);
            continue;
        }
        let keep = depth(element);
        for (level, index) in &open {
            let inside = keep.is_none_or(|keep| *level < keep);
            if let Some(Some(known)) = found.get_mut(*index).filter(|_| inside) {
                known.across &= is_across(element);
            }
        }
        let Some(depth) = keep else {
            let holds =
                !matches!(element, Element::Block(Block { kind: BlockKind::PageBreak, .. }, _));
            let previous = open.last().map(|(_, index)| *index);
            if let Some(Some(known)) = previous.and_then(|index| found.get_mut(index)) {
                known.has_content |= holds;
            }
            found.push(None);
            continue;
        };
        let own_across = is_across(element);
        let mut own = None;
        while let Some((other, index)) = open.last().copied().filter(|(other, _)| *other >= depth) {
            open.pop();
            own = found[index].as_ref().filter(|_| other == depth).map(|known| known.series);
        }
        if let Some(Some(known)) = open.last().and_then(|(_, index)| found.get_mut(*index)) {
            (known.has_content, known.has_levels) = (true, true);
        }
        let number = own.unwrap_or_else(|| {
            series += 1;
            series
        });
        found.push(Some(Known { depth, series: number, across: own_across, ..Known::default() }));
        open.push((depth, at));
    }
    found
}

/// Which entries are numbered paragraphs though they look like headings: those of a series under none of which
/// anything stands, where sentences stand beside them or headings look like text.
fn items(elements: &[Element], known: &[Option<Known>]) -> Vec<bool> {
    let entries = || {
        elements.iter().zip(known).filter_map(|(element, known)| match (element, known) {
            (Element::Line(entry), Some(known)) => Some((entry, known)),
            _ => None,
        })
    };
    let most = entries().map(|(_, known)| known.series).max().unwrap_or(0);
    let mut sentences = vec![0_usize; most + 1];
    let mut alone = vec![0_usize; most + 1];
    let mut holds = vec![false; most + 1];
    for (entry, known) in entries() {
        match entry.form {
            Form::Alone => alone[known.series] += 1,
            _ => sentences[known.series] += 1,
        }
        holds[known.series] |= known.has_content && entry.form == Form::Alone || entry.is_outlined;
    }
    let is_item = |element: &Element, known: &Option<Known>| match (element, known) {
        (Element::Line(entry), Some(known)) => {
            let at = known.series;
            let beside = sentences[at] >= alone[at];
            let plain = known.depth >= PLAIN_LEVEL && alone[at] + sentences[at] > 1;
            entry.form == Form::Alone && !holds[at] && (plain || sentences[at] > 0 && beside)
        }
        _ => false,
    };
    elements.iter().zip(known).map(|(element, known)| is_item(element, known)).collect()
}

struct Builder<'b, 'm> {
    /// The patterns that numbers are printed in.
    scheme: &'b [String],
    /// What comes next lies across the paper.
    across: bool,
    cutter: &'b mut Cutter<'m>,
    uncounted: &'b mut Vec<Uncounted>,
    /// Headings under which blocks are put, from the first level down.
    open: Vec<Open>,
    blocks: Vec<Block>,
}

/// A heading to which more is put.
struct Open {
    heading: Heading,
    place: Place,
    guess: Option<Guess>,
    /// It lies across the paper with all that is under it.
    across: bool,
}

impl Builder<'_, '_> {
    /// Does something to the blocks that what comes next is put behind.
    fn with_blocks(&mut self, put: impl FnOnce(&mut Vec<Block>)) {
        let (inside, place) = match self.open.last() {
            Some(open) => (open.across, open.place.clone()),
            None => (false, Place::Whole),
        };
        let across = self.across && !inside;
        let blocks = self.open.last_mut().map_or(&mut self.blocks, |open| &mut open.heading.blocks);
        match blocks.last_mut() {
            _ if !across => put(blocks),
            Some(Block { kind: BlockKind::Landscape(inner), .. }) => put(inner),
            _ => {
                let mut inner = Vec::new();
                put(&mut inner);
                blocks.push(Block { kind: BlockKind::Landscape(inner), place, guess: None });
            }
        }
    }

    fn push(&mut self, block: Block) {
        self.with_blocks(|blocks| blocks.push(block));
    }

    /// Closes headings until so many are open.
    fn close(&mut self, keep: usize) {
        let across = self.across;
        while self.open.len() > keep
            && let Some(Open { heading, place, guess, across }) = self.open.pop()
        {
            self.across = across;
            self.push(Block { kind: BlockKind::Heading(heading), place, guess });
        }
        self.across = across;
    }

    fn number(&mut self, entry: &Entry) -> Number {
        let Some(number) = &entry.line.number else {
            self.bullet(entry);
            return Number::None;
        };
        match (&number.typed, &number.counted) {
            (Some(range), _) => {
                self.front(entry.line.range.start..range.start);
                Number::Typed(range.clone())
            }
            (None, Some(text)) => Number::Counted(text.clone()),
            (None, None) => Number::None,
        }
    }

    fn bullet(&mut self, entry: &Entry) {
        if let Some(sign) = &entry.line.bullet {
            let (label, place) = (sign.clone(), entry.place.clone());
            self.uncounted.push(Uncounted { label, place, why: Why::Bullet });
        }
    }

    /// What stands in front of a number: white space, or what a word processor left there.
    fn front(&mut self, range: Range<usize>) {
        let text = self.cutter.plain(range);
        debug_assert!(text.is_empty(), "{text:?}");
    }

    fn levelled(&mut self, entry: &Entry, known: &Known, is_item: bool) {
        let depth = usize::from(known.depth);
        self.across = known.across;
        self.close(depth.saturating_sub(1));
        let number = self.number(entry);
        let start = match &number {
            Number::Typed(range) => range.end,
            _ => entry.line.range.start,
        };
        let whole = start..entry.line.range.end;
        let mut guess = entry.guess.clone();
        if let Level::At(_, Some(taken)) = &entry.level {
            guess.get_or_insert(Guess { taken: taken.clone(), instead: None });
        }
        if let Some(taken) = self.other_pattern(entry, known.depth) {
            guess.get_or_insert(Guess { taken, instead: None });
        }
        let place = entry.place.clone();
        match &entry.form {
            Form::RunIn(words) if !known.has_levels && !is_item => {
                let heading = self.run_in(number, words.clone(), whole);
                self.push(Block { kind: BlockKind::Heading(heading), place, guess });
            }
            Form::RunIn(words) => {
                let end = words.end + self.mark_behind(words.end);
                let title = self.cutter.text(start..end);
                let text = self.cutter.text(end..whole.end);
                let taken = "段首标题下面还有下一级，标题单独成行，文字另成一段".to_owned();
                guess.get_or_insert(Guess { taken, instead: None });
                let own =
                    Block { kind: BlockKind::Paragraph(text), place: place.clone(), guess: None };
                let heading = Heading { number, title, run_in: None, blocks: vec![own] };
                let across = self.across;
                self.open.push(Open { heading, place, guess, across });
            }
            Form::Sentence if !known.has_levels => self.item(number, whole, place, guess),
            Form::Alone if is_item => self.item(number, whole, place, guess),
            form => {
                let length = self.cutter.slice(&whole).chars().count();
                if *form == Form::Sentence && length > LONGEST_HEADING {
                    let taken = "编了号的段落下面还有下一级，整段按小标题处理".to_owned();
                    guess.get_or_insert(Guess { taken, instead: None });
                }
                let title = self.cutter.text(whole);
                let heading = Heading { number, title, run_in: None, blocks: Vec::new() };
                let across = self.across;
                self.open.push(Open { heading, place, guess, across });
            }
        }
    }

    /// What is said of the first number of a series that is printed in another pattern.
    fn other_pattern(&self, entry: &Entry, depth: u8) -> Option<String> {
        let number = entry.line.number.as_ref().filter(|number| number.ordinal == 1)?;
        let printed = self.scheme.get(usize::from(depth).checked_sub(1)?)?;
        let typed = number.typed.as_ref().map(|typed| self.cutter.slice(typed).trim());
        let own = typed.or(number.counted.as_deref())?;
        let same = number.pattern.as_ref() == Some(printed);
        (!same).then(|| format!("这一级的序数原来是“{own}”，改成了“{printed}”"))
    }

    fn mark_behind(&self, at: usize) -> usize {
        let rest = self.cutter.manuscript.text.get(at..).unwrap_or_default();
        rest.chars().next().filter(|mark| "：:。".contains(*mark)).map_or(0, char::len_utf8)
    }

    /// A heading with the text that goes on in its line.
    fn run_in(&mut self, number: Number, words: Range<usize>, whole: Range<usize>) -> Heading {
        let length = self.mark_behind(words.end);
        let mark = words.end..words.end + length;
        let is_colon = self.cutter.slice(&mark) != "。";
        let end = if is_colon { mark.start } else { mark.end };
        let title = self.cutter.text(whole.start..end);
        if is_colon {
            self.cutter.leave_out(mark.clone(), Why::RunIn);
        }
        let text = self.cutter.text(mark.end..whole.end);
        Heading { number, title, run_in: Some(text), blocks: Vec::new() }
    }

    fn item(&mut self, number: Number, range: Range<usize>, place: Place, guess: Option<Guess>) {
        let text = self.cutter.text(range);
        let item = Item { number, text };
        self.with_blocks(|blocks| match blocks.last_mut() {
            Some(Block { kind: BlockKind::Items(items), .. }) if guess.is_none() => {
                items.push(item);
            }
            _ => blocks.push(Block { kind: BlockKind::Items(vec![item]), place, guess }),
        });
    }

    /// A paragraph, its number as text.
    fn paragraph(&mut self, entry: Entry) {
        self.across = entry.across;
        let mut guess = entry.guess.clone();
        if let Level::Text(Some(taken)) = &entry.level {
            guess.get_or_insert(Guess { taken: taken.clone(), instead: None });
        }
        let sign = entry.line.bullet.clone().filter(|sign| sign.chars().any(char::is_alphanumeric));
        if sign.is_none() {
            self.bullet(&entry);
        }
        let mut text = self.cutter.text(entry.line.range.clone());
        if let Some(sign) = sign {
            // a), A. and the like count, though no level of 公文 is counted so.
            text.0.insert(0, Piece::Counted(sign));
        } else if let Some(counted) =
            entry.line.number.as_ref().and_then(|number| number.counted.clone())
        {
            text.0.insert(0, Piece::Counted(counted));
        }
        if !text.is_empty() {
            self.push(Block { kind: BlockKind::Paragraph(text), place: entry.place, guess });
        }
    }
}

impl Block {
    /// A paragraph of its own.
    pub(super) fn paragraph(text: Text, place: Place, taken: &str) -> Self {
        let guess = Guess { taken: taken.to_owned(), instead: None };
        Self { kind: BlockKind::Paragraph(text), place, guess: Some(guess) }
    }
}
