//! Parser events → tree. Refuses what a document needs no part of: anchors, aliases, tags, merge keys,
//! several documents, depths beyond measure. So no input can grow beyond its own size.

use std::collections::HashMap;
use std::ops::Range;

use granit_parser::{Event, ScalarStyle as Written, StructureStyle};

use super::limits::{DEEPEST, LONGEST, MOST_FAULTS, MOST_NODES};
use super::places::{self, span};
use super::{Entry, Node, NodeKind, Scalar, ScalarStyle, SourceFile, codes, encoding, swallowed};
use crate::diag::{Code, Diagnostic, FileId, Span};

const QUOTE_THE_TEXT: &str = "如果这是文字，用引号把整句括起来";

/// Builds a tree.
pub(super) struct Builder<'s> {
    file: FileId,
    source: &'s SourceFile,
    text: &'s str,
    gaps: &'s [Range<usize>],
    open: Vec<Frame>,
    root: Option<Node>,
    documents: usize,
    /// Texts, lists and maps so far.
    nodes: usize,
    /// The place of the last scalar that was read.
    pub(super) last_scalar: Range<usize>,
    /// Where the lists and maps began that were closed since then, and whether they are lists.
    pub(super) just_closed: Vec<(usize, bool)>,
    /// Faults that leave the tree standing.
    pub(super) faults: Vec<Diagnostic>,
}

/// A list or map that is still open.
pub(super) struct Frame {
    /// Where it began.
    pub(super) start: usize,
    /// Whether it stands in brackets.
    pub(super) flow: bool,
    content: Content,
}

enum Content {
    Sequence(Vec<Node>),
    Mapping { entries: Vec<Entry>, pending: Pending, seen: HashMap<String, Span>, formula: bool },
}

enum Pending {
    Key,
    Value(Scalar, Span),
    /// The key is at fault, its value is left out.
    Dropped,
}

impl Frame {
    /// Whether it is a list.
    pub(super) fn is_sequence(&self) -> bool {
        matches!(self.content, Content::Sequence(_))
    }
}

impl<'s> Builder<'s> {
    /// A builder for `text`, which is `source`'s text or a repaired one of the same lines; `gaps` are
    /// the bytes that were blanked at the front of texts.
    pub(super) fn new(
        file: FileId,
        source: &'s SourceFile,
        text: &'s str,
        gaps: &'s [Range<usize>],
    ) -> Self {
        Self {
            file,
            source,
            text,
            gaps,
            open: Vec::new(),
            root: None,
            documents: 0,
            nodes: 0,
            last_scalar: 0..0,
            just_closed: Vec::new(),
            faults: Vec::new(),
        }
    }

    /// The lists and maps that are open, the outermost first.
    pub(super) fn open(&self) -> &[Frame] {
        &self.open
    }

    /// The tree; `None` when there was nothing to read.
    pub(super) fn finish(self) -> (Option<Node>, Vec<Diagnostic>) {
        (self.root, self.faults)
    }

    /// Takes the next event; whether reading may go on.
    pub(super) fn accept(&mut self, event: &Event<'_>, at: &granit_parser::Span) -> bool {
        let place = at.byte_range().unwrap_or(0..0);
        if !self.has_room(event, &place) {
            return false;
        }
        if let Some(tag) = at.tag_span().and_then(|tag| tag.byte_range()) {
            let message = format!("“{}”是 YAML 的标签，这里不用标签", self.slice(tag.clone()));
            self.fault(codes::TAG, tag, message, QUOTE_THE_TEXT);
        }
        match event {
            Event::DocumentStart(..) => return self.start_document(place),
            // Nothing behind an anchor or a tag: told already, and not to be told again as empty.
            Event::Scalar(_, style, anchor, tag)
                if place.is_empty() && (*anchor != 0 || tag.is_some()) =>
            {
                self.add_scalar(self.text, "x", *style, place);
            }
            Event::Scalar(text, style, ..) => {
                if text.len() > LONGEST {
                    let at = span(self.file, place.start, place.end);
                    self.faults.push(too_long(at, "这一段", text, LONGEST));
                    return false;
                }
                self.scalar(text, *style, place);
            }
            Event::SequenceStart(style, ..) => {
                return self.push(place.start, *style, Content::Sequence(Vec::new()));
            }
            Event::MappingStart(style, ..) => {
                let (entries, seen) = (Vec::new(), HashMap::new());
                let content =
                    Content::Mapping { entries, pending: Pending::Key, seen, formula: false };
                return self.push(place.start, *style, content);
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(place.end),
            Event::Anchor(..) => self.alias_fault(place, "锚点"),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.alias_fault(place.clone(), "别名");
                self.scalar(self.slice(place.clone()), Written::Plain, place);
            }
            _ => {}
        }
        true
    }

