//! Glyphs → lines as they are read.

use super::pdf::{Glyph, Page};
use crate::unit::Length;

/// Glyphs on one baseline, from left to right; cells of a table that stand side by side are one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// From the top of the page.
    pub baseline: Length,
    /// Without white space.
    pub text: String,
    /// From left to right.
    pub glyphs: Vec<Glyph>,
}

/// Baselines that differ by less belong to one line: programs round.
const SAME_LINE: Length = Length::from_twips(14);

/// The lines of a page from top to bottom, numbers of notes in the line in which they are raised. Glyphs
/// that do not run from left to right are left out.
#[must_use]
pub fn lines(page: &Page) -> Vec<Line> {
    let mut glyphs: Vec<&Glyph> = page.glyphs.iter().filter(|glyph| glyph.upright).collect();
    glyphs.retain(|glyph| !glyph.text.trim().is_empty());
    glyphs.sort_by_key(|glyph| (glyph.baseline, glyph.x));
    let mut lines: Vec<Line> = Vec::new();
    for glyph in glyphs {
        match lines.last_mut() {
            Some(line) if glyph.baseline - line.baseline < SAME_LINE => {
                line.glyphs.push(glyph.clone());
            }
            _ => lines.push(Line {
                baseline: glyph.baseline,
                text: String::new(),
                glyphs: vec![glyph.clone()],
            }),
        }
    }
    let mut lines = with_raised(lines);
    for line in &mut lines {
        line.glyphs.sort_by_key(|glyph| glyph.x);
        line.text = line.glyphs.iter().map(|glyph| without_spaces(&glyph.text)).collect();
    }
    lines
}

/// Takes small glyphs that stand a little above a line into it.
fn with_raised(lines: Vec<Line>) -> Vec<Line> {
    let mut merged: Vec<Line> = Vec::with_capacity(lines.len());
    for mut line in lines {
        if let Some(above) = merged.pop() {
            let full = size(&line);
            if is_small(size(&above), full) && line.baseline - above.baseline < full / 2 {
                line.glyphs.extend(above.glyphs);
            } else {
                merged.push(above);
            }
        }
        merged.push(line);
    }
    merged
}

/// The largest size in a line.
fn size(line: &Line) -> Length {
    line.glyphs.iter().map(|glyph| glyph.size).max().unwrap_or_default()
}

/// Whether glyphs of a size are of the size of raised numbers, in a line whose own is `full`.
fn is_small(size: Length, full: Length) -> bool {
    size * 4 < full * 3
}

fn without_spaces(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

/// The lines of the notes at the foot of a page: from the first on that begins with the number of a note
/// raised in a line above it, page number left out.
#[must_use]
pub fn note_lines(lines: &[Line]) -> &[Line] {
    let raised = |line: &Line| {
        let full = size(line);
        let small = line.glyphs.iter().filter(move |glyph| is_small(glyph.size, full));
        small.map(|glyph| glyph.text.clone()).collect::<String>()
    };
    let Some(first) = lines.iter().position(|line| !raised(line).is_empty()) else { return &[] };
    let (number, body) = (raised(&lines[first]), size(&lines[first]));
    // Several numbers in the line follow each other; the first has at least its first character.
    let starts = |line: &Line| {
        let head = number.chars().next();
        head.is_some_and(|head| line.text.starts_with(head)) && size(line) < body
    };
    let below = first + 1;
    let Some(start) = lines[below..].iter().position(starts) else { return &[] };
    let end =
        lines.len() - usize::from(lines.last().is_some_and(|l| page_number(&l.text).is_some()));
    &lines[below + start..end.max(below + start)]
}

/// The number that a line prints if it is a page number: digits alone, or between dashes.
#[must_use]
pub fn page_number(line: &str) -> Option<u32> {
    let dash = |c: char| matches!(c, '—' | '–' | '-' | '－' | '−' | '·');
    let digits = line.trim_start_matches(dash).trim_end_matches(dash);
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_are_told_from_text() {
        for (line, number) in
            [("—12—", Some(12)), ("7", Some(7)), ("-3-", Some(3)), ("一12—", None), ("——", None)]
        {
            assert_eq!(page_number(line), number, "{line}");
        }
    }
}
