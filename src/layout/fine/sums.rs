//! What is asked of every stretch of a paragraph, added up once: widths, places that may be stretched,
//! marks that may give. A stretch is then weighed in a time that does not grow with its length.

use super::Task;
use super::weigh::{ORDER, giver};
use crate::layout::line::LineRange;
use crate::layout::shape::Shaped;
use crate::text::{
    Class, EmptySide, class_of, empty_side, has_no_script, is_number_sign, stands_apart,
};
use crate::unit::{Em, Length};

/// Programs that count in twips may count a word of letters this much wider than it is.
const ROUNDING: Length = Length::from_emu(635);
/// What a space at the end of a locked line takes in the DOCX, where it is set in the smallest size.
const LINE_END_SPACE: Length = Length::from_emu(3 * Length::PER_POINT / 4);

/// What is known of a paragraph before any line is.
pub(super) struct Sums {
    characters: Vec<Known>,
    /// The n-th is of the first n characters.
    upto: Vec<Sum>,
    /// Behind the author's line ends.
    forced: Vec<usize>,
    /// The marks that may give, by class, in the order in which they are asked.
    givers: [Vec<usize>; ORDER.len()],
}

/// What is asked of a character again and again.
struct Known {
    class: Class,
    /// The side at which a mark that may give has room to give up.
    side: Option<EmptySide>,
}

/// Added up from the first character on.
#[derive(Clone, Copy, Default)]
struct Sum {
    placed: Length,
    gaps: i64,
    places: i64,
    docx: Length,
    /// Of marks that may give.
    room: Length,
    /// The last character before here at which a line may begin.
    breaks: usize,
}

impl Sums {
    pub(super) fn of(text: &[Shaped], label: usize, squeeze: Em) -> Self {
        let mut givers: [Vec<usize>; ORDER.len()] = Default::default();
        let mut characters = Vec::with_capacity(text.len());
        let mut upto = Vec::with_capacity(text.len() + 1);
        let mut sum = Sum::default();
        upto.push(sum);
        for (index, shaped) in text.iter().enumerate() {
            let class = class_of(shaped.character);
            let may_give = index >= label
                && shaped.squeeze == Em::ZERO
                && shaped.advance > squeeze.of(shaped.size);
            let asked = giver(shaped.character, class).filter(|_| may_give);
            if let Some(kind) =
                asked.and_then(|asked| ORDER.iter().position(|(of, _)| *of == asked))
            {
                givers[kind].push(index);
                sum.room += squeeze.of(shaped.size);
            }
            let next = text.get(index + 1);
            sum.placed += shaped.space_before + shaped.advance + shaped.tracking;
            sum.gaps += i64::from(shaped.space_before > Length::ZERO);
            sum.places += i64::from(next.is_some_and(|next| shaped.stretches_to(next)));
            let before = index.checked_sub(1).map(|before| &text[before]);
            sum.docx += in_docx(before, shaped, class, false);
            if shaped.break_before {
                sum.breaks = index;
            }
            upto.push(sum);
            let side = asked.and_then(|_| empty_side(shaped.character));
            characters.push(Known { class, side });
        }
        let forced = (1..text.len()).filter(|index| text[index - 1].break_after).collect();
        Self { characters, upto, forced, givers }
    }
}

/// What a character adds to a line as Word-family programs measure it.
fn in_docx(before: Option<&Shaped>, shaped: &Shaped, class: Class, first: bool) -> Length {
    let mut width = shaped.advance;
    if shaped.portion_start && class == Class::Letter {
        width += ROUNDING;
    }
    if !first {
        width += shaped.space_before;
        if let (false, Some(before)) = (shaped.portion_start, before) {
            width += before.tracking;
        }
    }
    width
}

/// The first of a range for which something holds that holds for all behind it; the end if for none.
fn first_of(range: std::ops::Range<usize>, holds: impl Fn(usize) -> bool) -> usize {
    let (mut from, mut to) = (range.start, range.end.max(range.start));
    while from < to {
        let middle = from + (to - from) / 2;
        if holds(middle) { to = middle } else { from = middle + 1 }
    }
    from
}

