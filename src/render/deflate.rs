//! Deflate (RFC 1951) for both renderers. What is packed, and in which wrapping, is for them.
//!
//! Which library, and which level for what, is measured by `benches/deflate.rs`; docs/performance.md shows it. The
//! packing reckons in whole numbers, so that it is the same on every machine.

use libdeflater::{CompressionLvl, Compressor, crc32};

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

/// Packs streams of one kind, one after the other.
pub(super) struct Deflater(Compressor);

impl Deflater {
    pub(super) fn new(kind: Kind) -> Self {
        Self(Compressor::new(kind.level()))
    }

    /// Packs `content`, wrapped as RFC 1950 says (PDF's `FlateDecode`).
    ///
    /// # Errors
    /// What the library says; with room for what cannot be packed it does not happen.
    pub(super) fn zlib(&mut self, content: &[u8]) -> std::io::Result<Vec<u8>> {
        let mut packed = vec![0; self.0.zlib_compress_bound(content.len())];
        let length = self.0.zlib_compress(content, &mut packed);
        trimmed(packed, length)
    }

    /// Packs `content` bare (ZIP).
    ///
    /// # Errors
    /// As [`Self::zlib`].
    pub(super) fn bare(&mut self, content: &[u8]) -> std::io::Result<Vec<u8>> {
        let mut packed = vec![0; self.0.deflate_compress_bound(content.len())];
        let length = self.0.deflate_compress(content, &mut packed);
        trimmed(packed, length)
    }
}

/// The checksum of ZIP.
pub(super) fn checksum(content: &[u8]) -> u32 {
    crc32(content)
}

fn trimmed(
    mut packed: Vec<u8>,
    length: Result<usize, libdeflater::CompressionError>,
) -> std::io::Result<Vec<u8>> {
    packed.truncate(length.map_err(std::io::Error::other)?);
    packed.shrink_to_fit();
    Ok(packed)
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
            let mut deflater = Deflater::new(kind);
            for content in [&b""[..], b"BT ET", &[0; 9999], &noise] {
                let (mut wrapped, mut bare) = (Vec::new(), Vec::new());
                let packed = deflater.zlib(content).unwrap();
                flate2::read::ZlibDecoder::new(&*packed).read_to_end(&mut wrapped).unwrap();
                let packed = deflater.bare(content).unwrap();
                flate2::read::DeflateDecoder::new(&*packed).read_to_end(&mut bare).unwrap();
                assert_eq!(wrapped, content);
                assert_eq!(bare, content);
            }
        }
    }
}
