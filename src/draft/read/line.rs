//! Lines of text of a part: how each shows its heading, the pictures in it, what a program put in front of it.

use std::ops::Range;

use super::super::levels::Level;
use super::super::lines::Line;
use super::super::tree::{Element, Entry, Form};
use super::super::{Block, BlockKind, Figure, Guess, Uncounted, Why, Wish};
use super::{LONGEST_CAPTION, LONGEST_STOPPED, Reader};
use crate::manuscript::{Align, Within};
use crate::proof::Kind;

impl Reader<'_, '_> {
    pub(super) fn blank(&mut self, line: &Line) {
        let text = self.cutter.plain(line.range.clone());
        debug_assert!(text.is_empty(), "{text:?}");
    }

    /// A line of text, or an empty one.
    pub(super) fn line(&mut self, at: usize) -> usize {
        let line = self.lines.all[at].clone();
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
                is_outlined: self.outlines[at].is_some()
                    || matches!(self.wish(at..at + 1), Some(Wish::Heading(_))),
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
    pub(super) fn doubts(&self, at: usize) -> Option<Guess> {
        let doubts = &self.cutter.manuscript.paragraphs[self.lines.all[at].paragraph].doubts;
        let mut words: Vec<&str> = doubts.iter().map(|doubt| doubt.words()).collect();
        if self.lines.first_wrapped == Some(at) {
            words.push("原文每行一样长就折行，这一段和后面几段是把断开的行接起来的");
        }
        (!words.is_empty()).then(|| Guess { taken: words.join("；"), instead: None })
    }

    /// How a line shows its heading.
    pub(super) fn form(&self, at: usize) -> Form {
        let line = &self.lines.all[at];
        let manuscript = self.cutter.manuscript;
        match self.wish(at..at + 1) {
            Some(Wish::Heading(_)) => return Form::Alone,
            Some(Wish::Paragraph) => return Form::Sentence,
            _ => {}
        }
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
            (true, true) if !short || counted && !self.stopped => Form::Sentence,
            _ if text.trim().is_empty() => Form::Sentence,
            _ => Form::RunIn(words),
        }
    }

    /// Whether headings that a program counts end with a full stop in front of their text throughout the document, and
    /// nothing in it looks like a heading.
    pub(super) fn stops(&self) -> bool {
        const FEWEST: usize = 2;
        let lines = || self.lines.all.iter().filter(|line| line.heading.is_some());
        if lines().any(|line| self.lead(line).is_some()) {
            return false;
        }
        let (mut short, mut all) = (0, 0);
        for line in lines().filter(|line| line.kind == Kind::Body) {
            let counted = line.number.as_ref().is_some_and(|number| number.counted.is_some());
            let Some(words) = line.heading.clone().filter(|_| counted) else { continue };
            let behind = self.cutter.slice(&(words.end..line.range.end));
            if behind.strip_prefix('。').is_none_or(|rest| rest.trim().is_empty()) {
                continue;
            }
            all += 1;
            short += usize::from(self.cutter.slice(&words).chars().count() <= LONGEST_STOPPED);
        }
        short >= FEWEST && short == all
    }

    /// The first words of a numbered line where they look otherwise than the rest and a mark stands behind them.
    pub(super) fn lead(&self, line: &Line) -> Option<Range<usize>> {
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
    pub(super) fn caption(&self, at: usize) -> Option<(usize, Range<usize>)> {
        let line = &self.lines.all[at];
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

    pub(super) fn pictures(&self, at: usize) -> Vec<usize> {
        let lines = &self.lines.all;
        let last = lines.get(at + 1).is_none_or(|next| next.paragraph != lines[at].paragraph);
        let pictures = &self.cutter.manuscript.paragraphs[lines[at].paragraph].pictures;
        let pictures = pictures.iter().map(|(_, picture)| *picture);
        pictures.filter(|_| last).collect()
    }

    /// The pictures of a line's paragraph, behind the last line of it.
    pub(super) fn figures(&mut self, at: usize) {
        for picture in self.pictures(at) {
            self.push(at, BlockKind::Figure(Figure { picture, title: None }));
        }
    }

    pub(super) fn all_figures(&mut self, own: Range<usize>) {
        for at in own {
            self.figures(at);
        }
    }

    pub(super) fn bullet(&mut self, at: usize) {
        self.drop_label(at, Why::Bullet);
    }

    /// Writes down that what a program puts in front of a line is nowhere.
    pub(super) fn drop_label(&mut self, at: usize, why: Why) {
        let line = &self.lines.all[at];
        let counted = line.number.as_ref().and_then(|number| number.counted.clone());
        if let Some(label) = counted.or_else(|| line.bullet.clone()) {
            let place = self.lines.place(self.cutter.manuscript, at);
            self.uncounted.push(Uncounted { label, place, why });
        }
    }
}
