//! A name of 数据 out of words of a text.

use crate::figures::is_name;

/// A name is no longer: it is read in the middle of sentences.
const LONGEST: usize = 12;
/// What only leads up to the words that name a figure; longer ones first.
const LEADING: [&str; 16] = [
    "截至目前为止",
    "截至目前",
    "截至年末",
    "截至年底",
    "其中：",
    "其中",
    "本年度",
    "本年",
    "全年",
    "当年",
    "我单位",
    "我中心",
    "我局",
    "年末",
    "年底",
    "的",
];
/// Names that mean something else in formulas.
const TAKEN: [&str; 4] = ["年度", "日期", "待填", "注"];

/// The name that some words give, if they give one: the end of them, which names the figure behind, without a year in
/// front and without what formulas cannot hold.
pub(super) fn of_words(words: &str) -> Option<String> {
    let mut rest = words.trim();
    loop {
        let shorter = without_year(rest);
        let shorter = LEADING.iter().find_map(|lead| shorter.strip_prefix(lead)).unwrap_or(shorter);
        let shorter = shorter.trim_start();
        if shorter.len() == rest.len() {
            break;
        }
        rest = shorter;
    }
    let sound = |c: &char| c.is_alphanumeric() && !c.is_ascii_digit() || "（）《》".contains(*c);
    let kept: Vec<char> = rest.chars().map(wide).filter(sound).collect();
    let mut name: String = kept[kept.len().saturating_sub(LONGEST)..].iter().collect();
    if name.matches('（').count() != name.matches('）').count() {
        name.retain(|c| !"（）".contains(c));
    }
    if TAKEN.contains(&name.as_str()) {
        name.push('数');
    }
    (name.chars().count() > 1 && is_name(&name)).then_some(name)
}

/// Brackets of names are those of Chinese.
const fn wide(character: char) -> char {
    match character {
        '(' => '（',
        ')' => '）',
        other => other,
    }
}

fn without_year(text: &str) -> &str {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits..).and_then(|rest| rest.strip_prefix('年'));
    match rest {
        Some(rest) if digits == 4 => rest.strip_prefix('度').unwrap_or(rest),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_words_that_mean_the_figure() {
        for (words, name) in [
            ("2021年我单位预算批复", Some("预算批复")),
            ("其中公务接待费", Some("公务接待费")),
            ("因公出国（境）费用", Some("因公出国（境）费用")),
            ("购买空调数量(台)", Some("购买空调数量（台）")),
            ("“三公”经费", Some("三公经费")),
            ("单位资金是否让财政监督管理的情况汇总", Some("让财政监督管理的情况汇总")),
            ("年度", Some("年度数")),
            ("共", None),
            ("", None),
        ] {
            assert_eq!(of_words(words).as_deref(), name, "{words}");
        }
    }
}
