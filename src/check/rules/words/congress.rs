//! Sessions of congresses and conferences without their number.

use super::first;
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 会议名称不全.
const CODE: Code = Code("W013");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "会议名称不全",
    severity: Severity::Hint,
    looks_for: "写了届、没有写次的会议名称：“第×届人大会议”“政协第×届……委员会会议”。“县人大会议期间”这类泛指不算。",
    clause: "《党政机关公文处理工作条例》第十九条（表述准确）；会议名称首次出现用全称的通行要求",
    wrong: "圆满完成青禾县第十七届人大会议服务工作。",
    right: "圆满完成青禾县第十七届人民代表大会第一次会议服务工作。",
    remedy: "写会议的全称，带届次：第×届人民代表大会第×次会议，政协第×届委员会第×次会议。",
    mends: false,
    look,
};

/// A name is no longer than this between 届 and 会议.
const LONGEST: usize = 12;

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for read in reading.prose() {
        let text = read.text();
        for (at, _) in text.match_indices('届').filter(|(at, _)| !read.is_quoted(*at)) {
            let Some(start) = ordinal(&text[..at]) else { continue };
            let behind = &text[at + '届'.len_utf8()..];
            let Some(length) = session(behind, &text[..start]) else { continue };
            let end = at + '届'.len_utf8() + length;
            let message = format!("“{}”没有写第几次会议，也不是全称", &text[start..end]);
            findings.report(read.index, start..end, message);
        }
    }
}

/// Where 第十七 begins at the end of a text.
fn ordinal(before: &str) -> Option<usize> {
    let digit = |c: char| c.is_ascii_digit() || "一二三四五六七八九十百".contains(c);
    let rest = before.trim_end_matches(digit);
    (rest.len() < before.len() && rest.ends_with('第')).then(|| rest.len() - '第'.len_utf8())
}

/// How long the name of a session is that has no number, behind 届.
fn session(behind: &str, before: &str) -> Option<usize> {
    if behind.starts_with("人大会议") {
        return Some("人大会议".len());
    }
    let behind = first(behind, LONGEST + 5);
    let end = behind.find("委员会会议")?;
    let conference = before.ends_with("政治协商会议") || before.ends_with("政协");
    let name = &behind[..end];
    let plain = name.chars().count() <= LONGEST && !name.contains(['次', '，', '、', '。', '届']);
    (conference && plain).then(|| end + "委员会会议".len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn sessions_without_their_number_are_found() {
        finds(
            &RULE,
            &[
                "完成襄汾县⟦第十七届人大会议⟧、中国人民政治协商会议⟦第十五届襄汾县委员会会议⟧等会议服务。",
            ],
        );
    }

    #[test]
    fn full_names_and_general_words_are_left_alone() {
        silent(
            &RULE,
            &[
                "青禾县第十七届人民代表大会第一次会议、政协青禾县第十五届委员会第一次会议先后召开。",
                "县人大会议期间做好服务，第十七届人大常委会第三次会议通过了决定。",
                "中国共产党襄汾县第十四次代表大会、十三届全国人大四次会议精神已经传达。",
                "党的十九届中央委员会会议、第六届村民委员会会议均有记录。",
            ],
        );
    }
}
