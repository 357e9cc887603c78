//! Which face shows a character for a role.
//!
//! The order: in [`Preference::System`] the official family found on the machine; then the bundled file
//! of the role (with its gap file for 楷体), 宋体, the other bundled files; last, in both modes, any
//! installed font that has the character. The machine's fonts are looked through only when a character
//! is missing everywhere else, and files are opened when a face of them is first asked for.

use std::sync::OnceLock;

use super::face::{Embedding, Face, FontData, Origin};
use super::memo::Memo;
use super::system::{Candidate, Installed};
use super::table::FontTable;
use super::{bundled, codes};
use crate::diag::Diagnostic;
use crate::template::FontRole;

/// Names a face of one book: the bundled ones first, then the installed ones in a fixed order. The same
/// machine gives a face the same name in every run, whatever is asked first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u16);

/// Which faces come first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Preference {
    /// The bundled faces: the same output on every machine.
    #[default]
    Bundled,
    /// Installed official faces, the bundled ones behind them.
    System,
}

/// An installed official face that was passed over because its licence forbids embedding (fsType 2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// For which role.
    pub role: FontRole,
    /// Family name.
    pub family: String,
    /// The file.
    pub path: std::path::PathBuf,
}

/// All faces of a run, with a chain of them for each role.
#[derive(Debug)]
pub struct Book {
    bundled: [Face; bundled::COUNT],
    table: FontTable,
    installed: OnceLock<Installed>,
    chains: [Vec<FaceId>; FontRole::ALL.len()],
    refused: Vec<Refused>,
    memo: Option<Memo>,
}

impl Book {
    /// Keeps packed font files from now on, for a run that makes many documents or one again and again; some megabytes.
    #[must_use]
    pub fn remembering(self) -> Self {
        Self { memo: Some(Memo::default()), ..self }
    }

    /// The font file packed in this way, which `pack` does unless it was done a moment ago.
    ///
    /// # Errors
    /// Those of `pack`.
    pub fn packed<E>(
        &self,
        wrapping: &'static str,
        file: &[u8],
        pack: impl FnOnce() -> Result<Vec<u8>, E>,
    ) -> Result<Vec<u8>, E> {
        match &self.memo {
            Some(memo) => memo.packed(wrapping, file, pack),
            None => pack(),
        }
    }

    /// Opens the faces. Bundled faces cost a few header reads; installed ones are looked for only with
    /// [`Preference::System`].
    ///
    /// # Errors
    /// A bundled face or the table of faces that cannot be read: the program itself is damaged.
    pub fn open(preference: Preference) -> Result<Self, Diagnostic> {
        match preference {
            Preference::Bundled => Self::with(None),
            Preference::System => Self::with(Some(Installed::scan())),
        }
    }

    /// Opens the faces, the official ones among `installed` in front.
    pub(super) fn with(installed: Option<Installed>) -> Result<Self, Diagnostic> {
        let table = FontTable::read().map_err(|error| codes::damaged(&error))?;
        let bundled = open_bundled(&table)?;
        let mut book = Self {
            bundled,
            table,
            installed: OnceLock::new(),
            chains: Default::default(),
            refused: Vec::new(),
            memo: None,
        };
        for role in FontRole::ALL {
            let official = match &installed {
                Some(fonts) => book.official(role, fonts),
                None => None,
            };
            let front = official.into_iter().map(|candidate| book.id_of(candidate.position));
            book.chains[role as usize] = front.chain(book.bundled_chain(role)).collect();
        }
        if let Some(fonts) = installed {
            book.installed = OnceLock::from(fonts);
        }
        Ok(book)
    }

    /// The face of that name. A name this book never gave shows the first bundled face.
    #[must_use]
    pub fn face(&self, id: FaceId) -> &Face {
        self.get(id).unwrap_or(&self.bundled[0])
    }

    /// Every bundled face, and the installed ones that were used so far.
    pub fn faces(&self) -> impl Iterator<Item = (FaceId, &Face)> {
        let bundled = self.bundled.iter().zip(0..).map(|(face, id)| (FaceId(id), face));
        let installed = self.installed.get().into_iter().flat_map(Installed::opened);
        bundled.chain(installed.map(|(position, face)| (self.id_of(position), face)))
    }

    /// The first face of a role.
    #[must_use]
    pub fn primary(&self, role: FontRole) -> FaceId {
        let mut chain = self.chain(role).iter().copied();
        chain.find(|&id| self.get(id).is_some()).unwrap_or(FaceId(0))
    }

    /// The faces asked for a role, the first one first, without the last resort of any installed font.
    #[must_use]
    pub fn chain(&self, role: FontRole) -> &[FaceId] {
        &self.chains[role as usize]
    }

