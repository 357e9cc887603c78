//! What there is of fonts, as data: for each role its faces, their files, licences, coverage and rights,
//! and what the machine has. How it is printed is for `cli`.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::{Book, Embedding, Face, FaceId, Origin, gb2312};
use crate::template::FontRole;

/// What a role is set in, and what else it could be set in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleListing {
    /// The role.
    pub role: FontRole,
    /// The faces asked for this role that are made for it: the installed official one if it is used,
    /// the bundled one, the gap file. Without the common fallback behind them.
    pub faces: Vec<FaceListing>,
    /// Installed faces under official names, the best one first, used or not.
    pub installed: Vec<InstalledListing>,
}

/// A face.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaceListing {
    /// Its name in the book.
    pub id: FaceId,
    /// Family in English.
    pub family: String,
    /// Family in Chinese.
    pub family_chinese: String,
    /// Where it comes from, with its licence if bundled.
    pub origin: Origin,
    /// Right to embed.
    pub embedding: Embedding,
    /// How much it shows.
    pub coverage: Coverage,
}

/// How much a face shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// All characters.
    pub characters: usize,
    /// Hanzi, those of the extensions among them.
    pub hanzi: usize,
    /// Of the 6763 hanzi of GB/T 2312.
    pub gb2312: usize,
}

/// A face of this machine under an official name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstalledListing {
    /// Family name.
    pub family: String,
    /// The file.
    pub path: PathBuf,
    /// Right to embed; a restricted one is never used.
    pub embedding: Embedding,
}

/// Lists every role. Looks through the machine's fonts and the character maps of the faces listed.
#[must_use]
pub fn listing(book: &Book) -> Vec<RoleListing> {
    let gb2312: BTreeSet<char> = gb2312::hanzi().collect();
    FontRole::ALL
        .into_iter()
        .map(|role| {
            let own = book.chain(role).iter().take_while(|&&id| {
                id == book.primary(role) || !is_primary_elsewhere(book, role, id)
            });
            let faces = own.map(|&id| face_listing(id, book.face(id), &gb2312)).collect();
            let candidates = book.official_candidates(role).into_iter();
            let installed = candidates
                .map(|found| InstalledListing {
                    family: found.family,
                    path: found.path,
                    embedding: found.embedding,
                })
                .collect();
            RoleListing { role, faces, installed }
        })
        .collect()
}

fn face_listing(id: FaceId, face: &Face, gb2312: &BTreeSet<char>) -> FaceListing {
    let characters: BTreeSet<char> = face.characters().collect();
    FaceListing {
        id,
        family: face.family().to_owned(),
        family_chinese: face.family_chinese().to_owned(),
        origin: face.origin().clone(),
        embedding: face.embedding(),
        coverage: Coverage {
            characters: characters.len(),
            hanzi: characters.iter().filter(|&&c| is_hanzi(c)).count(),
            gb2312: characters.intersection(gb2312).count(),
        },
    }
}

fn is_primary_elsewhere(book: &Book, role: FontRole, id: FaceId) -> bool {
    FontRole::ALL.into_iter().any(|other| {
        other != role && book.chain(other).iter().find(|id| book.is_bundled(**id)) == Some(&id)
    })
}

/// The unified ideographs with their extensions, the compatibility ones, and 〇.
const fn is_hanzi(character: char) -> bool {
    matches!(
        character,
        '〇' | '\u{3400}'..='\u{4DBF}'
            | '\u{4E00}'..='\u{9FFF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{20000}'..='\u{3347F}'
    )
}

#[cfg(test)]
mod tests {
    use super::super::system::Installed;
    use super::*;

    fn book() -> Book {
        Book::with(Some(Installed::new(fontdb::Database::new()))).unwrap()
    }

    #[test]
    fn everything_of_gb2312_counts_as_hanzi() {
        assert!(gb2312::hanzi().all(is_hanzi));
    }

    #[test]
    fn every_chinese_role_covers_gb2312_with_its_own_faces() {
        for entry in listing(&book()) {
            let covered: usize = entry.faces.iter().map(|face| face.coverage.gb2312).sum();
            let expected = if entry.role == FontRole::Times { 0 } else { 6763 };
            assert!(covered >= expected, "{} {covered}", entry.role.name());
            assert_eq!(entry.installed, []);
        }
    }

    #[test]
    fn a_role_lists_the_faces_made_for_it() {
        let lists: Vec<Vec<String>> = listing(&book())
            .into_iter()
            .map(|entry| entry.faces.into_iter().map(|face| face.family_chinese).collect())
            .collect();
        assert_eq!(
            lists,
            [
                vec!["公文仿宋"],
                vec!["公文小标宋"],
                vec!["公文楷体", "公文楷体补字"],
                vec!["公文黑体"],
                vec!["公文宋体"],
                vec!["Liberation Serif"],
            ]
        );
    }

    #[test]
    fn bundled_faces_name_file_and_licence() {
        for entry in listing(&book()) {
            for face in entry.faces {
                let Origin::Bundled { file, licence } = face.origin else {
                    panic!("{} is not bundled", face.family)
                };
                assert!(file.contains("-Regular.ttf") && !licence.is_empty());
            }
        }
    }
}
