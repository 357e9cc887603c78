//! The logical structure of the document (ISO 32000-1 14.7, 14.8; ISO 14289-1): what a machine and a blind
//! reader know of it. `tree` makes the elements of the galley (`table` those of a table), `stretches` cuts
//! the pages into what belongs to each, `objects` writes them, `links` what leads from one place to another. Where anything stands is decided already.

mod dump;
mod element;
mod links;
mod objects;
mod stretches;
mod table;

mod tree;

use crate::galley::Galley;
use crate::layout::Layout;

pub(super) use objects::Objects;
pub(super) use stretches::{Drawn, Mark, Stretch};

use element::{Elements, Kid};

/// The structure of a document and the pages cut by it.
pub(super) struct Structure<'a> {
    elements: Elements,
    layout: &'a Layout,
    /// For each page what is drawn, in order.
    pub(super) pages: Vec<Vec<Stretch<'a>>>,
}

impl<'a> Structure<'a> {
    /// Of a layout of this galley.
    pub(super) fn of(galley: &Galley, layout: &'a Layout) -> Self {
        let (mut elements, mut places) = tree::of(galley);
        let pages = layout.pages.iter().enumerate();
        let pages =
            pages.map(|(number, page)| stretches::cut(number, page, &mut elements, &mut places));
        let pages = pages.collect();
        for (index, link) in layout.links.iter().enumerate() {
            if let Some(place) = places.get(&link.block) {
                elements[place.rest].kids.push(Kid::Annotation(index));
            }
        }
        Self { elements, layout, pages }
    }

    /// As text that a person can read.
    pub(super) fn dump(&self) -> String {
        dump::dump(self)
    }
}
