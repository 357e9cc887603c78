//! One stretch of text as a line: what gives up room or takes it so that the line is full, whether the
//! DOCX can hold it, and what it costs. Amounts are exact; costs are whole numbers without a unit.

use super::Task;
use crate::layout::line::{LineRange, Tally, placed_width};
use crate::layout::shape::Shaped;
use crate::template::MarkWidth;
use crate::text::{
    Class, EmptySide, class_of, empty_side, has_no_script, is_number_sign, stands_apart, stretches,
};
use crate::unit::{Em, Length};

/// A line as it was weighed.
#[derive(Clone, Debug)]
pub(in crate::layout) struct FineLine {
    /// The stretch of text.
    pub(in crate::layout) range: LineRange,
    /// What it costs.
    pub(in crate::layout) cost: i64,
    /// Marks that give up room beside those that neighbours squeeze, and how much each.
    pub(in crate::layout) given: Vec<(usize, Length)>,
    /// Marks that the DOCX sets in the squeezed face beside those that neighbours squeeze.
    pub(in crate::layout) narrow: Vec<usize>,
    /// What each 中西间距 grows by.
    pub(in crate::layout) gap: Length,
    /// What is spread over every place that may be stretched.
    pub(in crate::layout) stretch: Length,
}

/// Marks that give up room where a line has too much text, in the order in which they are asked (CLREQ
/// 3.1.6.3), and what an em of it costs.
const ORDER: [(Giver, i64); 3] = [(Giver::Bracket, 4), (Giver::Pause, 5), (Giver::Stop, 10)];
/// What an em by which gaps grow costs.
const GAP_COST: i64 = 4;
/// 孤字: what a last line of a single hanzi costs.
const LONE: i64 = 200;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Giver {
    /// Quotes, brackets, title marks.
    Bracket,
    /// `、，；：`.
    Pause,
    /// `。？！`.
    Stop,
}

fn giver(mark: char) -> Option<Giver> {
    match class_of(mark) {
        Class::Open | Class::Close => Some(Giver::Bracket),
        Class::Stop if matches!(mark, '。' | '？' | '！' | '．') => Some(Giver::Stop),
        Class::Stop => Some(Giver::Pause),
        _ => None,
    }
}

impl FineLine {
    /// A line that nothing else fits, set as it comes.
    pub(super) fn as_it_is(range: LineRange) -> Self {
        Self {
            range,
            cost: 0,
            given: Vec::new(),
            narrow: Vec::new(),
            gap: Length::ZERO,
            stretch: Length::ZERO,
        }
    }
}

