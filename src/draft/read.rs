//! A manuscript → a draft: cuts it into parts, and each part into what it is made of, in order. Levels are found in
//! `levels`, blocks built in `tree`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::cut::{Cutter, LINE_BREAK};
use super::levels::{Level, Mark, levels, scheme};
use super::lines::{Line, Lines};
use super::looks::outlines;
use super::tables::Above;
use super::tree::{self, Element, Entry, Form};
use super::{Block, BlockKind, Draft, Figure, Guess, Part, Piece, Table, Text, Uncounted, Why};
use super::{closing, continued, faked, tables};
use crate::manuscript::{Align, Manuscript, Place, Within};
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
    let mut cutter = Cutter::new(manuscript);
    let lines = Lines::of(&cutter);
    let outlines = outlines(&lines, manuscript);
    breaks(&lines, &mut cutter);
    let mut reader = Reader {
        outlines,
        uncounted: Vec::new(),
        cutter,
        elements: Vec::new(),
        end: 0,
        lines: &lines,
        faked: faked_starts(&lines),
    };
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
    Draft {
        unit: manuscript.properties.unit.clone(),
        year: manuscript.properties.year,
        levels,
        data: Vec::new(),
        parts,
        left_out: cutter.left_out,
        uncounted,
    }
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
    let start =
        |table: &proof::Table| table.rows.iter().flatten().next().map(|cell| cell.paragraph);
    tables.filter_map(|(at, table)| Some((start(table)?, at))).collect()
}

/// Leaves out the line breaks between lines of one paragraph.
fn breaks(lines: &Lines, cutter: &mut Cutter<'_>) {
    for pair in lines.lines.windows(2) {
        if pair[0].paragraph == pair[1].paragraph {
            cutter.leave_out(pair[0].range.end..pair[1].range.start, Why::LineBreak);
            debug_assert_eq!(pair[1].range.start - pair[0].range.end, LINE_BREAK.len_utf8());
        }
    }
}

struct Reader<'r, 'm> {
    lines: &'r Lines,
    /// Tables made of white space, by the line each begins at.
    faked: BTreeMap<usize, usize>,
    outlines: Vec<Option<(u8, bool)>>,
    cutter: Cutter<'m>,
    uncounted: Vec<Uncounted>,
    elements: Vec<Element>,
    /// Behind the lines of the part that is read.
    end: usize,
}

