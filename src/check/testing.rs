//! For the tests of rules: texts with the places to be found set between ⟦ and ⟧.

use super::{Finding, Findings, Profile, Reading, Rule};
use crate::diag::{FileId, Severity};
use crate::proof::{Proof, of_text};
use crate::source::SourceMap;

/// The proof of a plain text, a paragraph a line.
pub(super) fn proof(text: &str) -> Proof {
    let mut sources = SourceMap::default();
    let file = sources.add("稿.txt", text.as_bytes().to_vec()).unwrap();
    assert_eq!(file, FileId::new(0));
    of_text(file, sources.file(file))
}

/// What one rule finds in a plain text.
pub(super) fn findings(rule: &'static Rule, text: &str) -> Vec<Finding> {
    findings_with(rule, text, &Profile::default())
}

/// What one rule finds in a plain text under a profile.
pub(super) fn findings_with(rule: &'static Rule, text: &str, profile: &Profile) -> Vec<Finding> {
    let proof = proof(text);
    look(rule, &proof, profile)
}

/// What one rule finds in a proof.
pub(super) fn look(rule: &'static Rule, proof: &Proof, profile: &Profile) -> Vec<Finding> {
    let reading = Reading::new(proof, profile);
    let mut findings = Findings::of(rule, rule.severity);
    (rule.look)(&reading, &mut findings);
    Findings::sorted(vec![findings])
}

/// A text with ⟦ and ⟧ around each finding.
pub(super) fn marked(text: &str, findings: &[Finding]) -> String {
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    for finding in findings.iter().rev() {
        let line = &mut lines[finding.paragraph];
        line.insert(finding.range.end, '⟧');
        line.insert(finding.range.start, '⟦');
    }
    lines.join("\n")
}

/// Fails unless the rule finds just the places between ⟦ and ⟧ of each text.
#[track_caller]
pub(super) fn finds(rule: &'static Rule, texts: &[&str]) {
    for wanted in texts {
        let text = wanted.replace(['⟦', '⟧'], "");
        let found = findings(rule, &text);
        assert_eq!(&marked(&text, &found), wanted, "{} {found:#?}", rule.code.0);
    }
}

/// Fails if the rule finds anything in one of the texts.
#[track_caller]
pub(super) fn silent(rule: &'static Rule, texts: &[&str]) {
    for text in texts {
        let found = findings(rule, text);
        assert!(found.is_empty(), "{}: {} {found:#?}", rule.code.0, marked(text, &found));
    }
}

/// Fails unless what the rule mends in `before` makes `after` of it, in which it then finds nothing to mend.
#[track_caller]
pub(super) fn mends(rule: &'static Rule, before: &str, after: &str) {
    let mended = mended(before, &findings(rule, before));
    assert_eq!(mended, after, "{}", rule.code.0);
    let left = findings(rule, after);
    assert!(left.iter().all(|finding| finding.mending.is_empty()), "mended once more: {left:#?}");
}

fn mended(text: &str, findings: &[Finding]) -> String {
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    let edits = findings
        .iter()
        .flat_map(|each| each.mending.iter().map(move |edit| (each.paragraph, edit)));
    let mut edits: Vec<_> = edits.collect();
    edits.sort_by_key(|(paragraph, (range, _))| (*paragraph, range.start));
    for (paragraph, (range, with)) in edits.into_iter().rev() {
        lines[paragraph].replace_range(range.clone(), with);
    }
    lines.join("\n")
}

/// How bad each finding in a text is.
pub(super) fn severities(rule: &'static Rule, text: &str) -> Vec<Severity> {
    findings(rule, text).iter().map(|finding| finding.severity).collect()
}
