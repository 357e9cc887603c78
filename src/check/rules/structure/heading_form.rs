//! Headings of one series that stand alone on their line and others that run into their text.

use std::collections::BTreeMap;

use super::outline::{Form, Outline};
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::proof::Kind;

/// 同级标题体例不一.
const CODE: Code = Code("S006");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "同级标题体例不一",
    severity: Severity::Warning,
    looks_for: "同一上级下面，有的标题独占一行，有的标题和正文接排。各上级下面各用一种的不算。",
    clause: "通行体例：同级标题写法一致",
    wrong: "（一）健全制度\n修订管理办法2项。\n（二）加强培训：举办培训班3期，培训120人次。\n（三）严格考核\n按季度考核。",
    right: "（一）健全制度\n修订管理办法2项。\n（二）加强培训\n举办培训班3期，培训120人次。\n（三）严格考核\n按季度考核。",
    remedy: "同级的标题都独占一行，或者都和正文接排。",
    mends: false,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    let outline = Outline::of(reading);
    let forms: Vec<Form> = (0..outline.items.len()).map(|at| form(reading, outline, at)).collect();
    let mut by_depth: BTreeMap<usize, [usize; 2]> = BTreeMap::new();
    for (item, form) in outline.items.iter().zip(&forms) {
        count(by_depth.entry(item.depth).or_default(), *form);
    }
    for series in &outline.series {
        let mut own = [0, 0];
        for at in series {
            count(&mut own, forms[*at]);
        }
        let Some(first) = series.first() else { continue };
        if own.contains(&0) || own[0] + own[1] < series.len() {
            continue;
        }
        let all = by_depth.get(&outline.items[*first].depth).copied().unwrap_or(own);
        let rarer = rarer(all).or_else(|| rarer(own)).unwrap_or(match forms[*first] {
            Form::Alone => Form::RunIn,
            _ => Form::Alone,
        });
        for at in series.iter().filter(|at| forms[**at] == rarer) {
            let paragraph = &reading.proof.paragraphs[outline.items[*at].index];
            let Some(heading) = paragraph.heading.clone() else { continue };
            let words = &paragraph.text[heading.clone()];
            let message = match rarer {
                Form::RunIn => format!("标题“{words}”和正文接排，同级的标题独占一行"),
                _ => format!("标题“{words}”独占一行，同级的标题和正文接排"),
            };
            findings.report(outline.items[*at].index, heading, message);
        }
    }
}

/// How an item shows its heading; one with a table or with other headings under it cannot but stand alone.
fn form(reading: &Reading<'_>, outline: &Outline, at: usize) -> Form {
    let next = outline.under(reading, at).next();
    let has_text = next
        .is_some_and(|(_, paragraph)| paragraph.kind == Kind::Body && paragraph.label.is_none());
    match outline.form(reading, at) {
        Form::Alone if !has_text => Form::Unknown,
        form => form,
    }
}

fn count(counts: &mut [usize; 2], form: Form) {
    match form {
        Form::Alone => counts[0] += 1,
        Form::RunIn => counts[1] += 1,
        Form::Unknown => {}
    }
}

/// The form that fewer have; none where as many have one as the other.
fn rarer(counts: [usize; 2]) -> Option<Form> {
    match counts[0].cmp(&counts[1]) {
        std::cmp::Ordering::Less => Some(Form::Alone),
        std::cmp::Ordering::Greater => Some(Form::RunIn),
        std::cmp::Ordering::Equal => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn the_form_that_is_rarer_at_its_level_is_found() {
        finds(
            &RULE,
            &[
                "一、甲\n（一）概况\n良好。\n（二）职责\n已履行。\n（三）目标\n已完成。\n二、乙\n\
                 （一）⟦履职情况⟧：从数量上看，已完成。\n（二）效果\n促进了发展。",
                "（一）抓学习。举办培训班3期。\n（二）抓落实。开展督查2次。\n（三）⟦抓考核⟧\n按季度考核。",
            ],
        );
    }

    #[test]
    fn each_parent_may_have_its_own_form_and_lists_have_none() {
        silent(
            &RULE,
            &[
                "一、甲\n（一）概况\n良好。\n（二）职责\n已履行。\n二、乙\n（一）抓学习。举办培训班。\n（二）抓落实。开展督查。",
                "（一）严格执行。各单位不得超支。\n（二）推进公开\n1.公开时间\n5月。\n（三）强化管理。加强监控。",
                "（一）产出：完成。\n（二）效益：良好。\n（三）完成情况\n指标  目标值  完成值\n次数  10次  12次",
                "1.申请表\n2.身份证\n3.证明：由村委会出具。",
                "（一）县公安局负责燃放管理。\n（二）县应急局负责许可审查。对48家检查。",
            ],
        );
    }
}
