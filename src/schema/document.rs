//! The outermost map of the file.

use super::body;
use super::contents;
use super::data;
use super::fields::Fields;
use super::import;
use super::inline::{one_line, one_or_several};
use super::keys::{self, DOCUMENT, Key, Kind, PART};
use super::scalar::{date, fault, integer, list, unfilled_date, word, year, yes, yes_or_no};
use crate::diag::{Diagnostics, Span};
use crate::model::{Attachment, Document, Heading, Inline, Part, Spanned, Title};
use crate::source::{Entry, Node, NodeKind, ScalarStyle, codes};

/// Reads the whole tree. What is at fault is left out; the faults are in `out`. `None` where formulas
/// could not be judged: 数据 is not readable, or its key may be among the faulty ones.
pub(super) fn read(tree: &Node, out: &mut Diagnostics) -> Option<Document> {
    let fields = Fields::read(tree, &DOCUMENT, out)?;
    let template = fields.value(&keys::TEMPLATE).and_then(|n| word(n, "模板", out));
    let unit = fields.value(&keys::UNIT).and_then(|n| one_line(n, "单位", out));
    let year = fields.value(&keys::YEAR).and_then(|n| year(n, out));
    let date = fields.value(&keys::DATE).and_then(|n| date(n, "日期", out));
    let unfilled_date = fields.value(&keys::DATE).and_then(unfilled_date);
    let levels = fields.value(&keys::LEVELS).and_then(|n| levels(n, out));
    let keywords = fields.value(&keys::KEYWORDS).map(|n| keywords(n, out)).unwrap_or_default();
    let in_file = fields.value(&keys::DATA).filter(|node| import::is_import(node));
    let data_from = in_file.and_then(|node| import::data(node, out));
    let figures = match fields.value(&keys::DATA) {
        Some(_) if in_file.is_some() => data_from.is_some().then(Vec::new),
        Some(node) => data::read(node, out),
        None => (!fields.with_strangers()).then(Vec::new),
    };
    let listed = fields.even_empty(&keys::PARTS);
    let mut parts = Vec::new();
    let own = listed.is_none() || OWN_PART.iter().any(|key| fields.even_empty(key).is_some());
    if own {
        parts.push(part(&fields, tree.span, out));
    }
    parts.extend(listed.map(|entry| self::parts(entry, out)).unwrap_or_default());
    if !own {
        for_all(&fields, &mut parts, out);
    }
    Some(Document {
        span: tree.span,
        template,
        unit,
        year,
        date,
        unfilled_date,
        levels,
        keywords,
        data: figures?,
        data_from,
        parts,
    })
}

/// The keys of which one is enough for the document to have a part of its own beside 各附件.
const OWN_PART: [&Key; 3] = [&keys::TITLE, &keys::BODY, &keys::ATTACHMENT];

/// What the outermost map says for attachments when it is no part itself.
fn for_all(fields: &Fields<'_>, parts: &mut [Part], out: &mut Diagnostics) {
    let landscape = landscape(fields, out);
    let first_page = first_page(fields, out);
    for part in &mut *parts {
        part.landscape |= landscape;
    }
    if let Some(first) = parts.first_mut() {
        first.first_page = first.first_page.take().or(first_page);
    }
}

fn part(fields: &Fields<'_>, span: Span, out: &mut Diagnostics) -> Part {
    let attachment =
        fields.even_empty(&keys::ATTACHMENT).and_then(|e| attachment(&e.value, e.key_span, out));
    let title = fields.value(&keys::TITLE).and_then(|n| title(n, out));
    let (first_page, landscape) = (first_page(fields, out), landscape(fields, out));
    let body = fields.value(&keys::BODY).map(|n| body(n, out)).unwrap_or_default();
    let title = title.unwrap_or_else(|| Title::Lines(Vec::new()));
    Part { span, attachment, title, first_page, landscape, body }
}

fn first_page(fields: &Fields<'_>, out: &mut Diagnostics) -> Option<Spanned<u32>> {
    let Kind::Integer(least, most) = keys::FIRST_PAGE.kind else { return None };
    integer(fields.value(&keys::FIRST_PAGE)?, "起始页码", &(least..=most), out)
}

