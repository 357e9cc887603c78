//! Marks at the end of a heading that stands alone on its line.

use std::collections::BTreeMap;

use super::outline::{Form, Outline};
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::proof::Kind;

/// 标题末用标点.
const CODE: Code = Code("S007");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "标题末用标点",
    severity: Severity::Warning,
    looks_for: "独占一行的标题末尾用了冒号、句号，而同级的标题都不用。引出下文列举的（“如下：”）不算。",
    clause: "GB/T 15834-2011 附录B（标题末不用句末点号）",
    wrong: "（一）预算执行情况\n执行率为98%。\n（二）履职完成情况\n完成全部任务。\n（三）履职效果情况：\n改善了环境。",
    right: "（一）预算执行情况\n执行率为98%。\n（二）履职完成情况\n完成全部任务。\n（三）履职效果情况\n改善了环境。",
    remedy: "删去标题末尾的标点。",
    mends: true,
    look,
};

/// What ends a line that leads to a list.
const LEADING_UP: [&str; 12] =
    ["如下", "下列", "以下", "包括", "要求", "有", "是", "为", "材料", "名单", "方式", "范围"];

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    let outline = Outline::of(reading);
    let paragraphs = &reading.proof.paragraphs;
    let marked = |at: usize| {
        let text = paragraphs[outline.items[at].index].text.trim_end();
        text.chars().next_back().filter(|last| "：:。".contains(*last))
    };
    let mut counts: BTreeMap<usize, [usize; 2]> = BTreeMap::new();
    let mut found = Vec::new();
    for series in &outline.series {
        let ends = |at: &usize, mark: char| {
            paragraphs[outline.items[*at].index].text.trim_end().ends_with(mark)
        };
        let is_list = series.iter().any(|at| ends(at, '；'));
        let is_plain =
            |at: &usize| outline.form(reading, *at) == Form::Alone && marked(*at).is_none();
        let has_plain = series.iter().any(is_plain);
        for at in series {
            let item = &outline.items[*at];
            if paragraphs[item.index].kind != Kind::Heading || is_list {
                continue;
            }
            let mark = marked(*at);
            if mark.is_some() || is_plain(at) {
                counts.entry(item.depth).or_default()[usize::from(mark.is_some())] += 1;
            }
            // A short sentence is a heading only among headings.
            let is_heading = |mark: &char| has_plain || *mark != '。';
            let mark = mark.filter(is_heading).filter(|_| has_text(reading, outline, *at));
            found.extend(mark.map(|mark| (*at, mark)));
        }
    }
    for (at, mark) in found {
        let item = &outline.items[at];
        let [without, with] = counts.get(&item.depth).copied().unwrap_or_default();
        let Some(heading) = paragraphs[item.index].heading.clone().filter(|_| without > with)
        else {
            continue;
        };
        let words = &paragraphs[item.index].text[heading.clone()];
        let range = heading.end..heading.end + mark.len_utf8();
        if LEADING_UP.iter().any(|end| words.ends_with(end))
            || !is_at(&paragraphs[item.index].text, range.clone(), mark)
        {
            continue;
        }
        let message = format!("标题“{words}”末尾用了“{mark}”，同级的标题不用");
        findings.report(item.index, range.clone(), message).mend(range, "");
    }
}

fn is_at(text: &str, range: std::ops::Range<usize>, mark: char) -> bool {
    text.get(range).is_some_and(|found| found.starts_with(mark))
}

/// Whether running text stands under a heading, and no list.
fn has_text(reading: &Reading<'_>, outline: &Outline, at: usize) -> bool {
    let next = outline.under(reading, at).next();
    next.is_some_and(|(_, paragraph)| {
        paragraph.kind == Kind::Body
            && paragraph.label.is_none()
            && paragraph.text.trim_end().ends_with('。')
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, mends, silent};

    #[test]
    fn marks_that_other_headings_do_not_have_are_found() {
        finds(
            &RULE,
            &[
                "一、概况\n良好。\n二、做法⟦：⟧\n抓落实。\n三、问题\n有不足。",
                "一、概况\n良好。\n二、做法\n抓落实。\n三、问题⟦。⟧\n有不足。",
            ],
        );
        let after = "一、概况\n良好。\n二、做法\n抓落实。\n三、问题\n有不足。";
        mends(&RULE, &after.replace("做法", "做法："), after);
    }

    #[test]
    fn lists_and_one_habit_for_all_are_left_alone() {
        silent(
            &RULE,
            &[
                "一、概况\n良好。\n二、提交的材料如下：\n申请表等。",
                "一、概况：\n良好。\n二、做法：\n抓落实。",
                "一、概况\n良好。\n二、做法：\n1.抓落实。\n2.抓考核。",
                "一、总则\n良好。\n二、职责\n已履行。\n（一）未审批的；\n（二）规定的其他情形。\n第三条规定如上。",
                "（一）抓学习。\n（二）抓落实。\n（三）抓考核。",
            ],
        );
    }
}
