//! What is left to be filled in, anywhere in a file: `待填` as a value, `{{待填}}` and `{{待填：说明}}` in a text, and what a
//! draft prints for them. What is done about it is decided elsewhere.

use super::inline::place_of;
use super::keys;
use crate::diag::{Diagnostic, Span};
use crate::model::{UNFILLED, unfilled as explanation};
use crate::source::{Node, NodeKind, Scalar, codes};

/// A place that is left to be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfilled {
    /// Where it stands.
    pub span: Span,
    /// What stands for it: the key, of a text nothing.
    pub name: String,
    /// What its author says about it; empty where nothing is said.
    pub note: String,
}

/// Every place of a file that is left to be filled in, in its order.
#[must_use]
pub fn unfilled(tree: &Node) -> Vec<Unfilled> {
    let mut found = Vec::new();
    gather(tree, "", &mut found);
    found
}

impl Unfilled {
    /// The fault of whoever wants the document finished.
    #[must_use]
    pub fn to_diagnostic(&self) -> Diagnostic {
        let what = if self.name.is_empty() { "这里" } else { &self.name };
        let note = if self.note.is_empty() { String::new() } else { format!("：{}", self.note) };
        Diagnostic::error(codes::UNFILLED, self.span, format!("{what}待填{note}"))
            .help("填上再生成；要先看看样子，加 --草稿，待填的地方印【待填】")
    }
}

fn gather(node: &Node, name: &str, found: &mut Vec<Unfilled>) {
    match &node.kind {
        NodeKind::Scalar(scalar) => match explanation(&scalar.text) {
            Some(said) => found.push(Unfilled {
                span: node.span,
                name: if name.is_empty() { String::new() } else { format!("“{name}”") },
                note: said.to_owned(),
            }),
            None => in_text(scalar, node.span, found),
        },
        NodeKind::Sequence(items) => {
            for item in items {
                gather(item, "", found);
            }
        }
        NodeKind::Mapping(entries) => {
            for entry in entries {
                in_text(&entry.key, entry.key_span, found);
                // What a datum is called says more than 值.
                let of_datum = [&keys::AMOUNT, &keys::DATUM_TEXT];
                let is_value = of_datum.iter().any(|key| key.is(&entry.key.text));
                let called = if is_value && !name.is_empty() { name } else { &entry.key.text };
                gather(&entry.value, called, found);
            }
        }
    }
}

/// `{{待填}}` and what a draft prints for it, in a text.
fn in_text(scalar: &Scalar, span: Span, found: &mut Vec<Unfilled>) {
    let text = scalar.text.as_str();
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let braces = find(rest, "{{").map(|start| (start, "{{", "}}"));
        let printed = find(rest, UNFILLED).map(|start| (start, UNFILLED, ""));
        let Some((start, open, close)) = braces.into_iter().chain(printed).min() else { return };
        let inside = at + start + open.len();
        let length = text[inside..].find(close).unwrap_or(0);
        let note = match open {
            UNFILLED => Some(""),
            _ => explanation(&text[inside..inside + length]),
        };
        at = inside;
        if let Some(note) = note {
            at += length + close.len();
            let span = place_of(scalar, span, inside - open.len()..at);
            found.push(Unfilled { span, name: String::new(), note: note.to_owned() });
        }
    }
}

/// Every text of a document is looked through for each of two words: this search gets ready in a tenth of the time that
/// the one of std takes.
fn find(text: &str, word: &str) -> Option<usize> {
    memchr::memmem::find(text.as_bytes(), word.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{SourceMap, parse};

    /// The source of every place, with what is said about it.
    fn found(yaml: &str) -> Vec<(String, String)> {
        let mut sources = SourceMap::default();
        let id = sources.add("稿.yaml", yaml.as_bytes().to_vec()).unwrap();
        let tree = parse(id, sources.file(id)).unwrap();
        let found = unfilled(&tree).into_iter();
        let source = |span: Span| yaml[span.start as usize..span.end as usize].to_owned();
        found.map(|each| (source(each.span), each.to_diagnostic().message)).collect()
    }

    #[test]
    fn every_place_is_found_with_its_name_and_its_note() {
        let yaml = "日期: 待填\n数据:\n  预算: 待填  # 上年 5万元\n  组: {支出: '待填：问财务股'}\n  负责人: {文字: 待填}\n正文:\n  - 共{{待填}}万元，“{{待填：去年 3辆}}”、{{预算}}。\n  - 注意{{注：见{{待填}}。}}\n  - 表: {列: [甲], 行: [[【待填】辆]]}\n";
        let pairs = found(yaml);
        let pairs: Vec<_> = pairs.iter().map(|(at, what)| (at.as_str(), what.as_str())).collect();
        let expected = [
            ("待填", "“日期”待填"),
            ("待填", "“预算”待填"),
            ("'待填：问财务股'", "“支出”待填：问财务股"),
            ("待填", "“负责人”待填"),
            ("{{待填}}", "这里待填"),
            ("{{待填：去年 3辆}}", "这里待填：去年 3辆"),
            ("{{待填}}", "这里待填"),
            ("【待填】", "这里待填"),
        ];
        assert_eq!(pairs, expected);
    }

    #[test]
    fn words_that_only_begin_so_are_left_alone() {
        assert_eq!(found("正文:\n  - 待填报的表共3张，{{待填数}}、{{未完\n"), []);
    }
}
