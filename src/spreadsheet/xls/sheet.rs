//! The cells of an XLS sheet and its merged cells.

use super::records::{Pieces, Record, Records};
use super::{BEGIN, END, Workbook};
use crate::spreadsheet::fault::Fault;
use crate::spreadsheet::format::Format;
use crate::spreadsheet::gathered::Gathered;
use crate::spreadsheet::grid::Value;
use crate::spreadsheet::number::Number;
use crate::spreadsheet::package::damaged;
use crate::spreadsheet::place::{Area, Place};

const FORMULA: u16 = 0x0006;
const COLUMNS: u16 = 0x007D;
const ROW: u16 = 0x0208;
const FORMULA_TEXT: u16 = 0x0207;
const PACKED_NUMBERS: u16 = 0x00BD;
const RICH_TEXT: u16 = 0x00D6;
const MERGED: u16 = 0x00E5;
const SHARED_TEXT: u16 = 0x00FD;
const NUMBER: u16 = 0x0203;
const OWN_TEXT: u16 = 0x0204;
const TRUTH_OR_ERROR: u16 = 0x0205;
const PACKED_NUMBER: u16 = 0x027E;

/// Gathers a sheet's cells; `part` is the stream from the sheet's first record on.
pub(super) fn read(
    name: &str,
    part: &[u8],
    workbook: &Workbook,
    asked: Option<Area>,
) -> Result<Gathered, Fault> {
    let mut cells = Cells { gathered: Gathered::new(name, asked)?, workbook, awaits: None };
    let mut records = Records::of(part);
    if records.next().is_none_or(|first| first.kind != BEGIN) {
        return Err(damaged(name));
    }
    // Charts on a sheet have records of cells, too.
    let mut inside = 0_usize;
    while let Some(record) = records.next() {
        match record.kind {
            BEGIN => inside += 1,
            END if inside == 0 => return Ok(cells.gathered),
            END => inside -= 1,
            _ if inside > 0 => {}
            FORMULA_TEXT => {
                let text = Pieces::of(records.with_continued(&record)).text();
                if let (Some((place, style)), Some(text)) = (cells.awaits.take(), text) {
                    cells.text(place, style, &text)?;
                }
            }
            _ => cells.record(&record)?,
        }
    }
    // No end: the rest is lost.
    Err(damaged(name))
}

struct Cells<'a> {
    gathered: Gathered,
    workbook: &'a Workbook,
    /// The cell whose formula gives a text, which stands in a record of its own.
    awaits: Option<(Place, u16)>,
}

