//! Lines and pages of two files side by side.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::inspect::{self, Glyph, Page};
use crate::layout::{Item, Layout, LineKind};
use crate::unit::Length;

/// Two files compared line by line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pages {
    /// Pages of the first and of the second.
    pub pages: (usize, usize),
    /// Lines of the first and of the second.
    pub lines: (usize, usize),
    /// Lines that stand in both, in order.
    pub alike: usize,
    /// The pages that differ.
    pub differences: Vec<PageDifference>,
}

/// A page that is not the same in both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageDifference {
    /// From 1.
    pub page: usize,
    /// The first line of that page that the other has not; empty where the page ends before.
    pub first: String,
    /// The same of the second file.
    pub second: String,
}

impl Pages {
    /// Whether every line is the same and on the same page.
    #[must_use]
    pub fn same(&self) -> bool {
        self.pages.0 == self.pages.1 && self.differences.is_empty()
    }
}

/// The lines of each page of a file, page numbers left out: what is marked as none of the text, in a file that
/// marks nothing what looks like one.
#[must_use]
pub fn page_lines(pages: &[Page]) -> Vec<Vec<String>> {
    let marks = pages.iter().flat_map(|page| &page.glyphs).any(|glyph| glyph.artifact);
    // Across the paper the page number is no line of the page; a repeated head is marked, too.
    let aside = |page: &Page| page.glyphs.iter().any(|glyph| glyph.artifact && !glyph.upright);
    let is_number = |line: &inspect::Line, page: &Page| {
        let marked = line.glyphs.iter().all(|glyph| glyph.artifact) && !aside(page);
        inspect::page_number(&line.text).is_some() && (marked || !marks)
    };
    let own = |page: &Page| -> Vec<String> {
        let mut lines = inspect::lines(page);
        if lines.last().is_some_and(|line| is_number(line, page)) {
            lines.pop();
        }
        lines.into_iter().map(|line| level_leaders(&line.text)).collect()
    };
    pages.iter().map(own).collect()
}

/// The lines of each page as this program lays them out.
#[must_use]
pub fn laid_out(layout: &Layout) -> Vec<Vec<String>> {
    let page = |page: &crate::layout::Page| {
        let lines = page.items.iter().filter_map(|item| match item {
            Item::Line(line) if line.kind != LineKind::PageNumber => Some(line),
            _ => None,
        });
        let glyphs = lines.flat_map(|line| {
            let glyphs = line.runs.iter().flat_map(|run| &run.glyphs);
            glyphs.map(|glyph| Glyph {
                text: glyph.character.to_string(),
                x: glyph.x,
                baseline: line.baseline,
                end: glyph.x,
                size: Length::ZERO,
                font: "".into(),
                upright: true,
                artifact: false,
            })
        });
        let read = Page { glyphs: glyphs.collect(), ..Page::default() };
        inspect::lines(&read).into_iter().map(|line| level_leaders(&line.text)).collect()
    };
    layout.pages.iter().map(page).collect()
}

/// A line of 目录 is the same whether a program has room for one dot more or fewer.
fn level_leaders(line: &str) -> String {
    let mut levelled = String::new();
    for stretch in line.split_inclusive(|c| c != '.') {
        let dots = stretch.len() - stretch.trim_start_matches('.').len();
        let kept = if dots >= "...".len() { "..." } else { &stretch[..dots] };
        levelled.extend([kept, &stretch[dots..]]);
    }
    levelled
}

/// Compares files by their [`page_lines`].
#[must_use]
pub fn compare(first: &[Vec<String>], second: &[Vec<String>]) -> Pages {
    let empty = Vec::new();
    let mut differences = Vec::new();
    for page in 0..first.len().max(second.len()) {
        let (a, b) = (first.get(page).unwrap_or(&empty), second.get(page).unwrap_or(&empty));
        if a == b {
            continue;
        }
        let at = a.iter().zip(b).take_while(|(a, b)| a == b).count();
        let line = |lines: &[String]| lines.get(at).cloned().unwrap_or_default();
        differences.push(PageDifference { page: page + 1, first: line(a), second: line(b) });
    }
    let (a, b) = (first.concat(), second.concat());
    let alike = capture_diff_slices(Algorithm::Myers, &a, &b)
        .into_iter()
        .map(|operation| if let DiffOp::Equal { len, .. } = operation { len } else { 0 })
        .sum();
    Pages { pages: (first.len(), second.len()), lines: (a.len(), b.len()), alike, differences }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_at_the_end_of_a_page_is_text_where_page_numbers_are_marked() {
        let glyph = |text: &str, line: i64, artifact: bool| Glyph {
            text: text.to_owned(),
            x: Length::from_mm(30),
            baseline: Length::from_mm(line * 10),
            end: Length::from_mm(34),
            size: Length::from_points(16),
            font: "".into(),
            upright: true,
            artifact,
        };
        let lines = |marked: bool| {
            let first = Page {
                glyphs: vec![glyph("甲", 1, false), glyph("7", 2, marked)],
                ..Page::default()
            };
            let second = Page {
                glyphs: vec![glyph("乙", 1, false), glyph("0", 2, false)],
                ..Page::default()
            };
            page_lines(&[first, second])
        };
        assert_eq!(lines(true), [vec!["甲"], vec!["乙", "0"]]);
        assert_eq!(lines(false), [["甲"], ["乙"]]);
    }

    #[test]
    fn leaders_are_alike_however_many_dots_they_have() {
        for (line, levelled) in
            [("概况.....3", "概况...3"), ("1.2.3", "1.2.3"), ("甲..", "甲.."), ("甲....", "甲...")]
        {
            assert_eq!(level_leaders(line), levelled);
        }
    }

    #[test]
    fn a_line_that_moved_to_the_next_page_is_alike_but_its_pages_differ() {
        let lines = |pages: &[&[&str]]| -> Vec<Vec<String>> {
            pages.iter().map(|page| page.iter().map(|line| (*line).to_owned()).collect()).collect()
        };
        let first = lines(&[&["甲", "乙"], &["丙"]]);
        let second = lines(&[&["甲"], &["乙", "丙"]]);
        let found = compare(&first, &second);
        assert_eq!((found.alike, found.lines, found.same()), (3, (3, 3), false));
        let [one, two] = &found.differences[..] else { panic!("two pages") };
        assert_eq!((one.page, one.first.as_str(), one.second.as_str()), (1, "乙", ""));
        assert_eq!((two.page, two.first.as_str(), two.second.as_str()), (2, "丙", "乙"));
        assert!(compare(&first, &first).same());
    }
}
