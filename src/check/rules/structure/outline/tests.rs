//! Outlines of texts.

use super::*;
use crate::check::Profile;
use crate::check::testing::proof;

/// `label:depth`, with `!` and the number that would go on.
fn outline(text: &str) -> Vec<String> {
    let proof = proof(text);
    let profile = Profile::default();
    let reading = Reading::new(&proof, &profile);
    let outline = Outline::of(&reading);
    let shown = |item: &Item| {
        let fault = item.fault.as_ref().map_or(String::new(), |fault| {
            let sure = if fault.certain { "" } else { "?" };
            format!("!{}{sure}", fault.expected)
        });
        format!("{}:{}{fault}", item.label.text, item.depth)
    };
    outline.items.iter().map(shown).collect()
}

#[test]
fn series_go_on_restart_and_are_nested() {
    let cases: &[(&str, &[&str])] = &[
        (
            "一、甲项工作\n（一）乙项\n1.丙项\n2.丁项\n（二）戊项\n1.己项\n二、庚项",
            &["一、:0", "（一）:1", "1.:2", "2.:2", "（二）:1", "1.:2", "二、:0"],
        ),
        // Counted on under the next parent, as opinions of the State Council are.
        (
            "一、甲项工作\n（一）乙项\n（二）丙项\n二、丁项\n（三）戊项\n（四）己项",
            &["一、:0", "（一）:1", "（二）:1", "二、:0", "（三）:1", "（四）:1"],
        ),
        ("一、甲项工作\n三、乙项\n四、丙项", &["一、:0", "三、:0!二、?", "四、:0"]),
        ("一、甲项工作\n五、乙项\n三、丙项", &["一、:0", "五、:0!二、", "三、:0"]),
        ("一、甲项工作\n二、乙项\n二、丙项", &["一、:0", "二、:0", "二、:0!三、"]),
        (
            "一、甲项工作\n二、乙项\n二、丙项\n三、丁项",
            &["一、:0", "二、:0", "二、:0!三、?", "三、:0"],
        ),
        ("（一）甲项工作\n（2） 乙项\n（三）丙项", &["（一）:0", "（2）:0!（二）", "（三）:0"]),
        ("一、甲项工作：（1）丑；\n（2）寅。\n二、乙项", &["一、:0", "（2）:1", "二、:0"]),
        (
            "一、甲项工作\n二、三季度是农村公路施工的黄金期。\n四、五月份下雨。",
            &["一、:0", "二、:0"],
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(outline(text), *expected, "{text}");
    }
}

#[test]
fn the_part_under_an_item_ends_at_the_next_one_of_its_level() {
    let proof = proof("一、甲项工作\n（一）乙项\n正文。\n二、丁项\n正文。");
    let profile = Profile::default();
    let reading = Reading::new(&proof, &profile);
    let ends: Vec<usize> = Outline::of(&reading).items.iter().map(|item| item.end).collect();
    assert_eq!(ends, [3, 3, 5]);
}
