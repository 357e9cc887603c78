//! On which page a paragraph begins, as far as a DOCX tells.

use roxmltree::{Document, Node};

use super::xml::{attribute, child, is};

/// Counts pages from paragraph to paragraph.
pub(super) struct Pages {
    /// The program that saved the file has marked where its pages began.
    marked: bool,
    page: usize,
}

impl Pages {
    pub(super) fn of(body: &Document<'_>) -> Self {
        let marked = body.descendants().any(|node| is(node, "lastRenderedPageBreak"));
        Self { marked, page: 1 }
    }

    /// Of what stands on no page of its own: notes, which are not counted.
    pub(super) fn none() -> Self {
        Self { marked: true, page: 0 }
    }

    /// The page on which a paragraph begins; the next in order are asked for after it.
    pub(super) fn begin(&mut self, paragraph: Node<'_, '_>) -> usize {
        let properties = child(paragraph, "pPr");
        let has = |name: &str| properties.is_some_and(|own| child(own, name).is_some());
        let breaks = paragraph.descendants().filter(|node| self.is_break(*node));
        let mut inside = 0;
        let mut leading = 0;
        for node in breaks {
            inside += 1;
            let run = node.ancestors().find(|above| is(*above, "r"));
            let first =
                run.is_none_or(|run| run.prev_siblings().skip(1).all(|before| !is(before, "r")));
            leading +=
                usize::from(first && node.prev_siblings().skip(1).all(|before| !is(before, "t")));
        }
        if !self.marked && has("pageBreakBefore") {
            self.page += 1;
        }
        let begins = self.page + leading;
        self.page += inside;
        if !self.marked && has("sectPr") {
            self.page += 1;
        }
        begins
    }

    fn is_break(&self, node: Node<'_, '_>) -> bool {
        if self.marked {
            is(node, "lastRenderedPageBreak")
        } else {
            is(node, "br") && attribute(node, "type") == Some("page")
        }
    }
}
