//! Pictures in the line (ISO/IEC 29500-1 20.2, 20.4.2.8).

use super::dom::Element;
use super::frame;
use crate::render::docx::figure::Drawing;
use crate::render::docx::styles::FIGURE;

const MAIN: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";

/// Puts the drawings, in order, into the paragraphs that wait for them; so many stand in front of them.
pub(super) fn place(body: &mut Element, drawings: &[Drawing], before: usize) {
    let waiting = body.elements_mut().filter(|child| {
        let style = child.find("w:pPr").and_then(|property| property.find("w:pStyle"));
        style.and_then(|style| style.attribute("w:val")) == Some(FIGURE)
    });
    for ((paragraph, drawing), number) in waiting.zip(drawings).zip(frame::COUNT + before + 1..) {
        let content = Element::new("w:drawing").child(inline(drawing, number));
        paragraph.push(Element::new("w:r").child(content));
    }
}

fn inline(drawing: &Drawing, number: usize) -> Element {
    let emu = |length: crate::unit::Length| length.emu().to_string();
    let size =
        |name| Element::new(name).with("cx", emu(drawing.width)).with("cy", emu(drawing.height));
    let named = |name| {
        Element::new(name).with("id", number.to_string()).with("name", format!("图片 {number}"))
    };
    let said = &drawing.description;
    let said = if said.is_empty() { format!("图片 {number}") } else { said.clone() };
    let properties = named("wp:docPr").with("descr", said);
    let blip = Element::new("a:blip").with("r:embed", format!("rIdImage{}", drawing.file));
    let fill = Element::new("pic:blipFill")
        .child(blip)
        .child(Element::new("a:stretch").child(Element::new("a:fillRect")));
    let form = Element::new("pic:spPr")
        .child(
            Element::new("a:xfrm")
                .child(Element::new("a:off").with("x", "0").with("y", "0"))
                .child(size("a:ext")),
        )
        .child(Element::new("a:prstGeom").with("prst", "rect").child(Element::new("a:avLst")));
    let picture = Element::new("pic:pic")
        .with("xmlns:pic", PICTURE)
        .child(
            Element::new("pic:nvPicPr")
                .child(named("pic:cNvPr"))
                .child(Element::new("pic:cNvPicPr")),
        )
        .child(fill)
        .child(form);
    let locks = Element::new("a:graphicFrameLocks").with("noChangeAspect", "1");
    let graphic = Element::new("a:graphic")
        .child(Element::new("a:graphicData").with("uri", PICTURE).child(picture));
    ["distT", "distB", "distL", "distR"]
        .into_iter()
        .fold(Element::new("wp:inline"), |inline, side| inline.with(side, "0"))
        .with("xmlns:a", MAIN)
        .child(size("wp:extent"))
        .child(properties)
        .child(Element::new("wp:cNvGraphicFramePr").child(locks))
        .child(graphic)
}
