//! Which library, at which level, deflates the streams of our files best: bytes and time by kind of stream, as a
//! Markdown table. `cargo bench --bench deflate [times the sample's body stands, default 1]`.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench that cannot run should stop, and prints"
)]

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};
use std::time::{Duration, Instant};

use chengwen::compile::{Embed, Options, compile};
use chengwen::diag::Diagnostics;
use chengwen::fonts::{Book, Preference};
use chengwen::source::SourceMap;
use lopdf::Object;

const SAMPLE: &str = include_str!("../data/xiangfen-2021.yaml");
/// Each stream is packed again and again until this much time is gone; the fastest counts.
const LONG_ENOUGH: Duration = Duration::from_millis(400);

type Pack = Box<dyn FnMut(&[u8]) -> Vec<u8>>;

/// A library at a level.
struct Way {
    name: String,
    pack: Pack,
}

fn main() {
    let times = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(1);
    let kinds = streams(times);
    let mut ways = ways();
    let title = |(kind, streams): (&&str, &Vec<Vec<u8>>)| {
        format!(
            "{kind}（{} 个，{} 字节）",
            streams.len(),
            streams.iter().map(Vec::len).sum::<usize>()
        )
    };
    println!("| 压缩 | {} |", kinds.iter().map(title).collect::<Vec<_>>().join(" | "));
    println!("|---|{}", "---:|".repeat(kinds.len()));
    for way in &mut ways {
        print!("| {} |", way.name);
        for streams in kinds.values() {
            let (bytes, time) = measured(streams, way);
            print!(" {bytes}，{time:.2?} |");
        }
        println!();
    }
}

/// Bytes of all the streams packed, and the shortest time that it took.
fn measured(streams: &[Vec<u8>], way: &mut Way) -> (usize, Duration) {
    let (begun, mut best, mut bytes) = (Instant::now(), Duration::MAX, 0);
    while begun.elapsed() < LONG_ENOUGH || best == Duration::MAX {
        let start = Instant::now();
        bytes = streams.iter().map(|stream| (way.pack)(stream).len()).sum();
        best = best.min(start.elapsed());
    }
    (bytes, best)
}

fn ways() -> Vec<Way> {
    let way = |name: String, pack: Pack| Way { name, pack };
    let mut ways = Vec::new();
    for level in [1, 2, 3, 4, 5, 6, 7, 8, 9] {
        let mut state = flate2::Compress::new(flate2::Compression::new(level), true);
        ways.push(way(
            format!("zlib-rs {level}"),
            Box::new(move |stream| {
                state.reset();
                let mut packed = Vec::with_capacity(stream.len() + stream.len() / 1000 + 64);
                state.compress_vec(stream, &mut packed, flate2::FlushCompress::Finish).unwrap();
                packed
            }),
        ));
    }
    for level in [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12] {
        let mut state =
            libdeflater::Compressor::new(libdeflater::CompressionLvl::new(level).unwrap());
        ways.push(way(
            format!("libdeflate {level}"),
            Box::new(move |stream| {
                let mut packed = vec![0; state.zlib_compress_bound(stream.len())];
                let length = state.zlib_compress(stream, &mut packed).unwrap();
                packed.truncate(length);
                packed
            }),
        ));
    }
    for level in [1, 4, 6, 8] {
        let pack = move |stream: &[u8]| miniz_oxide::deflate::compress_to_vec_zlib(stream, level);
        ways.push(way(format!("miniz_oxide {level}"), Box::new(pack)));
    }
    ways.push(way(
        "fdeflate".to_owned(),
        Box::new(|stream| {
            let mut state = fdeflate::Compressor::new(Vec::new()).unwrap();
            state.write_data(stream).unwrap();
            state.finish().unwrap()
        }),
    ));
    ways.push(way(
        "zopfli".to_owned(),
        Box::new(|stream| {
            let mut packed = Vec::new();
            let format = zopfli::Format::Zlib;
            zopfli::compress(zopfli::Options::default(), format, stream, &mut packed).unwrap();
            packed
        }),
    ));
    ways
}

/// Every stream of both files, by kind.
fn streams(times: usize) -> BTreeMap<&'static str, Vec<Vec<u8>>> {
    let (head, body) = SAMPLE.split_once("正文:\n").unwrap();
    let text = format!("{head}正文:\n{}", body.repeat(times));
    let book = Book::open(Preference::Bundled).unwrap();
    let mut sources = SourceMap::default();
    let file = sources.add("稿.yaml", text.into_bytes()).unwrap();
    let mut faults = Diagnostics::new();
    let compiled =
        compile(file, Options::default(), &mut sources, &book, &(), &mut faults).unwrap();
    let mut kinds = BTreeMap::new();
    of_docx(&compiled.docx(&[], Embed::default(), &book).unwrap(), &mut kinds);
    of_pdf(&compiled.pdf(&[], &book).unwrap(), &mut kinds);
    kinds
}

fn of_docx(file: &[u8], kinds: &mut BTreeMap<&'static str, Vec<Vec<u8>>>) {
    let mut container = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    for index in 0..container.len() {
        let mut part = container.by_index(index).unwrap();
        let kind = match &*part.name().unwrap() {
            "word/document.xml" => "DOCX 正文",
            name if name.starts_with("word/fonts/") => "DOCX 字体",
            _ => "DOCX 其余",
        };
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        kinds.entry(kind).or_default().push(content);
    }
}

/// The streams as they stand in the file, those that hold objects too.
fn of_pdf(file: &[u8], kinds: &mut BTreeMap<&'static str, Vec<Vec<u8>>>) {
    let document = lopdf::Document::load_mem(file).unwrap();
    let fonts: Vec<_> = document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok()?.get(b"FontFile2").ok()?.as_reference().ok())
        .collect();
    let pages: Vec<_> = document
        .get_pages()
        .into_values()
        .flat_map(|page| document.get_page_contents(page))
        .collect();
    for (id, object) in &document.objects {
        let Object::Stream(stream) = object else { continue };
        if stream.dict.get(b"Filter").and_then(Object::as_name).ok() != Some(b"FlateDecode") {
            continue;
        }
        let mut content = Vec::new();
        let mut reader = flate2::write::ZlibDecoder::new(&mut content);
        reader.write_all(&stream.content).unwrap();
        reader.finish().unwrap();
        let kind = if fonts.contains(id) {
            "PDF 字体"
        } else if pages.contains(id) {
            "PDF 面"
        } else {
            "PDF 其余"
        };
        kinds.entry(kind).or_default().push(content);
    }
}
