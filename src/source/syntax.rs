//! What the parser stumbled over, said so that a clerk understands it: the likeliest cause, its place,
//! and what to write instead. The parser's own words are not shown.

use std::ops::Range;

use granit_parser::{ErrorKind, ScanError};

use super::builder::Builder;
use super::line_faults::{Explained, Line};
use super::lines::{LineIndex, floor_boundary};
use super::places::span;
use super::repair::Repair;
use super::{SourceFile, codes, structure};
use crate::diag::{Code, Diagnostic, FileId};

/// A stumble and all that is known around it.
pub(super) struct Trouble<'s> {
    /// The text's id.
    pub(super) file: FileId,
    /// The author's text.
    pub(super) source: &'s SourceFile,
    /// The text that was read, perhaps repaired.
    pub(super) text: &'s str,
    /// Its lines.
    pub(super) lines: LineIndex,
    /// What the parser says.
    pub(super) kind: &'s ErrorKind,
    /// Where it stumbled.
    pub(super) offset: usize,
    /// The place of the last scalar before.
    pub(super) last_scalar: Range<usize>,
    /// Lists and maps open there, the outermost first.
    pub(super) open: Vec<OpenFrame>,
    /// Those closed since the last scalar.
    pub(super) just_closed: Vec<OpenFrame>,
}

/// A list or map that was open.
#[derive(Clone, Copy)]
pub(super) struct OpenFrame {
    /// Where it began.
    pub(super) start: usize,
    /// Whether it stands in brackets.
    pub(super) flow: bool,
    /// Whether it is a list.
    pub(super) sequence: bool,
}

impl<'s> Trouble<'s> {
    /// Gathers what is known when `error` came up.
    pub(super) fn new(
        file: FileId,
        source: &'s SourceFile,
        text: &'s str,
        error: &'s ScanError,
        builder: &Builder<'_>,
    ) -> Self {
        let offset = error.marker().byte_offset().unwrap_or(text.len());
        let frame = |open: &super::builder::Frame| OpenFrame {
            start: open.start,
            flow: open.flow,
            sequence: open.is_sequence(),
        };
        Self {
            file,
            source,
            text,
            lines: LineIndex::new(text),
            kind: error.kind(),
            offset: floor_boundary(text, offset),
            last_scalar: builder.last_scalar.clone(),
            open: builder.open().iter().map(frame).collect(),
            just_closed: builder
                .just_closed
                .iter()
                .map(|&(start, sequence)| OpenFrame { start, flow: false, sequence })
                .collect(),
        }
    }

    /// The line of that number, from 0.
    pub(super) fn line(&self, number: usize) -> Line<'s> {
        Line::new(self.file, self.text, self.lines.range(self.text, number))
    }

    /// The number, from 0, of the line at a byte offset.
    pub(super) fn line_of(&self, offset: usize) -> usize {
        self.lines.line_of(offset)
    }

    /// The line where the parser stumbled.
    pub(super) fn here(&self) -> Line<'s> {
        self.line(self.line_of(self.offset))
    }

    /// An error at `at`, put on character boundaries.
    pub(super) fn fault(
        &self,
        code: Code,
        at: Range<usize>,
        message: impl Into<String>,
    ) -> Diagnostic {
        let end = floor_boundary(self.text, at.end.max(at.start));
        Diagnostic::error(code, span(self.file, floor_boundary(self.text, at.start), end), message)
    }

    /// The character at `at`, as a range; empty at the end of the text.
    pub(super) fn character(&self, at: usize) -> Range<usize> {
        let rest = self.text.get(at..).unwrap_or_default();
        at..at + rest.chars().next().filter(|c| *c != '\n').map_or(0, char::len_utf8)
    }
}

/// The likeliest cause of a stumble.
pub(super) fn explain(trouble: &Trouble<'_>) -> Explained {
    tabs(trouble)
        .or_else(|| by_kind(trouble))
        .or_else(|| flow(trouble))
        .or_else(|| lines(trouble))
        .or_else(|| structure::explain(trouble))
        .unwrap_or_else(|| {
            let message = "这里的 YAML 写法读不懂";
            let fault = trouble.fault(codes::SYNTAX, trouble.character(trouble.offset), message);
            let help =
                "检查这一行和上一行：缩进是否对齐，冒号和“-”后面是否空了一格，引号括号是否成对";
            Explained::one(fault.help(help), Vec::new())
        })
}

