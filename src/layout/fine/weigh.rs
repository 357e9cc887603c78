//! One stretch of text as a line: what gives up room or takes it so that the line is full, whether the
//! DOCX can hold it, and what it costs. Amounts are exact; costs are whole numbers without a unit.

use super::Task;
use crate::layout::line::LineRange;
use crate::template::MarkWidth;
use crate::text::{Class, EmptySide};
use crate::unit::{Em, Length};

/// A line as it was weighed.
#[derive(Clone, Debug)]
pub(in crate::layout) struct FineLine {
    /// The stretch of text.
    pub(in crate::layout) range: LineRange,
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

pub(super) fn giver(mark: char, class: Class) -> Option<Giver> {
    match class {
        Class::Open | Class::Close => Some(Giver::Bracket),
        Class::Stop if matches!(mark, '。' | '？' | '！' | '．') => Some(Giver::Stop),
        Class::Stop => Some(Giver::Pause),
        _ => None,
    }
}

/// What marks of one class give up in a line.
#[derive(Clone, Copy, Default)]
struct Taken {
    /// How many there are.
    marks: i64,
    /// All of them together.
    room: Length,
    cost: i64,
}

/// What a line is given.
#[derive(Clone, Copy, Default)]
struct Widened {
    /// To each 中西间距.
    gap: Length,
    /// Spread over every place that may be stretched.
    stretch: Length,
    cost: i64,
}

/// Marks at the ends of a line that give up their empty half there: two at most.
#[derive(Clone, Copy, Default)]
struct Edges {
    marks: [usize; 2],
    count: usize,
}

impl Edges {
    fn push(&mut self, mark: usize) {
        if let Some(place) = self.marks.get_mut(self.count) {
            *place = mark;
            self.count += 1;
        }
    }

    fn marks(&self) -> &[usize] {
        &self.marks[..self.count]
    }

    fn contains(&self, mark: usize) -> bool {
        self.marks().contains(&mark)
    }
}

impl FineLine {
    /// A line that nothing else fits, set as it comes.
    pub(super) fn as_it_is(range: LineRange) -> Self {
        Self {
            range,
            given: Vec::new(),
            narrow: Vec::new(),
            gap: Length::ZERO,
            stretch: Length::ZERO,
        }
    }
}

impl Task<'_> {
    /// What a line costs; `None` where it cannot be set within `measure` in both files.
    pub(super) fn cost(&self, range: LineRange, measure: Length) -> Option<i64> {
        let edges = self.edges(range);
        if self.docx_width(range, edges.marks()) > measure {
            self.narrow_in_docx(range, &edges, measure)?;
        }
        let slack = self.slack(range, &edges, measure);
        let set = if slack < Length::ZERO {
            self.taken(range, &edges, Length::ZERO - slack)?.iter().map(|taken| taken.cost).sum()
        } else if range.last {
            0
        } else {
            self.widened(range, slack).cost
        };
        let lone = range.last && self.fine.no_lone_character && self.is_lone(range);
        Some(set + if lone { LONE } else { 0 })
    }

    /// Sets a line; `None` as for [`Task::cost`].
    pub(super) fn weigh(&self, range: LineRange, measure: Length) -> Option<FineLine> {
        let mut line = FineLine::as_it_is(range);
        let edges = self.edges(range);
        line.narrow = self.narrow_in_docx(range, &edges, measure)?;
        let half = |index: usize| self.squeeze.of(self.text[index].size);
        line.given = edges.marks().iter().map(|&index| (index, half(index))).collect();
        let slack = self.slack(range, &edges, measure);
        if slack < Length::ZERO {
            for (kind, taken) in self.taken(range, &edges, Length::ZERO - slack)?.iter().enumerate()
            {
                let count = taken.marks;
                let share = |k: i64| taken.room.scale(k, count) - taken.room.scale(k - 1, count);
                let marks = self.givers(range, kind).iter().filter(|mark| !edges.contains(**mark));
                if taken.room > Length::ZERO {
                    line.given.extend(marks.copied().zip((1..=count).map(share)));
                }
            }
        } else if !range.last {
            let Widened { gap, stretch, .. } = self.widened(range, slack);
            (line.gap, line.stretch) = (gap, stretch);
        }
        Some(line)
    }

