//! One face: names, metrics, character map, right to embed. Which face is asked for what is decided in
//! `book`.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::OnceLock;

use skrifa::charmap::MappingIndex;
use skrifa::raw::types::GlyphId;
use skrifa::raw::{FontRef, ReadError, TableProvider};

use super::names::Names;
use super::stored::Stored;

/// Whether a face may travel inside a document (OS/2 fsType).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Embedding {
    /// Installable (fsType 0).
    Installable,
    /// Editable (8) or preview and print (4).
    Limited,
    /// Restricted licence (2), or no subset (0x100) or no outlines (0x200) may be embedded: refused.
    Restricted,
}

/// Where a face comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Compiled in.
    Bundled {
        /// Name of the file in fonts/.
        file: &'static str,
        /// SPDX identifier of its licence.
        licence: String,
    },
    /// Found on this machine.
    Installed(PathBuf),
}

/// Measures of a face as a whole, in font units where nothing else is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Metrics {
    /// Font units in an em, 16–16384.
    pub units_per_em: u16,
    /// Left, bottom, right, top of all outlines together.
    pub bounds: [i16; 4],
    /// Height above the baseline (hhea).
    pub ascent: i16,
    /// Depth under the baseline, negative (hhea).
    pub descent: i16,
    /// Height of Latin capitals; the ascent where the face does not say.
    pub cap_height: i16,
    /// 100–900; 400 is regular.
    pub weight: u16,
    /// In 1/65536 degrees, counter-clockwise from the vertical; 0 for upright.
    pub italic_angle: i32,
    /// PANOSE classification, for the font table of the DOCX.
    pub panose: [u8; 10],
    /// Bits of the Unicode ranges, for the font table of the DOCX.
    pub unicode_ranges: [u32; 4],
    /// Bits of the code pages, for the font table of the DOCX.
    pub code_pages: [u32; 2],
}

/// The bytes of a font file.
#[derive(Debug)]
pub(super) enum FontData {
    /// One of the program's own, its outlines apart.
    Bundled(&'static Stored),
    /// A file.
    Owned(Vec<u8>),
}

/// A face.
#[derive(Debug)]
pub struct Face {
    data: FontData,
    index: u32,
    charmap: MappingIndex,
    metrics: Metrics,
    embedding: Embedding,
    names: OnceLock<Names>,
    alternative: String,
    origin: Origin,
}

impl Face {
    /// Opens the `index`-th face of a file; `None` when it has no outlines that can be set or when its
    /// tables cannot be read. Reads a few headers only.
    pub(super) fn open(
        data: FontData,
        index: u32,
        alternative: &str,
        origin: Origin,
    ) -> Option<Self> {
        let font = FontRef::from_index(data.tables(), index).ok()?;
        if !has_outlines(&font) {
            return None;
        }
        let (charmap, metrics) = (MappingIndex::new(&font), metrics(&font)?);
        let embedding = embedding(&font);
        let alternative = alternative.to_owned();
        let names = OnceLock::new();
        Some(Self { data, index, charmap, metrics, embedding, names, alternative, origin })
    }

    fn font(&self) -> Option<FontRef<'_>> {
        FontRef::from_index(self.data.tables(), self.index).ok()
    }

    fn names(&self) -> &Names {
        self.names.get_or_init(|| self.font().map(|font| Names::read(&font)).unwrap_or_default())
    }

    /// Family name in English: the name written into the DOCX, by which Word finds the embedded face.
    #[must_use]
    pub fn family(&self) -> &str {
        &self.names().family
    }

    /// Family name in Chinese; the English one when it has none.
    #[must_use]
    pub fn family_chinese(&self) -> &str {
        let names = self.names();
        names.family_chinese.as_ref().unwrap_or(&names.family)
    }

    /// PostScript name.
    #[must_use]
    pub fn postscript_name(&self) -> &str {
        &self.names().postscript
    }

