//! 一是……二是…… inside running text: a number left out or given twice.

use std::ops::Range;

use crate::check::rules::punctuation::is_hanzi;
use crate::check::{Findings, Read, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::proof::{Kind, Label, Pattern};

/// 文中序列断号.
const CODE: Code = Code("S014");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "文中序列断号",
    severity: Severity::Error,
    looks_for: "“一是……二是……”“第一，……第二，……”“其一……其二……”和一段里的“1.……2.……”“（1）……（2）……”断号、重号。各层各自从一开始的不算。",
    clause: "GB/T 15834-2011 附录B（序次语）",
    wrong: "一是健全制度；二是加强培训；四是严格考核。",
    right: "一是健全制度；二是加强培训；三是严格考核。",
    remedy: "按顺序重新编号，或者补上漏写的内容。",
    mends: false,
    look,
};

const NUMERALS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/// Sequences that began earlier than that many are not gone on with.
const DEEPEST: usize = 8;

/// How the members of a sequence are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// 一是
    Is,
    /// 第一，
    Ordinal,
    /// 其一，
    Of,
}

/// A member of a sequence.
#[derive(Clone, Debug)]
struct Mark {
    style: Style,
    number: usize,
    range: Range<usize>,
}

/// Sequences that are open, the innermost last: the style and the number that was reached.
type Open = Vec<(Style, usize)>;

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    let mut open: Open = Vec::new();
    // The paragraph in front began with a member, so that this one can go on.
    let mut goes_on = false;
    for read in &reading.paragraphs {
        if read.paragraph.kind == Kind::Blank {
            continue;
        }
        if read.paragraph.is_prose() {
            inline(read, findings);
        }
        let marks = if read.paragraph.kind == Kind::Body { marks(read) } else { Vec::new() };
        let begins =
            marks.first().is_some_and(|mark| read.text()[..mark.range.start].trim().is_empty());
        if !(goes_on && begins) {
            open.clear();
        }
        let mut end = 0;
        for mark in &marks {
            let between = &read.text()[end..mark.range.start];
            follow(read, mark, between, &mut open, findings);
            end = mark.range.end;
        }
        goes_on = begins;
    }
}

fn follow(read: &Read<'_>, mark: &Mark, between: &str, open: &mut Open, findings: &mut Findings) {
    let Mark { style, number, .. } = *mark;
    let fits = open.iter().rposition(|(own, last)| *own == style && last + 1 == number);
    if let Some(depth) = fits {
        open.truncate(depth + 1);
        open[depth].1 = number;
        return;
    }
    let same = open.iter().rposition(|(own, _)| *own == style);
    let Some(depth) = same.filter(|_| number > 1) else {
        if open.len() == DEEPEST {
            open.remove(0);
        }
        open.push((style, number));
        return;
    };
    let last = open[depth].1;
    open.truncate(depth + 1);
    open[depth].1 = number;
    let missing = NUMERALS.get(number - 2).copied().unwrap_or('一');
    if number > last + 1 && is_counted_otherwise(between, missing) {
        return;
    }
    let own = &read.text()[mark.range.clone()];
    let before = own.replacen(NUMERALS[number - 1], &NUMERALS[last - 1].to_string(), 1);
    let message = if number == last {
        format!("“{own}”重复")
    } else {
        format!("“{before}”之后是“{own}”，序列不连续")
    };
    findings.report(read.index, mark.range.clone(), message);
}

/// Whether the number that is missing stands there in other words: 二要, 第二, 再.
fn is_counted_otherwise(between: &str, missing: char) -> bool {
    let behind_mark = between.char_indices().any(|(at, c)| {
        let before = between[..at].chars().next_back();
        c == missing && before.is_none_or(|c| is_clause_mark(c) || matches!(c, '第' | '其'))
    });
    behind_mark
        || ["再", "还", "另", "此外", "同时", "其次"].iter().any(|word| between.contains(word))
}

