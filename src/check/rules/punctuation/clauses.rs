//! 顿号 between clauses.

use crate::check::{Findings, Read, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::proof::Kind;

/// 分句间用顿号.
const CODE: Code = Code("P017");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "分句之间用顿号",
    severity: Severity::Hint,
    looks_for: "疑似两个各有主语和谓语的分句之间用了顿号。",
    clause: "GB/T 15834-2011 4.5",
    wrong: "县医保局搬迁至府前街原劳动局大楼办公、卫体局搬迁至河西新医院对面办公。",
    right: "县医保局搬迁至府前街原劳动局大楼办公，卫体局搬迁至河西新医院对面办公。",
    remedy: "分句之间改用逗号。",
    mends: false,
    look,
};

/// Verbs that hardly stand in a noun phrase behind their subject.
const VERBS: [&str; 12] = [
    "搬迁至",
    "搬迁到",
    "搬入",
    "迁入",
    "迁至",
    "划转至",
    "移交给",
    "更名为",
    "变更为",
    "下降到",
    "增长到",
    "提高到",
];
/// A clause has no fewer characters.
const SHORTEST: usize = 10;

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    let body = reading.paragraphs.iter().filter(|read| read.paragraph.kind == Kind::Body);
    for read in body {
        for sentence in &read.sentences {
            clauses(read, sentence.start, &read.text()[sentence.clone()], findings);
        }
    }
}

fn clauses(read: &Read<'_>, start: usize, sentence: &str, findings: &mut Findings) {
    let mut before: Option<(char, &str)> = None;
    let mut from = 0;
    let ends =
        sentence.match_indices(['，', '；', '：', '。', '、']).map(|(at, mark)| (at, mark.len()));
    for (end, length) in ends.chain([(sentence.len(), 0)]) {
        let words = &sentence[from..end];
        if let Some(('、', earlier)) = before
            && let Some(verb) = VERBS.iter().find(|verb| has(words, verb) && has(earlier, verb))
        {
            let at = start + from - '、'.len_utf8();
            let message = format!("两个分句各有主语和“{verb}”，中间疑似应用逗号");
            if !read.is_quoted(at) && !read.is_bracketed(at) {
                findings.report(read.index, at..at + '、'.len_utf8(), message);
            }
        }
        let mark = sentence[end..].chars().next().unwrap_or('。');
        before = Some((mark, words));
        from = end + length;
    }
}

/// Whether a clause has a subject of two characters or more in front of the verb.
fn has(clause: &str, verb: &str) -> bool {
    let long = clause.chars().count() >= SHORTEST;
    long && clause.find(verb).is_some_and(|at| clause[..at].chars().count() >= 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn two_clauses_with_one_verb_are_found() {
        finds(
            &RULE,
            &["县医保局搬迁至府前街原劳动局大楼办公⟦、⟧卫体局搬迁至河西新医院对面办公；二是续租。"],
        );
    }

    #[test]
    fn lists_of_words_are_left_alone() {
        silent(
            &RULE,
            &[
                "司法局、人大、政协已搬入办公；政府办搬入原人大、政协楼办公。",
                "完成鉴定、图纸设计、工程造价等工作，搬迁至新址。",
            ],
        );
    }
}
