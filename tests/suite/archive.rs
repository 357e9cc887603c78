//! A PDF that carries what it was made of: taken out and built again it is the same, and a PDF that means
//! harm writes nothing outside.

use lopdf::{Document, Object, StringFormat, dictionary};

use crate::documents::repository;
use crate::support::Desk;

/// A document with a table file, a picture and a template of its own, in a folder called 甲.
fn desk() -> Desk {
    let desk = Desk::new();
    let picture = std::fs::read(repository("tests/documents/图片/小.png")).unwrap();
    desk.write("甲/图/小.png", picture);
    desk.write("甲/数/支出.csv", "项目,金额\n办公,12\n差旅,30\n");
    desk.write("版式/单位 版式.yaml", "断行:\n  孤行控制: 是\n");
    // With a byte order mark and line ends as Windows has them: they come out again.
    desk.write(
        "甲/报告.yaml",
        "\u{FEFF}标题: 报告\r\n正文:\r\n  - 一段文字。\r\n  - 表: {来自: 数\\支出.csv, 标题: 支出}\r\n  - 图: {文件: ./图/小.png, 标题: 机房}\r\n",
    );
    desk
}

#[test]
fn files_taken_out_of_a_pdf_build_the_same_pdf_and_docx() {
    let desk = desk();
    let options = ["--存档", "--精排", "--嵌入", "不嵌", "--模板", "版式/单位 版式.yaml"];
    desk.run_well(&[&["build", "甲/报告.yaml"], &options[..]].concat());
    let said = desk.run_well(&["extract", "甲/报告.pdf", "-o", "取"]);
    assert!(said.starts_with("取出 5 个文件，放在 取\n"), "{said}");
    for name in ["报告.yaml", "图/小.png", "数/支出.csv"] {
        assert!(desk.read(&format!("取/{name}")) == desk.read(&format!("甲/{name}")), "{name}");
    }
    let note = String::from_utf8(desk.read("取/重建说明.txt")).unwrap();
    let command = "chengwen build 报告.yaml --存档 --精排 --模板 \"单位 版式.yaml\" --嵌入 不嵌\n";
    assert!(note.contains(command), "{note}");
    desk.run_well(&[
        "build",
        "取/报告.yaml",
        "--存档",
        "--精排",
        "--嵌入",
        "不嵌",
        "--模板",
        "取/单位 版式.yaml",
        "-o",
        "又",
    ]);
    for name in ["报告.pdf", "报告.docx"] {
        assert!(desk.read(&format!("又/{name}")) == desk.read(&format!("甲/{name}")), "{name}");
    }
    // A second time it finds the same files there and leaves them.
    desk.run_well(&["extract", "甲/报告.pdf", "--output", "取"]);
    let json = desk.run_well(&["extract", "甲/报告.pdf", "-o", "取", "--格式", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["files"].as_array().unwrap().len(), 5);
}

#[test]
fn every_document_of_data_comes_out_of_its_own_archive_again() {
    for name in ["xiangfen-2021", "quanyaosu", "xiangmu-ziping", "bumen-zhengti"] {
        let desk = Desk::new();
        let yaml = std::fs::read(repository(&format!("data/{name}.yaml"))).unwrap();
        desk.write(&format!("{name}.yaml"), &yaml);
        desk.run_well(&["build", &format!("{name}.yaml"), "--archive"]);
        desk.run_well(&["extract", &format!("{name}.pdf")]);
        assert!(desk.read(&format!("{name}-文稿/{name}.yaml")) == yaml, "{name}");
        desk.run_well(&["build", &format!("{name}-文稿/{name}.yaml"), "--存档"]);
        let [first, second] =
            ["", &format!("{name}-文稿/")].map(|folder| desk.read(&format!("{folder}{name}.pdf")));
        assert!(first == second, "{name}");
    }
}

#[test]
fn the_catalogue_associates_every_file_and_names_it() {
    let desk = desk();
    desk.run_well(&["build", "甲/报告.yaml", "--存档"]);
    let pdf = Document::load_mem(&desk.read("甲/报告.pdf")).unwrap();
    let catalogue = pdf.catalog().unwrap();
    let associated = catalogue.get(b"AF").unwrap().as_array().unwrap();
    let relations: Vec<_> = associated
        .iter()
        .map(|file| {
            let file = pdf.get_dictionary(file.as_reference().unwrap()).unwrap();
            String::from_utf8_lossy(file.get(b"AFRelationship").unwrap().as_name().unwrap())
                .into_owned()
        })
        .collect();
    assert_eq!(relations, ["Source", "Source", "Source", "Supplement"]);
    let packet = catalogue.get_deref(b"Metadata", &pdf).unwrap().as_stream().unwrap();
    let packet = String::from_utf8(packet.content.clone()).unwrap();
    assert!(packet.contains("<pdfaid:part>3</pdfaid:part>"), "{packet}");
    // Without files it stays with the part that forbids them.
    desk.run_well(&["build", "甲/报告.yaml"]);
    let pdf = Document::load_mem(&desk.read("甲/报告.pdf")).unwrap();
    assert!(!pdf.catalog().unwrap().has(b"AF"));
}

#[test]
fn an_archive_that_is_no_pdf_is_refused_before_anything_is_written() {
    let desk = desk();
    for arguments in [&["--格式", "docx"][..], &["-o", "报告.docx"]] {
        let ran = desk.run(&[&["build", "甲/报告.yaml", "--存档"], arguments].concat());
        assert_eq!(ran.code, 2);
        ran.says_only("U001", "", &["--存档", "没有要 PDF"]);
    }
    assert_eq!(desk.files().len(), 4, "what was there");
}

/// A PDF that carries a file under this name.
fn carrying(desk: &Desk, names: &[&str]) -> Vec<u8> {
    desk.write("稿.yaml", "标题: 报告\n正文:\n  - 一段。\n");
    desk.run_well(&["build", "稿.yaml"]);
    let mut pdf = Document::load_mem(&desk.read("稿.pdf")).unwrap();
    let mut tree = Vec::new();
    for name in names {
        let text = |name: &str| Object::String(name.as_bytes().to_vec(), StringFormat::Literal);
        let content = lopdf::Stream::new(dictionary! {}, b"harm".to_vec());
        let stream = pdf.add_object(content);
        let file = pdf.add_object(dictionary! {
            "Type" => "Filespec", "F" => text(name), "EF" => dictionary! { "F" => stream },
        });
        tree.extend([text(name), Object::Reference(file)]);
    }
    let files = dictionary! { "EmbeddedFiles" => dictionary! { "Names" => tree } };
    pdf.catalog_mut().unwrap().set("Names", files);
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn a_pdf_that_means_harm_writes_nothing() {
    let desk = Desk::new();
    for (names, words) in [
        (&["../稿.yaml"][..], "写到文件夹外面"),
        (&["/etc/chengwen-test"], "写到文件夹外面"),
        (&["甲/../../乙"], "写到文件夹外面"),
        (&["好.txt", "C:\\坏.txt"], "写到文件夹外面"),
        (&["同.txt", "同.txt"], "都叫“同.txt”"),
    ] {
        let pdf = carrying(&desk, names);
        desk.write("来.pdf", pdf);
        let before = desk.contents();
        let ran = desk.run(&["extract", "来.pdf", "-o", "取"]);
        assert_eq!(ran.code, 2, "{names:?}");
        ran.says_only("U001", "", &[words, "一个也没有取出"]);
        assert!(desk.contents() == before, "{names:?}");
    }
}

#[test]
fn a_file_that_is_there_is_kept_unless_told() {
    let desk = Desk::new();
    let pdf = carrying(&desk, &["甲.txt", "乙.txt"]);
    desk.write("来.pdf", pdf);
    desk.write("取/乙.txt", "mine");
    let ran = desk.run(&["extract", "来.pdf", "-o", "取"]);
    assert_eq!(ran.code, 2);
    ran.says_only("U001", "", &["乙.txt", "没有动它"]);
    assert_eq!(desk.read("取/乙.txt"), b"mine");
    assert!(!desk.path("取/甲.txt").exists());
    desk.run_well(&["extract", "来.pdf", "-o", "取", "--覆盖"]);
    assert_eq!(desk.read("取/乙.txt"), b"harm");
}

#[test]
fn what_carries_no_files_says_so() {
    let desk = Desk::with_document();
    desk.run_well(&["build", "稿.yaml"]);
    for (file, code, words) in [
        ("稿.pdf", "U024", "没有带别的文件"),
        ("稿.yaml", "U020", "不是 PDF"),
        ("没有.pdf", "U010", "找不到"),
    ] {
        let ran = desk.run(&["extract", file]);
        assert_eq!(ran.code, 2, "{file}");
        ran.says_only(code, "", &[words]);
    }
    assert_eq!(desk.files(), ["稿.docx", "稿.pdf", "稿.yaml"]);
}
