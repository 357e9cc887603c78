//! Marks behind the names of 附件说明.

use crate::check::{Findings, Read, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::proof::{Kind, Pattern};

/// 附件说明末尾有标点.
const CODE: Code = Code("D007");

/// Marks that may be put behind a name.
const MARKS: [char; 6] = ['。', '；', '，', '、', ';', ','];
/// A line with more characters is a sentence about attachments rather than a name.
const LONGEST: usize = 60;

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "附件名称后有标点",
    severity: Severity::Error,
    looks_for: "附件说明里附件名称后面的句号、分号、逗号、顿号。",
    clause: "GB/T 9704-2012 7.3.4",
    wrong: "请按时报送。\n附件：1.学生资助申请表；\n2.学生资助公示样式。",
    right: "请按时报送。\n附件：1.学生资助申请表\n2.学生资助公示样式",
    remedy: "删去附件名称后面的标点。",
    mends: true,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    let mut in_note = false;
    for read in &reading.paragraphs {
        in_note = read.paragraph.kind == Kind::AttachmentNote || in_note && goes_on(read);
        if !in_note {
            continue;
        }
        let text = read.text().trim_end();
        let name = text.trim_end_matches(MARKS);
        let marks = name.len()..text.len();
        let is_sentence = name.contains(['。', '；']) || name.chars().count() > LONGEST;
        if marks.is_empty() || is_sentence {
            continue;
        }
        let message = format!("附件名称后面不加“{}”", &text[marks.clone()]);
        findings.report(read.index, marks.clone(), message).mend(marks, "");
    }
}

/// Whether a paragraph behind a name is the next one, a full stop behind it all the same.
fn goes_on(read: &Read<'_>) -> bool {
    let numbered = read.paragraph.label.as_ref().is_some_and(|label| {
        label.ordinal > 1 && matches!(label.pattern, Pattern::ArabicPoint | Pattern::ArabicComma)
    });
    numbered && !read.text().trim_end().trim_end_matches(MARKS).contains(['，', '。', '；'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, mends, silent};

    #[test]
    fn marks_behind_names_are_found() {
        finds(&RULE, &["请报送。\n附件：1.申请表⟦；⟧\n2.公示样式⟦。⟧\n青禾县教育局"]);
        finds(&RULE, &["请报送。\n附件：\n1.申请表⟦；⟧\n2.公示样式⟦。⟧\n青禾县教育局"]);
        mends(&RULE, "请报送。\n附件：申请表。", "请报送。\n附件：申请表");
    }

    #[test]
    fn sentences_and_brackets_are_left_alone() {
        silent(
            &RULE,
            &[
                "请报送。\n附件：《青禾县公务用车管理办法》\n2.名单（共3页）",
                "附件：材料分两类。一类报局办公室；一类报财务股。",
                "附件1至附件3的样式如下。",
            ],
        );
    }
}
