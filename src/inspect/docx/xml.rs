//! The XML of a DOCX: elements and attributes by their names in either edition of the standard, and a walk through a
//! tree without recursion, since trees of others may be deep. What elements mean is not known here.

use quick_xml::events::Event;
use roxmltree::{Document, Node, ParsingOptions};

use crate::inspect::limits::{DEEPEST, LONGEST_TAG, MOST_NODES};

/// The namespaces of WordprocessingML: that of ISO/IEC 29500-4 (transitional), which programs write, and that of
/// ISO/IEC 29500-1 (strict).
const WORD: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];

pub(super) fn parse(text: &str) -> Result<Document<'_>, roxmltree::Error> {
    let options = ParsingOptions { nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options)
}

/// Whether a part is built as documents are. The reader of XML compares each attribute of an element with all others,
/// so this is asked first; what is no XML at all is for that reader to say.
pub(super) fn is_plain(text: &str) -> bool {
    let mut reader = quick_xml::Reader::from_str(text);
    let mut depth = 0;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                depth += 1;
                if depth > DEEPEST || tag.len() > LONGEST_TAG {
                    return false;
                }
            }
            Ok(Event::Empty(tag)) if tag.len() > LONGEST_TAG => return false,
            Ok(Event::End(_)) => depth -= 1,
            Ok(Event::Eof) | Err(_) => return true,
            Ok(_) => {}
        }
    }
}

/// Whether `node` is an element of WordprocessingML.
pub(super) fn is_word(node: Node<'_, '_>) -> bool {
    node.tag_name().namespace().is_some_and(|space| WORD.contains(&space))
}

/// Whether `node` is that element of WordprocessingML.
pub(super) fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.tag_name().name() == name && is_word(node)
}

/// The child of that name.
pub(super) fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| is(*child, name))
}

/// The attribute of that name.
pub(super) fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    WORD.iter().find_map(|space| node.attribute((*space, name)))
}

/// The value of the child of that name.
pub(super) fn value<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    attribute(child(node, name)?, "val")
}

/// The number that is the value of the child of that name.
pub(super) fn number(node: Node<'_, '_>, name: &str) -> Option<usize> {
    value(node, name)?.trim().parse().ok()
}

/// Whether the property of that name is on or off; `None` where nothing is said (ISO/IEC 29500-1 17.17.4).
pub(super) fn switch(node: Node<'_, '_>, name: &str) -> Option<bool> {
    let node = child(node, name)?;
    Some(!matches!(attribute(node, "val"), Some("0" | "false" | "off" | "none")))
}

/// The relationship that an attribute names: `r:embed`.
pub(super) fn relation<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    let own = node.attributes().find(|attribute| {
        attribute.name() == name
            && attribute.namespace().is_some_and(|space| space.ends_with("/relationships"))
    });
    own.map(|attribute| attribute.value())
}

/// Whoever is led through a tree. Each element that is entered is left again.
pub(super) trait Visitor<'a, 'i> {
    /// Says whether what is inside is visited as well.
    fn enter(&mut self, node: Node<'a, 'i>) -> bool;
    /// All that is inside has been visited.
    fn leave(&mut self, node: Node<'a, 'i>);
}

/// Leads through `root` and all that is in it, in order.
pub(super) fn walk<'a, 'i>(root: Node<'a, 'i>, visitor: &mut impl Visitor<'a, 'i>) {
    let mut node = root;
    loop {
        if visitor.enter(node)
            && let Some(first) = node.first_child()
        {
            node = first;
            continue;
        }
        loop {
            visitor.leave(node);
            if node == root {
                return;
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(above) = node.parent() else { return };
            node = above;
        }
    }
}
