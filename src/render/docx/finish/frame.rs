//! The frame in which the page number stands on pages across the paper: a text box, fixed on the page,
//! its text read from top to bottom (ISO/IEC 29500-1 20.4, and the drawing of Word 2010 and later).

use super::dom::{Element, Node};
use crate::render::docx::footer::Frame;
use crate::render::docx::units::points_text;
use crate::unit::Length;

/// Frames of one package, of odd and of even pages; drawings in the text are counted on from them, since
/// no two in a package may have the same number.
pub(super) const COUNT: usize = 2;

const NAMESPACES: [(&str, &str); 5] = [
    ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
    ("xmlns:v", "urn:schemas-microsoft-com:vml"),
    ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("xmlns:wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"),
];

/// Puts the paragraphs of a footer into a frame; `number` tells the frames of one package apart.
pub(super) fn enclose(root: &mut Element, place: Frame, number: u32) {
    for (prefix, name) in NAMESPACES {
        if root.attribute(prefix).is_none() {
            root.attributes.push((prefix.into(), name.to_owned()));
        }
    }
    let content = std::mem::take(&mut root.children);
    let choice = Element::new("mc:Choice")
        .with("Requires", "wps")
        .child(Element::new("w:drawing").child(drawing(content.clone(), place, number)));
    let fallback = Element::new("mc:Fallback")
        .child(Element::new("w:pict").child(old_shape(content, place, number)));
    let either = Element::new("mc:AlternateContent").child(choice).child(fallback);
    let style = Element::new("w:pPr").child(Element::new("w:pStyle").val("Footer"));
    let run = Element::new("w:r").child(either);
    root.push(Element::new("w:p").child(style).child(run));
}

fn text_box(content: Vec<Node>) -> Element {
    Element { children: content, ..Element::new("w:txbxContent") }
}

fn drawing(content: Vec<Node>, place: Frame, number: u32) -> Element {
    let emu = |length: Length| length.emu().to_string();
    let size = |name| Element::new(name).with("cx", emu(place.width)).with("cy", emu(place.height));
    let position = |name, offset| {
        Element::new(name)
            .with("relativeFrom", "page")
            .child(Element::new("wp:posOffset").text(emu(offset)))
    };
    let nothing = || Element::new("a:noFill");
    let form = Element::new("wps:spPr")
        .child(
            Element::new("a:xfrm")
                .child(Element::new("a:off").with("x", "0").with("y", "0"))
                .child(size("a:ext")),
        )
        .child(Element::new("a:prstGeom").with("prst", "rect").child(Element::new("a:avLst")))
        .child(nothing())
        .child(Element::new("a:ln").child(nothing()));
    let margins = ["lIns", "tIns", "rIns", "bIns"];
    let body = margins
        .into_iter()
        .fold(Element::new("wps:bodyPr").with("vert", "vert"), |body, side| body.with(side, "0"));
    let shape = Element::new("wps:wsp")
        .child(Element::new("wps:cNvSpPr").with("txBox", "1"))
        .child(form)
        .child(Element::new("wps:txbx").child(text_box(content)))
        .child(body.child(Element::new("a:noAutofit")));
    let uri = NAMESPACES[4].1;
    let anchor = [
        ("distT", "0"),
        ("distB", "0"),
        ("distL", "0"),
        ("distR", "0"),
        ("simplePos", "0"),
        ("relativeHeight", "2"),
        ("behindDoc", "0"),
        ("locked", "0"),
        ("layoutInCell", "1"),
        ("allowOverlap", "1"),
    ];
    anchor
        .into_iter()
        .fold(Element::new("wp:anchor"), |anchor, (name, value)| anchor.with(name, value))
        .child(Element::new("wp:simplePos").with("x", "0").with("y", "0"))
        .child(position("wp:positionH", place.left))
        .child(position("wp:positionV", place.top))
        .child(size("wp:extent"))
        // With text around it LibreOffice keeps the frame where it belongs; without, notes on earlier pages
        // push it to the corner of the paper (measured). No text stands so far out that it would be moved.
        .child(Element::new("wp:wrapSquare").with("wrapText", "bothSides"))
        .child(
            Element::new("wp:docPr")
                .with("id", number.to_string())
                .with("name", "页码")
                .with("descr", "页码"),
        )
        .child(Element::new("wp:cNvGraphicFramePr"))
        .child(
            Element::new("a:graphic")
                .child(Element::new("a:graphicData").with("uri", uri).child(shape)),
        )
}

/// The same for programs that know no drawings of Word 2010.
fn old_shape(content: Vec<Node>, place: Frame, number: u32) -> Element {
    let style = format!(
        "position:absolute;margin-left:{};margin-top:{};width:{};height:{};\
         mso-position-horizontal-relative:page;mso-position-vertical-relative:page",
        points_text(place.left),
        points_text(place.top),
        points_text(place.width),
        points_text(place.height),
    );
    let text = Element::new("v:textbox")
        .with("style", "layout-flow:vertical")
        .with("inset", "0,0,0,0")
        .child(text_box(content));
    Element::new("v:rect")
        .with("id", format!("page_number_{number}"))
        .with("style", style)
        .with("filled", "f")
        .with("stroked", "f")
        .child(text)
}
