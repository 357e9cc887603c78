//! The container (ISO/IEC 29500-2): a ZIP file whose bytes depend on nothing but the parts. Written here, because no
//! writer takes a part that is packed already and puts its sizes in front of it; read it is by `zip` everywhere.

use rayon::prelude::*;

use super::super::deflate::{Kind, bare, checksum};

/// A part of the package.
pub(super) struct Part {
    /// Path in the container, without a leading slash; ASCII.
    pub(super) name: String,
    content: Content,
}

enum Content {
    Plain(Vec<u8>),
    Packed(Packed),
}

impl Part {
    pub(super) fn new(name: impl Into<String>, data: Vec<u8>) -> Self {
        Self { name: name.into(), content: Content::Plain(data) }
    }

    /// A part that is packed already.
    pub(super) fn of_packed(name: impl Into<String>, packed: Packed) -> Self {
        Self { name: name.into(), content: Content::Packed(packed) }
    }
}

/// A part as it stands in the container.
pub(super) struct Packed {
    checksum: u32,
    /// Bytes before packing.
    length: usize,
    data: Vec<u8>,
}

impl Packed {
    /// `packed` is `plain`, packed bare.
    pub(super) fn new(plain: &[u8], packed: Vec<u8>) -> Self {
        Self { checksum: checksum(plain), length: plain.len(), data: packed }
    }
}

/// Packs the parts in the order given; `[Content_Types].xml` must be the first.
///
/// # Errors
/// A part, or all of them, larger than the container can say: four gigabytes.
pub(super) fn pack(parts: Vec<Part>) -> Result<Vec<u8>, String> {
    let packed: Vec<std::io::Result<(String, Packed)>> = parts
        .into_par_iter()
        .map(|Part { name, content }| match content {
            Content::Packed(packed) => Ok((name, packed)),
            Content::Plain(data) => Ok((name, Packed::new(&data, bare(Kind::Text, &data)?))),
        })
        .collect();
    let mut container = Container::default();
    for packed in packed {
        let (name, packed) = packed.map_err(|fault| fault.to_string())?;
        container.add(&name, &packed)?;
    }
    container.finish()
}

/// Local headers and data, and the directory that is to follow them (APPNOTE 4.3).
#[derive(Default)]
struct Container {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    entries: u16,
}

/// 2.0: deflate (APPNOTE 4.4.3).
const VERSION: u16 = 20;
/// Made on Unix: else no rights are read.
const MADE_BY: u16 = 3 << 8 | VERSION;
const DEFLATED: u16 = 8;
/// 1980-01-01 00:00, the first there is: the clock must not reach the file.
const TIME_AND_DATE: [u16; 2] = [0, 1 << 5 | 1];
/// A plain file that its owner may write.
const RIGHTS: u32 = 0o100_644 << 16;

impl Container {
    fn add(&mut self, name: &str, part: &Packed) -> Result<(), String> {
        let start = long(self.bytes.len())?;
        let name_length = short(name.len())?;
        // What both headers say.
        let mut common = Vec::new();
        // No flags: names are ASCII, sizes stand in front.
        for field in [VERSION, 0, DEFLATED, TIME_AND_DATE[0], TIME_AND_DATE[1]] {
            common.extend(field.to_le_bytes());
        }
        for field in [part.checksum, long(part.data.len())?, long(part.length)?] {
            common.extend(field.to_le_bytes());
        }
        common.extend(name_length.to_le_bytes());
        common.extend([0; 2]); // nothing extra
        self.bytes.extend(b"PK\x03\x04");
        self.bytes.extend(&common);
        self.bytes.extend(name.as_bytes());
        self.bytes.extend(&part.data);
        self.directory.extend(b"PK\x01\x02");
        self.directory.extend(MADE_BY.to_le_bytes());
        self.directory.extend(&common);
        self.directory.extend([0; 6]); // no comment, first disk, nothing known of the content
        self.directory.extend(RIGHTS.to_le_bytes());
        self.directory.extend(start.to_le_bytes());
        self.directory.extend(name.as_bytes());
        self.entries = short(usize::from(self.entries) + 1)?;
        Ok(())
    }