impl Task<'_> {
    /// Whether a mark has room left that it may give up.
    pub(super) fn may_give(&self, index: usize) -> bool {
        let shaped = &self.text[index];
        index >= self.label
            && shaped.squeeze == Em::ZERO
            && giver(shaped.character).is_some()
            && shaped.advance > self.squeeze.of(shaped.size)
    }

    /// Weighs a line; `None` where it cannot be set within `measure` in both files.
    pub(super) fn weigh(&self, range: LineRange, measure: Length) -> Option<FineLine> {
        let mut line = FineLine::as_it_is(range);
        line.narrow = self.edges(range);
        let half = |index: usize| self.squeeze.of(self.text[index].size);
        line.given = line.narrow.iter().map(|&index| (index, half(index))).collect();
        let at_edges: Length = line.given.iter().map(|(_, room)| *room).sum();
        let givers = self.givers(range, &line.narrow);
        self.fit_docx(&mut line, &givers, measure)?;
        let slack = measure - placed_width(&self.text[range.start..range.end]) + at_edges;
        if slack < Length::ZERO {
            self.narrow(&mut line, &givers, Length::ZERO - slack)?;
        } else if !range.last {
            self.widen(&mut line, slack);
        }
        if range.last && self.fine.no_lone_character && self.is_lone(range) {
            line.cost += LONE;
        }
        Some(line)
    }

    /// Marks at the ends of a line that give up their empty half there.
    fn edges(&self, range: LineRange) -> Vec<usize> {
        let (first, last) = (range.start, range.end.saturating_sub(1));
        let side =
            |index: usize| empty_side(self.text[index].character).filter(|_| self.may_give(index));
        let asked = if first == 0 { self.fine.paragraph_start } else { self.fine.line_start };
        let mut edges = Vec::new();
        if asked == MarkWidth::Half && side(first) == Some(EmptySide::Left) {
            edges.push(first);
        }
        let narrow_end = self.fine.line_end == MarkWidth::Half && !range.last;
        if narrow_end && side(last) == Some(EmptySide::Right) {
            edges.push(last);
        }
        edges
    }

    /// The marks that may give, by class, in the order in which they are asked.
    fn givers(&self, range: LineRange, edges: &[usize]) -> Vec<Vec<usize>> {
        let marks = |asked: Giver| {
            let inside = (range.start..range.end).filter(|index| !edges.contains(index));
            let able = inside.filter(|index| self.may_give(*index));
            able.filter(|index| giver(self.text[*index].character) == Some(asked)).collect()
        };
        ORDER.iter().map(|(asked, _)| marks(*asked)).collect()
    }

    /// Chooses the marks that the DOCX sets narrow so that Word-family programs hold the line.
    fn fit_docx(&self, line: &mut FineLine, givers: &[Vec<usize>], measure: Length) -> Option<()> {
        let mut asked = givers.iter().flatten();
        while self.docx_width(line.range, &line.narrow) > measure {
            line.narrow.push(*asked.next()?);
        }
        Some(())
    }

    /// The width of a line as Word-family programs measure it, with these marks in the squeezed face.
    fn docx_width(&self, range: LineRange, narrow: &[usize]) -> Length {
        let mut tally = Tally::default();
        let mut narrow_before = false;
        for index in range.start..range.end {
            let mut shaped: Shaped = self.text[index];
            let is_narrow = narrow.contains(&index);
            if is_narrow {
                shaped.advance -= self.squeeze.of(shaped.size);
            }
            // A mark in another face is a portion of its own.
            shaped.portion_start |= is_narrow != narrow_before;
            narrow_before = is_narrow;
            if range.start > 0 && index == range.start + 1 {
                self.behind_line_start(self.text[range.start].character, &mut shaped);
            }
            if shaped.portion_start && class_of(shaped.character) == Class::Letter {
                shaped.advance += ROUNDING;
            }
            tally.add(&shaped, index == range.start);
        }
        let space =
            self.text.get(range.end).filter(|next| class_of(next.character) == Class::Space);
        tally.width() + space.map_or(Length::ZERO, |_| LINE_END_SPACE)
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

    /// Takes `need` off the line, class by class, each mark of a class giving alike.
    fn narrow(&self, line: &mut FineLine, givers: &[Vec<usize>], need: Length) -> Option<()> {
        let mut need = need;
        for (marks, (_, price)) in givers.iter().zip(ORDER) {
            let Some(first) = marks.first().filter(|_| need > Length::ZERO) else { continue };
            let size = self.text[*first].size;
            let count = i64::try_from(marks.len()).unwrap_or(i64::MAX);
            let most = self.squeeze.of(size) * count;
            let taken = need.min(most);
            let shares = (1..=count).map(|k| taken.scale(k, count) - taken.scale(k - 1, count));
            line.given.extend(marks.iter().copied().zip(shares));
            line.cost += price * thousandths(taken, size) / 1000;
            need -= taken;
        }
        (need <= Length::ZERO).then_some(())
    }

    /// Gives `slack` to the line: gaps first, then every place alike.
    fn widen(&self, line: &mut FineLine, slack: Length) {
        let text = &self.text[line.range.start..line.range.end];
        let Some(size) = text.first().map(|shaped| shaped.size) else { return };
        let gaps = count(text.iter().skip(1).filter(|shaped| shaped.space_before > Length::ZERO));
        let wider = (self.fine.widest_gap.of(size) - self.gap.of(size)).max(Length::ZERO);
        let places =
            count(text.windows(2).filter(|pair| stretches(pair[0].character, pair[1].character)));
        // Gaps do not grow for what every place takes without being seen.
        let unseen = UNSEEN.of(size) * places;
        if gaps > 0 {
            let wanted = (slack - unseen).max(Length::ZERO);
            line.gap = (wanted / gaps).min(wider);
        }
        line.stretch = slack - line.gap * gaps;
        line.cost += GAP_COST * thousandths(line.gap * gaps, size) / 1000;
        let each = thousandths(line.stretch, size) / places.max(1);
        line.cost += each * each / 100;
    }

    /// Whether a line holds a single hanzi, with or without a mark.
    fn is_lone(&self, range: LineRange) -> bool {
        let words = self.text[range.start..range.end].iter().filter(|shaped| {
            !matches!(
                class_of(shaped.character),
                Class::Open | Class::Close | Class::Stop | Class::Space
            )
        });
        range.start > 0 && words.count() == 1
    }
}

/// Programs that count in twips may count a word of letters this much wider than it is.
const ROUNDING: Length = Length::from_emu(635);
/// What a space at the end of a locked line takes in the DOCX, where it is set in the smallest size.
const LINE_END_SPACE: Length = Length::from_emu(3 * Length::PER_POINT / 4);
/// Stretching by so much is not seen.
const UNSEEN: Em = Em::from_thousandths(12);

fn thousandths(length: Length, size: Length) -> i64 {
    length.scale(1000, size.emu().max(1)).emu()
}

fn count<T>(items: impl Iterator<Item = T>) -> i64 {
    i64::try_from(items.count()).unwrap_or(i64::MAX)
}
