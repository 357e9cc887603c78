//! The disk: reading whole files, writing outputs so that a file is either the old one or the new one,
//! and telling our own outputs from files that somebody else wrote. The only room that opens files.

mod beside;
mod office;
mod owned;
mod read;
mod write;

pub use beside::{differs, inside, read_beside};
pub use office::{find_office, render_with_office};
pub use owned::is_ours;
use read::read_at_most;
pub use read::{LARGEST_INPUT, read, read_output};
pub use write::{make_folder, write_whole};

use crate::diag::Code;

/// A file cannot be read.
pub const UNREADABLE: Code = Code("U010");
/// A file or folder cannot be written.
pub const UNWRITABLE: Code = Code("U011");
/// An output of that name is there and is not ours.
pub const FOREIGN_OUTPUT: Code = Code("U012");

/// Why the system refused, in Chinese.
pub(super) fn reason(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => "找不到".to_owned(),
        ErrorKind::PermissionDenied => "没有权限".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "磁盘只能读，不能写".to_owned(),
        ErrorKind::StorageFull => "磁盘满了".to_owned(),
        ErrorKind::IsADirectory => "这是文件夹，不是文件".to_owned(),
        ErrorKind::AlreadyExists => "那里已有同名的文件".to_owned(),
        ErrorKind::InvalidFilename => "文件名太长，或有不能用的字".to_owned(),
        ErrorKind::NotADirectory => "路径里有一段不是文件夹".to_owned(),
        ErrorKind::ResourceBusy => "正被别的程序打开着".to_owned(),
        _ => format!("系统说：{error}"),
    }
}
