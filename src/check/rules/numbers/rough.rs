//! 顿号 within a rough number.

use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 概数用顿号.
const CODE: Code = Code("N010");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "概数用顿号",
    severity: Severity::Warning,
    looks_for: "相邻两个数字连用表示概数时，中间用了顿号。分别列举的，如“一、二年级”“第三、四季度”，不算。",
    clause: "GB/T 15835-2011 5.2.1",
    wrong: "阴雨天气还将持续三、四天。",
    right: "阴雨天气还将持续三四天。",
    remedy: "删去顿号。",
    mends: true,
    look,
};

const NUMERALS: &str = "一二三四五六七八九";
/// What is counted; words in which the numbers are ordinals are not.
const COUNTED: [&str; 27] = [
    "天",
    "个人",
    "个月",
    "个小时",
    "个多",
    "个村",
    "个单位",
    "人",
    "次",
    "岁",
    "里",
    "公里",
    "小时",
    "分钟",
    "户",
    "遍",
    "倍",
    "十人",
    "十个",
    "十户",
    "十多",
    "十余",
    "百人",
    "百个",
    "百户",
    "百多",
    "千人",
];

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for read in reading.prose() {
        let text = read.text();
        for (at, _) in text.match_indices('、').skip_while(|(at, _)| *at == 0) {
            let end = at + '、'.len_utf8();
            let words = &text[..at];
            let (Some(first), Some(second)) =
                (words.chars().next_back(), text[end..].chars().next())
            else {
                continue;
            };
            let place = |c: char| NUMERALS.chars().position(|numeral| numeral == c);
            let follows = matches!((place(first), place(second)), (Some(a), Some(b)) if a + 1 == b);
            let start = at - first.len_utf8().min(at);
            let rest = &text[end + second.len_utf8()..];
            let counted = COUNTED.iter().any(|unit| rest.starts_with(unit))
                || rest.starts_with('年') && !rest.starts_with("年级") && !rest.starts_with("年度");
            let in_front = text[..start].chars().next_back();
            let ordinal = in_front.is_none_or(|c| "第、周期（初第".contains(c));
            if follows && counted && !ordinal && !read.is_quoted(at) {
                let range = start..end + second.len_utf8();
                let message = format!("表示概数的“{}”中间不用顿号", &text[range.clone()]);
                findings.report(read.index, range, message).mend(at..end, "");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, mends, silent};

    #[test]
    fn rough_numbers_are_found() {
        finds(
            &RULE,
            &["还将持续⟦三、四⟧天，约有⟦五、六⟧户、⟦二、三⟧十人。"
                .replace("⟦二、三⟧十人", "二三十人")
                .as_str()],
        );
    }

    #[test]
    fn enumerations_are_left_alone() {
        silent(
            &RULE,
            &[
                "一、二年级不留作业，第三、四次会议已开，三、四季度见效。",
                "一、二、三产业融合，二、三级医院均已参加。",
                "第一、二人民医院，小学三、四年级。",
            ],
        );
    }

    #[test]
    fn the_mark_is_taken_away() {
        mends(&RULE, "还将持续三、四天。", "还将持续三四天。");
    }
}
