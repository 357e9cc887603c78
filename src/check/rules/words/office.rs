//! Offices of the unit that have another name in the text than in the list of them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::{first, is_han, last_han};
use crate::check::{Findings, Read, Reading, Rule};
use crate::diag::{Code, Severity};

/// 内设机构名称前后不一.
const CODE: Code = Code("W009");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "内设机构名称不一",
    severity: Severity::Warning,
    looks_for: "列出了内设机构（“内设3个股室：……”，或校对规则的 名称 机构），别处却写了一个相近而不在其中的名称。",
    clause: "《党政机关公文处理工作条例》第十九条（表述准确）；机构名称前后一致的通行要求",
    wrong: "中心内设有3个股室：计划财务股、安全保卫股、公务用车管理股。\n由安全保卫与物业管理股负责监管。",
    right: "中心内设有3个股室：计划财务股、安全保卫股、公务用车管理股。\n由安全保卫股负责监管。",
    remedy: "核对“三定”规定，前后用同一个名称。",
    mends: false,
    look,
};

/// With what offices end that a unit lists.
const ENDINGS: [char; 4] = ['股', '科', '处', '室'];
/// Words that a list of offices begins behind.
const LISTS: [&str; 3] = ["内设", "下设", "设有"];
/// Names with fewer characters before the ending are too common to tell apart.
const SHORTEST: usize = 4;
/// A list of offices has no more characters.
const MOST: usize = 400;
/// No name of an office is longer.
const LONGEST: usize = 14;

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    let mut listed: BTreeSet<String> = reading.profile.offices.iter().cloned().collect();
    for read in reading.prose() {
        for list in LISTS.iter().flat_map(|word| read.text().match_indices(word)) {
            listed.extend(offices(&read.text()[list.0..]));
        }
    }
    // Names by the two characters they begin with: where one of those stands, one of them may.
    let mut fronts: BTreeMap<(char, char), Vec<&str>> = BTreeMap::new();
    for name in &listed {
        let mut characters = name.chars();
        if let (Some(first), Some(second)) = (characters.next(), characters.next()) {
            fronts.entry((first, second)).or_default().push(name);
        }
    }
    let mut told = BTreeSet::new();
    for read in reading.paragraphs.iter().filter(|_| !fronts.is_empty()) {
        for (at, ending) in read.text().match_indices(ENDINGS) {
            let end = at + ending.len();
            let Some((range, name)) = variant(read, at..end, &fronts, &listed) else { continue };
            let written = &read.text()[range.clone()];
            if told.insert(written) && !read.is_quoted(range.start) {
                let message = format!("疑似机构名称不一：这里是“{written}”，列出的是“{name}”");
                findings.report(read.index, range, message);
            }
        }
    }
}

/// The offices of a list: three or more with 、 between them.
fn offices(text: &str) -> Vec<String> {
    let text = first(text, MOST);
    let end = text.find(['。', '；', '\n']).unwrap_or(text.len());
    let text = &text[..end];
    let Some(colon) = text.find(['：', ':', '，', '为']) else { return Vec::new() };
    let mark = text[colon..].chars().next().map_or(0, char::len_utf8);
    let mut names = Vec::new();
    for item in text[colon + mark..].split(['、', '，', '和']) {
        let item = item.trim().trim_end_matches('等');
        let item = ["分别是", "分别为", "即", "包括"]
            .iter()
            .find_map(|word| item.strip_prefix(word))
            .unwrap_or(item);
        let known = item.ends_with(ENDINGS) && item.chars().all(is_han);
        if known && (3..=LONGEST).contains(&item.chars().count()) {
            names.push(item.to_owned());
        }
    }
    if names.len() >= 3 { names } else { Vec::new() }
}

/// A name that ends at `ending`, is not listed and looks like a listed one, with that one.
fn variant<'n>(
    read: &Read<'_>,
    ending: Range<usize>,
    fronts: &BTreeMap<(char, char), Vec<&'n str>>,
    listed: &BTreeSet<String>,
) -> Option<(Range<usize>, &'n str)> {
    let text = read.text();
    let before = last_han(&text[..ending.start], LONGEST);
    let from = ending.start - before.len();
    let characters: Vec<(usize, char)> = before.char_indices().collect();
    // The nearest beginning of a name in front of the ending.
    for pair in characters.windows(2).rev() {
        let [(at, first), (_, second)] = pair else { continue };
        let Some(names) = fronts.get(&(*first, *second)) else { continue };
        let range = from + at..ending.end;
        let written = &text[range.clone()];
        if listed.contains(written) || is_of_another(reading_before(text, range.start)) {
            return None;
        }
        let behind = text[ending.end..].chars().next();
        if behind.is_some_and(|c| "室长员级目研学技普".contains(c)) {
            return None;
        }
        let several = listed
            .iter()
            .any(|name| name.len() < written.len() && written.ends_with(name.as_str()));
        let name = names.iter().find(|name| is_variant(written, name))?;
        return (!several).then_some((range, *name));
    }
    None
}

fn reading_before(text: &str, at: usize) -> &str {
    last_han(&text[..at], 6)
}

/// Whether the words in front say that it is an office of another unit.
fn is_of_another(before: &str) -> bool {
    let own = ["我局", "我中心", "本局", "本中心", "我委", "我办", "我院"];
    before.ends_with(['局', '委', '办', '厅', '院', '府', '司', '心', '部', '队'])
        && !own.iter().any(|name| before.ends_with(name))
}

/// Same ending, one's words all in the other's in the same order, both long enough to be told apart.
fn is_variant(one: &str, other: &str) -> bool {
    let (mut a, mut b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let same = a.pop() == b.pop();
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let mut rest = long.iter();
    same && short.len() >= SHORTEST
        && short.len() < long.len()
        && long.len() <= LONGEST
        && short.iter().all(|c| rest.any(|other| other == c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    const LIST: &str = "中心内设有4个职能股室：办公室、计划财务股、安全保卫股、公务用车管理股。\n";

    #[test]
    fn a_name_that_is_nearly_one_of_the_list_is_found() {
        let texts = [
            "由⟦安全保卫与物业管理股⟧监管，安全保卫与物业管理股落实。",
            "经⟦公务用车股⟧审核后派车。",
            "我中心⟦计划和财务股⟧负责付款。",
        ];
        let texts: Vec<String> = texts.iter().map(|text| format!("{LIST}{text}")).collect();
        finds(&RULE, &texts.iter().map(String::as_str).collect::<Vec<_>>());
    }

    #[test]
    fn offices_of_others_rooms_and_lists_are_left_alone() {
        let texts = [
            "安全保卫股、公务用车管理股各司其职，办公会议室已经装修。",
            "市局安全保卫与物业管理股到场指导。",
            "县教育局计划与财务股负责审核。",
            "安全保卫和公务用车管理股负责。",
            "公务用车管理股长负责，公务用车管理科学规范。",
        ];
        let texts: Vec<String> = texts.iter().map(|text| format!("{LIST}{text}")).collect();
        silent(&RULE, &texts.iter().map(String::as_str).collect::<Vec<_>>());
        silent(&RULE, &["由安全保卫与物业管理股负责，安全保卫股配合。"]);
    }
}
