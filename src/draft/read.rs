//! A manuscript → a draft: cuts it into parts, and each part into what it is made of, in order. Levels are found in
//! `levels`, blocks built in `tree`.

use std::collections::BTreeMap;
use std::ops::Range;

use super::cut::{Cutter, LINE_BREAK};
use super::levels::{Level, Mark, levels, scheme};
use super::lines::{Line, Lines};
use super::looks::outlines;
use super::tables::Above;
use super::tree::{self, Element, Entry, Form};
use super::{Block, BlockKind, Draft, Figure, Guess, Part, Table, Text, Uncounted, Why};
use super::{closing, faked, tables};
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
        lines: &lines,
        faked: faked_starts(&lines),
    };
    let parts = reader.parts();
    let mut made = Vec::new();
    for own in parts {
        made.push(reader.part(own));
    }
    let Reader { mut cutter, mut uncounted, .. } = reader;
    let levels = scheme(made.iter().flat_map(|(_, elements)| numbers(elements)));
    let mut parts = Vec::new();
    for (part, elements) in made {
        let blocks = tree::blocks(elements, &mut cutter, &mut uncounted);
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
        while at < own.end && matches!(self.lines.lines[at].kind, Kind::Blank | Kind::Mark) {
            let line = self.lines.lines[at].clone();
            if line.kind == Kind::Mark {
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
        let mut at = title.end;
        let body = at;
        while at < own.end {
            at = self.element(at, own.end, at > body);
        }
        for line in title {
            self.figures(line);
        }
        let mut elements = std::mem::take(&mut self.elements);
        self.level(&mut elements);
        (part, elements)
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
        if paragraph.starts_page && is_inside && first {
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
                self.elements.push(Element::Block(block));
                self.all_figures(own.clone());
                own.end
            }
            Kind::Signature | Kind::Date => {
                match closing::signature_lines(self.lines, at, end, &self.cutter) {
                    Some(own) => {
                        let block = closing::signature(self.lines, own.clone(), &mut self.cutter);
                        self.elements.push(Element::Block(block));
                        self.all_figures(own.clone());
                        own.end
                    }
                    None => self.line(at),
                }
            }
            _ => self.line(at),
        }
    }

    fn push(&mut self, at: usize, kind: BlockKind) {
        let place = self.lines.place(self.cutter.manuscript, at);
        self.elements.push(Element::Block(Block { kind, place, guess: None }));
    }

    /// A line of text, or an empty one.
    fn line(&mut self, at: usize) -> usize {
        let line = self.lines.lines[at].clone();
        if self.cutter.slice(&line.range).trim().is_empty() || line.kind == Kind::Blank {
            self.blank(&line);
            self.drop_label(at, Why::Number);
        } else if let Some((figure, rest)) = self.caption(at) {
            let title = self.cutter.plain(rest);
            if let Some(Element::Block(Block { kind: BlockKind::Figure(own), .. })) =
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
                guess: None,
                level: Level::Text(None),
                line,
                place,
            };
            self.elements.push(Element::Line(entry));
        }
        self.figures(at);
        at + 1
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
            (true, true) if !short => Form::Sentence,
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
        let Element::Block(Block { kind: BlockKind::Figure(figure), .. }) = &self.elements[last]
        else {
            return None;
        };
        let fits = numbered
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
        let same = |line: &&Line| match manuscript.paragraphs[line.paragraph].within {
            Within::Cell { table, .. } => tables::outermost(&manuscript.tables, table) == outer,
            _ => false,
        };
        let count = self.lines.lines[at..end].iter().take_while(same).count();
        let own = at..at + count;
        let (title, unit) = self.above();
        let (mut table, nested) =
            tables::real(self.lines, own.clone(), &mut self.cutter, &mut self.uncounted);
        let guess = nested.then(|| "格里还有一个表，它的文字写进了这一格".to_owned());
        if let [row] = table.rows.as_slice()
            && let [cell] = row.as_slice()
        {
            let text = lines_of(&cell.text);
            let taken = "原来框在一个只有一格的表里，写成了段落";
            for line in title.into_iter().chain(unit).chain(text) {
                let place = self.lines.place(manuscript, at);
                self.elements.push(Element::Block(Block::paragraph(line, place, taken)));
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
        self.notes(own.end, end)
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
        Some(given.rows.len())
    }

    fn put_table(&mut self, table: Table, at: usize, taken: Option<String>) {
        let place = self.lines.place(self.cutter.manuscript, at);
        let guess = taken.map(|taken| Guess { taken, instead: None });
        self.elements.push(Element::Block(Block { kind: BlockKind::Table(table), place, guess }));
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
        let mut found: Vec<Text> = Vec::new();
        let mut next = at;
        while next < end && self.lines.lines[next].kind != Kind::Blank {
            let line = self.lines.lines[next].clone();
            if !matches!(
                self.elements.last(),
                Some(Element::Block(Block { kind: BlockKind::Table(_), .. }))
            ) {
                break;
            }
            let text = self.cutter.slice(&line.range);
            let Some(own) = tables::note(text, found.is_empty()) else { break };
            let start = line.range.start;
            self.words(start..start + own.start);
            found.push(self.cutter.plain(start + own.start..start + own.end));
            next += 1;
        }
        if let Some(Element::Block(Block { kind: BlockKind::Table(table), .. })) =
            self.elements.last_mut()
        {
            found.append(&mut table.notes);
            table.notes = found;
        }
        next
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
                alone: entry.form == Form::Alone,
            });
            owners.push((at, outline));
        }
        let found = levels(&marks);
        for ((at, outline), level) in owners.into_iter().zip(found) {
            let Element::Line(entry) = &mut elements[at] else { continue };
            entry.level = level;
            let guessed = outline.is_some_and(|(_, guess)| guess);
            if guessed && matches!(entry.level, Level::At(..)) && entry.line.number.is_none() {
                entry.guess = Some(Guess {
                    taken: "按字体当作小标题，原来没有序数".to_owned(),
                    instead: Some("段落"),
                });
            }
        }
    }
}

/// The paragraphs of a cell as texts of their own.
fn lines_of(text: &Text) -> Vec<Text> {
    use super::Piece;
    let mut found = vec![Text::default()];
    for piece in &text.0 {
        let parts = matches!(piece, Piece::Added { text, .. } if text == "\n");
        match found.last_mut() {
            Some(last) if !parts => last.0.push(piece.clone()),
            _ => found.push(Text::default()),
        }
    }
    found.retain(|text| !text.is_empty());
    found
}
