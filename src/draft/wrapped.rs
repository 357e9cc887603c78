//! Lines of a plain text that were broken at a fixed width, as old programs and mails do: what of them is one paragraph.
//! Taken only where most lines of a text are of nearly one width.

use super::faked::width;
use super::lines::Raw;
use super::number;
use crate::proof::{Label, is_caption};

/// Lines of a text that is broken at a fixed width have so many half-width characters.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=140;
/// A line may be so much shorter than the longest one because of what would not fit on it.
const SHORTER: usize = 8;
/// So many lines of nearly one width, and so many of them that are gone on with, are no accident.
const FEWEST: usize = 4;
/// Of a hundred lines that are at least half as wide so many are of that width,
const MOST_ARE_FULL: usize = 50;
/// and of a hundred of these no more end a sentence.
const FEW_END: usize = 40;
/// No paragraph of several lines has more bytes.
const LONGEST: usize = 8000;
/// What stands for a byte of the white space between two joined lines: no sign of the text, and no gap between columns.
const JOINT: &str = "\u{1}";

/// Joins the lines that are one paragraph; says for each whether it is made of several.
pub(super) fn join(lines: Vec<Raw>) -> Vec<Raw> {
    let Some(shape) = Shape::of(&lines) else { return lines };
    let goes_on: Vec<bool> = lines.windows(2).map(|pair| shape.goes_on(pair)).collect();
    if goes_on.iter().filter(|goes_on| **goes_on).count() < FEWEST {
        return lines;
    }
    let mut found: Vec<Raw> = Vec::with_capacity(lines.len());
    let joins = std::iter::once(false).chain(goes_on);
    for (line, joins) in lines.into_iter().zip(joins) {
        match found.last_mut().filter(|whole| joins && whole.text.len() < LONGEST) {
            Some(whole) => {
                let kept = whole.text.trim_end().len();
                let blank = line.range.start - (whole.range.start + kept);
                whole.text.truncate(kept);
                whole.text.push_str(&JOINT.repeat(blank));
                whole.text.push_str(&line.text);
                whole.range.end = line.range.end;
                whole.wrapped = true;
            }
            None => found.push(line),
        }
    }
    found
}

/// How a text is broken.
struct Shape {
    /// A line of this width or more may go on in the next one.
    full: usize,
    /// Paragraphs begin with white space, or behind an empty line, so that a line that does not goes on what is above it even
    /// behind a full stop.
    shown: bool,
}

impl Shape {
    fn of(lines: &[Raw]) -> Option<Self> {
        let told = || lines.iter().filter(|line| !line.text.trim().is_empty());
        let most = told().map(|line| width(line.text.trim_end(), 0)).max()?;
        let full = most.checked_sub(SHORTER).filter(|_| WIDTHS.contains(&most))?;
        let is_full = |line: &&Raw| width(line.text.trim_end(), 0) >= full && !has_gap(&line.text);
        let is_long = |line: &&Raw| width(line.text.trim_end(), 0) * 2 >= most;
        let (all, count) = (told().filter(is_long).count(), told().filter(is_full).count());
        let end = told().filter(is_full).filter(|line| ends_sentence(&line.text)).count();
        let plain = count >= FEWEST && count * 100 >= all * MOST_ARE_FULL;
        let indented = told().filter(|line| is_indented(&line.text)).count() > 1;
        let shown = indented || parted(lines, full);
        (plain && end * 100 <= count * FEW_END).then_some(Self { full, shown })
    }

    /// Whether the second of two lines goes on the first.
    fn goes_on(&self, pair: &[Raw]) -> bool {
        let [first, second] = pair else { return false };
        let (above, below) = (first.text.trim_end(), second.text.as_str());
        width(above, 0) >= self.full
            && !has_gap(above)
            && !has_gap(below)
            && !below.trim().is_empty()
            && !is_indented(below)
            && !begins(below)
            && (self.shown || !ends_sentence(above))
    }
}

/// Whether nearly all lines that are too short to go on have an empty line behind them.
fn parted(lines: &[Raw], full: usize) -> bool {
    const MOST: usize = 80;
    let blank = |line: &Raw| line.text.trim().is_empty();
    let ends = lines
        .windows(2)
        .filter(|pair| !blank(&pair[0]) && width(pair[0].text.trim_end(), 0) < full);
    let (all, apart) =
        ends.fold((0, 0), |(all, apart), pair| (all + 1, apart + usize::from(blank(&pair[1]))));
    apart >= FEWEST && apart * 100 >= all * MOST
}

