//! Writing outputs whole. What is written together is staged first, each file beside its target and flushed to the
//! disk, and only then brought to its name: whatever happens in between, each target is the old file or the new one,
//! and unless the machine stops between two renames all of them are old or all are new. How a file is staged is in
//! `staged`, what runs at the same time do to each other in `turn`, what a Ctrl-C does meanwhile in `signals`.

#[cfg(unix)]
mod signals;
mod staged;
mod turn;

use std::path::{Path, PathBuf};

use self::staged::{Backup, Staged};
use super::{UNWRITABLE, reason};
use crate::diag::Diagnostic;

/// Writes `bytes` as the file `path`.
///
/// # Errors
/// A folder that is missing or cannot be written, a full disk, a target that is locked or may only be read.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    write_together(&[(path, bytes)])
}

/// Writes files that belong together: all of them, or none.
///
/// # Errors
/// As [`write_whole`].
pub fn write_together(files: &[(&Path, &[u8])]) -> Result<(), Diagnostic> {
    let mut staged = Vec::new();
    for (path, bytes) in files {
        let target = target(path).map_err(|error| unwritable(path, &error))?;
        if std::fs::metadata(&target).is_ok_and(|found| found.permissions().readonly()) {
            return Err(read_only(path));
        }
        let file = Staged::new(target, bytes).map_err(|error| unwritable(path, &error))?;
        staged.push((*path, file));
    }
    let folders = staged.iter().map(|(_, file)| file.folder().to_owned());
    let _turn = turn::take(folders);
    #[cfg(unix)]
    let _held = signals::hold();
    commit(staged)
}

/// Brings staged files to their names; where one cannot be, those before it go back.
fn commit(staged: Vec<(&Path, Staged)>) -> Result<(), Diagnostic> {
    let mut undo: Vec<(PathBuf, Option<Backup>)> = Vec::new();
    let last = staged.len().saturating_sub(1);
    for (index, (path, file)) in staged.into_iter().enumerate() {
        let target = file.target().to_owned();
        // The last one needs no way back.
        let backup = if index < last { Backup::of(&target) } else { Ok(None) };
        if let Err(error) = backup.and_then(|backup| {
            file.persist()?;
            undo.push((target, backup));
            Ok(())
        }) {
            for (target, backup) in undo.into_iter().rev() {
                match backup {
                    Some(backup) => backup.restore(&target),
                    None => drop(std::fs::remove_file(&target)),
                }
            }
            return Err(unwritable(path, &error));
        }
    }
    Ok(())
}

/// The file itself where `path` is a link to it: a link stays one.
fn target(path: &Path) -> std::io::Result<PathBuf> {
    match std::fs::symlink_metadata(path) {
        Ok(found) if found.is_symlink() => path.canonicalize(),
        _ => Ok(path.to_owned()),
    }
}

fn unwritable(path: &Path, error: &std::io::Error) -> Diagnostic {
    let message = format!("写不了“{}”：{}", path.display(), reason(error));
    Diagnostic::environment(UNWRITABLE, message)
        .help("换个文件夹（用 -o 写出），或关掉正打开它的程序再试；原来的文件没有动")
}

fn read_only(path: &Path) -> Diagnostic {
    let message = format!("“{}”设成了只读，没有动它", path.display());
    Diagnostic::environment(UNWRITABLE, message)
        .help("确实要换掉它，先去掉“只读”；或用 -o 写到别处")
}

/// Makes a folder for outputs, and those above it.
///
/// # Errors
/// A place where no folder can be made, or where a file of that name stands.
pub fn make_folder(folder: &Path) -> Result<(), Diagnostic> {
    std::fs::create_dir_all(folder).map_err(|error| {
        let message = format!("建不了文件夹“{}”：{}", folder.display(), reason(&error));
        Diagnostic::environment(UNWRITABLE, message).help("换个地方，用 -o 写出")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn replaces_a_file_and_leaves_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("报告.pdf");
        write_whole(&path, b"old").unwrap();
        write_whole(&path, b"new").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"new");
        assert_eq!(names(folder.path()), ["报告.pdf"]);
    }

    #[test]
    fn says_which_folder_is_missing() {
        let fault = write_whole(Path::new("没有的文件夹/报告.pdf"), b"x").unwrap_err();
        assert!(fault.message.contains("没有的文件夹/报告.pdf"), "{}", fault.message);
        assert!(fault.message.contains("找不到"), "{}", fault.message);
    }

    #[test]
    fn where_the_second_cannot_be_written_the_first_is_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let (docx, pdf) = (folder.path().join("报告.docx"), folder.path().join("报告.pdf"));
        std::fs::create_dir_all(pdf.join("里面")).unwrap();
        for old in [None, Some(b"old")] {
            if let Some(old) = old {
                std::fs::write(&docx, old).unwrap();
            }
            assert!(write_together(&[(&docx, b"new"), (&pdf, b"new")]).is_err());
            assert_eq!(std::fs::read(&docx).ok().as_deref(), old.map(|old| &old[..]));
        }
        assert_eq!(names(folder.path()), ["报告.docx", "报告.pdf"]);
    }

    #[test]
    fn what_may_only_be_read_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("报告.pdf");
        std::fs::write(&path, b"old").unwrap();
        let mut permissions = std::fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        std::fs::set_permissions(&path, permissions).unwrap();
        assert!(write_whole(&path, b"new").unwrap_err().message.contains("只读"));
        assert_eq!(std::fs::read(&path).unwrap(), b"old");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_and_permissions_stay() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("报告.pdf"), folder.path().join("链接.pdf"));
        std::fs::write(&path, b"old").unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink(&path, &link).unwrap();
        write_whole(&link, b"new").unwrap();
        assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(std::fs::read(&path).unwrap(), b"new");
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        assert_eq!(names(folder.path()), ["报告.pdf", "链接.pdf"]);
    }
}
