//! 精排: the lines of a justified paragraph, chosen for the whole of it. What one line costs is for
//! `weigh`, what that takes of the text for `sums`; where glyphs stand, for `place`.

mod place;
mod sums;
mod weigh;

use super::line::{LineRange, line_range, next_break};
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

/// One line on a way.
struct Step {
    /// Where the next line begins.
    end: usize,
    cost: i64,
}

/// Lines shorter than this share of the measure, in thousandths, are not weighed unless there are no others.
const SHORT: i64 = 700;
/// What a line costs that no rule allows: nothing else fits.
const FORCED: i64 = 1_000_000;

/// Breaks a paragraph. `width` gives the measure of the n-th line: the first, or any other.
pub(super) fn choose(task: &Task<'_>, width: impl Fn(usize) -> Length) -> Vec<FineLine> {
    let text = task.text;
    let enough = cheapest_line_by_line(task, &width);
    let mut ways: Vec<Option<Way>> = vec![None; text.len() + 1];
    ways[0] = Some(Way { cost: 0, from: 0 });
    let mut steps = Vec::new();
    for start in 0..text.len() {
        // What costs more already than a whole way that is known cannot be part of the best.
        let Some(way) = ways[start].filter(|way| way.cost <= enough) else { continue };
        task.steps(start, width(usize::from(start > 0)), &mut steps);
        for step in &steps {
            let cost = way.cost + step.cost;
            if ways[step.end].is_none_or(|known| cost < known.cost) {
                ways[step.end] = Some(Way { cost, from: start });
            }
        }
    }
    lines(task, &ways, width)
}

/// What a paragraph costs whose lines are chosen one by one, the cheapest each time: the best way costs no
/// more.
fn cheapest_line_by_line(task: &Task<'_>, width: &impl Fn(usize) -> Length) -> i64 {
    let (mut start, mut cost) = (0, 0);
    let mut steps = Vec::new();
    while start < task.text.len() {
        task.steps(start, width(usize::from(start > 0)), &mut steps);
        let Some(step) = steps.iter().min_by_key(|step| step.cost) else { break };
        (start, cost) = (step.end, cost + step.cost);
    }
    cost
}

impl Task<'_> {
    /// The lines that may begin at `start`; one at least.
    fn steps(&self, start: usize, measure: Length, steps: &mut Vec<Step>) {
        steps.clear();
        for end in self.ends(start, measure.scale(SHORT, 1000), measure) {
            let cost = self.cost(line_range(self.text, start, end), measure);
            steps.extend(cost.map(|cost| Step { end, cost }));
        }
        if steps.is_empty() {
            let end = next_break(self.text, start, measure);
            steps.push(Step { end, cost: FORCED });
        }
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