    /// A family that Chinese Windows or Office has, for programs that do not use the embedded face
    /// (w:altName); at most 31 characters, as Word wants it.
    #[must_use]
    pub fn alternative(&self) -> &str {
        &self.alternative
    }

    /// Where it comes from.
    #[must_use]
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The font file, in which these glyphs at least have their outlines.
    ///
    /// # Errors
    /// A bundled file that cannot be read; never, as they are.
    pub(super) fn with_outlines(&self, glyphs: &BTreeSet<u16>) -> Result<Cow<'_, [u8]>, ReadError> {
        match &self.data {
            FontData::Bundled(stored) => stored.with(glyphs).map(Cow::Owned),
            FontData::Owned(file) => Ok(Cow::Borrowed(file)),
        }
    }

    /// The font file, its outlines aside.
    pub(super) fn tables(&self) -> &[u8] {
        self.data.tables()
    }

    /// Which face of the file.
    #[must_use]
    pub fn index(&self) -> u32 {
        self.index
    }

    /// Font units in an em.
    #[must_use]
    pub fn units_per_em(&self) -> u16 {
        self.metrics.units_per_em
    }

    /// Measures of the face as a whole.
    #[must_use]
    pub fn metrics(&self) -> &Metrics {
        &self.metrics
    }

    /// The glyph of a character; never 0, which is the box for what is missing.
    #[must_use]
    pub fn glyph(&self, character: char) -> Option<u16> {
        let glyph = self.charmap.charmap(&self.font()?).map(character)?;
        // Some maps lead to .notdef by name.
        u16::try_from(glyph.to_u32()).ok().filter(|glyph| *glyph != 0)
    }

    /// Advance width of a glyph in font units; the number is one that [`Face::glyph`] gave.
    #[must_use]
    pub fn advance(&self, glyph: u16) -> u16 {
        let metrics = self.font().and_then(|font| font.hmtx().ok());
        metrics.and_then(|metrics| metrics.advance(GlyphId::from(glyph))).unwrap_or(0)
    }

    /// Whether it may be embedded.
    #[must_use]
    pub fn embedding(&self) -> Embedding {
        self.embedding
    }

    /// Every character the face shows, in the order of its character map.
    pub fn characters(&self) -> impl Iterator<Item = char> {
        let font = self.font();
        let mappings = font.map(|font| self.charmap.charmap(&font).mappings());
        mappings.into_iter().flatten().filter_map(|(code, _)| char::from_u32(code))
    }
}

impl FontData {
    fn tables(&self) -> &[u8] {
        match self {
            FontData::Bundled(stored) => stored.tables,
            FontData::Owned(bytes) => bytes,
        }
    }
}

/// Bitmap fonts and CFF2 cannot be embedded by the PDF subset.
pub(super) fn has_outlines(font: &FontRef<'_>) -> bool {
    font.glyf().is_ok() || font.cff().is_ok()
}

/// Reads fsType; a face without OS/2 states no restriction.
pub(super) fn embedding(font: &FontRef<'_>) -> Embedding {
    let Ok(os2) = font.os2() else {
        return Embedding::Installable;
    };
    let rights = os2.fs_type();
    match rights & 0x000F {
        _ if rights & 0x0300 != 0 => Embedding::Restricted,
        0 => Embedding::Installable,
        // Old fonts set several bits; then the mildest holds (OpenType, OS/2 fsType).
        bits if bits & 0x000C != 0 => Embedding::Limited,
        _ => Embedding::Restricted,
    }
}

