//! What leads from one place of the document to another: annotations (ISO 32000-1 12.5.6.5), each of which has its
//! words (ISO 14289-1 7.18.5) and its element.

use lopdf::{Document, Object, ObjectId, dictionary};

use super::stretches::bounds;
use crate::layout::{Layout, Link, OutlineEntry};
use crate::render::pdf::metadata::text_string;
use crate::render::pdf::outline;
use crate::render::pdf::units::points;

/// It is printed, and nothing hides it (ISO 19005-2 6.3.2).
const PRINTED: i64 = 4;

/// The key under which a link finds its element: those of the pages come first.
pub(super) fn key(layout: &Layout, index: usize) -> i64 {
    i64::try_from(layout.pages.len() + index).unwrap_or(i64::MAX)
}

/// Writes every link as the object it has in `ids`, and makes it known to its page.
///
/// # Errors
/// The library's own, when a page is no dictionary.
pub(super) fn write(
    document: &mut Document,
    layout: &Layout,
    pages: &[ObjectId],
    ids: &[ObjectId],
) -> lopdf::Result<()> {
    for (index, (link, id)) in layout.links.iter().zip(ids).enumerate() {
        if let Some(annotation) = annotation(layout, pages, link, key(layout, index)) {
            document.set_object(*id, annotation);
        }
    }
    for (index, page) in pages.iter().enumerate() {
        let own = layout.links.iter().zip(ids).filter(|(link, _)| link.page == index);
        let own: Vec<Object> = own.map(|(_, id)| Object::Reference(*id)).collect();
        if !own.is_empty() {
            document.get_dictionary_mut(*page)?.set("Annots", own);
        }
    }
    Ok(())
}

fn annotation(layout: &Layout, pages: &[ObjectId], link: &Link, key: i64) -> Option<Object> {
    let heading = layout.outline.get(link.heading)?;
    let on = layout.pages.get(link.page)?;
    let area = bounds(link.area, on).map(|side| Object::Real(points(side).0)).to_vec();
    let annotation = dictionary! {
        "Type" => "Annot",
        "Subtype" => "Link",
        "Rect" => area,
        "Border" => vec![0.into(), 0.into(), 0.into()],
        "F" => PRINTED,
        "Contents" => text_string(&words(layout, heading)),
        "Dest" => outline::destination(layout, pages, heading)?,
        "StructParent" => key,
        "P" => *pages.get(link.page)?,
    };
    Some(annotation.into())
}

/// What is read aloud.
fn words(layout: &Layout, heading: &OutlineEntry) -> String {
    let number = layout.pages.get(heading.page).map(|page| page.number).unwrap_or_default();
    format!("{}，第{number}页", heading.text)
}