    /// Official faces passed over because they may not be embedded.
    #[must_use]
    pub fn refused(&self) -> &[Refused] {
        &self.refused
    }

    /// The face and glyph that show `character` for `role`; `None` when no face has it, nor any font of
    /// this machine.
    ///
    /// Marks that Latin faces have too (“ ” ‘ ’ — …) come from the face of the role that is asked: for
    /// Chinese marks ask the Chinese role, not [`FontRole::Times`]. Callers keep what they found; the
    /// last resort looks into every installed file.
    #[must_use]
    pub fn find(&self, role: FontRole, character: char) -> Option<(FaceId, u16)> {
        let in_chain =
            self.chain(role).iter().find_map(|&id| Some((id, self.get(id)?.glyph(character)?)));
        in_chain.or_else(|| {
            // What never prints would be looked for in vain in every file of the machine.
            if character.is_control() {
                return None;
            }
            let fonts = self.installed.get_or_init(Installed::scan);
            let id = self.id_of(fonts.with_character(character)?);
            Some((id, self.get(id)?.glyph(character)?))
        })
    }

    /// What is installed under official names, for a listing; looks through the machine's fonts.
    pub(super) fn official_candidates(&self, role: FontRole) -> Vec<Candidate> {
        let fonts = self.installed.get_or_init(Installed::scan);
        self.table.role(role).map(|entry| fonts.official(entry)).unwrap_or_default()
    }

    /// Whether a face is compiled in.
    pub(super) fn is_bundled(&self, id: FaceId) -> bool {
        usize::from(id.0) < self.bundled.len()
    }

    fn get(&self, id: FaceId) -> Option<&Face> {
        let index = usize::from(id.0);
        match index.checked_sub(bundled::COUNT) {
            None => self.bundled.get(index),
            Some(position) => self.installed.get()?.face(position, self.alternative(id)),
        }
    }

    fn alternative(&self, id: FaceId) -> &str {
        let role = FontRole::ALL.into_iter().find(|&role| self.chain(role).first() == Some(&id));
        self.table.alternative(role.unwrap_or(FontRole::Song))
    }

    /// The first installed official face that may be embedded; notes the others.
    fn official(&mut self, role: FontRole, fonts: &Installed) -> Option<Candidate> {
        let found = self.table.role(role).map(|entry| fonts.official(entry)).unwrap_or_default();
        found.into_iter().find(|candidate| {
            let refused = candidate.embedding == Embedding::Restricted;
            if refused {
                let (family, path) = (candidate.family.clone(), candidate.path.clone());
                self.refused.push(Refused { role, family, path });
            }
            !refused
        })
    }

    fn bundled_chain(&self, role: FontRole) -> Vec<FaceId> {
        let named = self.table.role(role).map(|entry| entry.chain.as_slice()).unwrap_or_default();
        let position = |name: &String| bundled::FILES.iter().position(|(file, _)| file == name);
        let mut chain: Vec<usize> = named.iter().filter_map(position).collect();
        let others = (0..bundled::COUNT).filter(|index| !chain.contains(index));
        chain.extend(others.collect::<Vec<_>>());
        chain.into_iter().filter_map(|index| u16::try_from(index).ok().map(FaceId)).collect()
    }

    fn id_of(&self, position: usize) -> FaceId {
        // 65 000 installed faces are more than any machine has; those behind are never found.
        FaceId(u16::try_from(self.bundled.len() + position).unwrap_or(u16::MAX))
    }
}

fn open_bundled(table: &FontTable) -> Result<[Face; bundled::COUNT], Diagnostic> {
    let mut faces = Vec::with_capacity(bundled::COUNT);
    for (file, stored) in &bundled::FILES {
        let entry = table.file(file).ok_or_else(|| codes::damaged(file))?;
        let origin = Origin::Bundled { file, licence: entry.licence.clone() };
        let face = Face::open(FontData::Bundled(stored), 0, &entry.alternative, origin);
        faces.push(face.ok_or_else(|| codes::damaged(file))?);
    }
    faces.try_into().map_err(|_| codes::damaged("fonts"))
}

#[cfg(test)]
mod tests {
    use super::super::subset::testing::renamed;
    use super::*;

    fn no_fonts() -> Book {
        Book::with(Some(Installed::new(fontdb::Database::new()))).unwrap()
    }

    fn installed(fonts: &[Vec<u8>]) -> Book {
        let mut database = fontdb::Database::new();
        for font in fonts {
            database.load_font_data(font.clone());
        }
        Book::with(Some(Installed::new(database))).unwrap()
    }

