//! Fonts that travel inside the DOCX, obfuscated as ISO/IEC 29500-1 17.8.1 says (.odttf), and the font table's
//! entries. Which characters they hold is here; what they are called is in `family`.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use skrifa::{FontRef, MetadataProvider};

use super::family::{Families, named};
use super::looks::{Carried, Looks};
use super::package::Packed;
use crate::diag::Diagnostic;
use crate::fonts::{
    Book, Face, FaceId, Metrics, everyday, level_one, marks_and_numerals, may_embed, no_subset,
    squeezed, subset_for_docx,
};
use crate::render::deflate::{Kind, bare};
use crate::render::hash::Hash;
use crate::template::{Role, Sheet};
use crate::text::{EmptySide, empty_side};

/// What of its fonts a DOCX carries (`--嵌入`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Embed {
    /// 子集: the characters used, all numerals and marks.
    #[default]
    Used,
    /// 常用: 一级汉字 as well, so that ordinary edits stay in the same face.
    Common,
    /// 全部: every character of the faces that the styles name.
    Whole,
    /// 不嵌: nothing; the reader's machine must have the fonts.
    Nothing,
}

impl Embed {
    /// For faces that only fill gaps: what is typed later is not set in them.
    fn at_most_used(self) -> Self {
        if self == Self::Nothing { self } else { Self::Used }
    }
}

/// A font the document names.
pub(super) struct Font {
    /// `w:name`.
    pub(super) family: String,
    /// `w:altName`: what Chinese Windows has in its place.
    pub(super) alternative: String,
    /// Whether it holds hanzi (`w:charset`).
    pub(super) is_chinese: bool,
    /// By which programs look for something alike.
    pub(super) metrics: Metrics,
    /// The font file; `None` for fonts that do not travel.
    pub(super) embedded: Option<Embedded>,
}

/// A font file that travels along.
pub(super) struct Embedded {
    /// `w:fontKey`.
    pub(super) key: String,
    /// The obfuscated file.
    data: Vec<u8>,
    /// Characters of the face were left out.
    pub(super) is_subset: bool,
}

/// Every font of the document, and what each is called: the faces in use, then those that other styles name.
///
/// # Errors
/// A face that may not be embedded or cannot be subset.
pub(super) fn fonts<'a>(
    sheet: &Sheet,
    book: &'a Book,
    looks: &Looks,
    embed: Embed,
) -> Result<(Vec<Font>, Families<'a>), Diagnostic> {
    let named_by_styles = role_faces(sheet, book);
    let mut listed = looks.characters().clone();
    for &face in &named_by_styles {
        listed.entry(Carried { face, squeezed: false }).or_default();
    }
    // A heading made a paragraph by hand, or taken into a table of contents, is then in the body's face.
    let all: BTreeSet<char> = listed.values().flatten().copied().collect();
    let body = Carried { face: book.primary(sheet.roles[Role::Body].font), squeezed: false };
    listed.entry(body).or_default().extend(all);
    // Side by side: the larger ones take most of the time of a short document.
    let listed: Vec<(Carried, BTreeSet<char>)> = listed.into_iter().collect();
    let made: Vec<Result<Option<Font>, Diagnostic>> = listed
        .par_iter()
        .map(|(font, used)| {
            let extent =
                if named_by_styles.contains(&font.face) { embed } else { embed.at_most_used() };
            let travels = match extent {
                Embed::Nothing => false,
                Embed::Used => looks.characters().contains_key(font),
                Embed::Common | Embed::Whole => true,
            };
            if !travels && font.squeezed {
                return Ok(None);
            }
            made(sheet, book.face(font.face), *font, used, travels.then_some(extent)).map(Some)
        })
        .collect();
    let mut fonts = Vec::new();
    let mut families = Families::new(book);
    for ((font, _), made) in listed.iter().zip(made) {
        if let Some(made) = made? {
            families.insert(*font, made.family.clone());
            fonts.push(made);
        }
    }
    Ok((fonts, families))
}

