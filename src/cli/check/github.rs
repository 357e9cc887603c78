//! Findings as the workflow commands of GitHub Actions, which shows them beside the changed lines.

use std::fmt::Write as _;

use super::Checked;
use crate::diag::Severity;

/// A line for each finding.
pub(super) fn lines(checked: &Checked) -> String {
    let mut out = String::new();
    for found in &checked.found {
        let command = match found.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "notice",
        };
        let mut properties = String::new();
        if let Some(span) = found.span {
            let file = checked.sources.file(span.file);
            let (line, column) = file.line_and_column(span.start);
            let (end_line, end_column) = file.line_and_column(span.end);
            let name = property(file.name());
            // Writing to a string cannot fail.
            let _ = write!(
                properties,
                "file={name},line={line},col={column},endLine={end_line},endColumn={end_column},"
            );
        }
        let title = crate::check::find(found.code.0).map_or("", |rule| rule.name);
        let title = property(format!("{} {title}", found.code.0).trim());
        let message = if found.help.is_empty() {
            found.message.clone()
        } else {
            format!("{}。{}", found.message, found.help)
        };
        let _ = writeln!(out, "::{command} {properties}title={title}::{}", data(&message));
    }
    out
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
