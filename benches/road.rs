//! Where the time goes, step by step: the sample's body once, ten and a hundred times. `cargo bench`.
#![allow(clippy::unwrap_used, reason = "a bench that cannot run should stop")]

use chengwen::check::{Profile, check};
use chengwen::compile::{Compiled, Embed, Options, compile};
use chengwen::diag::Diagnostics;
use chengwen::fonts::{Book, Preference};
use chengwen::proof::of_galley;
use chengwen::source::{SourceMap, parse};
use chengwen::template::Policy;
use chengwen::{layout, schema};
use divan::{Bencher, black_box};

const SAMPLE: &str = include_str!("../data/xiangfen-2021.yaml");
/// How often the body stands: 8, 76 and 751 pages.
const TIMES: [usize; 3] = [1, 10, 100];

fn main() {
    divan::main();
}

/// The sample with its body repeated.
fn text(times: usize) -> String {
    let (head, body) = SAMPLE.split_once("正文:\n").unwrap();
    format!("{head}正文:\n{}", body.repeat(times))
}

fn book() -> Book {
    Book::open(Preference::Bundled).unwrap()
}

fn compiled(times: usize, book: &Book) -> Compiled {
    let mut sources = SourceMap::default();
    let file = sources.add("稿.yaml", text(times).into_bytes()).unwrap();
    let mut diagnostics = Diagnostics::new();
    compile(file, Options::default(), &mut sources, book, &(), &mut diagnostics).unwrap()
}

#[divan::bench]
fn open_fonts() -> Book {
    book()
}

#[divan::bench(args = TIMES)]
fn parse_and_type(bencher: Bencher, times: usize) {
    let mut sources = SourceMap::default();
    let file = sources.add("稿.yaml", text(times).into_bytes()).unwrap();
    bencher.bench(|| {
        let tree = parse(file, sources.file(file)).unwrap();
        schema::read(&tree, &mut Diagnostics::new()).unwrap()
    });
}

#[divan::bench(args = TIMES)]
fn lay_out(bencher: Bencher, times: usize) {
    let book = book();
    let compiled = compiled(times, &book);
    bencher.bench(|| {
        let mut diagnostics = Diagnostics::new();
        layout::lay_out(&compiled.galley, &compiled.sheet, &book, black_box(&mut diagnostics))
    });
}

#[divan::bench(args = TIMES)]
fn lay_out_finely(bencher: Bencher, times: usize) {
    let book = book();
    let mut compiled = compiled(times, &book);
    compiled.sheet.breaking.policy = Policy::Fine;
    bencher.bench(|| {
        let mut diagnostics = Diagnostics::new();
        layout::lay_out(&compiled.galley, &compiled.sheet, &book, black_box(&mut diagnostics))
    });
}

/// What `build` does beside the document: the proof made, every rule looked at.
#[divan::bench(args = TIMES)]
fn proofread(bencher: Bencher, times: usize) {
    let book = book();
    let mut sources = SourceMap::default();
    let file = sources.add("稿.yaml", text(times).into_bytes()).unwrap();
    let options = Options::default();
    let compiled =
        compile(file, options, &mut sources, &book, &(), &mut Diagnostics::new()).unwrap();
    bencher.bench(|| {
        let proof = of_galley(&compiled.galley, Some(&compiled.layout), &sources);
        check(&proof, &Profile::default())
    });
}

#[divan::bench(args = TIMES)]
fn write_docx(bencher: Bencher, times: usize) {
    let book = book();
    let compiled = compiled(times, &book);
    bencher.bench(|| compiled.docx(&[], Embed::default(), &book).unwrap());
}

#[divan::bench(args = TIMES)]
fn write_pdf(bencher: Bencher, times: usize) {
    let book = book();
    let compiled = compiled(times, &book);
    bencher.bench(|| compiled.pdf(&[], &book).unwrap());
}
