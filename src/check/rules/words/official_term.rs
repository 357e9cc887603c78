//! Terms of official documents that have another name.

use super::lexicon::{Quoted, lexicon, report};
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 公文用语.
const CODE: Code = Code("W005");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "公文用语",
    severity: Severity::Warning,
    looks_for: "公文里的文种、要素、套语写错或已经不用的（“会议记要”“抄报：”“特此请示报告”等）。书名号和引号里的原文不查。",
    clause: "《党政机关公文处理工作条例》第八条、第九条、第十五条",
    wrong: "经研究，形成会议记要一份。",
    right: "经研究，形成会议纪要一份。",
    remedy: "改成规范的用语。",
    mends: false,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    report(&RULE, &lexicon().terms, Quoted::Nothing, reading, findings);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{findings, finds, silent};

    #[test]
    fn terms_are_found() {
        finds(&RULE, &["⟦特此请示报告⟧。", "形成⟦会议记要⟧一份。", "⟦妥否请批示⟧。"]);
    }

    #[test]
    fn right_terms_are_left_alone() {
        silent(&RULE, &["妥否，请批示。", "会议纪要和会议记录一并归档。", "特此报告。"]);
    }

    #[test]
    fn a_term_is_told_and_not_changed_unasked() {
        // A list of words cannot know every sentence: what to write instead is said, the file is left alone.
        let found = findings(&RULE, "印发会议记要。");
        assert!(found[0].help.contains("会议纪要") && found[0].mending.is_empty(), "{found:#?}");
    }
}
