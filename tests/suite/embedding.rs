//! `--嵌入`: how much of its fonts a DOCX carries, and what the fonts are called.

use std::io::{Cursor, Read as _};

use serde_json::Value;

use crate::support::Desk;

/// The part of a DOCX.
fn part(docx: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// How many font files it carries.
fn files(docx: &[u8]) -> usize {
    let archive = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    archive
        .file_names()
        .filter(|name| name.as_ref().is_ok_and(|name| name.starts_with("word/fonts/")))
        .count()
}

/// The families that its font table names.
fn families(docx: &[u8]) -> Vec<String> {
    let table = part(docx, "word/fontTable.xml");
    let names = table.split("<w:font w:name=\"").skip(1);
    names.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

/// The document of [`Desk::with_document`] built with `options`.
fn built(options: &[&str]) -> (Vec<u8>, String) {
    let desk = Desk::with_document();
    let said = desk.run_well(&[&["build", "稿.yaml", "--格式", "docx"], options].concat());
    (desk.read("稿.docx"), said)
}

#[test]
fn the_subset_is_what_is_carried_unless_asked_otherwise() {
    let (docx, _) = built(&[]);
    assert_eq!(docx, built(&["--嵌入", "子集"]).0);
    assert_eq!(docx, built(&["--embed", "subset"]).0);
    assert!(files(&docx) >= 3);
    assert!(part(&docx, "word/settings.xml").contains("<w:saveSubsetFonts/>"));
    assert!(part(&docx, "word/fontTable.xml").contains("w:subsetted=\"1\""));
}

#[test]
fn a_common_one_carries_every_face_that_the_styles_name() {
    let (docx, _) = built(&["--嵌入", "常用"]);
    let (subset, _) = built(&[]);
    assert!(docx.len() > 5 * subset.len(), "{} {}", docx.len(), subset.len());
    // 楷体 is not used by the text, but is by the style of its second headings.
    assert!(families(&docx).iter().any(|family| family.starts_with("公文楷体 ")));
    assert!(families(&subset).iter().any(|family| family == "公文楷体"));
    assert!(!part(&docx, "word/settings.xml").contains("saveSubsetFonts"));
}

#[test]
fn without_fonts_the_file_carries_none_and_says_so() {
    let (docx, said) = built(&["--嵌入", "不嵌"]);
    assert_eq!(docx, built(&["--embed", "none"]).0);
    assert_eq!(files(&docx), 0);
    assert!(!part(&docx, "word/settings.xml").contains("embedTrueTypeFonts"));
    assert!(
        families(&docx).iter().all(|family| !family.contains(' ') || family == "Liberation Serif")
    );
    assert!(said.contains("DOCX 没有嵌字体"), "{said}");
    let desk = Desk::with_document();
    let said = desk.run_well(&["build", "稿.yaml", "--格式", "pdf", "--嵌入", "不嵌"]);
    assert!(!said.contains("没有嵌字体"), "a PDF always carries its fonts: {said}");
    let said = desk.run_well(&["build", "稿.yaml", "--格式", "json", "--嵌入", "不嵌"]);
    let json: Value = serde_json::from_str(&said).unwrap();
    assert_eq!(json[0]["embed"], "none");
}

#[test]
fn marks_are_narrow_without_a_font_of_narrow_marks() {
    let desk = Desk::new();
    desk.write("稿.yaml", "标题: 报告\n正文:\n  - 甲（“乙”），丙。\n");
    desk.run_well(&["build", "稿.yaml", "--嵌入", "不嵌"]);
    assert!(part(&desk.read("稿.docx"), "word/styles.xml").contains("<w:w w:val=\"50\"/>"));
    desk.run_well(&["build", "稿.yaml"]);
    let docx = desk.read("稿.docx");
    assert!(!part(&docx, "word/styles.xml").contains("<w:w "));
    assert!(families(&docx).iter().any(|family| family.starts_with("公文仿宋 挤压 ")));
}

#[test]
fn two_documents_share_no_name_of_a_subset() {
    let desk = Desk::new();
    desk.write("甲.yaml", "标题: 报告\n正文:\n  - 一段文字。\n");
    desk.write("乙.yaml", "标题: 通报\n正文:\n  - 另外几句话。\n");
    desk.run_well(&["build", "甲.yaml", "乙.yaml"]);
    let [first, second] = ["甲.docx", "乙.docx"].map(|name| desk.read(name));
    let table = part(&first, "word/fontTable.xml");
    let embedded = table.split("</w:font>").filter(|entry| entry.contains("w:embedRegular"));
    let mut checked = 0;
    for entry in embedded {
        let family = entry.split("w:name=\"").nth(1).unwrap().split('"').next().unwrap();
        // 宋体 has the page number alone, and so the same content in both.
        if !family.starts_with("公文宋体") {
            assert!(!families(&second).contains(&family.to_owned()), "{family}");
            checked += 1;
        }
    }
    assert!(checked >= 2);
    assert!(part(&first, "word/styles.xml").contains(&families(&first)[0]));
}
