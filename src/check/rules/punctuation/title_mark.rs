//! A mark behind the title of a document.

use crate::check::{Findings, Read, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::proof::Kind;

/// 标题末标点.
const CODE: Code = Code("P022");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "公文标题末有标点",
    severity: Severity::Warning,
    looks_for: "公文标题末尾的句号、逗号等点号。问号、叹号、括号、引号不算。",
    clause: "通行体例",
    wrong: "关于做好防汛工作的通知。\n各单位：\n请认真做好防汛工作。",
    right: "关于做好防汛工作的通知\n各单位：\n请认真做好防汛工作。",
    remedy: "删去标题末尾的点号。",
    mends: true,
    look,
};

/// With what titles of documents end.
const ENDINGS: [&str; 12] = [
    "通知", "通报", "报告", "请示", "批复", "意见", "决定", "公告", "通告", "的函", "方案", "纪要",
];
/// A title has no more characters.
const LONGEST: usize = 60;

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    let written = reading.paragraphs.iter().filter(|read| read.paragraph.kind != Kind::Blank);
    let mut written = written.skip_while(|read| read.paragraph.kind == Kind::Mark).peekable();
    let mut first = true;
    while let Some(read) = written.next() {
        let goes_on = written.peek().is_some_and(|next| next.paragraph.kind == Kind::Title);
        let is_last = read.paragraph.kind == Kind::Title && !goes_on;
        if is_last || first && is_title(read) && written.peek().is_some() {
            let text = read.text().trim_end();
            let words = text.trim_end_matches(['。', '，', '；', '、', '.', ',', ';']);
            let range = words.len()..text.len();
            if !range.is_empty() && !words.is_empty() {
                let message = format!("标题末尾不用“{}”", &text[range.clone()]);
                findings.report(read.index, range.clone(), message).mend(range, "");
            }
        }
        first = false;
    }
}

/// A first line that a full stop at its end has kept from being taken for a title.
fn is_title(read: &Read<'_>) -> bool {
    let text = read.text().trim();
    let words = text.trim_end_matches(['。', '.', '，', '；']);
    read.paragraph.kind == Kind::Body
        && read.paragraph.label.is_none()
        && text.chars().count() <= LONGEST
        && text.contains("关于")
        && !words.contains(['，', '。', '；', '：'])
        && ENDINGS.iter().any(|ending| words.ends_with(ending))
        && !["根据", "按照", "现将", "请", "你", "我", "为"]
            .iter()
            .any(|word| text.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, mends, silent};

    #[test]
    fn a_mark_behind_a_title_is_found() {
        finds(&RULE, &["关于做好防汛工作的通知⟦。⟧\n各单位：\n请认真做好防汛工作。"]);
    }

    #[test]
    fn sentences_and_clean_titles_are_left_alone() {
        silent(
            &RULE,
            &[
                "关于做好防汛工作的通知（试行）\n各单位：\n请做好工作。",
                "现将关于防汛工作的通知印发给你们，请执行。\n一、要求",
                "县政府印发了关于防汛工作的通知。",
            ],
        );
    }

    #[test]
    fn it_is_taken_away() {
        mends(
            &RULE,
            "关于做好防汛工作的通知。\n各单位：\n请做好工作。",
            "关于做好防汛工作的通知\n各单位：\n请做好工作。",
        );
    }
}
