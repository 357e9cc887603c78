//! Where something is in a file of another program, as people find it again.

use std::fmt;

/// A place; everything counts from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// Of the file as a whole.
    #[default]
    Whole,
    /// A line of a text file.
    Line(usize),
    /// A paragraph of the text.
    Paragraph(usize),
    /// A cell.
    Cell {
        /// Which table.
        table: usize,
        /// Which row.
        row: usize,
        /// Which column.
        column: usize,
    },
    /// A cell of a spreadsheet: `支出!B3`.
    Sheet(String),
    /// A note.
    Note(usize),
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole => write!(formatter, "文件"),
            Self::Line(line) => write!(formatter, "第{line}行"),
            Self::Paragraph(paragraph) => write!(formatter, "第{paragraph}段"),
            Self::Cell { table, row, column } => {
                write!(formatter, "第{table}个表第{row}行第{column}列")
            }
            Self::Sheet(cell) => write!(formatter, "{cell}"),
            Self::Note(note) => write!(formatter, "脚注{note}"),
        }
    }
}
