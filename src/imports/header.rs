//! The header of a stretch: what its columns are called, and which one the author means.

use super::fault::COLUMN;
use super::opened::{Opened, visible};
use crate::diag::{Diagnostic, Span, likeness};
use crate::spreadsheet::{Cell, Grid};

/// The columns' names.
#[derive(Debug)]
pub struct Header {
    /// For each column its words from the first header row down, without white space, nothing twice.
    columns: Vec<Vec<String>>,
}

impl Header {
    /// Of the first `rows` rows. A merged cell is the header of each of its columns and rows.
    #[must_use]
    pub fn of(grid: &Grid, rows: usize) -> Self {
        let mut columns = vec![Vec::new(); grid.width()];
        let mut words: Vec<Vec<String>> =
            grid.rows.iter().take(rows).map(|row| bare_row(row)).collect();
        for merged in &grid.merged {
            let (rows, columns) = grid.extent(merged);
            let text = words.get(rows.start).and_then(|row| row.get(columns.start)).cloned();
            let Some(text) = text else { continue };
            for row in words.iter_mut().take(rows.end).skip(rows.start) {
                for word in row.iter_mut().take(columns.end).skip(columns.start) {
                    word.clone_from(&text);
                }
            }
        }
        for row in words {
            for (column, word) in columns.iter_mut().zip(row) {
                if !word.is_empty() && column.last() != Some(&word) {
                    column.push(word);
                }
            }
        }
        Self { columns }
    }

    /// The words of each column from the first row down, without white space.
    #[must_use]
    pub fn columns(&self) -> &[Vec<String>] {
        &self.columns
    }

    /// The column called `wanted`: by its last words, or by all of them as `上/下`.
    pub(super) fn position(&self, wanted: &str) -> Option<usize> {
        self.positions(wanted).first().copied()
    }

    /// Every column called so.
    #[must_use]
    pub fn positions(&self, wanted: &str) -> Vec<usize> {
        let wanted = bare(wanted).replace('／', "/");
        let is = |words: &[String]| {
            words.last().is_some_and(|last| *last == wanted) || words.join("/") == wanted
        };
        let all = self.columns.iter().enumerate();
        all.filter(|(_, words)| is(words)).map(|(index, _)| index).collect()
    }

    /// The one column called `wanted`.
    pub(super) fn find(
        &self,
        wanted: &str,
        span: Span,
        opened: &Opened,
    ) -> Result<usize, Diagnostic> {
        match self.positions(wanted).as_slice() {
            [only] => Ok(*only),
            [] => Err(self.missing(wanted, span, opened)),
            several => {
                let message = format!("{}里有 {} 列叫“{wanted}”", opened.name(), several.len());
                let names: Vec<String> =
                    several.iter().map(|at| format!("“{}”", self.columns[*at].join("/"))).collect();
                let paths_differ = names.windows(2).all(|pair| pair[0] != pair[1]);
                let help = if paths_differ {
                    format!("连同上面一行的表头写：{}", names.join("、"))
                } else {
                    "在表格里改成不同的列名，或写明范围，只取其中一列".to_owned()
                };
                Err(Diagnostic::error(COLUMN, span, message).help(help))
            }
        }
    }

    fn missing(&self, wanted: &str, span: Span, opened: &Opened) -> Diagnostic {
        const MOST: usize = 20;
        let message = format!("{}里没有“{wanted}”这一列", opened.name());
        let named = || self.columns.iter().filter_map(|words| words.last());
        let sought = bare(wanted);
        let nearest = named()
            .filter_map(|name| likeness(&sought, name).map(|slips| (slips, name)))
            .min_by_key(|(slips, _)| *slips);
        let list: Vec<String> = named().take(MOST).map(|name| format!("“{name}”")).collect();
        let there = if list.is_empty() {
            "取来的表头是空的；列名不在第一行的，写明范围，从列名那一行起".to_owned()
        } else {
            format!("取来的表头里有：{}；列名不在第一行的，写明范围", list.join("、"))
        };
        let fault = Diagnostic::error(COLUMN, span, message);
        match nearest {
            Some((_, name)) => fault.label(format!("是不是想写“{name}”？")).help(there),
            None => fault.help(there),
        }
    }
}

fn bare_row(row: &[Cell]) -> Vec<String> {
    row.iter().map(|cell| bare(&cell.text)).collect()
}

/// A text without white space, which headers are often spread out with.
#[must_use]
pub fn bare(text: &str) -> String {
    visible(text).chars().filter(|c| !c.is_whitespace()).collect()
}
