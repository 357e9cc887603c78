//! One line: how wide a stretch of shaped characters is, where a full line is broken, and where each
//! glyph of a line stands.

use super::page::{Glyph, GlyphRun};
use super::shape::Shaped;
use crate::template::Alignment;
use crate::text::{Class, class_of};
use crate::unit::{Em, Length};

/// A stretch of shaped characters that stands on one line: `start..end`, spaces at the end left out
/// of `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LineRange {
    pub(super) start: usize,
    pub(super) end: usize,
    /// The last line of its paragraph, or one that the author ended.
    pub(super) last: bool,
}

/// The edges between which a line is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Measure {
    /// Left edge, from the left of the paper.
    pub(super) left: Length,
    /// From edge to edge.
    pub(super) width: Length,
}

/// Breaks text into lines from the first on, each as full as it will go, as Word-family programs do:
/// what may not begin a line is pushed down with what stands before it (推出). `width` gives the
/// measure of the n-th line.
pub(super) fn break_greedily(text: &[Shaped], width: impl Fn(usize) -> Length) -> Vec<LineRange> {
    let mut lines = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let next = next_break(text, start, width(lines.len()));
        lines.push(line_range(text, start, next));
        start = next;
    }
    lines
}

/// The index at which the line after the one from `start` begins.
pub(super) fn next_break(text: &[Shaped], start: usize, width: Length) -> usize {
    let mut tally = Tally::default();
    let mut fallback = None;
    for (index, shaped) in text.iter().enumerate().skip(start) {
        if index > start && text[index - 1].break_after {
            return index;
        }
        if index > start && shaped.break_before {
            fallback = Some(index);
        }
        tally.add(shaped, index == start);
        let is_space = class_of(shaped.character) == Class::Space;
        if tally.width > width && !is_space && index > start {
            return fallback.unwrap_or(index);
        }
    }
    text.len()
}

pub(super) fn line_range(text: &[Shaped], start: usize, next: usize) -> LineRange {
    let mut end = next;
    while end > start + 1 && class_of(text[end - 1].character) == Class::Space {
        end -= 1;
    }
    let last = next == text.len() || text[next - 1].break_after;
    LineRange { start, end, last }
}

/// Adds up a line as Word-family programs measure it.
#[derive(Default)]
pub(super) struct Tally {
    width: Length,
    /// Tracking of the last character, counted once a further one of its portion follows.
    pending: Length,
}

impl Tally {
    /// Adds a character; `first` of its line.
    pub(super) fn add(&mut self, shaped: &Shaped, first: bool) {
        if !first {
            self.width += shaped.space_before;
            if !shaped.portion_start {
                self.width += self.pending;
            }
        }
        self.width += shaped.advance;
        self.pending = shaped.tracking;
    }

    pub(super) fn width(&self) -> Length {
        self.width
    }
}

/// The width of a stretch as placed: every character's tracking but the last one's.
pub(super) fn placed_width(text: &[Shaped]) -> Length {
    let mut width = Length::ZERO;
    for (index, shaped) in text.iter().enumerate() {
        if index > 0 {
            width += shaped.space_before + text[index - 1].tracking;
        }
        width += shaped.advance;
    }
    width
}

/// Where the glyphs of a line stand. `last_line_pitch`: what each place between two characters of a
/// justified paragraph's last line may grow by, to stand under the full lines' characters.
pub(super) fn place(
    text: &[Shaped],
    range: LineRange,
    measure: Measure,
    alignment: Alignment,
    last_line_pitch: Length,
) -> Vec<GlyphRun> {
    let line = &text[range.start..range.end];
    let slack = measure.width - placed_width(line);
    let places = line.windows(2).filter(|pair| pair[0].stretches_to(&pair[1]));
    let places = i64::try_from(places.count()).unwrap_or(0);
    let (offset, stretch) = match alignment {
        Alignment::Justified if range.last => {
            (Length::ZERO, (last_line_pitch * places).min(slack).max(Length::ZERO))
        }
        Alignment::Justified => (Length::ZERO, slack),
        Alignment::Left => (Length::ZERO, Length::ZERO),
        Alignment::Center => (slack / 2, Length::ZERO),
        Alignment::Right => (slack, Length::ZERO),
    };
    Placer { stretch, places, used: 0, runs: Runs::default() }.run(line, measure.left + offset)
}

struct Placer {
    stretch: Length,
    places: i64,
    used: i64,
    runs: Runs,
}

/// Glyphs gathered into runs of one face, form and size.
#[derive(Default)]
pub(super) struct Runs(Vec<GlyphRun>);

impl Runs {
    /// Adds a glyph at `x`, in the form of its face that is narrower by `squeeze`.
    pub(super) fn push(&mut self, shaped: &Shaped, squeeze: Em, x: Length) {
        let glyph = Glyph { id: shaped.glyph, character: shaped.character, x };
        match self.0.last_mut() {
            Some(run)
                if run.face == shaped.face
                    && run.squeeze == squeeze
                    && run.size == shaped.size
                    && run.raise == shaped.raise =>
            {
                run.glyphs.push(glyph);
            }
            _ => self.0.push(GlyphRun {
                face: shaped.face,
                squeeze,
                size: shaped.size,
                raise: shaped.raise,
                glyphs: gathered(glyph),
            }),
        }
    }

