//! Objects → bytes: streams deflated, all others packed into object streams (ISO 32000-1 7.5.7), then the table of
//! where they stand, with an identifier that depends on the content alone. How an object is written is for `syntax`.
//! The library's own writer goes twice over each object and leaves the table as it is.

use lopdf::{Dictionary, Document, Object, Stream, StringFormat, dictionary};
use rayon::prelude::*;

use super::cross_reference::{Entry, Table};
use super::syntax;
use crate::render::deflate::{Deflater, Kind};

/// Objects in one object stream: more pack no better, and readers unpack a whole stream for one of them.
const MOST_PACKED: usize = 1000;
/// Bytes of streams that wait to be packed together: a hundred of them keep many cores busy, and are little beside a file
/// of so many pages.
const MOST_HELD: usize = 4 << 20;

/// The bytes of the file. Objects must be of generation 0; `others` are made only when it is their turn, and come in the
/// order of their numbers.
///
/// # Errors
/// A stream that cannot be packed.
pub(super) fn bytes(
    document: Document,
    others: impl Iterator<Item = (u32, Object)>,
) -> std::io::Result<Vec<u8>> {
    let Document { version, objects, trailer, max_id, .. } = document;
    let mut file = File::new(&version, max_id);
    let mut others = others.peekable();
    for ((number, _), object) in objects {
        while let Some((other, object)) = others.next_if(|(other, _)| *other < number) {
            file.object(other, &object)?;
        }
        match object {
            Object::Stream(stream) => file.stream(number, stream)?,
            other => file.object(number, &other)?,
        }
    }
    for (number, object) in others {
        file.object(number, &object)?;
    }
    file.finish(&trailer)
}

/// A file being written.
struct File {
    out: Vec<u8>,
    /// To be packed, side by side, and written next, in this order.
    streams: Vec<(u32, Stream)>,
    /// Bytes in `streams`.
    held: usize,
    table: Table,
    /// The highest number given to an object.
    highest: u32,
    waiting: Waiting,
}

/// Objects for the next object stream.
#[derive(Default)]
struct Waiting {
    numbers: Vec<u32>,
    /// Where each begins in `bodies`, after its number.
    heads: Vec<u8>,
    bodies: Vec<u8>,
}

impl File {
    fn new(version: &str, highest: u32) -> Self {
        // Four bytes above 127 in a comment tell programs that it is no text (7.5.2).
        let out = [b"%PDF-", version.as_bytes(), b"\n%\xE6\x88\x90\xE6\x96\x87\n"].concat();
        let (table, waiting) = (Table::new(), Waiting::default());
        Self { out, streams: Vec::new(), held: 0, table, highest, waiting }
    }

    fn object(&mut self, number: u32, object: &Object) -> std::io::Result<()> {
        let Waiting { numbers, heads, bodies } = &mut self.waiting;
        if !bodies.is_empty() {
            bodies.push(b'\n');
        }
        numbers.push(number);
        syntax::integer(heads, i64::from(number));
        syntax::integer(heads, whole(bodies.len()));
        syntax::write(bodies, object);
        if numbers.len() == MOST_PACKED { self.pack() } else { Ok(()) }
    }

    /// Writes the objects that wait as an object stream.
    fn pack(&mut self) -> std::io::Result<()> {
        let Waiting { numbers, mut heads, bodies } = std::mem::take(&mut self.waiting);
        if numbers.is_empty() {
            return Ok(());
        }
        let stream = self.next_number();
        for (index, number) in numbers.iter().enumerate() {
            self.table.set(*number, Entry::Inside { stream, index });
        }
        heads.push(b'\n');
        let dictionary = dictionary! {
            "Type" => "ObjStm",
            "N" => whole(numbers.len()),
            "First" => whole(heads.len()),
        };
        heads.extend_from_slice(&bodies);
        self.stream(stream, Stream::new(dictionary, heads))
    }

    fn stream(&mut self, number: u32, stream: Stream) -> std::io::Result<()> {
        self.held += stream.content.len();
        self.streams.push((number, stream));
        if self.held < MOST_HELD { Ok(()) } else { self.flush() }
    }

    /// Packs and writes the streams that wait.
    fn flush(&mut self) -> std::io::Result<()> {
        let mut streams = std::mem::take(&mut self.streams);
        self.held = 0;
        streams
            .par_iter_mut()
            .filter(|(_, stream)| stream.allows_compression && !stream.dict.has(b"Filter"))
            .map_init(
                || Deflater::new(Kind::Text),
                |deflater, (_, stream)| {
                    stream.content = deflater.zlib(&stream.content)?;
                    stream.dict.set("Filter", "FlateDecode");
                    Ok(())
                },
            )
            .collect::<std::io::Result<()>>()?;
        for (number, mut stream) in streams {
            self.table.set(number, Entry::At(self.out.len()));
            stream.dict.set("Length", whole(stream.content.len()));
            syntax::integer(&mut self.out, i64::from(number));
            self.out.extend_from_slice(b" 0 obj\n");
            syntax::write_dictionary(&mut self.out, &stream.dict);
            self.out.extend_from_slice(b"stream\n");
            self.out.extend_from_slice(&stream.content);
            self.out.extend_from_slice(b"\nendstream\nendobj\n");
        }
        Ok(())
    }

    fn next_number(&mut self) -> u32 {
        self.highest += 1;
        self.highest
    }

    /// Writes the table and what `trailer` says of the whole file.
    fn finish(mut self, trailer: &Dictionary) -> std::io::Result<Vec<u8>> {
        self.pack()?;
        self.flush()?;
        let (start, number) = (self.out.len(), self.next_number());
        self.table.set(number, Entry::At(start));
        let (mut dictionary, content) = self.table.stream();
        for (key, value) in trailer.iter().filter(|(key, _)| matches!(&***key, b"Root" | b"Info")) {
            dictionary.set(key.clone(), value.clone());
        }
        let mut hash = Hash::new();
        hash.write(&self.out);
        let identifier = hash.finish().map(u64::to_be_bytes).concat();
        let identifier = Object::String(identifier, StringFormat::Hexadecimal);
        dictionary.set("ID", vec![identifier.clone(), identifier]);
        self.stream(number, Stream::new(dictionary, content))?;
        self.flush()?;
        self.out.extend_from_slice(format!("startxref\n{start}\n%%EOF\n").as_bytes());
        Ok(self.out)
    }
}

fn whole(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
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
}