impl Task<'_> {
    /// The side at which a mark may give room up.
    pub(super) fn side(&self, index: usize) -> Option<EmptySide> {
        self.sums.characters.get(index).and_then(|known| known.side)
    }

    /// Whether a character is a space.
    pub(super) fn is_space(&self, index: usize) -> bool {
        self.sums.characters.get(index).is_some_and(|known| known.class == Class::Space)
    }

    pub(super) fn class(&self, index: usize) -> Class {
        self.sums.characters[index].class
    }

    /// The width of a line as placed, before anything gives.
    pub(super) fn placed_width(&self, range: LineRange) -> Length {
        let LineRange { start, end, .. } = range;
        if end <= start {
            return Length::ZERO;
        }
        let all = self.sums.upto[end].placed - self.sums.upto[start].placed;
        all - self.text[start].space_before - self.text[end - 1].tracking
    }

    /// 中西间距 in a line.
    pub(super) fn gaps(&self, range: LineRange) -> i64 {
        self.sums.upto[range.end].gaps - self.sums.upto[(range.start + 1).min(range.end)].gaps
    }

    /// Places in a line that may be stretched.
    pub(super) fn places(&self, range: LineRange) -> i64 {
        self.sums.upto[range.end.saturating_sub(1).max(range.start)].places
            - self.sums.upto[range.start].places
    }

    /// The marks of a line that may give, of the `kind`-th class that is asked.
    pub(super) fn givers(&self, range: LineRange, kind: usize) -> &[usize] {
        let marks = &self.sums.givers[kind];
        let from = marks.partition_point(|index| *index < range.start);
        let to = marks.partition_point(|index| *index < range.end);
        &marks[from..to]
    }

    /// Where a line from `start` may end: the places that leave it neither shorter than `short` nor so long
    /// that marks cannot give what is too much; if there are none, the last shorter one.
    pub(super) fn ends(&self, start: usize, short: Length, measure: Length) -> Vec<usize> {
        let (text, sums) = (self.text, &self.sums.upto);
        let from = sums[start].placed + text[start].space_before;
        // Of the characters from `start` up to `end`.
        let width = |end: usize| sums[end].placed - from - text[end - 1].tracking;
        let last = self.sums.forced.partition_point(|index| *index <= start);
        let last = self.sums.forced.get(last).copied().unwrap_or(text.len());
        let first = first_of(start + 1..last, |end| width(end) >= short);
        let mut found = Vec::new();
        let from_here = text.iter().enumerate().take(last).skip((first - 1).max(start));
        for (end, shaped) in from_here {
            if end >= first && shaped.break_before {
                found.push(end);
            }
            let room = sums[end + 1].room - sums[start].room;
            if width(end + 1) - room > measure && !self.is_space(end) {
                if found.is_empty() {
                    found.extend(self.shorter(start, end));
                }
                return found;
            }
        }
        found.push(last);
        found
    }

    /// The last place up to `end` at which the next line may begin.
    fn shorter(&self, start: usize, end: usize) -> Option<usize> {
        self.sums.upto.get(end + 1).map(|sum| sum.breaks).filter(|index| *index > start)
    }

    /// The width of a line as Word-family programs measure it, with these marks in the squeezed face.
    pub(super) fn docx_width(&self, range: LineRange, narrow: &[usize]) -> Length {
        let LineRange { start, end, .. } = range;
        let mut width = self.sums.upto[end].docx - self.sums.upto[start].docx;
        // Only the first two characters, narrow marks and what stands behind them measure otherwise.
        let head = [start, start + 1];
        let behind = |index: usize| index > 0 && narrow.contains(&(index - 1));
        let marks = narrow.iter().copied().filter(|index| !head.contains(index) && !behind(*index));
        let followers = narrow.iter().map(|index| index + 1).filter(|index| !head.contains(index));
        let otherwise = head.into_iter().chain(marks).chain(followers);
        for index in otherwise.filter(|index| (start..end).contains(index)) {
            let shaped = self.in_line(range, index, narrow);
            let before = index.checked_sub(1).map(|before| &self.text[before]);
            let class = self.class(index);
            width += in_docx(before, &shaped, class, index == start);
            width -= in_docx(before, &self.text[index], class, false);
        }
        if self.is_space(end) { width + LINE_END_SPACE } else { width }
    }

    /// A character of a line with these marks in the squeezed face.
    fn in_line(&self, range: LineRange, index: usize, narrow: &[usize]) -> Shaped {
        let mut shaped: Shaped = self.text[index];
        let is_narrow = narrow.contains(&index);
        let narrow_before = index > range.start && narrow.contains(&(index - 1));
        if is_narrow {
            shaped.advance -= self.squeeze.of(shaped.size);
        }
        // A mark in another face is a portion of its own.
        shaped.portion_start |= is_narrow != narrow_before;
        if range.start > 0 && index == range.start + 1 {
            self.behind_line_start(self.text[range.start].character, &mut shaped);
        }
        shaped
    }

    /// Behind the line break that locks the line before, a sign of no script counts as Latin.
    fn behind_line_start(&self, first: char, second: &mut Shaped) {
        if has_no_script(first) {
            second.portion_start |= !has_no_script(second.character);
            if is_number_sign(first) && stands_apart('1', second.character) {
                second.space_before = self.gap.of(second.size);
            }
        }
    }
}
