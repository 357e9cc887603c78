//! What a check finds in a document that is being built: counted, refused, or put beside the text.

use crate::check::{Finding, Profile};
use crate::cli::check::{Counts, proofread};
use crate::compile::{Comment, Compiled};
use crate::diag::{Diagnostic, FileId, Severity};
use crate::proof::{Proof, of_galley};
use crate::source::SourceMap;

/// A document with its findings.
pub(super) struct Checked {
    pub(super) counts: Counts,
    proof: Proof,
    findings: Vec<Finding>,
}

impl Checked {
    pub(super) fn of(
        compiled: &Compiled,
        profile: &Profile,
        file: FileId,
        sources: &SourceMap,
    ) -> Self {
        let proof = of_galley(&compiled.galley, Some(&compiled.layout), sources);
        let (findings, _) = proofread(&proof, profile, file, sources, true);
        let found: Vec<Diagnostic> =
            findings.iter().filter_map(|finding| finding.to_diagnostic(&proof)).collect();
        Self { counts: Counts::of(&found), proof, findings }
    }

    /// The findings for which a document is not built.
    pub(super) fn errors(&self) -> Vec<Diagnostic> {
        let errors = self.findings.iter().filter(|finding| finding.severity == Severity::Error);
        errors.filter_map(|finding| finding.to_diagnostic(&self.proof)).collect()
    }

    /// The findings as comments beside the text.
    pub(super) fn comments(&self) -> Vec<Comment> {
        self.findings.iter().filter_map(|finding| self.comment(finding)).collect()
    }

    fn comment(&self, finding: &Finding) -> Option<Comment> {
        let paragraph = self.proof.paragraphs.get(finding.paragraph)?;
        let count = |end: usize| paragraph.text.get(..end).map(|text| text.chars().count());
        let characters = count(finding.range.start)?..count(finding.range.end)?;
        let (code, severity) = (finding.rule.code.0, finding.severity.name());
        let mut text = format!("【{severity} {code}】{}", finding.message);
        for (name, words) in [("改法", finding.help.as_str()), ("依据", finding.rule.clause)] {
            if !words.is_empty() {
                text.extend(["\n", name, "：", words]);
            }
        }
        Some(Comment { block: paragraph.block?, characters, text })
    }
}
