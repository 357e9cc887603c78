//! Same input, same bytes: not the clock, not the locale, not the home, not the folder, not the run.

use std::path::Path;
use std::process::Command;

use chengwen::compile::{Compiled, Embed};

use crate::documents::{book, documents, repository};

/// Builds the document of data/ that has every kind of block under the given surroundings.
fn build(folder: &Path, surroundings: &[(&str, &str)]) -> [Vec<u8>; 2] {
    built(&repository("data/quanyaosu.yaml"), folder, surroundings)
}

fn built(yaml: &Path, folder: &Path, surroundings: &[(&str, &str)]) -> [Vec<u8>; 2] {
    let status = Command::new(env!("CARGO_BIN_EXE_chengwen"))
        .arg("build")
        .arg(yaml)
        .arg("-o")
        .arg(folder)
        .current_dir(folder)
        .envs(surroundings.iter().copied())
        .output()
        .unwrap();
    assert!(status.status.success(), "{}", String::from_utf8_lossy(&status.stderr));
    let stem = Path::new(yaml.file_stem().unwrap());
    ["docx", "pdf"].map(|ending| std::fs::read(folder.join(stem.with_extension(ending))).unwrap())
}

#[test]
fn every_run_gives_the_same_bytes() {
    let first = tempfile::tempdir().unwrap();
    let second = tempfile::tempdir().unwrap();
    let here = build(first.path(), &[("TZ", "UTC"), ("LANG", "C"), ("LC_ALL", "C")]);
    let there = build(
        second.path(),
        &[
            ("TZ", "Asia/Shanghai"),
            ("LANG", "zh_CN.UTF-8"),
            ("LC_ALL", "zh_CN.GB18030"),
            ("HOME", "/nonexistent"),
            ("SOURCE_DATE_EPOCH", "1"),
        ],
    );
    assert!(here == there, "the outputs differ");
    let again = build(first.path(), &[]);
    assert!(here == again, "a second build over the first differs");
}

/// Long enough to be made in several pieces of each kind.
#[test]
fn one_thread_and_many_give_the_same_bytes() {
    let sample = std::fs::read_to_string(repository("data/xiangfen-2021.yaml")).unwrap();
    let (head, body) = sample.split_once("正文:\n").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let yaml = folder.path().join("长.yaml");
    std::fs::write(&yaml, format!("{head}正文:\n{}", body.repeat(10))).unwrap();
    let one = built(&yaml, folder.path(), &[("RAYON_NUM_THREADS", "1")]);
    let many = built(&yaml, folder.path(), &[("RAYON_NUM_THREADS", "7")]);
    assert!(one == many, "the outputs differ");
}

#[test]
fn documents_made_at_once_are_those_made_one_after_the_other() {
    let made = |document: &Compiled| {
        let docx = document.docx(&[], Embed::default(), book()).unwrap();
        (docx, document.pdf(&[], book()).unwrap())
    };
    let alone: Vec<_> = documents().values().map(made).collect();
    let together: Vec<_> = std::thread::scope(|scope| {
        let workers: Vec<_> =
            documents().values().map(|document| scope.spawn(move || made(document))).collect();
        workers.into_iter().map(|worker| worker.join().unwrap()).collect()
    });
    assert!(alone == together, "the outputs differ");
}
