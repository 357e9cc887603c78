//! What is asked of every stretch of a paragraph, added up once: widths, places that may be stretched,
//! marks that may give. A stretch is then weighed in a time that does not grow with its length.

use super::Task;
use super::weigh::{Giver, ORDER, giver};
use crate::layout::line::LineRange;
use crate::layout::shape::Shaped;
use crate::text::{
    Class, EmptySide, class_of, empty_side, has_no_script, is_number_sign, stands_apart, stretches,
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
            givers: ORDER.iter().map(|(asked, _)| of_kind(*asked)).collect(),
            classes,
        };
        for (index, shaped) in text.iter().enumerate() {
            let next = text.get(index + 1).map(|next| next.character);
            let stretched = next.is_some_and(|next| stretches(shaped.character, next));
            let last = |list: &[i64]| list.last().copied().unwrap_or_default();
            let width = shaped.space_before + shaped.advance + shaped.tracking;
            sums.placed.push(sums.placed[index] + width);
            sums.gaps.push(last(&sums.gaps) + i64::from(shaped.space_before > Length::ZERO));
            sums.places.push(last(&sums.places) + i64::from(stretched));
            sums.docx.push(sums.docx[index] + sums.in_docx(text, index, shaped, false));
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

impl Task<'_> {
    /// Whether a mark has room left that it may give up.
    pub(super) fn may_give(&self, index: usize) -> bool {
        self.sums.sides[index].is_some()
    }

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

    /// The marks of a line that may give, by class, in the order in which they are asked, but for those at
    /// its `edges`.
    pub(super) fn givers(&self, range: LineRange, edges: &[usize]) -> Vec<Vec<usize>> {
        let inside = |marks: &Vec<usize>| -> Vec<usize> {
            let from = marks.partition_point(|index| *index < range.start);
            let own = marks[from..].iter().take_while(|index| **index < range.end);
            own.filter(|index| !edges.contains(index)).copied().collect()
        };
        self.sums.givers.iter().map(inside).collect()
    }

    /// The width of a line as Word-family programs measure it, with these marks in the squeezed face.
    pub(super) fn docx_width(&self, range: LineRange, narrow: &[usize]) -> Length {
        let LineRange { start, end, .. } = range;
        let mut width = self.sums.docx[end] - self.sums.docx[start];
        // Only the first two characters, narrow marks and what stands behind them measure otherwise.
        let around = narrow.iter().flat_map(|index| [*index, index + 1]);
        let mut otherwise: Vec<usize> = [start, start + 1].into_iter().chain(around).collect();
        otherwise.sort_unstable();
        otherwise.dedup();
        for index in otherwise.into_iter().filter(|index| (start..end).contains(index)) {
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
