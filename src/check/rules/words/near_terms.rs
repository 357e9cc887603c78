//! Names of documents and terms that differ by one character put in: 目标责任书, 目标责任制书.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use super::{is_han, last_han};
use crate::check::reading::Index;
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 文件名和术语前后不一.
const CODE: Code = Code("W012");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "文件名术语不一",
    severity: Severity::Warning,
    looks_for: "只差一个字的两个名称：“目标责任书”和“目标责任制书”、《……管理办法》和《……管理的办法》。差在数字、年份、省市县、大小新旧的，是两样东西，不算。",
    clause: "《党政机关公文处理工作条例》第十九条（表述准确）；名称前后一致的通行要求",
    wrong: "层层签订目标责任书。\n签订党风廉政建设目标责任制书。",
    right: "层层签订目标责任书。\n签订党风廉政建设目标责任书。",
    remedy: "核对原文，前后用同一个名称。",
    mends: false,
    look,
};

/// With what terms end that are compared.
const ENDINGS: [&str; 7] = ["书", "制度", "办法", "方案", "规定", "条例", "细则"];
static ENDINGS_INDEX: LazyLock<Index> = LazyLock::new(|| Index::new(ENDINGS));
/// Characters in front of the one put in, and the most behind it, that both terms have.
const SAME: usize = 4;
const BEHIND: usize = 2;
/// Names in 《》 are compared from this many characters on.
const SHORTEST_TITLE: usize = 8;
/// A character that makes another thing of a name: kinds, sizes, numbers.
const DIFFERENT: &str = "的新旧总副分子大中小上下前后内外正反不未非无年月日级类省市县区州镇乡村〇零一二三四五六七八九十甲乙丙丁增减会员性化等各本该原和与及或男女东西南北老第型期项队组";

/// Where a term first stands and how often it does.
struct Term {
    count: usize,
    paragraph: usize,
    range: Range<usize>,
}

type Terms = BTreeMap<String, Term>;

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    let mut terms = Terms::new();
    let mut longer = BTreeSet::new();
    let mut titles = Terms::new();
    for read in &reading.paragraphs {
        let text = read.text();
        for range in &read.titles {
            let inner = range.start + '《'.len_utf8()..range.end - '》'.len_utf8();
            if text[inner.clone()].chars().count() >= SHORTEST_TITLE {
                count(&mut titles, text[inner.clone()].to_owned(), read.index, inner);
            }
        }
        for (ending, at) in ENDINGS_INDEX.hits(text) {
            if !read.is_quoted(at) {
                let end = at + ENDINGS[ending].len();
                collect(text, read.index, at..end, &mut terms, &mut longer);
            }
        }
    }
    for (long, short) in longer {
        if let (Some(a), Some(b)) = (terms.get(&long), terms.get(&short)) {
            report((&long, a), (&short, b), findings);
        }
    }
    for (long, term) in &titles {
        let near = without_one(long).find_map(|short| titles.get_key_value(&short));
        if let Some((short, other)) = near {
            report((long, term), (short, other), findings);
        }
    }
}

fn count(terms: &mut Terms, name: String, paragraph: usize, range: Range<usize>) {
    terms.entry(name).or_insert(Term { count: 0, paragraph, range }).count += 1;
}

/// The terms that may end at `ending`, and those of them that may have one character too many, with what they are
/// without it.
fn collect(
    text: &str,
    paragraph: usize,
    ending: Range<usize>,
    terms: &mut Terms,
    longer: &mut BTreeSet<(String, String)>,
) {
    let before = last_han(&text[..ending.start], SAME + BEHIND + 1);
    let stem: Vec<char> = before.chars().collect();
    let word = &text[ending.clone()];
    for length in SAME..=stem.len() {
        let tail: String = stem[stem.len() - length..].iter().collect();
        let range = ending.start - tail.len()..ending.end;
        count(terms, format!("{tail}{word}"), paragraph, range);
        let behind = length.checked_sub(SAME + 1);
        if let Some(behind) = behind.filter(|behind| *behind <= BEHIND) {
            let extra = stem.len() - behind - 1;
            if !DIFFERENT.contains(stem[extra]) && stem[extra] != stem[extra - 1] {
                let short: String = stem[stem.len() - length..extra].iter().collect();
                let rest: String = stem[extra + 1..].iter().collect();
                longer.insert((format!("{tail}{word}"), format!("{short}{rest}{word}")));
            }
        }
    }
}

/// A name without one of its characters, where that character does not make another thing of it.
fn without_one(name: &str) -> impl Iterator<Item = String> + '_ {
    let plain = |c: char| is_han(c) && !DIFFERENT.contains(c) || c == '的';
    name.char_indices().filter(move |(_, c)| plain(*c)).map(|(at, c)| {
        let mut short = name.to_owned();
        short.replace_range(at..at + c.len_utf8(), "");
        short
    })
}

/// Reports the one of two names that is used less often, or else the later one, where it first stands.
fn report(long: (&str, &Term), short: (&str, &Term), findings: &mut Findings) {
    let place = |term: &Term| (term.paragraph, term.range.start);
    let (a, b) = (long.1, short.1);
    let long_is_rare = a.count < b.count || a.count == b.count && place(a) > place(b);
    let (rare, usual) = if long_is_rare { (long, short) } else { (short, long) };
    let message = format!("疑似名称不一：这里是“{}”，别处是“{}”", rare.0, usual.0);
    findings.report(rare.1.paragraph, rare.1.range.clone(), message);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn a_character_too_many_or_too_few_is_found() {
        finds(
            &RULE,
            &[
                "层层签订目标责任书；签订2021年党风廉政建设⟦目标责任制书⟧，落到实处。",
                "执行首问负责登记制度，执行首问负责登记制度。\n落实首⟦问负责登制度⟧。",
                "依据《青禾县公务用车管理办法》，落实《⟦青禾县公务用车管理的办法⟧》。",
            ],
        );
    }

    #[test]
    fn other_things_are_left_alone() {
        silent(
            &RULE,
            &[
                "制定实施方案，落实总实施方案；健全财务管理制度和财务管理会制度。",
                "《青禾县农村公路管理办法（一）》《青禾县农村公路管理办法（二）》已经印发。",
                "《青禾县城市供水管理办法》和《青禾市城市供水管理办法》不同。",
                "制定安全生产应急方案，修订安全生产方案；签订安全承诺书、安全责任书。",
                "《2020年度部门预算公开方案》《2021年度部门预算公开方案》。",
                "签订目标责任书，落实目标责任制。",
                "修订公务接待管理办法、公务用车管理办法、公务卡管理办法。",
            ],
        );
    }
}
