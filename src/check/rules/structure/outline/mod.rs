//! The outline of a document: which numbered paragraphs make a series, under which parent, and where a number does
//! not go on as its series does. Numbers that may be none (一、二年级) count only where they fit.

mod label;
mod maker;
mod other;
#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::check::Reading;
use crate::proof::{Kind, Label, Paragraph};

pub(in crate::check::rules) use label::leading;

/// The numbered paragraphs of a document.
#[derive(Debug, Default)]
pub(in crate::check) struct Outline {
    /// In reading order.
    pub(in crate::check::rules) items: Vec<Item>,
    /// The items of each series.
    pub(in crate::check::rules) series: Vec<Vec<usize>>,
    /// First items of series that stand inside another one of the same pattern, which goes on behind them.
    pub(in crate::check::rules) nested: Vec<usize>,
}

/// A numbered paragraph.
#[derive(Debug)]
pub(in crate::check::rules) struct Item {
    /// Its paragraph.
    pub(in crate::check::rules) index: usize,
    /// Its number; counted ones have an empty range.
    pub(in crate::check::rules) label: Label,
    /// What kind of number it is as written.
    pub(in crate::check::rules) key: Key,
    /// The item it is under.
    pub(in crate::check::rules) parent: Option<usize>,
    /// How many items it is under.
    pub(in crate::check::rules) depth: usize,
    /// The paragraph behind all that is under it.
    pub(in crate::check::rules) end: usize,
    /// It does not go on as its series does.
    pub(in crate::check::rules) fault: Option<Fault>,
}

/// What kind of number it is: those that differ in a mark only count on together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::check::rules) enum Key {
    /// 一、
    ChineseStop,
    /// （一）
    ChineseBrackets,
    /// 1. and 1、
    Arabic,
    /// （1）
    ArabicBrackets,
    /// 1）
    ArabicBracket,
    /// ①
    Circled,
    /// Another one.
    Other,
    /// A level that the program counts.
    Level(u8),
}

/// A number that is not the next one of its series.
#[derive(Debug)]
pub(in crate::check::rules) struct Fault {
    /// The number in front of it, as written.
    pub(in crate::check::rules) before: String,
    /// The number that would go on.
    pub(in crate::check::rules) expected: String,
    /// The number is right, the pattern is not.
    pub(in crate::check::rules) is_pattern: bool,
    /// Only one reading is possible.
    pub(in crate::check::rules) certain: bool,
}

/// How a numbered paragraph shows its heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check::rules) enum Form {
    /// Alone on its line, its text under it.
    Alone,
    /// In front of its text, in one paragraph.
    RunIn,
    /// It is no heading, or nobody can tell.
    Unknown,
}

impl Outline {
    /// The outline of a document.
    pub(in crate::check::rules) fn of<'r>(reading: &'r Reading<'_>) -> &'r Self {
        reading.outline.get_or_init(|| maker::outline(reading))
    }

    /// The paragraphs that stand under an item, empty ones left out.
    pub(in crate::check::rules) fn under<'r>(
        &self,
        reading: &'r Reading<'_>,
        at: usize,
    ) -> impl Iterator<Item = (usize, &'r Paragraph)> {
        let item = &self.items[at];
        let range: Range<usize> = item.index + 1..item.end;
        let own = reading.proof.paragraphs.get(range.clone()).unwrap_or_default();
        range.zip(own).filter(|(_, paragraph)| paragraph.kind != Kind::Blank)
    }

    /// How an item shows its heading.
    pub(in crate::check::rules) fn form(&self, reading: &Reading<'_>, at: usize) -> Form {
        let paragraph = &reading.proof.paragraphs[self.items[at].index];
        match (&paragraph.heading, paragraph.kind) {
            (Some(heading), Kind::Body) if heading.end < paragraph.text.trim_end().len() => {
                Form::RunIn
            }
            (Some(_), Kind::Heading)
                if !paragraph.text.contains(['。', '，'])
                    && self.under(reading, at).next().is_some() =>
            {
                Form::Alone
            }
            _ => Form::Unknown,
        }
    }
}
