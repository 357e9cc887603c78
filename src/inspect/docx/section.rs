//! Sections of a DOCX: which paragraphs stand across the paper, which begin a page, which headers and footers there
//! are (ISO/IEC 29500-1 17.6).

use roxmltree::Node;

use super::content::{Story, WordParagraph};
use super::xml::{attribute, child, is, relation, value};

/// The sections read so far.
pub(super) struct Sections {
    found: Vec<Section>,
    /// The first paragraph of the next.
    start: usize,
    /// Headers and footers by the ids of their parts.
    around: Vec<(Story, String)>,
}

struct Section {
    start: usize,
    end: usize,
    landscape: bool,
    starts_page: bool,
}

impl Sections {
    pub(super) fn new(start: usize) -> Self {
        Self { found: Vec::new(), start, around: Vec::new() }
    }

    /// A section with these properties ends in front of that paragraph.
    pub(super) fn end(&mut self, properties: Node<'_, '_>, end: usize) {
        let size = child(properties, "pgSz");
        let landscape = size.and_then(|size| attribute(size, "orient")) == Some("landscape");
        let starts_page = !matches!(value(properties, "type"), Some("continuous" | "nextColumn"));
        self.found.push(Section { start: self.start, end, landscape, starts_page });
        self.start = end;
        for node in properties.children() {
            let story = if is(node, "headerReference") {
                Story::Header
            } else if is(node, "footerReference") {
                Story::Footer
            } else {
                continue;
            };
            if let Some(id) = relation(node, "id") {
                self.around.push((story, id.to_owned()));
            }
        }
    }

    /// Tells the paragraphs; gives headers and footers in order.
    pub(super) fn finish(self, paragraphs: &mut [WordParagraph]) -> Vec<(Story, String)> {
        for (index, section) in self.found.iter().enumerate() {
            let Some(own) = paragraphs.get_mut(section.start..section.end) else { continue };
            for paragraph in own.iter_mut() {
                paragraph.landscape = section.landscape;
            }
            if let Some(first) = own.first_mut()
                && index > 0
            {
                first.starts_page |= section.starts_page;
            }
        }
        self.around
    }
}
