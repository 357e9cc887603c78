//! What else a number may be: no number at all, the next one of a series of another pattern, one whose
//! predecessor stands inside text.

use super::Key;
use super::label::{is_in, leading};
use super::maker::{Maker, Open};

/// A number may stand inside text no further back than that many paragraphs.
const FAR: usize = 60;

impl Maker<'_, '_> {
    /// Whether words only look like a number here: they may be none, and do not go on as a number would.
    pub(super) fn is_none(&self, number: usize) -> bool {
        let (index, label, key) = &self.given[number];
        let text = &self.reading.proof.paragraphs[*index].text;
        if label.range.is_empty() || !label.is_doubtful(text) {
            return false;
        }
        let goes_on = |open: &Open| open.key == *key && open.last + 1 == label.ordinal;
        let fits = self.open.iter().any(goes_on) || self.past.values().any(goes_on);
        // 1、3号楼路灯损坏 with 2、 behind it is one, 1、2月份 is none.
        let behind = text[label.range.end..].trim_start();
        let leads = self.next(number) == Some(2) && !behind.starts_with(['2', '二']);
        let opens = label.ordinal == 1 && (self.open.is_empty() || leads);
        !(fits || opens) || self.next(number) == Some(label.ordinal)
    }

    /// The series that a number goes on but for its pattern.
    pub(super) fn partner(&self, number: usize, same: Option<usize>) -> Option<usize> {
        let (index, label, key) = &self.given[number];
        let ordinal = label.ordinal;
        let belongs = |other: Key| match (*key, other) {
            (Key::ArabicBrackets, Key::ChineseBrackets | Key::ArabicBracket)
            | (Key::ChineseBrackets | Key::ArabicBracket, Key::ArabicBrackets)
            | (Key::ChineseStop, Key::Arabic) => true,
            (Key::Arabic, Key::ChineseStop) => ordinal > 2 || label.text.ends_with('、'),
            _ => false,
        };
        let fits = |open: &Open| belongs(open.key) && open.last + 1 == ordinal;
        let depth = self.open.iter().rposition(fits)?;
        let before = self.outline.items[self.open[depth].at].index;
        let clear = same.is_none_or(|same| same < depth);
        (clear && !self.is_between(before, *index, *key, ordinal - 1)).then_some(depth)
    }

    /// Whether a number stands in the text of the paragraphs between two, that of the first included.
    pub(super) fn is_between(&self, first: usize, behind: usize, key: Key, ordinal: u32) -> bool {
        let paragraphs =
            &self.reading.proof.paragraphs[first.max(behind.saturating_sub(FAR))..behind];
        paragraphs.iter().any(|paragraph| {
            let own = leading(paragraph).map_or(0, |label| label.range.end);
            is_in(&paragraph.text[own..], key, ordinal)
        })
    }

    /// The number of the next item of this key.
    pub(super) fn next(&self, number: usize) -> Option<u32> {
        let (_, _, key) = &self.given[number];
        let behind = self.given[number + 1..].iter().take(FAR);
        behind.filter(|(_, _, other)| other == key).map(|(_, label, _)| label.ordinal).next()
    }
}
