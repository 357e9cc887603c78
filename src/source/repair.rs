//! Stand-ins for faulty bytes, so that reading can go on behind a fault and one run shows all faults.
//! A stand-in is as long as what it replaces: places after it stay true. A repaired text is never
//! printed, since the fault that called for it is an error.

use std::ops::Range;

/// A replacement of equal length.
#[derive(Debug)]
pub(super) struct Repair {
    at: Range<usize>,
    with: String,
}

impl Repair {
    /// `with`, filled up with spaces to the length of `at`.
    pub(super) fn padded(at: Range<usize>, with: &str) -> Self {
        let with = format!("{with:<width$}", width = at.len());
        Self { at, with }
    }

    /// Letters, where a mark at the front of a text is read as YAML.
    pub(super) fn letters(at: Range<usize>) -> Self {
        let with = "x".repeat(at.len());
        Self { at, with }
    }

    /// Spaces.
    pub(super) fn blank(at: Range<usize>) -> Self {
        Self::padded(at, "")
    }

    /// Puts the stand-in in; whether anything changed.
    pub(super) fn apply(&self, text: &mut String) -> bool {
        let fits = text.get(self.at.clone()).is_some_and(|old| {
            old.len() == self.with.len() && old != self.with && !old.contains('\n')
        });
        if fits {
            text.replace_range(self.at.clone(), &self.with);
        }
        fits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repair_keeps_every_later_place() {
        let mut text = String::from("标题：报告");
        assert!(Repair::padded(6..9, ":").apply(&mut text));
        assert_eq!(text, "标题:  报告");
        assert!(!Repair::blank(5..7).apply(&mut text), "not on character boundaries");
        assert!(!Repair::padded(6..7, "too long").apply(&mut text));
    }
}
