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

pub use fault::CODES;

use opened::Files;

/// Gives the whole of a file that the document names, or why it cannot be read.
pub type ReadFile<'a> = dyn Fn(&str) -> Result<Vec<u8>, String> + 'a;

/// Puts everything from files into the document. What is at fault is left out, and reported; `None` where
/// formulas could not be judged, because all of 数据 stands in a file that cannot be read.
#[must_use]
pub fn fill(
    mut document: Document,
    read: &ReadFile<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Document> {
    let mut filler = Filler { files: Files::new(read), out: diagnostics };
    filler.data(&mut document.data);
    for part in &mut document.parts {
        filler.blocks(&mut part.body);
    }
    if let Some(import) = document.data_from.take() {
        let opened = filler.files.open(&import.from, filler.out)?;
        document.data.extend(data::read(&import, &opened, filler.out)?);
    }
    Some(document)
}

struct Filler<'a> {
    files: Files<'a>,
    out: &'a mut Diagnostics,
}

impl Filler<'_> {
    fn data(&mut self, data: &mut [Datum]) {
        for datum in data {
            match &mut datum.value {
                DatumValue::Group(members) => self.data(members),
                DatumValue::Imported(import) => {
                    let opened = self.files.open(&import.from, self.out);
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
                    let opened = self.files.open(&import.from, self.out);
                    let put = opened.and_then(|o| table::put(table, &import, &o, self.out));
                    if put.is_none() {
                        table::empty(table);
                    }
                }
            }
            Block::Form(form) => {
                if let Some(import) = form.indicators_from.take() {
                    let opened = self.files.open(&import.from, self.out);
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
