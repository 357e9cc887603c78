//! How findings look: as text for people, in the manner of rustc, and as JSON for programs. What is
//! wrong and what to do about it is decided where it is found.

use std::fmt::Write as _;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use crate::diag::{Diagnostic, Edit, Severity, Span};
use crate::source::SourceMap;

/// The most findings shown in one run; the rest is counted.
pub const MOST_SHOWN: usize = 50;

/// Columns of the terminal a message may take; a hanzi takes two.
const WIDTH: usize = 100;

/// Characters of the marked place that JSON repeats, at most.
const LONGEST_EXCERPT: usize = 200;

/// The longest message that is shown whole, in characters.
const LONGEST_MESSAGE: usize = 200;

/// The longest stretch that is underlined, in characters: beyond it the line would not be trimmed.
const LONGEST_UNDERLINE: usize = 24;

/// How much of a line stands behind what is underlined, in characters; far more than is shown of it.
const BEHIND: usize = 2 * WIDTH;

/// One finding as text, followed by an empty line; `colour` adds ANSI colours.
#[must_use]
pub fn one(diagnostic: &Diagnostic, sources: &SourceMap, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    format!("{}\n\n", renderer.term_width(WIDTH).render(&[group(diagnostic, sources)]))
}

/// The findings as text, in the given order; the rest beyond [`MOST_SHOWN`] is counted.
#[must_use]
pub fn text(diagnostics: &[Diagnostic], sources: &SourceMap, colour: bool) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics.iter().take(MOST_SHOWN) {
        out.push_str(&one(diagnostic, sources, colour));
    }
    if let Some(more) = diagnostics.len().checked_sub(MOST_SHOWN).filter(|more| *more > 0) {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "另有 {more} 处没有列出\n");
    }
    out
}

/// The findings as a JSON array, all of them. Lines and columns count from 1, columns in characters;
/// a finding without a place has `null` there.
#[must_use]
pub fn json(diagnostics: &[Diagnostic], sources: &SourceMap) -> Value {
    Value::Array(json_objects(diagnostics, sources).collect())
}

/// The same one after another, for lists that are too long to be held as JSON.
pub(super) fn json_objects(
    diagnostics: &[Diagnostic],
    sources: &SourceMap,
) -> impl Iterator<Item = Value> {
    diagnostics.iter().map(|diagnostic| json_object(diagnostic, sources))
}

/// An array of JSON whose members are made while it is written.
pub(super) struct Array<F>(pub(super) F);

impl<F: Fn() -> I, I: Iterator<Item = T>, T: Serialize> Serialize for Array<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

fn level(severity: Severity) -> (Level<'static>, &'static str) {
    match severity {
        Severity::Error => (Level::ERROR.with_name(severity.name()), "error"),
        Severity::Warning => (Level::WARNING.with_name(severity.name()), "warning"),
        Severity::Hint => (Level::NOTE.with_name(severity.name()), "hint"),
    }
}

fn group<'a>(diagnostic: &'a Diagnostic, sources: &'a SourceMap) -> Group<'a> {
    let (level, _) = level(diagnostic.severity);
    let title = level.primary_title(shortened(&diagnostic.message)).id(diagnostic.code.0);
    let mut group = Group::with_title(title);
    if let Some(span) = diagnostic.span {
        group = group.element(snippet(span, &diagnostic.label, sources));
    }
    if !diagnostic.help.is_empty() {
        group = group.element(Level::HELP.with_name("帮助").message(diagnostic.help.as_str()));
    }
    if !diagnostic.clause.is_empty() {
        group = group.element(Level::NOTE.with_name("依据").message(diagnostic.clause));
    }
    group
}

/// A message that quotes what the author wrote, were it ten thousand digits.
fn shortened(message: &str) -> String {
    let count = message.chars().count();
    if count <= LONGEST_MESSAGE {
        return message.to_owned();
    }
    let first: String = message.chars().take(LONGEST_MESSAGE / 2).collect();
    let last: String = message.chars().skip(count - LONGEST_MESSAGE / 4).collect();
    format!("{first}……{last}")
}

