//! Every input that once broke something, and the seeds of the fuzzers, given to what the fuzzers call.

use std::path::PathBuf;

use crate::documents::repository;
use crate::fuzz_entry::TARGETS;

/// The inputs of a target, in order.
fn inputs(folder: &str, target: &str) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(repository("tests/fuzz").join(folder).join(target)) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

#[test]
fn what_once_broke_something_breaks_nothing() {
    for (name, entry) in TARGETS {
        for path in inputs("found", name) {
            eprintln!("{}", path.display());
            entry(&std::fs::read(path).unwrap());
        }
    }
}

/// Bytes as good as any, the same ones each time.
fn bytes(seed: u64, length: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    };
    std::iter::repeat_with(next).take(length).collect()
}

#[test]
fn most_documents_made_of_bytes_are_sound_and_keep_the_laws() {
    let (mut sound, made) = (0, 24);
    for seed in 1..=made {
        sound += u64::from(crate::fuzz_entry::layout_of(&bytes(seed, 400)));
    }
    assert!(sound * 10 >= made * 8, "{sound} of {made}");
}
