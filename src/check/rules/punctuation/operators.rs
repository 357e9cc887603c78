//! `>=` and the like for ≥ in text.

use super::{before, behind, is_hanzi};
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 拼凑的比较符号.
const CODE: Code = Code("P003");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "拼凑的比较符号",
    severity: Severity::Error,
    looks_for: "用两个符号拼成的“>=”“<=”“!=”等。单独的大于号、小于号不算。",
    clause: "GB/T 9704-2012 9、GB 3102.11-1993",
    wrong: "后勤保障人员配备数>=5人，修缮次数>=3次。",
    right: "后勤保障人员配备数≥5人，修缮次数≥3次。",
    remedy: "改成“≥”“≤”“≠”；正文里也可以写“不少于”“不超过”。",
    mends: true,
    look,
};

const SIGNS: [(&str, char); 17] = [
    (">=", '≥'),
    ("＞＝", '≥'),
    ("＞=", '≥'),
    (">＝", '≥'),
    ("=>", '≥'),
    ("＝＞", '≥'),
    ("<=", '≤'),
    ("＜＝", '≤'),
    ("＜=", '≤'),
    ("<＝", '≤'),
    ("=<", '≤'),
    ("＝＜", '≤'),
    ("!=", '≠'),
    ("！＝", '≠'),
    ("！=", '≠'),
    ("!＝", '≠'),
    ("＜＞", '≠'),
];

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for read in reading.written() {
        let text = read.text();
        let mut at = 0;
        while let Some(found) = text[at..].find(['>', '<', '=', '!', '＞', '＜', '＝', '！']) {
            let start = at + found;
            let Some((sign, right)) =
                SIGNS.iter().find(|(sign, _)| text[start..].starts_with(sign))
            else {
                at = start + behind(text, start).map_or(1, char::len_utf8);
                continue;
            };
            let end = start + sign.len();
            if compares(text, start, end) {
                let message = format!("“{sign}”应写作“{right}”");
                findings.report(read.index, start..end, message).mend(start..end, *right);
            }
            // Of a longer row of signs nothing is a comparison.
            at = end + text[end..].len() - text[end..].trim_start_matches(is_sign).len();
        }
    }
}

fn is_sign(character: char) -> bool {
    "<>=!-+|＜＞＝！".contains(character)
}

/// Words or a number in front, a number behind: `=>` in a program has neither.
fn compares(text: &str, start: usize, end: usize) -> bool {
    let in_front = text[..start].trim_end_matches(' ').chars().next_back();
    let next = text[end..].trim_start_matches(' ').chars().next();
    let alone =
        !before(text, start).is_some_and(is_sign) && !behind(text, end).is_some_and(is_sign);
    let number = next.is_some_and(|c| c.is_ascii_digit() || is_hanzi(c));
    let named = in_front
        .is_none_or(|c| is_hanzi(c) || "）)”》，：；、%％".contains(c) || c.is_ascii_digit());
    alone && number && named
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, mends, silent};

    #[test]
    fn signs_put_together_are_found() {
        finds(
            &RULE,
            &[
                "人员配备数⟦>=⟧5人，及时率⟦<=⟧100%；数量（台）⟦<=⟧10台，得分⟦=>⟧90分。",
                "满意度⟦＞＝⟧90%。",
                "⟦>=⟧90%",
            ],
        );
    }

    #[test]
    fn arrows_and_programs_are_left_alone() {
        silent(
            &RULE,
            &[
                "点击“设置==>5号菜单”进入，按提示操作。",
                "降雨量>50毫米时停课，面积<10平方米的不补。",
                "if (a >= b) return a;",
                "满意度≥90%。",
            ],
        );
    }

    #[test]
    fn they_become_one_sign() {
        mends(&RULE, "配备数>=5人，及时率<=100%。", "配备数≥5人，及时率≤100%。");
    }
}
