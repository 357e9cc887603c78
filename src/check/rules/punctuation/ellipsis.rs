//! 省略号 and 破折号 put together from other signs.

use super::{before, behind, is_hanzi};
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 省略号、破折号写法.
const CODE: Code = Code("P013");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "省略号、破折号写法",
    severity: Severity::Error,
    looks_for: "用句点、句号拼成的省略号，只有一半的省略号，用半角横线拼成的破折号。目录的引导点、代码、英文不算。",
    clause: "GB/T 15834-2011 4.10、4.11、5.1.4、5.1.5",
    wrong: "原来要跑好几趟，现在手机上点一点就行...真是方便。",
    right: "原来要跑好几趟，现在手机上点一点就行……真是方便。",
    remedy: "省略号写作“……”，破折号写作“——”，各占两个字。",
    mends: true,
    look,
};

/// What stands for one of the two marks when it is repeated, the least and most times it is.
const SIGNS: [(char, usize, usize, &str); 7] = [
    ('.', 3, 6, "……"),
    ('。', 3, 6, "……"),
    ('．', 3, 6, "……"),
    ('…', 1, 1, "……"),
    ('-', 2, 3, "——"),
    ('－', 2, 3, "——"),
    ('─', 2, 2, "——"),
];

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for read in reading.written() {
        let text = read.text();
        let mut at = 0;
        while let Some(found) = text[at..].find(|c| SIGNS.iter().any(|(sign, ..)| *sign == c)) {
            let start = at + found;
            let sign = behind(text, start).unwrap_or('.');
            let end = text.len() - text[start..].trim_start_matches(sign).len();
            at = end;
            let count = text[start..end].chars().count();
            let meant = SIGNS.iter().find(|(other, least, most, _)| {
                *other == sign && (*least..=*most).contains(&count)
            });
            let Some((.., right)) = meant.filter(|_| is_chinese(text, start, end)) else {
                continue;
            };
            let message = format!("“{}”应写作“{right}”", &text[start..end]);
            findings.report(read.index, start..end, message).mend(start..end, *right);
        }
    }
}

/// Whether signs stand in a sentence: hanzi or their marks on one side, and nothing of a code or a page number on
/// the other.
fn is_chinese(text: &str, start: usize, end: usize) -> bool {
    let sentence = |c: char| is_hanzi(c) || "，。、；：！？”“》《（）".contains(c);
    let (in_front, next) = (before(text, start), behind(text, end));
    let rest = text[end..].trim_start();
    let page = rest.chars().next().is_some_and(|c| c.is_ascii_digit());
    // A dash stands between words, dots may end them.
    let dash = text[start..].starts_with(['-', '－', '─']);
    // 1，2，…，n is a formula.
    let formula = text[start..].starts_with('…') && in_front.is_some_and(|c| "，、".contains(c));
    !formula && in_front.is_some_and(sentence) && next.map_or(!dash, sentence) && !page
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, mends, silent};

    #[test]
    fn dots_and_hyphens_put_together_are_found() {
        finds(
            &RULE,
            &[
                "手机上点一点就行⟦...⟧真是方便。",
                "手机上点一点就行⟦。。。⟧真是方便。",
                "手机上点一点就行⟦…⟧",
                "全县唯一的湿地公园⟦--⟧月亮湾湿地公园已经建成。",
            ],
        );
    }

    #[test]
    fn right_ones_codes_and_leaders_are_left_alone() {
        silent(
            &RULE,
            &[
                "现在手机上点一点就行……真是方便。",
                "湿地公园——月亮湾湿地公园；青禾—白石公路。",
                "一、单位概况..........1",
                "一、单位概况... 1",
                "运行命令git --version即可，编号A--12。",
                "（此处签字）------------",
                "序列1，2，…，n的和。",
            ],
        );
    }

    #[test]
    fn they_become_what_is_meant() {
        mends(&RULE, "点一点就行...真方便--快捷。", "点一点就行……真方便——快捷。");
    }
}
