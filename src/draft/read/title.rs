//! The title of a part: which lines in front of the text are of it.

use std::ops::Range;

use super::super::lines::Line;
use super::{LONGEST_TITLE_LINE, MOST_TITLE_LINES, Reader};
use crate::draft::Wish;
use crate::manuscript::{Align, Within};
use crate::proof::{self, Kind};

impl Reader<'_, '_> {
    /// Whether a line may stand in front of a title.
    pub(super) fn is_in_front(&self, at: usize) -> bool {
        let line = &self.lines.all[at];
        let is_cell =
            matches!(self.cutter.manuscript.paragraphs[line.paragraph].within, Within::Cell { .. });
        !is_cell && (line.contents || matches!(line.kind, Kind::Blank | Kind::Mark))
    }

    /// The lines of the title.
    pub(super) fn title(&self, own: Range<usize>) -> Range<usize> {
        let lines = &self.lines.all[own.clone()];
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
            if let Some(wish) = self.answers.wish(&line.range) {
                return wish == Wish::Title;
            }
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
            let begins = begins
                && !proof::is_caption(text)
                && !["Author", "Date", "作者", "日期"].contains(&style);
            begins
                && (seen || usual && !ends && (top || named(line) || centred && outline.is_none()))
        };
        let count = (0..lines.len().min(MOST_TITLE_LINES)).take_while(|at| is_title(*at)).count();
        // One that only looks so goes on as long as its lines stand alike.
        let wished = |at: usize| self.answers.wish(&lines[at].range) == Some(Wish::Title);
        let aligned = |at: &usize| wished(*at) || look(&lines[*at]).align == look(&lines[0]).align;
        let mut count = (0..count).take_while(aligned).count();
        let blank = |line: &&Line| line.kind == Kind::Blank;
        let behind = |count: usize| count + lines[count..].iter().take_while(blank).count();
        while Some(behind(count)).is_some_and(|at| at < lines.len() && wished(at)) {
            count = behind(count) + 1;
        }
        if count == lines.iter().filter(|line| line.kind != Kind::Blank).count() {
            let sure = (0..count)
                .any(|at| wished(at) || lines[at].kind == Kind::Title || named(&lines[at]));
            return if sure { own.start..own.start + count } else { own.start..own.start };
        }
        own.start..own.start + count
    }
}
