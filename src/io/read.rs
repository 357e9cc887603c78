//! Reading input files.

use std::fs::{File, Metadata};
use std::io::Read as _;
use std::path::Path;

use super::limits::{LARGEST_BESIDE, LARGEST_INPUT, LARGEST_OUTPUT, MOST_READINGS};
use super::{UNREADABLE, reason};
use crate::diag::Diagnostic;

/// What is said of a file that is too large to be a document.
const DOCUMENT: &str = "不像是一份公文";

/// The whole of an input file.
///
/// # Errors
/// A file that is missing, may not be read, is a folder or no file at all, or is larger than [`LARGEST_INPUT`].
pub fn read(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    whole(path, LARGEST_INPUT, DOCUMENT, "看看文件名、路径写对没有，文件还在不在")
}

/// The whole of a table file that the call names.
///
/// # Errors
/// A file that is missing, may not be read, is a folder or no file at all, or is larger than [`LARGEST_BESIDE`].
pub fn read_table(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    whole(path, LARGEST_BESIDE, "太大了", "看看文件名、路径写对没有，文件还在不在")
}

/// What changes when a file is written, or another is put in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    length: u64,
    modified: Option<std::time::SystemTime>,
    created: Option<std::time::SystemTime>,
}

/// The stamp of a file as it is now; `None` where there is none.
#[must_use]
pub fn stamp(path: &Path) -> Option<Stamp> {
    let found = std::fs::metadata(path).ok()?;
    let (modified, created) = (found.modified().ok(), found.created().ok());
    Some(Stamp { length: found.len(), modified, created })
}

/// How long a file is, in bytes; `None` where there is none.
#[must_use]
pub fn length(path: &Path) -> Option<u64> {
    std::fs::metadata(path).ok().filter(Metadata::is_file).map(|found| found.len())
}

/// The whole of an output, to be read back.
///
/// # Errors
/// A file that is missing, may not be read, is a folder or no file at all, or is larger than any output.
pub fn read_output(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    whole(path, LARGEST_OUTPUT, DOCUMENT, "看看文件名、路径写对没有，是不是还没有生成")
}

fn whole(path: &Path, largest: u64, unlike: &str, help: &str) -> Result<Vec<u8>, Diagnostic> {
    let shown = path.display();
    let refuse = |reason: &str| {
        let message = format!("读不了“{shown}”：{reason}");
        Diagnostic::environment(UNREADABLE, message).help(help)
    };
    let metadata = std::fs::metadata(path).map_err(|error| refuse(&reason(&error)))?;
    if metadata.is_dir() {
        let message = format!("“{shown}”是文件夹，不是文件");
        return Err(Diagnostic::environment(UNREADABLE, message).help("写出文件夹里那个文件的名字"));
    }
    match read_at_most(path, largest) {
        Ok(bytes) => Ok(bytes),
        Err(Refused::Larger) => {
            let message = format!("“{shown}”超过 {} MB，{unlike}", largest / 1024 / 1024);
            Err(Diagnostic::environment(UNREADABLE, message))
        }
        Err(other) => Err(refuse(&other.reason())),
    }
}

/// Why a file is not read.
pub(super) enum Refused {
    /// It is larger than asked for.
    Larger,
    /// It has no end, or none that can be known: a pipe, a device, a socket.
    NoFile,
    /// Another program goes on writing it.
    Changing,
    /// The system does not let it.
    System(std::io::Error),
}

impl Refused {
    /// In Chinese, to stand behind a colon.
    pub(super) fn reason(&self) -> String {
        match self {
            Self::Larger => "太大了".to_owned(),
            Self::NoFile => "它不是普通的文件（是管道、设备一类）".to_owned(),
            Self::Changing => "别的程序正在写它，等写完再试".to_owned(),
            Self::System(error) => reason(error),
        }
    }
}

/// The whole of a file, of which no more than `largest` bytes are read. One that changes meanwhile, because an editor
/// or a program that keeps folders alike is writing it, is read again: half a file can look like a whole one.
pub(super) fn read_at_most(path: &Path, largest: u64) -> Result<Vec<u8>, Refused> {
    // Opening a pipe would wait for whoever writes into it.
    if !std::fs::metadata(path).map_err(Refused::System)?.is_file() {
        return Err(Refused::NoFile);
    }
    for _ in 0..MOST_READINGS {
        let file = File::open(path).map_err(Refused::System)?;
        let before = file.metadata().map_err(Refused::System)?;
        let mut bytes = Vec::new();
        (&file).take(largest + 1).read_to_end(&mut bytes).map_err(Refused::System)?;
        if bytes.len() as u64 > largest {
            return Err(Refused::Larger);
        }
        let after = file.metadata().map_err(Refused::System)?;
        if state(&before) == state(&after) {
            return Ok(bytes);
        }
    }
    Err(Refused::Changing)
}

/// What changes when a file is written. The system's own files claim to be empty.
fn state(metadata: &Metadata) -> (u64, Option<std::time::SystemTime>) {
    (metadata.len(), metadata.modified().ok())
}
