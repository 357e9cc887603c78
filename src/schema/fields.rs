//! Reads a map by its record: known keys by name or alias, unknown ones reported with the nearest known
//! key, required ones asked for.

use super::keys::{Key, RECORDS, Record};
use super::scalar::shape;
use crate::diag::{Diagnostic, Diagnostics, Span, likeness};
use crate::source::{Entry, Node, NodeKind, codes};

/// The known entries of a map.
pub(super) struct Fields<'n> {
    span: Span,
    found: Vec<(&'static Key, &'n Entry)>,
    strangers: bool,
}

impl<'n> Fields<'n> {
    /// Reads `node` as a map of `record`. `None` when it is no map.
    pub(super) fn read(
        node: &'n Node,
        record: &'static Record,
        out: &mut Diagnostics,
    ) -> Option<Self> {
        let NodeKind::Mapping(entries) = &node.kind else {
            let message = format!("“{}”要写成“键: 值”，这里是{}", record.what, shape(node));
            let fault = Diagnostic::error(codes::WRONG_SHAPE, node.span, message);
            out.push(fault.help(format!("可以写的键：{}", names(record))));
            return None;
        };
        let (mut fields, rest) = Self::sorted(node.span, entries, record, out);
        let mut meant = Vec::new();
        fields.strangers = !rest.is_empty();
        for entry in rest {
            if out.is_full() {
                break;
            }
            let key = meant_by(&entry.key.text, record);
            meant.extend(key.map(|key| key.name));
            out.push(unknown(entry, record, key));
        }
        // A key that is there, though misspelt, is not reported as missing too.
        let required = || record.keys.iter().copied().filter(|key| key.required);
        let stands = |key: Option<&Key>| key.is_some_and(|key| fields.entry(key).is_some());
        let excused = stands(record.from)
            || record.from.is_some_and(|key| meant.contains(&key.name))
            || stands(record.instead) && required().all(|key| fields.entry(key).is_none());
        for key in required().filter(|key| !excused && !meant.contains(&key.name)) {
            fields.require(key, record, out);
        }
        Some(fields)
    }

    /// Reads `node` as a map of `record` with further entries, given beside. `None` when it is no map.
    pub(super) fn open(
        node: &'n Node,
        record: &'static Record,
        out: &mut Diagnostics,
    ) -> Option<(Self, Vec<&'n Entry>)> {
        match &node.kind {
            NodeKind::Mapping(entries) => Some(Self::sorted(node.span, entries, record, out)),
            _ => Self::read(node, record, out).map(|fields| (fields, Vec::new())),
        }
    }

    /// The known entries, and the others.
    fn sorted(
        span: Span,
        entries: &'n [Entry],
        record: &'static Record,
        out: &mut Diagnostics,
    ) -> (Self, Vec<&'n Entry>) {
        let mut fields = Self { span, found: Vec::new(), strangers: false };
        let mut rest = Vec::new();
        for entry in entries {
            match record.find(&entry.key.text) {
                Some(key) => fields.add(key, entry, out),
                None => rest.push(entry),
            }
        }
        (fields, rest)
    }

    fn add(&mut self, key: &'static Key, entry: &'n Entry, out: &mut Diagnostics) {
        if self.entry(key).is_some() {
            let message = format!("“{}”和“{}”是同一个键，写了两次", key.name, key.alias);
            let fault = Diagnostic::error(codes::SAME_KEY_TWICE, entry.key_span, message);
            out.push(fault.label("第二次写").help("留下一个"));
        } else {
            self.found.push((key, entry));
        }
    }

    fn require(&self, key: &Key, record: &Record, out: &mut Diagnostics) {
        let fault = match self.entry(key) {
            None => {
                let message = format!("{}缺少“{}”", record.what, key.name);
                Diagnostic::error(codes::MISSING_KEY, self.span, message).label("这里面没有写")
            }
            Some(entry) if entry.value.is_absent() => {
                let message = format!("“{}”后面是空的", key.name);
                Diagnostic::error(codes::EMPTY_VALUE, entry.key_span, message).label("没有内容")
            }
            Some(_) => return,
        };
        out.push(fault.help(format!("{}: {}", key.name, key.doc)));
    }

