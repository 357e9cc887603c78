//! The pictures of a file that is taken in: their names beside the YAML, which of them can be printed.

use std::path::{Path, PathBuf};

use crate::compile::Files;
use crate::io;
use crate::manuscript::Manuscript;
use crate::picture::decode;
use crate::source::is_unwanted;

/// Pictures and what they are called.
pub struct Pictures {
    /// What the YAML calls each of the manuscript's; `None` for one that cannot be printed as it is.
    pub(super) names: Vec<Option<String>>,
    /// Each file by its name from the folder of the YAML.
    files: Vec<(String, Vec<u8>)>,
}

/// How files of pictures begin that can be printed, and their ending.
const PRINTED: [(&[u8], &str); 2] = [(b"\x89PNG\r\n\x1A\n", "png"), (b"\xFF\xD8\xFF", "jpg")];

impl Pictures {
    /// Names them: `报告-图/图1.png` beside `报告.yaml`.
    pub(super) fn of(manuscript: &Manuscript, output: &Path) -> Self {
        let stem = output.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let folder = stem.map(|stem| format!("{stem}-图"));
        // A name that some system cannot have, or that is not seen, is no name to lead to pictures.
        let is_sound = |name: &String| {
            io::inside(Path::new(""), name).is_some()
                && name.trim() == name
                && !name.chars().any(is_unwanted)
        };
        let folder = folder.filter(is_sound).unwrap_or_else(|| "图".to_owned());
        let mut own = Self { names: Vec::new(), files: Vec::new() };
        for (index, picture) in manuscript.pictures.iter().enumerate() {
            let printed = PRINTED.iter().find(|(start, _)| picture.bytes.starts_with(start));
            let ending =
                printed.map_or_else(|| known_ending(&picture.ending), |(_, ending)| ending);
            let name = format!("{folder}/图{}.{ending}", index + 1);
            // One that is damaged, or larger than any that is printed, is kept, and does not stop the rest.
            let printed = printed.filter(|_| decode(&picture.bytes).is_ok());
            own.names.push(printed.map(|_| name.clone()));
            if !picture.bytes.is_empty() {
                own.files.push((name, picture.bytes.clone()));
            }
        }
        own
    }

    /// Where each is written.
    pub(super) fn targets(&self, output: &Path) -> Vec<(PathBuf, &[u8])> {
        let files = self.files.iter();
        files.map(|(name, bytes)| (output.with_file_name(name), bytes.as_slice())).collect()
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.files.len()
    }
}

/// The ending of a file that cannot be printed; what is no ending is not written on any disk.
fn known_ending(ending: &str) -> &str {
    let known = ["emf", "wmf", "gif", "bmp", "tif", "tiff", "svg", "webp"];
    known.into_iter().find(|known| ending.eq_ignore_ascii_case(known)).unwrap_or("bin")
}

impl Files for Pictures {
    fn read(&self, name: &str) -> Result<Vec<u8>, String> {
        let found = self.files.iter().find(|(own, _)| own == name);
        found.map(|(_, bytes)| bytes.clone()).ok_or_else(|| "找不到".to_owned())
    }
}
