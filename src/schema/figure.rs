//! 图, and the numbers of pictures and tables.

use super::data::sound_name;
use super::fields::Fields;
use super::inline::one_line;
use super::keys::{self, FIGURE, NUMBER_WORDS};
use super::scalar::{fault, half_width_digits, scalar, weight, word, yes_or_no};
use crate::diag::{Diagnostic, Diagnostics, Span};
use crate::model::{Figure, FigureWidth, Numbered, Spanned};
use crate::source::{Node, codes};
use crate::unit::Length;

/// The narrowest and the widest picture: nothing smaller can be seen, nothing larger is on A4.
const WIDTHS: (Length, Length) = (Length::from_mm(2), Length::from_mm(297));

/// Reads the value of `图`, whose key stands at `span`.
pub(super) fn read(node: &Node, span: Span, out: &mut Diagnostics) -> Option<Figure> {
    let fields = Fields::read(node, &FIGURE, out)?;
    let file = fields.value(&keys::FIGURE_FILE).and_then(|n| word(n, "图的文件", out));
    let width = fields.value(&keys::FIGURE_WIDTH).and_then(|n| width(n, out));
    let title = fields.value(&keys::FIGURE_TITLE).and_then(|n| one_line(n, "图的标题", out));
    let number = number(&fields, &NUMBER_WORDS[1], out);
    let description = fields.value(&keys::DESCRIPTION).and_then(|n| word(n, "图的说明", out));
    Some(Figure { span, file: file?, width, title, number, description })
}

/// `编号` and `名`; a name alone asks for a number. `words`: those that may stand in front of it.
pub(super) fn number(
    fields: &Fields<'_>,
    words: &[&'static str; 2],
    out: &mut Diagnostics,
) -> Numbered {
    let name = fields.value(&keys::REFERENCE_NAME).and_then(|n| name(n, out));
    let said = fields.value(&keys::NUMBER).and_then(|node| {
        let text = scalar(node, "编号", out)?.text.trim();
        let chosen = words.iter().find(|word| **word == text).map(|word| Some(*word));
        let chosen = chosen.or_else(|| yes_or_no(text).map(|yes| yes.then_some(words[0])));
        if chosen.is_none() {
            let message = format!("编号没有“{text}”这个写法");
            let help = format!("可以写：是、否、{}", words.join("、"));
            out.push(fault(codes::CHOICE, node.span, message, help));
        }
        chosen
    });
    let word = match said {
        None => name.is_some().then_some(words[0]),
        Some(word) => word,
    };
    Numbered { word, name }
}

/// As names of 数据, since both are written `{{名称}}`.
fn name(node: &Node, out: &mut Diagnostics) -> Option<Spanned<String>> {
    let name = word(node, "名", out)?;
    sound_name("名", &name.value, name.span, out).then_some(name)
}

fn width(node: &Node, out: &mut Diagnostics) -> Option<FigureWidth> {
    let text = scalar(node, "图宽", out)?.text.trim();
    if let Some(count) = text.strip_suffix('字') {
        let count = count.trim();
        return weight(count, node.span, "图宽的字数", out).map(FigureWidth::Characters);
    }
    match Length::parse(&half_width_digits(text)) {
        Ok(length) if length >= WIDTHS.0 && length <= WIDTHS.1 => Some(FigureWidth::Length(length)),
        Ok(_) => {
            let message = format!("图宽要在 2mm 到 297mm 之间，这里是“{text}”");
            out.push(Diagnostic::error(codes::LENGTH, node.span, message));
            None
        }
        Err(_) => {
            let help = "写成 20字（正文的字数）、80mm 或 8cm";
            out.push(fault(codes::LENGTH, node.span, format!("图宽读不懂：“{text}”"), help));
            None
        }
    }
}
