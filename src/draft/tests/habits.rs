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

#[test]
fn a_run_in_heading_with_a_level_under_it_becomes_a_heading_and_a_paragraph() {
    let text =
        "报告\n\n一、概况\n（一）人员情况：全局共有职工46人。\n1.在编人员40人。\n2.聘用人员6人。\n";
    assert_eq!(
        shown(text),
        [
            "==",
            "标题 报告",
            "[一、]概况",
            "  [（一）]人员情况：　# 段首标题下面还有下一级，标题单独成行，文字另成一段",
            "    - 全局共有职工46人。",
            "    条目",
            "      [1.]在编人员40人。",
            "      [2.]聘用人员6人。",
        ]
    );
}

#[test]
fn words_that_only_look_like_numbers_stay_in_their_paragraphs() {
    let text = "通知\n\n一、时间\n二、三季度完成任务。\n3、4月份进行检查。\n二、地点\n县城。\n";
    assert_eq!(
        shown(text),
        [
            "==",
            "标题 通知",
            "[一、]时间",
            "  - 二、三季度完成任务。",
            "  - 3、4月份进行检查。",
            "[二、]地点",
            "  - 县城。",
        ]
    );
}
