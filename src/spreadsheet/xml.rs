//! XML as a row of events with local names, as the readers of XLSX and ODS want it. What the elements
//! mean is not known here.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesStart, Event};

use super::fault::Fault;
use super::package::damaged;

/// What comes next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node<'a> {
    /// An element begins; one that is empty ends at once.
    Start(Element<'a>),
    /// The element of this local name ends.
    End(String),
    /// Text.
    Text(String),
}

/// The start of an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Element<'a> {
    start: BytesStart<'a>,
}

impl Element<'_> {
    /// Its name without the prefix.
    pub(super) fn name(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// The value of the first attribute of this local name.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        self.find(|key| key.rsplit(':').next() == Some(name))
    }

    /// The value of the attribute of this local name that has a prefix: `r:id`, not `id`.
    pub(super) fn prefixed(&self, name: &str) -> Option<String> {
        self.find(|key| key.split_once(':').is_some_and(|(_, local)| local == name))
    }

    /// A number in an attribute.
    pub(super) fn number(&self, name: &str) -> Option<u32> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// Whether an attribute says yes.
    pub(super) fn flag(&self, name: &str) -> bool {
        self.attribute(name).is_some_and(|value| matches!(value.as_str(), "1" | "true"))
    }

    fn find(&self, is_wanted: impl Fn(&str) -> bool) -> Option<String> {
        let mut attributes = self.start.attributes();
        attributes.with_checks(false);
        let found = attributes.flatten().find(|one| is_wanted(one.key.as_ref()))?;
        unescape(&found.value).ok().map(Cow::into_owned)
    }
}

/// Reads a part from its start to its end.
pub(super) struct Nodes<'a> {
    reader: Reader<&'a [u8]>,
    /// What messages call the part.
    part: &'a str,
}

impl<'a> Nodes<'a> {
    /// Before the first node.
    pub(super) fn of(part: &'a str, text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, part }
    }

    /// The next node; `None` behind the last.
    ///
    /// # Errors
    /// Damaged XML.
    pub(super) fn next(&mut self) -> Result<Option<Node<'a>>, Fault> {
        loop {
            let node = match self.reader.read_event().map_err(|_| damaged(self.part))? {
                Event::Start(start) | Event::Empty(start) => Node::Start(Element { start }),
                Event::End(end) => Node::End(end.local_name().into_inner().to_owned()),
                Event::Text(text) => Node::Text(text.xml10_content().into_owned()),
                Event::CData(text) => Node::Text(text.into_inner().into_owned()),
                Event::GeneralRef(reference) => Node::Text(self.resolved(&reference)?),
                Event::Eof => return Ok(None),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
            };
            return Ok(Some(node));
        }
    }

    /// Passes over the rest of the element that has just begun.
    ///
    /// # Errors
    /// Damaged XML.
    pub(super) fn skip(&mut self) -> Result<(), Fault> {
        let mut open = 1_usize;
        while open > 0 {
            match self.next()? {
                Some(Node::Start(_)) => open += 1,
                Some(Node::End(_)) => open -= 1,
                Some(Node::Text(_)) => {}
                None => return Err(damaged(self.part)),
            }
        }
        Ok(())
    }

    /// All text of the element that has just begun.
    ///
    /// # Errors
    /// Damaged XML.
    pub(super) fn text(&mut self) -> Result<String, Fault> {
        let (mut open, mut text) = (1_usize, String::new());
        while open > 0 {
            match self.next()? {
                Some(Node::Start(_)) => open += 1,
                Some(Node::End(_)) => open -= 1,
                Some(Node::Text(more)) => text.push_str(&more),
                None => return Err(damaged(self.part)),
            }
        }
        Ok(text)
    }

    fn resolved(&self, reference: &quick_xml::events::BytesRef<'_>) -> Result<String, Fault> {
        if let Some(c) = reference.resolve_char_ref().map_err(|_| damaged(self.part))? {
            return Ok(c.to_string());
        }
        let known = resolve_predefined_entity(reference);
        known.map(str::to_owned).ok_or_else(|| damaged(self.part))
    }
}
