//! Headings under which nothing stands.

use super::outline::{Form, Outline};
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::proof::Kind;

/// 标题下没有内容.
const CODE: Code = Code("S008");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "标题下没有内容",
    severity: Severity::Warning,
    looks_for: "同级的标题下面都有内容，只有一个标题下面什么也没有。目录、提纲、议题名单不算。",
    clause: "通行体例：有标题必有内容",
    wrong: "一、基本情况\n情况良好。\n二、主要做法\n三、存在问题\n有不足。\n四、下一步工作\n继续努力。",
    right: "一、基本情况\n情况良好。\n二、主要做法\n抓好落实。\n三、存在问题\n有不足。\n四、下一步工作\n继续努力。",
    remedy: "补上内容，或者删去标题，后面的重新编号。",
    mends: false,
    look,
};

/// Documents whose headings may stand for what is not told.
const AGENDAS: [&str; 4] = ["纪要", "议程", "提纲", "目录"];

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    if AGENDAS.iter().any(|word| reading.title.contains(word)) {
        return;
    }
    let outline = Outline::of(reading);
    for series in outline.series.iter().filter(|series| series.len() > 2) {
        // Steps and items of the levels below may well be words alone.
        if series.first().is_some_and(|first| outline.items[*first].depth > 1) {
            continue;
        }
        let empty: Vec<usize> = series
            .iter()
            .copied()
            .filter(|at| {
                outline.under(reading, *at).next().is_none()
                    && is_bare(reading, outline, *at)
                    && !leads(outline, *at)
            })
            .collect();
        let full = |at: &&usize| {
            outline.form(reading, **at) == Form::Alone && has_sentences(reading, outline, **at)
        };
        let [at] = empty[..] else { continue };
        if series.iter().filter(full).count() + 1 < series.len() {
            continue;
        }
        let item = &outline.items[at];
        let Some(heading) = reading.proof.paragraphs[item.index].heading.clone() else { continue };
        let words = &reading.proof.paragraphs[item.index].text[heading.clone()];
        findings.report(item.index, heading, format!("标题“{words}”下面没有内容"));
    }
}

/// Whether a list numbered in the same way, from 1 on, stands right behind a heading: it is under it.
fn leads(outline: &Outline, at: usize) -> bool {
    let own = &outline.items[at];
    outline.items.get(at + 1).is_some_and(|next| {
        next.label.ordinal == 1
            && next.key == own.key
            && next.depth == own.depth
            && own.label.ordinal > 1
    })
}

/// A heading whose only mark is that of its number.
fn is_bare(reading: &Reading<'_>, outline: &Outline, at: usize) -> bool {
    let paragraph = &reading.proof.paragraphs[outline.items[at].index];
    paragraph.kind == Kind::Heading
        && paragraph.heading.as_ref().is_some_and(|heading| {
            heading.end == paragraph.text.trim_end().len()
                && !paragraph.text[heading.clone()].contains('，')
        })
}

fn has_sentences(reading: &Reading<'_>, outline: &Outline, at: usize) -> bool {
    outline.under(reading, at).any(|(_, paragraph)| {
        paragraph.is_cell() || paragraph.kind == Kind::Body && paragraph.text.contains(['。', '；'])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn the_one_heading_without_text_is_found() {
        finds(
            &RULE,
            &[
                "（一）⟦概况⟧\n（二）做法\n抓落实。\n（三）问题\n有不足。",
                "一、甲\n（一）概况\n良好。\n（二）做法\n抓落实。\n（三）⟦问题⟧\n二、其他",
            ],
        );
    }

    #[test]
    fn agendas_contents_and_lists_are_left_alone() {
        silent(
            &RULE,
            &[
                "一、概况\n1.机构设置\n设股室7个。\n2.人员编制\n现有18人。\n3.主要职责\n1.贯彻执行政策。\n2.负责指导协调。\n二、绩效\n良好。",
                "常务会议纪要\n会议研究了以下事项。\n一、通报经济运行情况\n会议听取了汇报。\n二、研究方案\n原则同意。\n三、审议干部任免事项",
                "一、传达会议精神\n二、研究防汛工作\n三、审议干部任免事项",
                "目录\n一、概况\n二、做法\n（一）学习\n（二）落实\n三、问题\n一、概况\n良好。\n二、做法\n很多。",
                "（一）申请表\n（二）身份证\n（三）证明\n由村委会出具。",
                "一、概况\n良好。\n二、做法\n（一）抓学习。\n（二）抓落实。\n三、问题\n不足。",
            ],
        );
    }
}
