//! 正文: headings by depth, paragraphs, and the reserved blocks. Tables are read in `table`.

use super::contents;
use super::fields::Fields;
use super::figure;
use super::form;
use super::inline::{self, one_line, one_or_several};
use super::keys::{self, BLOCKS, HEADING, Key, NOT_YET, NOTE_WORDS, SIGNATURE};
use super::scalar::{date, fault, integer, list, unfilled_date, yes_or_no};
use super::table;
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{AttachmentNote, Block, Heading, HeadingContent, Inline, Items, Signature};
use crate::source::{Entry, Node, NodeKind, Scalar, ScalarStyle, codes};

const CLAUSE_LEVELS: &str = "GB/T 9704-2012 7.3.3";

/// Reads blocks at `depth`, from 1: the level a heading among them has.
pub(super) fn blocks(node: &Node, depth: u8, out: &mut Diagnostics) -> Vec<Block> {
    let mut found = Vec::new();
    match &node.kind {
        NodeKind::Sequence(items) => {
            for item in items {
                self::item(item, depth, &mut found, out);
            }
        }
        NodeKind::Mapping(entries) => map(entries, depth, &mut found, out),
        NodeKind::Scalar(_) => {
            // Only the text itself asks for a list; under a heading a text is a run-in.
            list(node, "正文", out);
        }
    }
    found
}

fn item(node: &Node, depth: u8, found: &mut Vec<Block>, out: &mut Diagnostics) {
    match &node.kind {
        NodeKind::Scalar(scalar) => {
            warn_of_missing_colon(scalar, node, out);
            let lines = inline::lines(scalar, node.span, out);
            if lines.is_empty() {
                let fault = Diagnostic::error(codes::EMPTY_VALUE, node.span, "这一项是空的");
                out.push(fault.help("删掉这个“- ”；要空一行，写“- 空行: 1”"));
            }
            found.extend(lines.into_iter().map(Block::Paragraph));
        }
        NodeKind::Sequence(_) => {
            let message = "列表的一项里又直接套了列表".to_owned();
            let help = "多写了一个“- ”；要分层次，先写小标题“- 小标题:”，下面再写列表";
            out.push(fault(codes::WRONG_SHAPE, node.span, message, help));
        }
        NodeKind::Mapping(entries) if is_spelled_out(entries) => {
            found.extend(spelled_out(node, depth, out));
        }
        NodeKind::Mapping(entries) => map(entries, depth, found, out),
    }
}

/// `- 目录` without the colon that makes a block of it.
fn warn_of_missing_colon(scalar: &Scalar, node: &Node, out: &mut Diagnostics) {
    let alone = |key: &&Key| {
        matches!(key.kind, keys::Kind::Nothing | keys::Kind::Integer(..) | keys::Kind::Contents)
    };
    // Between quotes it is meant as text.
    let bare = scalar.style == ScalarStyle::Plain;
    if let Some(key) = BLOCKS.find(scalar.text.trim()).filter(alone).filter(|_| bare) {
        let message = format!("“{}”会作为一段文字印出来", scalar.text.trim());
        let warning = Diagnostic::warning(codes::LOOKS_LIKE_BLOCK, node.span, message);
        let help = format!("不是文字的，后面加半角冒号：“- {}:”", key.name);
        out.push(warning.label("后面没有冒号").help(help));
    }
}

fn map(entries: &[Entry], depth: u8, found: &mut Vec<Block>, out: &mut Diagnostics) {
    if under_indented(entries, out) {
        return;
    }
    found.extend(entries.iter().filter_map(|entry| entry_block(entry, depth, out)));
}

