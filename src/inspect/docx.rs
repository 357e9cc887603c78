//! A DOCX's text: the paragraphs of its body in order, with the numbers that programs print in front of
//! them, and then its notes. Headers, footers and comments are left out; so is what is deleted or hidden.

use std::collections::{HashMap, HashSet};
use std::io::{Cursor, Read as _};

use quick_xml::events::Event;
use roxmltree::{Document, Node, NodeId, ParsingOptions};

use super::NO_DOCX;
use super::labels::Numbering;
use super::limits::{DEEPEST, LARGEST_PART, LONGEST_TAG, MOST_COLUMNS, MOST_NODES};
use crate::diag::Diagnostic;
use crate::numbering::{NumeralStyle, format_numeral};

/// The namespace of WordprocessingML.
pub(super) const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// A paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its number as programs print it: `（三）`.
    pub label: String,
    /// Its text; a line feed for a line break.
    pub text: String,
    /// The cell it stands in.
    pub cell: Option<CellPlace>,
    /// It is of a table of contents (目录), which says again what headings say.
    pub in_contents: bool,
    /// The page it begins on, from 1, as far as the file tells: pages that the last program to lay it out has
    /// marked, else only those that its author began.
    pub page: usize,
}

/// Which cell of which table; of tables inside cells, that of the inner one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellPlace {
    /// Which table of the document, from 0.
    pub table: usize,
    /// Which row, from 0.
    pub row: usize,
    /// Which column of the grid, from 0.
    pub column: usize,
    /// Columns of the grid covered.
    pub columns: usize,
}

/// Reads a DOCX; `name` is what messages call it.
///
/// # Errors
/// A file that is no DOCX, or is damaged.
pub fn docx(name: &str, bytes: &[u8]) -> Result<Vec<Paragraph>, Diagnostic> {
    let refuse = |what: &str| {
        Diagnostic::environment(NO_DOCX, format!("读不了“{name}”：{what}"))
            .help("看看文件是不是拿错了；老的 .doc 先用 Word 或 WPS 另存为 .docx")
    };
    let broken = || refuse("已经损坏");
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| refuse("不是 DOCX"))?;
    let mut too_large = false;
    let mut part = |name: &str| -> Option<String> {
        let file = zip.by_name(name).ok()?;
        let mut text = String::new();
        file.take(LARGEST_PART + 1).read_to_string(&mut text).ok()?;
        too_large |= text.len() as u64 > LARGEST_PART;
        (!too_large).then_some(text)
    };
    let body = part("word/document.xml");
    let (styles, numbering) = (part("word/styles.xml"), part("word/numbering.xml"));
    let footnotes = part("word/footnotes.xml");
    if too_large {
        return Err(refuse("解开以后太大，不像是一份公文"));
    }
    let body = body.ok_or_else(|| refuse("里面没有正文，不是 DOCX"))?;
    let others = [&styles, &numbering, &footnotes].into_iter().flatten();
    if !others.chain([&body]).all(|part| is_plain(part)) {
        return Err(refuse("里面一层套一层，或者乱了，不像是一份公文"));
    }
    let body = parse(&body).map_err(|_| broken())?;
    let parsed = |text: &'_ Option<String>| -> Option<Numbering> {
        let numbering = parse(text.as_deref()?).ok()?;
        let styles = styles.as_deref().and_then(|styles| parse(styles).ok());
        Some(Numbering::of(&numbering, styles.as_ref()))
    };
    let mut numbering = parsed(&numbering).unwrap_or_default();
    let contents = styles.as_deref().map(contents_styles).unwrap_or_default();
    let mut notes = Notes::of(&body);
    let own = body.descendants().filter(|node| is(*node, "p") && !is_aside(*node));
    let (cells, mut pages) = (cells(&body), Pages::of(&body));
    let mut paragraphs: Vec<Paragraph> = own
        .map(|node| {
            let cell = node.ancestors().find(|above| is(*above, "tc"));
            let cell = cell.and_then(|cell| cells.get(&cell.id()).copied());
            let page = pages.begin(node);
            let in_contents = in_contents(node, &contents);
            Paragraph { cell, in_contents, page, ..paragraph(node, &mut numbering, &mut notes) }
        })
        .collect();
    if let Some(text) = footnotes {
        let text = parse(&text).map_err(|_| broken())?;
        paragraphs.extend(notes.paragraphs(&text, &mut numbering));
    }
    Ok(paragraphs)
}

