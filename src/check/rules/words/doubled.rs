//! Words written twice by mistake.

use std::ops::Range;

use super::is_han;
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 重复的字词.
const CODE: Code = Code("W020");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "重复的字词",
    severity: Severity::Warning,
    looks_for: "多打了一遍的字词：“的的”“了了”“进行进行”，和原样重复的一串字。“目的的”“为了了解”“研究研究”、人人、天天这类本来就重叠的不算。",
    clause: "《党政机关公文处理工作条例》第十九条（文字精练）",
    wrong: "对全县的的公务用车进行进行检查。",
    right: "对全县的公务用车进行检查。",
    remedy: "删去多出的一遍。",
    mends: false,
    look,
};

/// Characters that are written twice by mistake only, but where one of these stands in front or behind.
const CHARACTERS: [(char, &str, &str); 4] = [
    ('的', "目", "确士哥"),
    ('了', "不没", "解结却然事断无之账望"),
    ('第', "及", ""),
    ('元', "纪公", "旦宵素件"),
];
/// Words that never stand twice in a row, with what behind them makes another word of the second.
const WORDS: [(&str, &str); 43] = [
    ("进行", "曲"),
    ("关于", ""),
    ("根据", "地"),
    ("按照", ""),
    ("以及", "时"),
    ("并且", ""),
    ("或者", ""),
    ("因为", ""),
    ("所以", ""),
    ("由于", ""),
    ("对于", ""),
    ("为了", "解"),
    ("我们", ""),
    ("他们", ""),
    ("其中", ""),
    ("同时", ""),
    ("已经", "营"),
    ("应当", ""),
    ("必须", ""),
    ("可以", ""),
    ("如果", ""),
    ("因此", ""),
    ("不断", ""),
    ("认真", ""),
    ("积极", "性"),
    ("切实", ""),
    ("及时", ""),
    ("全面", ""),
    ("深入", ""),
    ("充分", ""),
    ("开展", ""),
    ("加强", ""),
    ("加快", ""),
    ("提高", ""),
    ("推动", "力"),
    ("确保", ""),
    ("制定", ""),
    ("建立", ""),
    ("健全", ""),
    ("贯彻", ""),
    ("落实", ""),
    ("完善", ""),
    ("工作", "队组专人方报总会站室日证量制领要机群者员"),
];
/// A string of characters that is repeated has at least and at most so many.
const REPEATED: std::ops::RangeInclusive<usize> = 4..=10;

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for read in &reading.paragraphs {
        let characters: Vec<(usize, char)> = read.text().char_indices().collect();
        let mut found = characters_twice(&characters);
        found.extend(words_twice(read.text(), &characters));
        found.extend(strings_twice(read.text(), &characters));
        found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
        let mut end = 0;
        for range in found.into_iter().filter(|range| !read.is_quoted(range.start)) {
            if range.start < end {
                continue;
            }
            end = range.end;
            let message = format!("疑似重复：“{}”", &read.text()[range.clone()]);
            findings.report(read.index, range, message);
        }
    }
}

/// 的的
fn characters_twice(characters: &[(usize, char)]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (index, pair) in characters.windows(2).enumerate() {
        let [(at, first), (second_at, second)] = pair else { continue };
        if first != second {
            continue;
        }
        let Some((_, before, behind)) = CHARACTERS.iter().find(|each| each.0 == *first) else {
            continue;
        };
        let near = |at: Option<usize>| at.and_then(|at| characters.get(at)).map(|each| each.1);
        let in_front = near(index.checked_sub(1));
        let next = near(Some(index + 2));
        // Three of them are a line to fill in or somebody laughing.
        let more = in_front == Some(*first) || next == Some(*first);
        // 万元元 only: 元元 is a name.
        let name = *first == '元' && !in_front.is_some_and(|c| c == '万' || c == '亿');
        let right = in_front.is_some_and(|c| before.contains(c))
            || next.is_some_and(|c| behind.contains(c));
        if !more && !name && !right {
            found.push(*at..second_at + second.len_utf8());
        }
    }
    found
}

/// 进行进行
fn words_twice(text: &str, characters: &[(usize, char)]) -> Vec<Range<usize>> {
    let same = |four: &&[(usize, char)]| four[0].1 == four[2].1 && four[1].1 == four[3].1;
    let mut found = Vec::new();
    for four in characters.windows(4).filter(same) {
        let start = four[0].0;
        let end = four[3].0 + four[3].1.len_utf8();
        let word = &text[start..four[2].0];
        let Some((_, behind)) = WORDS.iter().find(|each| each.0 == word) else { continue };
        // 认真认真再认真 is said on purpose.
        let right = |next: char| next == '再' || behind.contains(next);
        if !text[end..].chars().next().is_some_and(right) {
            found.push(start..end);
        }
    }
    found
}

/// 机关事务管理机关事务管理
fn strings_twice(text: &str, characters: &[(usize, char)]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for length in REPEATED {
        let mut run = 0;
        for at in length..characters.len() {
            let same = characters[at].1 == characters[at - length].1 && is_han(characters[at].1);
            run = if same { run + 1 } else { 0 };
            if run == length {
                run = 0;
                let start = characters[at + 1 - 2 * length].0;
                let end = characters[at].0 + characters[at].1.len_utf8();
                // 研究研究研究研究 is said on purpose, or is a name.
                let half = &characters[at + 1 - length..=at];
                let simple = half.iter().zip(half.iter().skip(2)).all(|(a, b)| a.1 == b.1);
                if !simple && text.is_char_boundary(start) {
                    found.push(start..end);
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn what_is_written_twice_is_found() {
        finds(
            &RULE,
            &[
                "全县⟦的的⟧车辆已检查⟦了了⟧，共支出12万⟦元元⟧。",
                "对车辆⟦进行进行⟧检查，⟦工作工作⟧进展顺利。",
                "落实⟦机关事务管理机关事务管理⟧办法。",
                "⟦第第⟧三季度完成。",
            ],
        );
    }

    #[test]
    fn what_is_doubled_by_right_is_left_alone() {
        silent(
            &RULE,
            &[
                "达到目的的，为了了解情况，除了了解政策，群众对此受不了了。",
                "人人参与，天天清扫，往往如此，常常检查，一一核对，种种困难，渐渐好转。",
                "大家研究研究、讨论讨论再定，的的确确如此，停靠的的士12辆。",
                "驻村工作工作队，精准扶贫工作工作方案，公元元年。",
                "提供优质服务服务基层，本部门部门预算已公开。",
                "以及及时处理，中心中心组学习，推进推进会议程。",
                "电话号码为13888888888，张元元参加。",
                "要认真认真再认真。",
                "口号“加强加强再加强”已悬挂。",
            ],
        );
    }
}
