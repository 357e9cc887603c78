//! The structure as text that a person can read in a diff: what a reader says aloud, in its order.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::element::{Cell, Element, ElementId, Elements, Figure, Kid, Kind, Scope};
use super::{Drawn, Mark, Structure};

/// A line for each element that holds something, its content in quotation marks.
pub(super) fn dump(structure: &Structure<'_>) -> String {
    let mut dumper = Dumper { structure, said: said(structure), out: String::new() };
    dumper.element(Elements::ROOT, 0);
    dumper.out
}

/// What each marked-content sequence says, by page and number.
fn said(structure: &Structure<'_>) -> BTreeMap<(usize, usize), String> {
    let mut said = BTreeMap::new();
    for (page, stretches) in structure.pages.iter().enumerate() {
        for stretch in stretches {
            if let Mark::Content { number, .. } = stretch.mark {
                said.insert((page, number), stretch.drawn.iter().map(text).collect());
            }
        }
    }
    said
}

fn text(drawn: &Drawn<'_>) -> String {
    match drawn {
        Drawn::Line(line) => {
            let glyphs = line.runs.iter().flat_map(|run| &run.glyphs);
            glyphs.map(|glyph| glyph.character).collect()
        }
        Drawn::Rule(_) | Drawn::Picture(_) => String::new(),
    }
}

struct Dumper<'a> {
    structure: &'a Structure<'a>,
    said: BTreeMap<(usize, usize), String>,
    out: String,
}

impl Dumper<'_> {
    fn element(&mut self, id: ElementId, depth: usize) {
        let element = &self.structure.elements[id];
        let before = self.out.len();
        let _ =
            writeln!(self.out, "{}{}{}", "  ".repeat(depth), element.kind.tag(), facts(element));
        let empty = self.out.len();
        for kid in &element.kids {
            match kid {
                Kid::Element(id) => self.element(*id, depth + 1),
                Kid::Annotation(index) => {
                    let layout = self.structure.layout;
                    let heading = layout.links.get(*index).map(|link| link.heading);
                    let heading = heading.and_then(|heading| layout.outline.get(heading));
                    let text = heading.map_or("", |heading| heading.text.as_str());
                    let _ = writeln!(self.out, "{}→ {text}", "  ".repeat(depth + 1));
                }
                Kid::Content { page, number } => {
                    let said = self.said.get(&(*page, *number)).map_or("", String::as_str);
                    let _ = writeln!(self.out, "{}“{said}”", "  ".repeat(depth + 1));
                }
            }
        }
        if self.out.len() == empty && !element.kind.stays_empty() {
            self.out.truncate(before);
        }
    }
}

/// What is said of an element beside its type.
fn facts(element: &Element) -> String {
    let mut facts = String::new();
    if let Some(name) = element.name {
        let _ = write!(facts, " #{}", name.0);
    }
    match &element.kind {
        Kind::Cell(Cell { columns, rows, scope, headers }) => {
            if (*columns, *rows) != (1, 1) {
                let _ = write!(facts, " {rows}×{columns}");
            }
            match scope {
                Some(Scope::Column) => facts.push_str(" ↓"),
                Some(Scope::Row) => facts.push_str(" →"),
                None => {}
            }
            for header in headers {
                let _ = write!(facts, " @{}", header.0);
            }
        }
        Kind::Figure(Figure { description, .. }) => {
            let _ = write!(facts, " ({description})");
        }
        _ => {}
    }
    facts
}
