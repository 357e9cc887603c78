//! A DOCX's text: the paragraphs of its body in order, with the numbers that programs print in front of
//! them. Headers, footers, notes and comments are left out; so is what is deleted or hidden.

use std::io::{Cursor, Read as _};

use roxmltree::{Document, Node};

use super::NO_DOCX;
use super::labels::Numbering;
use crate::diag::Diagnostic;

/// The namespace of WordprocessingML.
pub(super) const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// No part of a DOCX is longer, unpacked (bytes).
const LARGEST_PART: u64 = 256 * 1024 * 1024;

/// A paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its number as programs print it: `（三）`.
    pub label: String,
    /// Its text; a line feed for a line break.
    pub text: String,
    /// It stands in a cell.
    pub in_table: bool,
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
    let mut part = |name: &str| -> Option<String> {
        let file = zip.by_name(name).ok()?;
        let mut text = String::new();
        file.take(LARGEST_PART).read_to_string(&mut text).ok()?;
        Some(text)
    };
    let body = part("word/document.xml").ok_or_else(|| refuse("里面没有正文，不是 DOCX"))?;
    let body = Document::parse(&body).map_err(|_| broken())?;
    let (styles, numbering) = (part("word/styles.xml"), part("word/numbering.xml"));
    let parsed = |text: &'_ Option<String>| -> Option<Numbering> {
        let numbering = Document::parse(text.as_deref()?).ok()?;
        let styles = styles.as_deref().and_then(|styles| Document::parse(styles).ok());
        Some(Numbering::of(&numbering, styles.as_ref()))
    };
    let mut numbering = parsed(&numbering).unwrap_or_default();
    let paragraphs = body.descendants().filter(|node| is(*node, "p") && !is_aside(*node));
    Ok(paragraphs.map(|node| paragraph(node, &mut numbering)).collect())
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

fn paragraph(node: Node<'_, '_>, numbering: &mut Numbering) -> Paragraph {
    let mut text = String::new();
    for run in node.descendants().filter(|part| is(*part, "r")) {
        // Runs of a text box belong to its own paragraphs.
        let own = run.ancestors().find(|above| is(*above, "p")) == Some(node);
        let deleted = run.ancestors().any(|above| is(above, "del") || is(above, "moveFrom"));
        let hidden = child(run, "rPr").and_then(|look| child(look, "vanish")).is_some();
        if own && !deleted && !hidden && !is_aside(run) {
            run_text(run, &mut text);
        }
    }
    let properties = child(node, "pPr");
    Paragraph {
        label: properties.and_then(|own| numbering.label(own)).unwrap_or_default(),
        text,
        in_table: node.ancestors().any(|above| is(above, "tc")),
    }
}

fn run_text(run: Node<'_, '_>, text: &mut String) {
    for part in run.children().filter(Node::is_element) {
        match part.tag_name().name() {
            "t" => text.push_str(part.text().unwrap_or_default()),
            "tab" => text.push('\t'),
            "br" | "cr" => text.push('\n'),
            "noBreakHyphen" => text.push('-'),
            "sym" => text.push(char::REPLACEMENT_CHARACTER),
            _ => {}
        }
    }
}