    /// Whether more may be read.
    fn has_room(&mut self, event: &Event<'_>, place: &Range<usize>) -> bool {
        let begins =
            matches!(event, Event::Scalar(..) | Event::SequenceStart(..) | Event::MappingStart(..));
        self.nodes += usize::from(begins);
        let message = if self.faults.len() >= MOST_FAULTS {
            format!("毛病超过 {MOST_FAULTS} 处，后面的没有再看")
        } else if self.nodes > MOST_NODES {
            format!("内容太多：段落、格、键合起来超过 {} 万个，后面的没有读", MOST_NODES / 10_000)
        } else {
            return true;
        };
        let help = "看看是不是选错了文件；文稿确实很长，分成几个文件";
        self.fault(codes::TOO_MUCH, place.start..place.start, message, help);
        false
    }

    fn start_document(&mut self, place: Range<usize>) -> bool {
        self.documents += 1;
        if self.documents > 1 {
            let message = "文件里有第二份 YAML（由“---”或“...”隔开），一个文件只能写一份";
            let help = "删掉“---”或“...”这一行，或者分成几个文件";
            self.fault(codes::SEVERAL_DOCUMENTS, place, message.to_owned(), help);
        }
        self.documents == 1
    }

    fn alias_fault(&mut self, place: Range<usize>, what: &str) {
        let message = format!("“{}”在 YAML 里是{what}，这里不用{what}", self.slice(place.clone()));
        self.fault(codes::ALIAS, place, message, QUOTE_THE_TEXT);
    }

    fn push(&mut self, start: usize, style: StructureStyle, content: Content) -> bool {
        if self.open.len() >= DEEPEST {
            let message = format!("嵌套超过 {DEEPEST} 层");
            let help = "看看括号是不是没有配对，或者缩进一层一层地多了";
            self.fault(codes::TOO_DEEP, start..start + 1, message, help);
            return false;
        }
        self.open.push(Frame { start, flow: style == StructureStyle::Flow, content });
        true
    }

    fn scalar(&mut self, cooked: &str, written: Written, place: Range<usize>) {
        // The parser gives "~" for a value that is not there.
        let cooked = if place.is_empty() { "" } else { cooked };
        match self.as_written(&place, written) {
            Some((start, text)) => {
                self.add_scalar(self.source.text(), text, written, start..place.end);
            }
            None => self.add_scalar(self.text, cooked, written, place),
        }
    }

    /// The author's words where a repair stands in for some of them, and where they begin, so that
    /// later faults quote what the author wrote.
    fn as_written(&self, place: &Range<usize>, written: Written) -> Option<(usize, &'s str)> {
        let blank = |gap: &&Range<usize>| {
            self.text.get(gap.start..place.start).is_some_and(|text| text.trim().is_empty())
        };
        let gap = self.gaps.iter().filter(blank).find(|gap| gap.start < place.start);
        let start = gap.map_or(place.start, |gap| gap.start);
        let original = self.source.text().get(start..place.end)?;
        let one_line = written == Written::Plain && !original.contains('\n') && !place.is_empty();
        let trimmed = original.trim_start_matches('\u{3000}');
        (one_line && trimmed != self.slice(place.clone()))
            .then(|| (place.end - trimmed.len(), trimmed))
    }

    fn add_scalar(&mut self, source: &str, cooked: &str, written: Written, place: Range<usize>) {
        self.last_scalar = place.clone();
        self.just_closed.clear();
        let (text, places) = places::place(self.file, source, place.clone(), cooked, written);
        let style = match written {
            Written::Plain => ScalarStyle::Plain,
            Written::SingleQuoted | Written::DoubleQuoted => ScalarStyle::Quoted,
            Written::Literal | Written::Folded => ScalarStyle::Block,
        };
        let scalar = Scalar { text, style, places };
        self.check(&scalar, &place);
        self.add(Node {
            kind: NodeKind::Scalar(scalar),
            span: span(self.file, place.start, place.end),
        });
    }

    fn check(&mut self, scalar: &Scalar, place: &Range<usize>) {
        if scalar.style == ScalarStyle::Quoted
            && let Some(unwanted) = scalar.text.chars().find(|c| encoding::is_unwanted(*c))
        {
            let message = format!("反斜杠写出了控制字符 U+{:04X}", u32::from(unwanted));
            self.fault(codes::ESCAPE, place.clone(), message, "删掉它，或者改用单引号");
        }
        if scalar.style == ScalarStyle::Plain {
            self.faults.extend(swallowed::items(self.file, scalar));
            self.faults.extend(swallowed::text(self.file, self.source.text(), place.end));
        }
    }

    fn close(&mut self, event_end: usize) {
        let Some(frame) = self.open.pop() else { return };
        if !frame.flow {
            self.just_closed.push((frame.start, frame.is_sequence()));
        }
        let (kind, last) = match frame.content {
            Content::Sequence(items) => {
                let last = items.last().map(|item| item.span.end);
                (NodeKind::Sequence(items), last)
            }
            Content::Mapping { formula: true, .. } => {
                let place = frame.start..event_end;
                let text = self.slice(place.clone()).to_owned();
                self.scalar(&text, Written::Plain, place);
                return;
            }
            Content::Mapping { entries, .. } => {
                let last = entries.last().map(|entry| entry.value.span.end.max(entry.key_span.end));
                (NodeKind::Mapping(entries), last)
            }
        };
        // In block style the parser ends a collection at the next token, beyond blank lines.
        let end = if frame.flow { event_end } else { last.map_or(frame.start, |end| end as usize) };
        self.add(Node { kind, span: span(self.file, frame.start, end.max(frame.start)) });
    }

