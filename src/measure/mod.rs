//! 版面量测单: every measure of GB/T 9704 that can be taken from a finished PDF, asked and found. What is
//! asked is the template's, what is found comes from `inspect`; a file a group of clauses. How the sheet
//! looks is for `cli`.

mod grid;
mod numbers;
mod opening;
mod page;
mod read;
#[cfg(test)]
mod tests;
mod typeface;

use crate::inspect::Page;
use crate::template::Sheet;
use crate::unit::Length;
use read::Document;

/// One measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Where it is asked: `5.2.1`.
    pub clause: &'static str,
    /// What is measured.
    pub what: &'static str,
    /// As asked.
    pub wanted: String,
    /// As found, with the page where it matters; empty where it cannot be measured.
    pub found: String,
    /// How far it may be off; empty where there is nothing to be off.
    pub tolerance: String,
    /// Whether it holds.
    pub verdict: Verdict,
}

/// Whether a measure holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// As asked.
    Holds,
    /// Otherwise, where the standard says 应当 or gives the measure without more ado (规).
    Fails,
    /// Otherwise, where the standard says 一般 (般).
    Deviates,
    /// Nothing in this document shows it.
    NotShown,
}

/// How strongly the standard asks.
#[derive(Clone, Copy)]
enum Force {
    /// 规.
    Must,
    /// 般.
    Usual,
}

/// Takes every measure of a document by what `sheet` asks.
#[must_use]
pub fn measure(pages: &[Page], sheet: &Sheet) -> Vec<Measure> {
    let document = Document::new(pages, sheet);
    let mut measures = Vec::new();
    page::measure(&document, &mut measures);
    grid::measure(&document, &mut measures);
    typeface::measure(&document, &mut measures);
    opening::measure(&document, &mut measures);
    numbers::measure(&document, &mut measures);
    measures
}

impl Measure {
    /// A length that ought to be `wanted`, give or take `tolerance`.
    fn length(
        (clause, what): (&'static str, &'static str),
        force: Force,
        wanted: Length,
        tolerance: Length,
        found: Option<Length>,
    ) -> Self {
        let off = found.map(|found| (found - wanted).max(wanted - found));
        Self {
            clause,
            what,
            wanted: wanted.to_string(),
            found: found.map(|found| found.to_string()).unwrap_or_default(),
            tolerance: format!("±{tolerance}"),
            verdict: judged(off.map(|off| off <= tolerance), force),
        }
    }

    /// Something that is so or is not.
    fn fact(
        (clause, what): (&'static str, &'static str),
        force: Force,
        wanted: impl Into<String>,
        found: Option<(bool, String)>,
    ) -> Self {
        let (holds, found) = match found {
            Some((holds, found)) => (Some(holds), found),
            None => (None, String::new()),
        };
        let verdict = judged(holds, force);
        Self { clause, what, wanted: wanted.into(), found, tolerance: String::new(), verdict }
    }
}

fn judged(holds: Option<bool>, force: Force) -> Verdict {
    match (holds, force) {
        (None, _) => Verdict::NotShown,
        (Some(true), _) => Verdict::Holds,
        (Some(false), Force::Must) => Verdict::Fails,
        (Some(false), Force::Usual) => Verdict::Deviates,
    }
}
