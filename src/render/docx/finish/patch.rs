//! What docx-rs has no words for, part by part.

use std::collections::BTreeMap;

use super::dom::Element;
use super::{drawing, finish, finished, frame, notes};
use crate::numbering::NumeralStyle;
use crate::render::docx::figure::Drawing;
use crate::render::docx::footer::Frame;
use crate::render::docx::looks::Language;
use crate::render::docx::stock::TABLE;
use crate::render::docx::styles::{aliases, is_built_in, is_internal};
use crate::render::docx::table::Described;
use crate::render::hash::Hash;

/// What the finishing stage adds.
pub(in super::super) struct Additions {
    /// The style of all of them.
    pub(in super::super) table_style: Element,
    /// `w:firstLineChars` of paragraph styles.
    pub(in super::super) first_line_chars: BTreeMap<String, i32>,
    /// `w:lang` of character styles.
    pub(in super::super) languages: BTreeMap<String, Language>,
    /// Where page numbers stand on pages across the paper, if there are any.
    pub(in super::super) turned_footers: Option<Frame>,
    /// Of a draft, the face in which every page says so in its header.
    pub(in super::super) watermark: Option<String>,
    /// Whether the document has notes (脚注).
    pub(in super::super) has_notes: bool,
    pub(in super::super) sections: Sections,
}

/// What the end of each section says beside its pages.
#[derive(Clone, Copy)]
pub(in super::super) struct Sections {
    /// Every page says that it is a draft.
    pub(in super::super) is_draft: bool,
    /// In which notes are numbered.
    pub(in super::super) note_numerals: NumeralStyle,
}

/// Blocks of document.xml, out of one that holds no others; `describe` says what docx-rs cannot.
pub(in super::super) fn blocks(
    part: &[u8],
    sections: Sections,
    describe: impl FnOnce(&mut Element),
) -> Result<Vec<u8>, String> {
    let root = finished(part, |root| {
        root.change(BODY, |body| {
            // Of the whole document's end its own part knows.
            body.retain_elements(|child| child.name != "w:sectPr");
            describe(body);
            finish_sections(body, sections);
            name_contents(body);
        });
    })?;
    let body = root.elements().find(|child| child.name == BODY);
    Ok(body.map(super::dom::write_children).unwrap_or_default())
}

/// What docx-rs cannot say of tables and pictures, given in order; so many pictures stand in front of these.
pub(in super::super) fn describe(
    body: &mut Element,
    tables: &[Described],
    drawings: &[Drawing],
    first_drawing: usize,
) {
    describe_tables(body, tables);
    drawing::place(body, drawings, first_drawing);
}

/// document.xml: `blocks` in front of what docx-rs wrote without any.
pub(in super::super) fn document(
    part: &[u8],
    sections: Sections,
    blocks: &[u8],
) -> Result<Vec<u8>, String> {
    let whole = finish(part, |root| root.change(BODY, |body| finish_sections(body, sections)))?;
    let opening = format!("<{BODY}>");
    let start = whole.windows(opening.len()).position(|bytes| bytes == opening.as_bytes());
    let (head, tail) = whole.split_at(start.map_or(0, |start| start + opening.len()));
    Ok([head, blocks, tail].concat())
}

const BODY: &str = "w:body";

/// By this programs know a table of contents: they offer to make it anew, or to take all of it away.
fn name_contents(body: &mut Element) {
    for block in body.elements_mut().filter(|child| child.name == "w:sdt") {
        block.change("w:sdtPr", |properties| {
            properties.children.clear();
            let gallery = Element::new("w:docPartGallery").val("Table of Contents");
            let part = Element::new("w:docPartObj").child(gallery);
            properties.push(part.child(Element::new("w:docPartUnique")));
        });
    }
}

/// footer1.xml and footer2.xml, of odd and of even pages; then the same for pages across the paper.
pub(in super::super) fn footers(
    parts: &[Vec<u8>],
    additions: &Additions,
) -> Result<Vec<Vec<u8>>, String> {
    let mut finished = Vec::new();
    for part in parts {
        finished.push(finish(part, |_| {})?);
    }
    if let Some(place) = additions.turned_footers {
        for (part, number) in parts.iter().zip(1..) {
            finished.push(finish(part, |root| frame::enclose(root, place, number))?);
        }
    }
    Ok(finished)
}