/// All lines indented with tabs at once: who has one has many.
fn tabs(trouble: &Trouble<'_>) -> Option<Explained> {
    let told = matches!(
        trouble.kind,
        ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabInIndentation
            | ErrorKind::TabInPlainScalar
            | ErrorKind::TabAtBlockScalarStart
    );
    let here = trouble.line_of(trouble.offset);
    if !told && indentation_tabs(trouble, here).is_none() {
        return None;
    }
    let mut places: Vec<_> =
        (0..trouble.lines.count()).filter_map(|line| indentation_tabs(trouble, line)).collect();
    if places.is_empty() {
        let line = trouble.lines.range(trouble.text, here);
        let at = trouble.text[line.clone()].find('\t')? + line.start;
        places.push(at..at + 1);
    }
    let diagnostic = |at: &Range<usize>| {
        trouble
            .fault(codes::TAB, at.clone(), "缩进用了制表符（Tab），YAML 只认空格")
            .label("制表符")
            .help("换成空格，每一级两个；可以在编辑器里把“\\t”全部替换成两个空格")
    };
    let diagnostics = places.iter().map(diagnostic).collect();
    Some(Explained { diagnostics, repairs: places.into_iter().map(Repair::blank).collect() })
}

/// The tabs in the indentation of a line, if a text follows.
fn indentation_tabs(trouble: &Trouble<'_>, line: usize) -> Option<Range<usize>> {
    let range = trouble.lines.range(trouble.text, line);
    let text = &trouble.text[range.clone()];
    let indentation = text.len() - text.trim_start_matches([' ', '\t']).len();
    let first = text[..indentation].find('\t')?;
    let run = text[first..].len() - text[first..].trim_start_matches('\t').len();
    (indentation < text.len()).then(|| range.start + first..range.start + first + run)
}

/// Stumbles whose kind tells the cause.
fn by_kind(trouble: &Trouble<'_>) -> Option<Explained> {
    match trouble.kind {
        ErrorKind::UnclosedQuotedScalar
        | ErrorKind::DocumentIndicatorInQuotedScalar
        | ErrorKind::InvalidQuotedScalarIndent => Some(unclosed_quote(trouble)),
        ErrorKind::InvalidTrailingDoubleQuotedScalar
        | ErrorKind::InvalidTrailingSingleQuotedScalar => Some(text_after_quote(trouble)),
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidLowSurrogateHexEscape
        | ErrorKind::InvalidLowSurrogate
        | ErrorKind::MissingLowSurrogate
        | ErrorKind::UnpairedLowSurrogate
        | ErrorKind::InvalidUnicodeEscape => Some(escape(trouble)),
        ErrorKind::RecursionLimitExceeded => {
            let fault =
                trouble.fault(codes::TOO_DEEP, trouble.character(trouble.offset), "嵌套太深");
            Some(Explained::one(fault.help("看看括号是不是没有配对"), Vec::new()))
        }
        ErrorKind::UnexpectedCharacter { character } => {
            Some(trouble.here().front_mark(trouble.offset, *character))
        }
        ErrorKind::InvalidBlockScalarHeader | ErrorKind::ZeroBlockScalarIndent => {
            let mark = trouble.text[trouble.offset..].chars().next()?;
            Some(trouble.here().front_mark(trouble.offset, mark))
        }
        ErrorKind::DirectiveDisallowed => Some(trouble.here().front_mark(trouble.offset, '%')),
        ErrorKind::BlockSequenceEntryNotAllowed => {
            let at = trouble.character(trouble.offset);
            let fault = trouble.fault(codes::LIST_DASH, at.clone(), "“- ”不能跟在键的后面");
            let help = "列表项另起一行，比键多缩进两格；如果这是文字，用引号把整句括起来";
            Some(Explained::one(fault.help(help), vec![Repair::letters(at)]))
        }
        ErrorKind::CommentInterceptedScalar => {
            let at = trouble.character(trouble.offset);
            let fault = trouble.fault(codes::SYNTAX, at, "一段文字的中间夹了“#”注释");
            Some(Explained::one(fault.help("把注释挪到这段文字的前面"), Vec::new()))
        }
        _ => None,
    }
}

fn unclosed_quote(trouble: &Trouble<'_>) -> Explained {
    let at = trouble.character(trouble.offset);
    let line = trouble.here();
    let rest = trouble.text.get(at.end..line.range.end).unwrap_or_default();
    let help = if rest.contains(['”', '“', '’', '＂']) {
        "结尾的引号要和开头的一样，用半角的；“ ”是中文引号，不算"
    } else {
        "在这段文字的末尾补上同样的引号"
    };
    let fault = trouble.fault(codes::QUOTE, at.clone(), "这个引号没有配上另一半");
    Explained::one(fault.label("从这里开始").help(help), vec![Repair::letters(at)])
}

