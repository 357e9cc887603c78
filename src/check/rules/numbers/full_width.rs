//! Digits and letters of full width.

use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 全角数字、字母.
const CODE: Code = Code("N009");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "全角数字、字母",
    severity: Severity::Warning,
    looks_for: "全角的阿拉伯数字、字母和百分号。段首的序号不算。",
    clause: "GB/T 15835-2011 5.1.7",
    wrong: "全年召开会议１２次，完成率１００％。",
    right: "全年召开会议12次，完成率100%。",
    remedy: "改成半角。",
    mends: true,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for read in reading.written() {
        let text = read.text();
        let label = read.paragraph.label.as_ref().map_or(0, |label| label.range.end);
        let mut at = label;
        while let Some(found) = text[at..].find(|c| is_wide(c) || c == '％') {
            let start = at + found;
            let end = end(text, start);
            at = end;
            let half: String = text[start..end].chars().map(narrow).collect();
            let message = format!("全角的“{}”应为半角的“{half}”", &text[start..end]);
            findings.report(read.index, start..end, message).mend(start..end, half);
        }
    }
}

fn is_wide(character: char) -> bool {
    matches!(character, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

/// Where a run of wide characters ends; a wide point between two of them belongs to them.
fn end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut characters = text[start..].char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let point = character == '．'
            && characters.peek().is_some_and(|(_, next)| matches!(next, '０'..='９'));
        if !is_wide(character) && character != '％' && !(point && at > 0) {
            break;
        }
        end = start + at + character.len_utf8();
    }
    end
}

fn narrow(character: char) -> char {
    let code = u32::from(character);
    let narrow = (0xFF01..=0xFF5E).contains(&code).then(|| char::from_u32(code - 0xFEE0));
    narrow.flatten().unwrap_or(character)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, mends, silent};

    #[test]
    fn runs_are_found_whole() {
        finds(&RULE, &["召开会议⟦１２⟧次，完成率⟦９８．５％⟧，使用⟦ＡＰＰ⟧办理，得50⟦％⟧。"]);
        silent(&RULE, &["１．加强领导，落实责任。", "召开会议12次，完成率98.5%，使用APP办理。"]);
    }

    #[test]
    fn they_become_half_as_wide() {
        mends(&RULE, "召开会议１２次，完成率９８．５％。", "召开会议12次，完成率98.5%。");
    }
}
