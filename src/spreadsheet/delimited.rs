//! Text files with a table, .csv and what programs call “Unicode 文本”: which encoding, which character
//! parts the columns, quoted fields. Numbers stay the text they are.
//!
//! RFC 4180 is read here and not by a crate, since the one that is used everywhere takes a quotation mark
//! that is never closed for one that closes at the end of the file, and so swallows half a table in
//! silence.

use std::collections::BTreeMap;

use encoding_rs::{DecoderResult, Encoding, GB18030, UTF_8};

use super::fault::{Fault, Lookalike};
use super::gathered::Gathered;
use super::grid::{Grid, LongerRow, Value, is_error};
use super::place::{Area, MOST_ROWS, Place};

/// Reads a text file.
///
/// # Errors
/// Bytes that are no text, an open quotation mark, too much, nothing.
pub(super) fn read(bytes: &[u8], asked: Option<Area>) -> Result<Grid, Fault> {
    let text = decoded(bytes)?;
    let mut gathered = Gathered::new("", asked)?;
    let mut widths = Vec::new();
    let mut fields = Fields { rest: &text, parting: parting(&text), line: 1 };
    let mut place = Place::new(1, 1);
    while let Some((field, ends_row)) = fields.next(place.column)? {
        let shown = field.trim();
        if !shown.is_empty() && gathered.wants(place) {
            let value = if is_error(shown) { Value::Error } else { Value::Text };
            gathered.put(place, shown, value)?;
        }
        if ends_row {
            widths.push(place.column);
            place = Place::new(place.row + 1, 1);
            if place.row > MOST_ROWS {
                return Err(Fault::TooManyCells { sheet: String::new() });
            }
        } else {
            place.column = place.column.saturating_add(1);
        }
    }
    let mut grid = gathered.finish(&[])?;
    grid.longer_row = longer(&widths);
    Ok(grid)
}

/// The first row with more columns than most rows have.
fn longer(widths: &[u32]) -> Option<LongerRow> {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for width in widths {
        *counts.entry(*width).or_default() += 1;
    }
    let (usual, times) = counts.into_iter().max_by_key(|(_, times)| *times)?;
    let index = widths.iter().position(|width| *width > usual)?;
    let row = u32::try_from(index + 1).ok()?;
    (times * 2 > widths.len()).then_some(LongerRow { row, columns: widths[index], usual })
}

/// The text, by its mark, else UTF-8, else GB 18030, which holds GBK and GB 2312.
fn decoded(bytes: &[u8]) -> Result<String, Fault> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return strictly(encoding, bytes.get(length..).unwrap_or_default());
    }
    if bytes.contains(&0) {
        return Err(Fault::NotASpreadsheet(Lookalike::Unknown));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        // A character of GBK is hardly ever one of UTF-8 as well: two of them, and it is damaged UTF-8.
        Err(error) => {
            let valid =
                bytes.get(..error.valid_up_to()).and_then(|start| std::str::from_utf8(start).ok());
            let wide = valid.map_or(0, |start| start.chars().filter(|c| c.len_utf8() > 2).count());
            strictly(if wide >= 2 { UTF_8 } else { GB18030 }, bytes)
        }
    }
}

/// The text in one encoding.
fn strictly(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, Fault> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let needed = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
    let mut text = String::with_capacity(needed.unwrap_or(bytes.len()));
    match decoder.decode_to_string_without_replacement(bytes, &mut text, true).0 {
        DecoderResult::InputEmpty => Ok(text),
        DecoderResult::Malformed(..) | DecoderResult::OutputFull => {
            Err(Fault::Encoding { line: text.split('\n').count() })
        }
    }
}

/// Characters of a line in which the sign between columns is looked for.
const LOOKED_AT: usize = 10_000;

/// What parts the columns: in its first line a tab where there is no comma, a semicolon where there is
/// neither.
fn parting(text: &str) -> char {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut quoted = false;
    let bare: Vec<char> = first
        .chars()
        .take(LOOKED_AT)
        .filter(|c| {
            quoted ^= *c == '"';
            !quoted
        })
        .collect();
    [',', '\t', ';'].into_iter().find(|mark| bare.contains(mark)).unwrap_or(',')
}

/// The fields of a text, one after the other.
struct Fields<'a> {
    rest: &'a str,
    parting: char,
    /// From 1.
    line: usize,
}

