//! What a file to be taken in is: by its content, and where that says nothing by the ending of its name.

use std::path::Path;

use crate::cli::usage::USAGE;
use crate::diag::Diagnostic;
use crate::inspect::Compound;

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Word 2007 and later, WPS.
    Docx,
    /// What LibreOffice makes a DOCX of: the ending it goes by.
    Office(&'static str),
    /// XLSX, XLS, ODS, CSV.
    Spreadsheet,
    /// Markdown.
    Markdown,
    /// A web page.
    Html,
    /// Plain text.
    Text,
}

/// How files begin in which there is no text to take in, and what they are.
const STARTS: [(&[u8], &str); 9] = [
    (b"%PDF", "PDF"),
    (b"\x89PNG", "图片"),
    (b"\xFF\xD8\xFF", "图片"),
    (b"GIF8", "图片"),
    (b"Rar!", "压缩包"),
    (b"7z\xBC\xAF\x27\x1C", "压缩包"),
    (b"\x1F\x8B", "压缩包"),
    (b"\x7FELF", "程序"),
    (b"MZ", "程序"),
];

/// So much is looked at of an archive, at its front and at its end: names of ten thousand files.
const FRONT: usize = 4096;
const END: usize = 1 << 20;

/// Tells what the bytes of the file `path` are.
///
/// # Errors
/// What holds no text, or none that can be had without a password.
pub(super) fn of(path: &Path, bytes: &[u8]) -> Result<Kind, Diagnostic> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let ending = ending.as_deref().unwrap_or_default();
    let refuse = |what: &str, help: &str| {
        let message = format!("转不了“{}”：{what}", path.display());
        Err(Diagnostic::environment(USAGE, message).help(help))
    };
    if bytes.is_empty() {
        return refuse("它是空的", "看看是不是选错了文件，或还没有保存");
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return match zipped(bytes) {
            Some(kind) => Ok(kind),
            None => refuse("它是压缩包，不是文稿", "解开压缩包，转里面的文件"),
        };
    }
    match Compound::of(bytes) {
        Some(locked @ Compound::Locked) => return Err(locked.refused(&path.display().to_string())),
        Some(Compound::Workbook) => return Ok(Kind::Spreadsheet),
        Some(Compound::Document) => {
            return Ok(Kind::Office(if ending == "wps" { "wps" } else { "doc" }));
        }
        None => {}
    }
    if bytes.starts_with(b"{\\rtf") {
        return Ok(Kind::Office("rtf"));
    }
    let known = STARTS.iter().find(|(start, _)| bytes.starts_with(start));
    if let Some((_, what)) = known.filter(|(start, _)| start.len() > 2 || bytes.contains(&0)) {
        let help = match *what {
            "PDF" => "PDF 里没有段落和表格；找生成它的 Word 文件，或用 WPS 转成 .docx 再转",
            "图片" => "图片里的字要先识别成文本",
            _ => "看看是不是选错了文件",
        };
        return refuse(&format!("它是{what}，不是文稿"), help);
    }
    if ["yaml", "yml"].contains(&ending) {
        return refuse("它已经是 YAML 了", "直接运行 chengwen build");
    }
    if is_binary(bytes) {
        return refuse("它不是文本，也不是 Word、表格文件", "看看是不是选错了文件");
    }
    Ok(text(bytes, ending))
}

/// Text of which kind.
fn text(bytes: &[u8], ending: &str) -> Kind {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_lowercase();
    let start = start.trim_start_matches(|c: char| c == '\u{FEFF}' || c.is_whitespace());
    match ending {
        "htm" | "html" | "xhtml" => Kind::Html,
        "md" | "markdown" => Kind::Markdown,
        "csv" | "tsv" => Kind::Spreadsheet,
        _ if start.starts_with("<!doctype html") || start.starts_with("<html") => Kind::Html,
        _ => Kind::Text,
    }
}

/// Archives of office programs, by the names of the files in them, which are not compressed.
fn zipped(bytes: &[u8]) -> Option<Kind> {
    // The list of names stands at the end, what an OpenDocument is at the front.
    let (front, end) = (bytes.len().min(FRONT), bytes.len().saturating_sub(END));
    let holds = |name: &[u8]| {
        let both = [&bytes[..front], &bytes[end..]];
        both.iter().any(|part| part.windows(name.len()).any(|found| found == name))
    };
    if holds(b"word/document") {
        Some(Kind::Docx)
    } else if holds(b"xl/workbook") || holds(b"opendocument.spreadsheet") {
        Some(Kind::Spreadsheet)
    } else if holds(b"opendocument.text") {
        Some(Kind::Office("odt"))
    } else {
        // A part may be called otherwise; whoever reads it will know.
        holds(b"[Content_Types].xml").then_some(Kind::Docx)
    }
}

/// A zero byte is in no text but UTF-16, which begins with its mark.
fn is_binary(bytes: &[u8]) -> bool {
    bytes.contains(&0) && !bytes.starts_with(b"\xFF\xFE") && !bytes.starts_with(b"\xFE\xFF")
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

    #[test]
    fn files_are_told_by_their_content_and_then_by_their_ending() {
        let of = |name: &str, bytes: &[u8]| of(Path::new(name), bytes);
        let wide = |text: &str| -> Vec<u8> {
            OLE.iter().copied().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
        };
        let cases: [(&str, Vec<u8>, Kind); 12] = [
            ("报告.txt", b"PK\x03\x04..word/document.xml".to_vec(), Kind::Docx),
            ("报告.docx", "一、概况".as_bytes().to_vec(), Kind::Text),
            ("表", b"PK\x03\x04..xl/workbook.xml".to_vec(), Kind::Spreadsheet),
            (
                "稿.zip",
                b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text".to_vec(),
                Kind::Office("odt"),
            ),
            ("报告.doc", wide("WordDocument"), Kind::Office("doc")),
            ("报告.wps", wide("WordDocument"), Kind::Office("wps")),
            ("表.xls", wide("Workbook"), Kind::Spreadsheet),
            ("报告.doc", b"{\\rtf1}".to_vec(), Kind::Office("rtf")),
            ("页.htm", b"<p>".to_vec(), Kind::Html),
            ("页.doc", b"\n<!DOCTYPE HTML>".to_vec(), Kind::Html),
            ("记.md", b"# \xE4\xB8\x80".to_vec(), Kind::Markdown),
            ("表.csv", b"a,b".to_vec(), Kind::Spreadsheet),
        ];
        for (name, bytes, kind) in cases {
            assert_eq!(of(name, &bytes).ok(), Some(kind), "{name}");
        }
    }

    #[test]
    fn what_holds_no_text_is_refused_in_words() {
        let wide: Vec<u8> = OLE
            .iter()
            .copied()
            .chain("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        let cases: [(&str, &[u8], &str); 7] = [
            ("空.txt", b"", "它是空的"),
            ("锁.docx", &wide, "设了打开密码"),
            ("报告.pdf", b"%PDF-1.7", "它是PDF，不是文稿"),
            ("图.docx", b"\x89PNG\r\n", "它是图片"),
            ("稿.zip", b"PK\x03\x04a.txt", "它是压缩包"),
            ("报告.yaml", b"a: b", "它已经是 YAML 了"),
            ("数.bin", b"\x01\0\x02", "它不是文本"),
        ];
        for (name, bytes, words) in cases {
            let fault = of(Path::new(name), bytes).unwrap_err();
            assert!(fault.message.contains(words) && !fault.help.is_empty(), "{}", fault.message);
        }
    }
}
