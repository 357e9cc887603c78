//! The squeezed form of a face (标点挤压): the same outlines, its marks narrower by what neighbouring
//! marks give up. LibreOffice takes no more than a sixth of a character's height off by run spacing,
//! and nothing at all off the last character of a run; the width of a glyph both it and Word follow.

use std::collections::{BTreeMap, BTreeSet};

use skrifa::{FontRef, MetadataProvider};

use crate::text::{Class, class_of};
use crate::unit::Em;

/// Makes the squeezed form of a TrueType file: `characters` lose `squeeze` of their advance, opening
/// marks at the left, others at the right. It is named `family` in English and `chinese` in Chinese.
///
/// # Errors
/// A file whose tables are not where they should be.
pub(super) fn tighten(
    data: &[u8],
    characters: &BTreeSet<char>,
    squeeze: Em,
    family: &str,
    chinese: &str,
) -> Result<Vec<u8>, String> {
    let font = FontRef::new(data).map_err(|fault| fault.to_string())?;
    let mut tables = read_tables(data).ok_or("table directory")?;
    let units = tables.get(b"head").and_then(|head| word(head, 18)).ok_or("head")?;
    let squeezed = i64::from(squeeze.thousandths()) * i64::from(units) / 1000;
    let by = i16::try_from(squeezed).map_err(|fault| fault.to_string())?;
    let mut metrics = read_metrics(&tables).ok_or("hmtx")?;
    for character in characters {
        let Some(glyph) = font.charmap().map(*character) else { continue };
        let Some(metric) = metrics.get_mut(glyph.to_u32() as usize) else { continue };
        metric.advance = metric.advance.saturating_sub_signed(by);
        if class_of(*character) == Class::Open {
            metric.left_bearing = metric.left_bearing.saturating_sub(by);
        }
    }
    write_metrics(&mut tables, &metrics).ok_or("hhea")?;
    tables.insert(*b"name", name_table(family, chinese));
    Ok(write_tables(tables))
}

type Tables = BTreeMap<[u8; 4], Vec<u8>>;

struct Metric {
    advance: u16,
    left_bearing: i16,
}

fn word(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(data.get(at..at + 2)?.try_into().ok()?))
}

fn long(data: &[u8], at: usize) -> Option<usize> {
    let bytes = data.get(at..at + 4)?.try_into().ok()?;
    usize::try_from(u32::from_be_bytes(bytes)).ok()
}

fn read_tables(data: &[u8]) -> Option<Tables> {
    let mut tables = Tables::new();
    for index in 0..usize::from(word(data, 4)?) {
        let entry = 12 + 16 * index;
        let tag = data.get(entry..entry + 4)?.try_into().ok()?;
        let (start, length) = (long(data, entry + 8)?, long(data, entry + 12)?);
        tables.insert(tag, data.get(start..start + length)?.to_vec());
    }
    Some(tables)
}

/// One metric for each glyph: `hmtx` leaves out the advances of the last glyphs when they are equal.
fn read_metrics(tables: &Tables) -> Option<Vec<Metric>> {
    let glyphs = usize::from(word(tables.get(b"maxp")?, 4)?);
    let long_metrics = usize::from(word(tables.get(b"hhea")?, 34)?);
    let table = tables.get(b"hmtx")?;
    let metrics = (0..glyphs).map(|glyph| {
        let with_advance = glyph.min(long_metrics.checked_sub(1)?);
        let bearing = if glyph < long_metrics { 4 * glyph + 2 } else { 2 * (glyph + long_metrics) };
        Some(Metric {
            advance: word(table, 4 * with_advance)?,
            left_bearing: word(table, bearing)?.cast_signed(),
        })
    });
    metrics.collect()
}

