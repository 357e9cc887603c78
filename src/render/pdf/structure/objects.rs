//! Elements → objects of the file: the structure tree, the way back from content to it, names, attributes
//! (ISO 32000-1 14.7.2–14.7.5).

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::element::{Cell, Element, ElementId, Elements, Figure, Kid, Kind, Scope};
use super::{Structure, links};
use crate::galley::BlockId;
use crate::render::pdf::metadata::text_string;
use crate::render::pdf::units::points;

impl Structure<'_> {
    /// Adds the structure to the file whose pages these are.
    ///
    /// # Errors
    /// The library's own, when a page is no dictionary.
    pub(in crate::render::pdf) fn write(
        &self,
        document: &mut Document,
        pages: &[ObjectId],
    ) -> lopdf::Result<()> {
        let kept = kept(&self.elements);
        let root = document.new_object_id();
        let ids = kept.iter().map(|kept| kept.then(|| document.new_object_id())).collect();
        let links: Vec<ObjectId> =
            self.layout.links.iter().map(|_| document.new_object_id()).collect();
        let annotations = self.layout.links.iter().map(|link| link.page).zip(links.iter().copied());
        let annotations = annotations.collect();
        let mut writer = Writer { pages, ids, annotations, attributes: BTreeMap::new() };
        let mut names = BTreeMap::new();
        for (id, element) in self.elements.iter() {
            let Some(object) = writer.ids[id.0] else { continue };
            let dictionary = writer.element(element, root, document);
            document.set_object(object, dictionary);
            names.extend(element.name.map(|name| (self::name(name), object)));
        }
        let parents = self.parents(&writer);
        links::write(document, self.layout, pages, &links)?;
        for (index, page) in (0_i64..).zip(pages) {
            let page = document.get_dictionary_mut(*page)?;
            page.set("StructParents", index);
            page.set("Tabs", "S");
        }
        let next = i64::try_from(pages.len() + links.len()).unwrap_or(i64::MAX);
        let mut tree = dictionary! {
            "Type" => "StructTreeRoot",
            "K" => writer.ids[Elements::ROOT.0].map_or(Object::Null, Object::Reference),
            "RoleMap" => dictionary! { Kind::Title.tag() => Kind::Paragraph.tag() },
            "ParentTree" => dictionary! { "Nums" => parents },
            "ParentTreeNextKey" => next,
        };
        if !names.is_empty() {
            let names = names.into_iter().flat_map(|(name, id)| [Object::from(name), id.into()]);
            tree.set("IDTree", dictionary! { "Names" => names.collect::<Vec<_>>() });
        }
        document.set_object(root, tree);
        let catalogue = document.catalog_mut()?;
        catalogue.set("StructTreeRoot", root);
        catalogue.set("MarkInfo", dictionary! { "Marked" => true });
        Ok(())
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
    fn element(
        &mut self,
        element: &Element,
        root: ObjectId,
        document: &mut Document,
    ) -> Dictionary {
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
                if let Some(attributes) = self.cell(cell, document) {
                    dictionary.set("A", attributes);
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

    /// The attributes of a cell; `None` where there is nothing to say.
    fn cell(&mut self, cell: &Cell, document: &mut Document) -> Option<ObjectId> {
        if let Some(known) = self.attributes.get(cell) {
            return Some(*known);
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
        if attributes.len() == 1 {
            return None;
        }
        let id = document.add_object(attributes);
        self.attributes.insert(cell.clone(), id);
        Some(id)
    }
}

/// What an element is called in the file; as long as any other, so that names sort as numbers do.
fn name(block: BlockId) -> String {
    format!("n{:08}", block.0)
}

fn name_string(block: BlockId) -> Object {
    Object::string_literal(name(block))
}
