//! Formulas of Office (ISO/IEC 29500-1 22.1) in one line: what stands between their parts where it is drawn, not
//! written.

use roxmltree::Node;

/// Whether an element is one of formulas.
pub(super) fn is_formula(node: Node<'_, '_>) -> bool {
    node.tag_name().namespace().is_some_and(|space| space.ends_with("/math"))
}

/// What stands in front of an element.
pub(super) fn before<'a>(node: Node<'a, '_>) -> &'a str {
    let written = || node.descendants().any(|inner| inner.tag_name().name() == "t");
    match node.tag_name().name() {
        "den" => "/",
        // Programs draw places for limits that are not there.
        "sup" | "sub" if !written() => "",
        "sup" => "^",
        "sub" => "_",
        "rad" => "√",
        "nary" => property(node, "naryPr", "chr").unwrap_or("∫"),
        "d" => property(node, "dPr", "begChr").unwrap_or("("),
        _ => "",
    }
}

/// What stands behind an element.
pub(super) fn after<'a>(node: Node<'a, '_>) -> &'a str {
    match node.tag_name().name() {
        "d" => property(node, "dPr", "endChr").unwrap_or(")"),
        _ => "",
    }
}

fn property<'a>(node: Node<'a, '_>, group: &str, name: &str) -> Option<&'a str> {
    let inner = |node: Node<'a, '_>, name: &str| {
        node.children().find(|child| child.tag_name().name() == name)
    };
    let property = inner(inner(node, group)?, name)?;
    property.attributes().find(|attribute| attribute.name() == "val").map(|own| own.value())
}