fn is_indented(text: &str) -> bool {
    text.starts_with(char::is_whitespace)
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['。', '！', '？', '：', '；', ':'])
}

/// Whether a line begins something of its own.
fn begins(text: &str) -> bool {
    let own = ["附件", "注：", "注:", "单位：", "- ", "* ", "•", "●", "■"];
    Label::typed(text).is_some_and(|label| !label.is_doubtful(text))
        || number::other(text, 0).is_some()
        || is_caption(text)
        || own.iter().any(|own| text.starts_with(own))
}

/// Whether columns are made in a line.
fn has_gap(text: &str) -> bool {
    let inner = text.trim();
    inner.contains(['\t', '\u{3000}']) || inner.contains("  ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(text: &str) -> Vec<String> {
        let mut start = 0;
        let mut lines = Vec::new();
        for line in text.split('\n') {
            lines.push(Raw::plain(start..start + line.len(), line));
            start += line.len() + 1;
        }
        join(lines).into_iter().map(|line| line.text.replace(JOINT, "")).collect()
    }

    #[test]
    fn lines_of_one_width_are_one_paragraph_as_far_as_nothing_begins() {
        let text = "\
关于2024年度工作的报告

　　今年以来，在县委、县政府的坚强领导下，我局紧扣全年目
标任务，狠抓各项措施落实，圆满完成了年初确定的工作任务。
现将有关情况报告如下。
一、主要工作
　　（一）全力推进项目建设。全年开工建设重点水利工程十二
项，完成投资2.36亿元，占年度计划的百分之一百零三点五，其
中中央资金1.20亿元。
　　（二）切实加强日常管理。落实岗位责任，健全工作机制，
全年组织督促检查四十六次。
2.存在问题
";
        let expected = [
            "关于2024年度工作的报告",
            "",
            "　　今年以来，在县委、县政府的坚强领导下，我局紧扣全年目标任务，狠抓各项措施落实，圆满完成了年初确定的工作任务。现将有关情况报告如下。",
            "一、主要工作",
            "　　（一）全力推进项目建设。全年开工建设重点水利工程十二项，完成投资2.36亿元，占年度计划的百分之一百零三点五，其中中央资金1.20亿元。",
            "　　（二）切实加强日常管理。落实岗位责任，健全工作机制，全年组织督促检查四十六次。",
            "2.存在问题",
            "",
        ];
        assert_eq!(joined(text), expected);
    }

    #[test]
    fn where_empty_lines_part_paragraphs_a_full_stop_at_the_end_of_a_line_does_not() {
        let lines = "今年以来全县水利系统认真落实决策部署，统筹推进水资源管理、水\n生态保护、水环境治理，各项工作取得了比较明显的成效群众满意。\n农村供水保证率达到百分之九十七，自来水普及率达到百分之九十六\n点八。\n\n";
        assert_eq!(joined(&lines.repeat(4)).iter().filter(|line| !line.is_empty()).count(), 4);
    }

    #[test]
    fn lines_that_are_paragraphs_stay_paragraphs() {
        for text in [
            // Sentences that are equally long by chance.
            "全年开展督促检查四十六次，发现问题一百二十三个。\n全年组织业务培训一十二次，参加人员三百六十五人。\n全年受理群众来信九十八件，办结率为百分之九十九。\n全年完成信息公开五十六条，回复咨询二百一十四条。\n全年接待群众来访三十七批，满意率为百分之九十八。\n",
            // A paragraph a line.
            "今年以来，在县委、县政府的坚强领导下，我局紧扣全年目标任务，狠抓各项措施落实。\n一、主要工作\n完成投资2.36亿元。\n加强日常管理，落实岗位责任，健全工作机制，全年组织督促检查四十六次，发现问题一百二十三个，均已整改。\n二、问题\n人手不足。\n",
            // A list of names.
            "县水利局\n县财政局\n县审计局\n县农业农村局\n县自然资源局\n",
        ] {
            let expected: Vec<&str> = text.split('\n').collect();
            assert_eq!(joined(text), expected);
        }
    }
}
