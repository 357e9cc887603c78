//! The header of a draft: the watermark as Word makes it, a shape of decorative text behind the text (VML, ISO/IEC 29500-4 19),
//! which Word and LibreOffice know to show and to remove.

use super::dom::{Element, write};
use crate::render::docx::parts::MAIN;
use crate::render::docx::units::points_text;
use crate::render::watermark::{CHARACTER, GREY, WORD};

const NAMESPACES: [(&str, &str); 4] = [
    ("xmlns:w", MAIN),
    ("xmlns:v", "urn:schemas-microsoft-com:vml"),
    ("xmlns:o", "urn:schemas-microsoft-com:office:office"),
    ("xmlns:w10", "urn:schemas-microsoft-com:office:word"),
];

/// Headers of a draft: of odd and of even pages.
pub(in super::super) const HEADERS: usize = 2;

/// The header of that number, from 1, its word in a face.
pub(in super::super) fn header(number: usize, face: &str) -> Vec<u8> {
    let root = NAMESPACES
        .into_iter()
        .fold(Element::new("w:hdr"), |root, (prefix, name)| root.with(prefix, name));
    // No higher than a point: the text begins where it does without it.
    let spacing = Element::new("w:spacing")
        .with("w:before", "0")
        .with("w:after", "0")
        .with("w:line", "20")
        .with("w:lineRule", "exact");
    let picture = Element::new("w:pict").child(kind()).child(shape(number, face));
    let paragraph = Element::new("w:p")
        .child(Element::new("w:pPr").child(spacing))
        .child(Element::new("w:r").child(picture));
    write(&root.child(paragraph))
}

/// Decorative text in a straight line, the 136th of Word's shapes.
fn kind() -> Element {
    let formulas = [
        "sum #0 0 10800",
        "prod #0 2 1",
        "sum 21600 0 @1",
        "sum 0 0 @2",
        "sum 21600 0 @3",
        "if @0 @3 0",
        "if @0 21600 @1",
        "if @0 0 @2",
        "if @0 @4 21600",
        "mid @5 @6",
        "mid @8 @5",
        "mid @7 @8",
        "mid @6 @7",
        "sum @6 0 @5",
    ];
    let formulas = formulas.into_iter().fold(Element::new("v:formulas"), |all, each| {
        all.child(Element::new("v:f").with("eqn", each))
    });
    let path = Element::new("v:path")
        .with("textpathok", "t")
        .with("o:connecttype", "custom")
        .with("o:connectlocs", "@9,0;@10,10800;@11,21600;@12,10800")
        .with("o:connectangles", "270,180,90,0");
    Element::new("v:shapetype")
        .with("id", "_x0000_t136")
        .with("coordsize", "21600,21600")
        .with("o:spt", "136")
        .with("adj", "10800")
        .with("path", "m@7,l@8,m@5,21600l@6,21600e")
        .child(formulas)
        .child(path)
        .child(Element::new("v:textpath").with("on", "t").with("fitshape", "t"))
}

fn shape(number: usize, face: &str) -> Element {
    let style = format!(
        "position:absolute;margin-left:0;margin-top:0;width:{};height:{};rotation:315;\
         z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:page;\
         mso-position-vertical:center;mso-position-vertical-relative:page",
        points_text(CHARACTER.scale(2, 1)),
        points_text(CHARACTER),
    );
    Element::new("v:shape")
        .with("id", format!("PowerPlusWaterMarkObject{number}"))
        .with("o:spid", format!("_x0000_s{}", 2048 + number))
        .with("type", "#_x0000_t136")
        .with("alt", WORD)
        .with("style", style)
        .with("o:allowincell", "f")
        .with("fillcolor", format!("#{GREY:02x}{GREY:02x}{GREY:02x}"))
        .with("stroked", "f")
        .child(
            Element::new("v:textpath")
                .with("style", format!("font-family:\"{face}\";font-size:1pt"))
                .with("string", WORD),
        )
        .child(Element::new("w10:wrap").with("anchorx", "page").with("anchory", "page"))
}
