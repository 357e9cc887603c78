//! What manuscripts are taken for: whole texts under tests/import/text with what became of them beside each, and the
//! law that every character has its place. `CHENGWEN_BLESS=1 cargo test draft::tests` writes them; then read the
//! difference.

mod answered;
mod contents;
mod dump;
mod habits;
mod law;
mod pages;

use std::path::{Path, PathBuf};

use super::*;
use crate::manuscript::{Manuscript, of_text};

/// The draft of a text; the law holds for it.
fn draft(text: &str) -> (Draft, Manuscript) {
    let manuscript = of_text(text);
    (drafted(&manuscript), manuscript)
}

/// The draft of a manuscript; the law holds for it.
fn drafted(manuscript: &Manuscript) -> Draft {
    let draft = of(manuscript);
    if let Err(breach) = draft.covers(manuscript) {
        let (Breach::Lost(range) | Breach::Twice(range)) = &breach;
        panic!("{breach}: {:?}\n{}", &manuscript.text[range.clone()], dump::of(&draft, manuscript));
    }
    draft
}

/// What a text becomes, without what was left out.
pub(super) fn shown(text: &str) -> Vec<String> {
    let (draft, manuscript) = draft(text);
    let dump = dump::of(&draft, &manuscript);
    let lines = dump.lines().filter(|line| !line.starts_with("略") && !line.starts_with("改"));
    lines.map(str::to_owned).collect()
}

/// The files of a folder under tests/import with this ending.
fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import").join(folder);
    let entries = std::fs::read_dir(folder).unwrap();
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    found.retain(|path| path.extension().is_some_and(|own| own == ending));
    found.sort();
    found
}

/// Holds what a file becomes to what is kept beside it.
fn hold(path: &Path, draft: &Draft, manuscript: &Manuscript) {
    let found = dump::of(draft, manuscript);
    let kept = path.with_extension("draft");
    if std::env::var_os("CHENGWEN_BLESS").is_some() {
        std::fs::write(&kept, &found).unwrap();
    }
    let expected = std::fs::read_to_string(&kept).unwrap_or_default();
    assert_eq!(found, expected, "{}", path.display());
}

#[test]
fn texts_of_all_habits_become_what_is_kept_beside_them() {
    let files = files("text", "txt");
    assert!(files.len() >= 15, "{}", files.len());
    for path in files {
        let (draft, manuscript) = draft(&std::fs::read_to_string(&path).unwrap());
        hold(&path, &draft, &manuscript);
    }
}

#[test]
fn files_of_other_programs_become_what_is_kept_beside_them() {
    let files = files("docx", "docx");
    assert!(files.len() >= 15, "{}", files.len());
    for path in files {
        let word = crate::inspect::word("稿.docx", &std::fs::read(&path).unwrap()).unwrap();
        let manuscript = crate::manuscript::of_docx(word);
        hold(&path, &drafted(&manuscript), &manuscript);
    }
}