    fn finish(mut self) -> Result<Vec<u8>, String> {
        let (start, length) = (long(self.bytes.len())?, long(self.directory.len())?);
        self.bytes.extend(&self.directory);
        self.bytes.extend(b"PK\x05\x06");
        self.bytes.extend([0; 4]); // one disk
        self.bytes.extend(self.entries.to_le_bytes());
        self.bytes.extend(self.entries.to_le_bytes());
        self.bytes.extend(length.to_le_bytes());
        self.bytes.extend(start.to_le_bytes());
        self.bytes.extend([0; 2]); // no comment
        Ok(self.bytes)
    }
}

fn long(number: usize) -> Result<u32, String> {
    u32::try_from(number).map_err(|fault| fault.to_string())
}

fn short(number: usize) -> Result<u16, String> {
    u16::try_from(number).map_err(|fault| fault.to_string())
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _, Write as _};

    use zip::write::SimpleFileOptions;
    use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

    use super::*;

    fn contents() -> [(&'static str, Vec<u8>); 3] {
        let font = (0..9999_u32).map(|number| (number * number).to_le_bytes()[1]).collect();
        [
            ("[Content_Types].xml", b"<Types/>".to_vec()),
            ("word/empty.xml", Vec::new()),
            ("word/fonts/font1.odttf", font),
        ]
    }

    /// The last comes packed.
    fn parts() -> Vec<Part> {
        let [first, second, (name, font)] = contents();
        let packed = Packed::new(&font, bare(Kind::Font, &font).unwrap());
        let parts = [first, second].map(|(name, data)| Part::new(name, data));
        parts.into_iter().chain([Part::of_packed(name, packed)]).collect()
    }

    #[test]
    fn equal_parts_give_equal_bytes_with_the_first_part_first() {
        let packed = pack(parts()).unwrap();
        assert_eq!(packed, pack(parts()).unwrap());
        assert_eq!(&packed[30..49], b"[Content_Types].xml");
    }

    #[test]
    fn another_reader_finds_every_part_whole() {
        let packed = pack(parts()).unwrap();
        let mut container = ZipArchive::new(Cursor::new(packed)).unwrap();
        assert_eq!(container.len(), contents().len());
        for (index, (name, content)) in contents().into_iter().enumerate() {
            let mut found = container.by_index(index).unwrap();
            let mut data = Vec::new();
            // Reading to the end holds the checksum.
            found.read_to_end(&mut data).unwrap();
            assert_eq!(found.name().unwrap(), name);
            assert_eq!(data, content);
        }
    }

    /// But for packed data, sizes and places, which hang on how it was packed, every byte is that of another writer.
    #[test]
    fn headers_are_those_of_another_writer() {
        let mut other = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .system(System::Unix)
            .unix_permissions(0o644);
        for (name, content) in contents() {
            other.start_file(name, options).unwrap();
            other.write_all(&content).unwrap();
        }
        let other = other.finish().unwrap().into_inner();
        let ours = pack(parts()).unwrap();
        let directory = |file: &[u8]| {
            let start = file.windows(4).position(|bytes| bytes == b"PK\x01\x02").unwrap();
            let mut directory = file[start..].to_vec();
            let mut at = 0;
            while directory[at..].starts_with(b"PK\x01\x02") {
                // Packed size, place of the local header.
                directory[at + 20..at + 24].fill(0);
                directory[at + 42..at + 46].fill(0);
                at += 46 + usize::from(directory[at + 28]);
            }
            // Place of the directory.
            directory[at + 16..at + 20].fill(0);
            directory
        };
        assert_eq!(directory(&ours), directory(&other));
        let local = |file: &[u8]| [&file[..18], &file[22..49]].concat();
        assert_eq!(local(&ours), local(&other));
    }
}
