//! Reading input files.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use super::{UNREADABLE, reason};
use crate::diag::Diagnostic;

/// Inputs larger than this are refused before they are read (bytes).
pub const LARGEST_INPUT: u64 = 16 * 1024 * 1024;

/// The whole of an input file.
///
/// # Errors
/// A file that is missing, may not be read, is a folder, or is larger than [`LARGEST_INPUT`].
pub fn read(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    whole(path, LARGEST_INPUT, "看看文件名、路径写对没有，文件还在不在")
}

fn whole(path: &Path, largest: u64, help: &str) -> Result<Vec<u8>, Diagnostic> {
    let shown = path.display();
    let refuse = |error: &std::io::Error| {
        let message = format!("读不了“{shown}”：{}", reason(error));
        Diagnostic::environment(UNREADABLE, message).help(help)
    };
    let metadata = std::fs::metadata(path).map_err(|error| refuse(&error))?;
    if metadata.is_dir() {
        let message = format!("“{shown}”是文件夹，不是文件");
        return Err(Diagnostic::environment(UNREADABLE, message).help("写出文件夹里那个文件的名字"));
    }
    let bytes = read_at_most(path, largest).map_err(|error| refuse(&error))?;
    bytes.ok_or_else(|| {
        let message = format!("“{shown}”超过 {} MB，不像是一份公文", largest / 1024 / 1024);
        Diagnostic::environment(UNREADABLE, message)
    })
}

/// Outputs that are read back are no larger (bytes).
const LARGEST_OUTPUT: u64 = 512 * 1024 * 1024;

/// The whole of an output, to be read back.
///
/// # Errors
/// A file that is missing, may not be read, is a folder, or is larger than any output.
pub fn read_output(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    whole(path, LARGEST_OUTPUT, "看看文件名、路径写对没有，是不是还没有生成")
}

/// The whole of a file; `None` where it is larger than `largest` bytes, of which no more are read.
pub(super) fn read_at_most(path: &Path, largest: u64) -> std::io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(largest + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= largest).then_some(bytes))
}
