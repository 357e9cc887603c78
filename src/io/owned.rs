//! Whether an existing output is one of ours, untouched: a file that Word, WPS or LibreOffice saved says
//! so in its own properties, and is not overwritten unasked.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

/// What both renderers sign their files with.
const SIGNATURE: &str = "chengwen";
/// Nothing longer is searched.
const LARGEST: u64 = 512 * 1024 * 1024;

/// Whether `path` may be replaced without asking: it is missing, empty, or written by this program and
/// not saved by another since.
#[must_use]
pub fn is_ours(path: &Path) -> bool {
    let Ok(file) = File::open(path) else { return true };
    if file.metadata().is_ok_and(|metadata| metadata.len() == 0) {
        return true;
    }
    if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("docx")) {
        docx_is_ours(file)
    } else {
        pdf_is_ours(file)
    }
}

fn docx_is_ours(file: File) -> bool {
    let Ok(mut archive) = zip::ZipArchive::new(file) else { return false };
    let Ok(part) = archive.by_name("docProps/app.xml") else { return false };
    let mut text = String::new();
    let _ = part.take(64 * 1024).read_to_string(&mut text);
    text.contains(&format!("<Application>{SIGNATURE}"))
}

/// The XMP packet of our PDFs is not compressed and names the producer.
fn pdf_is_ours(file: File) -> bool {
    let mut bytes = Vec::new();
    let read = file.take(LARGEST).read_to_end(&mut bytes).is_ok();
    let needle = format!("<pdf:Producer>{SIGNATURE}");
    read && bytes.windows(needle.len()).any(|window| window == needle.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_somebody_else_wrote_is_not_ours() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["报告.docx", "报告.pdf"] {
            let path = folder.path().join(name);
            assert!(is_ours(&path), "{name} is missing");
            std::fs::write(&path, b"something else").unwrap();
            assert!(!is_ours(&path), "{name}");
        }
    }
}