fn landscape(fields: &Fields<'_>, out: &mut Diagnostics) -> bool {
    fields.value(&keys::LANDSCAPE).is_some_and(|node| yes(node, "横排", out))
}

/// 各附件. One that does not say its number is counted on; the only one has none.
fn parts(entry: &Entry, out: &mut Diagnostics) -> Vec<Part> {
    let Some(items) = list(&entry.value, "各附件", out) else { return Vec::new() };
    if items.is_empty() {
        let message = "“各附件”后面是空的".to_owned();
        out.push(fault(codes::EMPTY_VALUE, entry.key_span, message, keys::PARTS.doc));
    }
    let mut parts: Vec<Part> = Vec::new();
    let mut last = 0;
    for item in items {
        let Some(fields) = Fields::read(item, &PART, out) else { continue };
        let mut part = part(&fields, item.span, out);
        if fields.even_empty(&keys::ATTACHMENT).is_none() {
            let number = (items.len() > 1).then_some(last + 1);
            part.attachment = Some(Attachment { number, span: item.span });
        }
        last = part.attachment.and_then(|mark| mark.number).unwrap_or(last);
        parts.push(part);
    }
    parts
}

/// `附件: 4`, `附件: 是`, `附件:`. With `否` there is none.
fn attachment(node: &Node, key: Span, out: &mut Diagnostics) -> Option<Attachment> {
    if node.is_absent() {
        return Some(Attachment { number: None, span: key });
    }
    if let NodeKind::Scalar(scalar) = &node.kind
        && let Some(yes) = yes_or_no(&scalar.text)
    {
        return yes.then_some(Attachment { number: None, span: node.span });
    }
    let number = integer(node, "附件的顺序号", &(1..=999), out)?;
    Some(Attachment { number: u16::try_from(number.value).ok(), span: number.span })
}

fn title(node: &Node, out: &mut Diagnostics) -> Option<Title> {
    let by_lines = match &node.kind {
        NodeKind::Sequence(_) => true,
        NodeKind::Scalar(scalar) => scalar.style == ScalarStyle::Block,
        NodeKind::Mapping(_) => false,
    };
    if !by_lines {
        return one_line(node, "标题", out).map(Title::Whole);
    }
    let lines: Vec<Inline> = one_or_several(node, "标题的一行", out);
    if lines.is_empty() {
        let message = "标题是空的".to_owned();
        out.push(fault(codes::EMPTY_VALUE, node.span, message, keys::TITLE.doc));
        return None;
    }
    Some(Title::Lines(lines))
}

fn levels(node: &Node, out: &mut Diagnostics) -> Option<Vec<Spanned<String>>> {
    let items = list(node, "层次", out)?;
    if items.is_empty() || items.len() > usize::from(Heading::DEEPEST) {
        let message = format!("层次要写 1–{} 级，这里是 {} 级", Heading::DEEPEST, items.len());
        out.push(fault(codes::NUMBER, node.span, message, keys::LEVELS.doc));
        return None;
    }
    Some(items.iter().filter_map(|item| word(item, "层次的一级", out)).collect())
}

fn keywords(node: &Node, out: &mut Diagnostics) -> Vec<Spanned<String>> {
    match &node.kind {
        NodeKind::Sequence(items) => {
            items.iter().filter_map(|item| word(item, "关键词", out)).collect()
        }
        _ => word(node, "关键词", out).into_iter().collect(),
    }
}

fn body(node: &Node, out: &mut Diagnostics) -> Vec<crate::model::Block> {
    let empty = matches!(&node.kind, NodeKind::Sequence(items) if items.is_empty())
        || matches!(&node.kind, NodeKind::Mapping(entries) if entries.is_empty());
    if empty {
        let message = "正文是空的".to_owned();
        out.push(fault(codes::EMPTY_VALUE, node.span, message, keys::BODY.doc));
    }
    let blocks = body::blocks(node, 1, out);
    contents::check(&blocks, out);
    blocks
}
