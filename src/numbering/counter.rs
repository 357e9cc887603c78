//! Counting: each heading and numbered paragraph asks for the next number of its level.

use super::Scheme;

/// Counts headings and numbered paragraphs.
#[derive(Clone, Debug)]
pub struct Counter<'a> {
    scheme: &'a Scheme,
    counts: Vec<u32>,
}

impl<'a> Counter<'a> {
    /// Nothing counted yet.
    #[must_use]
    pub fn new(scheme: &'a Scheme) -> Self {
        Self { scheme, counts: Vec::new() }
    }

    /// Counts one more at `level` (from 1), restarts the levels below, gives number and label.
    ///
    /// A level that is jumped over (from 一、 straight to （1）, which GB/T 9704 7.3.3 allows) is not
    /// counted: its own first heading is still number one.
    pub fn next(&mut self, level: u8) -> (u32, String) {
        let level = level.max(1);
        self.counts.resize(usize::from(level), 0);
        let mut number = 1;
        if let Some(count) = self.counts.last_mut() {
            *count = count.saturating_add(1);
            number = *count;
        }
        (number, self.scheme.level(level).label(number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numbering::LevelPattern;

    fn labels(levels: &[u8]) -> Vec<String> {
        let patterns = ["一、", "（一）", "1.", "（1）"];
        let scheme =
            Scheme::new(patterns.iter().map(|text| LevelPattern::parse(text).unwrap()).collect());
        let mut counter = Counter::new(&scheme);
        levels.iter().map(|&level| counter.next(level).1).collect()
    }

    #[test]
    fn levels_below_restart_and_levels_above_go_on() {
        assert_eq!(
            labels(&[1, 2, 2, 3, 3, 2, 3, 1, 2]),
            ["一、", "（一）", "（二）", "1.", "2.", "（三）", "1.", "二、", "（一）"]
        );
    }

    #[test]
    fn a_level_jumped_over_is_not_counted() {
        assert_eq!(labels(&[1, 3, 3, 2, 3]), ["一、", "1.", "2.", "（一）", "1."]);
        assert_eq!(labels(&[4, 1]), ["（1）", "一、"]);
    }

    #[test]
    fn level_zero_counts_as_the_first() {
        assert_eq!(labels(&[0, 1]), ["一、", "二、"]);
    }

    #[test]
    fn the_ordinal_comes_with_the_label() {
        let scheme = Scheme::new(vec![LevelPattern::parse("一、").unwrap()]);
        let mut counter = Counter::new(&scheme);
        counter.next(1);
        assert_eq!(counter.next(1), (2, "二、".to_owned()));
    }
}
