//! What a file is, by its content. How it is read is for the readers.

use super::fault::{Fault, Lookalike, OtherFormat};
use super::package::Package;
use crate::container::COMPOUND;

/// A kind of file that is read.
pub(super) enum Kind<'a> {
    /// Excel 2007 and later, WPS.
    Xlsx(Package<'a>),
    /// LibreOffice.
    Ods(Package<'a>),
    /// Excel 97 to 2003, WPS; or some other file in the same kind of container.
    Xls,
    /// Text, perhaps with commas.
    Text,
}

/// How files begin that hold no table.
const STARTS: [(&[u8], Lookalike); 9] = [
    (b"%PDF", Lookalike::Pdf),
    (b"{\\rtf", Lookalike::Document),
    (b"\x89PNG", Lookalike::Picture),
    (b"\xFF\xD8\xFF", Lookalike::Picture),
    (b"GIF8", Lookalike::Picture),
    (b"BM", Lookalike::Picture),
    (b"Rar!", Lookalike::Archive),
    (b"7z\xBC\xAF\x27\x1C", Lookalike::Archive),
    (b"\x1F\x8B", Lookalike::Archive),
];

/// Tells what a file is.
///
/// # Errors
/// What is no spreadsheet, or none that is read; a damaged container.
pub(super) fn of(bytes: &[u8]) -> Result<Kind<'_>, Fault> {
    if bytes.is_empty() {
        return Err(Fault::NotASpreadsheet(Lookalike::Empty));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return zipped(bytes);
    }
    if bytes.starts_with(COMPOUND) {
        return Ok(Kind::Xls);
    }
    // Workbooks of Excel 2 to 4 have no container: a record that begins a sheet.
    if let [0x09, 0 | 2 | 4, 4 | 6 | 8, 0, ..] = bytes {
        return Err(Fault::OtherFormat(OtherFormat::Ancient));
    }
    let known = STARTS.iter().find(|(start, _)| bytes.starts_with(start));
    if let Some((start, what)) = known {
        // Two letters may begin a text as well.
        if start.len() > 2 || bytes.contains(&0) {
            return Err(Fault::NotASpreadsheet(*what));
        }
    }
    marked_up(bytes).map_or(Ok(Kind::Text), Err)
}

fn zipped(bytes: &[u8]) -> Result<Kind<'_>, Fault> {
    let mut package = Package::open(bytes)?;
    let has = |wanted: &str| package.names().any(|name| name.eq_ignore_ascii_case(wanted));
    if has("[Content_Types].xml") {
        return Ok(Kind::Xlsx(package));
    }
    if package.names().any(|name| name.starts_with("Index/") || name == "Index.zip") {
        return Err(Fault::OtherFormat(OtherFormat::Numbers));
    }
    let kind = package.text("mimetype")?.unwrap_or_default();
    match kind.trim().strip_prefix("application/vnd.oasis.opendocument.") {
        Some(kind) if kind.starts_with("spreadsheet") => Ok(Kind::Ods(package)),
        Some(kind) if kind.starts_with("text") => Err(Fault::NotASpreadsheet(Lookalike::Document)),
        Some(kind) if kind.starts_with("presentation") => {
            Err(Fault::NotASpreadsheet(Lookalike::Slides))
        }
        _ => Err(Fault::NotASpreadsheet(Lookalike::Archive)),
    }
}

/// Web pages that call themselves .xls, as many systems give them out; XML of spreadsheet programs.
fn marked_up(bytes: &[u8]) -> Option<Fault> {
    let start = String::from_utf8_lossy(bytes.get(..bytes.len().min(4096))?).to_lowercase();
    let start = start.trim_start_matches(|c: char| c == '\u{FEFF}' || c.is_whitespace());
    if !start.starts_with('<') {
        return None;
    }
    let is_page = ["<html", "<!doctype html", "<table", "<meta", "<head", "<style"];
    if start.contains("urn:schemas-microsoft-com:office:spreadsheet") {
        Some(Fault::OtherFormat(OtherFormat::Xml2003))
    } else if start.contains("urn:oasis:names:tc:opendocument") {
        Some(Fault::OtherFormat(OtherFormat::FlatXml))
    } else if is_page.iter().any(|tag| start.contains(tag)) {
        Some(Fault::NotASpreadsheet(Lookalike::WebPage))
    } else {
        start.starts_with("<?xml").then_some(Fault::NotASpreadsheet(Lookalike::Unknown))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(bytes: &[u8]) -> Option<Fault> {
        of(bytes).err()
    }

    #[test]
    fn files_are_told_by_their_content() {
        let not = |what| Some(Fault::NotASpreadsheet(what));
        assert_eq!(fault(b""), not(Lookalike::Empty));
        assert_eq!(fault(b"%PDF-1.7\n"), not(Lookalike::Pdf));
        assert_eq!(fault(b"\x89PNG\r\n\x1A\n"), not(Lookalike::Picture));
        assert_eq!(fault(b"<html><table><tr><td>1</td></tr></table>"), not(Lookalike::WebPage));
        let xml = b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">";
        assert_eq!(fault(xml), Some(Fault::OtherFormat(OtherFormat::Xml2003)));
        assert_eq!(
            fault(b"\x09\x04\x06\0\0\0\x10\0"),
            Some(Fault::OtherFormat(OtherFormat::Ancient))
        );
        assert_eq!(fault(b"BMI,1\n"), None);
        assert!(matches!(of("项目,金额\n".as_bytes()), Ok(Kind::Text)));
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        zip.start_file("Index/Document.iwa", zip::write::SimpleFileOptions::default()).unwrap();
        let numbers = zip.finish().unwrap().into_inner();
        assert_eq!(fault(&numbers), Some(Fault::OtherFormat(OtherFormat::Numbers)));
        assert!(matches!(fault(b"PK\x03\x04 and no more"), Some(Fault::Damaged { .. })));
    }
}