impl Cells<'_> {
    fn record(&mut self, record: &Record<'_>) -> Result<(), Fault> {
        match record.kind {
            MERGED => return self.merged(record),
            ROW | COLUMNS => {
                self.hidden(record);
                return Ok(());
            }
            _ => {}
        }
        let head = (record.u16_at(0), record.u16_at(2), record.u16_at(4));
        let (Some(row), Some(column), Some(style)) = head else { return Ok(()) };
        let place = place(row, column);
        match record.kind {
            NUMBER => match record.data.get(6..).and_then(|rest| rest.first_chunk()) {
                Some(bytes) => self.number(place, style, Number::of(f64::from_le_bytes(*bytes))),
                None => Ok(()),
            },
            PACKED_NUMBER => self.number(place, style, record.u32_at(6).and_then(unpacked)),
            PACKED_NUMBERS => {
                let packed = record.data.get(4..).unwrap_or_default().chunks_exact(6);
                for (column, bytes) in (column..).zip(packed) {
                    let style = u16::from_le_bytes([bytes[0], bytes[1]]);
                    let bits = u32::from_le_bytes([bytes[2], bytes[3], bytes[4], bytes[5]]);
                    self.number(self::place(row, column), style, unpacked(bits))?;
                }
                Ok(())
            }
            SHARED_TEXT => {
                let index = record.u32_at(6).and_then(|index| usize::try_from(index).ok());
                let workbook = self.workbook;
                match index.and_then(|index| workbook.texts.get(index)) {
                    Some(text) => self.text(place, style, text),
                    None => Ok(()),
                }
            }
            OWN_TEXT | RICH_TEXT => {
                match Pieces::of(vec![record.data.get(6..).unwrap_or_default()]).text() {
                    Some(text) => self.text(place, style, &text),
                    None => Ok(()),
                }
            }
            TRUTH_OR_ERROR => match record.data.get(6..8) {
                Some([value, is_error]) => self.truth_or_error(place, *value, *is_error != 0),
                _ => Ok(()),
            },
            FORMULA => self.formula(place, style, record),
            _ => Ok(()),
        }
    }

    /// A formula's result, as it was when the file was saved.
    fn formula(&mut self, place: Place, style: u16, record: &Record<'_>) -> Result<(), Fault> {
        self.awaits = None;
        match record.data.get(6..14).and_then(|bytes| bytes.first_chunk::<8>()) {
            Some([0, .., 0xFF, 0xFF]) => {
                self.awaits = Some((place, style));
                Ok(())
            }
            Some([kind @ (1 | 2), _, value, .., 0xFF, 0xFF]) => {
                self.truth_or_error(place, *value, *kind == 2)
            }
            Some([.., 0xFF, 0xFF]) | None => Ok(()),
            Some(bytes) => self.number(place, style, Number::of(f64::from_le_bytes(*bytes))),
        }
    }

    fn number(&mut self, place: Place, style: u16, number: Option<Number>) -> Result<(), Fault> {
        match number {
            Some(number) if self.gathered.wants(place) => {
                let (text, value) = self.format(style).show(&number, self.workbook.epoch);
                self.gathered.put(place, &text, value)
            }
            _ => Ok(()),
        }
    }

    fn text(&mut self, place: Place, style: u16, text: &str) -> Result<(), Fault> {
        if text.is_empty() || !self.gathered.wants(place) {
            return Ok(());
        }
        let shown = self.format(style).show_text(text);
        self.gathered.put(place, &shown, Value::Text)
    }

    fn format(&self, style: u16) -> Format {
        let code = self.workbook.formats.get(usize::from(style));
        Format::parse(code.map_or("General", String::as_str))
    }

    fn truth_or_error(&mut self, place: Place, value: u8, is_error: bool) -> Result<(), Fault> {
        if !self.gathered.wants(place) {
            return Ok(());
        }
        let (text, value) = match (is_error, value) {
            (false, 0) => ("FALSE", Value::Boolean(false)),
            (false, _) => ("TRUE", Value::Boolean(true)),
            (true, 0x00) => ("#NULL!", Value::Error),
            (true, 0x07) => ("#DIV/0!", Value::Error),
            (true, 0x0F) => ("#VALUE!", Value::Error),
            (true, 0x17) => ("#REF!", Value::Error),
            (true, 0x1D) => ("#NAME?", Value::Error),
            (true, 0x24) => ("#NUM!", Value::Error),
            (true, _) => ("#N/A", Value::Error),
        };
        self.gathered.put(place, text, value)
    }

    /// What a row or some columns say of whether they are shown (2.4.221 fDyZero, 2.4.53 fHidden).
    fn hidden(&mut self, record: &Record<'_>) {
        let (first, last) = (record.u16_at(0), record.u16_at(2));
        let (Some(first), Some(last)) = (first, last) else { return };
        let (first, last) = (u32::from(first) + 1, u32::from(last) + 1);
        let flag = |at: usize, bit: u16| record.u16_at(at).is_some_and(|flags| flags & bit != 0);
        if record.kind == ROW && flag(12, 0x20) {
            self.gathered.hide_rows(first, first);
        } else if record.kind == COLUMNS && flag(8, 1) {
            self.gathered.hide_columns(first, last);
        }
    }

    fn merged(&mut self, record: &Record<'_>) -> Result<(), Fault> {
        for bytes in record.data.get(2..).unwrap_or_default().chunks_exact(8) {
            let number = |at: usize| u16::from_le_bytes([bytes[at], bytes[at + 1]]);
            self.gathered.merge(place(number(0), number(4)), place(number(2), number(6)))?;
        }
        Ok(())
    }
}

/// A place by its row and column from zero.
fn place(row: u16, column: u16) -> Place {
    Place::new(u32::from(row) + 1, u32::from(column) + 1)
}

/// A number in four bytes: a whole one or the upper half of a double, as it is or in hundredths.
fn unpacked(bits: u32) -> Option<Number> {
    let number = if bits & 2 == 0 {
        Number::of(f64::from_bits(u64::from(bits & !3) << 32))
    } else {
        Number::of(f64::from(bits.cast_signed() >> 2))
    };
    if bits & 1 == 0 { number } else { number.map(Number::hundredth) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_numbers_are_exact() {
        let shown = |bits| unpacked(bits).unwrap().exact().unwrap().to_string();
        // 238871 hundredths; -5; 1.5 as a double; 398.2 does not fit; 0.25 as a double.
        assert_eq!(shown((238_871 << 2) | 3), "2388.71");
        assert_eq!(shown((-5_i32 << 2).cast_unsigned() | 2), "-5");
        assert_eq!(shown(0x3FF8_0000), "1.5");
        assert_eq!(shown(0x3FD0_0000), "0.25");
    }
}
