//! The elements of the structure tree and what they hold.

use std::collections::BTreeSet;

use crate::galley::BlockId;
use crate::unit::Length;

/// Names an element of one document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ElementId(pub(super) usize);

/// What an element is (ISO 32000-1 14.8.4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The whole.
    Document,
    /// 标题: a type of our own, mapped to a paragraph.
    Title,
    /// A heading of the level, from 1.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// The number in the text that leads to a note.
    Reference,
    /// A note at the foot of the page.
    Note,
    /// The number in front of a note.
    Label,
    /// A table.
    Table,
    /// Its rows that are header.
    TableHead,
    /// Its other rows.
    TableBody,
    /// A row.
    Row,
    /// A cell.
    Cell(Cell),
    /// The lines that say what a table or a picture is.
    Caption,
    /// What belongs together: a picture with its caption.
    Group,
    /// A picture.
    Figure(Figure),
    /// A table of contents, or the lines in it under one of a higher level.
    Contents,
    /// A line of it, with those under it.
    ContentsItem,
    /// What leads to another place.
    Link,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cell {
    /// Columns covered.
    pub(super) columns: usize,
    /// Rows covered.
    pub(super) rows: usize,
    /// What a header cell is the header of; `None` for data.
    pub(super) scope: Option<Scope>,
    /// The header cells that a data cell is read with.
    pub(super) headers: BTreeSet<BlockId>,
}

/// Which way a header cell points (ISO 32000-1 14.8.5.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Scope {
    /// At the cells below it.
    Column,
    /// At the cells right of it.
    Row,
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Figure {
    /// What it shows, in words.
    pub(super) description: String,
    /// Left, bottom, right, top in the coordinates of its page; known once it is placed.
    pub(super) bounds: [Length; 4],
}

/// Something in an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kid {
    /// An element under it.
    Element(ElementId),
    /// A marked-content sequence.
    Content {
        /// Index of the page.
        page: usize,
        /// Number of the sequence on its page.
        number: usize,
    },
    /// The annotation that makes a stretch of a page lead elsewhere: index into the links of the layout.
    Annotation(usize),
}

/// An element.
#[derive(Clone, Debug)]
pub(super) struct Element {
    pub(super) kind: Kind,
    pub(super) parent: Option<ElementId>,
    /// What names it: header cells and notes have names (ISO 14289-1 7.5, 7.9).
    pub(super) name: Option<BlockId>,
    /// In reading order.
    pub(super) kids: Vec<Kid>,
}

/// Every element of a document; the first is the whole.
pub(super) struct Elements(Vec<Element>);

impl Elements {
    /// The whole, still empty.
    pub(super) const ROOT: ElementId = ElementId(0);

    pub(super) fn new() -> Self {
        let whole = Element { kind: Kind::Document, parent: None, name: None, kids: Vec::new() };
        Self(vec![whole])
    }

    /// An element that is not in the tree yet.
    pub(super) fn detached(&mut self, kind: Kind) -> ElementId {
        self.0.push(Element { kind, parent: None, name: None, kids: Vec::new() });
        ElementId(self.0.len() - 1)
    }

    /// Puts an element into the tree, behind what `parent` holds already.
    pub(super) fn attach(&mut self, id: ElementId, parent: ElementId) {
        self[id].parent = Some(parent);
        self[parent].kids.push(Kid::Element(id));
    }

    /// A new element behind what `parent` holds already.
    pub(super) fn add(&mut self, kind: Kind, parent: ElementId) -> ElementId {
        let id = self.detached(kind);
        self.attach(id, parent);
        id
    }

    /// In the order in which they were made.
    pub(super) fn iter(&self) -> impl Iterator<Item = (ElementId, &Element)> {
        self.0.iter().enumerate().map(|(index, element)| (ElementId(index), element))
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }
}

impl std::ops::Index<ElementId> for Elements {
    type Output = Element;

    fn index(&self, id: ElementId) -> &Element {
        &self.0[id.0]
    }
}

impl std::ops::IndexMut<ElementId> for Elements {
    fn index_mut(&mut self, id: ElementId) -> &mut Element {
        &mut self.0[id.0]
    }
}

impl Kind {
    /// The structure type.
    pub(super) fn tag(&self) -> &'static str {
        match self {
            Kind::Document => "Document",
            Kind::Title => "Title",
            Kind::Heading(1) => "H1",
            Kind::Heading(2) => "H2",
            Kind::Heading(3) => "H3",
            Kind::Heading(4) => "H4",
            Kind::Heading(5) => "H5",
            Kind::Heading(_) => "H6",
            Kind::Paragraph => "P",
            Kind::Reference => "Reference",
            Kind::Note => "Note",
            Kind::Label => "Lbl",
            Kind::Table => "Table",
            Kind::TableHead => "THead",
            Kind::TableBody => "TBody",
            Kind::Row => "TR",
            Kind::Cell(Cell { scope: Some(_), .. }) => "TH",
            Kind::Cell(_) => "TD",
            Kind::Caption => "Caption",
            Kind::Group => "Div",
            Kind::Figure(_) => "Figure",
            Kind::Contents => "TOC",
            Kind::ContentsItem => "TOCI",
            Kind::Link => "Link",
        }
    }

    /// Whether it is kept though nothing is in it: a row has all its cells.
    pub(super) fn stays_empty(&self) -> bool {
        matches!(self, Kind::Document | Kind::Row | Kind::Cell(_))
    }
}
