//! Subsets: the part of a face that a document needs. Which characters those are is for the renderers.

use std::collections::{BTreeMap, BTreeSet};

use skrifa::raw::FontRef;
use skrifa::raw::types::Tag;
use subsetter::GlyphRemapper;
use write_fonts::FontBuilder;
use write_fonts::tables::cmap::Cmap;
use write_fonts::types::GlyphId;

use super::Face;

/// A subset for PDF: glyph numbers are renumbered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PdfSubset {
    /// The font program: a TrueType file without cmap, or an OpenType file whose CFF table is CID-keyed
    /// with every CID equal to its glyph number.
    pub data: Vec<u8>,
    /// Old glyph number → new one, for the glyphs asked for and for 0.
    pub glyphs: BTreeMap<u16, u16>,
}

/// A subset for DOCX: a whole font file with cmap, OS/2, name, post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocxSubset {
    /// The file.
    pub data: Vec<u8>,
}

/// Why a subset cannot be made; the text is the library's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubsetError(pub String);

/// Subset of `face` with these glyphs (and what they are composed of), for PDF.
///
/// # Errors
/// A face whose tables cannot be read.
pub fn subset_for_pdf(face: &Face, glyphs: &BTreeSet<u16>) -> Result<PdfSubset, SubsetError> {
    // In ascending order, so that the bytes depend on the set alone.
    let mut remapper = GlyphRemapper::new();
    for &glyph in glyphs {
        remapper.remap(glyph);
    }
    let file = face.with_outlines(glyphs).map_err(text_of)?;
    let data = subsetter::subset(&file, face.index(), &remapper).map_err(text_of)?;
    let numbers = remapper.remapped_gids().filter_map(|old| Some((old, remapper.get(old)?)));
    Ok(PdfSubset { data, glyphs: numbers.collect() })
}

/// Subset of `face` with these characters, for DOCX. Characters the face lacks are passed over.
///
/// Word finds an embedded face by its family name, so the name table stays as it is; Windows reads only
/// character maps of its own platform, so one is written for it beside the Unicode one.
///
/// # Errors
/// A face whose tables cannot be read.
pub fn subset_for_docx(
    face: &Face,
    characters: &BTreeSet<char>,
) -> Result<DocxSubset, SubsetError> {
    let mapped: Vec<(char, u16)> =
        characters.iter().filter_map(|&c| Some((c, face.glyph(c)?))).collect();
    let glyphs = mapped.iter().map(|&(_, glyph)| glyph).collect();
    let outlines = subset_for_pdf(face, &glyphs)?;
    let renumbered =
        mapped.iter().filter_map(|&(c, old)| Some((c, GlyphId::from(*outlines.glyphs.get(&old)?))));
    let cmap = Cmap::from_mappings(renumbered).map_err(text_of)?;

    let original = FontRef::from_index(face.tables(), face.index()).map_err(text_of)?;
    let mut builder = FontBuilder::new();
    builder.add_table(&cmap).map_err(text_of)?;
    for tag in [Tag::new(b"OS/2"), Tag::new(b"name")] {
        if let Some(table) = original.table_data(tag) {
            builder.add_raw(tag, table.as_bytes());
        }
    }
    builder.copy_missing_tables(FontRef::new(&outlines.data).map_err(text_of)?);
    Ok(DocxSubset { data: builder.build() })
}

pub(super) fn text_of(error: impl std::fmt::Display) -> SubsetError {
    SubsetError(error.to_string())
}

#[cfg(test)]
pub(super) mod testing {
    //! Fonts made for tests, so that no test depends on what is installed.

    use super::super::bundled;
    use super::*;
    use skrifa::raw::TableProvider;
    use write_fonts::from_obj::ToOwnedTable;
    use write_fonts::tables::name::{Name, NameRecord};
    use write_fonts::tables::os2::Os2;
    use write_fonts::types::NameId;

    /// A bundled file under another family name and with another right to embed.
    pub(in super::super) fn renamed(file: &str, family: &str, fs_type: u16) -> Vec<u8> {
        let (_, stored) = bundled::FILES.iter().find(|(name, _)| *name == file).unwrap();
        let file = stored.whole();
        let font = FontRef::new(&file).unwrap();
        let mut os2: Os2 = font.os2().unwrap().to_owned_table();
        os2.fs_type = fs_type;
        let record = |id: u16, text: &str| {
            NameRecord::new(3, 1, 0x409, NameId::new(id), text.to_owned().into())
        };
        let name = Name::new(vec![record(1, family), record(4, family), record(6, "Test")]);
        let mut builder = FontBuilder::new();
        builder.add_table(&os2).unwrap().add_table(&name).unwrap();
        builder.copy_missing_tables(font);
        builder.build()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Book, Origin, Preference, face::FontData};
    use super::*;
    use crate::template::FontRole;
    use skrifa::MetadataProvider;
    use skrifa::raw::TableProvider;

