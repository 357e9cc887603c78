//! Sentences, and what stands between two marks that belong together.

use std::ops::Range;

/// No sentence has more bytes: what goes on for pages without a full stop is a list or no text at all, and a rule that
/// looks back to the front of the sentence at each of its numbers would never be done.
const LONGEST_SENTENCE: usize = 6_000;

/// Sentences with the marks that end them. A mark of an ended quotation or bracket behind the full stop belongs to
/// the sentence; a full stop inside brackets ends none. No sentence ends where `is_whole` forbids it, inside a number.
pub(super) fn sentences(text: &str, is_whole: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut start, mut depth) = (0, 0_usize);
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        match character {
            '（' | '(' | '《' => depth += 1,
            '）' | ')' | '》' => depth = depth.saturating_sub(1),
            '。' | '！' | '？' if depth == 0 => {
                let mut end = at + character.len_utf8();
                while let Some((_, next)) =
                    characters.peek().filter(|(_, next)| "”’！？".contains(*next))
                {
                    end += next.len_utf8();
                    characters.next();
                }
                found.push(start..end);
                start = end;
            }
            _ if at - start >= LONGEST_SENTENCE && !is_whole(at) => {
                found.push(start..at);
                (start, depth) = (at, 0);
            }
            _ => {}
        }
    }
    if !text[start..].trim().is_empty() {
        found.push(start..text.len());
    }
    found
}

/// The stretches between marks that belong together, marks included, outermost only; a mark without its partner
/// makes none.
pub(super) fn paired(text: &str, pairs: &[(char, char)]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Vec<(char, usize)> = Vec::new();
    for (at, character) in text.char_indices() {
        if let Some((_, close)) = pairs.iter().find(|(start, _)| *start == character) {
            open.push((*close, at));
        } else if open.last().is_some_and(|(close, _)| *close == character)
            && let Some((_, start)) = open.pop()
            && open.is_empty()
        {
            found.push(start..at + character.len_utf8());
        } else if pairs.iter().any(|(_, close)| *close == character) {
            // A partner is missing: what was open cannot be told any more.
            open.clear();
        }
    }
    found
}
