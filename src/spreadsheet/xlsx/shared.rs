//! What the cells of all sheets share in XLSX: texts and number formats.

use std::collections::HashMap;

use crate::spreadsheet::fault::Fault;
use crate::spreadsheet::format::builtin;
use crate::spreadsheet::limits::{MOST_FORMATS, MOST_OF_FORMAT, MOST_SHARED};
use crate::spreadsheet::xml::{Node, Nodes};

/// The shared texts, in the order of their numbers.
pub(super) fn texts(part: &str) -> Result<Vec<String>, Fault> {
    let mut texts = Vec::new();
    let mut nodes = Nodes::of("sharedStrings.xml", part);
    while let Some(node) = nodes.next()? {
        if matches!(&node, Node::Start(element) if element.name() == "si") {
            texts.push(rich(&mut nodes, "si")?);
            if texts.len() > MOST_SHARED {
                return Err(Fault::TooLarge);
            }
        }
    }
    Ok(texts)
}

/// The text of an element that has just begun: its runs, without the reading aids of Japanese.
pub(super) fn rich(nodes: &mut Nodes<'_>, end: &str) -> Result<String, Fault> {
    let mut text = String::new();
    while let Some(node) = nodes.next()? {
        match node {
            Node::Start(element) => match element.name() {
                "t" => text.push_str(&unescaped(&nodes.text()?)),
                "rPh" | "phoneticPr" => nodes.skip()?,
                _ => {}
            },
            Node::End(name) if name == end => break,
            Node::End(_) | Node::Text(_) => {}
        }
    }
    Ok(text)
}

/// The codes of the number formats, in the order in which cells count them.
pub(super) fn formats(part: &str) -> Result<Vec<String>, Fault> {
    let mut codes: HashMap<u32, String> = HashMap::new();
    let mut formats = Vec::new();
    let mut in_cells = false;
    let mut nodes = Nodes::of("styles.xml", part);
    while let Some(node) = nodes.next()? {
        match node {
            Node::Start(element) => match element.name() {
                "cellXfs" => in_cells = true,
                "numFmt" => {
                    let id = element.number("numFmtId");
                    let code = element.attribute("formatCode");
                    let code = code.filter(|code| code.len() <= MOST_OF_FORMAT);
                    if let (Some(id), Some(code)) = (id, code) {
                        codes.insert(id, code);
                    }
                }
                "xf" if in_cells => {
                    let id = element.number("numFmtId").unwrap_or(0);
                    let code = codes.get(&id).map_or_else(|| builtin(id), String::as_str);
                    if formats.len() >= MOST_FORMATS {
                        return Err(Fault::TooLarge);
                    }
                    formats.push(code.to_owned());
                }
                _ => {}
            },
            Node::End(name) if name == "cellXfs" => in_cells = false,
            Node::End(_) | Node::Text(_) => {}
        }
    }
    Ok(formats)
}

/// `_x000D_` stands for a character that XML cannot hold, `_x005F_` for the `_` of such a text itself.
pub(super) fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).filter(|_| rest.get(at + 6..at + 7) == Some("_"));
        let value = code.and_then(|hex| u32::from_str_radix(hex, 16).ok());
        let (before, after) = rest.split_at(at);
        plain.push_str(before);
        if let Some(c) = value.and_then(char::from_u32) {
            plain.push(c);
            rest = after.get(7..).unwrap_or_default();
        } else {
            plain.push_str("_x");
            rest = after.get(2..).unwrap_or_default();
        }
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_put_together_from_their_runs() {
        let part = "<sst count=\"9\" uniqueCount=\"99999999999999\"><si><t>项目</t></si>\
            <si><r><t>预</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\">算 </t></r>\
            <rPh sb=\"0\" eb=\"1\"><t>よ</t></rPh></si><si/><si><t>A&amp;B&#22270;</t></si></sst>";
        assert_eq!(texts(part).unwrap(), ["项目", "预算 ", "", "A&B图"]);
    }

    #[test]
    fn characters_that_xml_cannot_hold_are_read() {
        assert_eq!(unescaped("一_x000D_二"), "一\r二");
        assert_eq!(unescaped("_x005F_x000D_"), "_x000D_");
        assert_eq!(unescaped("a_xyz_xD8"), "a_xyz_xD8");
    }

    #[test]
    fn formats_of_cells_are_told_from_those_of_styles() {
        let part = "<styleSheet><numFmts><numFmt numFmtId=\"176\" formatCode=\"0.0&quot;万元&quot;\"/>\
            </numFmts><cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs>\
            <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"176\"/></cellXfs></styleSheet>";
        assert_eq!(formats(part).unwrap(), ["General", "0.0\"万元\""]);
    }
}
