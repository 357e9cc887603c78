//! Typed readers of single values: whole numbers, decimals, dates, words. Each reports what it cannot
//! read at its place. Texts with formulas are read in `inline`.

use std::ops::RangeInclusive;

use rust_decimal::Decimal;

use super::keys::{self, Kind, NO, YES};
use crate::diag::{Code, Diagnostic, Diagnostics, Span};
use crate::model::{Date, DateFault, Spanned, unfilled};
use crate::source::{Node, NodeKind, Scalar, codes};

/// What a node is, for messages.
pub(super) fn shape(node: &Node) -> &'static str {
    match node.kind {
        NodeKind::Scalar(_) if node.is_absent() => "空的",
        NodeKind::Scalar(_) => "一段文字",
        NodeKind::Sequence(_) => "列表",
        NodeKind::Mapping(_) => "“键: 值”",
    }
}

/// The scalar of a node that must be a text.
pub(super) fn scalar<'n>(node: &'n Node, what: &str, out: &mut Diagnostics) -> Option<&'n Scalar> {
    let help = match &node.kind {
        NodeKind::Scalar(scalar) => return Some(scalar),
        NodeKind::Sequence(_) => "只写一段文字，不要“- ”和方括号",
        NodeKind::Mapping(_) => "如果这是带“: ”的文字，用引号把整句括起来，或把冒号写成全角“：”",
    };
    let message = format!("{what}要写一段文字，这里是{}", shape(node));
    out.push(Diagnostic::error(codes::WRONG_SHAPE, node.span, message).help(help));
    None
}

/// The items of a node that must be a list.
pub(super) fn list<'n>(node: &'n Node, what: &str, out: &mut Diagnostics) -> Option<&'n [Node]> {
    let wide = match &node.kind {
        NodeKind::Sequence(items) => return Some(items),
        NodeKind::Scalar(scalar) => scalar.text.chars().next().filter(|c| "［【－–—".contains(*c)),
        NodeKind::Mapping(_) => None,
    };
    out.push(if let Some(mark) = wide {
        let message = format!("{what}要写成列表，这里用了全角的“{mark}”，YAML 只认半角的");
        let help = "写成 [第一项, 第二项]，括号和逗号都用半角；或每项一行，前面加半角的“- ”";
        fault(codes::FULL_WIDTH_MARK, node.span, message, help)
    } else {
        let message = format!("{what}要写成列表，这里是{}", shape(node));
        let help = "每一项另起一行，前面加“- ”；或写成 [第一项, 第二项]";
        fault(codes::WRONG_SHAPE, node.span, message, help)
    });
    None
}

/// A word that is not printed as running text: a name, an amount. Not empty, one line.
pub(super) fn word(node: &Node, what: &str, out: &mut Diagnostics) -> Option<Spanned<String>> {
    let text = scalar(node, what, out)?.text.trim();
    let fault = if text.is_empty() {
        Diagnostic::error(codes::EMPTY_VALUE, node.span, format!("{what}是空的"))
    } else if text.contains('\n') {
        Diagnostic::error(codes::SEVERAL_LINES, node.span, format!("{what}只能写一行"))
    } else {
        return Some(Spanned { value: text.to_owned(), span: node.span });
    };
    out.push(fault);
    None
}

/// A whole number within `range`.
pub(super) fn integer(
    node: &Node,
    what: &str,
    range: &RangeInclusive<u32>,
    out: &mut Diagnostics,
) -> Option<Spanned<u32>> {
    let text = scalar(node, what, out)?.text.trim();
    let number = Some(text)
        .filter(|text| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()))
        .and_then(|text| text.parse().ok());
    if let Some(value) = number.filter(|number| range.contains(number)) {
        return Some(Spanned { value, span: node.span });
    }
    let limits = format!("{}–{}", range.start(), range.end());
    let message = format!("{what}要写 {limits} 之间的整数，这里是“{text}”");
    out.push(fault(codes::NUMBER, node.span, message, number_help(text)));
    None
}

