//! A bundled file as the program holds it: its outlines apart from all else (`fonts/build.rs` put them down so), and a
//! font file again with those outlines that are asked for. So of ten thousand outlines only those that are shown, and
//! what lies beside them, are ever mapped into memory.

use std::collections::BTreeSet;

use skrifa::raw::tables::glyf::Glyph;
use skrifa::raw::tables::loca::Loca;
use skrifa::raw::types::Tag;
use skrifa::raw::{FontRead as _, FontRef, ReadError, TableProvider as _};

/// A font file in three parts.
#[derive(Debug)]
pub(super) struct Stored {
    /// The file, with a table of outlines that is empty.
    pub(super) tables: &'static [u8],
    /// The outlines.
    pub(super) outlines: &'static [u8],
    /// Where among the outlines that of each glyph begins, four bytes for each. How long it is, `tables` says.
    pub(super) places: &'static [u8],
}

impl Stored {
    /// A font file with the outlines of these glyphs and of what they are put together from; all others are empty.
    /// Glyphs keep their numbers.
    ///
    /// # Errors
    /// Tables that cannot be read; never, as the files are.
    pub(super) fn with(&self, glyphs: &BTreeSet<u16>) -> Result<Vec<u8>, ReadError> {
        let font = FontRef::new(self.tables)?;
        let ends = font.loca(None)?;
        let wanted = self.closed(glyphs, &ends)?;
        let (mut places, mut end) = (Vec::with_capacity(ends.len() + 1), 0);
        let mut outlines = Vec::with_capacity(wanted.len());
        for glyph in wanted {
            // Those between are empty: they begin where this one does.
            places.resize(usize::from(glyph) + 1, end);
            let outline = self.outline(glyph, &ends)?;
            end += outline.len();
            outlines.push(outline);
        }
        places.resize(ends.len() + 1, end);
        let places = match ends {
            Loca::Short(_) => halves(&places)?,
            Loca::Long(_) => numbers(&places)?,
        };
        // In one piece of memory, which is large.
        let mut file = Vec::with_capacity(self.tables.len() + places.len() + end + 8);
        file.extend(self.tables);
        append(&mut file, &font, Tag::new(b"loca"), &[&places])?;
        append(&mut file, &font, Tag::new(b"glyf"), &outlines)?;
        Ok(file)
    }

    /// The file as it was, but for the order of its tables.
    #[cfg(test)]
    pub(super) fn whole(&self) -> Vec<u8> {
        let glyphs = FontRef::new(self.tables).unwrap().maxp().unwrap().num_glyphs();
        self.with(&(0..glyphs).collect()).unwrap()
    }

    /// The glyphs, .notdef, and what they are put together from.
    fn closed(&self, glyphs: &BTreeSet<u16>, ends: &Loca<'_>) -> Result<BTreeSet<u16>, ReadError> {
        let mut wanted = BTreeSet::new();
        let mut waiting: Vec<u16> = glyphs.iter().copied().chain([0]).collect();
        while let Some(glyph) = waiting.pop() {
            let outline = self.outline(glyph, ends)?;
            if wanted.insert(glyph)
                && !outline.is_empty()
                && let Glyph::Composite(composite) = Glyph::read(outline.into())?
            {
                waiting.extend(composite.components().map(|component| component.glyph.to_u16()));
            }
        }
        Ok(wanted)
    }

