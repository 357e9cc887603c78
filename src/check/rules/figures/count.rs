//! “6个股室：甲、乙、……” and “以下三个方面：一是……” where more or fewer are listed.

use std::ops::Range;

use rust_decimal::prelude::ToPrimitive as _;

use crate::check::{Findings, Read, Reading, Rule};
use crate::diag::Code;
use crate::diag::Severity;
use crate::numbering::{NumeralStyle, parse_numeral};

/// 个数与所列不符.
const CODE: Code = Code("F104");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "个数与所列不符",
    severity: Severity::Error,
    looks_for: "“共6个股室：”后面列出的项数，“以下三个方面：”后面的“一是、二是……”，“甲、乙、丙等3个单位”列得比说的还多。\
        “等15个单位”只列几个，是没有列全，不算错。",
    clause: "算术；《党政机关公文处理工作条例》第十九条（表述准确）",
    wrong: "中心内设6个股室：办公室、计划财务股、办公用房管理股、公共节能股、公务用车管理股。",
    right: "中心内设5个股室：办公室、计划财务股、办公用房管理股、公共节能股、公务用车管理股。",
    remedy: "数一数列出的项，改正个数或补上漏掉的项。",
    mends: false,
    look,
};

/// Measure words of what is listed by name.
const MEASURES: [&str; 12] =
    ["个", "家", "项", "类", "处", "名", "位", "所", "条", "大", "种", "方面"];

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for read in reading.prose() {
        for count in counts(read) {
            let verdict = listed(read, &count)
                .or_else(|| numbered(read, &count))
                .or_else(|| before(read, &count));
            if let Some(found) = verdict.filter(|found| *found != count.number) {
                let written = &read.text()[count.range.clone()];
                let message = format!("说的是“{written}”，列出的是{found}个");
                findings.report(read.index, count.range.clone(), message);
            }
        }
    }
}

/// A number of things, in digits or Chinese numerals.
struct Count {
    range: Range<usize>,
    number: u32,
}

fn counts(read: &Read<'_>) -> Vec<Count> {
    let text = read.text();
    let mut found = Vec::new();
    for quantity in
        read.quantities.iter().filter(|each| each.is_exact() && each.number.scale() == 0)
    {
        let known = MEASURES.contains(&quantity.unit_name());
        if let Some(number) =
            quantity.number.to_u32().filter(|number| known && (2..=60).contains(number))
        {
            found.push(Count { range: quantity.range.clone(), number });
        }
    }
    for measure in MEASURES {
        for (at, _) in text.match_indices(measure) {
            let before = &text[..at];
            let numeral: Vec<char> = before
                .chars()
                .rev()
                .take_while(|c| "一二三四五六七八九十两".contains(*c))
                .collect();
            let numeral: String = numeral.into_iter().rev().collect();
            let start = at - numeral.len();
            let ordinal = is_one_of_some(&text[..start]) || read.is_quoted(start);
            let number = if numeral == "两" {
                Some(2)
            } else {
                parse_numeral(NumeralStyle::Chinese, &numeral)
            };
            if let Some(number) = number.filter(|number| !ordinal && (2..=60).contains(number)) {
                found.push(Count { range: start..at + measure.len(), number });
            }
        }
    }
    found.sort_by_key(|count| count.range.start);
    found
}

/// Whether the words in front of a number make it one of several, or an ordinal: 第三个, 前三个, 下三个, but not 以下三个.
fn is_one_of_some(before: &str) -> bool {
    let below = before.ends_with(['上', '下'])
        && !["以", "如"].iter().any(|word| before[..before.len() - 3].ends_with(word));
    below || before.ends_with(['第', '每', '这', '那', '前', '后'])
}

/// `6个股室：甲、乙、丙。`: how many are listed behind the colon, when that is a plain list of names.
fn listed(read: &Read<'_>, count: &Count) -> Option<u32> {
    let text = read.text();
    let sentence = read.sentence_at(count.range.start);
    let rest = text.get(count.range.end..sentence.end)?;
    let colon = rest.find(['：', ':'])?;
    let noun = &rest[..colon];
    if noun.chars().count() > 12
        || noun.contains(['，', '、', '；', '（', '。'])
        || noun.contains("其中")
    {
        return None;
    }
    let list = rest[colon..].trim_start_matches(['：', ':']).trim_end_matches(['。', '；', '”']);
    if list.contains(['；', '：', ':', '，']) || list.ends_with('等') || list.contains("等") {
        return None;
    }
    let items = items(list);
    let short = items.iter().all(|item| (1..=24).contains(&item.chars().count()));
    (items.len() > 1 && short).then(|| u32::try_from(items.len()).unwrap_or(u32::MAX))
}

