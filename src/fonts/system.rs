//! Installed fonts: which there are, which of them are official families, which one has a character.
//! fontdb finds the files and maps them into memory; a file is copied only when a face of it is used.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use fontdb::{Database, ID, Source, Style};
use skrifa::MetadataProvider;
use skrifa::raw::FontRef;

use super::face::{self, Embedding, Face, FontData, Origin};
use super::names;
use super::table::RoleEntry;

/// The fonts of a machine in a fixed order: plain upright faces first, then by file and index, however
/// the file system lists them.
#[derive(Debug)]
pub(super) struct Installed {
    database: Database,
    order: Vec<ID>,
    opened: Vec<OnceLock<Option<Face>>>,
}

/// An installed face that bears an official name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    /// Position in [`Installed`].
    pub(super) position: usize,
    /// Its family.
    pub(super) family: String,
    /// Its file.
    pub(super) path: PathBuf,
    /// Whether it may be embedded.
    pub(super) embedding: Embedding,
}

impl Installed {
    /// Looks through the folders where the system keeps fonts.
    pub(super) fn scan() -> Self {
        let mut database = Database::new();
        database.load_system_fonts();
        Self::new(database)
    }

    /// The fonts of a database.
    pub(super) fn new(database: Database) -> Self {
        let mut faces: Vec<_> = database.faces().collect();
        faces.sort_by_cached_key(|info| {
            let slanted = info.style != Style::Normal;
            (slanted, info.weight.0.abs_diff(400), path_of(&info.source), info.index)
        });
        let order: Vec<ID> = faces.into_iter().map(|info| info.id).collect();
        let opened = order.iter().map(|_| OnceLock::new()).collect();
        Self { database, order, opened }
    }

    /// The best installed faces for a role, the best one first; restricted ones are among them.
    pub(super) fn official(&self, entry: &RoleEntry) -> Vec<Candidate> {
        let mut found: Vec<(usize, Candidate)> = Vec::new();
        for position in 0..self.order.len() {
            let candidate = self.with_font(position, |font| {
                let names = names::all(font);
                let rank = entry.rank(names.iter().map(String::as_str))?;
                let path = self.path(position);
                let family = names::Names::read(font).family;
                let embedding = face::embedding(font);
                Some((rank, Candidate { position, family, path, embedding }))
            });
            found.extend(candidate.flatten());
        }
        found.sort_by_key(|(rank, candidate)| (*rank, candidate.position));
        found.into_iter().map(|(_, candidate)| candidate).collect()
    }

    /// The first face that shows `character` and may be embedded.
    pub(super) fn with_character(&self, character: char) -> Option<usize> {
        (0..self.order.len()).find(|&position| {
            self.with_font(position, |font| {
                font.charmap().map(character).is_some()
                    && face::embedding(font) != Embedding::Restricted
            })
            .unwrap_or(false)
        })
    }

    /// The face at `position`, opened on first use; `None` when there is none, when it may not be
    /// embedded, or when its file has gone since the scan.
    pub(super) fn face(&self, position: usize, alternative: &str) -> Option<&Face> {
        let open = || {
            let id = *self.order.get(position)?;
            let (bytes, index) =
                self.database.with_face_data(id, |bytes, index| (bytes.to_vec(), index))?;
            let origin = Origin::Installed(self.path(position));
            let face = Face::open(FontData::Owned(bytes), index, alternative, origin)?;
            (face.embedding() != Embedding::Restricted).then_some(face)
        };
        self.opened.get(position)?.get_or_init(open).as_ref()
    }

    /// The faces opened so far, with their positions.
    pub(super) fn opened(&self) -> impl Iterator<Item = (usize, &Face)> {
        let faces = self.opened.iter().map(|slot| slot.get().and_then(Option::as_ref));
        faces.enumerate().filter_map(|(position, face)| Some((position, face?)))
    }

    fn path(&self, position: usize) -> PathBuf {
        let info = self.order.get(position).and_then(|&id| self.database.face(id));
        info.map(|info| path_of(&info.source).to_owned()).unwrap_or_default()
    }

    /// Shows `look` the face at `position`, if it has outlines and can be read.
    fn with_font<T>(&self, position: usize, look: impl FnOnce(&FontRef<'_>) -> T) -> Option<T> {
        let id = *self.order.get(position)?;
        let found = self.database.with_face_data(id, |bytes, index| {
            let font = FontRef::from_index(bytes, index).ok()?;
            face::has_outlines(&font).then(|| look(&font))
        });
        found.flatten()
    }
}

fn path_of(source: &Source) -> &Path {
    match source {
        Source::File(path) | Source::SharedFile(path, _) => path,
        Source::Binary(_) => Path::new(""),
    }
}
