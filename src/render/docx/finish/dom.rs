//! A part of the package as a tree of elements: read, changed, written. Names keep their prefixes as
//! docx-rs writes them; it binds each prefix once, at the root.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

/// An element with what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Element {
    pub(in super::super) name: Cow<'static, str>,
    /// In order of writing; values unescaped.
    pub(in super::super) attributes: Vec<(Cow<'static, str>, String)>,
    pub(in super::super) children: Vec<Node>,
}

/// What an element holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) enum Node {
    Element(Element),
    /// Unescaped.
    Text(String),
}

impl Element {
    /// An empty element.
    pub(in super::super) fn new(name: &'static str) -> Self {
        Self { name: Cow::Borrowed(name), attributes: Vec::new(), children: Vec::new() }
    }

    /// The same with an attribute.
    pub(in super::super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((Cow::Borrowed(name), value.into()));
        self
    }

    /// The same with `w:val`, the one attribute most elements have.
    pub(in super::super) fn val(self, value: impl Into<String>) -> Self {
        self.with("w:val", value)
    }

    /// The same with a child at the end.
    pub(in super::super) fn child(mut self, child: Element) -> Self {
        self.children.push(Node::Element(child));
        self
    }

    /// The same with text at the end.
    pub(in super::super) fn text(mut self, text: impl Into<String>) -> Self {
        self.children.push(Node::Text(text.into()));
        self
    }

    /// Adds a child at the end.
    pub(in super::super) fn push(&mut self, child: Element) {
        self.children.push(Node::Element(child));
    }

    /// The value of an attribute.
    pub(in super::super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The elements among the children.
    pub(in super::super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The elements among the children, to be changed.
    pub(in super::super) fn elements_mut(&mut self) -> impl Iterator<Item = &mut Element> {
        self.children.iter_mut().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first child of that name.
    pub(in super::super) fn find(&self, name: &str) -> Option<&Element> {
        self.elements().find(|child| child.name == name)
    }

    /// Changes the first child of that name, added at the end where there is none.
    pub(in super::super) fn change(
        &mut self,
        name: &'static str,
        change: impl FnOnce(&mut Element),
    ) {
        if self.find(name).is_none() {
            self.push(Element::new(name));
        }
        if let Some(child) = self.elements_mut().find(|child| child.name == name) {
            change(child);
        }
    }

    /// Keeps only the child elements that pass; text stays.
    pub(in super::super) fn retain_elements(&mut self, keep: impl Fn(&Element) -> bool) {
        self.children.retain(|child| match child {
            Node::Element(element) => keep(element),
            Node::Text(_) => true,
        });
    }
}

/// Reads a part.
///
/// # Errors
/// What the XML reader says; docx-rs escapes all text, so this does not happen.
pub(in super::super) fn read(part: &[u8]) -> Result<Element, String> {
    let text = std::str::from_utf8(part).map_err(|fault| fault.to_string())?;
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Element> = vec![Element::new("")];
    loop {
        match reader.read_event().map_err(|fault| fault.to_string())? {
            Event::Start(start) => open.push(element(&start)?),
            Event::Empty(start) => hold(&mut open, Node::Element(element(&start)?)),
            Event::End(_) => {
                if let Some(closed) = open.pop() {
                    hold(&mut open, Node::Element(closed));
                }
            }
            Event::Text(text) => hold(&mut open, Node::Text(text.xml10_content().into_owned())),
            Event::GeneralRef(reference) => {
                hold(&mut open, Node::Text(resolve(&reference.into_inner())?));
            }
            Event::Eof => break,
            Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_) => {}
        }
    }
    let document = open.into_iter().next().unwrap_or_else(|| Element::new(""));
    let root = document.children.into_iter().find_map(|child| match child {
        Node::Element(element) => Some(element),
        Node::Text(_) => None,
    });
    root.ok_or_else(|| "no root element".to_owned())
}

fn hold(open: &mut [Element], node: Node) {
    let Some(parent) = open.last_mut() else { return };
    match (parent.children.last_mut(), node) {
        (Some(Node::Text(before)), Node::Text(more)) => before.push_str(&more),
        (_, node) => parent.children.push(node),
    }
}

fn element(start: &BytesStart<'_>) -> Result<Element, String> {
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|fault| fault.to_string())?;
        let value = unescape(&attribute.value).map_err(|fault| fault.to_string())?;
        attributes.push((name(attribute.key.as_ref()), value.into_owned()));
    }
    Ok(Element { name: name(start.name().as_ref()), attributes, children: Vec::new() })
}

fn name(name: &str) -> Cow<'static, str> {
    Cow::Owned(name.to_owned())
}

fn resolve(reference: &str) -> Result<String, String> {
    unescape(&format!("&{reference};")).map(Cow::into_owned).map_err(|fault| fault.to_string())
}

/// Writes a part with its XML declaration.
pub(in super::super) fn write(root: &Element) -> Vec<u8> {
    let mut out = String::with_capacity(1 << 16);
    out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
    write_element(root, &mut out);
    out.into_bytes()
}

/// Writes what an element holds.
pub(in super::super) fn write_children(element: &Element) -> Vec<u8> {
    let mut out = String::new();
    for child in &element.children {
        write_node(child, &mut out);
    }
    out.into_bytes()
}

fn write_node(node: &Node, out: &mut String) {
    match node {
        Node::Element(element) => write_element(element, out),
        Node::Text(text) => escape(text, out),
    }
}

fn write_element(element: &Element, out: &mut String) {
    out.push('<');
    out.push_str(&element.name);
    for (name, value) in &element.attributes {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        escape(value, out);
        out.push('"');
    }
    if element.children.is_empty() {
        out.push_str("/>");
        return;
    }
    out.push('>');
    for child in &element.children {
        write_node(child, out);
    }
    out.push_str("</");
    out.push_str(&element.name);
    out.push('>');
}

fn escape(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_comes_back_as_it_was_read() {
        let part = "<w:p><w:r><w:t xml:space=\"preserve\">A&amp;B &lt;“国”&gt;</w:t></w:r><w:x w:v=\"&quot;\"/></w:p>";
        let root = read(part.as_bytes()).unwrap();
        let written = String::from_utf8(write(&root)).unwrap();
        assert_eq!(written.split_once('\n').unwrap().1, part);
    }

    #[test]
    fn broken_xml_is_an_error() {
        assert!(read(b"<w:p><w:r></w:p>").is_err());
        assert!(read(b"").is_err());
    }
}
