//! Forms of address and names that call for care.

use super::lexicon::{Quoted, lexicon, report};
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 须慎用的称谓.
const CODE: Code = Code("W007");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "须慎用的称谓",
    severity: Severity::Warning,
    looks_for: "不规范的称谓：职务和机关配错（“县人大主席”）、民族和地区的名称乱简称、带歧视的称呼。书名号和引号里的原文不查。",
    clause: "《中华人民共和国宪法》；《中华人民共和国地方各级人民代表大会和地方各级人民政府组织法》；新华社公布的禁用词和慎用词",
    wrong: "走访慰问残废人家庭23户。",
    right: "走访慰问残疾人家庭23户。",
    remedy: "改成规范的称谓。",
    mends: false,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    report(&RULE, &lexicon().sensitive, Quoted::Nothing, reading, findings);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn names_are_found() {
        finds(&RULE, &["慰问⟦残废人⟧23户。", "⟦党组委员⟧参加会议。", "会见⟦全国政协代表⟧。"]);
    }

    #[test]
    fn right_names_are_left_alone() {
        silent(
            &RULE,
            &[
                "县人大常委会主任、县政协主席、党组成员出席。",
                "全国政协代表团、县人大主席团成员参加。",
                "内蒙古自治区、港澳台地区的企业参展。",
            ],
        );
    }
}