impl Fields<'_> {
    /// The next field, and whether its row ends behind it.
    fn next(&mut self, column: u32) -> Result<Option<(String, bool)>, Fault> {
        // Behind a comma at the very end there is one more field, an empty one.
        if self.rest.is_empty() && column == 1 {
            return Ok(None);
        }
        let mut field = String::new();
        if let Some(inner) = self.rest.strip_prefix('"') {
            self.rest = inner;
            self.quoted(&mut field, column)?;
        }
        // What stands behind a closing mark belongs to the field, as spreadsheet programs have it.
        let parting = self.parting;
        let end = self.rest.find([parting, '\n', '\r']);
        let (bare, after) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        field.push_str(bare);
        self.rest = after;
        if let Some(after) = self.rest.strip_prefix(parting) {
            self.rest = after;
            return Ok(Some((field, false)));
        }
        let rest = self.rest;
        self.rest = rest
            .strip_prefix("\r\n")
            .or_else(|| rest.strip_prefix('\n'))
            .or_else(|| rest.strip_prefix('\r'))
            .unwrap_or_default();
        self.line += 1;
        Ok(Some((field, true)))
    }

    /// The rest of a field in quotation marks, behind the first of them.
    fn quoted(&mut self, field: &mut String, column: u32) -> Result<(), Fault> {
        let opened = self.line;
        loop {
            let Some((part, after)) = self.rest.split_once('"') else {
                let column = usize::try_from(column).unwrap_or(usize::MAX);
                return Err(Fault::OpenQuote { line: opened, column });
            };
            self.line += part.matches('\n').count();
            field.push_str(part);
            self.rest = after;
            match after.strip_prefix('"') {
                Some(after) => {
                    field.push('"');
                    self.rest = after;
                }
                None => return Ok(()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::{UTF_16BE, UTF_16LE};

    use super::*;

    fn texts(bytes: &[u8]) -> Vec<Vec<String>> {
        let grid = read(bytes, None).unwrap();
        grid.rows.into_iter().map(|row| row.into_iter().map(|cell| cell.text).collect()).collect()
    }

    const TABLE: &str = "指标,目标值,完成值\r\n网络可用率,99.9%,99.95%\r\n培训人次,300,326\r\n";

    fn wanted() -> Vec<Vec<String>> {
        let rows = [
            ["指标", "目标值", "完成值"],
            ["网络可用率", "99.9%", "99.95%"],
            ["培训人次", "300", "326"],
        ];
        rows.map(|row| row.map(str::to_owned).to_vec()).to_vec()
    }

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        let units = text.encode_utf16();
        units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    }

    #[test]
    fn every_encoding_that_programs_write_gives_the_same_table() {
        assert_eq!((UTF_16LE.name(), UTF_16BE.name()), ("UTF-16LE", "UTF-16BE"));
        let files = [
            TABLE.as_bytes().to_vec(),
            ["\u{FEFF}", TABLE].concat().into_bytes(),
            GB18030.encode(TABLE).0.into_owned(),
            [b"\xFF\xFE".to_vec(), utf16(TABLE, false)].concat(),
            [b"\xFE\xFF".to_vec(), utf16(TABLE, true)].concat(),
            TABLE.replace(',', "\t").into_bytes(),
            TABLE.replace(',', ";").replace("\r\n", "\n").into_bytes(),
            TABLE.trim_end().replace("\r\n", "\r").into_bytes(),
        ];
        for file in files {
            assert_eq!(texts(&file), wanted(), "{:?}", file.get(..8));
        }
    }

    #[test]
    fn quoted_fields_hold_commas_quotes_and_line_breaks() {
        let found = texts("\"一,二\",\"他说\"\"好\"\"\"\n\"上\n下\",三\n".as_bytes());
        assert_eq!(found, [["一,二", "他说\"好\""], ["上\n下", "三"]]);
    }

    #[test]
    fn short_rows_are_filled_up_and_a_longer_one_is_told() {
        let file = "附表\n项目,金额,备注\n机房,412.36\n网络,1,385,\n培训,20,\n合计,1,\n";
        let grid = read(file.as_bytes(), None).unwrap();
        assert_eq!((grid.rows.len(), grid.width()), (6, 3));
        assert_eq!(grid.rows[2][2].value, Value::Empty);
        assert_eq!(grid.longer_row, None);
        let file = "项目,金额\n机房,412.36\n网络,1,385\n培训,20\n";
        let longer = read(file.as_bytes(), None).unwrap().longer_row;
        assert_eq!(longer, Some(LongerRow { row: 3, columns: 3, usual: 2 }));
    }

    #[test]
    fn numbers_stay_text_and_errors_are_told() {
        let grid = read("甲,0012\n乙,#DIV/0!\n".as_bytes(), None).unwrap();
        let (number, error) = (&grid.rows[0][1], &grid.rows[1][1]);
        assert_eq!((number.text.as_str(), &number.value), ("0012", &Value::Text));
        assert_eq!(error.value, Value::Error);
        assert_eq!(error.place.to_string(), "B2");
    }

    #[test]
    fn a_stretch_counts_rows_of_the_table() {
        let area = Area::parse("B2:C").unwrap();
        let grid = read(TABLE.as_bytes(), Some(area)).unwrap();
        assert_eq!(grid.rows[1][1].text, "326");
        assert_eq!(grid.rows[1][1].place.to_string(), "C3");
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let open = "项目,金额\n机房,\"412\n网络,385\n";
        assert_eq!(read(open.as_bytes(), None), Err(Fault::OpenQuote { line: 2, column: 2 }));
        let mut damaged = TABLE.as_bytes().to_vec();
        let at = damaged.iter().rposition(|byte| *byte == b'3').unwrap();
        damaged[at] = 0xFF;
        assert_eq!(read(&damaged, None), Err(Fault::Encoding { line: 3 }));
        assert_eq!(read(b"a,b\n\xFF\xFF\n", None), Err(Fault::Encoding { line: 2 }));
        let binary = Err(Fault::NotASpreadsheet(Lookalike::Unknown));
        assert_eq!(read(b"\x01\x02\0\x03", None), binary);
        let empty = Err(Fault::EmptySheet { sheet: String::new() });
        assert_eq!(read(b"\n\n", None), empty);
    }
}
