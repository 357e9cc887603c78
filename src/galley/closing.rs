//! What closes a document: 附件说明 (GB/T 9704 7.3.4), 署名 and 成文日期 (7.3.5.2).

use super::block::{Indent, Paragraph, Run};
use super::build::{Builder, generated};
use crate::diag::Span;
use crate::model::{AttachmentNote, Date, Document, Signature, Spanned, UNFILLED};
use crate::template::Role;
use crate::text::{Class, class_of, stands_apart};
use crate::unit::Em;

const PREFIX: &str = "附件：";
/// 左空二字, 右空二字, 右移二字.
const TWO: Em = Em::from_thousandths(2000);

/// One empty line, then “附件：名称”, or “附件：1.名称” with the following ones below each other; lines
/// that run over start under the name's first character.
pub(super) fn attachment_note(builder: &mut Builder, note: &AttachmentNote) {
    builder.push(Role::Body, note.span, Vec::new());
    let numbered = note.names.len() > 1;
    let prefix = width_in_em(PREFIX, Em::ZERO);
    for (index, name) in note.names.iter().enumerate() {
        let number = if numbered { format!("{}.", index + 1) } else { String::new() };
        let number_width = width_in_em(&number, Em::ZERO);
        let head = if index == 0 { format!("{PREFIX}{number}") } else { number };
        let mut runs = Vec::new();
        if !head.is_empty() {
            runs.push(generated(head, Role::AttachmentNote, note.span));
        }
        runs.extend(builder.runs(name, Role::AttachmentNote));
        let mut paragraph = builder.paragraph(Role::AttachmentNote, name.span, runs);
        let before = if index == 0 { prefix } else { Em::ZERO };
        paragraph.indent = Some(Indent {
            left: sum(&[TWO, prefix, number_width]),
            first: difference(Em::ZERO, sum(&[before, number_width])),
            right: Em::ZERO,
        });
        builder.push_paragraph(paragraph);
    }
}

/// One empty line, the names, then the date: its first character two characters right of the first
/// name's; when the date is the longer one, it ends two characters from the edge and the names move.
pub(super) fn signature(builder: &mut Builder, signature: &Signature, document: &Document) {
    builder.push(Role::Body, signature.span, Vec::new());
    let gap = builder.sheet.breaking.latin_gap;
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    for name in &signature.names {
        let runs = builder.runs(name, Role::Signature);
        paragraphs.push(builder.paragraph(Role::Signature, name.span, runs));
    }
    if let Some((text, span)) = date_of(signature, document) {
        let run: Run = generated(text, Role::Date, span);
        paragraphs.push(builder.paragraph(Role::Date, span, vec![run]));
    }
    let widths: Vec<Em> =
        paragraphs.iter().map(|paragraph| width_in_em(&paragraph.text(), gap)).collect();
    let line = Em::from_thousandths(i32::from(builder.sheet.grid.chars) * 1000);
    let rights = right_indents(&widths, signature.names.len(), difference(line, TWO));
    for (mut paragraph, right) in paragraphs.into_iter().zip(rights) {
        paragraph.indent = Some(Indent { left: Em::ZERO, first: Em::ZERO, right });
        builder.push_paragraph(paragraph);
    }
}

/// 成文日期 as printed, with its place: the signature's own, else the document's.
fn date_of(signature: &Signature, document: &Document) -> Option<(String, Span)> {
    let given = |date: &Option<Spanned<Date>>, unfilled: Option<Span>| {
        let date = date.as_ref().map(|date| (date.value.in_chinese(), date.span));
        date.or_else(|| Some((UNFILLED.to_owned(), unfilled?)))
    };
    given(&signature.date, signature.unfilled_date)
        .or_else(|| given(&document.date, document.unfilled_date))
}

/// 右空 of each line, given the widths of the names and then (if any) of the date. A name wider than `most` runs
/// over and fills its lines.
fn right_indents(widths: &[Em], names: usize, most: Em) -> Vec<Em> {
    let widths: Vec<Em> = widths.iter().map(|width| (*width).min(most)).collect();
    let name = widths.iter().take(names).copied().max().unwrap_or_default();
    let Some(date) = widths.get(names).copied().filter(|_| names > 0) else {
        return vec![TWO; widths.len()];
    };
    // The left edge of the names, were the date to end two characters from the margin.
    let with_date_at_edge = difference(sum(&[TWO, date, TWO]), name);
    let name_right = if with_date_at_edge > TWO { with_date_at_edge } else { TWO };
    let date_right = difference(sum(&[name_right, name]), sum(&[TWO, date]));
    let mut rights: Vec<Em> =
        widths[..names].iter().map(|own| difference(sum(&[name_right, name]), *own)).collect();
    rights.push(date_right);
    rights
}

/// The width of a text set in one size: hanzi and marks one character, digits half, a Latin full stop
/// a quarter, `gap` between hanzi and digits.
fn width_in_em(text: &str, gap: Em) -> Em {
    let mut total = 0;
    let mut previous = None;
    for character in text.chars() {
        total += match (class_of(character), character) {
            (_, '.') => 250,
            (Class::Digit | Class::Letter | Class::Ascii | Class::Space, _) => 500,
            _ => 1000,
        };
        if previous.is_some_and(|before| stands_apart(before, character)) {
            total += gap.thousandths();
        }
        previous = Some(character);
    }
    Em::from_thousandths(total)
}

fn sum(parts: &[Em]) -> Em {
    Em::from_thousandths(parts.iter().map(|part| part.thousandths()).sum())
}

fn difference(from: Em, taken: Em) -> Em {
    Em::from_thousandths(from.thousandths() - taken.thousandths())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn em(thousandths: i32) -> Em {
        Em::from_thousandths(thousandths)
    }

    #[test]
    fn a_date_shorter_than_the_name_starts_two_characters_right_of_it() {
        // 名 12 字、日期 8 字：名右空 2，日期左缘比名左缘右移 2。
        assert_eq!(
            right_indents(&[em(12_000), em(8_000)], 1, em(26_000)),
            vec![em(2_000), em(4_000)]
        );
    }

    #[test]
    fn a_date_longer_than_the_name_ends_two_characters_from_the_edge() {
        assert_eq!(
            right_indents(&[em(4_000), em(8_000)], 1, em(26_000)),
            vec![em(8_000), em(2_000)]
        );
    }

    #[test]
    fn a_name_longer_than_a_line_leaves_its_date_on_the_page() {
        assert_eq!(
            right_indents(&[em(40_000), em(6_000)], 1, em(26_000)),
            vec![em(2_000), em(20_000)]
        );
    }

    #[test]
    fn several_offices_stand_under_each_other() {
        assert_eq!(
            right_indents(&[em(12_000), em(9_000), em(8_000)], 2, em(26_000)),
            vec![em(2_000), em(5_000), em(4_000)]
        );
    }

    #[test]
    fn widths_count_digits_half() {
        assert_eq!(width_in_em("2021年", Em::ZERO), em(3_000));
        assert_eq!(width_in_em("2021年", em(200)), em(3_200));
        assert_eq!(width_in_em("附件：1.", Em::ZERO), em(3_750));
    }
}