fn parse(text: &str) -> Result<Document<'_>, roxmltree::Error> {
    let options = ParsingOptions { nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options)
}

/// Whether a part is built as documents are. The reader of XML compares each attribute of an element with all others,
/// so this is asked first; what is no XML at all is for that reader to say.
fn is_plain(text: &str) -> bool {
    let mut reader = quick_xml::Reader::from_str(text);
    let mut depth = 0;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                depth += 1;
                if depth > DEEPEST || tag.len() > LONGEST_TAG {
                    return false;
                }
            }
            Ok(Event::Empty(tag)) if tag.len() > LONGEST_TAG => return false,
            Ok(Event::End(_)) => depth -= 1,
            Ok(Event::Eof) | Err(_) => return true,
            Ok(_) => {}
        }
    }
}

/// The styles of lines in a table of contents and of what stands above them, by the names programs give them.
fn contents_styles(styles: &str) -> HashSet<String> {
    let Ok(styles) = parse(styles) else { return HashSet::new() };
    let is_contents = |style: &Node<'_, '_>| {
        value(*style, "name").is_some_and(|name| name.to_ascii_lowercase().starts_with("toc "))
    };
    let own = styles.root_element().children().filter(|node| is(*node, "style"));
    let ids = own.filter(is_contents).filter_map(|style| style.attribute((MAIN, "styleId")));
    ids.map(str::to_owned).collect()
}

/// Whether a paragraph is of a table of contents, by its style or by what holds it.
fn in_contents(paragraph: Node<'_, '_>, styles: &HashSet<String>) -> bool {
    let style = child(paragraph, "pPr").and_then(|own| value(own, "pStyle"));
    let held = |block: Node<'_, '_>| {
        let part = child(block, "sdtPr").and_then(|own| child(own, "docPartObj"));
        part.and_then(|part| value(part, "docPartGallery")) == Some("Table of Contents")
    };
    style.is_some_and(|style| styles.contains(style))
        || paragraph.ancestors().filter(|above| is(*above, "sdt")).any(held)
}

/// Where each cell is, by its node.
fn cells(body: &Document<'_>) -> HashMap<NodeId, CellPlace> {
    let mut found = HashMap::new();
    let tables = body.descendants().filter(|node| is(*node, "tbl") && !is_aside(*node));
    for (table, node) in tables.enumerate() {
        for (row, node) in node.children().filter(|child| is(*child, "tr")).enumerate() {
            let mut column = 0;
            for cell in node.children().filter(|child| is(*child, "tc")) {
                let span = child(cell, "tcPr").and_then(|own| value(own, "gridSpan"));
                let columns =
                    span.and_then(|span| span.parse().ok()).unwrap_or(1).clamp(1, MOST_COLUMNS);
                found.insert(cell.id(), CellPlace { table, row, column, columns });
                column += columns;
            }
        }
    }
    found
}

/// Counts pages from paragraph to paragraph.
struct Pages {
    /// The program that saved the file has marked where its pages began.
    marked: bool,
    page: usize,
}

impl Pages {
    fn of(body: &Document<'_>) -> Self {
        let marked = body.descendants().any(|node| is(node, "lastRenderedPageBreak"));
        Self { marked, page: 1 }
    }

    /// The page on which a paragraph begins; the next in order are asked for after it.
    fn begin(&mut self, paragraph: Node<'_, '_>) -> usize {
        let properties = child(paragraph, "pPr");
        let has = |name: &str| properties.is_some_and(|own| child(own, name).is_some());
        let breaks = paragraph.descendants().filter(|node| self.is_break(*node));
        let mut inside = 0;
        let mut leading = 0;
        for node in breaks {
            inside += 1;
            let run = node.ancestors().find(|above| is(*above, "r"));
            let first =
                run.is_none_or(|run| run.prev_siblings().skip(1).all(|before| !is(before, "r")));
            leading +=
                usize::from(first && node.prev_siblings().skip(1).all(|before| !is(before, "t")));
        }
        if !self.marked && has("pageBreakBefore") {
            self.page += 1;
        }
        let begins = self.page + leading;
        self.page += inside;
        if !self.marked && has("sectPr") {
            self.page += 1;
        }
        begins
    }

