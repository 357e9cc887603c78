//! What can be wrong with amounts and formulas: the codes, and faults with their place in a text. Which
//! fault is found where is for the other files of this room.

use std::ops::Range;

use crate::diag::{Code, Diagnostic, Span};

/// The text of an amount is none.
pub(super) const NOT_AN_AMOUNT: Code = Code("F001");
/// More digits than an exact decimal holds.
pub(super) const TOO_MANY_DIGITS: Code = Code("F002");
/// A thousands comma in the wrong place.
pub(super) const COMMA: Code = Code("F003");
/// A name no formula could mention.
pub(super) const BAD_NAME: Code = Code("F004");
/// A formula that cannot be read.
pub(super) const SYNTAX: Code = Code("F005");
/// A name that 数据 does not have.
pub(super) const UNKNOWN_NAME: Code = Code("F006");
/// A name that several groups have.
pub(super) const AMBIGUOUS_NAME: Code = Code("F007");
/// A group where an amount is due.
pub(super) const GROUP: Code = Code("F008");
/// Units that do not go together.
pub(super) const UNITS: Code = Code("F009");
/// Division by zero.
pub(super) const ZERO: Code = Code("F010");
/// A format that is unknown or miswritten.
pub(super) const FORMAT: Code = Code("F011");
/// A result too long to print exactly.
pub(super) const ENDLESS: Code = Code("F012");
/// A formula too long or too deep.
pub(super) const TOO_LONG: Code = Code("F013");
/// A function that is given what it cannot take.
pub(super) const FUNCTION: Code = Code("F014");
/// Amounts that are computed from each other in a circle.
pub(super) const CIRCLE: Code = Code("F015");
/// Words where an amount is due.
pub(super) const TEXT: Code = Code("F016");

/// Codes given by this room, with what they mean.
pub const CODES: [(Code, &str); 16] = [
    (NOT_AN_AMOUNT, "数据的值不是“数字＋单位”，例如 2946.45万元"),
    (TOO_MANY_DIGITS, "数字超过 28 位有效数字，无法精确表示"),
    (COMMA, "千分位逗号的位置不对，应每三位一个"),
    (BAD_NAME, "数据的名称里有空格、运算符等，算式无法引用"),
    (SYNTAX, "算式写法有误：缺少数、运算符或括号"),
    (UNKNOWN_NAME, "数据里没有这个名称"),
    (AMBIGUOUS_NAME, "几组数据里都有这个名称，需写明属于哪一组"),
    (GROUP, "名称指的是一组数据，不是一个数"),
    (UNITS, "单位不能这样一起计算"),
    (ZERO, "除数为零"),
    (FORMAT, "“|”后面的格式不认识或写法有误"),
    (ENDLESS, "结果小数太多，需要写明保留几位"),
    (TOO_LONG, "算式太长或括号层数太多"),
    (FUNCTION, "函数（合计、占比、增长率等）括号里的数不对"),
    (CIRCLE, "数据的算式互相引用，绕成了圈"),
    (TEXT, "名称指的是一段文字，不能计算"),
];

/// A fault in a text, before it is known where the text stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    code: Code,
    /// Bytes of the text.
    range: Range<usize>,
    message: String,
    label: String,
    help: String,
}

impl Fault {
    /// A fault at a stretch of bytes.
    pub(crate) fn new(code: Code, range: Range<usize>, message: impl Into<String>) -> Self {
        let (message, label, help) = (message.into(), String::new(), String::new());
        Self { code, range, message, label, help }
    }

    /// The same with a few words under the marked place.
    pub(super) fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// The same with advice.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// The same in a longer text, in which this one begins at byte `start`.
    pub(crate) fn shifted(mut self, start: usize) -> Self {
        self.range = self.range.start + start..self.range.end + start;
        self
    }

    /// The fault of `text`, which came from `span`: at its exact place where both run in step (see
    /// `model::Piece::span`), else at the whole span.
    #[must_use]
    pub fn into_diagnostic(self, text: &str, span: Span) -> Diagnostic {
        let mut place = span;
        if (span.end - span.start) as usize == text.len() {
            let offset = |byte: usize| span.start + u32::try_from(byte).unwrap_or(0);
            place = Span::new(span.file, offset(self.range.start), offset(self.range.end));
        }
        Diagnostic::error(self.code, place, self.message).label(self.label).help(self.help)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::FileId;

    #[test]
    fn codes_are_listed_once_each_in_order() {
        let codes: Vec<&str> = CODES.iter().map(|(code, _)| code.0).collect();
        let numbered: Vec<String> = (1..=CODES.len()).map(|n| format!("F{n:03}")).collect();
        assert_eq!(codes, numbered);
    }

    #[test]
    fn a_fault_is_placed_exactly_only_where_text_and_source_run_in_step() {
        let file = FileId::new(0);
        let fault = Fault::new(SYNTAX, 3..6, "x");
        let in_step = fault.clone().into_diagnostic("预算批复", Span::new(file, 10, 22));
        assert_eq!(in_step.span, Some(Span::new(file, 13, 16)));
        let escaped = fault.into_diagnostic("预算批复", Span::new(file, 10, 30));
        assert_eq!(escaped.span, Some(Span::new(file, 10, 30)));
    }
}
