//! A place of the file as a person at a terminal sees it: its line with a little of what stands around it, rows of
//! tables in one line, nothing that a terminal would take for an order.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use crate::draft::Question;
use crate::manuscript::{Manuscript, Place, Within};
use crate::source::is_unwanted;

/// Columns of a line that are shown, what stands in front of it left out.
const WIDTH: usize = 70;
/// Lines shown in front of the one that is asked about, and behind it.
const FRONT: usize = 1;
const BACK: usize = 2;

/// The lines of a file.
pub(super) struct Shown {
    lines: Vec<Line>,
}

struct Line {
    /// Bytes of the manuscript's text.
    range: Range<usize>,
    place: Place,
    /// The row of a table that it is of.
    row: Option<(usize, usize)>,
    text: String,
}

impl Shown {
    /// The lines of a manuscript that hold something.
    pub(super) fn new(manuscript: &Manuscript) -> Self {
        let mut lines: Vec<Line> = Vec::new();
        for paragraph in &manuscript.paragraphs {
            let row = match paragraph.within {
                Within::Cell { table, row, .. } => Some((table, row)),
                Within::Body => None,
                Within::Note(_) => continue,
            };
            let label = paragraph.label.as_ref().map(|label| label.text.as_str());
            let text = manuscript.text_of(paragraph);
            let text = plain(&format!("{}{text}", label.unwrap_or_default()));
            if text.trim().is_empty() {
                continue;
            }
            let range = paragraph.range.clone();
            match lines.last_mut().filter(|last| row.is_some() && last.row == row) {
                Some(last) => {
                    last.range.end = range.end;
                    last.text.push_str(" │ ");
                    last.text.push_str(&text);
                }
                None => lines.push(Line { range, place: paragraph.place.clone(), row, text }),
            }
        }
        Self { lines }
    }

    /// What is asked about, and where.
    pub(super) fn question(&self, question: &Question) -> String {
        let at = self.lines.partition_point(|line| line.range.end <= question.about);
        let Some(own) = self.lines.get(at) else { return String::new() };
        let mut out = format!("  {}\n", own.place);
        let from = at.saturating_sub(FRONT);
        let to = (at + BACK + 1).min(self.lines.len());
        for (index, line) in self.lines[from..to].iter().enumerate() {
            let sign = if from + index == at { "  ▶ " } else { "  │ " };
            out.push_str(sign);
            out.push_str(&cut(&line.text));
            out.push('\n');
        }
        out.push_str("  猜的：");
        out.push_str(&question.taken);
        out.push('\n');
        out
    }
}

/// A text in one line with nothing in it that a terminal obeys.
pub(super) fn plain(text: &str) -> String {
    let seen = |c: char| match c {
        '\t' => ' ',
        c if c.is_control() || is_unwanted(c) || c == '\u{2028}' => '·',
        c => c,
    };
    text.trim_end().chars().map(seen).collect()
}

/// As much of a line as there is room for.
fn cut(line: &str) -> String {
    let mut out = String::new();
    let mut width = 0;
    for character in line.chars() {
        width += character.width().unwrap_or(0);
        if width > WIDTH {
            out.push('…');
            return out;
        }
        out.push(character);
    }
    out
}
