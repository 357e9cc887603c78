//! What the fonts of a DOCX are called. Programs keep the fonts of every document they have open in one list and
//! find them by family name: under one name for all, a second document would be shown with the first one's subset,
//! without the characters it lacks. So a subset is called after its face and its own content, and its file says so.

use std::collections::BTreeMap;

use skrifa::FontRef;
use write_fonts::FontBuilder;
use write_fonts::tables::name::{Name, NameRecord};
use write_fonts::types::NameId;

use super::looks::Carried;
use crate::diag::Diagnostic;
use crate::fonts::{Book, Face, Origin, no_subset};
use crate::render::hash::{Hash, spelled};
use crate::template::FontRole;

/// What each font of a document is called.
pub(super) struct Families<'a> {
    book: &'a Book,
    names: BTreeMap<Carried, String>,
}

impl<'a> Families<'a> {
    pub(super) fn new(book: &'a Book) -> Self {
        Self { book, names: BTreeMap::new() }
    }

    pub(super) fn insert(&mut self, font: Carried, family: String) {
        self.names.insert(font, family);
    }

    /// The family of a font; `None` of one that the document does not name.
    pub(super) fn of(&self, font: Carried) -> Option<&str> {
        self.names.get(&font).map(String::as_str)
    }

    /// The family of the face a role begins with.
    pub(super) fn first(&self, font: FontRole) -> &str {
        let face = self.book.primary(font);
        self.of(Carried { face, squeezed: false })
            .unwrap_or_else(|| self.book.face(face).family_chinese())
    }
}

/// What a font is called, and its file under that name. Installed faces keep the name of the font they are, which
/// readers have too; so do whole bundled ones, which are the same in every document.
///
/// # Errors
/// A file whose tables cannot be read.
pub(super) fn named(
    face: &Face,
    font: Carried,
    data: Option<Vec<u8>>,
    whole: bool,
) -> Result<(String, Option<Vec<u8>>), Diagnostic> {
    if matches!(face.origin(), Origin::Installed(_)) && !font.squeezed {
        return Ok((face.family().to_owned(), data));
    }
    let kind = if font.squeezed { " 挤压" } else { "" };
    let Some(data) = data else { return Ok((face.family_chinese().to_owned(), None)) };
    let tag = if whole { String::new() } else { format!(" {}", tag(&data)) };
    let family = joined(face.family_chinese(), &format!("{kind}{tag}"));
    let postscript = postscript(face, font, &tag);
    let file = renamed(&data, &family, &postscript).map_err(|fault| no_subset(face, &fault))?;
    Ok((family, Some(file)))
}

/// A family name, shortened so that Windows takes it: 31 units of UTF-16.
fn joined(base: &str, ending: &str) -> String {
    const LONGEST: usize = 31;
    let mut room = LONGEST.saturating_sub(ending.encode_utf16().count());
    let fits = base.chars().take_while(|character| {
        let left = room.checked_sub(character.len_utf16());
        room = left.unwrap_or(0);
        left.is_some()
    });
    fits.chain(ending.chars()).collect()
}

fn postscript(face: &Face, font: Carried, tag: &str) -> String {
    let letters = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let kind = if font.squeezed { "Tight" } else { "" };
    format!("{}{kind}{}-Regular", letters(face.family()), letters(tag))
}

/// Five letters and digits that stand for the content of a file, without those that are read as others, or as words.
fn tag(data: &[u8]) -> String {
    const SIGNS: &[u8; 28] = b"23456789BCDFGHJKMNPQRSTVWXYZ";
    spelled(Hash::of(data), SIGNS, 5)
}

/// The font file `data`, named `family`, in English as in Chinese: which of the two a program goes by is its own.
fn renamed(data: &[u8], family: &str, postscript: &str) -> Result<Vec<u8>, String> {
    let font = FontRef::new(data).map_err(text_of)?;
    let mut builder = FontBuilder::new();
    builder.add_table(&names(family, postscript)).map_err(text_of)?;
    builder.copy_missing_tables(font);
    Ok(builder.build())
}

/// Family, style, unique name, full name, PostScript name, as Windows reads them.
fn names(family: &str, postscript: &str) -> Name {
    const ENGLISH: u16 = 0x0409;
    const CHINESE: u16 = 0x0804;
    let texts = [(1, family), (2, "Regular"), (3, postscript), (4, family), (6, postscript)];
    let records = [ENGLISH, CHINESE].into_iter().flat_map(|language| {
        texts.map(|(id, text)| {
            NameRecord::new(3, 1, language, NameId::new(id), text.to_owned().into())
        })
    });
    Name::new(records.collect())
}

fn text_of(fault: impl std::fmt::Display) -> String {
    fault.to_string()
}

#[cfg(test)]
mod tests {
    use skrifa::MetadataProvider;
    use skrifa::string::StringId;

    use super::*;
    use crate::fonts::{Preference, subset_for_docx};

    #[test]
    fn a_file_is_found_by_its_new_name_and_keeps_its_characters() {
        let book = Book::open(Preference::Bundled).unwrap();
        let face = book.primary(FontRole::FangSong);
        let data = subset_for_docx(book.face(face), &['，'].into()).unwrap().data;
        let font = Carried { face, squeezed: false };
        let (family, file) = named(book.face(face), font, Some(data.clone()), false).unwrap();
        let file = file.unwrap();
        let file = FontRef::new(&file).unwrap();
        let names = file.localized_strings(StringId::FAMILY_NAME);
        assert_eq!(names.map(|name| name.to_string()).collect::<Vec<_>>(), [&*family, &*family]);
        let postscript = file.localized_strings(StringId::POSTSCRIPT_NAME).next().unwrap();
        assert!(postscript.to_string().is_ascii());
        assert_eq!(file.charmap().map('，'), FontRef::new(&data).unwrap().charmap().map('，'));
    }

    #[test]
    fn two_subsets_of_a_face_have_two_names_and_a_whole_face_its_own() {
        let book = Book::open(Preference::Bundled).unwrap();
        let face = book.primary(FontRole::FangSong);
        let name = |text: &str, squeezed, whole| {
            let wanted = text.chars().collect();
            let data = subset_for_docx(book.face(face), &wanted).unwrap().data;
            named(book.face(face), Carried { face, squeezed }, Some(data), whole).unwrap().0
        };
        assert_eq!(name("甲", false, false), name("甲", false, false));
        assert_ne!(name("甲", false, false), name("乙", false, false));
        assert!(name("甲", false, false).starts_with("公文仿宋 "));
        assert!(name("，", true, false).starts_with("公文仿宋 挤压 "));
        assert_eq!(name("甲", false, true), "公文仿宋");
    }

    #[test]
    fn no_name_is_longer_than_windows_takes() {
        let name =
            joined("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十", " 挤压 AAAAA");
        assert_eq!(name.chars().count(), 31);
        assert!(name.ends_with(" 挤压 AAAAA"));
        assert_eq!(joined("𠀀𠀀", &"尾".repeat(28)).encode_utf16().count(), 30);
    }
}
