//! Which paragraphs of a text are evidently written in sentences, and which lines are no paragraphs at all.

use super::is_hanzi;
use crate::check::{Read, Reading};
use crate::proof::Kind;

/// Without a full stop in it, only a line this long is a sentence rather than a heading.
const LONG: usize = 46;
/// With two commas in it, a line this long is.
const LESS_LONG: usize = 30;

/// Whether lines are broken by their width, not by paragraphs: many end amid a sentence and go on in the next one.
pub(super) fn is_wrapped(reading: &Reading<'_>) -> bool {
    let body = |read: &Read<'_>| read.paragraph.kind == Kind::Body;
    let (mut bodies, mut open) = (0_usize, 0_usize);
    for pair in reading.paragraphs.windows(2) {
        let [read, next] = pair else { continue };
        bodies += usize::from(body(read));
        let goes_on = body(next) && next.paragraph.label.is_none();
        let ends = read.text().trim_end().ends_with(['。', '！', '？', '：', '；', '”', '）', '…']);
        let long = read.text().chars().count() >= 20;
        open += usize::from(body(read) && goes_on && !ends && long);
    }
    open >= 3 && open * 4 >= bodies
}

/// Whether a paragraph without a last mark is evidently written in sentences.
pub(super) fn is_sentence(read: &Read<'_>, text: &str, last: char) -> bool {
    let words = text.trim_start();
    if !(is_hanzi(last) || matches!(last, '%' | '）' | '”' | '》')) || notes(words) {
        return false;
    }
    // …。” and …。（摘自…）
    let inside = text.trim_end_matches(['”', '’', '）']);
    let closed = inside.ends_with(['。', '！', '？', '…']);
    let start = read.brackets.last().filter(|range| range.end == text.len());
    let note = start.is_some_and(|range| {
        let in_front = text[..range.start].trim_end();
        in_front.is_empty() || in_front.ends_with(['。', '！', '？', '”'])
    });
    let has_sentence = text.contains('。') && read.sentences.len() > 1;
    // A bracket at the end is no part of the sentence.
    let plain = start.map_or(text, |range| &text[..range.start]);
    let (commas, length) = (plain.matches('，').count(), plain.chars().count());
    let is_long = commas > 0 && length >= LONG || commas > 1 && length >= LESS_LONG;
    !closed && !note && (has_sentence || is_long)
}

/// Lines that give a name and what belongs to it, and so need no last mark.
fn notes(words: &str) -> bool {
    let starts = ["抄送", "主送", "附件", "附：", "注：", "备注", "来源", "（", "——", "编号"];
    let named = words.find(['：', ':']).is_some_and(|at| words[..at].chars().count() <= 8);
    starts.iter().any(|start| words.starts_with(start)) || (named && !words.contains('。'))
}