/// `- 表:` with the table's keys beside it instead of under it.
fn under_indented(entries: &[Entry], out: &mut Diagnostics) -> bool {
    let [first, second, ..] = entries else { return false };
    let record = match BLOCKS.find(&first.key.text).map(|key| key.kind) {
        Some(keys::Kind::Table) => &keys::TABLE,
        Some(keys::Kind::Figure) => &keys::FIGURE,
        Some(keys::Kind::Form) => &keys::FORM,
        Some(keys::Kind::Signature) => &SIGNATURE,
        Some(keys::Kind::Contents) => &keys::CONTENTS,
        _ => return false,
    };
    let beside = first.value.is_absent() && record.find(&second.key.text).is_some();
    if beside {
        let (block, key) = (&first.key.text, &second.key.text);
        let message = format!("“{key}”和“{block}”左边对齐了，“{block}”里面就是空的");
        let help = format!("“{block}:”下面的各行都再缩进两格");
        out.push(fault(codes::INDENTATION, second.key_span, message, help));
    }
    beside
}

fn entry_block(entry: &Entry, depth: u8, out: &mut Diagnostics) -> Option<Block> {
    let text = entry.key.text.as_str();
    if let Some(key) = BLOCKS.find(text) {
        return reserved(key, entry, depth, out);
    }
    if NOT_YET.contains(&text) {
        let message = format!("本版本还不支持“{text}”");
        let help = format!("如果这是小标题，写成 {{标题: {text}, 内容: […]}}");
        out.push(fault(codes::NOT_YET, entry.key_span, message, help));
        return None;
    }
    if NOTE_WORDS.contains(&text) {
        let message = format!("“{text}”不能单独写成一项");
        let help = "脚注写在文字里，紧跟在要加注的字后面：共12辆{{注：含租用的2辆。}}";
        out.push(fault(codes::NOTE, entry.key_span, message, help));
        return None;
    }
    if let Some(key) = BLOCKS.keys.iter().find(|key| key.also.contains(&text)) {
        let message = format!("“{text}”会作为小标题印出来");
        let warning = Diagnostic::warning(codes::LOOKS_LIKE_BLOCK, entry.key_span, message);
        let help = format!("如果不是小标题，写“{}”：{}", key.name, key.doc);
        out.push(warning.label(format!("是不是想写“{}”？", key.name)).help(help));
    }
    if !deep_enough(depth, entry, out) {
        return None;
    }
    let title = inline::key(&entry.key, entry.key_span, out);
    let content = content(&entry.value, depth, out)?;
    Some(Block::Heading(Heading { level: depth, title, content }))
}

fn deep_enough(depth: u8, entry: &Entry, out: &mut Diagnostics) -> bool {
    let fits = depth <= Heading::DEEPEST;
    if !fits {
        let message = format!("这里是第 {depth} 级，标题层次最多四级");
        let fault = Diagnostic::error(codes::HEADING_TOO_DEEP, entry.key_span, message);
        let help = "少缩进一级，或者把它写成段落";
        out.push(fault.label("太深了").help(help).clause(CLAUSE_LEVELS));
    }
    fits
}

fn content(value: &Node, depth: u8, out: &mut Diagnostics) -> Option<HeadingContent> {
    match value.kind {
        NodeKind::Scalar(_) if value.is_absent() => Some(HeadingContent::Blocks(Vec::new())),
        NodeKind::Scalar(_) => {
            one_line(value, "段首标题后面的文字", out).map(HeadingContent::RunIn)
        }
        _ => Some(HeadingContent::Blocks(blocks(value, depth + 1, out))),
    }
}

fn is_spelled_out(entries: &[Entry]) -> bool {
    let keys: Vec<_> = entries.iter().map(|entry| HEADING.find(&entry.key.text)).collect();
    matches!(keys.as_slice(), [Some(one), Some(other)] if one.name != other.name)
}

