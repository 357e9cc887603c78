//! Forms of a word that are not the one to be used.

use super::lexicon::{Quoted, lexicon, report};
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 异形词.
const CODE: Code = Code("W003");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "异形词",
    severity: Severity::Warning,
    looks_for: "同一个词的另一种写法（“帐户”“部份”“其它”等），公文用推荐的写法。蚊帐、帐篷不算；书名号和引号里的原文不查。",
    clause: "《第一批异形词整理表》（GF 1001-2001）；《现代汉语词典》（第7版）",
    wrong: "资产账务管理合规，帐实相符。",
    right: "资产账务管理合规，账实相符。",
    remedy: "改成推荐的写法。",
    mends: false,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    report(&RULE, &lexicon().variants, Quoted::Nothing, reading, findings);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{findings, finds, severities, silent};

    #[test]
    fn forms_are_found_in_text_and_in_rows() {
        finds(
            &RULE,
            &[
                "资产账务管理合规，⟦帐实⟧相符\t　合规\n接待人数1000人\t　1000人",
                "对暖气管道及⟦其它⟧设施进行检修。",
            ],
        );
    }

    #[test]
    fn tents_and_what_is_quoted_are_left_alone() {
        silent(
            &RULE,
            &[
                "新购帐篷40顶、蚊帐120顶，账目清楚。",
                "原件题为《关于其它收入管理的通知》，上面写着“帐目公开”。",
                "采取措施，尤其它是民生工程。",
            ],
        );
    }

    #[test]
    fn a_word_has_a_severity_of_its_own() {
        let text = "核对帐户、大部份资料和其它资料。";
        assert_eq!(severities(&RULE, text), [Severity::Error, Severity::Warning, Severity::Hint]);
    }

    #[test]
    fn a_form_is_told_and_not_changed_unasked() {
        // A list of words cannot know every sentence: what to write instead is said, the file is left alone.
        let found = findings(&RULE, "核对帐户。");
        assert!(found[0].help.contains("账户") && found[0].mending.is_empty(), "{found:#?}");
    }
}