fn text_after_quote(trouble: &Trouble<'_>) -> Explained {
    let closing = trouble.text[..trouble.offset].trim_end().len().saturating_sub(1);
    let closing = trouble.character(floor_boundary(trouble.text, closing));
    let quote = trouble.text.get(closing.clone()).unwrap_or("\"");
    let from = trouble.last_scalar.end.min(closing.start);
    let opening =
        trouble.text[from..closing.start].find(quote).map_or(closing.start, |at| from + at);
    let opening = trouble.character(opening);
    let (first, last) = (trouble.line_of(opening.start), trouble.line_of(closing.start));
    let repairs = vec![Repair::letters(opening.clone()), Repair::letters(closing.clone())];
    if first == last {
        let fault =
            trouble.fault(codes::QUOTE, opening.start..closing.end, "引号括起来的文字后面还有字");
        let help = "文中要印出的引号用中文的“ ”；YAML 的引号要括住整句";
        return Explained::one(fault.label("引号到这里就结束了").help(help), repairs);
    }
    let message = format!("这个引号没有配上另一半，到第 {} 行才遇到下一个", last + 1);
    let fault = trouble.fault(codes::QUOTE, opening, message);
    let help = "在这段文字的末尾补上同样的半角引号";
    Explained::one(fault.label("从这里开始").help(help), repairs.into_iter().take(1).collect())
}

fn escape(trouble: &Trouble<'_>) -> Explained {
    let line = trouble.here();
    let rest = trouble.text.get(trouble.offset..line.range.end).unwrap_or_default();
    let backslash = rest.find('\\').map_or(trouble.offset, |at| trouble.offset + at);
    let next = trouble.character(trouble.character(backslash).end);
    let fault = trouble.fault(codes::ESCAPE, backslash..next.end, "双引号里的反斜杠写法不认识");
    let repairs = rest.match_indices('\\').map(|(at, _)| trouble.offset + at);
    let repairs = repairs.map(|at| Repair::letters(at..at + 1)).collect();
    Explained::one(fault.help("改用单引号，单引号里反斜杠就是反斜杠；或写成两个“\\\\”"), repairs)
}

/// Stumbles inside brackets.
fn flow(trouble: &Trouble<'_>) -> Option<Explained> {
    // A pair without braces in a list is a map, too, and begins at its key.
    let bracket = |frame: &&OpenFrame| trouble.text[frame.start..].starts_with(['[', '{']);
    let open = trouble.open.iter().rev().filter(|frame| frame.flow).find(bracket)?;
    let line = trouble.line(trouble.line_of(open.start));
    let formula =
        trouble.text[open.start..].starts_with("{{") || trouble.text[..=open.start].ends_with("{{");
    if formula && let Some(explained) = line.explain() {
        return Some(explained);
    }
    let rest = &trouble.text[open.start..line.range.end];
    let wide: Vec<_> = rest
        .char_indices()
        .filter_map(|(at, c)| Some((open.start + at, c, half_width(c)?)))
        .collect();
    if let Some((at, mark, half)) = wide.first() {
        let message = format!("括号里用了全角的“{mark}”，YAML 只认半角的“{half}”");
        let fault = trouble.fault(codes::FULL_WIDTH_MARK, trouble.character(*at), message);
        let help = "列表和映射的括号、逗号、冒号都用半角；文字里要用全角的，用引号把文字括起来";
        let repair = |(at, mark, half): &(usize, char, &str)| {
            Repair::padded(*at..*at + mark.len_utf8(), half)
        };
        return Some(Explained::one(fault.help(help), wide.iter().map(repair).collect()));
    }
    let (mark, other) = if open.sequence { ('[', ']') } else { ('{', '}') };
    let at = trouble.character(open.start);
    let message = format!("“{mark}”没有配上“{other}”，或者里面的逗号、冒号有误");
    let fault = trouble.fault(codes::BRACKETS, at, message).label("从这里开始");
    let help = format!("补上“{other}”，各项之间用半角逗号；如果这是文字，用引号把整句括起来");
    Some(Explained::one(fault.help(help), Vec::new()))
}

fn half_width(c: char) -> Option<&'static str> {
    Some(match c {
        '，' => ",",
        '：' => ":",
        '】' | '］' => "]",
        '｝' => "}",
        '｛' => "{",
        '【' | '［' => "[",
        _ => return None,
    })
}

/// Lines that show their fault by themselves.
fn lines(trouble: &Trouble<'_>) -> Option<Explained> {
    let here = trouble.line_of(trouble.offset);
    // A text that swallowed the lines under it is only noticed at the first colon after it.
    let first = if matches!(trouble.kind, ErrorKind::MappingValueNotAllowed) {
        trouble.line_of(trouble.last_scalar.start).min(here)
    } else {
        here
    };
    (first..=here).find_map(|line| trouble.line(line).explain())
}
