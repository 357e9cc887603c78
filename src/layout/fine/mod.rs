//! 精排: the lines of a justified paragraph, chosen for the whole of it. What one line costs is for
//! `weigh`, what that takes of the text for `sums`; where glyphs stand, for `place`.

mod place;
mod sums;
mod weigh;

use super::line::{LineRange, break_greedily, line_range};
use super::shape::Shaped;
use crate::template::Fine;
use crate::unit::{Em, Length};

pub(super) use place::place;
use sums::Sums;
pub(super) use weigh::FineLine;

/// A paragraph to be broken, and by what.
pub(super) struct Task<'a> {
    /// The shaped text.
    pub(super) text: &'a [Shaped],
    /// 精排 of the template.
    pub(super) fine: Fine,
    /// What a squeezed mark gives up in the squeezed form of a face.
    pub(super) squeeze: Em,
    /// 中西间距 as the text was shaped with it.
    pub(super) gap: Em,
    sums: Sums,
}

impl<'a> Task<'a> {
    /// Of the text so many characters are the `label`, native numbering in the DOCX, whose marks stay as
    /// they are; for the rest see the fields.
    pub(super) fn new(text: &'a [Shaped], label: usize, fine: Fine, squeeze: Em, gap: Em) -> Self {
        Self { text, fine, squeeze, gap, sums: Sums::of(text, label, squeeze) }
    }
}

/// The best way to a place: what it costs, and where its last line begins.
#[derive(Clone, Copy)]
struct Way {
    cost: i64,
    from: usize,
}

/// Lines shorter than this share of the measure, in thousandths, are not weighed unless there are no others.
const SHORT: i64 = 700;
/// What a line costs that no rule allows: nothing else fits.
const FORCED: i64 = 1_000_000;

/// Breaks a paragraph. `width` gives the measure of the n-th line: the first, or any other.
pub(super) fn choose(task: &Task<'_>, width: impl Fn(usize) -> Length) -> Vec<FineLine> {
    let text = task.text;
    let mut ways: Vec<Option<Way>> = vec![None; text.len() + 1];
    ways[0] = Some(Way { cost: 0, from: 0 });
    for start in 0..text.len() {
        let Some(way) = ways[start] else { continue };
        let measure = width(usize::from(start > 0));
        let mut reached = false;
        for end in task.ends(start, measure.scale(SHORT, 1000), measure) {
            let range = line_range(text, start, end);
            if let Some(cost) = task.cost(range, measure) {
                reached = true;
                offer(&mut ways[end], Way { cost: way.cost + cost, from: start });
            }
        }
        if !reached {
            let cut = break_greedily(&text[start..], |_| measure);
            let end = cut.get(1).map_or(text.len(), |next| start + next.start);
            offer(&mut ways[end], Way { cost: way.cost + FORCED, from: start });
        }
    }
    lines(task, &ways, width)
}

fn offer(place: &mut Option<Way>, way: Way) {
    if place.is_none_or(|known| way.cost < known.cost) {
        *place = Some(way);
    }
}

/// The lines of the best way, weighed once more for what they are given.
fn lines(task: &Task<'_>, ways: &[Option<Way>], width: impl Fn(usize) -> Length) -> Vec<FineLine> {
    let mut ranges: Vec<LineRange> = Vec::new();
    let mut end = task.text.len();
    while let Some(way) = ways[end].filter(|_| end > 0) {
        ranges.push(line_range(task.text, way.from, end));
        end = way.from;
    }
    ranges.reverse();
    let lines = ranges.into_iter().map(|range| {
        let measure = width(usize::from(range.start > 0));
        task.weigh(range, measure).unwrap_or_else(|| FineLine::as_it_is(range))
    });
    lines.collect()
}

#[cfg(test)]
mod tests;
