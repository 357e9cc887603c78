//! `chengwen build`: what it writes where, what it says about it, and what it leaves alone.

use std::io::Write as _;

use serde_json::Value;

use crate::support::{Desk, Ran, SOUND};

fn is_docx(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK")
}

fn is_pdf(bytes: &[u8]) -> bool {
    bytes.starts_with(b"%PDF-")
}

/// A DOCX as Word leaves it when a person has saved it.
fn saved_by_word() -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    archive.start_file("docProps/app.xml", options).unwrap();
    archive
        .write_all(
            "<Properties><Application>Microsoft Office Word</Application></Properties>".as_bytes(),
        )
        .unwrap();
    archive.finish().unwrap().into_inner()
}

#[test]
fn both_outputs_stand_beside_the_yaml_and_nothing_else() {
    let desk = Desk::new();
    desk.write("某局/稿.yaml", SOUND);
    desk.run_well(&["build", "某局/稿.yaml"]);
    assert_eq!(desk.files(), ["某局/稿.docx", "某局/稿.pdf", "某局/稿.yaml"]);
    assert!(is_docx(&desk.read("某局/稿.docx")));
    assert!(is_pdf(&desk.read("某局/稿.pdf")));
}

#[test]
fn the_summary_tells_pages_files_sizes_and_fonts() {
    let desk = Desk::with_document();
    let out = desk.run_well(&["build", "稿.yaml"]);
    let lines: Vec<&str> = out.lines().collect();
    let [first, docx, pdf, fonts, check] = lines.as_slice() else { panic!("{out}") };
    let time =
        first.strip_prefix("稿.yaml，1 面，用时 ").and_then(|rest| rest.strip_suffix(" 毫秒"));
    assert!(time.is_some_and(|time| time.parse::<u32>().is_ok()), "{first}");
    for (line, name) in [(docx, "稿.docx"), (pdf, "稿.pdf")] {
        let size = desk.read(name).len().div_ceil(1024);
        assert_eq!(**line, format!("  写好 {name}（{size} KB）"));
    }
    assert_eq!(*fonts, "  字体 公文仿宋、公文小标宋、公文宋体");
    assert_eq!(*check, "  校对 没有发现问题");
}

#[test]
fn a_folder_after_o_takes_the_outputs_of_several_files() {
    let desk = Desk::new();
    for name in ["甲.yaml", "夹/乙.yaml"] {
        desk.write(name, SOUND);
    }
    let out = desk.run_well(&["build", "甲.yaml", "夹/乙.yaml", "-o", "出/里"]);
    let written = ["出/里/乙.docx", "出/里/乙.pdf", "出/里/甲.docx", "出/里/甲.pdf"];
    assert_eq!(desk.files(), [&written[..], &["夹/乙.yaml", "甲.yaml"]].concat());
    assert!(out.find("甲.yaml，").unwrap() < out.find("夹/乙.yaml，").unwrap(), "{out}");
}

#[test]
fn a_file_after_o_is_all_that_is_written() {
    let desk = Desk::with_document();
    desk.run_well(&["build", "稿.yaml", "-o", "印.pdf"]);
    desk.run_well(&["build", "稿.yaml", "--格式", "docx", "-o", "改.DOCX"]);
    assert_eq!(desk.files(), ["印.pdf", "改.DOCX", "稿.yaml"]);
    assert!(is_pdf(&desk.read("印.pdf")) && is_docx(&desk.read("改.DOCX")));
}

#[test]
fn only_the_format_asked_for_is_written() {
    for (format, written) in [
        ("docx", &["稿.docx", "稿.yaml"][..]),
        ("pdf", &["稿.pdf", "稿.yaml"]),
        ("json,pdf", &["稿.pdf", "稿.yaml"]),
        ("全部", &["稿.docx", "稿.pdf", "稿.yaml"]),
        ("json", &["稿.docx", "稿.pdf", "稿.yaml"]),
    ] {
        let desk = Desk::with_document();
        desk.run_well(&["build", "稿.yaml", "--格式", format]);
        assert_eq!(desk.files(), written, "{format}");
    }
}

