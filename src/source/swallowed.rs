//! What YAML takes for something else without a word: items that become part of the text above them,
//! text that becomes a comment. Legal YAML, but nobody means it.

use std::ops::Range;

use super::places::span;
use super::{Scalar, codes};
use crate::diag::{Diagnostic, FileId, Span};

/// `- 单位概况：` with a list under it is one long text for YAML.
pub(super) fn items(file: FileId, scalar: &Scalar) -> Vec<Diagnostic> {
    let text = |place: &(Range<usize>, Span)| scalar.text[place.0.clone()].trim_end();
    let swallowed = || scalar.places.windows(2).filter(|pair| text(&pair[1]).starts_with("- "));
    let wide = swallowed().filter(|pair| text(&pair[0]).ends_with('：'));
    let mut found: Vec<Diagnostic> = wide
        .map(|pair| {
            let end = pair[0].1.start as usize + text(&pair[0]).len();
            let at = span(file, end - '：'.len_utf8(), end);
            let message = "键后面用了全角冒号“：”，YAML 只认半角的";
            Diagnostic::error(codes::FULL_WIDTH_COLON, at, message)
                .help("改成半角冒号“:”；后面有字的，冒号后空一格")
        })
        .collect();
    if let (true, Some(pair)) = (found.is_empty(), swallowed().next()) {
        let start = pair[1].1.start as usize;
        let message = "这一行的“- ”没有成为新的一项，接到了上一行文字的后面";
        let help = "让它与同级的“- ”对齐；如果它在上一行之下，上一行末尾要有半角冒号“:”";
        found.push(
            Diagnostic::error(codes::LIST_DASH, span(file, start, start + 1), message).help(help),
        );
    }
    found
}

/// `见 #3 楼`: behind a space a `#` begins a comment, and the rest is not printed. Comments that are meant
/// have a space behind the `#`.
pub(super) fn text(file: FileId, source: &str, end: usize) -> Option<Diagnostic> {
    let behind = source.get(end..)?;
    // Most lines have none: they are not looked through to their end.
    if !behind.trim_start_matches(' ').starts_with('#') {
        return None;
    }
    let rest = behind.lines().next()?;
    let comment = rest.trim_start_matches(' ');
    let first = comment.strip_prefix('#')?.chars().next()?;
    if comment.len() == rest.len() || matches!(first, ' ' | '#' | '\t') {
        return None;
    }
    let start = end + (rest.len() - comment.len());
    let comment = comment.trim_end();
    let message = format!("“{comment}”不会印出来：YAML 把空格后面的“#”当作说明的开头");
    let warning =
        Diagnostic::warning(codes::COMMENT, span(file, start, start + comment.len()), message);
    Some(warning.help("要印出来，用引号把整段文字括起来；真是说明，在“#”后面空一格"))
}

#[cfg(test)]
mod tests {
    use crate::diag::{Diagnostics, Severity};
    use crate::source::{SourceMap, parse_reporting};

    /// `Y024 2:5` for every finding of a text, and the worst severity.
    fn found(yaml: &str) -> (Vec<String>, Option<Severity>) {
        let mut sources = SourceMap::default();
        let file = sources.add("稿.yaml", yaml.as_bytes().to_vec()).unwrap();
        let mut diagnostics = Diagnostics::new();
        let _ = parse_reporting(file, sources.file(file), &mut diagnostics);
        let list = diagnostics.into_sorted();
        let place = |finding: &super::Diagnostic| {
            let (line, column) = sources.line_and_column(finding.span.unwrap());
            format!("{} {line}:{column}", finding.code.0)
        };
        (list.iter().map(place).collect(), list.iter().map(|finding| finding.severity).min())
    }

    #[test]
    fn text_that_becomes_a_comment_is_pointed_out() {
        let cases: [(&str, &[&str]); 6] = [
            ("正文:\n  - 见 #3 楼\n", &["Y024 2:7"]),
            ("正文: [见 #3 楼\n  , 二]\n", &["Y024 1:8"]),
            ("正文:\n  - 段落 # 说明\n", &[]),
            ("正文:\n  - 见#3 楼\n", &[]),
            ("正文:\n  - \"见 #3 楼\"\n", &[]),
            ("正文:\n  - |\n    见 #3 楼\n", &[]),
        ];
        for (yaml, expected) in cases {
            let (places, worst) = found(yaml);
            assert_eq!(places, expected, "{yaml}");
            assert!(worst.is_none_or(|worst| worst == Severity::Warning), "{yaml}");
        }
    }

    #[test]
    fn items_that_become_text_are_faults() {
        let cases: [(&str, &[&str]); 2] = [
            ("正文:\n  - 单位概况：\n      - 机构。\n", &["Y006 2:9"]),
            ("正文:\n  - 段落。\n    - 又一段。\n", &["Y023 3:5"]),
        ];
        for (yaml, expected) in cases {
            let (places, worst) = found(yaml);
            assert_eq!(places, expected, "{yaml}");
            assert_eq!(worst, Some(Severity::Error), "{yaml}");
        }
    }
}
