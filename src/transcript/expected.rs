//! What a draft says is printed, paragraph by paragraph, put together without the road that prints it. It is held
//! against the galley of what was written.

use std::ops::Range;

use super::found::Part as Kind;
use super::yaml::Setting;
use crate::draft::{
    Block, BlockKind, Cell, Draft, Figure, Heading, Item, Number, Part, Piece, Table, Text, Why,
};
use crate::text::{Class, class_of};

/// A paragraph that is to be printed.
#[derive(Debug)]
pub(super) struct Line<'d> {
    /// What it is.
    pub(super) kind: Kind,
    /// What stood for its number, where it has one.
    pub(super) number: Option<&'d Number>,
    /// Its text.
    pub(super) stretches: Vec<Stretch<'d>>,
}

/// A stretch of its text.
#[derive(Debug)]
pub(super) enum Stretch<'d> {
    /// Out of the draft.
    Own(&'d Piece),
    /// Printed by the program.
    Printed(String, Why),
    /// Printed by the program in place of what the file had.
    Numbered(&'d Number, String),
    /// 附件标识, and what it was made from.
    Mark(Option<Range<usize>>, String),
}

/// All paragraphs of a draft.
pub(super) fn lines<'d>(
    draft: &'d Draft,
    manuscript: &'d str,
    setting: &Setting<'_>,
) -> Vec<Line<'d>> {
    let mut walk = Walk { manuscript, setting: *setting, lines: Vec::new(), tables: 0 };
    for part in &draft.parts {
        walk.part(part);
    }
    walk.lines
}

struct Walk<'d, 's> {
    manuscript: &'d str,
    setting: Setting<'s>,
    lines: Vec<Line<'d>>,
    tables: usize,
}

fn own(text: &Text) -> Vec<Stretch<'_>> {
    text.0.iter().map(Stretch::Own).collect()
}

impl<'d> Walk<'d, '_> {
    fn push(&mut self, kind: Kind, number: Option<&'d Number>, stretches: Vec<Stretch<'d>>) {
        self.lines.push(Line { kind, number, stretches });
    }

    fn part(&mut self, part: &'d Part) {
        if let Some(mark) = &part.mark {
            let number = mark.number.map(|number| number.to_string()).unwrap_or_default();
            let text = format!("附件{number}");
            self.push(Kind::Mark, None, vec![Stretch::Mark(mark.from.clone(), text)]);
        }
        self.push(Kind::Title, None, part.title.iter().flat_map(own).collect());
        self.blocks(&part.blocks, 1);
    }

    fn blocks(&mut self, blocks: &'d [Block], depth: u8) {
        for block in blocks {
            match &block.kind {
                BlockKind::Heading(heading) => self.heading(heading, depth),
                BlockKind::Paragraph(text) => self.push(Kind::Paragraph, None, own(text)),
                BlockKind::Items(items) => {
                    for item in items {
                        self.push(Kind::Item(depth), Some(&item.number), own(&item.text));
                    }
                }
                BlockKind::Table(table) => self.table(table),
                BlockKind::Figure(figure) => self.figure(figure),
                BlockKind::Contents(contents) => {
                    self.push(Kind::Contents(contents.levels), None, own(&contents.title));
                }
                BlockKind::PageBreak => {}
                BlockKind::Landscape(blocks) => self.blocks(blocks, depth),
                BlockKind::AttachmentNote(items) => self.attachment_note(items),
                BlockKind::Signature { names, date } => {
                    for name in names {
                        self.push(Kind::Signature, None, own(name));
                    }
                    if let Some(date) = date {
                        self.push(Kind::Date, None, own(date));
                    }
                }
            }
        }
    }

    fn heading(&mut self, heading: &'d Heading, depth: u8) {
        let mut stretches = own(&heading.title);
        let Some(run_in) = &heading.run_in else {
            self.push(Kind::Heading(depth), Some(&heading.number), stretches);
            return self.blocks(&heading.blocks, depth + 1);
        };
        let last = heading.title.printed(self.manuscript).chars().last();
        if last.is_none_or(|last| class_of(last) != Class::Stop) {
            stretches.push(Stretch::Printed("：".to_owned(), Why::RunIn));
        }
        stretches.extend(own(run_in));
        self.push(Kind::RunIn(depth), Some(&heading.number), stretches);
    }

    fn attachment_note(&mut self, items: &'d [Item]) {
        for (index, item) in items.iter().enumerate() {
            let mut stretches = Vec::new();
            if index == 0 {
                stretches.push(Stretch::Printed("附件：".to_owned(), Why::Words));
            }
            let number = if items.len() > 1 { format!("{}.", index + 1) } else { String::new() };
            stretches.push(Stretch::Numbered(&item.number, number));
            stretches.extend(own(&item.text));
            self.push(Kind::AttachmentNote, None, stretches);
        }
    }

    fn figure(&mut self, figure: &'d Figure) {
        let Some(title) = &figure.title else { return };
        let shown = self.setting.pictures.get(figure.picture).is_some_and(Option::is_some);
        self.push(if shown { Kind::FigureTitle } else { Kind::Paragraph }, None, own(title));
    }

    fn table(&mut self, table: &'d Table) {
        let index = self.tables;
        self.tables += 1;
        if let Some(title) = &table.title {
            self.push(Kind::TableTitle, None, own(title));
        }
        if let Some(unit) = &table.unit {
            let mut stretches = vec![Stretch::Printed("单位：".to_owned(), Why::Words)];
            stretches.extend(own(unit));
            self.push(Kind::TableUnit, None, stretches);
        }
        for (row, column, cell) in placed(&table.rows, table.columns.len(), table.head) {
            let head = row < table.head;
            let (rows, columns) = (cell.rows, cell.columns);
            let kind = Kind::Cell { table: index, row, column, rows, columns, head };
            self.push(kind, None, own(&cell.text));
        }
        for (index, note) in table.notes.iter().enumerate() {
            let words = if index == 0 { "注：" } else { "" };
            let number =
                if table.notes.len() > 1 { format!("{}.", index + 1) } else { String::new() };
            let mut stretches = vec![Stretch::Printed(format!("{words}{number}"), Why::Words)];
            stretches.extend(own(note));
            self.push(Kind::TableNote, None, stretches);
        }
    }
}

/// Every cell with its row and column: each begins in the first place that none above reaches. Cells of the header do
/// not reach below it.
fn placed(rows: &[Vec<Cell>], columns: usize, head: usize) -> Vec<(usize, usize, &Cell)> {
    let mut left = vec![0_usize; columns];
    let mut found = Vec::new();
    for (row, cells) in rows.iter().enumerate() {
        if row == head {
            left.fill(0);
        }
        let mut column = 0;
        for cell in cells {
            while left.get(column).is_some_and(|left| *left > 0) {
                column += 1;
            }
            found.push((row, column, cell));
            let end = (column + cell.columns).min(columns);
            if let Some(covered) = left.get_mut(column..end) {
                covered.fill(cell.rows);
            }
            column += cell.columns;
        }
        for left in &mut left {
            *left = left.saturating_sub(1);
        }
    }
    found
}
