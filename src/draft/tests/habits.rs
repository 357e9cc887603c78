//! Habits of numbering, a few lines each.

use super::*;

/// What a text becomes, without what was left out.
fn shown(text: &str) -> Vec<String> {
    let (draft, manuscript) = draft(text);
    let dump = dump::of(&draft, &manuscript);
    let lines = dump.lines().filter(|line| !line.starts_with("略") && !line.starts_with("改"));
    lines.map(str::to_owned).collect()
}

#[test]
fn a_number_in_another_pattern_goes_on_the_series_it_continues() {
    let text = "报告\n\n一、概况\n（一）甲\n甲的文字。\n（2）乙\n乙的文字。\n二、问题\n有问题。\n3、措施\n有措施。\n";
    assert_eq!(
        shown(text),
        [
            "==",
            "标题 报告",
            "[一、]概况",
            "  [（一）]甲",
            "    - 甲的文字。",
            "  [（2）]乙　# 序数的写法和前面的不同，按接着编处理",
            "    - 乙的文字。",
            "[二、]问题",
            "  - 有问题。",
            "[3、]措施　# 序数的写法和前面的不同，按接着编处理",
            "  - 有措施。",
        ]
    );
}
