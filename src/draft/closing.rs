//! What opens and closes a part: 附件标识, 附件说明, 署名 and 成文日期.

use std::ops::Range;

use super::cut::Cutter;
use super::faked::width;
use super::lines::{Line, Lines};
use super::{Block, BlockKind, Item, Mark, Number, Piece, Text, Why};
use crate::manuscript::{Align, is_unit};
use crate::model::Date;
use crate::numbering::{NumeralStyle, parse_numeral};
use crate::proof::{Kind, Label, narrow_digit};

/// No more units sign together.
const MOST_NAMES: usize = 5;
/// No more sign without a date: more names are a list.
const MOST_UNDATED: usize = 3;
/// The name of a unit has no more characters.
const LONGEST_NAME: usize = 26;
/// A line that begins so far to the right signs; in half-width characters.
const PUSHED: usize = 12;
/// So many short lines may stand behind a date that closes a document.
pub(super) const MOST_BEHIND: usize = 2;
/// None of them has more characters.
const LONGEST_BEHIND: usize = 40;

/// 附件标识 of a line.
pub(super) fn mark(line: &Line, cutter: &mut Cutter<'_>) -> Mark {
    let text = cutter.slice(&line.range);
    let lead = text.len() - text.trim_start().len();
    let from = line.range.start + lead..line.range.start + text.trim_end().len();
    cutter.leave_out(line.range.start..from.start, Why::Edge);
    cutter.leave_out(from.end..line.range.end, Why::Edge);
    let numeral: String = text
        .chars()
        .map(narrow_digit)
        .filter(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(*c))
        .collect();
    let number = numeral
        .parse()
        .ok()
        .or_else(|| u16::try_from(parse_numeral(NumeralStyle::Chinese, &numeral)?).ok());
    Mark { number: number.filter(|number| *number > 0), from: Some(from) }
}

/// The lines of 附件说明 from one on, if it begins there.
pub(super) fn note_lines(lines: &Lines, at: usize, end: usize) -> Range<usize> {
    let kinds = lines.all[at..end].iter();
    at..at + kinds.take_while(|line| line.kind == Kind::AttachmentNote).count()
}

/// 附件说明.
pub(super) fn attachment_note(lines: &Lines, own: Range<usize>, cutter: &mut Cutter<'_>) -> Block {
    let place = lines.place(cutter.manuscript, own.start);
    let mut items = Vec::new();
    for (at, line) in lines.all[own].iter().enumerate() {
        let text = cutter.slice(&line.range);
        let lead = text.len() - text.trim_start().len();
        let word =
            ["附件：", "附件:"].into_iter().find(|word| at == 0 && text[lead..].starts_with(word));
        let behind = lead + word.map_or(0, str::len);
        cutter.leave_out(line.range.start..line.range.start + lead, Why::Edge);
        cutter.leave_out(line.range.start + lead..line.range.start + behind, Why::Words);
        let rest = &text[behind..];
        let start = line.range.start + behind;
        // A number with nothing behind it is no number, but what there is.
        let names = |label: &Label| !rest[label.range.end..].trim().is_empty();
        let typed = Label::typed(rest).filter(|label| label.pattern.level() == 3 && names(label));
        let counted = line.number.as_ref().and_then(|number| number.counted.clone());
        let (number, from) = match (typed, counted) {
            (_, Some(counted)) => (Number::Counted(counted), start),
            (Some(label), None) => {
                cutter.leave_out(start..start + label.range.start, Why::Edge);
                let end = rest.len() - rest[label.range.end..].trim_start().len();
                (Number::Typed(start + label.range.start..start + end), start + end)
            }
            (None, None) => (Number::None, start),
        };
        let text = cutter.plain(from..line.range.end);
        if !text.is_empty() || number != Number::None {
            items.push(Item { number, text });
        }
    }
    Block { kind: BlockKind::AttachmentNote(items), place, guess: None }
}

/// The lines of 署名 and 成文日期 from one on, if they begin there and close the part; the date is the last of them.
pub(super) fn signature_lines(
    lines: &Lines,
    at: usize,
    end: usize,
    cutter: &Cutter<'_>,
) -> Option<Range<usize>> {
    let mut last = at;
    let mut names = 0;
    while last < end && matches!(lines.all[last].kind, Kind::Signature | Kind::Blank) {
        names += usize::from(lines.all[last].kind == Kind::Signature);
        last += 1;
    }
    let date = lines.all.get(last).filter(|line| last < end && line.kind == Kind::Date)?;
    let said = date_of(cutter.slice(&date.range)).is_some();
    let behind: Vec<&Line> =
        lines.all[last + 1..end].iter().filter(|line| line.kind != Kind::Blank).collect();
    let short = |line: &&Line| {
        line.kind == Kind::AttachmentNote
            || cutter.slice(&line.range).chars().count() <= LONGEST_BEHIND
    };
    let closes = behind.len() <= MOST_BEHIND && behind.iter().all(short);
    (said && closes && (1..=MOST_NAMES).contains(&names)).then_some(at..last + 1)
}

