//! Whether an existing output is one of ours, untouched: a file that Word, WPS or LibreOffice saved says
//! so in its own properties, and is not overwritten unasked.

use std::fs::File;
use std::io::{ErrorKind, Read as _};
use std::path::Path;

use super::limits::LARGEST_OUTPUT;

/// What both renderers sign their files with.
const SIGNATURE: &str = "chengwen";
/// So many bytes are searched at a time.
const STRETCH: u64 = 1 << 20;

/// Whether `path` may be replaced without asking: it is missing, empty, or written by this program and
/// not saved by another since.
#[must_use]
pub fn is_ours(path: &Path) -> bool {
    let found = match std::fs::metadata(path) {
        Ok(found) => found,
        // What cannot be written for another reason is told when it is written.
        Err(error) => return error.kind() != ErrorKind::PermissionDenied,
    };
    // A pipe or a device would never end, and is nobody's output.
    if !found.is_file() {
        return false;
    }
    if found.len() == 0 {
        return true;
    }
    let Ok(file) = File::open(path) else { return false };
    if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("docx")) {
        docx_is_ours(file)
    } else {
        pdf_is_ours(file)
    }
}

/// Whether two names are those of one file.
#[must_use]
pub fn is_same_file(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().ok();
    real(one).is_some_and(|one| real(other) == Some(one))
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
    let needle = format!("<pdf:Producer>{SIGNATURE}");
    let mut file = file.take(LARGEST_OUTPUT);
    let mut bytes = Vec::new();
    // A stretch at a time, the end of the last one in front of it: somebody else's file may be large.
    loop {
        let kept = bytes.len().min(needle.len());
        bytes.drain(..bytes.len() - kept);
        match file.by_ref().take(STRETCH).read_to_end(&mut bytes) {
            Ok(0) | Err(_) => return false,
            Ok(_) if memchr::memmem::find(&bytes, needle.as_bytes()).is_some() => return true,
            Ok(_) => {}
        }
    }
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
