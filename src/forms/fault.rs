//! The codes of this room: what is filled in against what the form has. Scores have codes of their own.

use crate::diag::Code;

/// A name that the form does not have.
pub(super) const UNKNOWN_VALUE: Code = Code("K011");
/// A value that the form needs and that is not filled in.
pub(super) const MISSING_VALUE: Code = Code("K012");
/// Indicators where the form has none, or none where it has.
pub(super) const INDICATORS: Code = Code("K013");
/// 分值 or 得分 that is no number.
pub(super) const NO_NUMBER: Code = Code("K014");
/// A form template that is not built in and cannot be read.
pub(super) const UNREADABLE: Code = Code("K015");

/// Codes given by this room, with what they mean.
pub const CODES: [(Code, &str); 5] = [
    (UNKNOWN_VALUE, "这种表里没有要填的这一项"),
    (MISSING_VALUE, "表里必填的一项没有填"),
    (INDICATORS, "指标和表式对不上：该有的没有，或不该有的有了"),
    (NO_NUMBER, "分值或得分没有写，或不是数"),
    (UNREADABLE, "没有这个名称的表式，或表式文件读不了"),
];