/// A font with its file, which holds so much of the face; without one it does not travel.
fn made(
    sheet: &Sheet,
    face: &Face,
    font: Carried,
    used: &BTreeSet<char>,
    extent: Option<Embed>,
) -> Result<Font, Diagnostic> {
    let whole = extent == Some(Embed::Whole) && !font.squeezed;
    let file = |extent| file(sheet, face, font, &wanted(face, font, used, extent));
    let (family, data) = named(face, font, extent.map(file).transpose()?, whole)?;
    Ok(Font {
        family,
        alternative: face.alternative().to_owned(),
        is_chinese: face.glyph('国').is_some() || font.squeezed,
        metrics: *face.metrics(),
        embedded: data.map(|data| obfuscated(data, !whole)),
    })
}

impl Embedded {
    /// The file as it stands in the package.
    ///
    /// # Errors
    /// What the packer says.
    pub(super) fn packed(&self, book: &Book) -> std::io::Result<Packed> {
        let packed = book.packed("bare", &self.data, || bare(Kind::Font, &self.data))?;
        Ok(Packed::new(&self.data, packed))
    }
}

/// The faces that styles name, those without text too.
fn role_faces(sheet: &Sheet, book: &Book) -> BTreeSet<FaceId> {
    let styles = Role::ALL.into_iter().map(|role| &sheet.roles[role]);
    styles
        .flat_map(|style| [Some(style.font), style.latin])
        .flatten()
        .map(|font| book.primary(font))
        .collect()
}

/// The characters that a font file is to hold. It takes the place of an installed font, so the everyday ones are in it
/// whatever is asked for.
fn wanted(face: &Face, font: Carried, used: &BTreeSet<char>, extent: Embed) -> BTreeSet<char> {
    let mut wanted = used.clone();
    if font.squeezed {
        wanted.extend(SQUEEZABLE.chars());
        return wanted;
    }
    wanted.extend(everyday());
    match extent {
        Embed::Used | Embed::Nothing => {}
        Embed::Common => wanted.extend(marks_and_numerals().chain(level_one())),
        Embed::Whole => wanted.extend(face.characters()),
    }
    wanted
}

/// Marks that may come to stand beside another when the document is edited.
const SQUEEZABLE: &str = "，。、；：？！．”’）〕】］｝》〉」』〗“‘（〔【［｛《〈「『〖";

/// The font file with these characters, squeezed where that is asked for.
fn file(
    sheet: &Sheet,
    face: &Face,
    font: Carried,
    wanted: &BTreeSet<char>,
) -> Result<Vec<u8>, Diagnostic> {
    may_embed(face)?;
    let failed = |fault: String| no_subset(face, &fault);
    let data = subset_of(face, wanted).map_err(failed)?;
    if !font.squeezed {
        return Ok(data);
    }
    let marks = marks(&data, wanted).map_err(failed)?;
    squeezed(&data, &marks, sheet.breaking.squeeze.thousandths()).map_err(|fault| failed(fault.0))
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

/// Obfuscates a font file with a key from its own content, so that equal files give equal bytes.
fn obfuscated(mut data: Vec<u8>, is_subset: bool) -> Embedded {
    let key = Hash::of(&data).to_be_bytes();
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
    Embedded { key, data, is_subset }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fonts::Preference;
    use crate::template::FontRole;

    #[test]
    fn each_extent_holds_what_it_says_and_all_that_the_smaller_one_holds() {
        let book = Book::open(Preference::Bundled).unwrap();
        let face = book.face(book.primary(FontRole::Hei));
        let font = Carried { face: book.primary(FontRole::Hei), squeezed: false };
        let held = |extent| wanted(face, font, &['龘', '甲'].into(), extent);
        let (used, common, whole) = (held(Embed::Used), held(Embed::Common), held(Embed::Whole));
        for character in "甲龘一百亿壹1①⑴Ⅰ，“—Az℃".chars() {
            assert!(used.contains(&character), "{character}");
        }
        assert!(!used.contains(&'丙') && common.contains(&'丙') && !common.contains(&'亘'));
        assert!(used.is_subset(&common) && common.is_subset(&whole));
        assert!(face.characters().all(|character| whole.contains(&character)));
        let squeezed =
            wanted(face, Carried { squeezed: true, ..font }, &BTreeSet::new(), Embed::Whole);
        assert_eq!(squeezed.len(), SQUEEZABLE.chars().count());
    }

    #[test]
    fn obfuscating_twice_gives_the_file_back() {
        let file: Vec<u8> = (0..64).collect();
        let embedded = obfuscated(file.clone(), true);
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
}