    fn is_break(&self, node: Node<'_, '_>) -> bool {
        if self.marked {
            is(node, "lastRenderedPageBreak")
        } else {
            is(node, "br") && node.attribute((MAIN, "type")) == Some("page")
        }
    }
}

/// The notes called so far.
struct Notes {
    numerals: NumeralStyle,
    /// By their ids, in the order of their numbers.
    called: Vec<String>,
}

impl Notes {
    fn of(body: &Document<'_>) -> Self {
        let properties = body.descendants().find(|node| is(*node, "footnotePr"));
        let format = properties.and_then(|node| value(node, "numFmt")).unwrap_or_default();
        let circled = format.starts_with("decimalEnclosedCircle");
        let numerals = if circled { NumeralStyle::Circled } else { NumeralStyle::Arabic };
        Self { numerals, called: Vec::new() }
    }

    /// The number that `reference` prints.
    fn call(&mut self, reference: Node<'_, '_>) -> String {
        let own_mark = reference.attribute((MAIN, "customMarkFollows"));
        if own_mark.is_some_and(|value| matches!(value, "1" | "true" | "on")) {
            return String::new();
        }
        self.called.push(reference.attribute((MAIN, "id")).unwrap_or_default().to_owned());
        self.number(self.called.len())
    }

    fn number(&self, ordinal: usize) -> String {
        format_numeral(self.numerals, u32::try_from(ordinal).unwrap_or(u32::MAX))
    }

    /// The notes that are called, each with its number.
    fn paragraphs(&self, part: &Document<'_>, numbering: &mut Numbering) -> Vec<Paragraph> {
        let mut found = Vec::new();
        let mut known: HashMap<&str, Node<'_, '_>> = HashMap::new();
        for note in part.descendants().filter(|node| is(*node, "footnote")) {
            if let Some(id) = note.attribute((MAIN, "id")) {
                known.entry(id).or_insert(note);
            }
        }
        for (id, ordinal) in self.called.iter().zip(1..) {
            let note = known.get(id.as_str());
            let lines = note.into_iter().flat_map(Node::descendants);
            let mut further = Self { numerals: self.numerals, called: Vec::new() };
            for (index, line) in lines.filter(|node| is(*node, "p")).enumerate() {
                let mut line = paragraph(line, numbering, &mut further);
                if index == 0 {
                    line.label = self.number(ordinal);
                    // Between the number and the words.
                    let words = line.text.trim_start_matches('\t').len();
                    line.text.drain(..line.text.len() - words);
                }
                found.push(line);
            }
        }
        found
    }
}

/// Whether `node` is that element of WordprocessingML.
pub(super) fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.has_tag_name((MAIN, name))
}

/// The child of that name.
pub(super) fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| is(*child, name))
}

/// The value of the child of that name.
pub(super) fn value<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    child(node, name)?.attribute((MAIN, "val"))
}

/// What older programs see in place of something that stands beside it.
fn is_aside(node: Node<'_, '_>) -> bool {
    node.ancestors().any(|above| above.tag_name().name() == "Fallback")
}

fn paragraph(node: Node<'_, '_>, numbering: &mut Numbering, notes: &mut Notes) -> Paragraph {
    let mut text = String::new();
    for run in node.descendants().filter(|part| is(*part, "r")) {
        // Runs of a text box belong to its own paragraphs.
        let own = run.ancestors().find(|above| is(*above, "p")) == Some(node);
        let deleted = run.ancestors().any(|above| is(above, "del") || is(above, "moveFrom"));
        let hidden = child(run, "rPr").and_then(|look| child(look, "vanish")).is_some();
        if own && !deleted && !hidden && !is_aside(run) {
            run_text(run, &mut text, notes);
        }
    }
    let properties = child(node, "pPr");
    Paragraph {
        label: properties.and_then(|own| numbering.label(own)).unwrap_or_default(),
        text,
        cell: None,
        in_contents: false,
        page: 0,
    }
}

fn run_text(run: Node<'_, '_>, text: &mut String, notes: &mut Notes) {
    for part in run.children().filter(Node::is_element) {
        match part.tag_name().name() {
            "t" => text.push_str(part.text().unwrap_or_default()),
            "tab" => text.push('\t'),
            "br" | "cr" => text.push('\n'),
            "footnoteReference" => text.push_str(&notes.call(part)),
            "noBreakHyphen" => text.push('-'),
            "sym" => text.push(char::REPLACEMENT_CHARACTER),
            _ => {}
        }
    }
}
