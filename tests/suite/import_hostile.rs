//! `chengwen import` of DOCX files that are damaged, or made to do harm: each is taken in or refused in words, by a program
//! that ends by itself and takes little memory.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;

use crate::documents::documents;
use crate::support::{Desk, Ran};

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const TYPES: &str =
    r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let all = [("[Content_Types].xml", TYPES.as_bytes())];
    for (name, bytes) in all.iter().chain(parts) {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn with_body(body: &str) -> Vec<u8> {
    let text = format!("<w:document xmlns:w=\"{MAIN}\"><w:body>{body}</w:body></w:document>");
    zipped(&[("word/document.xml", text.as_bytes())])
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// Takes a file in; says also the most memory that the program was seen to hold, in mebibytes.
fn import(desk: &Desk, name: &str, bytes: &[u8]) -> (Ran, u64) {
    desk.write(name, bytes);
    desk.run_watched(&["import", name, "-o", "稿.yaml", "--覆盖"])
}

/// A file is refused with these words, nothing is written, and the memory stays small.
fn refused(name: &str, bytes: &[u8], words: &str) {
    let desk = Desk::new();
    let (ran, memory) = import(&desk, name, bytes);
    ran.says_only("U022", "", &[words]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{name}: {words}");
    assert_eq!(desk.files(), [name]);
    assert!(memory < 300, "{name}: {words}: {memory} MiB");
}

#[test]
fn a_file_that_ends_too_early_is_refused() {
    let whole = documents()["xiangfen-2021"].docx(
        &[],
        chengwen::compile::Embed::Nothing,
        crate::documents::book(),
    );
    let whole = whole.unwrap();
    let length = whole.len();
    for cut in [1, 2, 30, 100, 1000, length / 2] {
        refused("稿.docx", &whole[..length - cut], "读不了“稿.docx”");
    }
    for kept in [5, 30, 64, 600] {
        let desk = Desk::new();
        let (ran, _) = import(&desk, "稿.docx", &whole[..kept]);
        assert_eq!(ran.code, 2, "{kept}");
        assert!(ran.err.contains("稿.docx"), "{kept}: {}", ran.err);
        assert_eq!(desk.files(), ["稿.docx"]);
    }
}

#[test]
fn a_file_whose_parts_are_wrong_is_refused() {
    let xml = |text: &str| zipped(&[("word/document.xml", text.as_bytes())]);
    for (bytes, words) in [
        (zipped(&[("word/styles.xml", b"<a/>")]), "里面没有正文"),
        (xml(""), "已经损坏"),
        (xml("这不是 XML"), "已经损坏"),
        (xml("<w:document><w:body>"), "已经损坏"),
        (zipped(&[("word/document.xml", &[0xFF, 0, 0xD8, 0x3C])]), "里面没有正文"),
        (xml("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), "已经损坏"),
    ] {
        refused("稿.docx", &bytes, words);
    }
    // Elements of another language say nothing.
    let desk = Desk::new();
    let other = "<document xmlns=\"urn:other\"><body><p><r><t>甲</t></r></p></body></document>";
    let (ran, _) = import(&desk, "稿.docx", &xml(other));
    ran.says_only("U022", "", &["里面没有正文"]);
    assert_eq!(ran.code, 2);
}

#[test]
fn tables_in_tables_beyond_measure_are_refused() {
    let (open, close) = ("<w:tbl><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>");
    let nested = |depth: usize| {
        let (open, close) = (open.repeat(depth), close.repeat(depth));
        with_body(&format!("{open}{}{close}", paragraph("最里面")))
    };
    refused("稿.docx", &nested(10_000), "里面一层套一层");
    // As deep as a file may be, it is taken in.
    let desk = Desk::new();
    let (ran, memory) = import(&desk, "稿.docx", &nested(160));
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(String::from_utf8(desk.read("稿.yaml")).unwrap().contains("最里面"));
    assert!(memory < 300, "{memory} MiB");
}

#[test]
fn a_small_file_that_unpacks_to_a_large_one_is_refused() {
    // Nobody reads on behind 64 MiB, so more of them would only make the test longer.
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let zeros = vec![0; 1 << 20];
    zip.start_file("word/document.xml", SimpleFileOptions::default().compression_level(Some(1)))
        .unwrap();
    for _ in 0..128 {
        zip.write_all(&zeros).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    assert!(bytes.len() < 4 << 20);
    refused("稿.docx", &bytes, "解开以后太大");
}

#[test]
fn a_file_with_macros_is_taken_in_without_them() {
    let text = format!(
        "<w:document xmlns:w=\"{MAIN}\"><w:body>{}{}</w:body></w:document>",
        paragraph("关于报送情况的报告"),
        paragraph("各项工作按期完成。")
    );
    let bytes = zipped(&[
        ("word/document.xml", text.as_bytes()),
        ("word/vbaProject.bin", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 Sub AutoOpen()"),
    ]);
    let desk = Desk::new();
    let (ran, _) = import(&desk, "稿.docm", &bytes);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let yaml = String::from_utf8(desk.read("稿.yaml")).unwrap();
    assert!(yaml.contains("各项工作按期完成。") && !yaml.contains("AutoOpen"), "{yaml}");
    assert!(ran.out.contains("嵌入的文件 1 处"), "{}", ran.out);
}

#[test]
fn a_file_that_needs_a_password_is_refused_whatever_it_is_called() {
    let start = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".iter().copied();
    let names = "EncryptionInfo\0EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes);
    let bytes: Vec<u8> = start.chain(names).chain(std::iter::repeat_n(7, 1 << 16)).collect();
    for name in ["稿.docx", "稿.doc", "稿.xlsx"] {
        refused(name, &bytes, "设了打开密码");
    }
}
