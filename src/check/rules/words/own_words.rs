//! The unit's own list of words.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::check::profile::OwnWord;
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 本单位词表.
const CODE: Code = Code("W008");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "本单位词表",
    severity: Severity::Warning,
    looks_for: "本单位的校对规则里 词表 写了“错”的词。“例外”里的词、书名号里的名称不查。",
    clause: "本单位的校对规则（词表）",
    wrong: "完成了全机关运行成本统计报表。",
    right: "完成了全县机关运行成本统计报表。",
    remedy: "改成本单位词表里“对”的写法。",
    mends: true,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    let words = &reading.profile.words;
    if words.is_empty() {
        return;
    }
    let mut builder = AhoCorasick::builder();
    let builder = builder.match_kind(MatchKind::LeftmostLongest);
    let Ok(search) = builder.build(words.iter().map(|word| &word.wrong)) else { return };
    for read in &reading.paragraphs {
        for hit in search.find_iter(read.text()) {
            let Some(word) = words.get(hit.pattern().as_usize()) else { continue };
            if read.is_in_title(hit.start()) || is_excepted(word, read.text(), &hit.range()) {
                continue;
            }
            let message = match word.why.as_str() {
                "" => format!("本单位词表不用“{}”", word.wrong),
                why => format!("本单位词表不用“{}”：{why}", word.wrong),
            };
            let reported = findings.report(read.index, hit.range(), message);
            if word.right.is_empty() {
                reported.help("改掉它");
            } else {
                reported
                    .help(format!("改为“{}”", word.right))
                    .mend(hit.range(), word.right.as_str());
            }
        }
    }
}

/// Whether a word stands in a longer one in which it is right.
fn is_excepted(word: &OwnWord, text: &str, range: &Range<usize>) -> bool {
    word.except.iter().any(|longer| {
        longer.match_indices(word.wrong.as_str()).any(|(at, _)| {
            let start = range.start.checked_sub(at);
            start.is_some_and(|start| {
                text.get(start..).is_some_and(|rest| rest.starts_with(longer.as_str()))
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Profile;
    use crate::check::testing::{findings_with, marked};

    fn profile() -> Profile {
        let word = |wrong: &str, right: &str, except: &[&str]| OwnWord {
            wrong: wrong.to_owned(),
            right: right.to_owned(),
            why: String::new(),
            except: except.iter().map(|word| (*word).to_owned()).collect(),
        };
        let words = vec![word("全机关", "全县机关", &["全机关工委"]), word("综检中心", "", &[])];
        Profile { words, ..Profile::default() }
    }

    #[test]
    fn own_words_are_found_and_exceptions_are_not() {
        for wanted in [
            "完成了⟦全机关⟧运行成本统计报表。",
            "由全机关工委负责，⟦全机关⟧参加，见《全机关节能办法》。",
            "保障了⟦综检中心⟧工作。",
        ] {
            let text = wanted.replace(['⟦', '⟧'], "");
            assert_eq!(marked(&text, &findings_with(&RULE, &text, &profile())), wanted);
        }
    }

    #[test]
    fn what_is_right_is_put_in_its_place() {
        let found = findings_with(&RULE, "全机关参加，综检中心没有参加。", &profile());
        let mendings: Vec<&str> =
            found.iter().flat_map(|each| &each.mending).map(|(_, text)| text.as_str()).collect();
        assert_eq!((found.len(), mendings), (2, vec!["全县机关"]));
    }

    #[test]
    fn without_a_list_nothing_is_found() {
        assert!(findings_with(&RULE, "全机关参加。", &Profile::default()).is_empty());
    }
}