/// Each section has the footers of its kind of page, which docx-rs gives to the last one only, the headers of a draft,
/// and numbers its notes.
fn finish_sections(element: &mut Element, sections: Sections) {
    if element.name == "w:sectPr" {
        let size = element.find("w:pgSz");
        let turned = size.and_then(|size| size.attribute("w:orient")) == Some("landscape");
        element.retain_elements(|child| child.name != "w:footerReference");
        for (kind, number) in [("default", 1), ("even", 2)] {
            let number = if turned { number + 2 } else { number };
            let reference = Element::new("w:footerReference").with("w:type", kind);
            element.push(reference.with("r:id", format!("rIdFooter{number}")));
        }
        for (kind, number) in
            [("default", 1), ("even", 2)].into_iter().filter(|_| sections.is_draft)
        {
            let reference = Element::new("w:headerReference").with("w:type", kind);
            element.push(reference.with("r:id", format!("rIdHeader{number}")));
        }
        element.push(notes::numbering(sections.note_numerals));
    }
    for child in element.elements_mut() {
        if matches!(child.name.as_ref(), "w:p" | "w:pPr" | "w:sectPr") {
            finish_sections(child, sections);
        }
    }
}

/// numbering.xml
pub(in super::super) fn numbering(part: &[u8]) -> Result<Vec<u8>, String> {
    finish(part, |root| {
        root.retain_elements(|child| {
            child.attribute("w:abstractNumId") != Some("1")
                && child.attribute("w:numId") != Some("1")
        });
        for list in root.elements_mut().filter(|child| child.name == "w:abstractNum") {
            list.retain_elements(|child| child.name != "w:multiLevelType");
            list.push(Element::new("w:multiLevelType").val("multilevel"));
            // By these Word knows lists of one kind again when text is taken from one document to another.
            let kind = Hash::of(&super::dom::write(list));
            let name = |shift: u32| format!("{:08X}", (kind >> shift) & 0xFFFF_FFFF);
            list.push(Element::new("w:nsid").val(name(0)));
            list.push(Element::new("w:tmpl").val(name(32)));
        }
    })
}

/// styles.xml
pub(in super::super) fn styles(part: &[u8], additions: &Additions) -> Result<Vec<u8>, String> {
    finish(part, |root| {
        drop_stock_normal(root);
        root.change("w:docDefaults", |defaults| {
            defaults
                .change("w:rPrDefault", |part| part.change("w:rPr", |run| run.push(language())));
        });
        for style in root.elements_mut().filter(|child| child.name == "w:style") {
            finish_style(style, additions);
        }
        for style in stock_styles() {
            root.push(style);
        }
        root.push(additions.table_style.clone());
        let built_in = root.elements().filter(|child| child.attribute("w:customStyle").is_none());
        let exceptions: Vec<Element> = built_in.filter_map(exception).collect();
        root.push(latent_styles(exceptions));
    })
}

/// docx-rs always writes a bare “Normal” of its own first.
fn drop_stock_normal(root: &mut Element) {
    let is_normal = |child: &super::dom::Node| matches!(child, super::dom::Node::Element(e) if e.attribute("w:styleId") == Some("Normal"));
    if let Some(index) = root.children.iter().position(is_normal) {
        root.children.remove(index);
    }
}

fn language() -> Element {
    Element::new("w:lang").val("en-US").with("w:eastAsia", "zh-CN").with("w:bidi", "ar-SA")
}

fn finish_style(style: &mut Element, additions: &Additions) {
    let id = style.attribute("w:styleId").unwrap_or_default().to_owned();
    if id == "Normal" {
        style.attributes.push(("w:default".into(), "1".to_owned()));
        style.change("w:pPr", |paragraph| {
            paragraph.push(Element::new("w:kinsoku").val("1"));
            paragraph.push(no_overhang());
        });
    }
    if let Some(aliases) = aliases(&id) {
        style.push(Element::new("w:aliases").val(aliases));
    }
    if is_internal(&id) {
        style.push(Element::new("w:semiHidden"));
    }
    if !is_built_in(&id) {
        style.attributes.push(("w:customStyle".into(), "1".to_owned()));
    }
    if let Some(count) = additions.first_line_chars.get(&id) {
        style.change("w:pPr", |paragraph| {
            paragraph.change("w:ind", |indent| {
                indent.attributes.push(("w:firstLineChars".into(), count.to_string()));
            });
        });
    }
    if let Some((attribute, value)) = additions.languages.get(&id) {
        style.change("w:rPr", |run| run.push(Element::new("w:lang").with(attribute, *value)));
    }
}

