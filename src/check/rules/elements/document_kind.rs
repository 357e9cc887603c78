//! Titles that do not say what kind of document it is.

use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::proof::Kind;

/// 标题没有文种.
const CODE: Code = Code("D011");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "标题没有文种",
    severity: Severity::Warning,
    looks_for: "有主送机关的公文，标题是“关于……”，却没有写通知、请示、报告、函等文种。",
    clause: "GB/T 9704-2012 7.3.1、《党政机关公文处理工作条例》第九条",
    wrong: "关于解决卫生院搬迁经费\n县人民政府：\n卫生院需要搬迁，恳请解决经费。",
    right: "关于解决卫生院搬迁经费的请示\n县人民政府：\n卫生院需要搬迁，恳请解决经费。",
    remedy: "在标题末尾写上文种，如“的通知”“的请示”。",
    mends: false,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    let paragraphs = &reading.proof.paragraphs;
    let Some(front) = paragraphs.iter().position(|each| each.kind == Kind::Title) else { return };
    let lines = paragraphs[front..].iter().take_while(|each| each.kind == Kind::Title).count();
    let behind = paragraphs[front + lines..].iter().find(|each| each.kind != Kind::Blank);
    let is_addressed = behind.is_some_and(|each| each.kind == Kind::Addressee);
    let title = reading.title.trim();
    let has_mark = paragraphs[..front].iter().any(|each| each.kind == Kind::Mark);
    if !is_addressed || has_mark || !title.contains("关于") {
        return;
    }
    let each_line = paragraphs[front..front + lines].iter();
    // What stands behind the last 的 is short, as all kinds are: one that is not in the list.
    let is_short = title.rsplit_once('的').is_some_and(|(_, behind)| behind.chars().count() <= 4);
    if is_short || has_kind(title) || each_line.map(|each| each.text.trim()).any(has_kind) {
        return;
    }
    let last = &paragraphs[front + lines - 1].text;
    let end = last.trim_end().len();
    findings.report(front + lines - 1, end..end, format!("标题“{title}”没有写明文种"));
}

/// Whether a title, or a line of it, ends with a kind or with a bracket.
fn has_kind(title: &str) -> bool {
    const KINDS: [&str; 30] = [
        "通知", "请示", "报告", "函", "纪要", "意见", "决定", "通报", "批复", "公告", "通告",
        "公报", "议案", "决议", "命令", "令", "方案", "总结", "计划", "要点", "办法", "细则",
        "说明", "汇报", "情况", "建议", "预案", "书", "信", "表",
    ];
    let title = title.trim_end_matches(['”', '》', '、']);
    title.ends_with(['）', ')']) || KINDS.iter().any(|kind| title.ends_with(kind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn a_title_without_kind_is_found_at_its_end() {
        finds(&RULE, &["青禾县教育局关于做好\n防汛工作⟦⟧\n各学校：\n请做好准备。"]);
    }

    #[test]
    fn kinds_of_every_sort_are_known() {
        silent(
            &RULE,
            &[
                "关于做好防汛工作的紧急通知\n各学校：\n请做好准备。",
                "关于表扬先进的通报（试行）\n各学校：\n请学习。",
                "关于召开会议的邀请\n各学校：\n请参加。",
                "关于防汛工作的几点思考\n同志们：\n大家好。",
                "关于青河大桥\n大桥建成于1988年。",
                "致家长的一封信\n各位家长：\n暑假将至。",
            ],
        );
    }
}