/// `{标题: 表, 内容: […]}`: a heading whose words are a reserved key.
fn spelled_out(node: &Node, depth: u8, out: &mut Diagnostics) -> Option<Block> {
    let fields = Fields::read(node, &HEADING, out)?;
    let entry = fields.even_empty(&keys::HEADING_TITLE)?;
    if !deep_enough(depth, entry, out) {
        return None;
    }
    let title = one_line(&entry.value, "小标题", out)?;
    let value = &fields.even_empty(&keys::HEADING_CONTENT)?.value;
    Some(Block::Heading(Heading { level: depth, title, content: content(value, depth, out)? }))
}

fn reserved(key: &Key, entry: &Entry, depth: u8, out: &mut Diagnostics) -> Option<Block> {
    let (value, span) = (&entry.value, entry.key_span);
    let needs_value =
        !matches!(key.kind, keys::Kind::Nothing | keys::Kind::Integer(..) | keys::Kind::Contents);
    if needs_value && value.is_absent() {
        let message = format!("“{}”后面是空的", entry.key.text);
        let help = format!("{}: {}；下面的各行比“{}”多缩进两格", key.name, key.doc, key.name);
        out.push(Diagnostic::error(codes::EMPTY_VALUE, span, message).label("没有内容").help(help));
        return None;
    }
    match key.kind {
        keys::Kind::Texts => items(entry, depth, out),
        keys::Kind::Table => table::read(value, span, out).map(Block::Table),
        keys::Kind::Figure => figure::read(value, span, out).map(Block::Figure),
        keys::Kind::Contents => contents::read(value, span, out).map(Block::Contents),
        keys::Kind::Form => form::read(value, span, out).map(Block::Form),
        keys::Kind::Nothing => page_break(&entry.key, value, out).then_some(Block::PageBreak(span)),
        keys::Kind::Body => Some(Block::Landscape { span, blocks: blocks(value, depth, out) }),
        keys::Kind::Integer(least, most) => {
            let count = if value.is_absent() {
                1
            } else {
                let count = integer(value, key.name, &(least..=most), out)?;
                u8::try_from(count.value).ok()?
            };
            Some(Block::BlankLines { count, span })
        }
        keys::Kind::Signature => signature(entry, out).map(Block::Signature),
        _ => {
            let names = one_or_several(value, "附件名称", out);
            Some(Block::AttachmentNote(AttachmentNote { span, names }))
        }
    }
}

fn items(entry: &Entry, depth: u8, out: &mut Diagnostics) -> Option<Block> {
    if !deep_enough(depth, entry, out) {
        return None;
    }
    let items: Vec<Inline> = list(&entry.value, "条目", out)?
        .iter()
        .filter_map(|item| one_line(item, "条目的一项", out))
        .collect();
    Some(Block::Items(Items { level: depth, span: entry.key_span, items }))
}

fn page_break(key: &Scalar, value: &Node, out: &mut Diagnostics) -> bool {
    let yes = matches!(&value.kind, NodeKind::Scalar(s) if yes_or_no(&s.text) == Some(true));
    let fits = value.is_absent() || yes;
    if !fits {
        let message = format!("“{}:”后面不写东西", key.text);
        let help = "后面的内容另写成一项；如果这是小标题，写成 {标题: 分页, 内容: […]}";
        out.push(fault(codes::WRONG_SHAPE, value.span, message, help));
    }
    fits
}

fn signature(entry: &Entry, out: &mut Diagnostics) -> Option<Signature> {
    let (value, span) = (&entry.value, entry.key_span);
    if !matches!(value.kind, NodeKind::Mapping(_)) {
        let names = one_or_several(value, "署名", out);
        return Some(Signature { span, names, date: None, unfilled_date: None });
    }
    let fields = Fields::read(value, &SIGNATURE, out)?;
    let names = fields.value(&keys::SIGNATURE_NAMES);
    let names = names.map(|node| one_or_several(node, "署名的单位", out)).unwrap_or_default();
    let date = fields.value(&keys::DATE).and_then(|node| date(node, "日期", out));
    let unfilled_date = fields.value(&keys::DATE).and_then(unfilled_date);
    Some(Signature { span, names, date, unfilled_date })
}