/// The lines of 署名 without a date from one on: nothing but names of units up to the end of the part, behind text that
/// has ended; several of them only apart from it.
pub(super) fn undated_lines(
    lines: &Lines,
    own: Range<usize>,
    cutter: &Cutter<'_>,
) -> Option<Range<usize>> {
    let blank = |line: &Line| line.kind == Kind::Blank;
    let text = |line: &Line| cutter.slice(&line.range);
    let behind = lines.all[own.clone()].iter().filter(|line| !blank(line));
    let behind: Vec<&Line> = behind.take(MOST_UNDATED + 1).collect();
    let count = behind.len();
    let signs = |line: &&Line| {
        let usual = matches!(line.kind, Kind::Body | Kind::Signature) && !line.contents;
        usual && line.number.is_none() && line.bullet.is_none() && is_signing(text(line))
    };
    if !(1..=MOST_UNDATED).contains(&count) || !behind.iter().all(signs) {
        return None;
    }
    let above = lines.all[..own.start].iter().rfind(|line| !blank(line))?;
    let ended =
        above.kind == Kind::AttachmentNote || text(above).trim_end().ends_with(['。', '！']);
    let first = &lines.all[own.start];
    let look = &cutter.manuscript.paragraphs[first.paragraph].look;
    let lead = text(first).len() - text(first).trim_start().len();
    let pushed = width(&text(first)[..lead], 0) >= PUSHED || look.align == Some(Align::Right);
    let apart = pushed || own.start.checked_sub(1).is_some_and(|at| blank(&lines.all[at]));
    (ended && (apart || count == 1)).then_some(own)
}

/// Whether a line may be the name of a unit that signs.
pub(super) fn is_signing(text: &str) -> bool {
    let text = text.trim();
    let inside = |c: char| c.is_alphanumeric() || "（）()".contains(c);
    (4..=LONGEST_NAME).contains(&text.chars().count())
        && text.chars().all(inside)
        && (is_unit(text) || ["公司", "办公室"].iter().any(|word| text.ends_with(word)))
}

/// 署名 and 成文日期.
pub(super) fn signature(lines: &Lines, own: Range<usize>, cutter: &mut Cutter<'_>) -> Block {
    let place = lines.place(cutter.manuscript, own.start);
    let (mut names, mut date) = (Vec::new(), None);
    for line in &lines.all[own] {
        if line.kind == Kind::Date {
            date = Some(dated(line, cutter));
            continue;
        }
        let text = cutter.plain(line.range.clone());
        if !text.is_empty() {
            names.push(text);
        }
    }
    Block { kind: BlockKind::Signature { names, date }, place, guess: None }
}

/// The date of a line, in the way the program prints it.
fn dated(line: &Line, cutter: &mut Cutter<'_>) -> Text {
    let text = cutter.slice(&line.range);
    let lead = text.len() - text.trim_start().len();
    let from = line.range.start + lead..line.range.start + text.trim_end().len();
    let Some(date) = date_of(text).map(Date::in_chinese) else {
        return cutter.plain(line.range.clone());
    };
    if date == cutter.slice(&from) {
        return cutter.plain(line.range.clone());
    }
    cutter.leave_out(line.range.start..from.start, Why::Edge);
    cutter.leave_out(from.end..line.range.end, Why::Edge);
    Text(vec![Piece::Changed { from, to: date, why: Why::Date }])
}

/// `2022年3月5日`, `二〇二二年三月五日`.
pub(super) fn date_of(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Ok(date) = Date::parse(text) {
        return Some(date);
    }
    let (year, rest) = text.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let digit = |c: char| {
        "〇一二三四五六七八九".chars().position(|own| own == c || c == '○' && own == '〇')
    };
    let mut number = 0;
    for character in year.chars() {
        number = number * 10 + u16::try_from(digit(character)?).ok()?;
        if number > 9999 {
            return None;
        }
    }
    let small = |text: &str| u16::try_from(parse_numeral(NumeralStyle::Chinese, text)?).ok();
    Date::new(number, small(month)?, small(rest.strip_suffix('日')?)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_digits_and_in_chinese_numerals() {
        let cases = [
            ("2022年3月5日", "2022年3月5日"),
            ("2022年03月05日", "2022年3月5日"),
            ("　　二〇二二年十二月三十一日", "2022年12月31日"),
            ("二○二二年三月五日", "2022年3月5日"),
        ];
        for (text, date) in cases {
            assert_eq!(date_of(text).map(Date::in_chinese).as_deref(), Some(date), "{text}");
        }
        for text in ["2022年3月", "2022年13月5日", "二〇二二年二月三十日", "二零二二年三月五日"]
        {
            assert_eq!(date_of(text), None, "{text}");
        }
    }
}
