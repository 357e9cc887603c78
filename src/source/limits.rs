//! How much of a YAML file is read. The longest document that a clerk writes is far below all of these; a file that is
//! above them is the wrong file or was made to fill the memory, and is refused before it can.

/// The largest file: 16 MiB, some five million hanzi.
pub(super) const LARGEST: usize = 16 << 20;

/// The longest text, in bytes: ten thousand hanzi, sixteen pages of one paragraph. What looks at a paragraph again and
/// again stays bounded by it.
pub(super) const LONGEST: usize = 30_000;

/// The longest line, in bytes: programs write a whole table in one.
pub(super) const LONGEST_LINE: usize = 300_000;

/// The most texts, lists and maps together: what 3000 full pages of eight columns hold. Each takes some hundred bytes.
pub(super) const MOST_NODES: usize = 500_000;

/// The deepest nesting. The deepest document the language can express has some twenty levels.
pub(super) const DEEPEST: usize = 64;

/// How often reading starts again behind a fault. More faults than that are not helped by a list.
pub(super) const MOST_ATTEMPTS: usize = 20;

/// Faults of the YAML after which nothing more is read: far more than are shown.
pub(super) const MOST_FAULTS: usize = 1000;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Diagnostics;
    use crate::source::{SourceMap, parse_reporting};

    /// Code and line of each error.
    fn found(yaml: String) -> Vec<(&'static str, usize)> {
        let mut sources = SourceMap::default();
        let file = sources.add("稿.yaml", yaml.into_bytes()).unwrap();
        let mut diagnostics = Diagnostics::new();
        let _ = parse_reporting(file, sources.file(file), &mut diagnostics);
        let list = diagnostics.into_sorted();
        list.iter()
            .map(|fault| (fault.code.0, sources.line_and_column(fault.span.unwrap()).0))
            .collect()
    }

    #[test]
    fn a_text_that_is_too_long_is_refused_however_many_lines_it_has() {
        let most = "甲".repeat(LONGEST / 3);
        assert_eq!(found(format!("正文:\n  - {most}\n")), []);
        assert_eq!(found(format!("正文:\n  - {most}甲\n")), [("Y025", 2)]);
        let lines = format!("  - \"{}\"\n", "预算执行\n    ".repeat(LONGEST / 12 + 1));
        assert_eq!(found(format!("正文:\n{lines}")), [("Y025", 2)]);
    }

    #[test]
    fn a_line_that_is_too_long_is_refused_before_it_is_read() {
        let line = |count: usize| format!("甲: 乙\n正文: [{}]\n", "一, ".repeat(count));
        assert_eq!(found(line(LONGEST_LINE / 5 - 10)), []);
        assert_eq!(found(line(LONGEST_LINE / 5 + 1)), [("Y025", 2)]);
    }

    #[test]
    fn more_texts_than_any_document_has_are_refused() {
        assert_eq!(found("- 一\n".repeat(MOST_NODES + 1)), [("Y026", MOST_NODES)]);
    }

    #[test]
    fn a_thousand_faults_are_enough() {
        let faults = found("- &a b\n".repeat(MOST_FAULTS * 2));
        assert_eq!(faults.len(), MOST_FAULTS + 1);
        assert_eq!(faults.last(), Some(&("Y026", MOST_FAULTS + 1)));
    }
}
