//! Short names of organs and meetings that are put together wrongly.

use super::lexicon::{Quoted, lexicon, report};
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 机构和会议简称.
const CODE: Code = Code("W006");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "机构和会议简称",
    severity: Severity::Warning,
    looks_for: "机构、会议的简称拼错的：简称和全称拼在一起（“发改委员会”）、机关名称写混（“县政府常委会”）、全会按“大”称说（“二十大三中全会”）。书名号和引号里的原文不查。",
    clause: "《中国共产党章程》；《中华人民共和国地方各级人民代表大会和地方各级人民政府组织法》",
    wrong: "学习贯彻党的二十大三中全会精神。",
    right: "学习贯彻党的二十届三中全会精神。",
    remedy: "改成全称或规范的简称。",
    mends: false,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    report(&RULE, &lexicon().short_names, Quoted::Nothing, reading, findings);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{findings, finds, silent};

    #[test]
    fn short_names_are_found() {
        finds(
            &RULE,
            &["党的二十⟦大三中全会⟧精神。", "⟦县政府常委会⟧研究决定。", "县⟦纪检委⟧书记讲话。"],
        );
    }

    #[test]
    fn right_names_are_left_alone() {
        silent(
            &RULE,
            &[
                "县委常委会会议、县政府常务会议先后召开。",
                "纪检委员参加，二十届三中全会精神已经传达。",
                "县人大常委会、县发展和改革委员会派员参加。",
            ],
        );
    }

    #[test]
    fn a_name_is_told_and_not_changed_unasked() {
        // A list of words cannot know every sentence: what to write instead is said, the file is left alone.
        let found = findings(&RULE, "学习二十大三中全会精神。");
        assert!(
            found[0].message.contains("二十届三中全会") && found[0].mending.is_empty(),
            "{found:#?}"
        );
    }
}
