//! What a galley prints, paragraph by paragraph, with what each one is.

use crate::galley::{Block, Figure, Galley, Paragraph, Table};
use crate::template::Role;

/// A paragraph as it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// What it is.
    pub part: Part,
    /// The number in front of it.
    pub label: Option<String>,
    /// Its text without the number; of a cell, its paragraphs parted by line feeds.
    pub text: String,
    /// Its notes: behind how many characters each is called, and its text.
    pub notes: Vec<(usize, String)>,
}

/// What a paragraph of the document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// 附件标识.
    Mark,
    /// 标题.
    Title,
    /// A heading of this level on a line of its own.
    Heading(u8),
    /// One of this level in front of its text.
    RunIn(u8),
    /// A numbered paragraph of this level.
    Item(u8),
    /// A paragraph.
    Paragraph,
    /// 表题.
    TableTitle,
    /// 单位 of a table.
    TableUnit,
    /// A cell.
    Cell {
        /// Which table of the document, from 0.
        table: usize,
        /// From 0.
        row: usize,
        /// From 0.
        column: usize,
        /// Rows covered.
        rows: usize,
        /// Columns covered.
        columns: usize,
        /// It stands in the header.
        head: bool,
    },
    /// 注 of a table.
    TableNote,
    /// 图题.
    FigureTitle,
    /// The words above a 目录 of so many levels.
    Contents(u8),
    /// 附件说明.
    AttachmentNote,
    /// 署名.
    Signature,
    /// 成文日期.
    Date,
}

impl Part {
    /// Its name for people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mark => "附件标识",
            Self::Title => "标题",
            Self::Heading(_) => "小标题",
            Self::RunIn(_) => "段首标题",
            Self::Item(_) => "条目",
            Self::Paragraph => "段落",
            Self::TableTitle => "表题",
            Self::TableUnit => "表的单位",
            Self::Cell { .. } => "表的一格",
            Self::TableNote => "表注",
            Self::FigureTitle => "图题",
            Self::Contents(_) => "目录",
            Self::AttachmentNote => "附件说明",
            Self::Signature => "署名",
            Self::Date => "成文日期",
        }
    }
}

/// Every paragraph that is printed, in reading order; empty lines are not.
#[must_use]
pub fn printed(galley: &Galley) -> Vec<Printed> {
    let mut found = Vec::new();
    let mut tables = 0;
    for block in galley.blocks() {
        match block {
            Block::Paragraph(paragraph) => found.extend(text_of(paragraph)),
            Block::Figure(Figure { caption, .. }) => {
                found.extend(caption.iter().map(|caption| plain(Part::FigureTitle, caption)));
            }
            // Its lines are headings once more, with pages that nobody typed.
            Block::Contents(contents) => {
                found.push(plain(Part::Contents(contents.levels), &contents.title));
            }
            Block::Table(table) => {
                table_of(table, tables, &mut found);
                tables += 1;
            }
        }
    }
    found
}

fn text_of(paragraph: &Paragraph) -> Option<Printed> {
    let level = paragraph.label.as_ref().map_or(0, |label| label.level);
    let part = match (paragraph.role, &paragraph.label, &paragraph.outline) {
        (Role::Mark, ..) => Part::Mark,
        (Role::Title, ..) => Part::Title,
        (Role::AttachmentNote, ..) => Part::AttachmentNote,
        (Role::Signature, ..) => Part::Signature,
        (Role::Date, ..) => Part::Date,
        (Role::Body, Some(_), Some(_)) => Part::RunIn(level),
        (Role::Body, Some(_), None) => Part::Item(level),
        (Role::Body, ..) if paragraph.runs.is_empty() => return None,
        (Role::Body, ..) => Part::Paragraph,
        _ => Part::Heading(level),
    };
    Some(plain(part, paragraph))
}

fn plain(part: Part, paragraph: &Paragraph) -> Printed {
    let notes = paragraph.notes.iter().map(|note| (note.at, note.text.text()));
    Printed {
        part,
        label: paragraph.label.as_ref().map(|label| label.text.clone()),
        text: paragraph.text(),
        notes: notes.collect(),
    }
}

fn table_of(table: &Table, index: usize, found: &mut Vec<Printed>) {
    for line in &table.above {
        let unit = line.role == Role::TableUnit;
        found.push(plain(if unit { Part::TableUnit } else { Part::TableTitle }, line));
    }
    for (row, cells) in table.rows.iter().enumerate() {
        for cell in &cells.cells {
            let lines: Vec<String> = cell.paragraphs.iter().map(Paragraph::text).collect();
            let part = Part::Cell {
                table: index,
                row,
                column: cell.column,
                rows: cell.rows,
                columns: cell.columns,
                head: table.head.contains(&row),
            };
            found.push(Printed { part, label: None, text: lines.join("\n"), notes: Vec::new() });
        }
    }
    found.extend(table.below.iter().map(|note| plain(Part::TableNote, note)));
}
