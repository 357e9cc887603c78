//! 附件标识 with the title behind it in one line: `附件1：年度预算表`. In front of a part they are two lines; in a list of
//! attachments such a line stays one.

use std::ops::Range;

use super::lines::Raw;
use super::{Why, closing, spaced};
use crate::manuscript::Manuscript;
use crate::proof::Label;

/// A title behind a mark has no more characters.
const LONGEST: usize = 45;

/// Cuts the lines that are mark and title in two; what stood between them is told with its reason.
pub(super) fn cut(
    lines: Vec<Raw>,
    manuscript: &Manuscript,
) -> (Vec<Raw>, Vec<(Range<usize>, Why)>) {
    let opens: Vec<Option<Parts>> = (0..lines.len())
        .map(|at| parts(&lines[at]).filter(|_| opens(&lines, at, manuscript)))
        .collect();
    let mut found = Vec::with_capacity(lines.len());
    let mut between = Vec::new();
    for (line, opens) in lines.into_iter().zip(opens) {
        let Some(Parts { mark, title }) = opens else {
            found.push(line);
            continue;
        };
        let start = line.range.start;
        let gap = &line.text[mark..title];
        let lead = gap.len() - gap.trim_start().len();
        let sign = mark + lead..mark + gap.trim_end().len().max(lead);
        for (range, why) in
            [(mark..sign.start, Why::Edge), (sign.clone(), Why::Mark), (sign.end..title, Why::Edge)]
        {
            if !range.is_empty() {
                between.push((start + range.start..start + range.end, why));
            }
        }
        found.push(line.part(0..mark));
        found.push(line.part(title..line.text.len()));
    }
    (found, between)
}

/// Where the mark of a line ends and its title begins.
#[derive(Clone, Copy)]
struct Parts {
    mark: usize,
    title: usize,
}

fn parts(line: &Raw) -> Option<Parts> {
    const MOST_DIGITS: usize = 3;
    if line.cell.is_some() || line.counted.is_some() || line.bullet.is_some() {
        return None;
    }
    let lead = line.text.len() - line.text.trim_start().len();
    let rest = line.text[lead..].strip_prefix("附件")?;
    let spaced = rest.len() - rest.trim_start_matches([' ', '\u{3000}']).len();
    let numeral = rest[spaced..].find(|c: char| {
        !(c.is_ascii_digit() || ('０'..='９').contains(&c) || "一二三四五六七八九十".contains(c))
    })?;
    let digits = rest[spaced..spaced + numeral].chars().count();
    let mark = lead + "附件".len() + spaced + numeral;
    let behind = &line.text[mark..];
    let title = behind.trim_start_matches(|c: char| c.is_whitespace() || "：:．.、".contains(c));
    let parted = title.len() < behind.len();
    let count = title.trim().chars().count();
    let ends = title.trim_end().ends_with(['。', '；', '：', ':', '，', '、']);
    let fits = (1..=MOST_DIGITS).contains(&digits) && parted && (2..=LONGEST).contains(&count);
    (fits && !ends && !title.contains('。'))
        .then_some(Parts { mark, title: line.text.len() - title.len() })
}

/// Whether a part of the document begins at a line: at the front, on a page of its own or behind an empty line, with text
/// under it, and no other such line beside it.
fn opens(lines: &[Raw], at: usize, manuscript: &Manuscript) -> bool {
    let blank = |line: &Raw| line.cell.is_none() && line.text.trim().is_empty();
    let above = lines[..at].iter().rev().find(|line| !blank(line));
    let paragraph = &manuscript.paragraphs[lines[at].paragraph];
    let apart = above.is_none() || paragraph.starts_page || blank(&lines[at - 1]);
    let mut below = lines[at + 1..].iter().filter(|line| !blank(line));
    let listed = |line: &Raw| line.text.trim_start().starts_with("附件");
    let Some(next) = below.next() else { return false };
    let beside = listed(next) || above.is_some_and(listed);
    let signs = closing::is_signing(&next.text) || closing::date_of(&next.text).is_some();
    let own = std::iter::once(next).chain(below).take_while(|line| parts(line).is_none());
    let is_text = |line: &Raw| {
        line.cell.is_some()
            || line.counted.is_some()
            || Label::typed(&line.text).is_some()
            || line.text.trim_end().ends_with(['。', '：'])
            || spaced::count(&line.text) > 1
    };
    apart && !beside && !signs && own.into_iter().any(is_text)
}

#[cfg(test)]
mod tests {
    use crate::draft::tests::shown;

    #[test]
    fn marks_with_their_titles_open_parts_and_lists_of_attachments_do_not() {
        for (text, expected) in [
            ("附件1：2024年度预算表\n一、收入\n收入100万元。\n", "== 附件1|标题 2024年度预算表"),
            ("附件2 任务分工\n一、县财政局负责。\n", "== 附件2|标题 任务分工"),
            ("附件2　工程清单\n\n序号    名称\n\n1       东河治理\n", "== 附件2|标题 工程清单"),
            ("附件 3　检查名单\n\n检查下列单位：\n", "== 附件3|标题 检查名单"),
            ("附件一：实施方案\n一、目标\n完成任务。\n", "== 附件1|标题 实施方案"),
            (
                "通知\n\n请执行。\n附件1：名单\n附件2：分工\n县财政局\n2024年3月1日\n",
                "==|标题 通知",
            ),
            ("通知\n\n请执行。\n\n附件1：名单\n\n县财政局\n2024年3月1日\n", "==|标题 通知"),
            ("附件1所列单位要报送材料。\n请按时报送。\n", "==|- 附件1所列单位要报送材料。"),
        ] {
            let lines = shown(text);
            let front: Vec<&str> = lines.iter().take(2).map(String::as_str).collect();
            assert_eq!(front.join("|"), expected, "{text}");
        }
    }
}
