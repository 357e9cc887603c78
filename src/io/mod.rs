//! The disk: reading whole files, writing outputs so that a file is either the old one or the new one,
//! and telling our own outputs from files that somebody else wrote. The only room that opens files.

mod beside;
mod journal;
mod limits;
mod office;
mod owned;
mod read;
mod write;

pub use beside::{beside, differs, inside, read_beside};
pub use journal::Journal;
pub use limits::{LARGEST_BESIDE, LARGEST_INPUT};
pub use office::{docx_with_office, find_office, render_with_office};
pub use owned::{is_ours, is_same_file};
pub use read::{Stamp, length, read, read_output, read_table, stamp};
pub use write::{make_folder, write_together, write_whole};

use crate::diag::Code;

/// A file cannot be read.
pub const UNREADABLE: Code = Code("U010");
/// A file or folder cannot be written.
pub const UNWRITABLE: Code = Code("U011");
/// An output of that name is there and is not ours.
pub const FOREIGN_OUTPUT: Code = Code("U012");

/// ELOOP.
const LINKS_IN_A_CIRCLE: Option<i32> = if cfg!(target_os = "linux") {
    Some(40)
} else if cfg!(target_os = "macos") {
    Some(62)
} else {
    None
};

/// What a library has wrapped with its own words.
fn innermost(error: &std::io::Error) -> String {
    let mut inner: &dyn std::error::Error = error;
    while let Some(source) = inner.source() {
        inner = source;
    }
    inner.to_string()
}

const OPENED: &str = "正被别的程序打开着";

/// What Windows says of a file that Word holds: a sharing violation, or a part of it locked (WinError.h 32, 33).
fn is_opened_elsewhere(error: &std::io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33))
}

/// Why the system refused, in Chinese.
pub(crate) fn reason(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => "找不到".to_owned(),
        // There a file that is open is not replaced for the same reason as one that may not be (`MoveFileEx`).
        ErrorKind::PermissionDenied if cfg!(windows) => format!("没有权限，或者{OPENED}"),
        ErrorKind::PermissionDenied => "没有权限".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "磁盘只能读，不能写".to_owned(),
        ErrorKind::StorageFull => "磁盘满了".to_owned(),
        ErrorKind::IsADirectory => "这是文件夹，不是文件".to_owned(),
        ErrorKind::AlreadyExists => "那里已有同名的文件".to_owned(),
        ErrorKind::InvalidFilename => "文件名太长，或有不能用的字".to_owned(),
        ErrorKind::NotADirectory => "路径里有一段不是文件夹".to_owned(),
        ErrorKind::QuotaExceeded => "分给您的磁盘空间用完了".to_owned(),
        ErrorKind::FileTooLarge => "文件太大，这里不让写".to_owned(),
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => OPENED.to_owned(),
        _ if is_opened_elsewhere(error) => OPENED.to_owned(),
        _ => match error.raw_os_error() {
            Some(code) if Some(code) == LINKS_IN_A_CIRCLE => "链接绕圈，没有尽头".to_owned(),
            Some(23 | 24) if cfg!(unix) => "打开的文件太多".to_owned(),
            // Without the names of files that only exist while something is written.
            _ => format!("系统说：{}", innermost(error)),
        },
    }
}