/// The items of a list, parted by 、 outside of brackets and quotations; 和, 以及 part the last two.
fn items(list: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut start, mut depth) = (0, 0_usize);
    for (at, character) in list.char_indices() {
        match character {
            '（' | '(' | '“' | '《' => depth += 1,
            '）' | ')' | '”' | '》' => depth = depth.saturating_sub(1),
            '、' if depth == 0 => {
                found.push(&list[start..at]);
                start = at + character.len_utf8();
            }
            _ => {}
        }
    }
    let rest = &list[start..];
    let joined = ["以及", "和", "及", "与"].iter().find_map(|word| rest.split_once(word));
    match joined.filter(|(one, other)| !found.is_empty() && alike(one, other)) {
        Some((one, other)) => found.extend([one, other]),
        None => found.push(rest),
    }
    found
}

/// Whether two words end alike, as names of one kind do.
fn alike(one: &str, other: &str) -> bool {
    let last = |text: &str| text.chars().next_back();
    last(one).is_some() && last(one) == last(other)
}

/// `以下三个方面：一是……；二是……`: the last of them in the paragraph.
fn numbered(read: &Read<'_>, count: &Count) -> Option<u32> {
    let text = read.text();
    let rest = text.get(count.range.end..)?;
    let first = rest.find("一是")?;
    let between = &rest[..first];
    let introduces = between.ends_with('：')
        && between.chars().count() <= 14
        && !between.contains(['。', '，', '；']);
    if !introduces || between.contains("其中") {
        return None;
    }
    let mut last = 1;
    for number in 2..=20 {
        let word = format!("{}是", crate::numbering::format_numeral(NumeralStyle::Chinese, number));
        let marked = ["；", "。", "，"].iter().any(|mark| rest.contains(&format!("{mark}{word}")));
        if !marked {
            break;
        }
        last = number;
    }
    (last > 1).then_some(last)
}

/// `甲、乙、丙、丁等3个单位`: how many stand in front of 等, when that is more than there are said to be.
fn before(read: &Read<'_>, count: &Count) -> Option<u32> {
    let text = read.text();
    let list = text.get(..count.range.start)?.strip_suffix('等')?;
    let start = list
        .rfind(['，', '。', '；', '：', '（', '(', ',', ';', '”'])
        .map_or(0, |at| at + list[at..].chars().next().map_or(0, char::len_utf8));
    let items = items(&list[start..]);
    let found = u32::try_from(items.len()).ok()?;
    // What comes first in the clause may be a list of its own: all must be of one kind.
    let one_kind = items.windows(2).all(|pair| alike(pair[0], pair[1]));
    (found > count.number && one_kind).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn counts_that_the_list_contradicts_are_found() {
        finds(
            &RULE,
            &[
                "内设有⟦7个⟧职能股室：办公室、计划财务股、办公用房管理股、公共节能股、安全保卫股、公务用车管理股。",
                "重点做好以下⟦三个⟧方面：一是加强领导；二是落实责任；三是强化督查；四是注重宣传。",
                "对青山镇、白石镇、柳河镇、临河镇等⟦3个⟧乡镇进行了检查。",
            ],
        );
    }

    #[test]
    fn lists_that_are_open_or_right_are_left_alone() {
        silent(
            &RULE,
            &[
                "中心内设有6个职能股室：办公室、计划财务股、办公用房管理股、公共节能股、安全保卫股、公务用车管理股。",
                "对农业农村局、林业局、文旅局等15个单位进行实地勘察。",
                "完成原中小企业局、市场局东城所、电影院、南辛店高中等4处不动产移交手续。",
                "主要做了两个方面的工作：一是摸清底数；二是建立台账。",
                "存在3个问题：资金到位慢、进度慢，群众参与不够。",
                "新建2个站点，分别是：城东站、城西站。",
                "按照“四个自信”要求：坚定信心、团结奋斗。",
                "评选出3个先进单位：甲局、乙局和丙局。",
            ],
        );
    }
}
