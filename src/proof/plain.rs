//! Lines of text → proof: which line is a title, a heading, a row of a faked table. Guesses, kept on the side on
//! which rules stay silent; what a file says of itself (a number that a program counts, a cell) is taken first.

use super::contents;
use super::head::head;
use super::rows::{captions, faked_rows, faked_tables};
use super::table::Cell;
use super::{Kind, Label, Paragraph, Proof, Table};
use crate::diag::{FileId, Span};
use crate::source::SourceFile;

/// A title has no more lines.
const MOST_TITLE_LINES: usize = 5;
/// A line of a title has no more characters.
const LONGEST_TITLE_LINE: usize = 45;
/// A heading alone on its line has no more characters.
const LONGEST_HEADING: usize = 45;
/// A run-in heading has no more characters.
const LONGEST_RUN_IN: usize = 26;

/// The proof of a plain text: a paragraph a line.
#[must_use]
pub fn of_text(id: FileId, file: &SourceFile) -> Proof {
    let mut start = 0;
    let mut lines = Vec::new();
    let contents = contents::lines(file.text());
    for (index, text) in file.text().split('\n').enumerate() {
        if contents.contains(&index) {
            start += text.len() + 1;
            continue;
        }
        lines.push(Line { text, span: span(id, start, text.len()), counted: None, cell: None });
        start += text.len() + 1;
    }
    if lines.last().is_some_and(|line| line.text.is_empty()) {
        lines.pop();
    }
    let mut proof = of_lines(&lines, true);
    proof.typed = true;
    proof
}

fn span(file: FileId, start: usize, length: usize) -> Span {
    let short = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
    Span::new(file, short(start), short(start + length))
}

/// A line as a file gives it.
#[derive(Clone, Debug)]
pub struct Line<'a> {
    /// Without its line feed.
    pub text: &'a str,
    /// Where it stands.
    pub span: Span,
    /// A number that a program counts in front of it.
    pub counted: Option<Label>,
    /// It stands in a cell.
    pub cell: Option<CellPlace>,
}

/// Where a cell is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellPlace {
    /// Which table, from 0.
    pub table: usize,
    /// Which row, from 0.
    pub row: usize,
    /// Which column, from 0.
    pub column: usize,
    /// Columns covered.
    pub columns: usize,
}

