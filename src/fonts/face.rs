//! One face: names, metrics, character map, right to embed.
/// Whether a face may travel inside a document (OS/2 fsType).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Embedding {
    /// Installable (fsType 0).
    Installable,
    /// Editable (8) or preview and print (4).
    Limited,
    /// Restricted licence (2): refused.
    Restricted,
}
/// A face.
#[derive(Debug)]
pub struct Face {}
impl Face {
    /// Family name in English: the name written into the DOCX.
    #[must_use]
    pub fn family(&self) -> &str {
        todo!()
    }
    /// Family name in Chinese; the English one when it has none.
    #[must_use]
    pub fn family_chinese(&self) -> &str {
        todo!()
    }
    /// PostScript name.
    #[must_use]
    pub fn postscript_name(&self) -> &str {
        todo!()
    }
    /// A family that Chinese Windows has, for programs that do not use the embedded face (w:altName).
    #[must_use]
    pub fn alternative(&self) -> &str {
        todo!()
    }
    /// The font file.
    #[must_use]
    pub fn data(&self) -> &[u8] {
        todo!()
    }
    /// Which face of the file.
    #[must_use]
    pub fn index(&self) -> u32 {
        todo!()
    }
    /// Font units in an em.
    #[must_use]
    pub fn units_per_em(&self) -> u16 {
        todo!()
    }
    /// The glyph of a character.
    #[must_use]
    pub fn glyph(&self, _character: char) -> Option<u16> {
        todo!()
    }
    /// Advance width of a glyph in font units.
    #[must_use]
    pub fn advance(&self, _glyph: u16) -> u16 {
        todo!()
    }
    /// Whether it may be embedded.
    #[must_use]
    pub fn embedding(&self) -> Embedding {
        todo!()
    }
}
