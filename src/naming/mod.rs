//! 取数: figures that are typed in a text become named amounts of 数据, printed from there just as they were: those of
//! tables, and those that the text says more than once. Names come from what stands around a figure (`name`), places from
//! the proof; nothing else of the source is touched. What is printed stays the same, which whoever asks must prove.

mod gathered;
mod name;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::ops::Range;

use gathered::Gathered;
pub use gathered::Name;

use crate::check::{Bound, Profile, Quantity, Read, Reading};
use crate::diag::FileId;
use crate::figures::Amount;
use crate::proof::{Cell, Kind, Proof, Table};
use crate::revision::Revision;
use crate::source::{Node, NodeKind};

/// A document whose figures have names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The file.
    pub text: String,
    /// The names that it now has in 数据, in their order there.
    pub names: Vec<Name>,
}

/// Above the names in the file.
const REMARK: &str = "# 猜测：下面的名称取自上下文，可以改；文字里引用的地方一起改";

/// Names the figures of a document whose source is `text`. One that has 数据 already is left as it is.
#[must_use]
pub fn name_figures(file: FileId, tree: &Node, text: &str, proof: &Proof) -> Named {
    let mut revision = Revision::new(tree, text);
    let Some(place) = place_of_data(tree) else {
        return Named { text: text.to_owned(), names: Vec::new() };
    };
    let profile = Profile::default();
    let reading = Reading::new(proof, &profile);
    let mut gathered = Gathered::default();
    for (number, table) in proof.tables.iter().enumerate() {
        of_table(&reading, number, table, file, &mut gathered);
    }
    let prose = reading.paragraphs.iter();
    for read in prose.filter(|read| matches!(read.paragraph.kind, Kind::Body | Kind::TableNote)) {
        of_text(read, file, &mut gathered);
    }
    let names = gathered.names();
    for (at, path) in names.iter().flat_map(|name| name.places.iter().map(|at| (at, name.path()))) {
        let _ = revision.change(at.clone(), &format!("{{{{{path}}}}}"));
    }
    let mut lines = Vec::new();
    if !names.is_empty() {
        let start = revision.line_of(place).start;
        lines.push((start..start, gathered::data(&names, REMARK)));
    }
    let (text, _) = revision.finish(lines);
    Named { text, names }
}

/// Where 数据 is to stand: in front of 正文. `None` where there is one.
fn place_of_data(tree: &Node) -> Option<usize> {
    let NodeKind::Mapping(entries) = &tree.kind else { return None };
    let is = |names: &'static [&'static str]| {
        move |entry: &&crate::source::Entry| names.contains(&entry.key.text.as_str())
    };
    if entries.iter().any(|entry| is(&["数据", "data"])(&entry)) {
        return None;
    }
    let body = entries.iter().find(is(&["正文", "body", "各附件", "attachments"]))?;
    Some(body.key_span.start as usize)
}

/// A figure that can be put in braces.
struct Figure {
    /// Its bytes in the source.
    at: Range<usize>,
    /// As written.
    value: String,
}

fn figure(read: &Read<'_>, quantity: &Quantity, file: FileId) -> Option<Figure> {
    let range = &quantity.range;
    let value = read.text().get(range.clone())?;
    let sound = value.starts_with(|c: char| c.is_ascii_digit()) && Amount::parse(value).is_ok();
    let meant = quantity.bound != Bound::Range && !read.is_quoted(range.start);
    let span = read.paragraph.span(range.clone())?;
    let there = span.file == file && read.paragraph.is_verbatim(range);
    (sound && meant && there)
        .then(|| Figure { at: span.start as usize..span.end as usize, value: value.to_owned() })
}

/// A row of a table with the figures in it.
struct Row<'t> {
    cells: &'t [Cell],
    /// With the column of each.
    figures: Vec<(usize, Figure)>,
}

impl<'t> Row<'t> {
    fn of(cells: &'t [Cell], reading: &Reading<'_>, file: FileId) -> Self {
        let of_cell = |cell: &Cell| {
            let read = reading.paragraphs.get(cell.paragraph)?;
            let quantity = read.quantities.last().filter(|own| own.range.end == cell.text.len())?;
            // A sign in front (≤) stays where it is.
            let front = read.text().get(..quantity.range.start)?;
            let alone = front.chars().all(|c| "≤≥＜＞<>=＝ ".contains(c));
            let figure = alone.then(|| figure(read, quantity, file)).flatten()?;
            Some((cell.column, figure))
        };
        Self { cells, figures: cells.iter().filter_map(of_cell).collect() }
    }

    /// The words next to its first figure.
    fn label(&self) -> Option<String> {
        let (first, _) = self.figures.first()?;
        let before = self.cells.iter().rev().filter(|cell| cell.column < *first);
        before.into_iter().find_map(|cell| name::of_words(&cell.text))
    }
}

/// Figures of a table: by its title, the words of the row and those of the column.
fn of_table(
    reading: &Reading<'_>,
    number: usize,
    table: &Table,
    file: FileId,
    gathered: &mut Gathered,
) {
    if table.is_form || table.faked {
        return;
    }
    let rows: Vec<Row<'_>> =
        table.body().iter().map(|cells| Row::of(cells, reading, file)).collect();
    let columns: BTreeSet<usize> =
        rows.iter().flat_map(|row| row.figures.iter().map(|(column, _)| *column)).collect();
    let group = group_of(reading, number, table);
    for row in rows {
        let Some(label) = row.label() else { continue };
        for (column, figure) in row.figures {
            let mut path = vec![group.clone(), label.clone()];
            if columns.len() > 1 {
                let head = table.heads(column).filter_map(name::of_words).last();
                path.push(head.unwrap_or_else(|| format!("第{}列", column + 1)));
            }
            gathered.of_table(path, figure.at, figure.value);
        }
    }
}

/// What a table is about: its title, else the heading above it.
fn group_of(reading: &Reading<'_>, number: usize, table: &Table) -> String {
    let title = table.title.and_then(|title| reading.paragraphs.get(title));
    let first = table.rows.iter().flatten().map(|cell| cell.paragraph).min().unwrap_or(0);
    let above = || {
        let above = reading.paragraphs.get(..first).unwrap_or_default().iter().rev();
        above.into_iter().find(|read| read.paragraph.kind == Kind::Heading)
    };
    let words = title.or_else(above).map(|read| {
        let paragraph = read.paragraph;
        paragraph.heading.clone().and_then(|own| read.text().get(own)).unwrap_or(read.text())
    });
    words.and_then(name::of_words).unwrap_or_else(|| format!("表{}", number + 1))
}

/// Figures of running text, by the words in front of them.
fn of_text(read: &Read<'_>, file: FileId, gathered: &mut Gathered) {
    let from = read.body_start();
    for quantity in read.quantities.iter().filter(|own| own.range.start >= from) {
        let words = read.text().get(quantity.name.clone()).and_then(name::of_words);
        if quantity.unit_name().is_empty() {
            continue;
        }
        if let Some(figure) = figure(read, quantity, file) {
            gathered.of_text(words, figure.at, figure.value);
        }
    }
}
