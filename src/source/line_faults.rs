//! Faults that one line shows by itself: full-width marks, a missing space, a mark of YAML at the front
//! of a text. Looked for only where the parser stumbled, since most of these lines are legal elsewhere.

use std::ops::Range;

use super::builder::leading_formula;
use super::codes;
use super::places::span;
use super::repair::Repair;
use crate::diag::{Diagnostic, FileId};

/// A fault and what to put in its place to read on.
pub(super) struct Explained {
    /// The faults.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Stand-ins; none when reading cannot go on.
    pub(super) repairs: Vec<Repair>,
}

impl Explained {
    /// One fault.
    pub(super) fn one(diagnostic: Diagnostic, repairs: Vec<Repair>) -> Self {
        Self { diagnostics: vec![diagnostic], repairs }
    }
}

/// A line that the parser stumbled over.
pub(super) struct Line<'s> {
    file: FileId,
    text: &'s str,
    /// Its bytes.
    pub(super) range: Range<usize>,
    /// Where its content begins, behind indentation and list dashes.
    pub(super) content: usize,
}

/// The longest text before a colon that is taken for a key, in characters.
const LONGEST_KEY: usize = 40;

impl<'s> Line<'s> {
    /// The line of these bytes.
    pub(super) fn new(file: FileId, text: &'s str, range: Range<usize>) -> Self {
        let mut content = range.start;
        loop {
            let rest = text[content..range.end].trim_start_matches([' ', '\t']);
            content = range.end - rest.len();
            match rest.strip_prefix("- ") {
                Some(item) => content = range.end - item.len(),
                None => break,
            }
        }
        Self { file, text, range, content }
    }

