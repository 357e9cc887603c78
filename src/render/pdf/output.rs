//! Objects → bytes: streams deflated, all others packed into object streams (ISO 32000-1 7.5.7), then the table of
//! where they stand, with an identifier that depends on the content alone. How an object is written is for `syntax`.
//! The library's own writer goes twice over each object and leaves the table as it is.

use lopdf::{Dictionary, Document, Object, Stream, StringFormat, dictionary};
use rayon::prelude::*;

use super::cross_reference::{Entry, Table};
use super::syntax;
use crate::render::deflate::{Kind, zlib};
use crate::render::hash::Hash;

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
            .try_for_each(|(_, stream)| {
                stream.content = zlib(Kind::Text, &stream.content)?;
                stream.dict.set("Filter", "FlateDecode");
                Ok::<(), std::io::Error>(())
            })?;
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
        let identifier = Hash::of(&self.out).to_be_bytes().to_vec();
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
