//! 校对: what gets an official document sent back, found in a proof. `reading` takes the text apart once (sentences,
//! quotations, quantities, years), each rule under `rules` looks at that and reports findings, `profile` says what
//! a unit wants otherwise. How findings look, and which file they came from, is not known here.

mod finding;
mod mend;
mod page;
pub mod profile;
mod reading;
mod rule;
mod rules;
mod silence;
#[cfg(test)]
mod testing;

pub use finding::{Finding, Findings};
pub use mend::{Change, Mended, mend, mended_texts};
pub use page::{page, pages};
pub use profile::Profile;
pub use reading::{Bound, Quantity, Read, Reading, Year};
pub use rule::{Family, Rule};
pub use rules::{all, find};
pub use silence::{Silences, UNUSED as UNUSED_SILENCE};

use rayon::prelude::*;

use crate::proof::Proof;

/// Everything the rules find in a proof, in the order of its text. No rule knows of another, so they look side by side.
#[must_use]
pub fn check(proof: &Proof, profile: &Profile) -> Vec<Finding> {
    let reading = Reading::new(proof, profile);
    let rules: Vec<_> = all().filter_map(|rule| Some((rule, profile.severity(rule)?))).collect();
    let found: Vec<Findings> = rules
        .into_par_iter()
        .map(|(rule, severity)| {
            let mut findings = Findings::of(rule, severity);
            (rule.look)(&reading, &mut findings);
            findings
        })
        .collect();
    Findings::sorted(found)
}
