//! One stretch of text as a line: what gives up room or takes it so that the line is full, whether the
//! DOCX can hold it, and what it costs. Amounts are exact; costs are whole numbers without a unit.

use super::Task;
use crate::layout::line::LineRange;
use crate::template::MarkWidth;
use crate::text::{Class, EmptySide, class_of};
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
pub(super) const ORDER: [(Giver, i64); 3] =
    [(Giver::Bracket, 4), (Giver::Pause, 5), (Giver::Stop, 10)];
/// What an em by which gaps grow costs.
const GAP_COST: i64 = 4;
/// 孤字: what a last line of a single hanzi costs.
const LONE: i64 = 200;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Giver {
    /// Quotes, brackets, title marks.
    Bracket,
    /// `、，；：`.
    Pause,
    /// `。？！`.
    Stop,
}

pub(super) fn giver(mark: char) -> Option<Giver> {
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
    /// Weighs a line; `None` where it cannot be set within `measure` in both files.
    pub(super) fn weigh(&self, range: LineRange, measure: Length) -> Option<FineLine> {
        let mut line = FineLine::as_it_is(range);
        line.narrow = self.edges(range);
        let half = |index: usize| self.squeeze.of(self.text[index].size);
        line.given = line.narrow.iter().map(|&index| (index, half(index))).collect();
        let at_edges: Length = line.given.iter().map(|(_, room)| *room).sum();
        let givers = self.givers(range, &line.narrow);
        self.fit_docx(&mut line, &givers, measure)?;
        let slack = measure - self.placed_width(range) + at_edges;
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
        let asked = if first == 0 { self.fine.paragraph_start } else { self.fine.line_start };
        let mut edges = Vec::new();
        if asked == MarkWidth::Half && self.side(first) == Some(EmptySide::Left) {
            edges.push(first);
        }
        let narrow_end = self.fine.line_end == MarkWidth::Half && !range.last;
        if narrow_end && self.side(last) == Some(EmptySide::Right) {
            edges.push(last);
        }
        edges
    }

    /// Chooses the marks that the DOCX sets narrow so that Word-family programs hold the line.
    fn fit_docx(&self, line: &mut FineLine, givers: &[Vec<usize>], measure: Length) -> Option<()> {
        let mut asked = givers.iter().flatten();
        while self.docx_width(line.range, &line.narrow) > measure {
            line.narrow.push(*asked.next()?);
        }
        Some(())
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
        let Some(size) = self.text.get(line.range.start).map(|shaped| shaped.size) else { return };
        let (gaps, places) = (self.gaps(line.range), self.places(line.range));
        let wider = (self.fine.widest_gap.of(size) - self.gap.of(size)).max(Length::ZERO);
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
        let mark = |index: &usize| {
            matches!(self.class(*index), Class::Open | Class::Close | Class::Stop | Class::Space)
        };
        range.start > 0
            && (range.start..range.end).filter(|index| !mark(index)).take(2).count() == 1
    }
}

/// Stretching by so much is not seen.
const UNSEEN: Em = Em::from_thousandths(12);

fn thousandths(length: Length, size: Length) -> i64 {
    length.scale(1000, size.emu().max(1)).emu()
}
