//! The outline (书签): headings as a tree, each leading to the top of its line (ISO 32000-1 12.3.3).

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::metadata::text_string;
use super::units::points;
use crate::layout::{Layout, OutlineEntry};
use crate::unit::Length;

/// Levels whose children are seen when the document is opened: 一、 shows its （一）.
const OPEN_LEVELS: u8 = 1;

/// A heading with the headings under it.
struct Item<'a> {
    entry: &'a OutlineEntry,
    children: Vec<Item<'a>>,
}

/// Adds the outline; its object, or `None` for a document without headings.
pub(super) fn add(
    document: &mut Document,
    layout: &Layout,
    pages: &[ObjectId],
) -> Option<ObjectId> {
    let items = nest(&layout.outline);
    if items.is_empty() {
        return None;
    }
    let root = document.new_object_id();
    let mut writer = Writer { document, layout, pages };
    let mut outlines = dictionary! { "Type" => "Outlines" };
    let shown = writer.children(&mut outlines, root, &items);
    outlines.set("Count", shown);
    document.set_object(root, outlines);
    Some(root)
}

/// What follows a heading and is of a deeper level stands under it. A level that is left out (1 then
/// 3) makes no gap in the tree.
fn nest(entries: &[OutlineEntry]) -> Vec<Item<'_>> {
    let mut items = Vec::new();
    let mut rest = entries;
    while let Some((entry, after)) = rest.split_first() {
        let below = after.iter().take_while(|next| next.level > entry.level).count();
        let (below, next) = after.split_at(below);
        items.push(Item { entry, children: nest(below) });
        rest = next;
    }
    items
}

struct Writer<'a> {
    document: &'a mut Document,
    layout: &'a Layout,
    pages: &'a [ObjectId],
}

impl Writer<'_> {
    /// Writes `items` under `parent`, whose dictionary gets to know the first and the last of them;
    /// how many lines they take when `parent` is open.
    fn children(&mut self, parent: &mut Dictionary, id: ObjectId, items: &[Item<'_>]) -> i64 {
        let ids: Vec<ObjectId> = items.iter().map(|_| self.document.new_object_id()).collect();
        if let [first, ..] = ids[..] {
            parent.set("First", first);
        }
        if let [.., last] = ids[..] {
            parent.set("Last", last);
        }
        let before = std::iter::once(None).chain(ids.iter().copied().map(Some));
        let after = ids.iter().copied().map(Some).skip(1).chain([None]);
        let mut shown = 0;
        for (((item, &own), before), after) in items.iter().zip(&ids).zip(before).zip(after) {
            let mut entry = dictionary! {
                "Title" => text_string(&item.entry.text),
                "Parent" => id,
            };
            for (key, sibling) in [("Prev", before), ("Next", after)] {
                if let Some(sibling) = sibling {
                    entry.set(key, sibling);
                }
            }
            if let Some(destination) = destination(self.layout, self.pages, item.entry) {
                entry.set("Dest", destination);
            }
            shown += 1 + self.below(&mut entry, own, item);
            self.document.set_object(own, entry);
        }
        shown
    }

    /// Writes what is under `item`; how many lines of it are shown.
    fn below(&mut self, entry: &mut Dictionary, own: ObjectId, item: &Item<'_>) -> i64 {
        if item.children.is_empty() {
            return 0;
        }
        let lines = self.children(entry, own, &item.children);
        let is_open = item.entry.level <= OPEN_LEVELS;
        // A negative count says how many lines opening the item will bring.
        entry.set("Count", if is_open { lines } else { -lines });
        if is_open { lines } else { 0 }
    }
}

/// The top of a heading's line, as what leads there names it.
pub(super) fn destination(
    layout: &Layout,
    pages: &[ObjectId],
    entry: &OutlineEntry,
) -> Option<Object> {
    let (&page, paper) = (pages.get(entry.page)?, layout.pages.get(entry.page)?);
    let (left, top) = if paper.turned {
        (points(entry.top), points(paper.width))
    } else {
        (points(Length::ZERO), points(paper.height - entry.top))
    };
    // No zoom: the reader keeps its own.
    let [left, top] = [left, top].map(|length| Object::Real(length.0));
    Some(Object::Array(vec![page.into(), "XYZ".into(), left, top, Object::Null]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::galley::BlockId;

    fn entries(levels: &[u8]) -> Vec<OutlineEntry> {
        let entry = |(index, &level): (usize, &u8)| OutlineEntry {
            block: BlockId(0),
            level,
            text: index.to_string(),
            page: 0,
            top: Length::ZERO,
        };
        levels.iter().enumerate().map(entry).collect()
    }

    fn shape(items: &[Item<'_>]) -> String {
        let shapes =
            items.iter().map(|item| [&item.entry.text, "(", &shape(&item.children), ")"].concat());
        shapes.collect()
    }

    #[test]
    fn headings_nest_by_level() {
        let cases: [(&[u8], &str); 5] = [
            (&[], ""),
            (&[1, 2, 2, 1, 2], "0(1()2())3(4())"),
            (&[1, 3, 2, 1], "0(1()2())3()"),
            (&[2, 1, 2], "0()1(2())"),
            (&[1, 2, 3, 4, 1], "0(1(2(3())))4()"),
        ];
        for (levels, tree) in cases {
            assert_eq!(shape(&nest(&entries(levels))), tree, "{levels:?}");
        }
    }

    #[test]
    fn only_the_first_level_stands_open() {
        let layout = Layout {
            pages: Vec::new(),
            outline: entries(&[1, 2, 3, 3, 2, 1]),
            links: Vec::new(),
            facts: crate::layout::Facts::default(),
        };
        let mut document = Document::new();
        let root = add(&mut document, &layout, &[]).unwrap();
        let get = |id| document.get_dictionary(id).unwrap();
        let next = |of: &Dictionary, key: &[u8]| get(of.get(key).unwrap().as_reference().unwrap());
        let count = |of: &Dictionary| of.get(b"Count").unwrap().as_i64().unwrap();
        // 0, 1 and 4 below it, 5: the level-3 headings are folded.
        assert_eq!(count(get(root)), 4);
        let first = next(get(root), b"First");
        assert_eq!(count(first), 2);
        assert_eq!(count(next(first, b"First")), -2);
        assert!(!next(first, b"Next").has(b"Count"));
        assert!(!first.has(b"Prev"));
    }
}
