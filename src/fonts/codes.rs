//! Diagnostics of this room.

use super::{Embedding, Face};
use crate::diag::{Code, Diagnostic};

/// A file compiled in cannot be read.
const DAMAGED: Code = Code("G001");

/// A face may not be embedded.
const RESTRICTED: Code = Code("G010");
/// A face cannot be subset.
const NO_SUBSET: Code = Code("G011");

/// Codes given by this room, with what they mean.
pub const CODES: [(Code, &str); 3] = [
    (DAMAGED, "随程序附带的字体文件或字体表无法读取，程序文件已损坏"),
    (RESTRICTED, "字体的授权不许嵌入文件"),
    (NO_SUBSET, "字体文件取不出子集"),
];

const USE_BUNDLED: &str = "去掉 --字体 系统，改用随程序带的字体";

/// Refuses a face whose licence forbids embedding (OS/2 fsType 2).
///
/// # Errors
/// The refusal.
pub fn may_embed(face: &Face) -> Result<(), Diagnostic> {
    if face.embedding() != Embedding::Restricted {
        return Ok(());
    }
    let message = format!("字体“{}”的授权不许嵌入文件（OS/2 fsType 2）", face.family_chinese());
    Err(Diagnostic::environment(RESTRICTED, message).help(USE_BUNDLED))
}

/// A face of which no subset could be made, in the words of the library.
#[must_use]
pub fn no_subset(face: &Face, fault: &str) -> Diagnostic {
    let message = format!("字体“{}”取不出子集：{fault}", face.family_chinese());
    Diagnostic::environment(NO_SUBSET, message).help(USE_BUNDLED)
}

/// The program itself is damaged: `what` of it.
pub(super) fn damaged(what: &str) -> Diagnostic {
    Diagnostic::environment(DAMAGED, format!("随程序附带的字体无法读取：{what}"))
        .help("程序文件可能已损坏，请重新安装")
}
