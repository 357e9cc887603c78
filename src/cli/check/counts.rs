//! How many findings of each severity.

use crate::diag::{Diagnostic, Severity};

/// How many of each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::cli) struct Counts {
    pub(in crate::cli) errors: usize,
    pub(in crate::cli) warnings: usize,
    pub(in crate::cli) hints: usize,
    /// Of all of them, those that can be mended for certain.
    pub(in crate::cli) mendable: usize,
}

impl Counts {
    pub(in crate::cli) fn of<'d>(found: impl IntoIterator<Item = &'d Diagnostic>) -> Self {
        let mut counts = Self::default();
        for each in found {
            let count = match each.severity {
                Severity::Error => &mut counts.errors,
                Severity::Warning => &mut counts.warnings,
                Severity::Hint => &mut counts.hints,
            };
            *count += 1;
            counts.mendable += usize::from(!each.edits.is_empty());
        }
        counts
    }

    /// All of them.
    pub(in crate::cli) fn all(self) -> usize {
        self.errors + self.warnings + self.hints
    }

    /// `错误 3，警告 5，提示 2`; what there is none of is left out.
    pub(in crate::cli) fn words(self) -> String {
        let parts = [("错误", self.errors), ("警告", self.warnings), ("提示", self.hints)];
        let parts = parts.iter().filter(|(_, count)| *count > 0);
        parts.map(|(name, count)| format!("{name} {count}")).collect::<Vec<_>>().join("，")
    }
}
