//! What is asked of every stretch of a paragraph, added up once: widths, places that may be stretched,
//! marks that may give. A stretch is then weighed in a time that does not grow with its length.

use super::Task;
use super::weigh::{Giver, ORDER, giver};
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

/// Sums over a paragraph: the n-th item of each is that of the first n characters.
pub(super) struct Sums {
    classes: Vec<Class>,
    /// Whether a mark has room left that it may give up, and at which side.
    sides: Vec<Option<EmptySide>>,
    placed: Vec<Length>,
    gaps: Vec<i64>,
    places: Vec<i64>,
    docx: Vec<Length>,
    /// Of marks that may give.
    room: Vec<Length>,
    /// The last character up to each at which a line may begin.
    breaks: Vec<usize>,
    /// Behind the author's line ends.
    forced: Vec<usize>,
    /// The marks that may give, by class, in the order in which they are asked.
    givers: Vec<Vec<usize>>,
}

impl Sums {
    pub(super) fn of(text: &[Shaped], label: usize, squeeze: Em) -> Self {
        let classes: Vec<Class> = text.iter().map(|shaped| class_of(shaped.character)).collect();
        let may_give = |index: usize| {
            let shaped = &text[index];
            index >= label && shaped.squeeze == Em::ZERO && shaped.advance > squeeze.of(shaped.size)
        };
        let kinds: Vec<Option<Giver>> = (0..text.len())
            .map(|index| giver(text[index].character).filter(|_| may_give(index)))
            .collect();
        let of_kind = |asked: Giver| -> Vec<usize> {
            (0..text.len()).filter(|index| kinds[*index] == Some(asked)).collect()
        };
        let side = |index: usize| kinds[index].and_then(|_| empty_side(text[index].character));
        let mut sums = Self {
            sides: (0..text.len()).map(side).collect(),
            placed: vec![Length::ZERO],
            gaps: vec![0],
            places: vec![0],
            docx: vec![Length::ZERO],
            room: vec![Length::ZERO],
            breaks: Vec::with_capacity(text.len()),
            forced: (1..text.len()).filter(|index| text[index - 1].break_after).collect(),
            givers: ORDER.iter().map(|(asked, _)| of_kind(*asked)).collect(),
            classes,
        };
        for (index, shaped) in text.iter().enumerate() {
            let stretched = text.get(index + 1).is_some_and(|next| shaped.stretches_to(next));
            let last = |list: &[i64]| list.last().copied().unwrap_or_default();
            let width = shaped.space_before + shaped.advance + shaped.tracking;
            sums.placed.push(sums.placed[index] + width);
            sums.gaps.push(last(&sums.gaps) + i64::from(shaped.space_before > Length::ZERO));
            sums.places.push(last(&sums.places) + i64::from(stretched));
            sums.docx.push(sums.docx[index] + sums.in_docx(text, index, shaped, false));
            let room = sums.sides[index].map_or(Length::ZERO, |_| squeeze.of(shaped.size));
            sums.room.push(sums.room[index] + room);
            let before = sums.breaks.last().copied().unwrap_or_default();
            sums.breaks.push(if shaped.break_before { index } else { before });
        }
        sums
    }

    /// What a character adds to a line as Word-family programs measure it.
    fn in_docx(&self, text: &[Shaped], index: usize, shaped: &Shaped, first: bool) -> Length {
        let mut width = shaped.advance;
        if shaped.portion_start && self.classes[index] == Class::Letter {
            width += ROUNDING;
        }
        if !first {
            width += shaped.space_before;
            if let (false, Some(before)) = (shaped.portion_start, index.checked_sub(1)) {
                width += text[before].tracking;
            }
        }
        width
    }
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
        self.sums.sides.get(index).copied().flatten()
    }

    /// Whether a character is a space.
    pub(super) fn is_space(&self, index: usize) -> bool {
        self.sums.classes.get(index) == Some(&Class::Space)
    }

    pub(super) fn class(&self, index: usize) -> Class {
        self.sums.classes[index]
    }

    /// The width of a line as placed, before anything gives.
    pub(super) fn placed_width(&self, range: LineRange) -> Length {
        let LineRange { start, end, .. } = range;
        if end <= start {
            return Length::ZERO;
        }
        let all = self.sums.placed[end] - self.sums.placed[start];
        all - self.text[start].space_before - self.text[end - 1].tracking
    }

    /// 中西间距 in a line.
    pub(super) fn gaps(&self, range: LineRange) -> i64 {
        self.sums.gaps[range.end] - self.sums.gaps[(range.start + 1).min(range.end)]
    }

    /// Places in a line that may be stretched.
    pub(super) fn places(&self, range: LineRange) -> i64 {
        self.sums.places[range.end.saturating_sub(1).max(range.start)]
            - self.sums.places[range.start]
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
        let (text, sums) = (self.text, &self.sums);
        let from = sums.placed[start] + text[start].space_before;
        // Of the characters from `start` up to `end`.
        let width = |end: usize| sums.placed[end] - from - text[end - 1].tracking;
        let last = sums.forced.partition_point(|index| *index <= start);
        let last = sums.forced.get(last).copied().unwrap_or(text.len());
        let first = first_of(start + 1..last, |end| width(end) >= short);
        let mut found = Vec::new();
        let from_here = text.iter().enumerate().take(last).skip((first - 1).max(start));
        for (end, shaped) in from_here {
            if end >= first && shaped.break_before {
                found.push(end);
            }
            let room = sums.room[end + 1] - sums.room[start];
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
        self.sums.breaks.get(end).copied().filter(|index| *index > start)
    }

    /// The width of a line as Word-family programs measure it, with these marks in the squeezed face.
    pub(super) fn docx_width(&self, range: LineRange, narrow: &[usize]) -> Length {
        let LineRange { start, end, .. } = range;
        let mut width = self.sums.docx[end] - self.sums.docx[start];
        // Only the first two characters, narrow marks and what stands behind them measure otherwise.
        let head = [start, start + 1];
        let behind = |index: usize| index > 0 && narrow.contains(&(index - 1));
        let marks = narrow.iter().copied().filter(|index| !head.contains(index) && !behind(*index));
        let followers = narrow.iter().map(|index| index + 1).filter(|index| !head.contains(index));
        let otherwise = head.into_iter().chain(marks).chain(followers);
        for index in otherwise.filter(|index| (start..end).contains(index)) {
            let shaped = self.in_line(range, index, narrow);
            let own = self.sums.in_docx(self.text, index, &shaped, index == start);
            width += own - self.sums.in_docx(self.text, index, &self.text[index], false);
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
