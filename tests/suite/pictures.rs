//! Pictures from the file to both outputs, and every way in which one can be missing or wrong.

use std::io::Read as _;

use crate::documents::repository;
use crate::support::Desk;

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(repository("tests/documents/图片").join(name)).unwrap()
}

fn document(figure: &str) -> String {
    format!("标题: 报告\n正文:\n  - 一段。\n  - 图: {figure}\n")
}

/// A part of the DOCX of that name.
fn part(desk: &Desk, docx: &str, name: &str) -> Vec<u8> {
    let file = std::io::Cursor::new(desk.read(docx));
    let mut bytes = Vec::new();
    zip::ZipArchive::new(file).unwrap().by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}

#[test]
fn a_picture_stands_in_both_files_as_it_is() {
    let desk = Desk::with_document();
    desk.write("图/小.png", fixture("小.png"));
    desk.write("图/灰.jpg", fixture("灰.jpg"));
    let two = document("{文件: 图/小.png, 标题: 机房, 编号: 是}") + "  - 图: {文件: 图/灰.jpg}\n";
    desk.write("稿.yaml", two.as_bytes());
    desk.run_well(&["build", "稿.yaml"]);
    assert!(part(&desk, "稿.docx", "word/media/image1.png") == fixture("小.png"));
    assert!(part(&desk, "稿.docx", "word/media/image2.jpeg") == fixture("灰.jpg"));
    let pdf = lopdf::Document::load_mem(&desk.read("稿.pdf")).unwrap();
    let images: Vec<_> = pdf
        .objects
        .values()
        .filter_map(|object| object.as_stream().ok())
        .filter(|stream| stream.dict.get(b"Subtype").is_ok_and(|kind| *kind == "Image".into()))
        .collect();
    assert_eq!(images.len(), 2);
    assert!(images.iter().any(|image| image.content == fixture("灰.jpg")));
    let small = images.iter().find(|image| image.content != fixture("灰.jpg")).unwrap();
    let rows = small.decompressed_content().unwrap();
    assert_eq!(rows.len(), 60 * 40 * 3, "60×40 pixels of three colours");
}

#[test]
fn a_picture_that_is_missing_outside_or_wrong_is_told_at_its_place_and_nothing_is_written() {
    let desk = Desk::with_document();
    desk.run_well(&["build", "稿.yaml"]);
    desk.write("截断.png", &fixture("柱图.png")[..900]);
    desk.write("截断.jpg", &fixture("灰.jpg")[..300]);
    desk.write("假.png", b"\xD0\xCF\x11\xE0 not a picture");
    desk.write("空.png", b"");
    desk.write("大.png", vec![0; 32 * 1024 * 1024 + 1]);
    desk.write("图/小.png", fixture("小.png"));
    let cases = [
        ("没有.png", "I001", "找不到"),
        ("图", "I001", "这是文件夹"),
        ("../外.png", "I001", "外面"),
        ("/etc/passwd", "I001", "外面"),
        ("大.png", "I001", "超过 32 MB"),
        ("假.png", "I002", "另存为 PNG 或 JPEG"),
        ("空.png", "I002", "不是 PNG 或 JPEG"),
        ("截断.png", "I003", "读不完整"),
        ("截断.jpg", "I003", "读不完整"),
    ];
    for (file, code, words) in cases {
        desk.write("稿.yaml", document(&format!("{{文件: {file}}}")).as_bytes());
        let before = desk.contents();
        let ran = desk.run(&["build", "稿.yaml"]);
        ran.says_only(code, "稿.yaml:4:13", &[words]);
        assert_eq!(ran.code, 1);
        assert!(desk.contents() == before, "{file}");
    }
    for (figure, words) in
        [("{文件: 图/小.png, 宽: 200mm}", "版心"), ("{文件: 图/小.png, 宽: 29字}", "版心")]
    {
        desk.write("稿.yaml", document(figure).as_bytes());
        let ran = desk.run(&["build", "稿.yaml"]);
        ran.says_only("L002", "稿.yaml:4:5", &[words]);
    }
}