    /// The outline of a glyph; empty for one that shows nothing.
    fn outline(&self, glyph: u16, ends: &Loca<'_>) -> Result<&'static [u8], ReadError> {
        let index = usize::from(glyph);
        let end = |index| ends.get_raw(index).ok_or(ReadError::OutOfBounds);
        let length = end(index + 1)?.saturating_sub(end(index)?) as usize;
        let (places, _) = self.places.as_chunks();
        let start = places.get(index).copied().map(u32::from_be_bytes);
        let start = start.ok_or(ReadError::OutOfBounds)? as usize;
        self.outlines.get(start..start + length).ok_or(ReadError::OutOfBounds)
    }
}

/// Puts a table behind all others in `file`, whose tables are those of `font`.
fn append(
    file: &mut Vec<u8>,
    font: &FontRef<'_>,
    tag: Tag,
    pieces: &[&[u8]],
) -> Result<(), ReadError> {
    /// Bytes of the head of a file, and of an entry, whose last eight are place and length.
    const HEAD: usize = 12;
    const ENTRY: usize = 16;
    let entries = font.table_directory().table_records();
    let index = entries.iter().position(|entry| entry.tag() == tag);
    let index = index.ok_or(ReadError::TableIsMissing(tag))?;
    let length = pieces.iter().map(|piece| piece.len()).sum();
    let place = numbers(&[file.len(), length])?;
    for piece in pieces {
        file.extend(*piece);
    }
    file.resize(file.len().next_multiple_of(4), 0);
    let at = HEAD + ENTRY * index + 8;
    let entry = file.get_mut(at..at + 8).ok_or(ReadError::OutOfBounds)?;
    entry.copy_from_slice(&place);
    Ok(())
}

/// The places of a short table.
fn halves(places: &[usize]) -> Result<Vec<u8>, ReadError> {
    let halves: Result<Vec<_>, _> =
        places.iter().map(|place| u16::try_from(place / 2).map(u16::to_be_bytes)).collect();
    halves.map(Vec::into_flattened).map_err(too_long)
}

/// The places of a long table, or of anything else.
fn numbers(places: &[usize]) -> Result<Vec<u8>, ReadError> {
    let numbers: Result<Vec<_>, _> =
        places.iter().map(|place| u32::try_from(*place).map(u32::to_be_bytes)).collect();
    numbers.map(Vec::into_flattened).map_err(too_long)
}

fn too_long(_: std::num::TryFromIntError) -> ReadError {
    ReadError::OutOfBounds
}

#[cfg(test)]
mod tests {
    use skrifa::raw::types::GlyphId;

    use super::super::bundled;
    use super::*;

    fn original(name: &str) -> Vec<u8> {
        std::fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts").join(name))
            .unwrap()
    }

    #[test]
    fn with_all_its_outlines_every_table_is_that_of_the_file_in_fonts() {
        for (name, stored) in &bundled::FILES {
            let original = original(name);
            let original = FontRef::new(&original).unwrap();
            let again = stored.whole();
            let again = FontRef::new(&again).unwrap();
            let tables = original.table_directory().table_records();
            assert_eq!(again.table_directory().table_records().len(), tables.len());
            for entry in tables {
                let [was, is] = [&original, &again]
                    .map(|font| font.table_data(entry.tag()).unwrap().as_bytes().to_vec());
                assert!(was == is, "{name} {}: {} {}", entry.tag(), was.len(), is.len());
            }
        }
    }

    #[test]
    fn what_was_not_asked_for_is_empty_and_parts_of_a_glyph_come_along() {
        let (_, stored) = bundled::FILES.iter().find(|(name, _)| name.contains("Liber")).unwrap();
        let tables = FontRef::new(stored.tables).unwrap();
        let glyph = |character: char| tables.cmap().unwrap().map_codepoint(character).unwrap();
        let number = |glyph: GlyphId| u16::try_from(glyph.to_u32()).unwrap();
        let file = stored.with(&[number(glyph('é'))].into()).unwrap();
        let font = FontRef::new(&file).unwrap();
        let (places, outlines) = (font.loca(None).unwrap(), font.glyf().unwrap());
        let shown = |character| places.get_glyf(glyph(character), &outlines).unwrap().is_some();
        assert!(shown('é') && shown('e'), "é is put together from e");
        assert!(!shown('f'));
        assert!(file.len() < stored.outlines.len() / 2);
    }
}
