//! Words that say a thing twice, contradict each other or do not go together.

use super::lexicon::{Quoted, lexicon, report};
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 表述不当.
const CODE: Code = Code("W004");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "表述不当",
    severity: Severity::Warning,
    looks_for: "重复的（截至……为止）、矛盾的（切忌不要）、搭配不当的（加快力度）和不成词的（尾期）说法。书名号和引号里的原文不查。",
    clause: "《现代汉语词典》（第7版）；出版物和公文的通行用法",
    wrong: "截至目前为止，电子中心已召开各种会议385次。",
    right: "截至目前，电子中心已召开各种会议385次。",
    remedy: "换成通行的说法。",
    mends: false,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    report(&RULE, &lexicon().wording, Quoted::Nothing, reading, findings);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn wording_is_found() {
        finds(
            &RULE,
            &["修缮工作⟦已近尾期⟧，正在审计。", "⟦截至目前为止⟧已召开会议。", "要⟦加快力度⟧推进。"],
        );
    }

    #[test]
    fn what_is_said_well_is_left_alone() {
        silent(
            &RULE,
            &[
                "截至目前，工程接近尾声，收尾期间要抓好安全。",
                "到目前为止，已加大力度、加快进度。",
                "加大进度款支付力度，截至到期日前还清。",
            ],
        );
    }
}
