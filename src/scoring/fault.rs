//! The codes of this room: texts that are no target or actual value, and findings about a form. Which is
//! found where is for the other files.

use crate::diag::Code;

/// A text that looks like a target and is none.
pub(super) const NO_TARGET: Code = Code("K001");
/// A text that looks like an actual value and is none.
pub(super) const NO_ACTUAL: Code = Code("K002");
/// An actual value that repeats the sign of the target.
pub(super) const COPIED: Code = Code("K003");
/// An actual value of another kind or unit than the target.
pub(super) const MISMATCH: Code = Code("K004");
/// A line that the rules cannot score.
pub(super) const BY_HAND: Code = Code("K005");
/// A band without the percentage it needs, or with one outside of it.
pub(super) const BAND: Code = Code("K006");
/// Weights that are none or do not add up.
pub(super) const WEIGHT: Code = Code("K007");
/// A score outside its bounds or other than the formula says.
pub(super) const SCORE: Code = Code("K008");
/// A reason that is due and not given.
pub(super) const REASON: Code = Code("K009");
/// A value worth a second look.
pub(super) const UNUSUAL: Code = Code("K010");

/// Codes given by this room, with what they mean.
pub const CODES: [(Code, &str); 10] = [
    (NO_TARGET, "指标值写法有误，读不出数量、日期或区间"),
    (NO_ACTUAL, "完成值没有填写或写法有误"),
    (COPIED, "完成值照抄了指标值的“≥”等符号"),
    (MISMATCH, "完成值与指标值的类别或单位不一致"),
    (BY_HAND, "按公式无法计分，须人工评分"),
    (BAND, "定性指标缺少档内百分比，或百分比不在该档之内"),
    (WEIGHT, "分值写法有误，或合计不等于应有的分值"),
    (SCORE, "得分超出分值，或与公式结果不符"),
    (REASON, "应当说明原因而没有说明"),
    (UNUSUAL, "完成值异常，需要核对"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_listed_once_each_in_order() {
        let codes: Vec<&str> = CODES.iter().map(|(code, _)| code.0).collect();
        let numbered: Vec<String> = (1..=CODES.len()).map(|n| format!("K{n:03}")).collect();
        assert_eq!(codes, numbered);
    }
}