fn snippet<'a>(
    span: Span,
    label: &'a str,
    sources: &'a SourceMap,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let file = sources.file(span.file);
    let (line, _) = file.line_and_column(span.start);
    let range = file.line_range(line);
    let source = &file.text()[range.clone()];
    let underline = underline(source, range.start, span);
    // What is cut off at the right anyway need not be looked at, were it megabytes.
    let source = first(source, underline.end, BEHIND);
    let mut annotation = AnnotationKind::Primary.span(underline);
    if !label.is_empty() {
        annotation = annotation.label(label);
    }
    Snippet::source(source).path(file.name()).line_start(line).annotation(annotation)
}

/// A text up to `count` characters behind byte `from`.
fn first(text: &str, from: usize, count: usize) -> &str {
    let end = text.get(from..).and_then(|rest| rest.char_indices().nth(count));
    end.map_or(text, |(at, _)| &text[..from + at])
}

/// The part of `span` to underline in its first line, `source`, which begins at byte `start`.
fn underline(source: &str, start: usize, span: Span) -> Range<usize> {
    let boundary = |offset: u32| {
        let mut at = (offset as usize).saturating_sub(start).min(source.len());
        while !source.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (from, to) = (boundary(span.start), boundary(span.end.max(span.start)));
    let longest = source[from..].char_indices().nth(LONGEST_UNDERLINE);
    from..to.min(longest.map_or(source.len(), |(at, _)| from + at))
}

fn json_object(diagnostic: &Diagnostic, sources: &SourceMap) -> Value {
    let place = diagnostic.span.map(|span| {
        let file = sources.file(span.file);
        let start = file.line_and_column(span.start);
        (file.name(), start, file.line_and_column(span.end))
    });
    let excerpt = diagnostic.span.and_then(|span| {
        let text = sources.file(span.file).text().get(span.start as usize..span.end as usize)?;
        Some(text.chars().take(LONGEST_EXCERPT).collect::<String>())
    });
    json!({
        "code": diagnostic.code.0,
        "severity": level(diagnostic.severity).1,
        "file": place.map(|(name, ..)| name),
        "line": place.map(|(_, (line, _), _)| line),
        "column": place.map(|(_, (_, column), _)| column),
        "end_line": place.map(|(.., (line, _))| line),
        "end_column": place.map(|(.., (_, column))| column),
        "message": diagnostic.message,
        "label": diagnostic.label,
        "help": diagnostic.help,
        "clause": diagnostic.clause,
        "excerpt": excerpt,
        "fix": diagnostic.edits.iter().map(|edit| edit_object(edit, sources)).collect::<Vec<_>>(),
    })
}

fn edit_object(edit: &Edit, sources: &SourceMap) -> Value {
    let file = sources.file(edit.span.file);
    let (line, column) = file.line_and_column(edit.span.start);
    let (end_line, end_column) = file.line_and_column(edit.span.end);
    json!({
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "text": edit.text,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Code, FileId};

    fn sources(text: &str) -> SourceMap {
        let mut map = SourceMap::default();
        map.add("某局/报告.yaml", text.as_bytes().to_vec()).unwrap();
        map
    }

    fn span_of(text: &str, part: &str) -> Span {
        let start = text.find(part).unwrap();
        let short = |offset| u32::try_from(offset).unwrap();
        Span::new(FileId::new(0), short(start), short(start + part.len()))
    }

    #[test]
    fn carets_stand_under_hanzi_and_columns_count_characters() {
        let yaml = "模板: 附件\n单位A局: 襄汾县\n";
        let error = Diagnostic::error(Code("Y101"), span_of(yaml, "A局"), "不认识的键“单位A局”")
            .label("是不是想写“单位”？")
            .help("改成“单位”")
            .clause("GB/T 9704-2012 7.3.3");
        let expected = "\
错误[Y101]: 不认识的键“单位A局”
 --> 某局/报告.yaml:2:3
  |
2 | 单位A局: 襄汾县
  |     ^^^ 是不是想写“单位”？
  |
  = 帮助: 改成“单位”
  = 依据: GB/T 9704-2012 7.3.3

";
        assert_eq!(text(&[error], &sources(yaml), false), expected);
    }

    #[test]
    fn warnings_and_faults_without_a_place_have_chinese_names_too() {
        let yaml = "标题: 甲\n";
        let warning = Diagnostic::warning(Code("Y116"), span_of(yaml, "甲"), "标题太短");
        let usage = Diagnostic::environment(Code("U001"), "写不了 out 文件夹").help("换一个文件夹");
        let expected = "\
警告[Y116]: 标题太短
 --> 某局/报告.yaml:1:5
  |
1 | 标题: 甲
  |       ^^

错误[U001]: 写不了 out 文件夹
 |
 = 帮助: 换一个文件夹

";
        assert_eq!(text(&[warning, usage], &sources(yaml), false), expected);
    }

    #[test]
    fn a_paragraph_of_five_hundred_hanzi_is_trimmed_to_a_window_around_the_place() {
        let yaml = format!("- {}错字{}\n", "预算执行良好".repeat(60), "后续文字".repeat(60));
        let one = Diagnostic::error(Code("Y110"), span_of(&yaml, "错字"), "这里").label("看");
        let shown = text(&[one], &sources(&yaml), false);
        let line = shown.lines().find(|line| line.starts_with("1 |")).unwrap();
        assert!(line.chars().count() < 60 && line.contains("错字"), "{shown}");
        let before = line.split("错字").next().unwrap();
        let columns: usize = before.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
        let caret = shown.lines().find_map(|line| line.find('^')).unwrap();
        assert_eq!(caret, columns, "{shown}");
        let whole = Diagnostic::error(Code("Y110"), span_of(&yaml, yaml.trim_end()), "这里");
        assert!(text(&[whole], &sources(&yaml), false).lines().all(|l| l.chars().count() < 100));
    }

    #[test]
    fn of_a_line_without_end_only_what_is_near_the_place_is_shown() {
        let yaml = format!("- 错字{}\n", "：".repeat(100_000));
        let fault = Diagnostic::error(Code("Y110"), span_of(&yaml, "错字"), "这里");
        let shown = text(&[fault], &sources(&yaml), false);
        assert!(shown.len() < 2_000 && shown.contains("报告.yaml:1:3"), "{shown}");
    }

    #[test]
    fn a_span_over_several_lines_is_shown_at_its_first() {
        let yaml = "正文:\n  - 甲\n  - 乙\n";
        let fault = Diagnostic::error(Code("Y103"), span_of(yaml, "甲\n  - 乙"), "两项");
        let shown = text(&[fault], &sources(yaml), false);
        assert!(shown.contains("2 |   - 甲\n  |     ^^\n"), "{shown}");
    }

    #[test]
    fn colour_is_given_only_when_asked_for() {
        let fault = [Diagnostic::environment(Code("U001"), "坏了")];
        let map = SourceMap::default();
        assert!(text(&fault, &map, true).contains('\u{1B}'));
        assert!(!text(&fault, &map, false).contains('\u{1B}'));
    }

    #[test]
    fn more_than_fifty_findings_are_counted_not_listed() {
        let fault = Diagnostic::environment(Code("U001"), "坏了");
        let shown = text(&vec![fault; 53], &SourceMap::default(), false);
        assert_eq!(shown.matches("U001").count(), MOST_SHOWN);
        assert!(shown.ends_with("另有 3 处没有列出\n\n"));
    }

    #[test]
    fn json_has_every_field_with_lines_and_columns_from_one() {
        let yaml = "标题: 甲\n正文: 乙丙\n";
        let fault = Diagnostic::error(Code("Y103"), span_of(yaml, "乙丙"), "要列表").help("加“- ”");
        let usage = Diagnostic::environment(Code("U001"), "坏了");
        let value: Value = json(&[fault, usage], &sources(yaml));
        let expected = json!([
                   {"code": "Y103", "severity": "error", "file": "某局/报告.yaml", "line": 2, "column": 5,
                    "end_line": 2, "end_column": 7, "message": "要列表", "label": "", "help": "加“- ”",
        "clause": "",
                    "excerpt": "乙丙", "fix": []},
                   {"code": "U001", "severity": "error", "file": null, "line": null, "column": null,
                    "end_line": null, "end_column": null, "message": "坏了", "label": "", "help": "",
                    "clause": "", "excerpt": null, "fix": []},
               ]);
        assert_eq!(value, expected);
    }
}
