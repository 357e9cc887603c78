//! A file to be taken in, read by its kind into a manuscript.

use std::path::Path;

use base64::alphabet;
use base64::engine::{DecodePaddingMode, Engine as _, GeneralPurpose, GeneralPurposeConfig};

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

/// A picture that lies beside the file, or is written into it.
fn beside(path: &Path, name: &str) -> Option<Vec<u8>> {
    match name.get(..5).filter(|scheme| scheme.eq_ignore_ascii_case("data:")) {
        Some(scheme) => written_out(&name[scheme.len()..]),
        None => io::read_beside(path, name).ok(),
    }
}

/// The bytes of `image/png;base64,…`; `None` where they are written otherwise, or are more than a picture may have.
fn written_out(data: &str) -> Option<Vec<u8>> {
    let (kind, written) = data.split_once(',')?;
    let is_base64 = kind.rsplit(';').next().is_some_and(|last| last.eq_ignore_ascii_case("base64"));
    if !is_base64 || written.len() as u64 / 4 * 3 > io::LARGEST_BESIDE {
        return None;
    }
    // Some programs write the marks of base64 as addresses write them, and break the lines.
    let written = written.replace("%2B", "+").replace("%2F", "/").replace("%3D", "=");
    let written: String = written.chars().filter(|c| !c.is_ascii_whitespace()).collect();
    let lenient =
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    GeneralPurpose::new(&alphabet::STANDARD, lenient).decode(written).ok()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_written_into_a_page_are_read_as_programs_write_them() {
        let png = b"\x89PNG\r\n\x1A\n".to_vec();
        for data in [
            "image/png;base64,iVBORw0KGgo=",
            "image/png;base64,iVBORw0KGgo",
            "image/png;charset=x;BASE64, iVBO\n  Rw0K Ggo%3D",
        ] {
            assert_eq!(written_out(data), Some(png.clone()), "{data}");
            assert_eq!(beside(Path::new("页.html"), &format!("Data:{data}")), Some(png.clone()));
        }
        for data in ["image/svg+xml,%3Csvg%3E", "image/png;base64,甲", "image/png;base64", ""] {
            assert_eq!(written_out(data), None, "{data}");
        }
        let large = "A".repeat(usize::try_from(io::LARGEST_BESIDE).unwrap() / 3 * 4 + 8);
        assert_eq!(written_out(&format!("image/png;base64,{large}")), None);
    }
}