    fn body(&self) -> &'s str {
        &self.text[self.content..self.range.end]
    }

    /// Where the value of `key: value` begins, if the line has one.
    fn value(&self) -> Option<usize> {
        let body = self.body();
        let after = body.find(": ")? + 1;
        let rest = body[after..].trim_start_matches(' ');
        Some(self.range.end - rest.len())
    }

    /// The first fault the line shows.
    pub(super) fn explain(&self) -> Option<Explained> {
        self.leading_formula()
            .or_else(|| self.wide_space())
            .or_else(|| self.dash())
            .or_else(|| self.wide_colon())
            .or_else(|| self.missing_space())
            .or_else(|| self.leading_mark())
    }

    fn leading_formula(&self) -> Option<Explained> {
        let starts = std::iter::once(self.content).chain(self.value());
        let start = starts.into_iter().find(|at| self.text[*at..].starts_with("{{"))?;
        let rest = &self.text[start..self.range.end];
        let end = rest.find("}}").map_or(self.range.end, |at| start + at + 2);
        let braces = |mark| rest.match_indices(mark).map(|(at, _)| start + at).collect::<Vec<_>>();
        let repairs = [braces("{{"), braces("}}")].concat();
        let repairs = repairs.into_iter().map(|at| Repair::letters(at..at + 2)).collect();
        Some(Explained::one(leading_formula(span(self.file, start, end)), repairs))
    }

    fn wide_space(&self) -> Option<Explained> {
        let rest = self.body();
        let narrow = rest.trim_start_matches('\u{3000}');
        if narrow.len() == rest.len() {
            return None;
        }
        let at = self.content..self.range.end - narrow.len();
        let message = "缩进用了全角空格，YAML 只认半角空格";
        let fault = self.fault(codes::FULL_WIDTH_MARK, at.clone(), message);
        Some(Explained::one(
            fault.help("切到英文输入法，用空格键重打这一行的缩进"),
            vec![Repair::blank(at)],
        ))
    }

    fn dash(&self) -> Option<Explained> {
        let rest = self.body();
        let mark = rest.chars().next()?;
        let at = self.content..self.content + mark.len_utf8();
        if matches!(mark, '－' | '–' | '—')
            && rest[mark.len_utf8()..].starts_with([' ', '\u{3000}'])
        {
            let message = format!("列表项前面用了“{mark}”，YAML 只认半角短横“-”");
            let fault = self.fault(codes::FULL_WIDTH_MARK, at.clone(), &message).help("改成“- ”");
            return Some(Explained::one(fault, vec![Repair::padded(at, "-")]));
        }
        let next = rest[mark.len_utf8()..].chars().next()?;
        if mark == '-' && !matches!(next, '-' | ' ') {
            let message = "列表项的“-”后面要空一格（半角）";
            let fault = self.fault(codes::LIST_DASH, at, message);
            let fault = fault.help(format!("写成“- {next}…”"));
            let gap = self.content + 1..self.content + 1 + next.len_utf8();
            return Some(Explained::one(fault, vec![Repair::gap(gap)]));
        }
        None
    }

    fn wide_colon(&self) -> Option<Explained> {
        let body = self.body();
        let at = body.find('：')?;
        if !is_key(&body[..at]) || body.contains(": ") || body.ends_with(':') {
            return None;
        }
        let place = self.content + at..self.content + at + '：'.len_utf8();
        let message = format!("键“{}”后面用了全角冒号“：”，YAML 只认半角的", &body[..at]);
        let fault = self.fault(codes::FULL_WIDTH_COLON, place.clone(), &message).label("全角冒号");
        let fault = fault.help(format!("改成“{}: ”，冒号用半角，后面空一格", &body[..at]));
        Some(Explained::one(fault, vec![Repair::padded(place, ":")]))
    }

    fn missing_space(&self) -> Option<Explained> {
        let body = self.body();
        let at = body.find(':')?;
        let next = body[at + 1..].chars().next()?;
        let digits = body[..at].ends_with(|c: char| c.is_ascii_digit()) && next.is_ascii_digit();
        if !is_key(&body[..at]) || next == ' ' || digits || body[at..].starts_with("://") {
            return None;
        }
        let colon = self.content + at;
        let message = format!("键“{}”的冒号后面要空一格（半角）", &body[..at]);
        let fault = self.fault(codes::SPACE_AFTER_COLON, colon..colon + 1, &message);
        let value = body[at + 1..].trim_start_matches('\u{3000}');
        let fault = fault.label("冒号后缺空格").help(format!("写成“{}: {value}”", &body[..at]));
        let gap = colon + 1..colon + 1 + next.len_utf8();
        Some(Explained::one(fault, vec![Repair::gap(gap)]))
    }

    fn leading_mark(&self) -> Option<Explained> {
        let starts = std::iter::once(self.content).chain(self.value());
        starts.into_iter().find_map(|at| {
            let mark = self.text[at..self.range.end].chars().next()?;
            let next = self.text[at + mark.len_utf8()..self.range.end].chars().next();
            let block_header = next.is_none_or(|c| matches!(c, '-' | '+' | ' ' | '#' | '0'..='9'));
            let is_mark = match mark {
                '@' | '`' | '%' | '*' | '&' | '!' | ',' | ']' | '}' => true,
                '|' | '>' => !block_header,
                _ => false,
            };
            is_mark.then(|| self.front_mark(at, mark))
        })
    }

    /// A text at `at` that begins with a mark of YAML.
    pub(super) fn front_mark(&self, at: usize, mark: char) -> Explained {
        let place = at..at + mark.len_utf8();
        let message = format!("文字以“{mark}”开头，这在 YAML 里另有用处");
        let fault = self.fault(codes::LEADING_MARK, place.clone(), &message).label("从这里");
        let fault = fault.help(format!("用引号把整句括起来，例如 \"{mark}…\""));
        Explained::one(fault, vec![Repair::letters(place)])
    }

    fn fault(&self, code: crate::diag::Code, at: Range<usize>, message: &str) -> Diagnostic {
        Diagnostic::error(code, span(self.file, at.start, at.end), message)
    }
}

/// Whether a text before a colon looks like a key: short, no sentence, no brackets or quotes.
fn is_key(text: &str) -> bool {
    !text.trim().is_empty()
        && text.chars().count() <= LONGEST_KEY
        && !text.contains(['，', '。', '；', '、', ' ', '"', '\'', '{', '}', '[', ']', '#', '：'])
}