fn metrics(font: &FontRef<'_>) -> Option<Metrics> {
    let (head, hhea) = (font.head().ok()?, font.hhea().ok()?);
    let mut metrics = Metrics {
        units_per_em: head.units_per_em(),
        bounds: [head.x_min(), head.y_min(), head.x_max(), head.y_max()],
        ascent: hhea.ascender().to_i16(),
        descent: hhea.descender().to_i16(),
        cap_height: hhea.ascender().to_i16(),
        weight: 400,
        italic_angle: font.post().map_or(0, |post| post.italic_angle().to_bits()),
        ..Metrics::default()
    };
    if let Ok(os2) = font.os2() {
        metrics.weight = os2.us_weight_class();
        metrics.cap_height = os2.s_cap_height().unwrap_or(metrics.cap_height);
        metrics.panose = os2.panose_10().try_into().unwrap_or_default();
        metrics.unicode_ranges = [
            os2.ul_unicode_range_1(),
            os2.ul_unicode_range_2(),
            os2.ul_unicode_range_3(),
            os2.ul_unicode_range_4(),
        ];
        let pages = [os2.ul_code_page_range_1(), os2.ul_code_page_range_2()];
        metrics.code_pages = pages.map(Option::unwrap_or_default);
    }
    (16..=16_384).contains(&metrics.units_per_em).then_some(metrics)
}

#[cfg(test)]
mod tests {
    use super::super::bundled;
    use super::*;

    fn bundled_face(file: &str) -> Face {
        let (file, stored) = bundled::FILES.iter().find(|(name, _)| *name == file).unwrap();
        let origin = Origin::Bundled { file, licence: "OFL-1.1".to_owned() };
        Face::open(FontData::Bundled(stored), 0, "FangSong", origin).unwrap()
    }

    #[test]
    fn a_face_tells_its_names() {
        let face = bundled_face("GongwenFangSong-Regular.ttf");
        assert_eq!(face.family(), "Gongwen FangSong");
        assert_eq!(face.family_chinese(), "公文仿宋");
        assert_eq!(face.postscript_name(), "GongwenFangSong-Regular");
        let times = bundled_face("LiberationSerif-Regular.ttf");
        assert_eq!(times.family_chinese(), "Liberation Serif");
    }

    #[test]
    fn hanzi_and_chinese_marks_are_one_em_and_digits_half() {
        for (file, _) in bundled::FILES.iter().filter(|(name, _)| !name.contains("Liber")) {
            let face = bundled_face(file);
            let em = face.units_per_em();
            for (characters, width) in [("国，。“”‘’—…（）《》", em), ("0123456789", em / 2)]
            {
                let shown = characters.chars().filter_map(|c| face.glyph(c).map(|g| (c, g)));
                for (character, glyph) in shown {
                    assert_eq!(face.advance(glyph), width, "{file} {character}");
                }
            }
        }
    }

    #[test]
    fn every_bundled_face_may_be_embedded_freely() {
        for (file, _) in &bundled::FILES {
            assert_eq!(bundled_face(file).embedding(), Embedding::Installable, "{file}");
        }
    }

    #[test]
    fn a_missing_character_has_no_glyph() {
        let face = bundled_face("LiberationSerif-Regular.ttf");
        assert_eq!(face.glyph('国'), None);
        assert_eq!(face.glyph('\u{10FFFF}'), None);
    }

    #[test]
    fn metrics_are_those_of_the_tables() {
        let face = bundled_face("GongwenSong-Regular.ttf");
        let metrics = face.metrics();
        assert_eq!((metrics.units_per_em, metrics.weight), (1000, 400));
        assert_eq!((metrics.ascent, metrics.descent), (859, -141));
        assert_eq!(metrics.italic_angle, 0);
        assert!(metrics.bounds[0] < metrics.bounds[2] && metrics.bounds[1] < metrics.bounds[3]);
    }

    #[test]
    fn what_is_no_font_is_not_opened() {
        let origin = Origin::Installed(PathBuf::from("x.ttf"));
        for bytes in [b"".to_vec(), b"\0\x01\0\0\0\x01".to_vec(), vec![0xFF; 4096]] {
            assert!(Face::open(FontData::Owned(bytes), 0, "", origin.clone()).is_none());
        }
    }
}
