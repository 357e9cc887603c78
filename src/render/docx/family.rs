//! A font file under another family name: Word finds an embedded face by it, so the squeezed form of a
//! face needs one of its own.

use skrifa::FontRef;
use write_fonts::FontBuilder;
use write_fonts::tables::name::{Name, NameRecord};
use write_fonts::types::NameId;

/// The font file `data`, named `family` in English and `chinese` in Chinese.
///
/// # Errors
/// No font file.
pub(super) fn renamed(data: &[u8], family: &str, chinese: &str) -> Result<Vec<u8>, String> {
    let font = FontRef::new(data).map_err(text_of)?;
    let mut builder = FontBuilder::new();
    builder.add_table(&names(family, chinese)).map_err(text_of)?;
    builder.copy_missing_tables(font);
    Ok(builder.build())
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
    use skrifa::MetadataProvider;
    use skrifa::string::StringId;

    use super::*;
    use crate::fonts::{Book, Preference, subset_for_docx};
    use crate::template::FontRole;

    #[test]
    fn a_file_is_found_by_its_new_name_and_keeps_its_characters() {
        let book = Book::open(Preference::Bundled).unwrap();
        let face = book.face(book.primary(FontRole::FangSong));
        let subset = subset_for_docx(face, &['，'].into()).unwrap().data;
        let file = renamed(&subset, "New Face", "新字体").unwrap();
        let font = FontRef::new(&file).unwrap();
        let names = font.localized_strings(StringId::FAMILY_NAME);
        let names: Vec<String> = names.map(|name| name.to_string()).collect();
        assert_eq!(names, ["New Face", "新字体"]);
        assert_eq!(font.charmap().map('，'), FontRef::new(&subset).unwrap().charmap().map('，'));
    }
}
