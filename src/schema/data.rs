//! 数据: names and what they stand for. Amounts stay text; `figures` reads them.

use super::scalar::{fault, word};
use crate::diag::{Diagnostics, Span};
use crate::model::{Datum, DatumValue, Spanned};
use crate::source::{Entry, Node, NodeKind, codes};

/// Reads the map of 数据 or of a group in it; `None` where it is no map.
pub(super) fn read(node: &Node, out: &mut Diagnostics) -> Option<Vec<Datum>> {
    let NodeKind::Mapping(entries) = &node.kind else {
        let message = "数据要写成“名称: 数值”".to_owned();
        let help = "每个数一行，例如“预算批复: 2946.45万元”；几个数放在一个名称下面的，缩进两格";
        out.push(fault(codes::WRONG_SHAPE, node.span, message, help));
        return None;
    };
    Some(entries.iter().map(|entry| datum(entry, out)).collect())
}

/// A datum at fault still counts, or every formula that names it would be at fault too.
fn datum(entry: &Entry, out: &mut Diagnostics) -> Datum {
    let sound = sound_name("数据的名称", &entry.key.text, entry.key_span, out);
    let what = format!("数据“{}”", entry.key.text);
    let value = match &entry.value.kind {
        NodeKind::Scalar(_) => word(&entry.value, &what, out).map(DatumValue::Amount),
        NodeKind::Mapping(_) => read(&entry.value, out).map(DatumValue::Group),
        NodeKind::Sequence(_) => {
            let message = format!("{what}不能是列表");
            let help = "给每个数一个名称，写成“名称: 数值”";
            out.push(fault(codes::WRONG_SHAPE, entry.value.span, message, help));
            None
        }
    };
    Datum {
        name: Spanned { value: entry.key.text.clone(), span: entry.key_span },
        value: value.filter(|_| sound).unwrap_or(DatumValue::Faulty),
    }
}

/// Names stand in formulas, so they must not look like parts of one. Full-width brackets may stand in
/// a name: 因公出国（境）费.
pub(super) fn sound_name(what: &str, text: &str, span: Span, out: &mut Diagnostics) -> bool {
    let operator = |c: char| "+-*/×÷−|(){}[]<>=.,，\"'“”:：;；".contains(c);
    let wrong = text.chars().find(|c| c.is_whitespace() || operator(*c));
    let digit = text.starts_with(|c: char| c.is_numeric());
    let message = match wrong {
        Some(c) if c.is_whitespace() => format!("{what}“{text}”里有空格"),
        Some(c) => format!("{what}“{text}”里有“{c}”，它在 {{{{…}}}} 里另有用处"),
        None if digit => format!("{what}“{text}”以数字开头"),
        None => return true,
    };
    out.push(fault(
        codes::DATA_NAME,
        span,
        message,
        "换一个只用汉字、字母和数字、不以数字开头的名称",
    ));
    false
}
