//! Characters that are wrong in every text.

use super::lexicon::{Quoted, lexicon, report};
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 错字.
const CODE: Code = Code("W002");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "错字",
    severity: Severity::Error,
    looks_for: "写错的字：词表里错的写法（“察堪”“布署”“迫不急待”等）。书名号里的名称是原文，不查；引号里只有这个词的，是在说这个词，也不查。",
    clause: "《现代汉语词典》（第7版）；《通用规范汉字表》（国发〔2013〕23号）",
    wrong: "会议布署了冬季防火工作，对三处林区进行了实地察堪。",
    right: "会议部署了冬季防火工作，对三处林区进行了实地勘察。",
    remedy: "改成对的字。",
    mends: false,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    report(&RULE, &lexicon().characters, Quoted::Words, reading, findings);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{findings, finds, silent};

    #[test]
    fn words_are_found_in_running_text_cells_and_quotations() {
        finds(
            &RULE,
            &[
                "对15个单位进行实地⟦察堪⟧，并完成图纸设计。",
                "会议要求做到“安全⟦渡汛⟧、平稳过渡”。",
                "检查项目                  情况\n思想⟦松驰⟧                  无",
            ],
        );
    }

    #[test]
    fn what_is_cited_or_spoken_of_is_left_alone() {
        silent(
            &RULE,
            &[
                "档案里有《关于布署冬季防火工作的通知》一份。",
                "校对时把“察堪”改成了“勘察”。",
                "报纸发布署名文章，全部暑期培训班已经检查。",
            ],
        );
    }

    #[test]
    fn a_character_is_told_and_not_changed_unasked() {
        // A list of words cannot know every sentence: what to write instead is said, the file is left alone.
        let found = findings(&RULE, "会议布署了工作。");
        assert!(found[0].help.contains("部署") && found[0].mending.is_empty(), "{found:#?}");
    }
}