    /// Without room for more: lines are kept until everything is written, and the room would be a third of all they take.
    pub(super) fn into_inner(mut self) -> Vec<GlyphRun> {
        for run in &mut self.0 {
            run.glyphs.shrink_to_fit();
        }
        self.0.shrink_to_fit();
        self.0
    }
}

/// With room for a line of hanzi; what is left of it is given back in the end.
fn gathered(first: Glyph) -> Vec<Glyph> {
    let mut glyphs = Vec::with_capacity(32);
    glyphs.push(first);
    glyphs
}

impl Placer {
    fn run(mut self, line: &[Shaped], left: Length) -> Vec<GlyphRun> {
        let mut x = left;
        for (index, shaped) in line.iter().enumerate() {
            if index > 0 {
                let previous = &line[index - 1];
                x += shaped.space_before + previous.tracking;
                if previous.stretches_to(shaped) {
                    self.used += 1;
                }
            }
            // From the whole stretch each time, so that no rounding adds up.
            let shifted = x + self.stretch.scale(self.used, self.places);
            self.runs.push(shaped, shaped.squeeze, shifted);
            x += shaped.advance;
        }
        self.runs.into_inner()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::layout::testing::{shaped, sheet};
    use crate::template::Role;
    use crate::text::BreakRules;

    fn lines(text: &str) -> Vec<String> {
        let shaped = shaped(Role::Body, text);
        let width = sheet().page.area_width;
        let ranges = break_greedily(&shaped, |_| width);
        let line = |range: &LineRange| {
            shaped[range.start..range.end].iter().map(|shaped| shaped.character).collect()
        };
        ranges.iter().map(line).collect()
    }

    #[test]
    fn a_full_line_holds_28_characters() {
        let lengths: Vec<usize> =
            lines(&"国".repeat(60)).iter().map(|line| line.chars().count()).collect();
        assert_eq!(lengths, [28, 28, 4]);
    }

    #[test]
    fn what_may_not_begin_a_line_takes_the_character_before_it_along() {
        let hanzi = "国".repeat(27);
        assert_eq!(lines(&format!("{hanzi}国，国"))[0], hanzi);
        assert_eq!(lines(&format!("{hanzi}（国"))[0], hanzi);
        assert_eq!(lines(&format!("{hanzi}——国"))[0], hanzi);
        let number = lines(&format!("{}2388.71万元", "国".repeat(26)));
        assert_eq!(number, ["国".repeat(26), "2388.71万元".to_owned()]);
    }

    #[test]
    fn neighbouring_marks_share_room_so_that_one_more_character_fits() {
        // 28 字宽的行里三处相邻标点各收半字，多排一个字。
        let text = format!("“国”，“国”，《国》、{}", "国".repeat(40));
        assert_eq!(lines(&text)[0].chars().count(), 30);
    }

    #[test]
    fn a_word_longer_than_a_line_is_cut_at_its_edge() {
        let cut = lines(&"a".repeat(100));
        assert!(cut.len() > 1);
        assert_eq!(cut.concat(), "a".repeat(100));
    }

    #[test]
    fn full_lines_end_at_the_right_edge_and_last_lines_stand_on_the_grid() {
        let shaped = shaped(Role::Body, &"国".repeat(31));
        let measure = Measure { left: Length::from_mm(28), width: sheet().page.area_width };
        let ranges = break_greedily(&shaped, |_| measure.width);
        let pitch = Length::from_emu(546);
        let x = |range: LineRange, index: usize| {
            place(&shaped, range, measure, Alignment::Justified, pitch)[0].glyphs[index].x
        };
        let right = measure.left + measure.width;
        assert_eq!(x(ranges[0], 27) + Length::from_points(16), right);
        let difference = x(ranges[0], 2) - x(ranges[1], 2);
        assert!(difference.emu().abs() < Length::PER_POINT / 10, "{difference}");
    }

    proptest! {
        #[test]
        fn lines_lose_nothing_and_keep_the_prohibitions(
            text in "[国中，。、；：“”（）《》——……a-c0-9.% ]{1,120}",
        ) {
            let shaped = shaped(Role::Body, &text);
            let width = sheet().page.area_width;
            let ranges = break_greedily(&shaped, |_| width);
            let rules = BreakRules::new("", false);
            prop_assert_eq!(ranges[0].start, 0);
            for pair in ranges.windows(2) {
                let between = &shaped[pair[0].end..pair[1].start];
                prop_assert!(between.iter().all(|shaped| shaped.character == ' '));
                let (last, first) = (shaped[pair[1].start - 1], shaped[pair[1].start]);
                let next = shaped.get(pair[1].start + 1).map(|shaped| shaped.character);
                let kept = rules.may_break(last.character, first.character, next);
                let forced = (pair[0].start + 1..pair[1].start).all(|at| !shaped[at].break_before);
                prop_assert!(kept || forced, "{}|{}", last.character, first.character);
            }
            for range in &ranges {
                let line = &shaped[range.start..range.end];
                prop_assert!(placed_width(line) <= width || line.len() == 1);
            }
            let end = ranges.last().map_or(0, |range| range.end);
            prop_assert!(shaped[end..].iter().all(|shaped| shaped.character == ' '));
        }
    }
}
