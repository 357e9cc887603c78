//! Documents without 署名 and 成文日期.

use super::{LEAST_HEADINGS, headings, is_evaluation_report};
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::proof::{Kind, Paragraph};

/// 没有署名和成文日期.
const CODE: Code = Code("D005");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "没有署名和日期",
    severity: Severity::Hint,
    looks_for: "绩效自评（评价）报告，以及有主送机关、有各级标题的报告、通知、请示，末尾没有署名和成文日期。",
    clause: "GB/T 9704-2012 7.3.5（作附件时可以没有，单独报送时通常要有）",
    wrong: "关于做好学生资助工作的通知\n各学校：\n现将有关事项通知如下。\n一、资助对象\n在校学生。\n二、申报程序\n学校审核。\n三、工作要求\n应助尽助。",
    right: "关于做好学生资助工作的通知\n各学校：\n现将有关事项通知如下。\n一、资助对象\n在校学生。\n二、申报程序\n学校审核。\n三、工作要求\n应助尽助。\n\
            青禾县教育局\n2021年9月6日",
    remedy: "单独报送的，在末尾写上署名和成文日期。",
    mends: false,
    look,
};

/// Kinds of documents that are signed.
const SIGNED: [&str; 6] = ["通知", "报告", "请示", "批复", "通报", "函"];

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    let paragraphs = &reading.proof.paragraphs;
    let has = |kind: Kind| paragraphs.iter().any(|each| each.kind == kind);
    let is_letter = has(Kind::Addressee)
        && !has(Kind::Mark)
        && SIGNED.iter().any(|kind| reading.title.ends_with(kind))
        && headings(reading).count() >= LEAST_HEADINGS;
    if !is_letter && !is_evaluation_report(reading) {
        return;
    }
    if has(Kind::Signature) || has(Kind::Date) || paragraphs.iter().any(may_be_date) {
        return;
    }
    let part = paragraphs.iter().find(|each| each.kind == Kind::Title).map_or(0, |each| each.part);
    let is_last = |each: &Paragraph| each.part == part && !each.text.trim().is_empty();
    let Some(last) = paragraphs.iter().rposition(is_last) else { return };
    let end = paragraphs[last].text.trim_end().len();
    findings.report(last, end..end, "末尾没有署名和成文日期");
}

/// Whether a short line gives a year and a month, however it is written.
fn may_be_date(paragraph: &Paragraph) -> bool {
    let text = paragraph.text.trim();
    text.chars().count() <= 30
        && paragraph.label.is_none()
        && !text.contains('。')
        && paragraph.kind != Kind::Title
        && (text.contains('年') && text.contains('月')
            || text.starts_with("20") && text.contains(['.', '-', '/']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    const TEXT: &str = "一、概况\n良好。\n二、做法\n抓落实。\n三、问题\n有不足。";

    #[test]
    fn reports_without_signature_are_found_at_their_end() {
        finds(&RULE, &[&format!("附件4\n青禾县文化馆2021年度项目绩效自评报告\n{TEXT}⟦⟧")]);
    }

    #[test]
    fn signed_ones_and_other_documents_are_left_alone() {
        silent(
            &RULE,
            &[
                &format!("青禾县文化馆2021年度项目绩效自评报告\n{TEXT}\n青禾县文化馆\n2022年3月"),
                &format!("2021年工作总结\n{TEXT}"),
                &format!("附件\n青禾县防汛应急预案\n{TEXT}"),
                "关于报送材料的通知\n各科室：\n请按时报送。",
            ],
        );
    }
}
