//! A file to which a long run adds a line for each thing that is done, so that a later run knows. A line counts once it
//! is whole: what a run that was killed left of its last one is cut off.

use std::fs::{File, TryLockError};
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::Path;

use super::limits::LARGEST_OUTPUT;
use super::{UNREADABLE, UNWRITABLE, reason};
use crate::diag::Diagnostic;

/// A journal, ours alone until it is dropped.
#[derive(Debug)]
pub struct Journal {
    file: File,
}

impl Journal {
    /// Opens it, or begins it; gives the whole lines that are in it.
    ///
    /// # Errors
    /// Another run has it; it cannot be read or written.
    pub fn open(path: &Path) -> Result<(Self, Vec<String>), Diagnostic> {
        let unwritable = |error: &std::io::Error| {
            let message = format!("写不了“{}”：{}", path.display(), reason(error));
            Diagnostic::environment(UNWRITABLE, message).help("换个文件夹，用 -o 写出")
        };
        let options =
            File::options().read(true).write(true).create(true).truncate(false).open(path);
        let mut file = options.map_err(|error| unwritable(&error))?;
        if let Err(TryLockError::WouldBlock) = file.try_lock() {
            let folder = path.parent().unwrap_or(path).display();
            let message = format!("另一个 chengwen batch 正在写文件夹“{folder}”");
            return Err(Diagnostic::environment(UNWRITABLE, message)
                .help("等它写完；或用 -o 写到别的文件夹"));
        }
        let mut bytes = Vec::new();
        (&file).take(LARGEST_OUTPUT).read_to_end(&mut bytes).map_err(|error| {
            let message = format!("读不了“{}”：{}", path.display(), reason(&error));
            Diagnostic::environment(UNREADABLE, message).help("删掉它，从头做一遍")
        })?;
        let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |last| last + 1);
        bytes.truncate(whole);
        let lines = String::from_utf8_lossy(&bytes).lines().map(str::to_owned).collect();
        let end = file.set_len(whole as u64).and_then(|()| file.seek(SeekFrom::End(0)));
        end.map_err(|error| unwritable(&error))?;
        Ok((Self { file }, lines))
    }

    /// Forgets everything.
    ///
    /// # Errors
    /// The system's, in Chinese.
    pub fn clear(&mut self) -> Result<(), String> {
        let cleared = self.file.set_len(0).and_then(|()| self.file.seek(SeekFrom::Start(0)));
        cleared.map(drop).map_err(|error| reason(&error))
    }

    /// Adds a line, which has no line break in it.
    ///
    /// # Errors
    /// The system's, in Chinese.
    pub fn add(&mut self, line: &str) -> Result<(), String> {
        self.file.write_all(format!("{line}\n").as_bytes()).map_err(|error| reason(&error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_was_cut_short_does_not_count_and_spoils_none_behind_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("记录");
        std::fs::write(&path, "甲\n乙\n丙的一半").unwrap();
        let (mut journal, lines) = Journal::open(&path).unwrap();
        assert_eq!(lines, ["甲", "乙"]);
        journal.add("丁").unwrap();
        assert!(Journal::open(&path).unwrap_err().message.contains("另一个"));
        drop(journal);
        let (mut journal, lines) = Journal::open(&path).unwrap();
        assert_eq!(lines, ["甲", "乙", "丁"]);
        journal.clear().unwrap();
        journal.add("戊").unwrap();
        drop(journal);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "戊\n");
    }
}
