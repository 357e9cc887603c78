//! Fonts that travel inside the DOCX: subsets, obfuscated as ISO/IEC 29500-1 17.8.1 says (.odttf).

use std::collections::{BTreeMap, BTreeSet};

use skrifa::{FontRef, MetadataProvider};

use super::family::renamed;
use super::looks::{Carried, Looks, carried_family, carried_family_chinese};
use crate::diag::Diagnostic;
use crate::fonts::{Book, Face, FaceId, may_embed, no_subset, squeezed, subset_for_docx};
use crate::template::{Role, Sheet};
use crate::text::{EmptySide, empty_side};

/// A font the document names.
pub(super) struct Font {
    /// `w:name`.
    pub(super) family: String,
    /// `w:altName`: what Chinese Windows has in its place.
    pub(super) alternative: String,
    /// Whether it holds hanzi (`w:charset`).
    pub(super) is_chinese: bool,
    /// The font file; `None` for fonts that only styles not in use name.
    pub(super) embedded: Option<Embedded>,
}

/// A font file that travels along.
pub(super) struct Embedded {
    /// `w:fontKey`.
    pub(super) key: String,
    /// The obfuscated file.
    pub(super) data: Vec<u8>,
}

/// Every font of the document: the faces in use with their subsets, then those of other styles.
///
/// # Errors
/// A face that may not be embedded or cannot be subset.
pub(super) fn fonts(sheet: &Sheet, book: &Book, looks: &Looks) -> Result<Vec<Font>, Diagnostic> {
    let mut fonts = Vec::new();
    for (carried, characters) in looks.characters() {
        let data = subset(sheet, book, *carried, characters)?;
        fonts.push(font(book, *carried, Some(obfuscated(data))));
    }
    for face in role_faces(sheet, book) {
        let carried = Carried { face, squeezed: false };
        if !looks.characters().contains_key(&carried) {
            fonts.push(font(book, carried, None));
        }
    }
    Ok(fonts)
}

fn role_faces(sheet: &Sheet, book: &Book) -> BTreeSet<FaceId> {
    let styles = Role::ALL.into_iter().map(|role| &sheet.roles[role]);
    styles
        .flat_map(|style| [Some(style.font), style.latin])
        .flatten()
        .map(|font| book.primary(font))
        .collect()
}

fn font(book: &Book, carried: Carried, embedded: Option<Embedded>) -> Font {
    let face = book.face(carried.face);
    Font {
        family: carried_family(book, carried),
        alternative: face.alternative().to_owned(),
        is_chinese: face.glyph('国').is_some() || carried.squeezed,
        embedded,
    }
}

fn subset(
    sheet: &Sheet,
    book: &Book,
    carried: Carried,
    characters: &BTreeSet<char>,
) -> Result<Vec<u8>, Diagnostic> {
    let face = book.face(carried.face);
    may_embed(face)?;
    let failed = |fault: String| no_subset(face, &fault);
    let mut wanted = characters.clone();
    if carried.squeezed {
        wanted.extend(SQUEEZABLE.chars());
    } else {
        wanted.extend(always());
    }
    let data = subset_of(face, &wanted).map_err(&failed)?;
    if !carried.squeezed {
        return Ok(data);
    }
    let marks = marks(&data, &wanted).map_err(&failed)?;
    let narrow = squeezed(&data, &marks, sheet.breaking.squeeze.thousandths())
        .map_err(|fault| failed(fault.0))?;
    let family = carried_family(book, carried);
    let chinese = carried_family_chinese(book, carried);
    renamed(&narrow, &family, &chinese).map_err(failed)
}

/// The marks of a font file by glyph number, with the side that is empty.
fn marks(data: &[u8], characters: &BTreeSet<char>) -> Result<BTreeMap<u16, EmptySide>, String> {
    let charmap = FontRef::new(data).map_err(|fault| fault.to_string())?.charmap();
    let marks = characters.iter().filter_map(|mark| {
        let glyph = u16::try_from(charmap.map(*mark)?.to_u32()).ok()?;
        Some((glyph, empty_side(*mark)?))
    });
    Ok(marks.collect())
}

fn subset_of(face: &Face, wanted: &BTreeSet<char>) -> Result<Vec<u8>, String> {
    subset_for_docx(face, wanted).map(|subset| subset.data).map_err(|fault| fault.0)
}

/// Marks that may come to stand beside another when the document is edited.
const SQUEEZABLE: &str = "，。、；：？！．”’）〕】］｝》〉」』〗“‘（〔【［｛《〈「『〖";

/// What the embedded subset must hold beside the text: it takes the place of an installed font, so
/// labels and page numbers that Word counts later, and small edits, need their characters.
fn always() -> impl Iterator<Item = char> {
    const NUMERALS: &str = "〇零一二三四五六七八九十百千万亿年月日第";
    const MARKS: &str = "·—–―…⋯‘’“”′″‰℃°×÷±≤≥≠≈→←√□■○●★☆※§¥№";
    let ascii = '\u{20}'..='\u{7E}';
    let circled = '\u{2460}'..='\u{2473}';
    let cjk_marks = '\u{3000}'..='\u{301C}';
    let full_width = '\u{FF01}'..='\u{FF5E}';
    ascii
        .chain(circled)
        .chain(cjk_marks)
        .chain(full_width)
        .chain(NUMERALS.chars())
        .chain(MARKS.chars())
        .chain(std::iter::once('￥'))
}

/// Obfuscates a font file with a key from its own content, so that equal files give equal bytes.
fn obfuscated(mut data: Vec<u8>) -> Embedded {
    let key = fnv1a(&data).to_be_bytes();
    for (index, byte) in data.iter_mut().take(32).enumerate() {
        *byte ^= key[15 - index % 16];
    }
    let hex = format!("{:032X}", u128::from_be_bytes(key));
    let key = format!(
        "{{{}-{}-{}-{}-{}}}",
        &hex[0..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..32]
    );
    Embedded { key, data }
}

/// FNV-1a with 128 bits: a key, not a secret.
fn fnv1a(data: &[u8]) -> u128 {
    const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    data.iter().fold(BASIS, |hash, byte| (hash ^ u128::from(*byte)).wrapping_mul(PRIME))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn obfuscating_twice_gives_the_file_back() {
        let file: Vec<u8> = (0..64).collect();
        let embedded = obfuscated(file.clone());
        assert_eq!(embedded.key.len(), 38);
        assert_ne!(embedded.data, file);
        assert_eq!(embedded.data[32..], file[32..]);
        let hex: String = embedded.key.chars().filter(char::is_ascii_hexdigit).collect();
        let key: Vec<u8> =
            (0..16).map(|i| u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).unwrap()).collect();
        let back: Vec<u8> = embedded.data[..32]
            .iter()
            .enumerate()
            .map(|(index, byte)| byte ^ key[15 - index % 16])
            .collect();
        assert_eq!(back, file[..32]);
    }

    #[test]
    fn the_hash_is_fnv_1a() {
        assert_eq!(fnv1a(b"a"), 0xd228_cb69_6f1a_8caf_7891_2b70_4e4a_8964);
    }
}
