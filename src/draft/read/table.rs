//! Tables of a part: which lines are of one, what stands above and under it, which go on another.

use std::ops::Range;

use super::super::cut::Cutter;
use super::super::lines::Line;
use super::super::tables::{self, Above, Real};
use super::super::tree::Element;
use super::super::{Block, BlockKind, Guess, Piece, Table, Text, Why, Wish, continued, faked};
use super::Reader;
use crate::manuscript::Within;
use crate::proof::Kind;

impl Reader<'_, '_> {
    /// A table of the file.
    pub(super) fn real_table(&mut self, at: usize, end: usize, table: usize) -> usize {
        let manuscript = self.cutter.manuscript;
        let outer = tables::outermost(&manuscript.tables, table);
        let own = self.rows_of(at, end, outer);
        let (title, unit) = self.above();
        let mut real = tables::real(self.lines, own.clone(), &mut self.cutter, &mut self.uncounted);
        let table = &mut real.table;
        let guess = real.nested.then(|| "格里还有一个表，它的文字写进了这一格".to_owned());
        let wish = self.wish(own.clone());
        if wish != Some(Wish::Table)
            && let [row] = table.rows.as_slice()
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
                self.lines.all[own.clone()].iter().map(|line| line.paragraph).collect();
            paragraphs.dedup();
            table.notes = self.cutter.other_notes(Some(&paragraphs));
            tables::set_header(table, wish);
            let next = self.continued(real, guess, own, end);
            return self.notes(next, end);
        }
        self.all_figures(own.clone());
        self.notes(own.end, end)
    }

    /// Puts a table of some lines with those behind them that go on it; the line behind all of them.
    pub(super) fn continued(
        &mut self,
        mut whole: Real,
        mut guess: Option<String>,
        lines: Range<usize>,
        end: usize,
    ) -> usize {
        let mut taken = lines;
        while let Some((says, own)) = self.next_part(taken.end, end) {
            let mut more =
                tables::real(self.lines, own.clone(), &mut self.cutter, &mut self.uncounted);
            for line in taken.end..says {
                let line = self.lines.all[line].clone();
                self.blank(&line);
            }
            self.cutter.leave_out(self.lines.all[says].range.clone(), Why::Repeated);
            let place = self.lines.place(self.cutter.manuscript, own.start);
            if continued::lay_over(&mut whole, &mut more) {
                let (cutter, uncounted) = (&mut self.cutter, &mut self.uncounted);
                continued::join(&mut whole, more, &place, cutter, uncounted);
                taken.end = own.end;
            } else {
                self.put_table(whole.table, taken.start, guess.take());
                self.all_figures(taken);
                (whole, taken) = (more, own);
            }
        }
        self.put_table(whole.table, taken.start, guess);
        self.all_figures(taken.clone());
        taken.end
    }

    /// The line that says that the table above it goes on, and the lines of the table under it.
    fn next_part(&self, at: usize, end: usize) -> Option<(usize, Range<usize>)> {
        let blank = |line: &&Line| line.kind == Kind::Blank;
        let says = at + self.lines.all[at..end].iter().take_while(blank).count();
        let line = self.lines.all[..end].get(says)?;
        let Within::Cell { table, .. } = self.within(says + 1, end) else { return None };
        let is_text = self.within(says, end) == Within::Body;
        if !is_text || !continued::says_so(self.cutter.slice(&line.range)) {
            return None;
        }
        let outer = tables::outermost(&self.cutter.manuscript.tables, table);
        Some((says, self.rows_of(says + 1, end, outer)))
    }

    /// What a line belongs to.
    pub(super) fn within(&self, at: usize, end: usize) -> Within {
        let line = self.lines.all[..end].get(at);
        line.map(|line| self.cutter.manuscript.paragraphs[line.paragraph].within)
            .unwrap_or_default()
    }

    /// The lines from one on that are of a table or of one inside it.
    pub(super) fn rows_of(&self, at: usize, end: usize, outer: usize) -> Range<usize> {
        let manuscript = self.cutter.manuscript;
        let same = |line: &&Line| match manuscript.paragraphs[line.paragraph].within {
            Within::Cell { table, .. } => tables::outermost(&manuscript.tables, table) == outer,
            _ => false,
        };
        at..at + self.lines.all[at..end].iter().take_while(same).count()
    }

    /// A table made of white space; how many lines it takes.
    pub(super) fn faked_table(&mut self, at: usize) -> Option<usize> {
        let given = self.lines.proof.tables.get(*self.faked.get(&at)?)?.clone();
        let wish = self.wish(at..at + given.rows.len());
        if wish == Some(Wish::Paragraph) {
            return None;
        }
        let (title, unit) = self.above();
        let (mut table, guess) = faked::table(&given, at, self.lines, &mut self.cutter);
        (table.title, table.unit) = (title, unit);
        tables::set_header(&mut table, wish);
        self.put_table(table, at, Some(guess));
        for line in at..at + given.rows.len() {
            self.bullet(line);
            self.figures(line);
        }
        let behind = at + given.rows.len();
        let end = self.end;
        Some(self.notes(behind, end) - at)
    }

    pub(super) fn put_table(&mut self, table: Table, at: usize, taken: Option<String>) {
        let place = self.lines.place(self.cutter.manuscript, at);
        let guess = taken.map(|taken| Guess { taken, instead: None });
        let guess = guess.or_else(|| self.header_doubt(&table));
        self.put(Block { kind: BlockKind::Table(table), place, guess }, at);
    }

    /// Title and unit of a table, taken from the lines above it.
    pub(super) fn above(&mut self) -> (Option<Text>, Option<Text>) {
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
    pub(super) fn words(&mut self, range: Range<usize>) {
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
    pub(super) fn notes(&mut self, at: usize, end: usize) -> usize {
        let is_table = matches!(
            self.elements.last(),
            Some(Element::Block(Block { kind: BlockKind::Table(_), .. }, _))
        );
        let Some(line) = self.lines.all[..end].get(at).cloned().filter(|_| is_table) else {
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
            let range = self.lines.all[next].range.clone();
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
    pub(super) fn note_number(&self, at: usize, end: usize, ordinal: usize) -> Option<usize> {
        let line = self.lines.all[..end].get(at).filter(|line| line.kind != Kind::Blank)?;
        tables::note_number(self.cutter.slice(&line.range), u32::try_from(ordinal).ok()?)
    }

    /// A note whose number, so many bytes long, the program counts.
    pub(super) fn numbered_note(&mut self, range: Range<usize>, length: usize) -> Text {
        let number = range.start..range.start + length;
        let text = self.cutter.slice(&number);
        let lead = text.len() - text.trim_start().len();
        self.cutter.leave_out(number.start..number.start + lead, Why::Edge);
        self.cutter.leave_out(number.start + lead..number.end, Why::Number);
        self.cutter.plain(number.end..range.end)
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
