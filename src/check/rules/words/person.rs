//! Names of persons that differ by one character.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{is_han, last_han, likeness::alike};
use crate::check::reading::Index;
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 人名前后不一.
const CODE: Code = Code("W015");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "人名前后不一",
    severity: Severity::Warning,
    looks_for: "同一个职务后面的两个人名只差一个同音或形近的字（局长张建国、局长张健国），或者职务旁的人名和校对规则的 名称 人名 只差这样一个字。",
    clause: "《党政机关公文处理工作条例》第十九条（表述准确）",
    wrong: "县教育局局长张建国主持会议。\n县教育局局长张健国作了讲话。",
    right: "县教育局局长张建国主持会议。\n县教育局局长张建国作了讲话。",
    remedy: "核对姓名用字。",
    mends: false,
    look,
};

/// Titles that names stand behind.
const TITLES: [&str; 20] = [
    "局长", "主任", "书记", "县长", "市长", "区长", "镇长", "乡长", "部长", "科长", "股长", "处长",
    "校长", "院长", "站长", "所长", "馆长", "队长", "主席", "经理",
];
static TITLES_INDEX: LazyLock<Index> = LazyLock::new(|| Index::new(TITLES));
const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文";
/// Characters of a name behind a title: surname and two more.
const LENGTH: usize = 3;

/// A name at one place.
#[derive(Clone, Copy)]
struct Place {
    paragraph: usize,
    at: usize,
    count: usize,
}

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    // Names by what stands in front of them: the words of the office and the title.
    let mut named: BTreeMap<&str, BTreeMap<&str, Place>> = BTreeMap::new();
    for read in &reading.paragraphs {
        let text = read.text();
        for (title, at) in TITLES_INDEX.hits(text) {
            let start = at + TITLES[title].len();
            let Some(name) = name(&text[start..]).filter(|_| !read.is_quoted(at)) else { continue };
            let office = &text[at - last_han(&text[..at], 4).len()..start];
            let places = named.entry(office).or_default();
            let place = Place { paragraph: read.index, at: start, count: 0 };
            places.entry(name).or_insert(place).count += 1;
        }
    }
    for (office, places) in &named {
        if places.len() <= MOST {
            compare(office, places, findings);
        }
    }
    for (name, place) in named.values().flatten() {
        if let Some(right) = known(name, &reading.profile.people) {
            let name: String = name.chars().take(right.chars().count()).collect();
            let message = format!("疑似人名写错：这里是“{name}”，校对规则里是“{right}”");
            findings.report(place.paragraph, place.at..place.at + name.len(), message);
        }
    }
}

/// One office has no more holders in a document; of a list of many each may be another.
const MOST: usize = 6;

/// The three characters behind a title that may be a name.
fn name(behind: &str) -> Option<&str> {
    let end: usize = behind.chars().take(LENGTH).map(char::len_utf8).sum();
    let name = behind.get(..end)?;
    let surname = name.chars().next().is_some_and(|first| SURNAMES.contains(first));
    (surname && name.chars().count() == LENGTH && name.chars().all(is_han)).then_some(name)
}

fn compare(office: &str, places: &BTreeMap<&str, Place>, findings: &mut Findings) {
    let names: Vec<(&str, Place)> = places.iter().map(|(name, place)| (*name, *place)).collect();
    for (index, (one, a)) in names.iter().enumerate() {
        for (other, b) in &names[index + 1..] {
            if !differs_by_likeness(one, other) {
                continue;
            }
            let order =
                |place: &Place| (place.count, std::cmp::Reverse((place.paragraph, place.at)));
            let one_is_rare = order(a) < order(b);
            let (rare, place, usual) = if one_is_rare { (one, a, other) } else { (other, b, one) };
            let message = format!("疑似人名不一：“{office}”后面这里是“{rare}”，别处是“{usual}”");
            findings.report(place.paragraph, place.at..place.at + rare.len(), message);
        }
    }
}

/// The name of the profile that the one behind a title is nearly.
fn known<'p>(written: &str, people: &'p [String]) -> Option<&'p str> {
    let fits = |right: &str| {
        let count = right.chars().count();
        let start: String = written.chars().take(count).collect();
        count >= 2 && differs_by_likeness(&start, right)
    };
    let right = people.iter().map(String::as_str).any(|name| written.starts_with(name));
    if right { None } else { people.iter().map(String::as_str).find(|name| fits(name)) }
}

/// Same surname and length, and one other character, which is like.
fn differs_by_likeness(one: &str, other: &str) -> bool {
    if one.chars().count() != other.chars().count() || one.chars().next() != other.chars().next() {
        return false;
    }
    let mut differences = one.chars().zip(other.chars()).filter(|(a, b)| a != b);
    let first = differences.next();
    first.is_some_and(|(a, b)| alike(a, b)) && differences.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Profile;
    use crate::check::testing::{findings_with, finds, marked, silent};

    #[test]
    fn one_holder_of_an_office_has_one_name() {
        finds(
            &RULE,
            &[
                "县教育局局长张建国主持会议。\n会后，县教育局局长⟦张健国⟧作了讲话。",
                "副县长李伟明出席。副县长李伟明讲话。副县长⟦李玮明⟧总结。",
            ],
        );
    }

    #[test]
    fn other_persons_are_left_alone() {
        silent(
            &RULE,
            &[
                "县教育局局长张建国、县水利局局长张健国参加。",
                "副局长张建国、副局长张建军分别发言。",
                "值班人员张某、张某某在场，主任王某、主任汪某签字。",
                "局长高度重视，主任高效推进，书记常常过问。",
            ],
        );
    }

    #[test]
    fn names_of_the_profile_are_known() {
        let profile = Profile { people: vec!["王伟".to_owned()], ..Profile::default() };
        for wanted in ["局长⟦王玮⟧主持会议。", "局长王伟主持会议。", "局长王海主持会议。"]
        {
            let text = wanted.replace(['⟦', '⟧'], "");
            assert_eq!(marked(&text, &findings_with(&RULE, &text, &profile)), wanted);
        }
    }
}
