//! word/theme/theme1.xml: Word wants one; ours says black on white and plain lines. No style refers to
//! it.

use super::finish::dom::{Element, write};

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";

/// The theme, its fonts being `hanzi`.
pub(super) fn theme(hanzi: &str) -> Vec<u8> {
    write(&Element::new("a:theme").with("xmlns:a", DRAWING).with("name", "公文").child(
        Element::new("a:themeElements").child(colours()).child(fonts(hanzi)).child(formats()),
    ))
}

fn colours() -> Element {
    const COLOURS: [(&str, &str); 12] = [
        ("a:dk1", "000000"),
        ("a:lt1", "FFFFFF"),
        ("a:dk2", "000000"),
        ("a:lt2", "FFFFFF"),
        ("a:accent1", "C00000"),
        ("a:accent2", "1F4E79"),
        ("a:accent3", "385623"),
        ("a:accent4", "7F6000"),
        ("a:accent5", "3A3A3A"),
        ("a:accent6", "7F7F7F"),
        ("a:hlink", "0000FF"),
        ("a:folHlink", "800080"),
    ];
    COLOURS.into_iter().fold(
        Element::new("a:clrScheme").with("name", "公文"),
        |scheme, (name, rgb)| {
            scheme.child(Element::new(name).child(Element::new("a:srgbClr").with("val", rgb)))
        },
    )
}

fn fonts(hanzi: &str) -> Element {
    let face = |name, typeface: &str| Element::new(name).with("typeface", typeface);
    let set = |name| {
        Element::new(name)
            .child(face("a:latin", hanzi))
            .child(face("a:ea", hanzi))
            .child(face("a:cs", ""))
    };
    Element::new("a:fontScheme")
        .with("name", "公文")
        .child(set("a:majorFont"))
        .child(set("a:minorFont"))
}

fn formats() -> Element {
    let fill =
        || Element::new("a:solidFill").child(Element::new("a:schemeClr").with("val", "phClr"));
    let fills = |name| Element::new(name).child(fill()).child(fill()).child(fill());
    let line = || Element::new("a:ln").with("w", "6350").child(fill());
    let effect = || Element::new("a:effectStyle").child(Element::new("a:effectLst"));
    Element::new("a:fmtScheme")
        .with("name", "公文")
        .child(fills("a:fillStyleLst"))
        .child(Element::new("a:lnStyleLst").child(line()).child(line()).child(line()))
        .child(Element::new("a:effectStyleLst").child(effect()).child(effect()).child(effect()))
        .child(fills("a:bgFillStyleLst"))
}
