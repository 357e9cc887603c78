//! 来自: what a document takes from table files is put into its model, as if it had been typed there. What a
//! file holds is read in `spreadsheet`, what the author asks for stands in the model; here cells become rows,
//! data and indicators. Texts of cells are plain: `{{…}}` in them is no formula.

mod data;
mod fault;
mod header;
mod indicators;
mod opened;
mod table;
#[cfg(test)]
mod tests;

use crate::diag::Diagnostics;
use crate::model::{Block, Datum, DatumValue, Document, Heading, HeadingContent};
use crate::spreadsheet::{Fault, Grid, Reference};

pub use data::amount_text;
pub use fault::CODES;
pub use header::{Header, bare};
pub use opened::visible;

use opened::Tables;

/// The files that a document names; the road itself touches no disk.
pub trait Files {
    /// The whole of the file that is called `name` from where the document is.
    ///
    /// # Errors
    /// Why it cannot be read, in Chinese, to stand behind a colon.
    fn read(&self, name: &str) -> Result<Vec<u8>, String>;

    /// A table that whoever makes many documents of one file has read already, with those of its rows that are this
    /// document's. `head` rows are its header. `None`: it is read like any other.
    fn table(&self, _reference: &Reference, _head: usize) -> Option<Result<Grid, Fault>> {
        None
    }
}

/// For documents that name no files.
impl Files for () {
    fn read(&self, _: &str) -> Result<Vec<u8>, String> {
        Err("找不到".to_owned())
    }
}

impl<F: Fn(&str) -> Result<Vec<u8>, String>> Files for F {
    fn read(&self, name: &str) -> Result<Vec<u8>, String> {
        self(name)
    }
}

/// Puts everything from files into the document. What is at fault is left out, and reported; `None` where
/// formulas could not be judged, because all of 数据 stands in a file that cannot be read.
#[must_use]
pub fn fill(
    mut document: Document,
    files: &dyn Files,
    diagnostics: &mut Diagnostics,
) -> Option<Document> {
    let mut filler = Filler { files: Tables::new(files), out: diagnostics };
    filler.data(&mut document.data);
    for part in &mut document.parts {
        filler.blocks(&mut part.body);
    }
    if let Some(import) = document.data_from.take() {
        let opened = filler.files.open(&import.from, 1, filler.out)?;
        document.data.extend(data::read(&import, &opened, filler.out)?);
    }
    Some(document)
}

struct Filler<'a> {
    files: Tables<'a>,
    out: &'a mut Diagnostics,
}

impl Filler<'_> {
    fn data(&mut self, data: &mut [Datum]) {
        for datum in data {
            match &mut datum.value {
                DatumValue::Group(members) => self.data(members),
                DatumValue::Imported(import) => {
                    let opened = self.files.open(&import.from, 1, self.out);
                    let members = opened.and_then(|opened| data::read(import, &opened, self.out));
                    datum.value = members.map_or(DatumValue::Faulty, DatumValue::Group);
                }
                DatumValue::Given(_) | DatumValue::Text(_) | DatumValue::Faulty => {}
            }
        }
    }

    fn blocks(&mut self, blocks: &mut Vec<Block>) {
        blocks.retain_mut(|block| self.block(block));
    }

    /// Whether the block stays: of a form without its indicators everything that follows would be wrong.
    fn block(&mut self, block: &mut Block) -> bool {
        match block {
            Block::Table(table) => {
                if let Some(import) = table.import.take() {
                    let head = usize::from(import.head_rows);
                    let opened = self.files.open(&import.from, head, self.out);
                    let put = opened.and_then(|o| table::put(table, &import, &o, self.out));
                    if put.is_none() {
                        table::empty(table);
                    }
                }
            }
            Block::Form(form) => {
                if let Some(import) = form.indicators_from.take() {
                    let opened = self.files.open(&import.from, 1, self.out);
                    let read = opened.and_then(|o| indicators::read(&import, &o, self.out));
                    let Some(indicators) = read else { return false };
                    form.indicators = indicators;
                }
            }
            Block::Landscape { blocks, .. }
            | Block::Heading(Heading { content: HeadingContent::Blocks(blocks), .. }) => {
                self.blocks(blocks);
            }
            _ => {}
        }
        true
    }
}
