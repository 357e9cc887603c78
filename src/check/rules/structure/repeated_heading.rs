//! Two headings of one series with the same words.

use std::collections::BTreeMap;

use super::outline::{Form, Outline};
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::proof::Kind;

/// 同级标题重复.
const CODE: Code = Code("S009");

/// Shorter headings may be names of records: 第一组.
const SHORTEST: usize = 4;

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "同级标题重复",
    severity: Severity::Warning,
    looks_for: "同一上级下面两个独占一行的标题文字完全相同，多半是复制后忘了改。",
    clause: "通行体例：同级标题不重复",
    wrong: "（一）健全管理制度\n修订办法2项。\n（二）健全管理制度\n举办培训班3期。",
    right: "（一）健全管理制度\n修订办法2项。\n（二）加强业务培训\n举办培训班3期。",
    remedy: "改成与内容相符的标题，或者并成一个。",
    mends: false,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    let outline = Outline::of(reading);
    for series in &outline.series {
        let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
        for (place, at) in series.iter().enumerate() {
            let item = &outline.items[*at];
            let paragraph = &reading.proof.paragraphs[item.index];
            let Some(heading) = paragraph.heading.clone() else { continue };
            let words = &paragraph.text[heading.clone()];
            // A heading of a table of contents comes back, there is nothing but headings under it.
            let next = series.get(place + 1).and_then(|next| outline.items.get(*next));
            let listed = next.is_some_and(|next| {
                let under = reading.proof.paragraphs.get(item.index + 1..next.index);
                under
                    .unwrap_or_default()
                    .iter()
                    .all(|each| matches!(each.kind, Kind::Heading | Kind::Blank))
            });
            let alone = outline.form(reading, *at) == Form::Alone;
            if !alone || listed || words.chars().count() < SHORTEST {
                continue;
            }
            if let Some(first) = seen.insert(words, &item.label.text) {
                let message = format!("标题“{words}”和“{first}”的标题相同");
                findings.report(item.index, heading, message);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn the_second_heading_of_the_same_words_is_found() {
        finds(&RULE, &["一、主要工作情况\n良好。\n二、⟦主要工作情况⟧\n良好。"]);
    }

    #[test]
    fn other_parents_and_records_are_left_alone() {
        silent(
            &RULE,
            &[
                "一、甲项\n（一）存在的问题\n有。\n二、乙项\n（一）存在的问题\n有。",
                "目录\n一、单位基本情况\n二、收支情况\n三、名词解释\n（一）拨款\n（二）支出\n\n四、单位基本情况\n良好。\n五、收支情况\n平衡。",
                "1.项目名称：甲。\n2.项目名称：乙。",
                "1.白石镇人民政府\n2.白石镇人民政府",
            ],
        );
    }
}