fn write_metrics(tables: &mut Tables, metrics: &[Metric]) -> Option<()> {
    let mut table = Vec::with_capacity(4 * metrics.len());
    for metric in metrics {
        table.extend(metric.advance.to_be_bytes());
        table.extend(metric.left_bearing.to_be_bytes());
    }
    tables.insert(*b"hmtx", table);
    let count = u16::try_from(metrics.len()).ok()?.to_be_bytes();
    tables.get_mut(b"hhea")?.get_mut(34..36)?.copy_from_slice(&count);
    Some(())
}

/// A `name` table of version 0 for Windows: family, style, full name, PostScript name.
fn name_table(family: &str, chinese: &str) -> Vec<u8> {
    const ENGLISH: u16 = 0x0409;
    const CHINESE: u16 = 0x0804;
    let postscript: String = family.chars().filter(char::is_ascii_alphanumeric).collect();
    let records = [
        (ENGLISH, 1, family.to_owned()),
        (ENGLISH, 2, "Regular".to_owned()),
        (ENGLISH, 3, format!("{postscript}-Regular")),
        (ENGLISH, 4, family.to_owned()),
        (ENGLISH, 6, format!("{postscript}-Regular")),
        (CHINESE, 1, chinese.to_owned()),
        (CHINESE, 2, "Regular".to_owned()),
        (CHINESE, 4, chinese.to_owned()),
    ];
    let (mut heads, mut texts): (Vec<u8>, Vec<u8>) = (Vec::new(), Vec::new());
    for (language, id, text) in &records {
        let encoded: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for field in [3, 1, *language, *id, length16(&encoded), length16(&texts)] {
            heads.extend(field.to_be_bytes());
        }
        texts.extend(encoded);
    }
    let count = u16::try_from(records.len()).unwrap_or(0);
    let mut table = Vec::new();
    for field in [0, count, 6 + 12 * count] {
        table.extend(field.to_be_bytes());
    }
    table.extend(heads);
    table.extend(texts);
    table
}

fn length16(data: &[u8]) -> u16 {
    u16::try_from(data.len()).unwrap_or(u16::MAX)
}

fn write_tables(mut tables: Tables) -> Vec<u8> {
    const ADJUSTMENT: std::ops::Range<usize> = 8..12;
    const WHOLE: u32 = 0xB1B0_AFBA;
    if let Some(place) = tables.get_mut(b"head").and_then(|head| head.get_mut(ADJUSTMENT)) {
        place.fill(0);
    }
    let is_cff = tables.contains_key(b"CFF ");
    let count = u16::try_from(tables.len()).unwrap_or(0);
    let largest_power = 15 - count.max(1).leading_zeros();
    let search = 16u16 << largest_power;
    let mut file = Vec::new();
    file.extend(if is_cff { *b"OTTO" } else { [0, 1, 0, 0] });
    for field in [count, search, u16::try_from(largest_power).unwrap_or(0), 16 * count - search] {
        file.extend(field.to_be_bytes());
    }
    let mut offset = 12 + 16 * usize::from(count);
    let mut head_at = None;
    for (tag, table) in &tables {
        if tag == b"head" {
            head_at = Some(offset);
        }
        file.extend(tag);
        for field in [checksum(table), as_long(offset), as_long(table.len())] {
            file.extend(field.to_be_bytes());
        }
        offset += table.len().next_multiple_of(4);
    }
    for table in tables.values() {
        file.extend(table);
        file.resize(file.len().next_multiple_of(4), 0);
    }
    let adjustment = WHOLE.wrapping_sub(checksum(&file)).to_be_bytes();
    if let Some(place) = head_at.and_then(|at| file.get_mut(at + 8..at + 12)) {
        place.copy_from_slice(&adjustment);
    }
    file
}

fn as_long(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

fn checksum(data: &[u8]) -> u32 {
    data.chunks(4).fold(0u32, |sum, chunk| {
        let mut bytes = [0; 4];
        bytes[..chunk.len()].copy_from_slice(chunk);
        sum.wrapping_add(u32::from_be_bytes(bytes))
    })
}
