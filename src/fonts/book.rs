//! Which face shows a character for a role.
use super::Face;
use crate::diag::Diagnostic;
use crate::template::FontRole;
/// Names a face of one book.
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
/// All faces of a run, with a chain of them for each role.
#[derive(Debug)]
pub struct Book {
    faces: Vec<Face>,
    chains: [Vec<FaceId>; FontRole::ALL.len()],
}
impl Book {
    /// Opens the faces.
    ///
    /// # Errors
    /// A bundled face that cannot be read.
    pub fn open(_preference: Preference) -> Result<Self, Diagnostic> {
        todo!()
    }
    /// The face of that name.
    #[must_use]
    pub fn face(&self, id: FaceId) -> &Face {
        &self.faces[usize::from(id.0)]
    }
    /// Every face.
    pub fn faces(&self) -> impl Iterator<Item = (FaceId, &Face)> {
        self.faces.iter().zip(0..).map(|(face, id)| (FaceId(id), face))
    }
    /// The first face of a role.
    #[must_use]
    pub fn primary(&self, role: FontRole) -> FaceId {
        self.chains[role as usize][0]
    }
    /// The face and glyph that show `character` for `role`; `None` when no face has it.
    #[must_use]
    pub fn find(&self, _role: FontRole, _character: char) -> Option<(FaceId, u16)> {
        todo!()
    }
}