impl Reader<'_, '_> {
    /// Lines of each part.
    fn parts(&self) -> Vec<Range<usize>> {
        let lines = &self.lines.lines;
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

    fn part(&mut self, own: Range<usize>) -> (Part, Vec<Element>) {
        let mut part = Part::default();
        let mut at = own.start;
        while at < own.end && self.is_in_front(at) {
            let line = self.lines.lines[at].clone();
            if line.contents {
                self.cutter.leave_out(line.range.clone(), Why::Contents);
                self.drop_label(at, Why::Contents);
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
            let range = self.lines.lines[line].range.clone();
            self.bullet(line);
            let text = self.cutter.plain(range);
            if !text.is_empty() {
                part.title.push(text);
            }
        }
        self.elements = Vec::new();
        self.end = own.end;
        let mut at = title.end;
        let body = at;
        while at < own.end {
            at = self.element(at, own.end, at > body);
        }
        for line in title {
            self.figures(line);
        }
        let mut elements = std::mem::take(&mut self.elements);
        let all = |element: &Element| match element {
            Element::Line(entry) => entry.across,
            Element::Block(_, across) => *across,
        };
        part.landscape = !elements.is_empty() && elements.iter().all(all);
        for element in elements.iter_mut().filter(|_| part.landscape) {
            match element {
                Element::Line(entry) => entry.across = false,
                Element::Block(_, across) => *across = false,
            }
        }
        self.level(&mut elements);
        (part, elements)
    }

    /// Whether a line may stand in front of a title.
    fn is_in_front(&self, at: usize) -> bool {
        let line = &self.lines.lines[at];
        let is_cell =
            matches!(self.cutter.manuscript.paragraphs[line.paragraph].within, Within::Cell { .. });
        !is_cell && (line.contents || matches!(line.kind, Kind::Blank | Kind::Mark))
    }

    fn blank(&mut self, line: &Line) {
        let text = self.cutter.plain(line.range.clone());
        debug_assert!(text.is_empty(), "{text:?}");
    }

    /// The lines of the title.
    fn title(&self, own: Range<usize>) -> Range<usize> {
        let lines = &self.lines.lines[own.clone()];
        let manuscript = self.cutter.manuscript;
        let look = |line: &Line| &manuscript.paragraphs[line.paragraph].look;
        let tops = self.outlines.iter().flatten().filter(|(level, guess)| *level == 1 && !guess);
        let only_top = tops.count() == 1;
        let named = |line: &Line| {
            let style = look(line).style.as_deref().unwrap_or_default();
            ["Title", "标题", "公文标题", "Subtitle", "副标题"].contains(&style)
        };
        let is_title = |at: usize| {
            let line = &lines[at];
            let outline = self.outlines[own.start + at].filter(|(_, guess)| !guess);
            let top = at == 0 && only_top && outline.is_some_and(|(level, _)| level == 1);
            let usual = matches!(line.kind, Kind::Title | Kind::Body);
            let text = self.cutter.slice(&line.range).trim();
            let short = (1..=LONGEST_TITLE_LINE).contains(&text.chars().count());
            let centred = look(line).align == Some(Align::Center);
            let begins = line.number.is_none() && line.bullet.is_none() && short && !line.contents;
            let seen = line.kind == Kind::Title && (outline.is_none() || top);
            let ends = text.ends_with(['。', '；', '：']);
            let style = look(line).style.as_deref().unwrap_or_default();
            let begins = begins && !["Author", "Date", "作者", "日期"].contains(&style);
            begins
                && (seen || usual && !ends && (top || named(line) || centred && outline.is_none()))
        };
        let count = (0..lines.len().min(MOST_TITLE_LINES)).take_while(|at| is_title(*at)).count();
        // One that only looks so goes on as long as its lines stand alike.
        let aligned = |at: &usize| look(&lines[*at]).align == look(&lines[0]).align;
        let count = (0..count).take_while(aligned).count();
        if count == lines.iter().filter(|line| line.kind != Kind::Blank).count() {
            let sure = lines[..count].iter().any(|line| line.kind == Kind::Title || named(line));
            return if sure { own.start..own.start + count } else { own.start..own.start };
        }
        own.start..own.start + count
    }

    /// Takes what begins at a line; the line behind it.
    fn element(&mut self, at: usize, end: usize, is_inside: bool) -> usize {
        let line = self.lines.lines[at].clone();
        let manuscript = self.cutter.manuscript;
        let paragraph = &manuscript.paragraphs[line.paragraph];
        let first = at == 0 || self.lines.lines[at - 1].paragraph != line.paragraph;
        let before = at.checked_sub(1).map(|before| self.lines.lines[before].paragraph);
        let turns = before
            .is_some_and(|before| manuscript.paragraphs[before].landscape != paragraph.landscape);
        if paragraph.starts_page && is_inside && first && !turns {
            self.push(at, BlockKind::PageBreak);
        }
        if let Within::Cell { table, .. } = paragraph.within {
            return self.real_table(at, end, table);
        }
        if line.contents {
            self.cutter.leave_out(line.range.clone(), Why::Contents);
            self.drop_label(at, Why::Contents);
            return at + 1;
        }
        if let Some(count) = self.faked_table(at) {
            return at + count;
        }
        match line.kind {
            Kind::AttachmentNote => {
                let own = closing::note_lines(self.lines, at, end);
                let block = closing::attachment_note(self.lines, own.clone(), &mut self.cutter);
                self.put(block, own.start);
                self.all_figures(own.clone());
                own.end
            }
            Kind::Signature | Kind::Date => {
                match closing::signature_lines(self.lines, at, end, &self.cutter) {
                    Some(own) => {
                        let block = closing::signature(self.lines, own.clone(), &mut self.cutter);
                        self.put(block, own.start);
                        self.all_figures(own.clone());
                        own.end
                    }
                    None => self.line(at),
                }
            }
            _ => self.line(at),
        }
    }

    fn put(&mut self, block: Block, at: usize) {
        let across = self.across(at);
        self.elements.push(Element::Block(block, across));
    }

    /// Whether a line lies across the paper.
    fn across(&self, at: usize) -> bool {
        self.cutter.manuscript.paragraphs[self.lines.lines[at].paragraph].landscape
    }

    fn push(&mut self, at: usize, kind: BlockKind) {
        let place = self.lines.place(self.cutter.manuscript, at);
        self.put(Block { kind, place, guess: None }, at);
    }

    /// A line of text, or an empty one.
    fn line(&mut self, at: usize) -> usize {
        let line = self.lines.lines[at].clone();
        if self.cutter.slice(&line.range).trim().is_empty() || line.kind == Kind::Blank {
            self.blank(&line);
            self.drop_label(at, Why::Number);
        } else if let Some((figure, rest)) = self.caption(at) {
            let title = self.cutter.plain(rest);
            if let Some(Element::Block(Block { kind: BlockKind::Figure(own), .. }, _)) =
                self.elements.get_mut(figure)
            {
                own.title = Some(title);
            }
        } else {
            let place = self.lines.place(self.cutter.manuscript, at);
            let entry = Entry {
                at,
                form: self.form(at),
                is_outlined: self.outlines[at].is_some(),
                guess: self.doubts(at),
                across: self.across(at),
                level: Level::Text(None),
                line,
                place,
            };
            self.elements.push(Element::Line(entry));
        }
        self.figures(at);
        at + 1
    }

    /// What the file could not tell of a line.
    fn doubts(&self, at: usize) -> Option<Guess> {
        let doubts = &self.cutter.manuscript.paragraphs[self.lines.lines[at].paragraph].doubts;
        let words: Vec<&str> = doubts.iter().map(|doubt| doubt.words()).collect();
        (!words.is_empty()).then(|| Guess { taken: words.join("；"), instead: None })
    }

    /// How a line shows its heading.
    fn form(&self, at: usize) -> Form {
        let line = &self.lines.lines[at];
        let manuscript = self.cutter.manuscript;
        if let Some(words) = self.lead(line) {
            return Form::RunIn(words);
        }
        if self.outlines[at].is_some() {
            return Form::Alone;
        }
        let text = self.cutter.slice(&line.range);
        let Some(words) = line.heading.clone() else { return Form::Sentence };
        // Whoever lets a program count also lets it show what is a heading.
        let counted = line.number.as_ref().is_some_and(|number| number.counted.is_some());
        let styled = || self.outlines.iter().flatten().any(|(_, guess)| !guess);
        if counted && line.kind == Kind::Heading && styled() {
            return Form::Sentence;
        }
        if line.kind == Kind::Heading {
            return Form::Alone;
        }
        let behind = manuscript.text.get(words.end..line.range.end).unwrap_or_default();
        let stopped = behind.starts_with('。');
        let own = self.cutter.slice(&words);
        let short =
            own.chars().count() <= LONGEST_STOPPED && !own.contains(|c: char| c.is_ascii_digit());
        let goes_on = behind.chars().skip(1).any(|c| !c.is_whitespace());
        match (stopped, goes_on) {
            (_, false) => Form::Alone,
            (true, true) if !short || counted => Form::Sentence,
            _ if text.trim().is_empty() => Form::Sentence,
            _ => Form::RunIn(words),
        }
    }

    /// The first words of a numbered line where they look otherwise than the rest and a mark stands behind them.
    fn lead(&self, line: &Line) -> Option<Range<usize>> {
        let manuscript = self.cutter.manuscript;
        let number = line.number.as_ref()?;
        let paragraph = &manuscript.paragraphs[line.paragraph];
        let count = paragraph.look.lead?;
        let text = manuscript.text_of(paragraph);
        let length = text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
        let end = paragraph.range.start + length;
        let start = number.typed.as_ref().map_or(line.range.start, |typed| typed.end);
        let words = manuscript.text.get(start..end)?;
        let behind = manuscript.text.get(end..line.range.end)?;
        let marks = ['：', ':', '。'];
        let inner = words.trim_end().trim_end_matches(marks);
        let marked = inner.len() < words.trim_end().len() || behind.starts_with(marks);
        let rest = behind.trim_start_matches(marks).trim();
        (marked && !inner.trim().is_empty() && !rest.is_empty())
            .then_some(start..start + inner.len())
    }

    /// The picture above a line that names it, and its words.
    fn caption(&self, at: usize) -> Option<(usize, Range<usize>)> {
        let line = &self.lines.lines[at];
        let text = self.cutter.slice(&line.range).trim();
        let names = ["图", "附图"].iter().find_map(|word| text.strip_prefix(word));
        let digit = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
        let numbered = names.is_some_and(|rest| rest.trim_start().starts_with(digit));
        let last = self.elements.len().checked_sub(1)?;
        let Element::Block(Block { kind: BlockKind::Figure(figure), .. }, _) = &self.elements[last]
        else {
            return None;
        };
        let look = &self.cutter.manuscript.paragraphs[line.paragraph].look;
        let style = look.style.as_deref().unwrap_or_default();
        let styled =
            ["图题", "题注", "caption"].iter().any(|word| style.to_lowercase().contains(word));
        let above_table = matches!(self.within(at + 1, self.end), Within::Cell { .. });
        let centred = look.align == Some(Align::Center) && line.number.is_none() && !above_table;
        let fits = (numbered || styled || centred)
            && figure.title.is_none()
            && text.chars().count() <= LONGEST_CAPTION
            && !text.contains('。');
        fits.then(|| (last, line.range.clone()))
    }

    fn pictures(&self, at: usize) -> Vec<usize> {
        let lines = &self.lines.lines;
        let last = lines.get(at + 1).is_none_or(|next| next.paragraph != lines[at].paragraph);
        let pictures = &self.cutter.manuscript.paragraphs[lines[at].paragraph].pictures;
        let pictures = pictures.iter().map(|(_, picture)| *picture);
        pictures.filter(|_| last).collect()
    }

    /// The pictures of a line's paragraph, behind the last line of it.
    fn figures(&mut self, at: usize) {
        for picture in self.pictures(at) {
            self.push(at, BlockKind::Figure(Figure { picture, title: None }));
        }
    }

    fn all_figures(&mut self, own: Range<usize>) {
        for at in own {
            self.figures(at);
        }
    }

    fn bullet(&mut self, at: usize) {
        self.drop_label(at, Why::Bullet);
    }

    /// Writes down that what a program puts in front of a line is nowhere.
    fn drop_label(&mut self, at: usize, why: Why) {
        let line = &self.lines.lines[at];
        let counted = line.number.as_ref().and_then(|number| number.counted.clone());
        if let Some(label) = counted.or_else(|| line.bullet.clone()) {
            let place = self.lines.place(self.cutter.manuscript, at);
            self.uncounted.push(Uncounted { label, place, why });
        }
    }

    /// A table of the file.
    fn real_table(&mut self, at: usize, end: usize, table: usize) -> usize {
        let manuscript = self.cutter.manuscript;
        let outer = tables::outermost(&manuscript.tables, table);
        let own = self.rows_of(at, end, outer);
        let (title, unit) = self.above();
        let (mut table, nested) =
            tables::real(self.lines, own.clone(), &mut self.cutter, &mut self.uncounted);
        let guess = nested.then(|| "格里还有一个表，它的文字写进了这一格".to_owned());
        if let [row] = table.rows.as_slice()
            && let [cell] = row.as_slice()
        {
            let text = lines_of(&cell.text, &mut self.cutter);
            let taken = "原来框在一个只有一格的表里，写成了段落";
            for line in title.into_iter().chain(unit).chain(text) {
                let place = self.lines.place(manuscript, at);
                self.put(Block::paragraph(line, place, taken), at);
            }
        } else {
            (table.title, table.unit) = (title, unit);
            let mut paragraphs: Vec<usize> =
                self.lines.lines[own.clone()].iter().map(|line| line.paragraph).collect();
            paragraphs.dedup();
            table.notes = self.cutter.other_notes(Some(&paragraphs));
            self.put_table(table, at, guess);
        }
        self.all_figures(own.clone());
        let next = self.continued(own.end, end);
        self.notes(next, end)
    }

    /// Takes the tables that go on the last one; the line behind them.
    fn continued(&mut self, at: usize, end: usize) -> usize {
        let manuscript = self.cutter.manuscript;
        let mut next = at;
        loop {
            let blank = |line: &&Line| line.kind == Kind::Blank;
            let skipped = self.lines.lines[next..end].iter().take_while(blank).count();
            let says = next + skipped;
            let Some(line) = self.lines.lines[..end].get(says).cloned() else { return next };
            let Within::Cell { table, .. } = self.within(says + 1, end) else { return next };
            let is_text = self.within(says, end) == Within::Body;
            if !is_text || !continued::says_so(self.cutter.slice(&line.range)) {
                return next;
            }
            let Some(Element::Block(Block { kind: BlockKind::Table(_), .. }, _)) =
                self.elements.last()
            else {
                return next;
            };
            let outer = tables::outermost(&manuscript.tables, table);
            let own = self.rows_of(says + 1, end, outer);
            let (more, _) =
                tables::real(self.lines, own.clone(), &mut self.cutter, &mut self.uncounted);
            for line in next..says {
                let line = self.lines.lines[line].clone();
                self.blank(&line);
            }
            self.cutter.leave_out(line.range.clone(), Why::Repeated);
            let place = self.lines.place(manuscript, own.start);
            let same = match self.elements.last_mut() {
                Some(Element::Block(Block { kind: BlockKind::Table(table), .. }, _))
                    if table.columns.len() == more.columns.len() =>
                {
                    continued::join(table, more, &place, &mut self.cutter, &mut self.uncounted);
                    None
                }
                _ => Some(more),
            };
            if let Some(more) = same {
                self.put_table(more, own.start, None);
            }
            self.all_figures(own.clone());
            next = own.end;
        }
    }

    /// What a line belongs to.
    fn within(&self, at: usize, end: usize) -> Within {
        let line = self.lines.lines[..end].get(at);
        line.map(|line| self.cutter.manuscript.paragraphs[line.paragraph].within)
            .unwrap_or_default()
    }

    /// The lines from one on that are of a table or of one inside it.
    fn rows_of(&self, at: usize, end: usize, outer: usize) -> Range<usize> {
        let manuscript = self.cutter.manuscript;
        let same = |line: &&Line| match manuscript.paragraphs[line.paragraph].within {
            Within::Cell { table, .. } => tables::outermost(&manuscript.tables, table) == outer,
            _ => false,
        };
        at..at + self.lines.lines[at..end].iter().take_while(same).count()
    }

    /// A table made of white space; how many lines it takes.
    fn faked_table(&mut self, at: usize) -> Option<usize> {
        let given = self.lines.proof.tables.get(*self.faked.get(&at)?)?.clone();
        let (title, unit) = self.above();
        let (mut table, guess) = faked::table(&given, self.lines, &mut self.cutter);
        (table.title, table.unit) = (title, unit);
        self.put_table(table, at, Some(guess));
        for line in at..at + given.rows.len() {
            self.bullet(line);
            self.figures(line);
        }
        let behind = at + given.rows.len();
        let end = self.end;
        Some(self.notes(behind, end) - at)
    }

    fn put_table(&mut self, table: Table, at: usize, taken: Option<String>) {
        let place = self.lines.place(self.cutter.manuscript, at);
        let guess = taken.map(|taken| Guess { taken, instead: None });
        self.put(Block { kind: BlockKind::Table(table), place, guess }, at);
    }

    /// Title and unit of a table, taken from the lines above it.
    fn above(&mut self) -> (Option<Text>, Option<Text>) {
        let (mut title, mut unit) = (None, None);
        while let Some(Element::Line(entry)) = self.elements.last() {
            let Some(above) = tables::above(self.lines, entry.at, &self.cutter) else { break };
            let range = entry.line.range.clone();
            match above {
                Above::Unit(own) if unit.is_none() && title.is_none() => {
                    let text = self.cutter.plain(own.clone());
                    self.words(range.start..own.start);
                    self.words(own.end..range.end);
                    unit = Some(text);
                }
                Above::Title if title.is_none() => title = Some(self.cutter.plain(range)),
                _ => break,
            }
            self.elements.pop();
        }
        (title, unit)
    }

    /// Words that the program prints, white space around them at an edge.
    fn words(&mut self, range: Range<usize>) {
        let text = self.cutter.slice(&range);
        let start = range.start + text.len() - text.trim_start().len();
        let end = range.start + text.trim_end().len();
        if end <= start {
            return self.cutter.leave_out(range, Why::Edge);
        }
        self.cutter.leave_out(range.start..start, Why::Edge);
        self.cutter.leave_out(start..end, Why::Words);
        self.cutter.leave_out(end..range.end, Why::Edge);
    }

    /// Takes the notes under the table that came last; the line behind them.
    fn notes(&mut self, at: usize, end: usize) -> usize {
        let is_table = matches!(
            self.elements.last(),
            Some(Element::Block(Block { kind: BlockKind::Table(_), .. }, _))
        );
        let Some(line) = self.lines.lines[..end].get(at).cloned().filter(|_| is_table) else {
            return at;
        };
        let Some(own) = tables::note(self.cutter.slice(&line.range)) else { return at };
        let start = line.range.start;
        self.words(start..start + own.start);
        let first = start + own.start..line.range.end;
        let mut next = at + 1;
        let mut found = Vec::new();
        let second = self.note_number(next, end, 2);
        let number = tables::note_number(self.cutter.slice(&first), 1).filter(|_| second.is_some());
        found.push(self.numbered_note(first, number.unwrap_or(0)));
        while let Some(length) =
            self.note_number(next, end, next - at + 1).filter(|_| number.is_some())
        {
            let range = self.lines.lines[next].range.clone();
            found.push(self.numbered_note(range, length));
            next += 1;
        }
        if let Some(Element::Block(Block { kind: BlockKind::Table(table), .. }, _)) =
            self.elements.last_mut()
        {
            found.append(&mut table.notes);
            table.notes = found;
        }
        next
    }

    /// How long the number of the note that a line may be is.
    fn note_number(&self, at: usize, end: usize, ordinal: usize) -> Option<usize> {
        let line = self.lines.lines[..end].get(at).filter(|line| line.kind != Kind::Blank)?;
        tables::note_number(self.cutter.slice(&line.range), u32::try_from(ordinal).ok()?)
    }

    /// A note whose number, so many bytes long, the program counts.
    fn numbered_note(&mut self, range: Range<usize>, length: usize) -> Text {
        let number = range.start..range.start + length;
        let text = self.cutter.slice(&number);
        let lead = text.len() - text.trim_start().len();
        self.cutter.leave_out(number.start..number.start + lead, Why::Edge);
        self.cutter.leave_out(number.start + lead..number.end, Why::Number);
        self.cutter.plain(number.end..range.end)
    }

    /// Finds the level of each line of a part.
    fn level(&mut self, elements: &mut [Element]) {
        let outlines = &self.outlines;
        let mut marks = Vec::new();
        let mut owners = Vec::new();
        for (at, element) in elements.iter().enumerate() {
            let Element::Line(entry) = element else { continue };
            let outline = outlines[entry.at];
            let number = entry.line.number.as_ref().filter(|number| {
                let start = number.typed.as_ref().map_or(entry.line.range.start, |typed| typed.end);
                !self.cutter.slice(&(start..entry.line.range.end)).trim().is_empty()
            });
            marks.push(Mark {
                number,
                outline: outline.map(|(level, _)| level),
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
        Some(Element::Block(block, _)) => !matches!(block.kind, BlockKind::PageBreak),
        None => false,
    }
}

/// The paragraphs of a cell as texts of their own.
fn lines_of(text: &Text, cutter: &mut Cutter<'_>) -> Vec<Text> {
    let mut found = vec![Text::default()];
    for piece in &text.0 {
        match piece {
            Piece::Added { text, .. } if text == "\n" => found.push(Text::default()),
            Piece::Changed { from, to, why } if to == "\n" => {
                cutter.leave_out(from.clone(), *why);
                found.push(Text::default());
            }
            piece => {
                if let Some(last) = found.last_mut() {
                    last.0.push(piece.clone());
                }
            }
        }
    }
    found.retain(|text| !text.is_empty());
    found
}
