//! Findings as SARIF 2.1.0 (OASIS), which editors and code hosts read.

use std::fmt::Write as _;

use serde::Serialize;
use serde_json::{Value, json};

use super::Checked;
use crate::check::{Rule, all};
use crate::diag::{Diagnostic, Edit, Severity, Span};
use crate::source::SourceMap;

/// The results of one document.
pub(super) fn results(checked: &Checked) -> impl Iterator<Item = Value> {
    checked.found.iter().map(|found| result(found, &checked.sources))
}

/// The log, its keys in the order in which JSON is written everywhere else.
#[derive(Serialize)]
struct Log<'a, R> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    runs: [Run<'a, R>; 1],
    version: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a, R> {
    column_kind: &'static str,
    results: &'a R,
    tool: Value,
}

/// The whole log.
pub(super) fn log<R: Serialize>(results: &R) -> impl Serialize {
    let tool = json!({"driver": {
        "name": "chengwen",
        "version": env!("CARGO_PKG_VERSION"),
        "rules": all().map(rule).collect::<Vec<_>>(),
    }});
    Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        runs: [Run { column_kind: "unicodeCodePoints", results, tool }],
        version: "2.1.0",
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    }
}

fn rule(rule: &Rule) -> Value {
    json!({
        "id": rule.code.0,
        "name": rule.name,
        "shortDescription": {"text": rule.looks_for},
        "help": {"text": rule.remedy},
        "defaultConfiguration": {"level": level(rule.severity)},
        "properties": {"clause": rule.clause, "family": rule.family().name()},
    })
}

fn result(found: &Diagnostic, sources: &SourceMap) -> Value {
    let mut result = json!({
        "ruleId": found.code.0,
        "level": level(found.severity),
        "message": {"text": message(found)},
    });
    if let Some(span) = found.span {
        result["locations"] = json!([{"physicalLocation": {
            "artifactLocation": artifact(span, sources),
            "region": region(span, sources),
        }}]);
    }
    if let Some(first) = found.edits.first() {
        let replacements: Vec<Value> =
            found.edits.iter().map(|edit| replacement(edit, sources)).collect();
        result["fixes"] = json!([{
            "description": {"text": found.help},
            "artifactChanges": [{
                "artifactLocation": artifact(first.span, sources),
                "replacements": replacements,
            }],
        }]);
    }
    result
}

fn message(found: &Diagnostic) -> String {
    let parts = [found.message.as_str(), found.help.as_str(), found.clause];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("。")
}

fn artifact(span: Span, sources: &SourceMap) -> Value {
    json!({"uri": uri(sources.file(span.file).name())})
}

fn region(span: Span, sources: &SourceMap) -> Value {
    let file = sources.file(span.file);
    let (line, column) = file.line_and_column(span.start);
    let (end_line, end_column) = file.line_and_column(span.end);
    let snippet = file.text().get(span.start as usize..span.end as usize).unwrap_or_default();
    json!({
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
        "snippet": {"text": snippet},
    })
}

fn replacement(edit: &Edit, sources: &SourceMap) -> Value {
    json!({"deletedRegion": region(edit.span, sources), "insertedContent": {"text": edit.text}})
}

/// A path as a URI reference (RFC 3986).
fn uri(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.replace('\\', "/").bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            // Writing to a string cannot fail.
            _ => drop(write!(uri, "%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_becomes_a_reference() {
        assert_eq!(uri("某局\\报告 1.yaml"), "%E6%9F%90%E5%B1%80/%E6%8A%A5%E5%91%8A%201.yaml");
    }
}
