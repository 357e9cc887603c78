//! Files that are no DOCX, and DOCX made to do harm.

use std::io::{Cursor, Write as _};

use super::*;

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn with_body(body: &str) -> Vec<u8> {
    let text = format!("<w:document xmlns:w=\"{MAIN}\"><w:body>{body}</w:body></w:document>");
    zipped(&[("word/document.xml", &text)])
}

/// A file of older programs that holds a stream of that name.
fn compound(stream: &str) -> Vec<u8> {
    let name = stream.encode_utf16().flat_map(u16::to_le_bytes);
    b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....".iter().copied().chain(name).collect()
}

#[test]
fn what_is_no_docx_is_told_by_what_it_is() {
    for (bytes, told) in [
        (compound("EncryptedPackage"), "设了打开密码"),
        (compound("WordDocument"), "是老的 .doc 或 .wps 格式"),
        (compound("Workbook"), "老的 Excel 表格"),
        (zipped(&[("xl/workbook.xml", "<a/>")]), "是 Excel 表格"),
        (zipped(&[("ppt/presentation.xml", "<a/>")]), "演示文稿"),
        (zipped(&[("content.xml", "<a/>")]), ".odt"),
        (zipped(&[("a.txt", "")]), "里面没有正文"),
        (b"PK".to_vec(), "不是 DOCX"),
        (b"{\\rtf1 a}".to_vec(), "是 RTF"),
        (b"\xEF\xBB\xBF\n<HTML>".to_vec(), "是网页"),
        (b"%PDF-1.7".to_vec(), "是 PDF"),
        (zipped(&[("word/document.xml", "<w:document")]), "已经损坏"),
    ] {
        let fault = word("稿.docx", &bytes).unwrap_err();
        assert!(fault.message.contains(told), "{}", fault.message);
        assert_eq!(docx("稿.docx", &bytes).unwrap_err(), fault);
    }
}

#[test]
fn parts_are_found_where_relationships_say_in_any_case() {
    let relations = r#"<Relationships><Relationship Id="a" Type="x/officeDocument" Target="/Word/Text.xml"/></Relationships>"#;
    let text =
        format!(r#"<w:document xmlns:w="{MAIN}"><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:document>"#);
    let file = zipped(&[("_rels/.rels", relations), ("word/text.xml", &text)]);
    assert_eq!(docx("稿.docx", &file).unwrap()[0].text, "甲");
}

#[test]
fn fields_inside_each_other_beyond_measure_end_all_the_same() {
    let begin = r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>"#;
    let end = r#"<w:r><w:fldChar w:fldCharType="end"/></w:r>"#;
    let body = format!(
        "<w:p>{}<w:r><w:t>甲</w:t></w:r>{}<w:r><w:t>乙</w:t></w:r></w:p>",
        begin.repeat(1000),
        end.repeat(1000)
    );
    assert_eq!(docx("稿.docx", &with_body(&body)).unwrap()[0].text, "甲乙");
}

#[test]
fn a_note_that_is_called_a_thousand_times_is_read_once() {
    let call = r#"<w:r><w:footnoteReference w:id="1"/></w:r>"#.repeat(1000);
    let body = format!(r#"<w:document xmlns:w="{MAIN}"><w:p>{call}</w:p></w:document>"#);
    let notes = format!(
        r#"<w:footnotes xmlns:w="{MAIN}"><w:footnote w:id="1"><w:p><w:r><w:t>注</w:t></w:r></w:p></w:footnote></w:footnotes>"#
    );
    let file = zipped(&[("word/document.xml", &body), ("word/footnotes.xml", &notes)]);
    let read = word("稿.docx", &file).unwrap();
    assert_eq!(read.paragraphs.len(), 2);
    assert_eq!(read.paragraphs[0].pieces.len(), 1000);
}

#[test]
fn lines_of_a_table_of_contents_are_known_by_their_style() {
    let styles = format!(
        r#"<w:styles xmlns:w="{MAIN}"><w:style w:type="paragraph" w:styleId="11"><w:name w:val="TOC 1"/></w:style></w:styles>"#
    );
    let body = format!(
        r#"<w:document xmlns:w="{MAIN}"><w:p><w:pPr><w:pStyle w:val="11"/></w:pPr><w:r><w:t>一、概况</w:t><w:tab/><w:t>1</w:t></w:r></w:p><w:p><w:r><w:t>一、概况</w:t></w:r></w:p></w:document>"#
    );
    let file = zipped(&[("word/document.xml", &body), ("word/styles.xml", &styles)]);
    let read = docx("稿.docx", &file).unwrap();
    let lines: Vec<_> = read.iter().map(|line| (line.text.as_str(), line.in_contents)).collect();
    assert_eq!(lines, [("一、概况\t1", true), ("一、概况", false)]);
}

#[test]
fn a_tab_behind_the_number_of_a_note_is_none_of_its_words() {
    let body = format!(
        r#"<w:document xmlns:w="{MAIN}"><w:p><w:r><w:t>文</w:t><w:footnoteReference w:id="1"/></w:r></w:p></w:document>"#
    );
    let notes = format!(
        r#"<w:footnotes xmlns:w="{MAIN}"><w:footnote w:id="1"><w:p><w:r><w:footnoteRef/><w:tab/><w:t>注	释</w:t></w:r></w:p></w:footnote></w:footnotes>"#
    );
    let file = zipped(&[("word/document.xml", &body), ("word/footnotes.xml", &notes)]);
    let read = docx("稿.docx", &file).unwrap();
    let lines: Vec<_> = read.iter().map(|line| (line.label.as_str(), line.text.as_str())).collect();
    assert_eq!(lines, [("", "文1"), ("1", "注\t释")]);
}

#[test]
fn a_large_first_letter_and_its_paragraph_are_one_line() {
    let body = r#"<w:p><w:pPr><w:framePr w:dropCap="drop"/></w:pPr><w:r><w:t>今</w:t></w:r></w:p><w:p><w:r><w:t>年以来</w:t></w:r></w:p>"#;
    let read = word("稿.docx", &with_body(body)).unwrap();
    assert_eq!(read.paragraphs.iter().map(|own| own.runs_on).collect::<Vec<_>>(), [true, false]);
}
