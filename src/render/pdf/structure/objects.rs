//! Elements → objects of the file: the structure tree, the way back from content to it, names, attributes
//! (ISO 32000-1 14.7.2–14.7.5).

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::element::{Cell, Element, ElementId, Elements, Figure, Kid, Kind, Scope};
use super::{Structure, links};
use crate::galley::BlockId;
use crate::render::pdf::metadata::text_string;
use crate::render::pdf::units::points;

impl<'a> Structure<'a> {
    /// Adds what leads to the structure to the file whose pages these are, and gives the structure itself, to be written
    /// with it: as objects it would fill a dozen kilobytes for each page.
    ///
    /// # Errors
    /// The library's own, when a page is no dictionary.
    pub(in crate::render::pdf) fn add<'s>(
        &'s self,
        document: &mut Document,
        pages: &'s [ObjectId],
    ) -> lopdf::Result<Objects<'s, 'a>> {
        let kept = kept(&self.elements);
        let root = document.new_object_id();
        let ids = kept.iter().map(|kept| kept.then(|| document.new_object_id())).collect();
        let links: Vec<ObjectId> =
            self.layout.links.iter().map(|_| document.new_object_id()).collect();
        let annotations = self.layout.links.iter().map(|link| link.page).zip(links.iter().copied());
        let annotations = annotations.collect();
        let mut attributes = BTreeMap::new();
        for (_, element) in self.elements.iter().filter(|(id, _)| kept[id.0]) {
            if let Kind::Cell(cell) = &element.kind {
                add_attributes(&mut attributes, cell, document);
            }
        }
        links::write(document, self.layout, pages, &links)?;
        for (index, page) in (0_i64..).zip(pages) {
            let page = document.get_dictionary_mut(*page)?;
            page.set("StructParents", index);
            page.set("Tabs", "S");
        }
        let catalogue = document.catalog_mut()?;
        catalogue.set("StructTreeRoot", root);
        catalogue.set("MarkInfo", dictionary! { "Marked" => true });
        let writer = Writer { pages, ids, annotations, attributes };
        Ok(Objects { structure: self, writer, root, links: links.len() })
    }

    /// For each page, the element of each of its marked-content sequences; for each link its element.
    fn parents(&self, writer: &Writer<'_>) -> Vec<Object> {
        let pages = (0_i64..).zip(&self.pages);
        let entries = pages.flat_map(|(index, stretches)| {
            let elements = stretches.iter().filter_map(|stretch| stretch.element);
            let elements = elements.filter_map(|id| writer.ids[id.0]).map(Object::Reference);
            [Object::Integer(index), Object::Array(elements.collect())]
        });
        let links = self.elements.iter().flat_map(|(id, element)| {
            let own = element.kids.iter().filter_map(|kid| match kid {
                Kid::Annotation(index) => Some(*index),
                Kid::Element(_) | Kid::Content { .. } => None,
            });
            own.filter_map(move |index| Some((index, writer.ids[id.0]?)))
        });
        // In the order of their keys (ISO 32000-1 7.9.7).
        let links: BTreeMap<usize, ObjectId> = links.collect();
        let links = links.into_iter().flat_map(|(index, element)| {
            [Object::Integer(links::key(self.layout, index)), Object::Reference(element)]
        });
        entries.chain(links).collect()
    }
}

/// The structure, to be written with the file.
pub(in crate::render::pdf) struct Objects<'s, 'a> {
    structure: &'s Structure<'a>,
    writer: Writer<'s>,
    root: ObjectId,
    links: usize,
}

impl Objects<'_, '_> {
    /// Each object with its number, in the order of the numbers.
    pub(in crate::render::pdf) fn iter(&self) -> impl Iterator<Item = (u32, Object)> {
        let root = std::iter::once_with(|| (self.root.0, self.tree().into()));
        let elements = self.structure.elements.iter().filter_map(|(id, element)| {
            let (number, _) = self.writer.ids[id.0]?;
            Some((number, self.writer.element(element, self.root).into()))
        });
        root.chain(elements)
    }

    fn tree(&self) -> Dictionary {
        let writer = &self.writer;
        let called = self
            .structure
            .elements
            .iter()
            .filter_map(|(id, element)| Some((name(element.name?), writer.ids[id.0]?)));
        let names: BTreeMap<String, ObjectId> = called.collect();
        let next = i64::try_from(writer.pages.len() + self.links).unwrap_or(i64::MAX);
        let mut tree = dictionary! {
            "Type" => "StructTreeRoot",
            "K" => writer.ids[Elements::ROOT.0].map_or(Object::Null, Object::Reference),
            "RoleMap" => dictionary! { Kind::Title.tag() => Kind::Paragraph.tag() },
            "ParentTree" => dictionary! { "Nums" => self.structure.parents(writer) },
            "ParentTreeNextKey" => next,
        };
        if !names.is_empty() {
            let names = names.into_iter().flat_map(|(name, id)| [Object::from(name), id.into()]);
            tree.set("IDTree", dictionary! { "Names" => names.collect::<Vec<_>>() });
        }
        tree
    }
}