    fn add(&mut self, node: Node) {
        let Some(frame) = self.open.last_mut() else {
            self.root.get_or_insert(node);
            return;
        };
        match &mut frame.content {
            Content::Sequence(items) => items.push(node),
            Content::Mapping { entries, pending, .. } => {
                match std::mem::replace(pending, Pending::Key) {
                    Pending::Key => self.key(node),
                    Pending::Value(key, key_span) => {
                        entries.push(Entry { key, key_span, value: node });
                    }
                    Pending::Dropped => {}
                }
            }
        }
    }

    fn key(&mut self, node: Node) {
        let place = node.span.start as usize..node.span.end as usize;
        let fault = match &node.kind {
            NodeKind::Scalar(key) => self.key_fault(key, node.span),
            _ if self.is_formula(&node) => {
                self.mark_formula();
                let outer = place.start.saturating_sub(1)..place.end;
                Some(leading_formula(span(self.file, outer.start, outer.end)))
            }
            _ => Some(
                Diagnostic::error(codes::KEY_SHAPE, node.span, "冒号前面的键要是一段文字")
                    .help("键不能是列表或映射；如果这是文字，用引号把整句括起来"),
            ),
        };
        let next = match (fault, node.kind) {
            (None, NodeKind::Scalar(key)) => Pending::Value(key, node.span),
            (fault, _) => {
                self.faults.extend(fault);
                Pending::Dropped
            }
        };
        if let Some(Frame { content: Content::Mapping { pending, .. }, .. }) = self.open.last_mut()
        {
            *pending = next;
        }
    }

    fn key_fault(&mut self, key: &Scalar, at: Span) -> Option<Diagnostic> {
        if key.text == "<<" && key.style == ScalarStyle::Plain {
            let fault = Diagnostic::error(codes::MERGE_KEY, at, "“<<”是 YAML 的合并键，这里不用");
            return Some(fault.help("把要用的内容直接写出来"));
        }
        if key.text.is_empty() {
            let fault = Diagnostic::error(codes::KEY_SHAPE, at, "冒号前面没有键");
            return Some(fault.help("写成“键: 值”"));
        }
        let Some(Frame { content: Content::Mapping { seen, .. }, .. }) = self.open.last_mut()
        else {
            return None;
        };
        let Some(first) = seen.get(&key.text).copied() else {
            seen.insert(key.text.clone(), at);
            return None;
        };
        let (line, _) = self.source.line_and_column(first.start);
        let message = format!("键“{}”重复了，第 {line} 行已经写过", key.text);
        let fault = Diagnostic::error(codes::DUPLICATE_KEY, at, message).label("第二次写");
        Some(fault.help("留下一个；同名的小标题写成列表，每个前面加“- ”"))
    }

    /// A map as the key of a map, both opened by adjacent braces.
    fn is_formula(&self, node: &Node) -> bool {
        let start = node.span.start as usize;
        let adjacent = self.open.last().is_some_and(|frame| frame.flow && frame.start + 1 == start);
        adjacent && self.text[start..].starts_with('{')
    }

    fn mark_formula(&mut self) {
        if let Some(Frame { content: Content::Mapping { formula, .. }, .. }) = self.open.last_mut()
        {
            *formula = true;
        }
    }

    fn slice(&self, place: Range<usize>) -> &'s str {
        self.text.get(place).unwrap_or_default()
    }

    fn fault(&mut self, code: Code, place: Range<usize>, message: String, help: &str) {
        let at = span(self.file, place.start, place.end.min(self.text.len()));
        self.faults.push(Diagnostic::error(code, at, message).help(help));
    }
}

/// The fault of a line or text of more than `most` bytes.
pub(super) fn too_long(at: Span, what: &str, text: &str, most: usize) -> Diagnostic {
    let (count, most) = (text.chars().count(), most / "字".len());
    let message = format!("{what}太长：有 {count} 个字符，最多 {most} 个汉字");
    Diagnostic::error(codes::TOO_LONG, Span::new(at.file, at.start, at.start), message)
        .help("分成几段，每段另起一行；看看是不是选错了文件")
}

/// The fault of a text that begins with `{{`, which YAML reads as a map in a map.
pub(super) fn leading_formula(at: Span) -> Diagnostic {
    Diagnostic::error(codes::LEADING_FORMULA, at, "这段文字以“{{”开头，YAML 会当成映射")
        .label("从这里")
        .help("用引号把整句括起来，例如 \"{{预算批复}}已经下达。\"")
}