    /// What is left of the measure when the marks at the line's edges have given.
    fn slack(&self, range: LineRange, edges: &Edges, measure: Length) -> Length {
        let given = edges.marks().iter().map(|index| self.squeeze.of(self.text[*index].size));
        measure - self.placed_width(range) + given.sum()
    }

    /// Marks at the ends of a line that give up their empty half there.
    fn edges(&self, range: LineRange) -> Edges {
        let (first, last) = (range.start, range.end.saturating_sub(1));
        let asked = if first == 0 { self.fine.paragraph_start } else { self.fine.line_start };
        let mut edges = Edges::default();
        if asked == MarkWidth::Half && self.side(first) == Some(EmptySide::Left) {
            edges.push(first);
        }
        let narrow_end = self.fine.line_end == MarkWidth::Half && !range.last;
        if narrow_end && self.side(last) == Some(EmptySide::Right) {
            edges.push(last);
        }
        edges
    }

    /// The marks that the DOCX sets narrow so that Word-family programs hold the line: those at its edges,
    /// and as many more as it takes.
    fn narrow_in_docx(
        &self,
        range: LineRange,
        edges: &Edges,
        measure: Length,
    ) -> Option<Vec<usize>> {
        let mut narrow = edges.marks().to_vec();
        let kinds = (0..ORDER.len()).flat_map(|kind| self.givers(range, kind));
        let mut asked = kinds.filter(|mark| !edges.contains(**mark));
        while self.docx_width(range, &narrow) > measure {
            narrow.push(*asked.next()?);
        }
        Some(narrow)
    }

    /// Takes `need` off a line, class by class; how much of each class, in the order of [`ORDER`].
    fn taken(&self, range: LineRange, edges: &Edges, need: Length) -> Option<[Taken; ORDER.len()]> {
        let mut need = need;
        let mut all = [Taken::default(); ORDER.len()];
        for (kind, taken) in all.iter_mut().enumerate() {
            let marks = self.givers(range, kind);
            let at_edges = edges.marks().iter().filter(|mark| marks.contains(mark)).count();
            let first = marks.iter().find(|mark| !edges.contains(**mark));
            let Some(first) = first.filter(|_| need > Length::ZERO) else { continue };
            let size = self.text[*first].size;
            taken.marks = i64::try_from(marks.len() - at_edges).unwrap_or(i64::MAX);
            taken.room = need.min(self.squeeze.of(size) * taken.marks);
            taken.cost = ORDER[kind].1 * thousandths(taken.room, size) / 1000;
            need -= taken.room;
        }
        (need <= Length::ZERO).then_some(all)
    }

    /// Gives `slack` to a line: gaps first, then every place alike.
    fn widened(&self, range: LineRange, slack: Length) -> Widened {
        let Some(size) = self.text.get(range.start).map(|shaped| shaped.size) else {
            return Widened::default();
        };
        let (gaps, places) = (self.gaps(range), self.places(range));
        let wider = (self.fine.widest_gap.of(size) - self.gap.of(size)).max(Length::ZERO);
        let mut gap = Length::ZERO;
        // Gaps do not grow for what every place takes without being seen.
        let unseen = UNSEEN.of(size) * places;
        if gaps > 0 {
            let wanted = (slack - unseen).max(Length::ZERO);
            gap = (wanted / gaps).min(wider);
        }
        let stretch = slack - gap * gaps;
        let each = thousandths(stretch, size) / places.max(1);
        let cost = GAP_COST * thousandths(gap * gaps, size) / 1000 + each * each / 100;
        Widened { gap, stretch, cost }
    }

    /// Whether a line holds a single hanzi, with or without a mark.
    fn is_lone(&self, range: LineRange) -> bool {
        let mark = |index: &usize| {
            matches!(self.class(*index), Class::Open | Class::Close | Class::Stop | Class::Space)
                || self.text[*index].is_note_mark()
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
