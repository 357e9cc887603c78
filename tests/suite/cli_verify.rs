//! `chengwen verify` from outside: what is the document and what is not, and files that are none.

use std::io::{Cursor, Read as _, Write as _};

use crate::support::Desk;

const DOCUMENT: &str = "附件: 1\n标题: 关于机房改造的报告\n正文:\n  - 基本情况:\n      - 2024年总支出2388.71万元，结余557.74万元。\n      - 主要做法:\n          - 条目: [统一采购, 分批实施]\n  - 表:\n      列: [类别, 内容]\n      合并相同: [类别]\n      行:\n        - [设备, 空调]\n        - [设备, 电源]\n";

/// A desk with the document built.
fn built() -> Desk {
    let desk = Desk::with_document();
    desk.write("报告.yaml", DOCUMENT.as_bytes());
    desk.run_well(&["build", "报告.yaml"]);
    desk
}

/// Changes a part of a DOCX as a person would in an office program.
fn edit(desk: &Desk, docx: &str, name: &str, change: impl Fn(&str) -> String) {
    let mut old = zip::ZipArchive::new(Cursor::new(desk.read(docx))).unwrap();
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..old.len() {
        let mut file = old.by_index(index).unwrap();
        let (part, mut bytes) = (file.name().unwrap().into_owned(), Vec::new());
        file.read_to_end(&mut bytes).unwrap();
        if part == name {
            bytes = change(&String::from_utf8(bytes).unwrap()).into_bytes();
        }
        new.start_file(part, zip::write::SimpleFileOptions::default()).unwrap();
        new.write_all(&bytes).unwrap();
    }
    desk.write(docx, new.finish().unwrap().into_inner());
}

#[test]
fn what_was_built_is_the_document_to_the_last_character() {
    let desk = built();
    let said = desk.run_well(&["verify", "报告.yaml"]);
    assert_eq!(said.matches("一字不差").count(), 3, "{said}");
    assert!(said.contains("1 面 11 行，逐行一致（成文 排）"), "{said}");
    assert!(said.ends_with("一致\n") && !said.contains("不一致"), "{said}");
    // The desk has no office program on its path.
    assert!(said.contains("没有装 LibreOffice"), "{said}");
    let two = desk.run_well(&["verify", "报告.docx", "报告.pdf"]);
    assert_eq!(two.matches("一字不差").count(), 1, "{two}");
    desk.run_well(&["build", "报告.yaml", "--精排"]);
    assert!(desk.run_well(&["verify", "报告.yaml"]).ends_with("一致\n"));
}

#[test]
fn notes_are_part_of_the_account() {
    let desk = Desk::with_document();
    let text =
        "标题: 报告\n正文:\n  - 共12辆{{注：含租用的2辆。}}，其中轿车8辆{{注：含新能源车。}}。\n";
    desk.write("报告.yaml", text.as_bytes());
    desk.run_well(&["build", "报告.yaml"]);
    let said = desk.run_well(&["verify", "报告.yaml"]);
    assert_eq!(said.matches("一字不差").count(), 3, "{said}");
    edit(&desk, "报告.docx", "word/footnotes.xml", |part| {
        assert!(part.contains("含租用的2辆。") && part.contains("w:footnoteRef"), "{part}");
        part.replace("含租用的2辆。", "含租用的3辆。")
    });
    let ran = desk.run(&["verify", "报告.yaml", "报告.docx"]);
    assert!(ran.code == 1 && ran.out.contains("报告.yaml:3:"), "{}", ran.out);
}

#[test]
fn an_edited_docx_is_told_where_it_parts_from_the_yaml() {
    let desk = built();
    edit(&desk, "报告.docx", "word/document.xml", |part| {
        assert!(part.contains("结余557.74"), "{part}");
        part.replace("结余557.74", "结余575.74，另有说明")
    });
    let ran = desk.run(&["verify", "报告.yaml", "报告.docx"]);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    // Line 5, column 27: the 57 of 557.74.
    assert!(ran.out.contains("报告.yaml:5:"), "{}", ran.out);
    assert!(ran.out.contains("多出“，另有说明”") || ran.out.contains("另有说明"), "{}", ran.out);
    assert!(ran.out.ends_with("不一致\n"), "{}", ran.out);
}

#[test]
fn a_deleted_list_item_and_its_number_are_missed() {
    let desk = built();
    edit(&desk, "报告.docx", "word/document.xml", |part| {
        let at = part.find("统一采购").unwrap();
        let start = part[..at].rfind("<w:p>").unwrap();
        let end = at + part[at..].find("</w:p>").unwrap() + "</w:p>".len();
        part[..start].to_owned() + &part[end..]
    });
    let json = desk.run(&["verify", "报告.docx", "报告.pdf", "--格式", "json"]);
    assert_eq!(json.code, 1);
    let said: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(said["same"], false);
    let found = said["comparisons"][0]["differences"].as_array().unwrap();
    let added: String = found
        .iter()
        .filter(|d| d["kind"] == "added")
        .map(|d| d["text"].as_str().unwrap())
        .collect();
    // The first item was numbered 1, and the second is now.
    assert!(added.contains("统一采购"), "{said:#}");
    assert!(found.iter().any(|d| d["in_second"] == "第 1 面"), "{said:#}");
}

#[test]
fn a_yaml_that_was_changed_since_is_told_by_both_files() {
    let desk = built();
    desk.write("报告.yaml", DOCUMENT.replace("统一采购", "集中统一采购").as_bytes());
    let ran = desk.run(&["verify", "报告.yaml"]);
    assert_eq!(ran.code, 1);
    for file in ["报告.docx", "报告.pdf"] {
        assert!(ran.out.contains(&format!("{file}缺少“集中”：报告.yaml:7:")), "{}", ran.out);
    }
    // The two files are still the same document.
    assert!(ran.out.contains("报告.docx 与 报告.pdf\n  文字：一字不差"), "{}", ran.out);
}

#[test]
fn files_that_cannot_be_compared_are_refused() {
    let desk = built();
    desk.write("坏.pdf", b"%PDF-1.7 nothing");
    desk.write("坏.docx", b"PK nothing");
    desk.write("空.pdf", b"");
    desk.write("旧.doc", b"\xD0\xCF\x11\xE0");
    let cases: [(&[&str], &str, &str); 8] = [
        (&["verify", "报告.docx", "坏.pdf"], "U020", "不是 PDF"),
        (&["verify", "报告.docx", "空.pdf"], "U020", "不是 PDF"),
        (&["verify", "坏.docx", "报告.pdf"], "U022", "不是 DOCX"),
        (&["verify", "报告.docx", "没有.pdf"], "U010", "找不到"),
        (&["verify", "报告.docx"], "U001", "没有可以比的"),
        (&["verify", "旧.doc", "报告.pdf"], "U001", "不是 YAML、DOCX 或 PDF"),
        (&["verify", "报告.pdf", "坏.pdf"], "U001", "写了两个"),
        (&["verify", "稿.yaml"], "U010", "是不是还没有生成"),
    ];
    for (arguments, code, words) in cases {
        let ran = desk.run(arguments);
        ran.says_only(code, "", &[words]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}");
    }
    desk.write("报告.yaml", b"\xe6\xa0");
    assert_eq!(desk.run(&["verify", "报告.yaml"]).code, 1);
}
