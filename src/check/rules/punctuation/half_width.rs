//! Marks of half width among hanzi.

use std::ops::Range;

use super::{behind, is_hanzi, label_end};
use crate::check::{Findings, Read, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::text::{Class, class_of};

/// 半角标点.
const CODE: Code = Code("P001");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "半角标点",
    severity: Severity::Error,
    looks_for: "汉字中间的半角逗号、分号、冒号、问号、叹号，汉字之间和段末汉字后面的半角句点。数字、字母、网址、时刻、比例里的不算。",
    clause: "GB/T 15834-2011 5.1",
    wrong: "公务用车的编制、配备、更新、处置工作,拟定相关制度。",
    right: "公务用车的编制、配备、更新、处置工作，拟定相关制度。",
    remedy: "改成全角的标点。",
    mends: true,
    look,
};

/// Marks of half width and what they are in Chinese.
const MARKS: [(char, char); 5] = [(',', '，'), (';', '；'), (':', '：'), ('?', '？'), ('!', '！')];

/// A sentence that ends in a point has no fewer characters.
const SHORTEST: usize = 10;

/// Fields of a row of data are no longer.
const LONGEST_FIELD: usize = 10;

/// How sure it is that a mark is to be a Chinese one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sure {
    /// It is wrong, and this one mark is meant.
    Certain,
    /// It is wrong, but another mark may be meant.
    Wrong,
    /// It may be right.
    No,
}

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for read in reading.written() {
        let text = read.text();
        if is_data(text) {
            continue;
        }
        for (at, character) in text.char_indices().filter(|(at, _)| *at >= label_end(read)) {
            let (sure, full) = match MARKS.iter().find(|(half, _)| *half == character) {
                Some((_, full)) => (mark(text, at, character), *full),
                None if matches!(character, '.' | '．') => (stop(read, at), '。'),
                None => continue,
            };
            let range = at..at + character.len_utf8();
            let message = match (sure, full) {
                (Sure::No, _) => continue,
                (Sure::Wrong, '。') => {
                    format!("汉字之间用了“{character}”，句子完了用“。”，人名中间用“·”")
                }
                _ => format!("半角的“{character}”应为全角的“{full}”"),
            };
            let found = findings.report(read.index, range.clone(), message);
            if sure == Sure::Certain {
                found.mend(with_spaces(text, &range), full);
            }
        }
    }
}

/// Whether a line is a row of data with commas between its fields.
fn is_data(text: &str) -> bool {
    let fields = text.split(',').map(str::trim);
    text.matches(',').count() > 1
        && !text.contains(['，', '。', '；', '：', '、'])
        && !text.trim_end().ends_with(['.', ';', ':', '!', '?'])
        && fields.into_iter().all(|field| field.chars().count() <= LONGEST_FIELD)
}

/// What stands around a mark decides.
fn mark(text: &str, at: usize, mark: char) -> Sure {
    let same = |c: char| c == ' ' || matches!(mark, '!' | '?') && matches!(c, '!' | '?');
    let Some(in_front) = text[..at].trim_end_matches(same).chars().next_back() else {
        return Sure::No;
    };
    let rest = text[at + 1..].trim_start_matches(same);
    let next = rest.chars().next();
    let certain = |yes: bool| if yes { Sure::Certain } else { Sure::No };
    let chinese =
        |c: char| is_hanzi(c) || class_of(c) == Class::Open || class_of(c) == Class::Close;
    if is_hanzi(in_front) || class_of(in_front) == Class::Close {
        return certain(match next {
            None => true,
            // ?id=3 belongs to an address.
            Some(c) if c.is_ascii_alphabetic() => mark != '?' || !token(rest).contains('='),
            Some(c) => chinese(c) || c.is_ascii_digit() || matches!(c, '(' | '"'),
        });
    }
    // 1:万 may be a ratio.
    let counts = |c: char| "一二三四五六七八九十百千万亿".contains(c);
    match (in_front, next) {
        (')' | '"' | '%' | '％' | '‰' | '℃', None) => certain(text.contains(is_hanzi)),
        (')' | '"' | '%' | '％' | '‰' | '℃', Some(c)) if chinese(c) => Sure::Certain,
        ('%' | '％', Some(c)) if c.is_ascii_digit() => Sure::Wrong,
        ('0'..='9', Some(c)) if chinese(c) => certain(mark != ':' || !counts(c)),
        ('0'..='9', None) => certain(matches!(mark, ',' | ';') && text.contains(is_hanzi)),
        (c, Some(next)) if c.is_ascii_alphabetic() => {
            certain(matches!(mark, ',' | ';') && is_hanzi(next))
        }
        _ => Sure::No,
    }
}

