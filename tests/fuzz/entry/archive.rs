//! Archives (DOCX, XLSX, ODS) as a text of their parts, which a fuzzer can change; a changed archive itself is
//! mostly one with a wrong checksum.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Begins the line that names a part; its content follows.
const PART: &[u8] = b"=== ";

/// The archive of a text of parts; any other bytes as they are.
pub(crate) fn packed(bytes: &[u8]) -> Vec<u8> {
    if !bytes.starts_with(PART) {
        return bytes.to_vec();
    }
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        // A name given twice, or nothing in front of the first: the fuzzer's to find out.
        let _ = match line.strip_prefix(PART) {
            Some(name) => {
                archive.start_file(String::from_utf8_lossy(name).trim_end(), options).ok()
            }
            None => archive.write_all(line).ok(),
        };
    }
    archive.finish().map(Cursor::into_inner).unwrap_or_default()
}
