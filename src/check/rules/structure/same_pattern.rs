//! A series under a number of its own pattern, so that nobody can tell parent and child apart.

use super::outline::{Key, Outline};
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 上下层序数同一式样.
const CODE: Code = Code("S002");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "上下层序数同一式样",
    severity: Severity::Error,
    looks_for: "上一层和下一层用同一种序数，分不清层次，如“（5）”下面又是“（1）”“（2）”。",
    clause: "GB/T 9704-2012 7.3.3",
    wrong: "1.健全制度\n2.加强培训\n1.举办培训班。\n2.组织观摩。\n3.交流经验。\n3.严格考核",
    right: "1.健全制度\n2.加强培训\n（1）举办培训班。\n（2）组织观摩。\n（3）交流经验。\n3.严格考核",
    remedy: "各层依次用“一、”“（一）”“1.”“（1）”。",
    mends: false,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    let outline = Outline::of(reading);
    let under_its_own = |series: &Vec<usize>| {
        let first = *series.first()?;
        let item = &outline.items[first];
        let parent = &outline.items[item.parent?];
        (parent.key == item.key && !matches!(item.key, Key::Level(_))).then_some(first)
    };
    let mut found: Vec<usize> = outline.series.iter().filter_map(under_its_own).collect();
    found.extend(&outline.nested);
    found.sort_unstable();
    found.dedup();
    for at in found {
        let item = &outline.items[at];
        if item.label.range.is_empty() {
            continue;
        }
        let above = match item.parent.map(|parent| &outline.items[parent]) {
            Some(parent) if parent.key == item.key => parent.label.text.as_str(),
            _ => "上一层",
        };
        let message =
            format!("“{}”和{}的序数是同一种式样，分不清层次", item.label.text, quoted(above));
        findings.report(item.index, item.label.range.clone(), message);
    }
}

fn quoted(above: &str) -> String {
    if above == "上一层" { above.to_owned() } else { format!("上一层“{above}”") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn a_series_inside_one_of_its_pattern_is_found_once() {
        finds(
            &RULE,
            &[
                "（一）概况\n良好。\n（2） 执行情况\n⟦（1）⟧预算批复。\n（2）支出为。\n二、问题",
                "1.甲项\n2.乙项\n⟦1.⟧丙项；\n2.丁项；\n3.庚项。\n3.戊项\n4.己项",
            ],
        );
    }

    #[test]
    fn a_second_list_is_none() {
        silent(
            &RULE,
            &[
                "材料如下：\n1.申请表；\n2.身份证。\n程序如下：\n1.申请；\n2.审核。",
                "一、甲项\n（一）乙项\n1.丙项\n（1）丁项\n二、戊项",
            ],
        );
    }
}
