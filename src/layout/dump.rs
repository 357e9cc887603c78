//! A layout as text that a person can read in a diff: a line for each line on paper.

use std::fmt::Write as _;

use super::page::{Item, Layout, Line, LineKind, PlacedPicture};

/// Writes the layout: for each page its lines with the place of the baseline, of the first and of the
/// last character's origin in millimetres, and the text; rules are counted.
#[must_use]
pub fn dump(layout: &Layout) -> String {
    let mut out = String::new();
    for page in &layout.pages {
        let rules = page.items.iter().filter(|item| matches!(item, Item::Rule(_))).count();
        let _ = writeln!(out, "=== 第{}页，线{rules}条", page.number);
        for item in &page.items {
            match item {
                Item::Line(line) => dump_line(line, &mut out),
                Item::Picture(placed) => {
                    let PlacedPicture { left, top, width, height, .. } = placed;
                    let _ = writeln!(out, "{top:>9} {left:>8} 图 {width}×{height}");
                }
                Item::Rule(_) => {}
            }
        }
    }
    for entry in &layout.outline {
        let indent = "  ".repeat(usize::from(entry.level));
        let _ = writeln!(out, "#{indent}{} → 第{}面", entry.text, entry.page + 1);
    }
    out
}

fn dump_line(line: &Line, out: &mut String) {
    let glyphs: Vec<_> = line.runs.iter().flat_map(|run| &run.glyphs).collect();
    let (Some(first), Some(last)) = (glyphs.first(), glyphs.last()) else { return };
    let kind = match line.kind {
        LineKind::Text => ' ',
        LineKind::RepeatedHead => '续',
        LineKind::Note => '注',
        LineKind::Leader => '点',
        LineKind::Reference => '面',
        LineKind::PageNumber => '码',
    };
    let text: String = glyphs.iter().map(|glyph| glyph.character).collect();
    let _ = writeln!(
        out,
        "{:>9} {:>8}–{:>8} {kind} {text}",
        line.baseline.to_string(),
        first.x.to_string(),
        last.x.to_string()
    );
}