#[test]
fn json_says_what_was_written_and_what_is_wrong_on_standard_output_alone() {
    let desk = Desk::with_document();
    desk.write("错.yaml", "标题: 报告\n单位: [某局]\n正文:\n  - 一段。\n");
    let ran = desk.run(&["build", "稿.yaml", "错.yaml", "没有.yaml", "--格式", "json"]);
    assert_eq!((ran.code, ran.err.as_str()), (2, ""));
    let reports: Value = serde_json::from_str(&ran.out).unwrap();
    let [sound, faulty, missing] = reports.as_array().unwrap().as_slice() else {
        panic!("{reports}")
    };
    assert_eq!(sound["input"], "稿.yaml");
    assert_eq!(sound["pages"], 1);
    assert_eq!(sound["diagnostics"], Value::Array(vec![]));
    assert!(sound["milliseconds"].is_u64());
    assert_eq!(sound["fonts"][0], "公文仿宋");
    for (output, (format, name)) in
        sound["outputs"].as_array().unwrap().iter().zip([("docx", "稿.docx"), ("pdf", "稿.pdf")])
    {
        assert_eq!(output["format"], format);
        assert_eq!(output["path"], name);
        assert_eq!(output["bytes"], desk.read(name).len());
    }
    assert_eq!((&faulty["pages"], &faulty["outputs"]), (&Value::Null, &Value::Array(vec![])));
    let fault = &faulty["diagnostics"][0];
    assert_eq!(fault["code"], "Y103");
    assert_eq!(
        (&fault["file"], &fault["line"], &fault["column"]),
        (&"错.yaml".into(), &2.into(), &5.into())
    );
    assert_eq!((&fault["end_line"], &fault["end_column"]), (&2.into(), &9.into()));
    assert_eq!(missing["diagnostics"][0]["code"], "U010");
    assert_eq!(missing["diagnostics"][0]["line"], Value::Null);
}

#[test]
fn a_fault_in_one_file_does_not_stop_the_others() {
    let desk = Desk::with_document();
    desk.write("错.yaml", "标题: 报告\n");
    desk.write("后.yaml", SOUND);
    let ran = desk.run(&["build", "稿.yaml", "错.yaml", "后.yaml"]);
    assert_eq!(ran.code, 1);
    ran.says_only("Y102", "错.yaml:1:1", &["缺少“正文”"]);
    let written = ["后.docx", "后.pdf", "后.yaml", "稿.docx", "稿.pdf", "稿.yaml", "错.yaml"];
    assert_eq!(desk.files(), written);
    let ran = desk.run(&["build", "没有.yaml", "错.yaml", "后.yaml"]);
    assert_eq!(ran.code, 2, "the worse of two faults");
    assert!(ran.out.starts_with("后.yaml，1 面"));
}

#[test]
fn own_outputs_are_replaced_and_the_same_input_gives_the_same_bytes() {
    let desk = Desk::with_document();
    desk.run_well(&["build", "稿.yaml"]);
    let first = desk.contents();
    desk.run_well(&["build", "稿.yaml"]);
    assert!(desk.contents() == first);
    desk.write("稿.yaml", SOUND.replace("一段", "另一段"));
    desk.run_well(&["build", "稿.yaml"]);
    assert!(first.iter().all(|(name, bytes)| desk.read(name) != *bytes));
    assert_eq!(desk.files(), ["稿.docx", "稿.pdf", "稿.yaml"]);
}

#[test]
fn outputs_that_somebody_else_wrote_or_saved_are_left_alone() {
    let desk = Desk::with_document();
    desk.run_well(&["build", "稿.yaml"]);
    let own = desk.read("稿.pdf");
    let signed = b"<pdf:Producer>chengwen";
    let at = own.windows(signed.len()).position(|window| window == signed).unwrap();
    let mut saved_pdf = own.clone();
    saved_pdf[at + signed.len() - 8..at + signed.len()].copy_from_slice(b"Adobe PD");
    let cases = [
        ("稿.docx", saved_by_word()),
        ("稿.docx", b"not even a zip".to_vec()),
        ("稿.pdf", saved_pdf),
        ("稿.pdf", b"%PDF-1.7 by another program".to_vec()),
    ];
    desk.write("稿.yaml", SOUND.replace("一段", "另一段"));
    for (name, bytes) in cases {
        desk.write(name, &bytes);
        let before = desk.contents();
        let ran = desk.run(&["build", "稿.yaml"]);
        let words = [&format!("“{name}”不是成文写的，或被人改存过"), "--覆盖"];
        ran.says_only("U012", "", &words);
        assert_eq!(ran.code, 2);
        assert!(desk.contents() == before, "{name}");
        desk.run_well(&["build", "稿.yaml", "--覆盖"]);
        assert!(desk.read(name) != bytes, "{name} is replaced when told to");
        desk.run_well(&["build", "稿.yaml"]);
    }
}

