//! A file to be taken in, read by its kind into a manuscript.

use std::path::Path;

use super::kind::{self, Kind};
use crate::cli::usage::USAGE;
use crate::diag::{Code, Diagnostic};
use crate::inspect;
use crate::io;
use crate::manuscript::{self, Manuscript};
use crate::source::SourceMap;

/// LibreOffice is needed and not there, or did not do it.
const NO_OFFICE: Code = Code("U033");

/// Reads the bytes of the file `path`; with the name of a text's encoding where it is not UTF-8.
///
/// # Errors
/// A file that is no document, or none that is known or can be read.
pub(super) fn manuscript(
    path: &Path,
    bytes: Vec<u8>,
) -> Result<(Manuscript, Option<&'static str>), Diagnostic> {
    let name = path.display().to_string();
    match kind::of(path, &bytes)? {
        Kind::Docx => Ok((manuscript::of_docx(inspect::word(&name, &bytes)?), None)),
        Kind::Office(ending) => {
            let docx = converted(path, ending, &bytes)?;
            Ok((manuscript::of_docx(inspect::word(&name, &docx)?), None))
        }
        Kind::Text => text(&name, bytes, manuscript::of_text),
        Kind::Markdown => {
            text(&name, bytes, |text| manuscript::of_markdown(text, &|name| beside(path, name)))
        }
        Kind::Html => {
            text(&name, bytes, |text| manuscript::of_html(text, &|name| beside(path, name)))
        }
        Kind::Spreadsheet => match manuscript::of_spreadsheet(&bytes) {
            Ok(manuscript) => Ok((manuscript, None)),
            Err(fault) => {
                let message = format!("转不了“{name}”：{}", fault.message(&name));
                Err(Diagnostic::environment(USAGE, message).help(fault.help()))
            }
        },
    }
}

/// A picture that lies beside the file.
fn beside(path: &Path, name: &str) -> Option<Vec<u8>> {
    io::read_beside(path, name).ok()
}

fn text(
    name: &str,
    bytes: Vec<u8>,
    read: impl Fn(&str) -> Manuscript,
) -> Result<(Manuscript, Option<&'static str>), Diagnostic> {
    let mut sources = SourceMap::default();
    let (file, encoding) = match sources.add_text(name, bytes) {
        Ok((file, encoding)) => (file, encoding),
        // Characters that nobody sees are for the draft to leave out.
        Err(fault) if fault.code == crate::source::codes::CONTROL_CHARACTER => {
            (sources.last().ok_or(fault)?, None)
        }
        Err(fault) => {
            let message = format!("转不了“{name}”：{}", fault.message);
            return Err(Diagnostic::environment(USAGE, message).help(fault.help));
        }
    };
    Ok((read(sources.file(file).text()), encoding))
}

/// The DOCX that LibreOffice makes of it.
fn converted(path: &Path, ending: &str, bytes: &[u8]) -> Result<Vec<u8>, Diagnostic> {
    let save_as = "用 Word 或 WPS 打开它，另存为 .docx 再转";
    let refuse = |why: &str| {
        let message = format!("转不了“{}”：{why}", path.display());
        Err(Diagnostic::environment(NO_OFFICE, message).help(save_as))
    };
    let Some(office) = io::find_office() else {
        return refuse("老的 .doc、.wps 和 .rtf、.odt 要靠 LibreOffice 读，这台电脑没有装");
    };
    match io::docx_with_office(&office, ending, bytes) {
        Some(docx) => Ok(docx),
        None => refuse("LibreOffice 也读不了它，或读了三分钟还没有读完"),
    }
}
