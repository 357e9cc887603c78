//! P: marks and white space, by GB/T 15834.

use crate::check::{Read, Rule};

mod before_deng;
mod between_quoted;
mod brackets;
mod clauses;
mod colons;
mod direction;
mod ellipsis;
mod ellipsis_deng;
mod final_mark;
mod half_width;
mod items;
mod leading;
mod operators;
mod paired;
mod pairs;
mod ranges;
mod repeated;
mod sentence;
mod spaces;
mod three_public;
mod title_mark;
mod trailing;

pub(super) static RULES: &[&Rule] = &[
    &half_width::RULE,
    &brackets::RULE,
    &operators::RULE,
    &final_mark::RULE,
    &leading::RULE,
    &trailing::RULE,
    &spaces::RULE,
    &repeated::RULE,
    &paired::RULE,
    &between_quoted::RULE,
    &before_deng::RULE,
    &ellipsis::RULE,
    &ranges::RULE,
    &colons::RULE,
    &items::RULE,
    &clauses::RULE,
    &direction::RULE,
    &three_public::RULE,
    &title_mark::RULE,
    &ellipsis_deng::RULE,
];

/// Whether a character is a hanzi; marks are none.
pub(in crate::check::rules) const fn is_hanzi(character: char) -> bool {
    matches!(
        character,
        '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '〇' | '々' | '\u{20000}'..='\u{2FA1F}'
    )
}

/// The character in front of a place.
pub(in crate::check::rules) fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

/// The character behind a place.
pub(in crate::check::rules) fn behind(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

/// Where the text behind a typed number begins.
fn label_end(read: &Read<'_>) -> usize {
    read.paragraph.label.as_ref().map_or(0, |label| label.range.end)
}

/// What may follow 等 that leaves things out: marks, numbers, and the words it usually stands in front of. 等级 and
/// 等待 are words of their own.
fn is_and_so_on(behind: &str) -> bool {
    const WORDS: [&str; 42] = [
        "单位", "部门", "方面", "工作", "内容", "问题", "情况", "项目", "多", "各", "有关", "相关",
        "二", "三", "四", "五", "六", "七", "八", "九", "十", "几", "领域", "活动", "措施", "形式",
        "方式", "材料", "资料", "费用", "设施", "设备", "行业", "企业", "机关", "环节", "任务",
        "事项", "人员", "地区", "乡镇", "制度",
    ];
    let Some(first) = behind.chars().next() else { return true };
    "。，；、）：”》".contains(first)
        || first.is_ascii_digit()
        || WORDS.iter().any(|word| behind.starts_with(word))
}