/// A decimal above zero and at most `largest`, kept exact.
pub(super) fn weight(text: &str, span: Span, what: &str, out: &mut Diagnostics) -> Option<Decimal> {
    let number = Decimal::from_str_exact(text.trim()).ok();
    let fits = |n: &Decimal| *n > Decimal::ZERO && *n <= Decimal::ONE_THOUSAND;
    if let Some(number) = number.filter(fits) {
        return Some(number);
    }
    let message = format!("{what}要写大于 0、不超过 1000 的数，这里是“{text}”");
    out.push(fault(codes::NUMBER, span, message, number_help(text)));
    None
}

fn number_help(text: &str) -> String {
    let narrow = half_width_digits(text);
    let digits: String = narrow.chars().filter(char::is_ascii_digit).collect();
    if narrow != text {
        format!("数字要用半角：{narrow}")
    } else if !digits.is_empty() && digits != text {
        format!("只写阿拉伯数字，例如 {digits}")
    } else {
        String::new()
    }
}

/// The text with full-width digits and points as half-width ones.
pub(super) fn half_width_digits(text: &str) -> String {
    let narrow = |c: char| match c {
        '０'..='９' | '．' | '－' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    text.chars().map(narrow).collect()
}

/// `是`, `否`, `true`, `false`; `None` for anything else, without a word.
pub(super) fn yes_or_no(text: &str) -> Option<bool> {
    let text = text.trim();
    YES.contains(&text).then_some(true).or_else(|| NO.contains(&text).then_some(false))
}

/// `是` or `否`; anything else is reported, and counts as `否`.
pub(super) fn yes(node: &Node, what: &str, out: &mut Diagnostics) -> bool {
    let said = scalar(node, what, out).map(|scalar| yes_or_no(&scalar.text));
    if said == Some(None) {
        let message = format!("{what}要写 是 或 否");
        out.push(Diagnostic::error(codes::CHOICE, node.span, message));
    }
    said.flatten().unwrap_or(false)
}

/// `2022-03-01` or `2022年3月1日`, checked to exist; `None` without a word where it is left to be filled in.
pub(super) fn date(node: &Node, what: &str, out: &mut Diagnostics) -> Option<Spanned<Date>> {
    let text = scalar(node, what, out)?.text.trim();
    if unfilled(text).is_some() {
        return None;
    }
    let (message, help) = match Date::parse(text) {
        Ok(value) => return Some(Spanned { value, span: node.span }),
        Err(DateFault::Shape) => {
            let help = "写成 2022-03-01 或 2022年3月1日，数字用半角";
            (format!("{what}读不懂：“{text}”"), help.to_owned())
        }
        Err(DateFault::Month) => {
            (format!("没有“{text}”这一天"), "年份从 1 起，月份是 1 到 12".to_owned())
        }
        Err(DateFault::Day { year, month, last }) => {
            (format!("没有“{text}”这一天"), format!("{year}年{month}月有 {last} 天"))
        }
    };
    out.push(fault(codes::DATE, node.span, message, help));
    None
}

/// The place of a date that is left to be filled in.
pub(super) fn unfilled_date(node: &Node) -> Option<Span> {
    let NodeKind::Scalar(scalar) = &node.kind else { return None };
    unfilled(&scalar.text).map(|_| node.span)
}

/// 年度.
pub(super) fn year(node: &Node, out: &mut Diagnostics) -> Option<Spanned<u16>> {
    let Kind::Integer(least, most) = keys::YEAR.kind else { return None };
    let year = integer(node, "年度", &(least..=most), out)?;
    Some(Spanned { value: u16::try_from(year.value).ok()?, span: year.span })
}

/// An error with help.
pub(super) fn fault(
    code: Code,
    span: Span,
    message: String,
    help: impl Into<String>,
) -> Diagnostic {
    Diagnostic::error(code, span, message).help(help)
}