/// A full stop typed as a point.
fn stop(read: &Read<'_>, at: usize) -> Sure {
    let text = read.text();
    let length = behind(text, at).map_or(1, char::len_utf8);
    let Some(in_front) = text[..at].chars().next_back() else { return Sure::No };
    let rest = &text[at + length..];
    let ends = is_hanzi(in_front) || matches!(in_front, '）' | '”' | '》' | ')' | '%');
    if rest.trim().is_empty() {
        let sentence = read.paragraph.is_prose() && text.chars().count() >= SHORTEST;
        return if ends && sentence { Sure::Certain } else { Sure::No };
    }
    // 一.概况 is a number in front of words, which is for the rules on numbers.
    let counts = "一二三四五六七八九十".contains(in_front);
    let among = is_hanzi(in_front) && !counts && rest.chars().next().is_some_and(is_hanzi);
    if among && read.paragraph.is_prose() { Sure::Wrong } else { Sure::No }
}

/// What stands in one piece at the front of a text.
fn token(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_graphic()).unwrap_or(text.len());
    &text[..end]
}

/// A mark together with the spaces of half width behind it, unless they end the paragraph.
fn with_spaces(text: &str, range: &Range<usize>) -> Range<usize> {
    let behind = &text[range.end..];
    let rest = behind.trim_start_matches(' ');
    let end = if rest.trim().is_empty() { 0 } else { behind.len() - rest.len() };
    range.start..range.end + end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, mends, silent};

    #[test]
    fn marks_among_hanzi_are_found_where_they_stand() {
        finds(
            &RULE,
            &[
                "更新、处置工作⟦,⟧拟定相关制度。",
                "完成率100%⟦,⟧任务及时。",
                "召开会议20次⟦;⟧更换桌椅。",
                "确保安全⟦,⟧ 提供保障。",
                "各项指标分别为100%⟦,⟧98%和95%，均已达到。",
                "表1⟦:⟧收支情况已经附后，请审阅。",
                "使用微信小程序和App⟦,⟧群众办事更加方便。",
                "切实增强责任意识，确保安全⟦!⟧⟦!⟧",
                "登录网址⟦:⟧https://www.example.gov.cn/a,b办理。",
                "已全部整改到位，无遗留问题⟦.⟧",
                "自治区主席买买提⟦.⟧艾力出席会议。",
            ],
        );
    }

    #[test]
    fn numbers_codes_and_times_keep_their_marks() {
        silent(
            &RULE,
            &[
                "拨款1,234.56元，于10:30到账，比例3:1，水灰比1:二。",
                "详见 https://www.example.gov.cn/a,b?c=1;d=2 的公告。",
                "采用Windows, Linux两种系统。",
                "点击https://a.cn/政策?id=3查看。",
                "The notice: read it, please!",
                "文件名为“附件.docx”，版本号为2.0，请下载。",
                "QQ:123456，联系人为张某。",
                "一.基本情况",
                "项目名称,预算数,执行数,备注\n校舍维修,1200,1180,已完成",
            ],
        );
    }

    #[test]
    fn a_mark_takes_the_space_behind_it_along() {
        mends(&RULE, "达到100%, 确保各项工作。", "达到100%，确保各项工作。");
        mends(&RULE, "我局高度重视，立即整改. ", "我局高度重视，立即整改。 ");
    }
}
