//! `chengwen measure` from outside: our own pages at the measures of the standard, pages made wrong on
//! purpose, and files that cannot be measured.

use crate::documents::repository;
use crate::support::Desk;

/// What does not hold, row by row: `行距 9.88mm 不同`.
fn odd_rows(said: &str) -> Vec<String> {
    let rows =
        said.lines().filter(|row| row.contains("不同（") || row.trim_end().ends_with("不合"));
    rows.map(|row| {
        let cells: Vec<&str> = row.split("  ").map(str::trim).filter(|c| !c.is_empty()).collect();
        format!("{} {}", cells[1], cells[3])
    })
    .collect()
}

fn sample(desk: &Desk) {
    let text = std::fs::read(repository("data/xiangfen-2021.yaml")).unwrap();
    desk.write("报告.yaml", text);
}

#[test]
fn the_report_holds_every_measure() {
    let desk = Desk::new();
    sample(&desk);
    for options in [&[][..], &["--精排"]] {
        desk.run_well(&[&["build", "报告.yaml"], options].concat());
        let said = desk.run_well(&["measure", "报告.pdf"]);
        assert_eq!(odd_rows(&said), Vec::<String>::new(), "{said}");
        let all = "27 项合，0 项不合，0 项与“一般”的规定不同，0 项量不到";
        assert!(said.contains(all), "{said}");
        for (what, found) in [
            ("天头", "37.00mm"),
            ("版心宽", "156.00mm"),
            ("每面行数", "22 行"),
            ("每行字数", "28 字"),
        ] {
            let row = said.lines().find(|row| row.contains(what)).unwrap();
            assert_eq!(row.matches(found).count(), 2, "asked and found: {row}");
        }
    }
}

#[test]
fn pages_made_otherwise_fail_just_where_they_are_otherwise() {
    let desk = Desk::new();
    sample(&desk);
    let template = "页面: {天头: 30mm}\n版心网格: {行距: 28pt}\n样式:\n  正文: {行距: 28pt, 字体: 宋体}\n页码: {距版心: 12mm}\n";
    desk.write("改.yaml", template);
    desk.run_well(&["build", "报告.yaml", "--模板", "改.yaml"]);
    let ran = desk.run(&["measure", "报告.pdf", "--格式", "json"]);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    let said: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let rows = said["measures"].as_array().unwrap();
    let verdicts = |wanted: &str| -> Vec<&str> {
        let own = rows.iter().filter(|row| row["verdict"] == wanted);
        own.map(|row| row["what"].as_str().unwrap()).collect()
    };
    assert_eq!(
        verdicts("fails"),
        [
            "天头（首行字顶到纸边）",
            "文字和表线",
            "“附件”字顶",
            "附件标题在第 3 行（离“附件”两行）",
            "一字线距版心下边缘"
        ]
    );
    assert_eq!(verdicts("deviates"), ["行距", "正文字体"]);
    // Measured by the template it was made with, everything holds.
    let own = desk.run_well(&["measure", "报告.pdf", "--模板", "改.yaml"]);
    assert_eq!(odd_rows(&own), Vec::<String>::new(), "{own}");
}

#[test]
fn the_sheet_is_a_document_of_our_own() {
    let desk = Desk::new();
    sample(&desk);
    desk.run_well(&["build", "报告.yaml"]);
    desk.run_well(&["measure", "报告.pdf", "-o", "量测单.pdf"]);
    desk.run_well(&["measure", "报告.pdf", "-o", "量测单.pdf"]);
    let pdf = lopdf::Document::load_mem(&desk.read("量测单.pdf")).unwrap();
    assert_eq!(pdf.get_pages().len(), 1, "all of it on one page");
    let said = desk.run_well(&["measure", "量测单.pdf"]);
    assert!(said.contains("22.0 磅") && said.contains("，0 项不合"), "{said}");
    desk.write("别人的.pdf", b"%PDF-1.4 somebody else's");
    let ran = desk.run(&["measure", "报告.pdf", "-o", "别人的.pdf"]);
    ran.says_only("U012", "", &["没有动它"]);
    assert_eq!((ran.code, desk.read("别人的.pdf").len()), (2, 24));
    desk.run_well(&["measure", "报告.pdf", "-o", "别人的.pdf", "--覆盖"]);
}

#[test]
fn files_that_cannot_be_measured_are_refused() {
    let desk = Desk::with_document();
    desk.write("空.pdf", b"");
    desk.write("坏.pdf", b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj");
    let cases = [
        ("没有.pdf", "U010", "找不到"),
        ("空.pdf", "U020", "不是 PDF"),
        ("坏.pdf", "U020", "不是 PDF"),
        ("稿.yaml", "U020", "不是 PDF"),
    ];
    for (file, code, words) in cases {
        let ran = desk.run(&["measure", file]);
        ran.says_only(code, "", &[words]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{file}");
    }
}