/// Which elements are written: those that hold something.
fn kept(elements: &Elements) -> Vec<bool> {
    let mut kept = vec![false; elements.len()];
    for (id, element) in elements.iter() {
        let filled = element.kids.iter().any(|kid| !matches!(kid, Kid::Element(_)));
        if filled || element.kind.stays_empty() {
            let mut up = Some(id);
            while let Some(id) = up.filter(|id| !kept[id.0]) {
                kept[id.0] = true;
                up = elements[id].parent;
            }
        }
    }
    kept
}

struct Writer<'a> {
    pages: &'a [ObjectId],
    /// The object of each element that is written.
    ids: Vec<Option<ObjectId>>,
    /// The page and the object of each link.
    annotations: Vec<(usize, ObjectId)>,
    /// Attributes that several cells have, each once.
    attributes: BTreeMap<Cell, ObjectId>,
}

impl Writer<'_> {
    fn element(&self, element: &Element, root: ObjectId) -> Dictionary {
        let parent = element.parent.and_then(|parent| self.ids[parent.0]).unwrap_or(root);
        let mut dictionary = dictionary! { "S" => element.kind.tag(), "P" => parent };
        let own_page = element.kids.iter().find_map(|kid| match kid {
            Kid::Content { page, .. } => Some(*page),
            Kid::Element(_) | Kid::Annotation(_) => None,
        });
        if let Some(page) = own_page.and_then(|page| self.pages.get(page)) {
            dictionary.set("Pg", *page);
        }
        let kids = element.kids.iter().filter_map(|kid| self.kid(*kid, own_page));
        let mut kids: Vec<Object> = kids.collect();
        match kids.len() {
            0 => {}
            1 => dictionary.set("K", kids.remove(0)),
            _ => dictionary.set("K", kids),
        }
        if let Some(name) = element.name {
            dictionary.set("ID", name_string(name));
        }
        match &element.kind {
            Kind::Cell(cell) => {
                if let Some(attributes) = self.attributes.get(cell) {
                    dictionary.set("A", *attributes);
                }
            }
            Kind::Figure(Figure { description, bounds }) => {
                dictionary.set("Alt", text_string(description));
                let bounds = bounds.map(|side| Object::Real(points(side).0)).to_vec();
                dictionary.set("A", dictionary! { "O" => "Layout", "BBox" => bounds });
            }
            _ => {}
        }
        dictionary
    }

    fn kid(&self, kid: Kid, own_page: Option<usize>) -> Option<Object> {
        match kid {
            Kid::Element(ElementId(index)) => self.ids[index].map(Object::Reference),
            Kid::Annotation(index) => {
                let &(page, object) = self.annotations.get(index)?;
                let page = *self.pages.get(page)?;
                Some(dictionary! { "Type" => "OBJR", "Pg" => page, "Obj" => object }.into())
            }
            Kid::Content { page, number } => {
                let number = i64::try_from(number).ok()?;
                if own_page == Some(page) {
                    return Some(Object::Integer(number));
                }
                let page = *self.pages.get(page)?;
                Some(dictionary! { "Type" => "MCR", "Pg" => page, "MCID" => number }.into())
            }
        }
    }
}

/// Adds the attributes of a cell, where there is something to say.
fn add_attributes(known: &mut BTreeMap<Cell, ObjectId>, cell: &Cell, document: &mut Document) {
    if known.contains_key(cell) {
        return;
    }
    let mut attributes = dictionary! { "O" => "Table" };
    let spans = [("ColSpan", cell.columns), ("RowSpan", cell.rows)];
    for (key, span) in spans.into_iter().filter(|(_, span)| *span > 1) {
        attributes.set(key, i64::try_from(span).unwrap_or(i64::MAX));
    }
    match cell.scope {
        Some(Scope::Column) => attributes.set("Scope", "Column"),
        Some(Scope::Row) => attributes.set("Scope", "Row"),
        None => {}
    }
    if !cell.headers.is_empty() {
        let headers: Vec<Object> = cell.headers.iter().map(|name| name_string(*name)).collect();
        attributes.set("Headers", headers);
    }
    if attributes.len() > 1 {
        known.insert(cell.clone(), document.add_object(attributes));
    }
}

/// What an element is called in the file; as long as any other, so that names sort as numbers do.
fn name(block: BlockId) -> String {
    format!("n{:08}", block.0)
}

fn name_string(block: BlockId) -> Object {
    Object::string_literal(name(block))
}
