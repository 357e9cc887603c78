//! Spaces and tabs between two hanzi, and gaps of a faked table made of several kinds of them.

use super::{before, behind, is_hanzi};
use crate::check::{Findings, Read, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::proof::Kind;

/// 汉字间的空格.
const CODE: Code = Code("P008");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "汉字间的空格",
    severity: Severity::Warning,
    looks_for: "正文汉字之间、标点前后的半角空格、制表符；用空白对齐的行里混用制表符、全角空格、半角空格。两个字的姓名、条款号后面、引号里面、留待填写的空不算。",
    clause: "通行体例",
    wrong: "全县各 单位要高度重视，认真落实。",
    right: "全县各单位要高度重视，认真落实。",
    remedy: "正文里删去空格；要对齐的内容改用表格。",
    mends: true,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for read in &reading.paragraphs {
        if read.paragraph.kind == Kind::Body && read.text().contains(['，', '。', '；']) {
            prose(read, findings);
        }
    }
    for table in reading.proof.tables.iter().filter(|table| table.faked && !table.tabbed) {
        for row in &table.rows {
            for pair in row.windows(2) {
                let [cell, next] = pair else { continue };
                let gap = cell.range.end..next.range.start;
                let Some(read) = reading.paragraphs.get(cell.paragraph) else { continue };
                if is_mixed(read.text().get(gap.clone()).unwrap_or_default()) {
                    let message = "对齐用的空白里混用了不同的空格、制表符";
                    findings.report(cell.paragraph, gap, message).help("改成表格。");
                }
            }
        }
    }
}

fn is_mixed(gap: &str) -> bool {
    let mut characters = gap.chars();
    let first = characters.next();
    characters.any(|c| Some(c) != first)
}

fn prose(read: &Read<'_>, findings: &mut Findings) {
    let text = read.text();
    let start = read.paragraph.body_start();
    let mut at = start + text[start..].len() - text[start..].trim_start().len();
    while let Some(found) = text[at..].find([' ', '\t']) {
        let from = at + found;
        let gap = text[from..].len() - text[from..].trim_start_matches([' ', '\t']).len();
        let end = from + gap;
        at = end;
        let few = gap <= 2 || text[from..end].bytes().all(|byte| byte == b'\t');
        let word = |c: char| is_hanzi(c) || c.is_ascii_alphanumeric() || "%％℃）”》".contains(c);
        let before_mark = before(text, from).is_some_and(word)
            && behind(text, end).is_some_and(|c| "，。；、".contains(c));
        if before_mark {
            let found = findings.report(read.index, from..end, "标点前面有空格");
            found.mend(from..end, "");
        } else if few
            && parts_words(text, from, end)
            && !read.is_quoted(from)
            && !read.is_bracketed(from)
        {
            let kind = if text[from..end].contains('\t') { "制表符" } else { "空格" };
            let message = format!("汉字之间有{kind}");
            findings.report(read.index, from..end, message).mend(from..end, "");
        } else if few && is_behind_mark(text, from, end) {
            findings.report(read.index, from..end, "标点后面有空格").mend(from..end, "");
        }
    }
}

/// Whether a gap stands behind a mark amid a sentence.
fn is_behind_mark(text: &str, from: usize, end: usize) -> bool {
    let mark = before(text, from).is_some_and(|c| "，。；、".contains(c));
    let word = |c: char| is_hanzi(c) || c.is_ascii_digit() || "“《（〈".contains(c);
    mark && behind(text, end).is_some_and(word)
}

/// The surnames of most people: behind one of them a space may set a name of two hanzi as wide as one of three.
const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢\
                        蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵\
                        孟龙万段雷钱汤尹黎易常武乔贺赖龚文";

/// Whether words of a sentence are parted: not the two hanzi of a name, not 第一条 from its text, not a blank to be
/// filled in.
fn parts_words(text: &str, from: usize, end: usize) -> bool {
    let (Some(left), Some(right)) = (before(text, from), behind(text, end)) else { return false };
    if !is_hanzi(left) || !is_hanzi(right) {
        return false;
    }
    let hanzi = |text: &str| text.chars().take_while(|c| is_hanzi(*c)).count();
    let right_length = hanzi(&text[end..]);
    let left_length = text[..from].chars().rev().take_while(|c| is_hanzi(*c)).count();
    let token: String = text[..from].chars().rev().take_while(|c| is_hanzi(*c)).collect();
    let article =
        token.ends_with('第') || token.chars().all(|c| "一二三四五六七八九十百".contains(c));
    let name = left_length == 1 && right_length == 1 || SURNAMES.contains(left);
    let blank = "年月日时分".contains(right) && right_length <= 2 || "年月日第".contains(left);
    // 张 三 behind other words: a name of two hanzi set as wide as one of three.
    let name_behind = right_length == 1;
    !article && !name && !name_behind && !blank
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, mends, silent};

    #[test]
    fn spaces_in_a_sentence_and_mixed_gaps_are_found() {
        finds(
            &RULE,
            &[
                "全县各⟦ ⟧单位要高度重视⟦ ⟧，认真落实。",
                "改造道路15km⟦ ⟧，投资320万元⟦ ⟧。",
                "全县各单位⟦\t⟧要高度重视，认真落实。",
                "全县属湿热气候，⟦ ⟧6月进入汛期，⟦ ⟧雨日较多。",
                "节能次数    3次\n接待人数1000人⟦　\t  ⟧1000人\n账实相符⟦\t   ⟧合规",
            ],
        );
    }

    #[test]
    fn names_articles_and_blanks_are_left_alone() {
        silent(
            &RULE,
            &[
                "副县长王 明主持会议，各单位负责人参加。",
                "参加人员有张 三、李四五。",
                "第一条 为加强管理，制定本办法。",
                "自2021年 月 日起施行，请遵照执行。",
                "开展“不忘初心 牢记使命”主题教育，成效明显。",
                "主持人 张某某",
                "使用 Windows 系统，稳定可靠。",
                "节能次数    3次\n接待人数    1000人",
            ],
        );
    }

    #[test]
    fn words_are_put_together_again() {
        mends(&RULE, "全县各 单位要重视，认真落实。", "全县各单位要重视，认真落实。");
    }
}