    fn family(book: &Book, role: FontRole, character: char) -> Option<String> {
        book.find(role, character).map(|(id, _)| book.face(id).family().to_owned())
    }

    #[test]
    fn each_role_is_set_in_its_own_face() {
        let book = Book::open(Preference::Bundled).unwrap();
        let cases = [
            (FontRole::FangSong, "Gongwen FangSong"),
            (FontRole::XiaoBiaoSong, "Gongwen XiaoBiaoSong"),
            (FontRole::Kai, "Gongwen Kai"),
            (FontRole::Hei, "Gongwen Hei"),
            (FontRole::Song, "Gongwen Song"),
            (FontRole::Times, "Liberation Serif"),
        ];
        for (role, name) in cases {
            assert_eq!(book.face(book.primary(role)).family(), name);
            for character in "1a".chars() {
                assert_eq!(family(&book, role, character).as_deref(), Some(name), "{character}");
            }
        }
    }

    #[test]
    fn chinese_marks_come_from_the_chinese_face() {
        let book = no_fonts();
        for role in FontRole::ALL.into_iter().filter(|role| *role != FontRole::Times) {
            for mark in "“”‘’—…，。（）《》、；：？！".chars() {
                let (id, glyph) = book.find(role, mark).unwrap();
                assert_eq!(id, book.primary(role), "{} {mark}", role.name());
                let face = book.face(id);
                assert_eq!(face.advance(glyph), face.units_per_em(), "{} {mark}", role.name());
            }
        }
    }

    #[test]
    fn gaps_are_filled_by_the_gap_file_then_by_song() {
        let book = no_fonts();
        assert_eq!(family(&book, FontRole::Times, '国').as_deref(), Some("Gongwen Song"));
        let kai = book.bundled[2].characters().collect::<std::collections::BTreeSet<_>>();
        let gap = book.bundled[3].characters().find(|c| !kai.contains(c)).unwrap();
        assert_eq!(family(&book, FontRole::Kai, gap).as_deref(), Some("Gongwen Kai Ext"));
        // 龘 is in GBK only.
        assert_eq!(family(&book, FontRole::Hei, '龘').as_deref(), Some("Gongwen Song"));
    }

    #[test]
    fn a_character_nobody_has_is_not_found() {
        let book = no_fonts();
        for character in ['\u{10FFFD}', '\u{7}', '𰻝'] {
            assert_eq!(book.find(FontRole::FangSong, character), None, "{character:?}");
        }
    }

    #[test]
    fn an_installed_official_face_comes_first_and_the_bundled_one_behind() {
        let book = installed(&[renamed("GongwenKaiExt-Regular.ttf", "FangSong_GB2312", 8)]);
        let primary = book.face(book.primary(FontRole::FangSong));
        assert_eq!(primary.family(), "FangSong_GB2312");
        assert_eq!(primary.alternative(), "FangSong");
        assert_eq!(primary.embedding(), Embedding::Limited);
        assert!(matches!(primary.origin(), Origin::Installed(_)));
        // The stand-in holds 296 rare characters only.
        assert_eq!(family(&book, FontRole::FangSong, '国').as_deref(), Some("Gongwen FangSong"));
        assert_eq!(family(&book, FontRole::Kai, '国').as_deref(), Some("Gongwen Kai"));
    }

    #[test]
    fn a_restricted_official_face_is_refused_and_the_next_one_taken() {
        let book = installed(&[
            renamed("GongwenKaiExt-Regular.ttf", "仿宋_GB2312", 2),
            renamed("GongwenKaiExt-Regular.ttf", "fang song", 0),
        ]);
        assert_eq!(book.face(book.primary(FontRole::FangSong)).family(), "fang song");
        let refused: Vec<_> = book.refused().iter().map(|r| (r.role, r.family.as_str())).collect();
        assert_eq!(refused, [(FontRole::FangSong, "仿宋_GB2312")]);
    }

    #[test]
    fn any_installed_font_is_the_last_resort_unless_restricted() {
        let mut database = fontdb::Database::new();
        database.load_font_data(renamed("LiberationSerif-Regular.ttf", "Strange", 2));
        database.load_font_data(renamed("LiberationSerif-Regular.ttf", "Other", 0));
        let fonts = Installed::new(database);
        let position = fonts.with_character('A').unwrap();
        assert_eq!(fonts.face(position, "SimSun").unwrap().family(), "Other");
        assert_eq!(fonts.with_character('国'), None);
    }

    #[test]
    fn a_book_is_shared_between_threads() {
        fn shared<T: Send + Sync>(_: &T) {}
        shared(&no_fonts());
    }
}