#[test]
fn a_template_file_changes_the_pages_and_is_laid_over_the_one_the_document_names() {
    let desk = Desk::with_document();
    desk.write("自己的.yaml", "版心网格:\n  每面行数: 2\n");
    let out = desk.run_well(&["build", "稿.yaml", "--模板", "自己的.yaml"]);
    assert!(out.starts_with("稿.yaml，2 面"), "{out}");
    desk.write("自己的.yaml", "基于: 绩效自评报告\n首部:\n  标题后空行: 3\n");
    let out = desk.run_well(&["build", "稿.yaml", "--模板", "自己的.yaml"]);
    assert!(out.starts_with("稿.yaml，1 面"), "{out}");
}

#[test]
fn english_options_mean_what_the_chinese_ones_do() {
    let desk = Desk::with_document();
    desk.write("模板.yaml", "首部:\n  标题后空行: 2\n");
    let pairs: [(&[&str], &[&str]); 5] = [
        (&["--输出", "中", "--格式", "全部"], &["--output", "英", "--format", "all"]),
        (&["-o", "中", "--字体", "内置"], &["-o", "英", "--fonts", "bundled"]),
        (&["-o", "中", "--字体", "系统"], &["-o", "英", "--fonts", "system"]),
        (&["-o", "中", "--模板", "模板.yaml"], &["-o", "英", "--template", "模板.yaml"]),
        (&["-o", "中", "--覆盖"], &["-o", "英", "--overwrite"]),
    ];
    for (chinese, english) in pairs {
        desk.run_well(&[&["build", "稿.yaml"], chinese].concat());
        desk.run_well(&[&["build", "稿.yaml"], english].concat());
        for name in ["稿.docx", "稿.pdf"] {
            let (one, other) = (desk.read(&format!("中/{name}")), desk.read(&format!("英/{name}")));
            assert!(one == other, "{chinese:?} {name}");
        }
    }
}

#[test]
fn bundled_fonts_are_the_default() {
    let desk = Desk::with_document();
    desk.run_well(&["build", "稿.yaml", "-o", "默认"]);
    desk.run_well(&["build", "稿.yaml", "-o", "内置", "--字体", "内置"]);
    assert!(desk.read("默认/稿.pdf") == desk.read("内置/稿.pdf"));
}

#[test]
fn calls_that_cannot_be_meant_are_refused_before_anything_is_written() {
    let desk = Desk::with_document();
    desk.write("夹/稿.yaml", SOUND);
    let cases: [(&[&str], &[&str]); 13] = [
        (&["build"], &["缺少 <文件.yaml>"]),
        (&["biuld", "稿.yaml"], &["没有“biuld”这个命令", "是不是想写“build”？"]),
        (&["build", "稿.yaml", "--模版", "甲"], &["不认识“--模版”", "是不是想写“--模板”？"]),
        (&["build", "稿.yaml", "--formt", "pdf"], &["不认识“--formt”", "--format"]),
        (&["build", "稿.yaml", "--格式", "html"], &["不能写成“html”", "可以写：docx、pdf、全部"]),
        (&["build", "稿.yaml", "--字体", "宋体"], &["不能写成“宋体”", "内置"]),
        (&["build", "稿.yaml", "-o"], &["后面缺一个值"]),
        (&["build", "稿.yaml", "-o", "甲", "-o", "乙"], &["写了不止一次"]),
        (&["build", "稿.yaml", "夹/稿.yaml", "-o", "出"], &["都会写成“出/稿.docx”", "分开生成"]),
        (&["build", "稿.yaml", "稿.yaml"], &["都会写成“稿.docx”"]),
        (&["build", "稿.yaml", "夹/稿.yaml", "-o", "甲.pdf"], &["有 2 份 YAML", "写一个文件夹"]),
        (&["build", "稿.yaml", "-o", "甲.pdf", "--格式", "docx"], &["后缀与 --格式 不一致"]),
        (&["build", "稿.yaml", "-o", "甲.doc"], &["写不了“甲.doc”", ".docx 或 .pdf"]),
    ];
    for (arguments, words) in cases {
        let ran: Ran = desk.run(arguments);
        ran.says_only("U001", "", words);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}");
        assert_eq!(desk.files(), ["夹/稿.yaml", "稿.yaml"], "{arguments:?}");
        assert!(!desk.path("出").exists(), "no folder is made for a call that is refused");
    }
}
