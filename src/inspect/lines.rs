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

/// The lines of a page from top to bottom. Glyphs that do not run from left to right are left out.
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
    for line in &mut lines {
        line.glyphs.sort_by_key(|glyph| glyph.x);
        line.text = line.glyphs.iter().map(|glyph| without_spaces(&glyph.text)).collect();
    }
    lines
}

fn without_spaces(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
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
