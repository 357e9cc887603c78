//! The finishing stage: docx-rs writes the parts, here they are put into schema order and given what
//! docx-rs cannot say. `dom` is the tree, `order` the schema's sequences, `patch` the additions, `frame`
//! the footers of pages across the paper, `drawing` the pictures, `notes` the notes.

pub(super) mod dom;
mod drawing;
mod frame;
mod notes;
mod order;
mod patch;
mod watermark;

pub(super) use notes::{SEPARATORS, footnotes, has_notes};
pub(super) use patch::{
    Additions, Sections, blocks, describe, document, footers, numbering, styles,
};
pub(super) use watermark::{HEADERS, header};

use dom::Element;

/// Reads a part, changes it, puts it into order and writes it.
fn finish(part: &[u8], change: impl FnOnce(&mut Element)) -> Result<Vec<u8>, String> {
    finished(part, change).map(|root| dom::write(&root))
}

/// Reads a part, changes it, puts it into order.
fn finished(part: &[u8], change: impl FnOnce(&mut Element)) -> Result<Element, String> {
    let mut root = dom::read(part)?;
    change(&mut root);
    tidy(&mut root);
    order::sort(&mut root);
    Ok(root)
}

/// Drops what docx-rs writes without need: ids from a counter of the process, property elements that
/// hold nothing, an attribute the schema does not know.
fn tidy(element: &mut Element) {
    match element.name.as_ref() {
        "w:p" => element.attributes.retain(|(name, _)| !name.starts_with("w14:")),
        "w:gridCol" => element.attributes.retain(|(name, _)| name != "w:type"),
        _ => {}
    }
    for child in element.elements_mut() {
        tidy(child);
    }
    element.retain_elements(|child| {
        let properties = matches!(child.name.as_ref(), "w:rPr" | "w:pPr" | "w:trPr" | "w:tcPr");
        // docx-rs opens a run in front of the end of a comment.
        let run = child.name == "w:r" && child.children.is_empty();
        !(properties && child.children.is_empty() || run)
    });
}