/// The proof of lines, a paragraph each.
///
/// `is_text`: there is nothing but lines, so that a table can only be written with tabs.
#[must_use]
pub fn of_lines(lines: &[Line<'_>], is_text: bool) -> Proof {
    let mut proof = Proof::default();
    let faked = faked_rows(lines);
    for (line, faked) in lines.iter().zip(&faked) {
        let mut paragraph = Paragraph::verbatim(Kind::Body, line.text, line.span);
        match (line.cell, faked) {
            (Some(_), _) | (None, true) => paragraph.kind = Kind::Cell,
            (None, false) => labelled(&mut paragraph, line.counted.as_ref()),
        }
        if line.text.trim().is_empty() && line.cell.is_none() {
            paragraph.kind = Kind::Blank;
        }
        proof.paragraphs.push(paragraph);
    }
    parts(&mut proof.paragraphs);
    closing(&mut proof.paragraphs);
    real_tables(&mut proof, lines);
    faked_tables(&mut proof, &faked, is_text);
    captions(&mut proof.paragraphs);
    proof
}

/// Finds the number of a line, and whether the line is a heading or begins with one.
fn labelled(paragraph: &mut Paragraph, counted: Option<&Label>) {
    let Some(label) = counted.cloned().or_else(|| Label::typed(&paragraph.text)) else { return };
    let behind = label.range.end;
    let rest = &paragraph.text[behind..];
    let start = behind + rest.len() - rest.trim_start().len();
    let words = paragraph.text[start..].trim_end();
    paragraph.level = Some(label.pattern.level());
    paragraph.label = Some(label);
    let end =
        words.find(['。', '；', '！', '？', '：', ':', '，', ',', ';']).unwrap_or(words.len());
    let mark = words[end..].chars().next();
    let alone = end + mark.map_or(0, char::len_utf8) == words.len();
    let length = words[..end].chars().count();
    if length == 0 {
        return;
    }
    match mark {
        None if length <= LONGEST_HEADING => paragraph.kind = Kind::Heading,
        Some('：' | ':') if alone && length <= LONGEST_RUN_IN => paragraph.kind = Kind::Heading,
        Some('。') if alone && length <= 12 => paragraph.kind = Kind::Heading,
        Some('：' | ':' | '。') if !alone && length <= LONGEST_RUN_IN => {}
        // 一、 with commas in it, and nothing that ends a sentence.
        Some('，')
            if !words.contains(['。', '；', '：']) && words.chars().count() <= LONGEST_HEADING =>
        {
            paragraph.kind = Kind::Heading;
            paragraph.heading = Some(start..start + words.len());
            return;
        }
        _ => return,
    }
    paragraph.heading = Some(start..start + end);
}

/// Marks, titles, addressees; which part each paragraph is of.
fn parts(paragraphs: &mut [Paragraph]) {
    let mut part = 0;
    let mut at = 0;
    let mut first = true;
    while at < paragraphs.len() {
        let is_mark = is_mark(&paragraphs[at].text) && !leads_names(paragraphs, at);
        if is_mark && !first {
            part += 1;
        }
        if first && paragraphs[at].kind != Kind::Blank || is_mark {
            first = false;
            let end = opening(paragraphs, at, is_mark);
            for each in &mut paragraphs[at..end] {
                each.part = part;
            }
            at = end.max(at + 1);
            continue;
        }
        paragraphs[at].part = part;
        at += 1;
    }
}

/// `附件：` with the names of all of them under it: 1.……
fn leads_names(paragraphs: &[Paragraph], at: usize) -> bool {
    let next = paragraphs[at + 1..].iter().find(|each| !each.text.trim().is_empty());
    let first = next
        .and_then(|next| next.label.as_ref())
        .is_some_and(|label| label.ordinal == 1 && label.pattern.level() == 3);
    first && paragraphs[at].text.trim_end().ends_with(['：', ':'])
}

/// `附件`, `附件4`, `附件4：`, `附件四`
fn is_mark(text: &str) -> bool {
    let rest = text.trim().strip_prefix("附件").map(|rest| rest.trim_end_matches([':', '：']));
    let numeral = |c: char| c.is_numeric() || "一二三四五六七八九十".contains(c);
    rest.is_some_and(|rest| rest.chars().count() <= 3 && rest.trim().chars().all(numeral))
}

/// Takes mark, title and addressee from `at` on; the index behind them.
fn opening(paragraphs: &mut [Paragraph], at: usize, is_mark: bool) -> usize {
    let mut next = at;
    if is_mark {
        paragraphs[next].kind = Kind::Mark;
        next += 1;
        while paragraphs.get(next).is_some_and(|each| each.kind == Kind::Blank) {
            next += 1;
        }
    }
    let may_be_title = |each: &Paragraph| {
        let text = each.text.trim();
        each.kind == Kind::Body
            && each.label.is_none()
            && text.chars().count() <= LONGEST_TITLE_LINE
            && !text.ends_with(['。', '；', '：', ':', '，', ',', ';', '！'])
    };
    let count = paragraphs[next..].iter().take_while(|each| may_be_title(each)).count();
    let behind = paragraphs.get(next + count);
    if !(1..=MOST_TITLE_LINES).contains(&count) || behind.is_none() {
        return next;
    }
    for each in &mut paragraphs[next..next + count] {
        each.kind = Kind::Title;
    }
    next += count;
    let blank = paragraphs[next..].iter().take_while(|each| each.kind == Kind::Blank).count();
    if let Some(each) = paragraphs.get_mut(next + blank) {
        let text = each.text.trim();
        let addresses = text.ends_with(['：', ':']) && !text.contains(['。', '；']);
        if addresses && each.label.is_none() && text.chars().count() <= 80 {
            each.kind = Kind::Addressee;
        }
    }
    next
}

/// 附件说明, 署名 and 成文日期.
fn closing(paragraphs: &mut [Paragraph]) {
    for at in 0..paragraphs.len() {
        let text = paragraphs[at].text.trim();
        if paragraphs[at].kind != Kind::Body && paragraphs[at].kind != Kind::Heading {
            continue;
        }
        if text.starts_with("附件：") || text.starts_with("附件:") {
            let mut next = at;
            let bare = text.ends_with(['：', ':']);
            while next < paragraphs.len()
                && (next == at || is_next_attachment(&paragraphs[next], bare && next == at + 1))
            {
                let each = &mut paragraphs[next];
                (each.kind, each.level, each.heading) = (Kind::AttachmentNote, None, None);
                next += 1;
            }
        } else if is_date(text) {
            paragraphs[at].kind = Kind::Date;
            let before = paragraphs[..at].iter_mut().rev();
            for each in before.take_while(|each| is_signature(each)) {
                each.kind = Kind::Signature;
            }
        }
    }
}

fn is_next_attachment(paragraph: &Paragraph, is_first: bool) -> bool {
    let label = paragraph.label.as_ref();
    label.is_some_and(|label| label.ordinal > u32::from(!is_first) && label.pattern.level() == 3)
        && matches!(paragraph.kind, Kind::Body | Kind::Heading)
        && !paragraph.text.trim_end_matches('。').contains('。')
}

/// `2021年3月5日`, in digits or in Chinese numerals.
fn is_date(text: &str) -> bool {
    let digits = |c: char| c.is_ascii_digit() || "〇○零一二三四五六七八九十".contains(c);
    let mut rest = text;
    for (mark, least) in [('年', 4), ('月', 1), ('日', 1)] {
        let count = rest.chars().take_while(|c| digits(*c)).count();
        let Some((_, behind)) = rest.split_once(mark) else { return false };
        if count < least || count > 4 || rest.chars().nth(count) != Some(mark) {
            return false;
        }
        rest = behind;
    }
    rest.is_empty()
}

fn is_signature(paragraph: &Paragraph) -> bool {
    let text = paragraph.text.trim();
    paragraph.kind == Kind::Body
        && paragraph.label.is_none()
        && (2..=30).contains(&text.chars().count())
        && !text.contains(['。', '，', '；', '：', '、'])
}

fn real_tables(proof: &mut Proof, lines: &[Line<'_>]) {
    for (at, line) in lines.iter().enumerate() {
        let Some(CellPlace { table, row, column, columns }) = line.cell else { continue };
        proof.tables.resize_with(proof.tables.len().max(table + 1), Table::default);
        let own = &mut proof.tables[table];
        own.rows.resize_with(own.rows.len().max(row + 1), Vec::new);
        own.columns = own.columns.max(column + columns);
        let cells = &mut own.rows[row];
        match cells.last_mut().filter(|cell| cell.column == column) {
            Some(cell) => cell.text.push_str(line.text),
            None => cells.push(Cell {
                column,
                columns,
                rows: 1,
                paragraph: at,
                range: 0..line.text.len(),
                text: line.text.to_owned(),
            }),
        }
    }
    for table in &mut proof.tables {
        head(table, &mut proof.paragraphs);
    }
}