    fn entry(&self, key: &Key) -> Option<&'n Entry> {
        self.found.iter().find(|(known, _)| known.name == key.name).map(|(_, entry)| *entry)
    }

    /// Some key was not known: one that was not found may be meant by it.
    pub(super) fn with_strangers(&self) -> bool {
        self.strangers
    }

    /// The entry of `key`, even one without a value.
    pub(super) fn even_empty(&self, key: &Key) -> Option<&'n Entry> {
        self.entry(key)
    }

    /// The value of `key`; a key with nothing behind it counts as not written.
    pub(super) fn value(&self, key: &Key) -> Option<&'n Node> {
        self.entry(key).map(|entry| &entry.value).filter(|value| !value.is_absent())
    }
}

fn names(record: &Record) -> String {
    record.keys.iter().map(|key| key.name).collect::<Vec<_>>().join("、")
}

fn unknown(entry: &Entry, record: &Record, meant: Option<&'static Key>) -> Diagnostic {
    let text = entry.key.text.as_str();
    if let Some(fault) = glued_colon(entry, record) {
        return fault;
    }
    let message = format!("{}里没有“{text}”这个键", record.what);
    let fault = Diagnostic::error(codes::UNKNOWN_KEY, entry.key_span, message);
    if let Some(key) = meant {
        let name = if text.is_ascii() { key.alias } else { key.name };
        return fault.label(format!("是不是想写“{name}”？")).help(format!("{name}: {}", key.doc));
    }
    let home = RECORDS.iter().find(|other| other.find(text).is_some());
    match home {
        Some(home) => fault.help(format!("“{text}”是{}里的键，看看这一行的缩进", home.what)),
        None => fault.help(format!("{}可以写的键：{}", record.what, names(record))),
    }
}

/// The key that an unknown one stands for, as far as can be guessed.
fn meant_by(text: &str, record: &Record) -> Option<&'static Key> {
    let glued = text.find(['：', ':']).and_then(|at| record.find(text[..at].trim()));
    glued.or_else(|| nearest(text, record))
}

/// `{名：甲}` and `{名:甲}` are keys without a value for YAML.
fn glued_colon(entry: &Entry, record: &Record) -> Option<Diagnostic> {
    let at = entry.key.text.find(['：', ':'])?;
    let (name, rest) = entry.key.text.split_at(at);
    record.find(name.trim())?;
    let wide = rest.starts_with('：');
    let start = entry.key_span.start + u32::try_from(at).ok()?;
    let span = Span::new(entry.key_span.file, start, start + if wide { 3 } else { 1 });
    let fault = if wide {
        let message = format!("键“{name}”后面用了全角冒号“：”，YAML 只认半角的");
        Diagnostic::error(codes::FULL_WIDTH_COLON, span, message).label("全角冒号")
    } else {
        let message = format!("键“{name}”的冒号后面要空一格（半角）");
        Diagnostic::error(codes::SPACE_AFTER_COLON, span, message).label("冒号后缺空格")
    };
    Some(fault.help(format!("写成“{name}: …”，冒号用半角，后面空一格")))
}

/// The key that was probably meant: a known wrong word for it, or the one with the fewest slips.
fn nearest(text: &str, record: &Record) -> Option<&'static Key> {
    let said = record.keys.iter().copied().find(|key| key.also.contains(&text));
    said.or_else(|| {
        let lower = text.to_lowercase();
        let of_key = |key: &'static Key| {
            let names = [key.name, key.alias];
            let nearest = names.iter().filter_map(|name| likeness(&lower, name)).min()?;
            Some((nearest, key))
        };
        record.keys.iter().copied().filter_map(of_key).min_by_key(|(d, _)| *d).map(|(_, key)| key)
    })
}