/// No punctuation beyond the right edge. LibreOffice reads `w:overflowPunct` the wrong way round and
/// then loses the mark; it does not know w15, Word does, so each finds what it reads rightly.
fn no_overhang() -> Element {
    let choice = Element::new("mc:Choice")
        .with("Requires", "w15")
        .child(Element::new("w:overflowPunct").val("0"));
    let fallback = Element::new("mc:Fallback").child(Element::new("w:overflowPunct").val("1"));
    Element::new("mc:AlternateContent").child(choice).child(fallback)
}

/// The default styles that every document has beside the paragraphs' own.
fn stock_styles() -> [Element; 3] {
    let stock = |kind: &str, id: &str, name: &str, priority: &str| {
        Element::new("w:style")
            .with("w:type", kind)
            .with("w:default", "1")
            .with("w:styleId", id)
            .child(Element::new("w:name").val(name))
            .child(Element::new("w:uiPriority").val(priority))
            .child(Element::new("w:semiHidden"))
            .child(Element::new("w:unhideWhenUsed"))
    };
    let no_margin = |side| Element::new(side).with("w:w", "0").with("w:type", "dxa");
    let margins = Element::new("w:tblCellMar")
        .child(no_margin("w:top"))
        .child(no_margin("w:left"))
        .child(no_margin("w:bottom"))
        .child(no_margin("w:right"));
    [
        stock("character", "DefaultParagraphFont", "Default Paragraph Font", "1"),
        stock("table", "TableNormal", "Normal Table", "99").child(
            Element::new("w:tblPr")
                .child(Element::new("w:tblInd").with("w:w", "0").with("w:type", "dxa"))
                .child(margins),
        ),
        stock("numbering", "NoList", "No List", "99"),
    ]
}

/// What the list of built-in styles says of one that is in the file: the same.
fn exception(style: &Element) -> Option<Element> {
    let value = |name: &str| style.find(name)?.attribute("w:val").map(str::to_owned);
    let has = |name: &str| if style.find(name).is_some() { "1" } else { "0" };
    let exception = Element::new("w:lsdException")
        .with("w:name", value("w:name")?)
        .with("w:semiHidden", has("w:semiHidden"))
        .with("w:uiPriority", value("w:uiPriority")?)
        .with("w:unhideWhenUsed", has("w:unhideWhenUsed"));
    Some(exception.with("w:qFormat", has("w:qFormat")))
}

/// Word's hundreds of further built-in styles stay out of sight until used; `exceptions` are in the file.
fn latent_styles(exceptions: Vec<Element>) -> Element {
    let defaults = Element::new("w:latentStyles")
        .with("w:defLockedState", "0")
        .with("w:defUIPriority", "99")
        .with("w:defSemiHidden", "1")
        .with("w:defUnhideWhenUsed", "1")
        .with("w:defQFormat", "0")
        .with("w:count", "376");
    exceptions.into_iter().fold(defaults, Element::child)
}

/// Header rows, and what a reader who cannot see the table is told of it.
fn describe_tables(body: &mut Element, described: &[Described]) {
    let tables = body.elements_mut().filter(|child| child.name == "w:tbl");
    for (table, own) in tables.zip(described) {
        table.change("w:tblPr", |properties| {
            properties.push(Element::new("w:tblStyle").val(TABLE));
            properties.push(
                // The header row is special, nothing else; the style gives no row a look of its own.
                Element::new("w:tblLook").val("0620"),
            );
            for (name, text) in
                [("w:tblCaption", &own.title), ("w:tblDescription", &own.description)]
            {
                if !text.is_empty() {
                    properties.push(Element::new(name).val(text.clone()));
                }
            }
        });
        for row in table.elements_mut().filter(|child| child.name == "w:tr").take(own.head_rows) {
            row.change("w:trPr", |properties| properties.push(Element::new("w:tblHeader")));
        }
    }
}
