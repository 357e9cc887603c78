//! The container (ISO/IEC 29500-2): a ZIP file whose bytes depend on nothing but the parts.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

/// A part of the package.
pub(super) struct Part {
    /// Path in the container, without a leading slash.
    pub(super) name: String,
    pub(super) data: Vec<u8>,
}

impl Part {
    pub(super) fn new(name: impl Into<String>, data: Vec<u8>) -> Self {
        Self { name: name.into(), data }
    }
}

/// Packs the parts in the order given; `[Content_Types].xml` must be the first.
///
/// # Errors
/// What the ZIP writer says; in memory it does not happen.
pub(super) fn pack(parts: &[Part]) -> Result<Vec<u8>, String> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        // Else it is the system that the program runs on.
        .system(System::Unix)
        .unix_permissions(0o644);
    for part in parts {
        zip.start_file(part.name.as_str(), options).map_err(|fault| fault.to_string())?;
        zip.write_all(&part.data).map_err(|fault| fault.to_string())?;
    }
    let container = zip.finish().map_err(|fault| fault.to_string())?;
    Ok(container.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_parts_give_equal_bytes_with_the_first_part_first() {
        let parts = [Part::new("[Content_Types].xml", b"<Types/>".to_vec())];
        let packed = pack(&parts).unwrap();
        assert_eq!(packed, pack(&parts).unwrap());
        assert_eq!(&packed[30..49], b"[Content_Types].xml");
    }
}