/// 1.……。2.……。 one behind another in a paragraph, as in a cell that was copied out.
fn inline(read: &Read<'_>, findings: &mut Findings) {
    let text = read.text();
    let mut last: Option<Label> = None;
    let mut before: Option<char> = None;
    for (at, character) in text.char_indices() {
        if character.is_whitespace() {
            continue;
        }
        let begins = match before.replace(character) {
            None | Some('。' | '；' | '：') => true,
            Some(before) => character == '（' && before == '，',
        };
        if !begins || read.is_quoted(at) {
            continue;
        }
        let Some(mut label) = Label::typed(&text[at..]).filter(is_inline) else { continue };
        let behind = &text[at + label.range.end..];
        let doubtful = label.is_doubtful(&text[at..]);
        if doubtful || label.range.start > 0 || !behind.trim_start().starts_with(is_hanzi) {
            continue;
        }
        label.range = at..at + label.range.end;
        let before = last.take().filter(|last| last.pattern == label.pattern);
        let step = before.as_ref().map(|before| (before.ordinal, label.ordinal));
        if let (Some(before), Some((from, to))) = (&before, step)
            && from > 1
            && (to == from || to == from + 2)
        {
            let own = &label.text;
            let message = if to == from {
                format!("“{own}”重复")
            } else {
                format!("“{}”之后是“{own}”，序列不连续", before.text)
            };
            findings.report(read.index, label.range.clone(), message);
        }
        let goes_on = step.is_some_and(|(from, to)| (from..=from + 2).contains(&to));
        last = (label.ordinal == 1 || goes_on).then_some(label);
    }
}

/// Numbers that stand one behind another in a paragraph: 1. （1） ①
fn is_inline(label: &Label) -> bool {
    use Pattern::{ArabicBrackets, ArabicComma, ArabicPoint, Circled};
    matches!(label.pattern, ArabicPoint | ArabicComma | ArabicBrackets | Circled)
}

fn is_clause_mark(character: char) -> bool {
    matches!(
        character,
        '。' | '；' | '：' | '，' | '、' | '！' | '？' | '…' | '—' | ':' | ';' | ',' | '“' | '（'
    ) || character.is_whitespace()
}

fn marks(read: &Read<'_>) -> Vec<Mark> {
    let text = read.text();
    let mut found = Vec::new();
    for (at, character) in text.char_indices() {
        let Some(number) = NUMERALS.iter().position(|numeral| *numeral == character) else {
            continue;
        };
        let end = at + character.len_utf8();
        let (style, start) = match text[..at].chars().next_back() {
            Some('第') => (Style::Ordinal, at - '第'.len_utf8()),
            Some('其') => (Style::Of, at - '其'.len_utf8()),
            _ => (Style::Is, at),
        };
        let begins = text[..start].chars().next_back().is_none_or(is_clause_mark)
            || start == read.paragraph.body_start();
        if !begins || read.is_quoted(start) {
            continue;
        }
        let behind = &text[end..];
        let length = match style {
            // 一是一、二是二
            Style::Is if behind.starts_with('是') && !behind[3..].starts_with(character) => 3,
            Style::Ordinal | Style::Of if behind.starts_with('，') => 0,
            _ => continue,
        };
        found.push(Mark { style, number: number + 1, range: start..end + length });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn numbers_left_out_or_given_twice_are_found() {
        finds(
            &RULE,
            &[
                "一是抓学习；⟦三是⟧抓落实。",
                "一是抓学习。二是抓落实。⟦二是⟧抓考核。",
                "工作如下。\n一是抓学习。培训3期。\n⟦三是⟧抓落实。督查2次。",
                "注意三点。第一，核对目录。⟦第三，⟧签字盖章。"
                    .replace("第三，⟧", "第三⟧，")
                    .as_str(),
                "1.抓值守。2.抓巡查。3.抓上报。⟦3.⟧抓整改。4.抓考核。",
                "包括：（1）工资；（2）补贴；⟦（4）⟧公用经费。",
                "其一，先查账目；其二，再查实物；⟦其二⟧，后查制度。",
            ],
        );
    }

    #[test]
    fn sequences_inside_sequences_and_other_words_are_right() {
        silent(
            &RULE,
            &[
                "一是抓班子：一是学习；二是落实。二是抓队伍：一是培训；二是考核。三是抓作风。",
                "一是抓学习。二是抓落实。\n一是抓考核。二是抓问责。",
                "一是抓学习，二要抓落实，三是抓考核。",
                "办事要一是一、二是二，实事求是。",
                "一是抓学习；再就是抓落实；三是抓考核。",
                "总量居全省第一，增速居全省第三，质量居全市第一。",
                "二是继续做好值守工作。",
                "1.抓学习：（1）集中学；（2）个人学。2.抓落实：（1）督查；（2）通报。3.抓考核。",
                "1.抓值守。2.抓巡查。见附件2。4.5万元已拨付。",
                "参加的班级为：（1）班，（2）班，（4）班。",
                "依据第五条：（2）项；（2）目。",
                "一是抓学习。\n其他工作稳步推进。\n三是抓考核。",
                "会议强调，“一是抓学习、三是抓落实”的提法不准确。",
            ],
        );
    }
}
