//! The names inside a font file, in any language.

use skrifa::MetadataProvider;
use skrifa::raw::FontRef;
use skrifa::string::StringId;

/// The names a document needs of a face.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Family in English, or in the first language the face has.
    pub(super) family: String,
    /// Family in Chinese.
    pub(super) family_chinese: Option<String>,
    /// PostScript name.
    pub(super) postscript: String,
}

impl Names {
    /// Reads them. The family is name 1, which is what Word goes by, and name 16 only without it.
    pub(super) fn read(font: &FontRef<'_>) -> Self {
        let english = |id| font.localized_strings(id).english_or_first().map(|s| s.to_string());
        let in_language = |id, language: &str| {
            let mut strings = font.localized_strings(id);
            let found = strings.find(|s| s.language().is_some_and(|l| l.starts_with(language)));
            found.map(|string| string.to_string())
        };
        let chinese = |id| in_language(id, "zh-Hans").or_else(|| in_language(id, "zh"));
        Self {
            family: english(StringId::FAMILY_NAME)
                .or_else(|| english(StringId::TYPOGRAPHIC_FAMILY_NAME))
                .unwrap_or_default(),
            family_chinese: chinese(StringId::FAMILY_NAME)
                .or_else(|| chinese(StringId::TYPOGRAPHIC_FAMILY_NAME)),
            postscript: english(StringId::POSTSCRIPT_NAME).unwrap_or_default(),
        }
    }
}

/// Every name by which a face may be known, in every language it has.
pub(super) fn all(font: &FontRef<'_>) -> Vec<String> {
    let ids = [
        StringId::FAMILY_NAME,
        StringId::FULL_NAME,
        StringId::POSTSCRIPT_NAME,
        StringId::TYPOGRAPHIC_FAMILY_NAME,
    ];
    ids.into_iter().flat_map(|id| font.localized_strings(id)).map(|s| s.to_string()).collect()
}
