//! The squeezed form of a face (标点挤压): the same outlines, its marks narrower by what neighbouring
//! marks give up. LibreOffice takes no more than a sixth of a character's height off by run spacing,
//! and nothing at all off the last character of a run; the width of a glyph both it and Word follow.

use std::collections::BTreeSet;

use skrifa::MetadataProvider;
use skrifa::raw::types::GlyphId;
use skrifa::raw::{FontRef, TableProvider};
use write_fonts::FontBuilder;
use write_fonts::from_obj::ToOwnedTable;
use write_fonts::tables::hhea::Hhea;
use write_fonts::tables::hmtx::{Hmtx, LongMetric};
use write_fonts::tables::name::{Name, NameRecord};
use write_fonts::types::NameId;

use crate::text::{Class, class_of};
use crate::unit::Em;

/// Makes the squeezed form of a font file: `characters` lose `squeeze` of their advance, opening marks
/// at the left, others at the right. It is named `family` in English and `chinese` in Chinese.
///
/// # Errors
/// A file whose tables cannot be read.
pub(super) fn tighten(
    data: &[u8],
    characters: &BTreeSet<char>,
    squeeze: Em,
    family: &str,
    chinese: &str,
) -> Result<Vec<u8>, String> {
    let font = FontRef::new(data).map_err(text_of)?;
    let units = i32::from(font.head().map_err(text_of)?.units_per_em());
    let by = i16::try_from(squeeze.thousandths() * units / 1000).map_err(text_of)?;
    let mut metrics = metrics(&font)?;
    for character in characters {
        let glyph = font.charmap().map(*character).map(GlyphId::to_u32);
        let Some(metric) = glyph.and_then(|glyph| metrics.get_mut(glyph as usize)) else {
            continue;
        };
        metric.advance = metric.advance.saturating_sub_signed(by);
        if class_of(*character) == Class::Open {
            metric.side_bearing = metric.side_bearing.saturating_sub(by);
        }
    }
    let mut header: Hhea = font.hhea().map_err(text_of)?.to_owned_table();
    header.number_of_h_metrics = u16::try_from(metrics.len()).map_err(text_of)?;
    let mut builder = FontBuilder::new();
    builder.add_table(&header).map_err(text_of)?;
    builder.add_table(&Hmtx::new(metrics, Vec::new())).map_err(text_of)?;
    builder.add_table(&names(family, chinese)).map_err(text_of)?;
    builder.copy_missing_tables(font);
    Ok(builder.build())
}

/// One metric for each glyph: `hmtx` leaves out the advances of the last glyphs when they are equal.
fn metrics(font: &FontRef) -> Result<Vec<LongMetric>, String> {
    let table = font.hmtx().map_err(text_of)?;
    let count = font.maxp().map_err(text_of)?.num_glyphs();
    let metrics = (0..u32::from(count)).map(GlyphId::new).map(|glyph| {
        let advance = table.advance(glyph)?;
        Some(LongMetric::new(advance, table.side_bearing(glyph)?))
    });
    metrics.collect::<Option<Vec<_>>>().ok_or_else(|| "hmtx".to_owned())
}

/// Family, style, full name, PostScript name, as Windows reads them.
fn names(family: &str, chinese: &str) -> Name {
    const ENGLISH: u16 = 0x0409;
    const CHINESE: u16 = 0x0804;
    let letters: String = family.chars().filter(char::is_ascii_alphanumeric).collect();
    let postscript = format!("{letters}-Regular");
    let record = |language: u16, id: u16, text: &str| {
        NameRecord::new(3, 1, language, NameId::new(id), text.to_owned().into())
    };
    Name::new(vec![
        record(ENGLISH, 1, family),
        record(ENGLISH, 2, "Regular"),
        record(ENGLISH, 3, &postscript),
        record(ENGLISH, 4, family),
        record(ENGLISH, 6, &postscript),
        record(CHINESE, 1, chinese),
        record(CHINESE, 2, "Regular"),
        record(CHINESE, 4, chinese),
    ])
}

fn text_of(fault: impl std::fmt::Display) -> String {
    fault.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fonts::{Book, Preference, subset_for_docx};
    use crate::template::FontRole;

    #[test]
    fn marks_lose_half_their_width_and_opening_ones_move_to_the_left() {
        let book = Book::open(Preference::Bundled).unwrap();
        let face = book.face(book.primary(FontRole::FangSong));
        let marks: BTreeSet<char> = "，”“（".chars().collect();
        let subset = subset_for_docx(face, &marks).unwrap().data;
        let tight = tighten(&subset, &marks, Em::HALF, "Tight Face", "挤压").unwrap();
        let (before, after) = (FontRef::new(&subset).unwrap(), FontRef::new(&tight).unwrap());
        let bearing = |font: &FontRef, mark: char| {
            let glyph = font.charmap().map(mark).unwrap();
            let table = font.hmtx().unwrap();
            (table.advance(glyph).unwrap(), table.side_bearing(glyph).unwrap())
        };
        let half = i16::try_from(face.units_per_em() / 2).unwrap();
        for (mark, shift) in [('，', 0), ('”', 0), ('“', half), ('（', half)] {
            let ((wide, left), (narrow, moved)) = (bearing(&before, mark), bearing(&after, mark));
            assert_eq!(wide - narrow, half.unsigned_abs(), "{mark}");
            assert_eq!(left - moved, shift, "{mark}");
        }
    }
}
