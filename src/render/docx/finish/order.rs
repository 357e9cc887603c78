//! The order in which WordprocessingML wants the children of each element (ISO/IEC 29500-1 Annex A,
//! `xsd:sequence`). docx-rs writes them in an order of its own, which Word may refuse.

use super::dom::{Element, Node};

/// Sorts the children of `element` and of everything below it; what no table names keeps its place
/// behind what one names.
pub(super) fn sort(element: &mut Element) {
    for child in element.elements_mut() {
        sort(child);
    }
    if let Some(sequence) = sequence(&element.name) {
        element.children.sort_by_key(|child| match child {
            Node::Element(child) => {
                sequence.iter().position(|name| *name == child.name).unwrap_or(sequence.len())
            }
            Node::Text(_) => sequence.len(),
        });
    }
}

fn sequence(parent: &str) -> Option<&'static [&'static str]> {
    Some(match parent {
        "w:pPr" => PARAGRAPH,
        "w:rPr" => RUN,
        "w:sectPr" => SECTION,
        "w:style" => STYLE,
        "w:styles" => &["w:docDefaults", "w:latentStyles", "w:style"],
        "w:docDefaults" => &["w:rPrDefault", "w:pPrDefault"],
        "w:numPr" => &["w:ilvl", "w:numId"],
        "w:lvl" => LEVEL,
        "w:abstractNum" => &["w:nsid", "w:multiLevelType", "w:tmpl", "w:name", "w:lvl"],
        "w:num" => &["w:abstractNumId", "w:lvlOverride"],
        "w:lvlOverride" => &["w:startOverride", "w:lvl"],
        "w:numbering" => &["w:abstractNum", "w:num"],
        "w:tbl" => &["w:tblPr", "w:tblGrid", "w:tr"],
        "w:tblPr" => TABLE,
        "w:tblBorders" | "w:tcBorders" => BORDERS,
        "w:tblCellMar" | "w:tcMar" => &["w:top", "w:left", "w:bottom", "w:right"],
        "w:tr" => &["w:tblPrEx", "w:trPr", "w:tc"],
        "w:trPr" => &["w:cantSplit", "w:trHeight", "w:tblHeader"],
        "w:tcPr" => CELL,
        _ => return None,
    })
}

/// `CT_PPr`. The two readings of `w:overflowPunct` stand where the element itself would.
const PARAGRAPH: &[&str] = &[
    "w:pStyle",
    "w:keepNext",
    "w:keepLines",
    "w:pageBreakBefore",
    "w:framePr",
    "w:widowControl",
    "w:numPr",
    "w:suppressLineNumbers",
    "w:pBdr",
    "w:shd",
    "w:tabs",
    "w:suppressAutoHyphens",
    "w:kinsoku",
    "w:wordWrap",
    "w:overflowPunct",
    "mc:AlternateContent",
    "w:topLinePunct",
    "w:autoSpaceDE",
    "w:autoSpaceDN",
    "w:bidi",
    "w:adjustRightInd",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:mirrorIndents",
    "w:suppressOverlap",
    "w:jc",
    "w:textDirection",
    "w:textAlignment",
    "w:outlineLvl",
    "w:rPr",
    "w:sectPr",
];

/// `EG_RPrBase`.
const RUN: &[&str] = &[
    "w:rStyle",
    "w:rFonts",
    "w:b",
    "w:bCs",
    "w:i",
    "w:iCs",
    "w:color",
    "w:spacing",
    "w:w",
    "w:kern",
    "w:position",
    "w:sz",
    "w:szCs",
    "w:u",
    "w:vertAlign",
    "w:lang",
];

/// `CT_SectPr`.
const SECTION: &[&str] = &[
    "w:headerReference",
    "w:footerReference",
    "w:footnotePr",
    "w:type",
    "w:pgSz",
    "w:pgMar",
    "w:pgNumType",
    "w:cols",
    "w:titlePg",
    "w:textDirection",
    "w:docGrid",
];

/// `CT_Style`.
const STYLE: &[&str] = &[
    "w:name",
    "w:aliases",
    "w:basedOn",
    "w:next",
    "w:link",
    "w:uiPriority",
    "w:semiHidden",
    "w:unhideWhenUsed",
    "w:qFormat",
    "w:pPr",
    "w:rPr",
    "w:tblPr",
    "w:trPr",
    "w:tcPr",
];

/// `CT_Lvl`.
const LEVEL: &[&str] = &[
    "w:start",
    "w:numFmt",
    "w:lvlRestart",
    "w:pStyle",
    "w:isLgl",
    "w:suff",
    "w:lvlText",
    "w:lvlJc",
    "w:pPr",
    "w:rPr",
];

/// `CT_TblPr`.
const TABLE: &[&str] = &[
    "w:tblStyle",
    "w:tblpPr",
    "w:tblOverlap",
    "w:tblW",
    "w:jc",
    "w:tblInd",
    "w:tblBorders",
    "w:shd",
    "w:tblLayout",
    "w:tblCellMar",
    "w:tblLook",
    "w:tblCaption",
    "w:tblDescription",
];

/// `CT_TblBorders`, `CT_TcBorders`.
const BORDERS: &[&str] =
    &["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV", "w:tl2br", "w:tr2bl"];

/// `CT_TcPr`.
const CELL: &[&str] = &[
    "w:tcW",
    "w:gridSpan",
    "w:vMerge",
    "w:tcBorders",
    "w:shd",
    "w:noWrap",
    "w:tcMar",
    "w:textDirection",
    "w:vAlign",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn children_stand_in_schema_order_at_every_depth() {
        let mut paragraph = Element::new("w:p").child(
            Element::new("w:pPr")
                .child(
                    Element::new("w:rPr")
                        .child(Element::new("w:sz"))
                        .child(Element::new("w:rStyle")),
                )
                .child(Element::new("w:jc"))
                .child(Element::new("w:pStyle")),
        );
        sort(&mut paragraph);
        let names = |element: &Element| -> Vec<String> {
            element.elements().map(|child| child.name.to_string()).collect()
        };
        let properties = paragraph.find("w:pPr").unwrap();
        assert_eq!(names(properties), ["w:pStyle", "w:jc", "w:rPr"]);
        assert_eq!(names(properties.find("w:rPr").unwrap()), ["w:rStyle", "w:sz"]);
    }

    #[test]
    fn runs_of_a_paragraph_keep_their_order() {
        let mut paragraph =
            Element::new("w:p").child(Element::new("w:r").text("甲")).child(Element::new("w:r"));
        let before = paragraph.clone();
        sort(&mut paragraph);
        assert_eq!(paragraph, before);
    }
}
