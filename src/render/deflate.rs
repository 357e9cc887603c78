//! Deflate (RFC 1951) for both renderers. What is packed, and in which wrapping, is for them.
//!
//! Which library, and which level for what, is measured by `benches/deflate.rs`; docs/performance.md shows it. The
//! packing reckons in whole numbers, so that it is the same on every machine.

use std::cell::RefCell;

use libdeflater::{CompressionError, CompressionLvl, Compressor, crc32};

/// What a stream holds, as far as packing goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Outlines of a font: two thirds of all bytes, in which hardly anything is repeated.
    Font,
    /// Text of any kind: pages, objects, XML.
    Text,
}

impl Kind {
    fn level(self) -> CompressionLvl {
        let level = match self {
            // 6 makes files a little larger than zlib's own 6; 8 takes a fifth longer for 0.2 %.
            Self::Font => CompressionLvl::new(7),
            // 7 takes half as long again where many objects are alike, for half a percent.
            Self::Text => CompressionLvl::new(6),
        };
        level.unwrap_or_default()
    }
}

/// Bytes of room that a thread keeps: more than the fonts of a document need, less than the text of a thousand pages.
const ROOM: usize = 1 << 20;

/// What a thread packs with. Its tables are most of a megabyte, for which the system has to clear pages: that takes
/// longer than to pack a short stream.
struct Packer {
    font: Option<Compressor>,
    text: Option<Compressor>,
    /// Room for what is being packed.
    room: Vec<u8>,
}

thread_local! {
    static PACKER: RefCell<Packer> =
        const { RefCell::new(Packer { font: None, text: None, room: Vec::new() }) };
}

/// Packs `content`, wrapped as RFC 1950 says (PDF's `FlateDecode`).
///
/// # Errors
/// What the library says; with room for what cannot be packed it does not happen.
pub(super) fn zlib(kind: Kind, content: &[u8]) -> std::io::Result<Vec<u8>> {
    packed(kind, content, Compressor::zlib_compress_bound, Compressor::zlib_compress)
}

/// Packs `content` bare (ZIP).
///
/// # Errors
/// As [`zlib`].
pub(super) fn bare(kind: Kind, content: &[u8]) -> std::io::Result<Vec<u8>> {
    packed(kind, content, Compressor::deflate_compress_bound, Compressor::deflate_compress)
}

fn packed(
    kind: Kind,
    content: &[u8],
    bound: impl FnOnce(&mut Compressor, usize) -> usize,
    pack: impl FnOnce(&mut Compressor, &[u8], &mut [u8]) -> Result<usize, CompressionError>,
) -> std::io::Result<Vec<u8>> {
    PACKER.with_borrow_mut(|Packer { font, text, room }| {
        let compressor = match kind {
            Kind::Font => font,
            Kind::Text => text,
        };
        let compressor = compressor.get_or_insert_with(|| Compressor::new(kind.level()));
        let most = bound(compressor, content.len());
        if room.len() < most {
            room.resize(most, 0);
        }
        let length = pack(compressor, content, room).map_err(std::io::Error::other);
        let packed = length.map(|length| room.get(..length).unwrap_or_default().to_vec());
        if room.len() > ROOM {
            *room = Vec::new();
        }
        packed
    })
}

/// The checksum of ZIP.
pub(super) fn checksum(content: &[u8]) -> u32 {
    crc32(content)
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn streams_are_packed_one_after_the_other_whatever_is_in_them() {
        // The last cannot be packed: bytes without any order.
        let mut state = 1_u32;
        let noise = std::iter::repeat_with(|| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        });
        let noise: Vec<u8> = noise.take(300_000).collect();
        for kind in [Kind::Font, Kind::Text] {
            for content in [&b""[..], b"BT ET", &[0; 9999], &noise] {
                let (mut unwrapped, mut unpacked) = (Vec::new(), Vec::new());
                let packed = zlib(kind, content).unwrap();
                flate2::read::ZlibDecoder::new(&*packed).read_to_end(&mut unwrapped).unwrap();
                let packed = bare(kind, content).unwrap();
                flate2::read::DeflateDecoder::new(&*packed).read_to_end(&mut unpacked).unwrap();
                assert_eq!(unwrapped, content);
                assert_eq!(unpacked, content);
            }
        }
    }
}
