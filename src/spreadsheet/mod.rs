//! Tables out of spreadsheet files: XLSX, XLS, ODS and text with commas. Bytes in, a [`Grid`] of cells as
//! the spreadsheet program shows them out, or a [`Fault`]; no disk. What a document does with a table, and
//! where the file is, is for others.
//!
//! What a file is, is judged by its content. All of it is taken for hostile: no bytes make it panic, and
//! nothing is made larger than the limits allow. Rows and columns that are hidden are read like the others, and said to be
//! hidden.

mod delimited;
mod fault;
mod format;
mod gathered;
mod grid;
mod iso;
mod kind;
mod limits;
mod number;
mod ods;
mod package;
mod place;
mod reference;
mod sheets;
mod xls;
mod xlsx;
mod xml;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

pub use fault::{Fault, Lookalike, OtherFormat};
pub use grid::{Cell, Date, Grid, Hidden, LongerRow, Merged, Value};
pub use limits::{MOST_BYTES, MOST_CELLS};
pub use place::{Area, MOST_COLUMNS, MOST_ROWS, Place};
pub use reference::{Reference, ReferenceFault};

use kind::Kind;

/// What is asked of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked<'a> {
    /// The sheet, by its name; else the first one that is shown and has cells.
    pub sheet: Option<&'a str>,
    /// The stretch of the sheet; else all that is filled.
    pub area: Option<Area>,
}

impl<'a> From<&'a Reference> for Asked<'a> {
    fn from(reference: &'a Reference) -> Self {
        Self { sheet: reference.sheet.as_deref(), area: reference.area }
    }
}

/// A sheet with cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetName {
    /// As its tab says.
    pub name: String,
    /// Not shown.
    pub is_hidden: bool,
}

/// All sheets with cells, in the order of the file; none for a text file.
///
/// # Errors
/// As [`read`].
pub fn sheets(bytes: &[u8]) -> Result<Vec<SheetName>, Fault> {
    // No sheet can be called so, and the readers then say what there is before they read any cell.
    let none = Asked { sheet: Some(":"), area: None };
    match read(bytes, none) {
        Err(Fault::NoSuchSheet { names, hidden, .. }) => {
            let hidden: BTreeSet<String> = hidden.into_iter().collect();
            let listed = |name| SheetName { is_hidden: hidden.contains(&name), name };
            Ok(names.into_iter().map(listed).collect())
        }
        Err(Fault::TextHasNoSheets { .. }) => Ok(Vec::new()),
        Err(fault) => Err(fault),
        Ok(grid) => Ok(vec![SheetName { name: grid.sheet, is_hidden: false }]),
    }
}

/// Reads a table out of a file's bytes.
///
/// # Errors
/// No spreadsheet, or one that is damaged, locked or too large; no such sheet, nothing in it; see [`Fault`].
pub fn read(bytes: &[u8], asked: Asked<'_>) -> Result<Grid, Fault> {
    if u64::try_from(bytes.len()).is_ok_and(|length| length > MOST_BYTES) {
        return Err(Fault::TooLarge);
    }
    match kind::of(bytes)? {
        Kind::Xlsx(mut package) => xlsx::read(&mut package, asked),
        Kind::Ods(mut package) => ods::read(&mut package, asked),
        Kind::Xls => xls::read(bytes, asked),
        Kind::Text => match asked.sheet {
            Some(sheet) => Err(Fault::TextHasNoSheets { asked: sheet.to_owned() }),
            None => delimited::read(bytes, asked.area),
        },
    }
}
