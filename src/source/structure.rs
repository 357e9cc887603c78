//! Stumbles over lines that are right by themselves and stand in the wrong place: indentation, lists and
//! maps mixed on one level, a second colon, text behind a bracket.

use granit_parser::ErrorKind;

use super::codes;
use super::line_faults::{Explained, Line};
use super::places::span;
use super::repair::Repair;
use super::syntax::{OpenFrame, Trouble};

/// Lines that are right by themselves and stand in the wrong place.
pub(super) fn explain(trouble: &Trouble<'_>) -> Option<Explained> {
    let line = trouble.here();
    let text = &trouble.text[line.range.clone()];
    let indent = text.len() - text.trim_start_matches(' ').len();
    if matches!(trouble.kind, ErrorKind::MappingValueNotAllowed) {
        return Some(colon_where_none_may_be(trouble, &line));
    }
    let before = trouble.text[line.range.start..trouble.offset.min(line.range.end)].trim_end();
    if trouble.offset > line.content && before.ends_with([']', '}']) {
        return Some(text_after_bracket(trouble, &line));
    }
    let dash = text[indent..].starts_with("- ") || &text[indent..] == "-";
    alignment(trouble, &line, indent, dash)
}

/// A line whose indentation fits no list or map above, or fits one of the other kind.
fn alignment(
    trouble: &Trouble<'_>,
    line: &Line<'_>,
    indent: usize,
    dash: bool,
) -> Option<Explained> {
    let at = line.range.start + indent..line.range.end;
    let column = |frame: &OpenFrame| {
        let line = trouble.line_of(frame.start);
        frame.start - trouble.lines.range(trouble.text, line).start
    };
    let blocks = || trouble.open.iter().filter(|frame| !frame.flow);
    let aligned = blocks().rev().find(|frame| column(frame) == indent);
    let mut columns: Vec<usize> = blocks()
        .chain(&trouble.just_closed)
        .filter(|frame| !dash || frame.sequence)
        .map(column)
        .collect();
    columns.sort_unstable();
    columns.dedup();
    let columns: Vec<String> = columns.iter().map(ToString::to_string).collect();
    let columns = columns.join("、");
    let (code, message, help) = match aligned {
        Some(frame) if frame.sequence && !dash => {
            let (begun, _) =
                trouble.source.line_and_column(span(trouble.file, frame.start, 0).start);
            let message = format!("这一级是列表（从第 {begun} 行起），这一行却没有“- ”");
            let help = "前面加“- ”；如果它接着上一项的文字写，再多缩进两格".to_owned();
            (codes::LIST_DASH, message, help)
        }
        Some(frame) if !frame.sequence && dash && columns.is_empty() => {
            let (begun, _) =
                trouble.source.line_and_column(span(trouble.file, frame.start, 0).start);
            let message = format!("这一级是“键: 值”（从第 {begun} 行起），不能混进“- ”开头的项");
            (codes::LIST_DASH, message, "同一级要么都写“- ”，要么都写“键: 值”".to_owned())
        }
        Some(_) if !dash => {
            let message = "这一行既不是“键: 值”，也不是“- ”开头的一项".to_owned();
            let help = "键后面加半角冒号和一个空格；如果它接着上一行的文字写，再多缩进两格";
            (codes::SYNTAX, message, help.to_owned())
        }
        _ if columns.is_empty() => return None,
        _ => {
            let what = if dash { "的“- ”" } else { "" };
            let message =
                format!("缩进对不上：这一行{what}前面有 {indent} 个空格，和上面哪一级都不齐");
            let help = format!("同一级的行要左边对齐，这里可以缩进 {columns} 个空格");
            (codes::INDENTATION, message, help)
        }
    };
    Some(Explained::one(trouble.fault(code, at, message).help(help), Vec::new()))
}

/// `a: b: c`, or `键: 值` indented under a text.
fn colon_where_none_may_be(trouble: &Trouble<'_>, line: &Line<'_>) -> Explained {
    let colon = trouble.character(trouble.offset);
    let start = trouble.line_of(trouble.last_scalar.start);
    let here = trouble.line_of(trouble.offset);
    let repairs = vec![Repair::letters(colon.clone())];
    if start == here {
        let fault =
            trouble.fault(codes::SECOND_COLON, colon, "这一行里有两个“: ”，YAML 分不清哪个是键");
        let help = "后面的文字用引号括起来，或者把其中的冒号写成全角“：”";
        return Explained::one(fault.label("第二个冒号").help(help), repairs);
    }
    let at = line.content..colon.start;
    let fault = trouble.fault(
        codes::INDENTATION,
        at,
        format!("缩进对不上：这一行成了第 {} 行文字的下一行，不能再是“键: 值”", start + 1),
    );
    let help = "与上面同级的键左边对齐；如果它在上一行之下，上一行要写成“键:”，冒号后面不写字";
    // Further down, the same shift would be told again line by line.
    Explained::one(fault.help(help), if here == start + 1 { repairs } else { Vec::new() })
}

/// `- [2021]5号文件`
fn text_after_bracket(trouble: &Trouble<'_>, line: &Line<'_>) -> Explained {
    let before = trouble.text[..trouble.offset].trim_end();
    let closing = trouble.character(before.len().saturating_sub(1));
    let open = if before.ends_with(']') { '[' } else { '{' };
    let opening = trouble.text[line.range.start..closing.start].find(open);
    let opening = opening.map_or(closing.clone(), |at| trouble.character(line.range.start + at));
    let message = format!("文字以“{open}”开头，YAML 会当成列表或映射，后面又有字");
    let fault = trouble.fault(codes::LEADING_MARK, opening.clone(), message).label("从这里");
    let repairs = vec![Repair::letters(opening), Repair::letters(closing)];
    Explained::one(fault.help("用引号把整句括起来；发文年份的括号应为“〔〕”"), repairs)
}
