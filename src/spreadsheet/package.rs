//! The zip container of XLSX and ODS files: parts by name, never more bytes than the limits allow. What
//! is in the parts is not known here.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::fault::Fault;
use super::limits::{FREE_BYTES, MOST_BYTES, MOST_PARTS, MOST_RATIO};
use crate::container::decoded;

/// An opened container.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Of all parts whose names can be read, and their numbers.
    names: Vec<(String, usize)>,
    /// Bytes that may still be unpacked: sizes in the container may lie.
    left: u64,
}

impl<'a> Package<'a> {
    /// Opens a container.
    ///
    /// # Errors
    /// Damage; parts that would be too large or too many.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        let mut archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged("压缩的部分读不出来"))?;
        if archive.len() > MOST_PARTS {
            return Err(Fault::TooLarge);
        }
        let packed = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let most = packed.saturating_mul(MOST_RATIO).clamp(FREE_BYTES, MOST_BYTES);
        let (mut claimed, mut names) = (0_u64, Vec::new());
        for index in 0..archive.len() {
            let part = archive.by_index_raw(index).map_err(|_| damaged("压缩的部分读不出来"))?;
            claimed = claimed.saturating_add(part.size());
            if let Ok(name) = part.name() {
                names.push((name.into_owned(), index));
            }
        }
        if claimed > most { Err(Fault::TooLarge) } else { Ok(Self { archive, names, left: most }) }
    }

    /// The names of all parts.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|(name, _)| name.as_str())
    }

    /// The text of a part; `None` where there is none of that name. Programs differ in the case of names.
    ///
    /// # Errors
    /// Damage, too many bytes.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, Fault> {
        let name = name.trim_start_matches('/');
        let known = self.names.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        let Some((known, index)) = known else { return Ok(None) };
        let part = self.archive.by_index(*index).map_err(|_| damaged(known))?;
        let mut bytes = Vec::new();
        part.take(self.left.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|_| damaged(known))?;
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.left = self.left.checked_sub(length).ok_or(Fault::TooLarge)?;
        decoded(bytes).map(Some).ok_or_else(|| damaged(known))
    }
}

/// Damage in a part.
pub(super) fn damaged(part: &str) -> Fault {
    Fault::Damaged { part: part.to_owned() }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn parts_are_found_in_any_case_and_any_unicode() {
        let utf16 = b"\xFF\xFE<\0a\0/\0>\0";
        let file = zipped(&[("xl/Workbook.xml", b"\xEF\xBB\xBF<a/>"), ("b.xml", utf16)]);
        let mut package = Package::open(&file).unwrap();
        assert_eq!(package.text("/xl/workbook.xml").unwrap().as_deref(), Some("<a/>"));
        assert_eq!(package.text("b.xml").unwrap().as_deref(), Some("<a/>"));
        assert_eq!(package.text("c.xml").unwrap(), None);
    }

    #[test]
    fn a_small_file_that_unpacks_to_much_is_refused() {
        let zeros = vec![b' '; 30_000_000];
        let file = zipped(&[("content.xml", &zeros)]);
        assert!(file.len() < 100_000);
        assert!(matches!(Package::open(&file), Err(Fault::TooLarge)));
    }

    #[test]
    fn a_part_that_lies_about_its_size_is_refused_while_it_is_read() {
        let zeros = vec![b' '; 30_000_000];
        let mut file = zipped(&[("content.xml", &zeros)]);
        let size = 30_000_000_u32.to_le_bytes();
        let places: Vec<usize> =
            (0..file.len() - 4).filter(|at| file[*at..*at + 4] == size).collect();
        for at in places {
            file[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
        }
        let mut package = Package::open(&file).unwrap();
        assert!(package.text("content.xml").is_err());
    }
}
