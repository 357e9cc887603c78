//! Files in the container that Office programs had before DOCX, and in which they still put what needs a password
//! ([MS-CFB]). What is in them is not read.

use super::NO_DOCX;
use crate::container::COMPOUND;
use crate::diag::Diagnostic;

/// What such a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compound {
    /// A file of any program that needs a password.
    Locked,
    /// A spreadsheet of Excel 5 to 2003, or of WPS.
    Workbook,
    /// A document of Word 6 to 2003, or of WPS; what else it may be nobody can tell.
    Document,
}

impl Compound {
    /// Tells what the bytes of a file are, by the names of the streams in it; `None` for a file of another kind.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        if !bytes.starts_with(COMPOUND) {
            return None;
        }
        let holds = |stream: &str| {
            let units: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
            bytes.windows(units.len()).any(|window| window == units)
        };
        Some(if holds("EncryptedPackage") {
            Self::Locked
        } else if holds("WordDocument") {
            Self::Document
        } else if holds("Workbook") || holds("Book") {
            Self::Workbook
        } else {
            Self::Document
        })
    }

    /// What whoever wants a DOCX is told; `name` is what messages call the file.
    #[must_use]
    pub fn refused(self, name: &str) -> Diagnostic {
        let (what, help) = match self {
            Self::Locked => (
                "设了打开密码",
                "用 Word 或 WPS 打开，取消密码（文件→信息→保护文档），另存为 .docx 再来",
            ),
            Self::Workbook => ("是老的 Excel 表格（.xls），不是 Word 文件", "看看文件是不是拿错了"),
            Self::Document => {
                ("是老的 .doc 或 .wps 格式，只是名称不同", "用 Word 或 WPS 打开，另存为 .docx 再来")
            }
        };
        Diagnostic::environment(NO_DOCX, format!("读不了“{name}”：{what}")).help(help)
    }
}
