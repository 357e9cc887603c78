//! Objects → bytes: streams compressed, objects packed into object streams, an identifier that depends
//! on the content alone.

use flate2::{Compress, Compression, FlushCompress, Status};
use lopdf::{Document, Object, SaveOptions, Stream, StringFormat};

use super::cross_reference;

/// Measured on a report of 8 and of 751 pages: above it 0.7 % is won for half the time again, or nothing;
/// below it (2) a fifth of the time for 3–5 % more bytes.
const LEVEL: u32 = 6;

/// The bytes of the file.
///
/// # Errors
/// The library's own, when an object cannot be written.
pub(super) fn bytes(mut document: Document) -> std::io::Result<Vec<u8>> {
    let mut deflater = Deflater::new();
    for object in document.objects.values_mut() {
        if let Object::Stream(stream) = object {
            compress(stream, &mut deflater)?;
        }
    }
    // The identifier is made of the file without it, then put in its place, which is as long.
    let blank = Object::String(vec![0; 16], StringFormat::Hexadecimal);
    document.trailer.set("ID", Object::Array(vec![blank.clone(), blank]));
    let options = SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        .max_objects_per_stream(1000)
        .compression_level(LEVEL)
        .build();
    let mut bytes = Vec::new();
    document.save_with_options(&mut bytes, options)?;
    let mut bytes = cross_reference::pack(&bytes, Compression::new(LEVEL))?;
    let mut hash = Hash::new();
    hash.write(&bytes);
    let [high, low] = hash.finish();
    let identifier = format!("{high:016X}{low:016X}");
    put_last(&mut bytes, &format!("<{}>", "0".repeat(32)), &format!("<{identifier}>"), 2);
    Ok(bytes)
}

/// Replaces the last `times` places of `old` by `new`, which is as long.
fn put_last(bytes: &mut [u8], old: &str, new: &str, times: usize) {
    let mut end = bytes.len();
    for _ in 0..times {
        let found = bytes
            .get(..end)
            .and_then(|part| part.windows(old.len()).rposition(|window| window == old.as_bytes()));
        let Some(start) = found else { return };
        if let Some(place) = bytes.get_mut(start..start + old.len()) {
            place.copy_from_slice(new.as_bytes());
        }
        end = start;
    }
}

fn compress(stream: &mut Stream, deflater: &mut Deflater) -> std::io::Result<()> {
    if !stream.allows_compression || stream.dict.has(b"Filter") {
        return Ok(());
    }
    let packed = deflater.pack(&stream.content)?;
    stream.set_content(packed);
    stream.dict.set("Filter", "FlateDecode");
    Ok(())
}

/// Packs one stream after the other: to begin anew costs as much as to pack a page, measured.
struct Deflater(Compress);

impl Deflater {
    fn new() -> Self {
        Self(Compress::new(Compression::new(LEVEL), true))
    }

    fn pack(&mut self, content: &[u8]) -> std::io::Result<Vec<u8>> {
        self.0.reset();
        // Room for what cannot be packed: a few bytes for each block.
        let mut packed = Vec::with_capacity(content.len() + content.len() / 1000 + 64);
        match self.0.compress_vec(content, &mut packed, FlushCompress::Finish)? {
            Status::StreamEnd => Ok(packed),
            Status::Ok | Status::BufError => Err(std::io::Error::other("a stream is not packed")),
        }
    }
}

/// A hash of 128 bits that is the same on every machine and in every version of the compiler. It tells
/// documents apart; it guards nothing.
pub(super) struct Hash {
    lanes: [u64; 2],
}

impl Hash {
    pub(super) fn new() -> Self {
        // FNV's offset basis, and the same with its halves exchanged.
        Self { lanes: [0xcbf2_9ce4_8422_2325, 0x8422_2325_cbf2_9ce4] }
    }

    /// Takes in bytes and how many they are.
    pub(super) fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            for (to, from) in word.iter_mut().zip(chunk) {
                *to = *from;
            }
            self.mix(u64::from_le_bytes(word));
        }
        self.mix(bytes.len() as u64);
    }

    fn mix(&mut self, word: u64) {
        // Odd factors, so that no step loses anything; the turn brings high bits down again.
        let [high, low] = &mut self.lanes;
        *high = (*high ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
        *low = (*low ^ word).wrapping_mul(0xd6e8_feb8_6659_fd93).rotate_left(31);
    }

    pub(super) fn finish(mut self) -> [u64; 2] {
        for _ in 0..4 {
            self.mix(0);
        }
        self.lanes
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    fn hash(bytes: &[u8]) -> [u64; 2] {
        let mut hash = Hash::new();
        hash.write(bytes);
        hash.finish()
    }

    #[test]
    fn the_hash_never_changes_from_version_to_version() {
        assert_eq!(
            hash("成文".as_bytes()),
            [11_609_309_671_523_618_265, 8_665_089_552_642_124_138]
        );
    }

    #[test]
    fn a_bit_a_zero_and_an_order_make_another_hash() {
        let texts: [&[u8]; 6] = [b"", b"\0", b"\0\0", b"ab", b"ba", b"\0\0\0\0\0\0\0\x80"];
        for (index, one) in texts.iter().enumerate() {
            for other in &texts[index + 1..] {
                let [a, b] = [hash(one), hash(other)];
                assert!(a[0] != b[0] && a[1] != b[1], "{one:?} {other:?}");
            }
        }
    }

    #[test]
    fn streams_are_packed_one_after_the_other_whatever_is_in_them() {
        let mut deflater = Deflater::new();
        // The last cannot be packed: bytes without any order.
        let mut state = 1_u32;
        let noise = std::iter::repeat_with(|| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        });
        let noise: Vec<u8> = noise.take(300_000).collect();
        for content in [&b""[..], b"BT ET", &[0; 9999], &noise] {
            let packed = deflater.pack(content).unwrap();
            let mut read = Vec::new();
            flate2::read::ZlibDecoder::new(&*packed).read_to_end(&mut read).unwrap();
            assert!(read == content);
        }
    }

    #[test]
    fn only_the_last_places_are_replaced() {
        let mut bytes = b"<00> <00> <00> end".to_vec();
        put_last(&mut bytes, "<00>", "<AB>", 2);
        assert_eq!(bytes, b"<00> <AB> <AB> end");
    }
}
