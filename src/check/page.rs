//! The page of a rule, for `explain` and docs/rules.md: both come from the rule itself.

use std::fmt::Write as _;

use super::rule::{Family, Rule};

/// The page of a rule as plain text.
#[must_use]
pub fn page(rule: &Rule) -> String {
    let mends = if rule.mends { "，--修 能改" } else { "" };
    let mut page = format!(
        "{}（{}）：{}，{}{mends}\n\n",
        rule.code.0,
        rule.family().name(),
        rule.name,
        rule.severity.name()
    );
    let mut part = |name: &str, text: &str| {
        // Writing to a string cannot fail.
        let _ = writeln!(page, "{name}：{}", text.replace('\n', "\n  "));
    };
    part("查什么", rule.looks_for);
    part("依据", rule.clause);
    part("例（错）", &example(rule.wrong));
    part("例（对）", &example(rule.right));
    part("改法", rule.remedy);
    page
}

/// An example of several paragraphs begins on a line of its own.
fn example(text: &str) -> String {
    if text.contains('\n') { format!("\n{text}") } else { text.to_owned() }
}

/// All rules as Markdown: what docs/rules.md begins with.
#[must_use]
pub fn pages() -> String {
    let mut pages = String::new();
    for family in Family::ALL {
        let _ = write!(pages, "\n## {} {}\n", family.letter(), family.name());
        for rule in super::all().filter(|rule| rule.family() == family) {
            let mends = if rule.mends { "；`--修` 能改" } else { "" };
            let _ = write!(
                pages,
                "\n### {} {}\n\n{}{mends}\n\n- 查什么：{}\n- 依据：{}\n- 例（错）：{}\n- 例（对）：{}\n- 改法：{}\n",
                rule.code.0,
                rule.name,
                rule.severity.name(),
                rule.looks_for,
                rule.clause,
                quoted(rule.wrong),
                quoted(rule.right),
                rule.remedy
            );
        }
    }
    pages
}

fn quoted(text: &str) -> String {
    text.split('\n').map(|line| format!("`{line}`")).collect::<Vec<_>>().join("／")
}
