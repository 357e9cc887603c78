//! The documents of data/, compiled once for every test that reads them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use chengwen::compile::{Compiled, Options, compile};
use chengwen::diag::Diagnostics;
use chengwen::fonts::{Book, Preference};
use chengwen::source::SourceMap;

/// A path of the repository.
pub(crate) fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Holds a page of docs/ that a test makes to what is kept; under `CHENGWEN_BLESS` it is written, by the tests called
/// `filter`.
#[track_caller]
pub(crate) fn hold_page(path: &str, page: &str, filter: &str) {
    let file = repository(path);
    if std::env::var_os("CHENGWEN_BLESS").is_some() {
        std::fs::write(&file, page).unwrap();
        return;
    }
    let kept = std::fs::read_to_string(&file).unwrap();
    let difference = kept.lines().zip(page.lines()).find(|(kept, page)| kept != page);
    assert_eq!(difference, None, "{path}: CHENGWEN_BLESS=1 cargo test {filter}");
    assert_eq!(kept, page);
}

/// The bundled faces.
pub(crate) fn book() -> &'static Book {
    static BOOK: OnceLock<Book> = OnceLock::new();
    BOOK.get_or_init(|| Book::open(Preference::Bundled).unwrap())
}

/// Compiles a text that holds no fault.
pub(crate) fn compiled(text: &str) -> Compiled {
    let mut sources = SourceMap::default();
    let file = sources.add("稿.yaml", text.as_bytes().to_vec()).unwrap();
    let mut diagnostics = Diagnostics::new();
    let compiled = compile(file, Options::default(), &mut sources, book(), &(), &mut diagnostics);
    assert_eq!(diagnostics.into_sorted(), vec![]);
    compiled.unwrap()
}

/// Every document of data/ by its stem: each YAML there that has a body.
pub(crate) fn documents() -> &'static BTreeMap<String, Compiled> {
    static DOCUMENTS: OnceLock<BTreeMap<String, Compiled>> = OnceLock::new();
    DOCUMENTS.get_or_init(|| {
        let files = std::fs::read_dir(repository("data")).unwrap().map(|entry| entry.unwrap());
        let yaml = files
            .map(|file| file.path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"));
        let mut documents = BTreeMap::new();
        for path in yaml {
            let text = std::fs::read_to_string(&path).unwrap();
            if text.lines().any(|line| line.starts_with("正文:")) {
                let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
                documents.insert(stem, compiled(&text));
            }
        }
        documents
    })
}

#[test]
fn every_document_of_data_is_found() {
    let names: Vec<&str> = documents().keys().map(String::as_str).collect();
    assert_eq!(names, ["bumen-zhengti", "quanyaosu", "xiangfen-2021", "xiangmu-ziping"]);
}
