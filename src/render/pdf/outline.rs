//! The outline: a tree of the headings, each leading to the top of its line.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::units::points;
use crate::layout::{Layout, OutlineEntry};

/// Adds the outline's objects and gives its root; `None` when there is no heading.
pub(super) fn add(
    document: &mut Document,
    layout: &Layout,
    pages: &[ObjectId],
) -> Option<ObjectId> {
    if layout.outline.is_empty() {
        return None;
    }
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = layout.outline.iter().map(|_| document.new_object_id()).collect();
    let mut items: Vec<Dictionary> =
        layout.outline.iter().map(|entry| item(entry, layout, pages)).collect();
    let parents = parents(&layout.outline);
    let mut top = Dictionary::new();
    for (index, parent) in parents.iter().enumerate() {
        let siblings: Vec<usize> =
            (0..index).rev().filter(|other| parents[*other] == *parent).take(1).collect();
        items[index].set("Parent", parent.map_or(root, |parent| ids[parent]));
        if let Some(before) = siblings.first() {
            items[*before].set("Next", ids[index]);
            items[index].set("Prev", ids[*before]);
        }
        let above = match parent {
            Some(parent) => &mut items[*parent],
            None => &mut top,
        };
        if !above.has(b"First") {
            above.set("First", ids[index]);
        }
        above.set("Last", ids[index]);
        let count = above.get(b"Count").and_then(Object::as_i64).unwrap_or(0);
        above.set("Count", count + 1);
    }
    top.set("Type", "Outlines");
    // Only the first level is open: a closed item's count is negative.
    for (item, id) in items.iter_mut().zip(&ids) {
        if let Ok(count) = item.get(b"Count").and_then(Object::as_i64) {
            item.set("Count", -count);
        }
        document.set_object(*id, std::mem::take(item));
    }
    document.set_object(root, top);
    Some(root)
}

fn item(entry: &OutlineEntry, layout: &Layout, pages: &[ObjectId]) -> Dictionary {
    let height = layout.pages.get(entry.page).map_or_else(Default::default, |page| page.height);
    let top = Object::Real(points(height - entry.top));
    let mut item = dictionary! { "Title" => lopdf::text_string(&entry.text) };
    if let Some(page) = pages.get(entry.page) {
        let target: Vec<Object> =
            vec![Object::Reference(*page), "XYZ".into(), Object::Integer(0), top, Object::Null];
        item.set("Dest", target);
    }
    item
}

/// For each entry, the nearest one before it of a higher level.
fn parents(entries: &[OutlineEntry]) -> Vec<Option<usize>> {
    let mut open: Vec<usize> = Vec::new();
    entries
        .iter()
        .enumerate()
        .map(|(index, entry)| {
            while open.last().is_some_and(|last| entries[*last].level >= entry.level) {
                open.pop();
            }
            let parent = open.last().copied();
            open.push(index);
            parent
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unit::Length;

    #[test]
    fn entries_hang_under_the_nearest_higher_level() {
        let entry = |level| OutlineEntry { level, text: String::new(), page: 0, top: Length::ZERO };
        let entries: Vec<OutlineEntry> = [1, 2, 3, 2, 1, 3].into_iter().map(entry).collect();
        assert_eq!(parents(&entries), [None, Some(0), Some(1), Some(0), None, Some(4)]);
    }
}
