//! Numbers that were typed into a file whose numbers the program counts.

use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::proof::{Kind, Label, Pattern};

/// 手写层次序数.
const CODE: Code = Code("S012");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "手写层次序数",
    severity: Severity::Warning,
    looks_for: "由程序编号的 YAML 文件里，正文、标题开头又手写了“一、”“（一）”“1.”“（1）”。\
                “①”、文中列举不算。",
    clause: "GB/T 9704-2012 7.3.3（层次序数由程序编排）",
    wrong: "一、单位概况",
    right: "单位概况",
    remedy: "删去手写的序数，改成标题层级，由程序编号。",
    mends: false,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    if reading.proof.typed {
        return;
    }
    for read in &reading.paragraphs {
        if !matches!(read.paragraph.kind, Kind::Body | Kind::Heading) {
            continue;
        }
        let Some(label) = Label::typed(read.text()) else { continue };
        if label.pattern == Pattern::Circled || label.is_doubtful(read.text()) {
            continue;
        }
        let message = format!("开头手写了序数“{}”，程序会再编一次号，或者编不到它", label.text);
        findings.report(read.index, label.range, message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Profile;
    use crate::check::testing::{look, proof};

    fn found(text: &str, typed: bool) -> Vec<usize> {
        let mut proof = proof(text);
        proof.typed = typed;
        look(&RULE, &proof, &Profile::default())
            .into_iter()
            .map(|finding| finding.range.end)
            .collect()
    }

    #[test]
    fn typed_numbers_are_found_where_the_program_counts() {
        assert_eq!(found("一、单位概况", false), [6]);
        assert_eq!(found("（2）加强培训，提高能力。", false), [7]);
        assert_eq!(found("一、单位概况", true), [0; 0]);
        assert_eq!(
            found("①申请表；②身份证。\n一、二年级不布置作业。\n1.5万亩农田。", false),
            [0; 0]
        );
    }
}
