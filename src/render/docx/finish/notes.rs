//! 脚注 (ISO/IEC 29500-1 17.11): how they are numbered, what parts them from the text, and the number in
//! front of each.

use super::dom::{self, Element, Node};
use super::finish;
use crate::numbering::NumeralStyle;
use crate::render::docx::note::REFERENCE;
use crate::render::docx::units::twips;
use crate::template::Sheet;

/// The ids of the separators, in settings.xml too.
pub(in super::super) const SEPARATORS: [(&str, &str); 2] =
    [("-1", "separator"), ("0", "continuationSeparator")];

/// footnotes.xml, out of those that docx-rs made of stretches of the text.
pub(in super::super) fn footnotes(parts: &[Vec<u8>]) -> Result<Vec<u8>, String> {
    let (first, others) = parts.split_first().ok_or("no notes")?;
    let mut further = Vec::new();
    for other in others {
        further.extend(dom::read(other)?.children);
    }
    finish(first, |root| {
        root.children.extend(further);
        for note in root.elements_mut().filter(|child| child.name == "w:footnote") {
            note.change("w:p", number);
        }
        let separators =
            SEPARATORS.into_iter().map(|(id, kind)| Node::Element(separator(id, kind)));
        root.children.splice(0..0, separators);
    })
}

/// Whether a part by docx-rs holds any note.
pub(in super::super) fn has_notes(part: &[u8]) -> bool {
    let opening = b"<w:footnote ";
    part.windows(opening.len()).any(|bytes| bytes == opening)
}

/// In which numerals; stated for each section, where LibreOffice looks for it.
pub(super) fn numbering(numerals: NumeralStyle) -> Element {
    let format = match numerals {
        NumeralStyle::Circled => "decimalEnclosedCircle",
        NumeralStyle::Arabic | NumeralStyle::Chinese => "decimal",
    };
    Element::new("w:footnotePr").child(Element::new("w:numFmt").val(format))
}

/// As high as in LibreOffice, which knows no other height.
fn separator(id: &str, kind: &'static str) -> Element {
    let sign = if kind == "separator" { "w:separator" } else { "w:continuationSeparator" };
    let height = twips(Sheet::NOTE_SEPARATOR).to_string();
    let spacing = Element::new("w:spacing").with("w:line", height).with("w:lineRule", "exact");
    let indent = Element::new("w:ind").with("w:firstLineChars", "0").with("w:firstLine", "0");
    Element::new("w:footnote").with("w:type", kind).with("w:id", id).child(
        Element::new("w:p")
            .child(Element::new("w:pPr").child(spacing).child(indent))
            .child(Element::new("w:r").child(Element::new(sign))),
    )
}

/// The number hangs in front of the text.
fn number(paragraph: &mut Element) {
    let look = Element::new("w:rPr")
        .child(Element::new("w:rStyle").val(REFERENCE))
        .child(Element::new("w:vertAlign").val("baseline"));
    let number = Element::new("w:r").child(look).child(Element::new("w:footnoteRef"));
    let tab = Element::new("w:r").child(Element::new("w:tab"));
    let behind = usize::from(paragraph.find("w:pPr").is_some());
    paragraph.children.splice(behind..behind, [Node::Element(number), Node::Element(tab)]);
}
