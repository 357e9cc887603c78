//! Notes of a DOCX: which are called, in what order, and what stands in the text for each.

use std::collections::HashSet;

use roxmltree::{Document, Node};

use super::xml::{attribute, is, value};
use crate::numbering::{NumeralStyle, format_numeral};

/// Where notes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum NoteKind {
    Footnote,
    Endnote,
}

/// A call of a note.
pub(super) struct Call {
    pub(super) kind: NoteKind,
    pub(super) id: String,
    /// The mark is typed behind it.
    has_own_mark: bool,
    /// What programs print; empty where they print none that we count.
    pub(super) mark: String,
}

impl Call {
    pub(super) fn of(reference: Node<'_, '_>) -> Self {
        let own_mark = attribute(reference, "customMarkFollows");
        Self {
            kind: if is(reference, "endnoteReference") {
                NoteKind::Endnote
            } else {
                NoteKind::Footnote
            },
            id: attribute(reference, "id").unwrap_or_default().to_owned(),
            has_own_mark: own_mark.is_some_and(|value| matches!(value, "1" | "true" | "on")),
            mark: String::new(),
        }
    }
}

/// The notes called so far.
pub(super) struct Calls {
    numerals: NumeralStyle,
    pub(super) called: Vec<Call>,
    footnotes: u32,
}

impl Calls {
    pub(super) fn of(body: &Document<'_>) -> Self {
        let properties = body.descendants().find(|node| is(*node, "footnotePr"));
        let format = properties.and_then(|node| value(node, "numFmt")).unwrap_or_default();
        let circled = format.starts_with("decimalEnclosedCircle");
        let numerals = if circled { NumeralStyle::Circled } else { NumeralStyle::Arabic };
        Self { numerals, called: Vec::new(), footnotes: 0 }
    }

    /// Which note is called, and what is printed for it.
    pub(super) fn call(&mut self, mut call: Call) -> (usize, String) {
        if call.kind == NoteKind::Footnote && !call.has_own_mark {
            self.footnotes += 1;
            call.mark = format_numeral(self.numerals, self.footnotes);
        }
        let mark = call.mark.clone();
        self.called.push(call);
        (self.called.len() - 1, mark)
    }
}

/// The notes of a part by their ids; separators are none.
pub(super) fn notes<'a, 'i>(
    part: &'a Document<'i>,
    kind: NoteKind,
) -> Vec<(&'a str, Node<'a, 'i>)> {
    let name = if kind == NoteKind::Footnote { "footnote" } else { "endnote" };
    let mut known = HashSet::new();
    let mut found = Vec::new();
    for note in part.descendants().filter(|node| is(*node, name)) {
        let is_text = attribute(note, "type").is_none_or(|kind| kind == "normal");
        if let Some(id) = attribute(note, "id").filter(|_| is_text)
            && known.insert(id)
        {
            found.push((id, note));
        }
    }
    found
}
