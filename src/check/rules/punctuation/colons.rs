//! A colon within what another colon has led to.

use super::behind;
use crate::check::{Findings, Read, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::proof::Kind;

/// 冒号套用.
const CODE: Code = Code("P015");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "冒号套用",
    severity: Severity::Warning,
    looks_for: "疑似一句话里冒号套冒号。段首标题的冒号、引文里面、“联系人：……，电话：……”式的各项、时刻和比例不算。",
    clause: "GB/T 15834-2011 4.7",
    wrong: "公务用车管理方面主要做了两件事：一是公务用车的更新工作：根据全年预算新购商务车5辆。",
    right: "公务用车管理方面主要做了两件事：一是公务用车的更新工作，根据全年预算新购商务车5辆。",
    remedy: "里层的冒号改成逗号，或者分成两句。",
    mends: false,
    look,
};

/// Words in front of a colon that are no more than these name a field: 联系电话：.
const LONGEST_FIELD: usize = 6;

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for read in reading.paragraphs.iter().filter(|read| read.paragraph.kind == Kind::Body) {
        let text = read.text();
        for sentence in &read.sentences {
            let start = sentence.start.max(read.paragraph.body_start()).min(sentence.end);
            let places: Vec<usize> = text[start..sentence.end]
                .match_indices(['：', ':'])
                .map(|(at, _)| start + at)
                .filter(|at| is_colon(read, *at))
                .collect();
            let nested = places.windows(2).find(|pair| is_nested(text, pair[0], pair[1]));
            if let Some(pair) = nested {
                let length = behind(text, pair[1]).map_or(1, char::len_utf8);
                let message = "一句话里冒号套冒号，疑似应分句或改用逗号";
                findings.report(read.index, pair[1]..pair[1] + length, message);
            }
        }
    }
}

/// Not of a time, an address, a quotation or brackets.
fn is_colon(read: &Read<'_>, at: usize) -> bool {
    let text = read.text();
    let length = behind(text, at).map_or(1, char::len_utf8);
    let in_front = text[..at].chars().next_back();
    let ascii = in_front.is_some_and(|c| c.is_ascii_alphanumeric());
    !ascii
        && !text[at + length..].starts_with("//")
        && !read.is_quoted(at)
        && !read.is_bracketed(at)
}

fn is_nested(text: &str, first: usize, second: usize) -> bool {
    let start = first + behind(text, first).map_or(1, char::len_utf8);
    let between = &text[start..second];
    let end = second + behind(text, second).map_or(1, char::len_utf8);
    let rest = &text[end..];
    // 如下：1.材料：……
    let numbered = between.contains(|c: char| c.is_ascii_digit() || ('①'..='⑳').contains(&c));
    let field = between.rsplit(['，', '、', ',', ' ', '　']).next().unwrap_or_default();
    let is_field = field.chars().count() <= LONGEST_FIELD || field.contains("电话");
    !between.contains(['；', ';'])
        && !numbered
        && !is_field
        && !rest.trim().is_empty()
        && !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '“' | '《' | '/'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn a_colon_within_another_is_found() {
        finds(
            &RULE,
            &[
                "用车管理主要做了几件事：一是公务用车的更新工作⟦：⟧根据预算新购商务车。二是处置工作：报废6辆。",
            ],
        );
    }

    #[test]
    fn fields_headings_and_quotations_are_left_alone() {
        silent(
            &RULE,
            &[
                "联系人：杨某某，联系电话：0999-5678901，地址：人民路。",
                "（4）安全保卫方面：一是集中办公区疫情防控工作：办公区域每天消毒；二是消防工作：加强巡逻。",
                "会议指出：要落实文件中“坚持的原则是：应保尽保”的要求。",
                "县政府要求：各单位抓好落实，现将有关情况报告如下：",
                "请携带以下物品：1.本人身份证原件：正反面；2.照片。",
                "会议定于10:30召开，内容如下：听取汇报。",
            ],
        );
    }
}
