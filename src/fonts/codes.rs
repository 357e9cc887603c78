//! Diagnostics of this room.

use crate::diag::{Code, Diagnostic};

/// A file compiled in cannot be read.
const DAMAGED: Code = Code("G001");

/// Codes given by this room, with what they mean.
pub const CODES: [(Code, &str); 1] =
    [(DAMAGED, "随程序附带的字体文件或字体表无法读取，程序文件已损坏")];

/// The program itself is damaged: `what` of it.
pub(super) fn damaged(what: &str) -> Diagnostic {
    Diagnostic::environment(DAMAGED, format!("随程序附带的字体无法读取：{what}"))
        .help("程序文件可能已损坏，请重新安装")
}
