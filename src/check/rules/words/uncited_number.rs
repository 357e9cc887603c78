//! A document cited as the ground for something, without its 发文字号.

use std::collections::BTreeMap;

use super::last_han;
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 引用公文没有发文字号.
const CODE: Code = Code("W019");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "引文没有发文字号",
    severity: Severity::Hint,
    looks_for: "“根据××局《关于……的通知》”这样写明发文机关、作为依据的公文，全文没有写过它的发文字号。法律法规、没有写发文机关的、本单位自己的文件不查。",
    clause: "引用公文应当先引标题、后引发文字号（《党政机关公文处理工作条例》实务通则）",
    wrong: "根据临汾市机关事务管理局、临汾市统计局《关于开展机关运行成本统计调查工作的通知》精神，开展培训。",
    right: "根据临汾市机关事务管理局、临汾市统计局《关于开展机关运行成本统计调查工作的通知》（临管发〔2021〕6号）精神，开展培训。",
    remedy: "在标题后面括注发文字号，如“（临管发〔2021〕6号）”。",
    mends: false,
    look,
};

/// Words that bring in a ground.
const GROUNDS: [&str; 4] = ["根据", "按照", "依据", "依照"];
/// With what organs end that stand right in front of a title.
const ORGANS: [&str; 9] = ["局", "厅", "委", "部", "办公室", "政府", "委员会", "党委", "法院"];
/// With what the titles end of documents that have a number.
const KINDS: [&str; 5] = ["通知》", "意见》", "批复》", "通报》", "决定》"];
/// Organs and title, from the ground on, are no longer.
const LONGEST: usize = 60;

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    // Titles that the document gives the number of somewhere, and where each is first cited without one.
    let mut first: BTreeMap<&str, Option<(usize, usize)>> = BTreeMap::new();
    for read in &reading.paragraphs {
        let text = read.text();
        for range in &read.titles {
            let title = &text[range.clone()];
            if !title.starts_with("《关于") || !KINDS.iter().any(|kind| title.ends_with(kind)) {
                continue;
            }
            let numbered =
                text[range.end..].chars().take(24).any(|c| matches!(c, '〔' | '[' | '【' | '［'))
                    || text[range.end..].trim_start().starts_with(['（', '('])
                    || text[..range.start].ends_with(['号', '文', '件']);
            let place = (read.index, range.end);
            let is_ground = read.paragraph.is_prose()
                && !read.is_bracketed(range.start)
                && is_ground(&text[..range.start]);
            // One that is only spoken of first is not cited as a ground at its first mention.
            let cited = first.entry(title).or_insert_with(|| is_ground.then_some(place));
            if numbered {
                *cited = None;
            }
        }
    }
    for (title, place) in first {
        if let Some((paragraph, at)) = place {
            let short: String = title.chars().take(16).collect();
            let more = if title.chars().count() > 16 { "……》" } else { "" };
            let message = format!("“{short}{more}”后面没有写发文字号");
            findings.report(paragraph, at..at, message);
        }
    }
}

/// Whether the words in front of a title say 根据, and which organ it is of.
fn is_ground(before: &str) -> bool {
    let start = before.char_indices().rev().take(LONGEST + 1).last().map_or(0, |(at, _)| at);
    let before = &before[start..];
    let clause =
        before.rfind(['。', '，', '；', '：', '（', '\n']).map_or(before, |at| &before[at..]);
    let clause = clause.trim_start_matches(['。', '，', '；', '：', '（', '\n']);
    let own = ["我局", "我委", "我办", "我部", "本局", "县局"];
    GROUNDS.iter().any(|word| clause.contains(word))
        && clause.chars().count() <= LONGEST
        && last_han(clause, 4).chars().count() == 4
        && ORGANS.iter().any(|organ| clause.ends_with(organ))
        && !own.iter().any(|name| clause.ends_with(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn a_ground_without_its_number_is_found_behind_its_title() {
        finds(
            &RULE,
            &[
                "（5）计划财务方面：根据临汾市机关事务管理局、临汾市统计局《关于开展2020年度统计调查工作的通知》⟦⟧精神，邀请专家授课。",
            ],
        );
    }

    #[test]
    fn laws_own_documents_and_numbers_given_elsewhere_are_left_alone() {
        silent(
            &RULE,
            &[
                "根据《中华人民共和国预算法》和《关于加强管理的通知》要求，开展清理。",
                "根据县财政局《关于加强管理的通知》（青财发〔2021〕3号）要求，开展清理。",
                "《关于加强管理的通知》（青财发〔2021〕3号）已经印发。\n根据县财政局《关于加强管理的通知》要求，开展清理。",
                "根据我局《关于加强管理的通知》要求，根据县政府办公室《县政府会议纪要》要求，开展清理。",
                "会议传达了县教育局《关于做好防溺水工作的通知》，部署了工作。",
            ],
        );
    }
}
