//! Findings: which rule, where in the proof, what it says, what mends it.

use std::fmt;
use std::ops::Range;

use super::rule::Rule;
use crate::diag::{Diagnostic, Edit, Severity};
use crate::proof::{Paragraph, Proof};

/// A finding.
#[derive(Clone)]
pub struct Finding {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// How bad it is here.
    pub severity: Severity,
    /// The paragraph of the proof.
    pub paragraph: usize,
    /// Bytes of its text; empty for what is missing there.
    pub range: Range<usize>,
    /// What is wrong, one Chinese sentence without a final full stop.
    pub message: String,
    /// What to do about it; empty for none.
    pub help: String,
    /// What mends it for certain: bytes of the paragraph's text and what stands there instead. Empty for none.
    pub mending: Vec<(Range<usize>, String)>,
}

impl fmt::Debug for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rule, paragraph, range, message, .. } = self;
        write!(f, "{} {paragraph}:{}..{} {message}", rule.code.0, range.start, range.end)
    }
}

impl Finding {
    /// The finding at its place in the source; `None` where its paragraph has none.
    #[must_use]
    pub fn to_diagnostic(&self, proof: &Proof) -> Option<Diagnostic> {
        self.clone().into_diagnostic(proof)
    }

    /// The same, where the finding is needed no more.
    #[must_use]
    pub fn into_diagnostic(self, proof: &Proof) -> Option<Diagnostic> {
        let paragraph = proof.paragraphs.get(self.paragraph)?;
        let span = paragraph.span(self.range.clone())?;
        let edits = self.edits(paragraph).unwrap_or_default();
        let Self { rule, severity, message, help, .. } = self;
        let found = Diagnostic::found(rule.code, severity, span, message);
        Some(Diagnostic { edits, ..found.help(help).clause(rule.clause) })
    }

    /// What mends it in the source; `None` where the source does not hold the text just so.
    pub(super) fn edits(&self, paragraph: &Paragraph) -> Option<Vec<Edit>> {
        let edit = |(range, text): &(Range<usize>, String)| {
            let span = paragraph.span(range.clone())?;
            paragraph.is_verbatim(range).then(|| Edit { span, text: text.clone() })
        };
        self.mending.iter().map(edit).collect()
    }
}

/// Collects what a rule reports.
pub struct Findings {
    list: Vec<Finding>,
    rule: &'static Rule,
    severity: Severity,
}

impl Findings {
    /// For a rule, whose findings are so bad.
    pub(super) fn of(rule: &'static Rule, severity: Severity) -> Self {
        Self { list: Vec::new(), rule, severity }
    }

    /// Reports `message` at bytes `range` of the text of paragraph number `paragraph`.
    pub(super) fn report(
        &mut self,
        paragraph: usize,
        range: Range<usize>,
        message: impl Into<String>,
    ) -> Reported<'_> {
        let (rule, severity) = (self.rule, self.severity);
        self.list.push(Finding {
            rule,
            severity,
            paragraph,
            range,
            message: message.into(),
            help: rule.remedy.trim_end_matches('。').to_owned(),
            mending: Vec::new(),
        });
        Reported { finding: self.list.last_mut(), rule, severity }
    }

    /// What all rules found, in the order of the text; of findings at the same place, the worse first.
    pub(super) fn sorted(found: Vec<Self>) -> Vec<Finding> {
        let mut list: Vec<Finding> = found.into_iter().flat_map(|found| found.list).collect();
        list.sort_by_key(|each| {
            (each.paragraph, each.range.start, each.severity, each.rule.code, each.range.end)
        });
        list
    }
}

/// A finding that has been reported, to say more of it.
pub(super) struct Reported<'f> {
    finding: Option<&'f mut Finding>,
    rule: &'static Rule,
    severity: Severity,
}

impl Reported<'_> {
    /// Advice for this place, instead of the rule's own.
    pub(super) fn help(self, help: impl Into<String>) -> Self {
        self.change(|finding| finding.help = help.into())
    }

    /// How bad it is here, unless the profile has said how bad all findings of the rule are.
    pub(super) fn severity(self, severity: Severity) -> Self {
        let own = self.rule.severity == self.severity;
        if own { self.change(|finding| finding.severity = severity) } else { self }
    }

    /// Certain to be mended by putting `text` in place of bytes `range`.
    pub(super) fn mend(self, range: Range<usize>, text: impl Into<String>) -> Self {
        self.change(|finding| finding.mending.push((range, text.into())))
    }

    fn change(mut self, change: impl FnOnce(&mut Finding)) -> Self {
        if let Some(finding) = self.finding.as_deref_mut() {
            change(finding);
        }
        self
    }
}
