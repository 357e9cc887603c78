//! 附件说明 against the attachments that stand in the same file.

use std::collections::BTreeMap;

use super::in_common;
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::proof::{Kind, Label, Paragraph};

/// 附件说明与附件不一致.
const CODE: Code = Code("D004");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "附件说明与附件不一致",
    severity: Severity::Error,
    looks_for: "正文和附件在同一个文件里时，附件的顺序号、标题和附件说明里的不一致。",
    clause: "GB/T 9704-2012 7.3.7",
    wrong: "关于做好学生资助工作的通知\n各学校：\n请按时报送。\n附件：学生资助申请表\n附件\n学生资助申报表\n由学生填写。",
    right: "关于做好学生资助工作的通知\n各学校：\n请按时报送。\n附件：学生资助申请表\n附件\n学生资助申请表\n由学生填写。",
    remedy: "改附件的标题、顺序号或者附件说明，使两处一致。",
    mends: false,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    let notes = notes(&reading.proof.paragraphs);
    if notes.is_empty() {
        return;
    }
    let numbers: BTreeMap<String, u32> =
        notes.iter().map(|(number, name)| (plain(name), *number)).collect();
    // A mark in front of the list is the document's own: it is an attachment itself.
    let first = reading.proof.paragraphs.iter().position(|each| each.kind == Kind::AttachmentNote);
    let behind = reading.proof.paragraphs.iter().enumerate().skip(first.unwrap_or_default());
    for (at, paragraph) in behind {
        if paragraph.kind != Kind::Mark {
            continue;
        }
        let text = paragraph.text.trim();
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let number = digits.parse().unwrap_or(1);
        let Some(name) = notes.get(&number) else {
            let range = paragraph.text.find(text).map_or(0..0, |start| start..start + text.len());
            findings.report(at, range, format!("附件说明里没有“{text}”"));
            continue;
        };
        let Some((index, title)) = title(&reading.proof.paragraphs, at) else { continue };
        if agree(name, &title) {
            continue;
        }
        if let Some(other) = numbers.get(&plain(&title)) {
            let message = format!("“{title}”在附件说明里是附件{other}，这里是“{text}”");
            findings.report(at, 0..paragraph.text.len(), message);
        } else if in_common(&plain(name), &plain(&title)) * 5 >= plain(name).chars().count() * 3 {
            let end = reading.proof.paragraphs[index].text.len();
            let message = format!("附件的标题是“{title}”，附件说明里是“{name}”");
            findings.report(index, 0..end, message);
        }
    }
}

/// The names of the attachments by number.
fn notes(paragraphs: &[Paragraph]) -> BTreeMap<u32, String> {
    let mut notes = BTreeMap::new();
    for (at, paragraph) in paragraphs.iter().enumerate() {
        if paragraph.kind != Kind::AttachmentNote {
            continue;
        }
        let text = paragraph.text.trim();
        let text = text
            .strip_prefix("附件")
            .map_or(text, |rest| rest.trim_start_matches(['：', ':']).trim());
        let typed = Label::typed(text);
        let counted = paragraph.label.as_ref().filter(|label| label.range.is_empty());
        let number = typed.as_ref().or(counted).map_or(1, |label| label.ordinal);
        let mut name = text[typed.map_or(0, |label| label.range.end)..].trim().to_owned();
        // A long name that runs on in the next line.
        let next =
            paragraphs.get(at + 1).filter(|next| next.kind == Kind::Body && next.label.is_none());
        if let Some(next) = next.filter(|next| !next.text.contains('。')) {
            name.push('\n');
            name.push_str(next.text.trim());
        }
        notes.insert(number, name);
    }
    notes
}

/// The title behind a mark: its first paragraph, all its lines in one.
fn title(paragraphs: &[Paragraph], mark: usize) -> Option<(usize, String)> {
    let start = (mark + 1..paragraphs.len()).find(|at| paragraphs[*at].kind != Kind::Blank)?;
    let lines = paragraphs[start..].iter().take_while(|each| each.kind == Kind::Title);
    let title: String = lines.map(|each| each.text.trim()).collect();
    (!title.is_empty()).then_some((start, title))
}

/// Whether both may well mean the same, what only looks like a title behind it included.
fn agree(name: &str, title: &str) -> bool {
    let (first, rest) = name.split_once('\n').unwrap_or((name, ""));
    let (first, whole, title) = (plain(first), plain(&format!("{first}{rest}")), plain(title));
    let bare = first.split(['（', '(']).next().unwrap_or_default();
    first.is_empty()
        || title == whole
        || title.starts_with(&first)
        || !bare.is_empty() && title.starts_with(bare) && first.ends_with(['）', ')'])
        || first.starts_with(&title) && title.chars().count() > 5
}

/// A name without white space and without marks around it.
fn plain(name: &str) -> String {
    let kept = |c: &char| !c.is_whitespace() && !"《》“”。；，、".contains(*c);
    name.chars().filter(kept).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    const FRONT: &str =
        "关于做好学生资助工作的通知\n各学校：\n请按时报送。\n附件：1.学生资助申请表\n2.公示样式\n";

    #[test]
    fn names_and_numbers_that_differ_are_found() {
        let other =
            format!("{FRONT}附件1\n⟦学生资助申报表⟧\n由学生填写。\n附件2\n公示样式\n按此公示。");
        let moved =
            format!("{FRONT}⟦附件1⟧\n公示样式\n按此公示。\n⟦附件2⟧\n学生资助申请表\n由学生填写。");
        let more = format!("{FRONT}附件1\n学生资助申请表\n由学生填写。\n⟦附件3⟧\n名单\n如下。");
        finds(&RULE, &[&other, &moved, &more]);
    }

    #[test]
    fn the_same_names_and_files_with_one_of_both_are_left_alone() {
        let same =
            format!("{FRONT}附件1\n学生资助\n申请表\n由学生填写。\n附件2\n公示样式\n按此公示。");
        let table = format!("{FRONT}附件1\n学生资助申请表\n姓名\n性别\n由学生填写。");
        silent(
            &RULE,
            &[
                &same,
                &table,
                FRONT,
                "附件4\n甲项目报告\n内容完整。",
                "关于报送材料的通知\n请报送。\n附件：1.汇总表（电子版另发）\n2.名单\n附件1\n汇总表\n如下。",
            ],
        );
    }
}