    const TEXT: &str = "附件4：2021年度项目绩效自评报告（一）“公务”——……0123456789ABCé%";

    fn whole(face: &Face) -> Vec<u8> {
        let glyphs = FontRef::new(face.tables()).unwrap().maxp().unwrap().num_glyphs();
        face.with_outlines(&(0..glyphs).collect()).unwrap().into_owned()
    }

    fn set(text: &str) -> BTreeSet<char> {
        text.chars().collect()
    }

    #[test]
    fn a_docx_subset_opens_again_with_the_same_characters_widths_and_name() {
        let book = Book::open(Preference::Bundled).unwrap();
        for (_, face) in book.faces() {
            let subset = subset_for_docx(face, &set(TEXT)).unwrap();
            assert!(subset.data.len() < whole(face).len() / 4, "{}", face.family());
            let again = Face::open(
                FontData::Owned(subset.data),
                0,
                "",
                Origin::Installed(std::path::PathBuf::new()),
            )
            .unwrap();
            assert_eq!(again.family(), face.family());
            assert_eq!(again.family_chinese(), face.family_chinese());
            assert_eq!(again.metrics().panose, face.metrics().panose);
            for character in TEXT.chars() {
                let widths = [face, &again]
                    .map(|face| face.glyph(character).map(|glyph| face.advance(glyph)));
                assert_eq!(widths[0], widths[1], "{} {character}", face.family());
            }
            let asked = TEXT.chars().filter(|&c| face.glyph(c).is_some());
            assert_eq!(again.characters().collect::<BTreeSet<_>>(), asked.collect());
        }
    }

    #[test]
    fn a_docx_subset_has_a_character_map_for_windows() {
        let book = Book::open(Preference::Bundled).unwrap();
        let face = book.face(book.primary(FontRole::FangSong));
        let subset = subset_for_docx(face, &set(TEXT)).unwrap();
        let font = FontRef::new(&subset.data).unwrap();
        let cmap = font.cmap().unwrap();
        let encodings: Vec<_> = cmap
            .encoding_records()
            .iter()
            .map(|record| (record.platform_id() as u16, record.encoding_id()))
            .collect();
        assert!(encodings.contains(&(3, 1)), "{encodings:?}");
    }

    #[test]
    fn a_pdf_subset_draws_the_same_outlines_at_the_same_widths() {
        use skrifa::instance::LocationRef;
        use skrifa::prelude::Size;

        let book = Book::open(Preference::Bundled).unwrap();
        for (_, face) in book.faces() {
            let glyphs: BTreeSet<u16> = TEXT.chars().filter_map(|c| face.glyph(c)).collect();
            let subset = subset_for_pdf(face, &glyphs).unwrap();
            let font = FontRef::new(&subset.data).unwrap();
            let original = whole(face);
            let original = FontRef::new(&original).unwrap();
            for old in glyphs {
                let new = subset.glyphs[&old];
                let advance = font.hmtx().unwrap().advance(GlyphId::from(new));
                assert_eq!(advance, Some(face.advance(old)), "{} {old}", face.family());
                let bounds = [(&font, new), (&original, old)].map(|(font, glyph)| {
                    font.glyph_metrics(Size::unscaled(), LocationRef::default())
                        .bounds(GlyphId::from(glyph))
                });
                assert_eq!(bounds[0], bounds[1], "{} {old}", face.family());
            }
        }
    }

    #[test]
    fn the_same_set_gives_the_same_bytes() {
        let book = Book::open(Preference::Bundled).unwrap();
        let face = book.face(book.primary(FontRole::XiaoBiaoSong));
        let glyphs: BTreeSet<u16> = TEXT.chars().filter_map(|c| face.glyph(c)).collect();
        assert_eq!(subset_for_pdf(face, &glyphs), subset_for_pdf(face, &glyphs));
        assert_eq!(subset_for_docx(face, &set(TEXT)), subset_for_docx(face, &set(TEXT)));
    }

    #[test]
    fn an_empty_subset_is_still_a_font() {
        let book = Book::open(Preference::Bundled).unwrap();
        let face = book.face(book.primary(FontRole::Times));
        let subset = subset_for_docx(face, &set("国")).unwrap();
        assert!(FontRef::new(&subset.data).is_ok());
        assert_eq!(subset_for_pdf(face, &BTreeSet::new()).unwrap().glyphs.len(), 1);
    }
}
