//! Bytes → text: size, encoding, line breaks, characters that no text may hold.

use super::codes;
use super::limits::LARGEST;
use crate::diag::{Code, Diagnostic, FileId, Span};

const SAVE_AS_UTF8: &str = "存成 UTF-8 再试。记事本：“文件 → 另存为”，“编码”选 UTF-8；\
    WPS：“另存为”选“文本文件（*.txt）”，编码选 Unicode(UTF-8)，再把扩展名改回 .yaml";

/// The text of a file, and what is wrong with it. A text that cannot be decoded is empty.
pub(super) fn decode(file: FileId, bytes: Vec<u8>) -> (String, Option<Diagnostic>) {
    let front = Span::start_of(file);
    let refuse = |code: Code, message: String, help: &str| {
        (String::new(), Some(Diagnostic::error(code, front, message).help(help)))
    };
    if bytes.len() > LARGEST {
        let message = format!("文件有 {} MiB，超过上限 {} MiB", bytes.len() >> 20, LARGEST >> 20);
        return refuse(codes::TOO_LARGE, message, "看看是不是选错了文件");
    }
    if let Some(name) = utf16_or_utf32(&bytes) {
        let message = format!("文件是 {name} 编码，不是 UTF-8");
        return refuse(codes::ENCODING, message, SAVE_AS_UTF8);
    }
    match String::from_utf8(bytes) {
        Ok(text) => {
            let text = normalize(text);
            let fault = unwanted_text(file, &text);
            (text, fault)
        }
        Err(error) => {
            let valid_up_to = error.utf8_error().valid_up_to();
            let message = describe_other_encoding(error.as_bytes(), valid_up_to);
            refuse(codes::ENCODING, message, SAVE_AS_UTF8)
        }
    }
}

/// The bytes of a plain text as UTF-8, whatever encoding Chinese programs have saved it in, and the name of that
/// encoding where it is not UTF-8. Bytes that are in none of them are given back as they are.
pub(super) fn to_utf8(bytes: Vec<u8>) -> (Vec<u8>, Option<&'static str>) {
    let strictly = |encoding: &'static encoding_rs::Encoding, bytes: &[u8]| {
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
        Some(text.into_owned().into_bytes())
    };
    let marked = encoding_rs::Encoding::for_bom(&bytes);
    if let Some((encoding, length)) = marked.filter(|(encoding, _)| *encoding != encoding_rs::UTF_8)
    {
        let text = strictly(encoding, bytes.get(length..).unwrap_or_default());
        return text.map_or((bytes, None), |text| (text, Some("UTF-16")));
    }
    if std::str::from_utf8(&bytes).is_ok() || bytes.contains(&0) {
        return (bytes, None);
    }
    match strictly(encoding_rs::GB18030, &bytes) {
        Some(text) => (text, Some("GBK/GB 18030")),
        None => (bytes, None),
    }
}

/// UTF-16 by its mark or, without one, by the zero byte that every ASCII character has in it.
fn utf16_or_utf32(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(&[0xFF, 0xFE, 0, 0]) || bytes.starts_with(&[0, 0, 0xFE, 0xFF]) {
        return Some("UTF-32");
    }
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Some("UTF-16（记事本里叫 Unicode）");
    }
    let sample = &bytes[..bytes.len().min(4096) & !1];
    let zeros_at =
        |parity: usize| sample.iter().skip(parity).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros_at(0), zeros_at(1));
    // Every second byte zero for more than half of the characters: text of Chinese and ASCII mixed.
    let lopsided = even.min(odd) * 8 < even.max(odd) && even.max(odd) * 4 > sample.len();
    lopsided.then_some("UTF-16")
}

fn describe_other_encoding(bytes: &[u8], valid_up_to: usize) -> String {
    let line = bytes[..valid_up_to].split(|byte| *byte == b'\n').count();
    let is_gb18030 =
        encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes).is_some();
    if is_gb18030 {
        format!("文件是 GBK/GB 18030 编码（记事本里叫 ANSI），不是 UTF-8，从第 {line} 行起读不懂")
    } else {
        format!("文件不是 UTF-8 编码，第 {line} 行有读不懂的字节")
    }
}

/// Takes the byte order mark off and makes every line end in `\n`, so that offsets mean one thing.
fn normalize(mut text: String) -> String {
    if text.starts_with('\u{FEFF}') {
        text.drain(..'\u{FEFF}'.len_utf8());
    }
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

fn unwanted_text(file: FileId, text: &str) -> Option<Diagnostic> {
    if text.trim().is_empty() {
        return Some(
            Diagnostic::error(codes::EMPTY, Span::start_of(file), "文件是空的")
                .help("用 chengwen new 附件 -o 文件名.yaml 得到一份可以直接改的样稿"),
        );
    }
    let (offset, first) = text.char_indices().find(|(_, c)| is_unwanted(*c))?;
    let others = text.chars().filter(|c| is_unwanted(*c)).count() - 1;
    let more = if others == 0 {
        String::new()
    } else {
        format!("，后面还有 {others} 个这样的字符")
    };
    let start = u32::try_from(offset).ok()?;
    let end = u32::try_from(offset + first.len_utf8()).ok()?;
    let kind = if first.is_control() { "控制字符" } else { "看不见的字符" };
    let message = format!("这里有一个{kind} U+{:04X}{more}", u32::from(first));
    Some(
        Diagnostic::error(codes::CONTROL_CHARACTER, Span::new(file, start, end), message)
            .label("在这里")
            .help("删掉它。从网页或 Word 里粘贴文字时常会带进来，可以先粘到记事本里再复制一次"),
    )
}

/// Characters that print nothing and would only make equal texts differ: controls other than tab and
/// line break, line separators, zero-width spaces, marks of writing direction, noncharacters.
#[must_use]
pub fn is_unwanted(c: char) -> bool {
    match c {
        '\t' | '\n' => false,
        '\u{200B}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{2028}'..='\u{202E}'
        | '\u{2060}'
        | '\u{2066}'..='\u{2069}'
        | '\u{FEFF}'
        | '\u{FDD0}'..='\u{FDEF}' => true,
        _ => c.is_control() || (u32::from(c) & 0xFFFE) == 0xFFFE,
    }
}
