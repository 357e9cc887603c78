//! Series of numbered paragraphs and the years they begin with.

use std::collections::BTreeMap;

use crate::check::{Read, Reading, Year};
use crate::proof::{Kind, Pattern};

/// A numbered paragraph that begins with a year.
pub(super) struct Opening<'r, 'p> {
    /// The paragraph.
    pub(super) read: &'r Read<'p>,
    /// Its year.
    pub(super) year: &'r Year,
}

/// Numbered paragraphs of one series.
#[derive(Default)]
pub(super) struct Series<'r, 'p> {
    /// The number of the last one.
    last: u32,
    /// Those that begin with a year, in order.
    pub(super) openings: Vec<Opening<'r, 'p>>,
}

/// The series of a document.
pub(super) fn series<'r, 'p>(reading: &'r Reading<'p>) -> Vec<Series<'r, 'p>> {
    let mut done = Vec::new();
    let mut open: BTreeMap<Pattern, Series<'r, 'p>> = BTreeMap::new();
    for read in &reading.paragraphs {
        let Some(label) = &read.paragraph.label else {
            if matches!(read.paragraph.kind, Kind::Mark | Kind::Title) {
                done.extend(std::mem::take(&mut open).into_values());
            }
            continue;
        };
        // A number of a higher level ends what stands under it.
        let ended: Vec<Pattern> =
            open.keys().copied().filter(|key| key.level() > label.pattern.level()).collect();
        done.extend(ended.iter().filter_map(|key| open.remove(key)));
        let series = open.entry(label.pattern).or_default();
        if label.ordinal != series.last + 1 {
            done.push(std::mem::take(series));
        }
        series.last = label.ordinal;
        let text = read.text();
        let start = read.paragraph.label.as_ref().map_or(0, |label| label.range.end);
        let start = text.len() - text[start..].trim_start().len();
        if let Some(year) = read.years_in(&(start..start + 1)).first() {
            series.openings.push(Opening { read, year });
        }
    }
    done.extend(open.into_values());
    done
}
