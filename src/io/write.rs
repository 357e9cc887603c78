//! Writing outputs whole: to a file beside the target, flushed, then renamed over it. Whatever happens
//! in between, the target is the old file or the new one, and nothing half written stays behind.

use std::io::Write as _;
use std::path::Path;

use tempfile::Builder;

use super::{UNWRITABLE, reason};
use crate::diag::Diagnostic;

/// Writes `bytes` as the file `path`.
///
/// # Errors
/// A folder that is missing or cannot be written, a full disk, a target that is locked.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or_else(|| Path::new("."));
    let written = || -> std::io::Result<()> {
        let mut builder = Builder::new();
        builder.prefix(".chengwen-").suffix(".tmp");
        #[cfg(unix)]
        builder.permissions(new_file_permissions());
        let mut file = builder.tempfile_in(folder)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    };
    written().map_err(|error| {
        let message = format!("写不了“{}”：{}", path.display(), reason(&error));
        Diagnostic::environment(UNWRITABLE, message)
            .help("换个文件夹（用 -o 写出），或关掉正打开它的程序再试；原来的文件没有动")
    })
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

/// As any program creates files; the system takes off what the user's mask forbids.
#[cfg(unix)]
fn new_file_permissions() -> std::fs::Permissions {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::Permissions::from_mode(0o666)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replaces_a_file_and_leaves_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("报告.pdf");
        write_whole(&path, b"old").unwrap();
        write_whole(&path, b"new").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"new");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn says_which_folder_is_missing() {
        let fault = write_whole(Path::new("没有的文件夹/报告.pdf"), b"x").unwrap_err();
        assert!(fault.message.contains("没有的文件夹/报告.pdf"), "{}", fault.message);
        assert!(fault.message.contains("找不到"), "{}", fault.message);
    }
}
