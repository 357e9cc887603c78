//! Same input, same bytes: not the clock, not the locale, not the home, not the folder, not the run.

use std::path::Path;
use std::process::Command;

use crate::documents::repository;

/// Builds the document of data/ that has every kind of block under the given surroundings.
fn build(folder: &Path, surroundings: &[(&str, &str)]) -> [Vec<u8>; 2] {
    let status = Command::new(env!("CARGO_BIN_EXE_chengwen"))
        .arg("build")
        .arg(repository("data/quanyaosu.yaml"))
        .arg("-o")
        .arg(folder)
        .current_dir(folder)
        .envs(surroundings.iter().copied())
        .output()
        .unwrap();
    assert!(status.status.success(), "{}", String::from_utf8_lossy(&status.stderr));
    ["quanyaosu.docx", "quanyaosu.pdf"].map(|name| std::fs::read(folder.join(name)).unwrap())
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
