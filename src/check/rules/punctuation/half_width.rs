//! Marks of half width among hanzi.

use std::ops::Range;

use crate::check::{Findings, Read, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::proof::Kind;
use crate::text::{Class, class_of};

/// 半角标点.
const CODE: Code = Code("P001");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "半角标点",
    severity: Severity::Error,
    looks_for: "汉字中间的半角逗号、分号、冒号、问号、叹号。数字、字母、网址、时刻、比例里的不算。",
    clause: "GB/T 15834-2011 5.1",
    wrong: "公务用车的编制、配备、更新、处置工作,拟定相关制度。",
    right: "公务用车的编制、配备、更新、处置工作，拟定相关制度。",
    remedy: "改成全角的标点。",
    mends: true,
    look,
};

/// Marks of half width and what they are in Chinese.
const MARKS: [(char, char); 5] = [(',', '，'), (';', '；'), (':', '：'), ('?', '？'), ('!', '！')];

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for read in reading.paragraphs.iter().filter(|read| read.paragraph.kind != Kind::Mark) {
        for (at, character) in read.text().char_indices() {
            let Some((_, full)) = MARKS.iter().find(|(half, _)| *half == character) else {
                continue;
            };
            if is_chinese(read, at) {
                let range = at..at + character.len_utf8();
                let mending = with_spaces(read.text(), &range);
                let message = format!("半角的“{character}”应为全角的“{full}”");
                findings.report(read.index, range, message).mend(mending, *full);
            }
        }
    }
}

/// Whether a mark stands behind hanzi and in front of hanzi, of a number or of nothing.
fn is_chinese(read: &Read<'_>, at: usize) -> bool {
    let text = read.text();
    let han =
        |c: char| class_of(c) == Class::Han || matches!(class_of(c), Class::Open | Class::Close);
    let before = text[..at].trim_end_matches(' ').chars().next_back();
    let behind = text[at + 1..].trim_start_matches(' ').chars().next();
    before.is_some_and(|c| han(c) || c == '%')
        && behind.is_none_or(|c| han(c) || c.is_ascii_digit() || c == '“')
}

/// A mark together with the spaces of half width behind it.
fn with_spaces(text: &str, range: &Range<usize>) -> Range<usize> {
    let behind = &text[range.end..];
    range.start..range.end + behind.len() - behind.trim_start_matches(' ').len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, mends, silent};

    #[test]
    fn marks_among_hanzi_are_found_where_they_stand() {
        finds(
            &RULE,
            &[
                "更新、处置工作⟦,⟧拟定相关制度。",
                "完成率100%⟦,⟧任务及时。",
                "召开会议20次⟦;⟧更换桌椅。",
                "确保安全⟦, ⟧提供保障。".replace("⟦, ⟧", "⟦,⟧ ").as_str(),
            ],
        );
    }

    #[test]
    fn numbers_codes_and_times_keep_their_marks() {
        silent(
            &RULE,
            &[
                "拨款1,234.56元，于10:30到账，比例3:1。",
                "详见 https://www.example.gov.cn/a,b 的公告。",
                "采用Windows, Linux两种系统。",
            ],
        );
    }

    #[test]
    fn a_mark_takes_the_space_behind_it_along() {
        mends(&RULE, "达到100%, 确保各项工作。", "达到100%，确保各项工作。");
    }
}
