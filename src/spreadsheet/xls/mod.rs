//! XLS of Excel 97 to 2003 and of WPS (MS-XLS, “BIFF8”): what a workbook says about all its sheets, which
//! sheet is wanted. Its cells are for `sheet`, the container for `ole`, the cutting into records for
//! `records`.

mod ole;
mod records;
mod sheet;

use std::collections::HashMap;

use super::Asked;
use super::fault::{Fault, Lookalike, OtherFormat};
use super::format::{Epoch, builtin};
use super::grid::Grid;
use super::limits::{MOST_FORMATS, MOST_OF_FORMAT, MOST_SHARED, MOST_SHEETS};
use super::package::damaged;
use super::sheets::{Sheet, chosen};
use records::{Pieces, Records};

const BEGIN: u16 = 0x0809;
const END: u16 = 0x000A;
const FILE_PASSWORD: u16 = 0x002F;
const DATE_MODE: u16 = 0x0022;
const SHEET: u16 = 0x0085;
const FORMAT: u16 = 0x041E;
const CELL_STYLE: u16 = 0x00E0;
const TEXTS: u16 = 0x00FC;

/// What the cells of all sheets refer to.
#[derive(Debug)]
struct Workbook {
    texts: Vec<String>,
    formats: Vec<String>,
    epoch: Epoch,
    sheets: Vec<Sheet>,
    /// Where each sheet begins.
    starts: Vec<usize>,
}

/// Reads a sheet.
///
/// # Errors
/// Another kind of file in such a container, a password, damage; no such sheet, nothing in it.
pub(super) fn read(bytes: &[u8], asked: Asked<'_>) -> Result<Grid, Fault> {
    let container = ole::Container::open(bytes).ok_or_else(|| damaged(""))?;
    if container.has("EncryptedPackage") {
        return Err(Fault::Encrypted);
    }
    let Some(stream) = container.stream("Workbook") else {
        return Err(
            match ["WordDocument", "PowerPoint Document", "Book", "Workbook"]
                .iter()
                .position(|name| container.has(name))
            {
                Some(0) => Fault::NotASpreadsheet(Lookalike::Document),
                Some(1) => Fault::NotASpreadsheet(Lookalike::Slides),
                Some(2) => Fault::OtherFormat(OtherFormat::Ancient),
                Some(_) => damaged("Workbook"),
                None => Fault::NotASpreadsheet(Lookalike::Unknown),
            },
        );
    };
    let workbook = workbook(&stream)?;
    let index = chosen(&workbook.sheets, asked.sheet)?;
    let part = stream.get(workbook.starts[index]..).ok_or_else(|| damaged("Workbook"))?;
    let gathered = sheet::read(&workbook.sheets[index].name, part, &workbook, asked.area)?;
    let names: Vec<String> = workbook.sheets.into_iter().map(|sheet| sheet.name).collect();
    gathered.finish(&names)
}

fn workbook(stream: &[u8]) -> Result<Workbook, Fault> {
    let mut codes: HashMap<u16, String> = HashMap::new();
    let mut styles: Vec<u16> = Vec::new();
    let mut book = Workbook {
        texts: Vec::new(),
        formats: Vec::new(),
        epoch: Epoch::Year1900,
        sheets: Vec::new(),
        starts: Vec::new(),
    };
    let mut records = Records::of(stream);
    let version =
        records.next().filter(|first| first.kind == BEGIN).and_then(|first| first.u16_at(0));
    match version {
        Some(0x0600) => {}
        Some(_) => return Err(Fault::OtherFormat(OtherFormat::Ancient)),
        None => return Err(damaged("Workbook")),
    }
    while let Some(record) = records.next() {
        match record.kind {
            FILE_PASSWORD => return Err(Fault::Encrypted),
            DATE_MODE if record.u16_at(0) == Some(1) => book.epoch = Epoch::Year1904,
            SHEET if book.sheets.len() < MOST_SHEETS => {
                let start = record.u32_at(0).and_then(|start| usize::try_from(start).ok());
                let (Some(start), Some(flags)) = (start, record.u16_at(4)) else { continue };
                let mut pieces = Pieces::of(vec![record.data.get(6..).unwrap_or_default()]);
                let Some(name) = pieces.short_text() else { continue };
                let [hidden, kind] = flags.to_le_bytes();
                book.sheets.push(Sheet { name, hidden: hidden & 3 != 0, has_cells: kind == 0 });
                book.starts.push(start);
            }
            FORMAT => {
                let mut pieces = Pieces::of(vec![record.data.get(2..).unwrap_or_default()]);
                let code = pieces.text().filter(|code| code.len() <= MOST_OF_FORMAT);
                if let (Some(id), Some(code)) = (record.u16_at(0), code) {
                    codes.insert(id, code);
                }
            }
            CELL_STYLE if styles.len() < MOST_FORMATS => styles.push(record.u16_at(2).unwrap_or(0)),
            TEXTS => {
                let mut pieces = Pieces::of(records.with_continued(&record));
                pieces.skip(8);
                while let Some(text) = pieces.text().filter(|_| book.texts.len() < MOST_SHARED) {
                    book.texts.push(text);
                }
            }
            END => break,
            _ => {}
        }
    }
    let code = |id: &u16| codes.get(id).map_or_else(|| builtin(u32::from(*id)), String::as_str);
    book.formats = styles.iter().map(|id| code(id).to_owned()).collect();
    Ok(book)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stream(records: &[(u16, &[u8])]) -> Vec<u8> {
        let mut stream = Vec::new();
        for (kind, data) in records {
            stream.extend(kind.to_le_bytes());
            stream.extend(u16::try_from(data.len()).unwrap().to_le_bytes());
            stream.extend(*data);
        }
        stream
    }

    const BIFF8: &[u8] = &[0, 6, 5, 0];

    #[test]
    fn a_locked_workbook_and_an_older_one_are_told() {
        let locked = stream(&[(BEGIN, BIFF8), (FILE_PASSWORD, &[1, 0])]);
        assert_eq!(workbook(&locked).err(), Some(Fault::Encrypted));
        let older = stream(&[(BEGIN, &[0, 5, 5, 0])]);
        assert_eq!(workbook(&older).err(), Some(Fault::OtherFormat(OtherFormat::Ancient)));
    }

    #[test]
    fn sheets_formats_and_dates_are_found() {
        let hidden = [9, 0, 0, 0, 1, 0, 2, 1, 0x66, 0x4E, 0x70, 0x65];
        let chart = [9, 0, 0, 0, 0, 2, 1, 0, b'T'];
        let code = [164, 0, 3, 0, 0, b'0', b'.', b'0'];
        let styles: [&[u8]; 2] = [&[0, 0, 164, 0], &[0, 0, 9, 0]];
        let file = stream(&[
            (BEGIN, BIFF8),
            (DATE_MODE, &[1, 0]),
            (FORMAT, &code),
            (CELL_STYLE, styles[0]),
            (CELL_STYLE, styles[1]),
            (SHEET, &hidden),
            (SHEET, &chart),
            (END, &[]),
        ]);
        let book = workbook(&file).unwrap();
        assert_eq!(book.epoch, Epoch::Year1904);
        assert_eq!(book.formats, ["0.0", "0%"]);
        let sheets: Vec<_> =
            book.sheets.iter().map(|one| (one.name.as_str(), one.hidden, one.has_cells)).collect();
        assert_eq!(sheets, [("书数", true, true), ("T", false, false)]);
    }
}
