//! 待填 and 草稿: what is left to be filled in keeps a document from being built, and is printed in a draft.

use std::io::Read as _;

use chengwen::compile::{Options, read};
use chengwen::diag::Diagnostics;
use chengwen::galley::{Block, Paragraph};
use chengwen::source::SourceMap;

use crate::support::Desk;

const UNFINISHED: &str = "\
标题: 某局2022年度绩效自评报告
日期: 待填
数据:
  预算: 待填  # 上年 2946.45万元
  支出: 100万元
  执行率: =支出 ÷ 预算 | 百分比(2)
正文:
  - 预算{{预算}}，支出{{支出}}，执行率{{执行率}}，还差{{预算 - 支出}}，新购{{待填：辆数}}辆。
  - 表:
      列: [项目, 金额]
      行: [[甲, 待填], [乙, \"{{预算}}\"]]
  - 署名: 某局
";

/// The texts of a draft, a table's cells joined by bars.
fn drafted(yaml: &str) -> Vec<String> {
    let mut sources = SourceMap::default();
    let file = sources.add("稿.yaml", yaml.as_bytes().to_vec()).unwrap();
    let mut diagnostics = Diagnostics::new();
    let options = Options { draft: true, ..Options::default() };
    let read = read(file, options, &mut sources, &(), &mut diagnostics).unwrap();
    let faults: Vec<_> = diagnostics.into_sorted().into_iter().map(|each| each.message).collect();
    assert_eq!(faults, Vec::<String>::new());
    let text = |block: &Block| match block {
        Block::Paragraph(paragraph) => paragraph.text(),
        Block::Table(table) => {
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            let cells = cells.flat_map(|cell| &cell.paragraphs);
            cells.map(Paragraph::text).collect::<Vec<_>>().join("|")
        }
        Block::Figure(_) | Block::Contents(_) => String::new(),
    };
    read.galley.blocks().map(text).filter(|text| !text.is_empty()).collect()
}

#[test]
fn a_document_with_places_to_fill_in_is_not_built_and_each_is_named() {
    let desk = Desk::new();
    desk.write("稿.yaml", UNFINISHED);
    let ran = desk.run(&["build", "稿.yaml"]);
    assert_eq!(ran.code, 1);
    assert_eq!(ran.findings().len(), 4, "{}", ran.err);
    ran.says("Y124", "稿.yaml:2:5", &["“日期”待填", "--草稿"]);
    ran.says("Y124", "稿.yaml:4:7", &["“预算”待填"]);
    ran.says("Y124", "稿.yaml:8:50", &["这里待填：辆数"]);
    ran.says("Y124", "稿.yaml:11:15", &["这里待填"]);
    assert_eq!(desk.files(), ["稿.yaml"]);
}

#[test]
fn a_draft_prints_where_something_is_due_and_what_rests_on_it() {
    let texts = drafted(UNFINISHED);
    assert!(
        texts.contains(
            &"预算【待填】，支出100万元，执行率【待填】，还差【待填】，新购【待填】辆。".to_owned()
        ),
        "{texts:?}"
    );
    assert!(texts.contains(&"项目|金额|甲|【待填】|乙|【待填】".to_owned()), "{texts:?}");
    assert_eq!(&texts[texts.len() - 2..], ["某局", "【待填】"]);
}

#[test]
fn the_scores_of_a_form_wait_for_what_they_rest_on() {
    let yaml = std::fs::read_to_string(crate::documents::repository("data/xiangmu-ziping.yaml"));
    let yaml = yaml.unwrap();
    let scores = |yaml: &str| drafted(yaml).into_iter().find(|text| text.contains("总分")).unwrap();
    let whole = scores(&yaml);
    assert!(!whole.contains("【待填】"), "{whole}");
    let without = yaml.replace("完成值: 60辆, 分值: 6", "完成值: 待填, 分值: 6");
    let without = scores(&without);
    assert!(without.contains("|≥60辆|【待填】|6|【待填】|"), "{without}");
    // The row's own two, and the total.
    assert_eq!(without.matches("【待填】").count(), 3, "{without}");
    let unspent = scores(&yaml.replace("执行: 238.87万元", "执行: 待填"));
    // 全年执行数 twice, the rate, its score, the total.
    assert_eq!(unspent.matches("【待填】").count(), 5, "{unspent}");
}

#[test]
fn the_files_of_a_draft_are_the_document_and_a_check_says_what_is_due() {
    let desk = Desk::new();
    desk.write("稿.yaml", UNFINISHED);
    desk.run_well(&["build", "稿.yaml", "--草稿"]);
    assert!(desk.run_well(&["verify", "稿.yaml"]).ends_with("一致\n"));
    let checked = desk.run(&["check", "稿.yaml"]);
    assert_eq!(checked.code, 1);
    assert_eq!(checked.out.matches("错误[Y124]").count(), 4, "{}", checked.out);
    assert!(!checked.out.contains("W001"), "told twice: {}", checked.out);
    // In a file that others see, it is what it looks like.
    assert!(desk.run(&["check", "稿.docx"]).out.contains("错误[W001]: “【待填】”是占位"));
}

/// A part of a DOCX; `None` where there is none of that name.
fn part(docx: &[u8], name: &str) -> Option<String> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
    let mut part = archive.by_name(name).ok()?;
    let mut text = String::new();
    part.read_to_string(&mut text).unwrap();
    Some(text)
}

/// How many pages there are, and on how many an artifact is the watermark.
fn marked_pages(pdf: &[u8]) -> (usize, usize) {
    let document = lopdf::Document::load_mem(pdf).unwrap();
    let pages = document.get_pages();
    let marked = pages.values().filter(|page| {
        let content = document.get_page_content(**page);
        content.windows(10).any(|bytes| bytes == b"/Watermark")
    });
    (pages.len(), marked.count())
}

#[test]
fn every_page_of_a_draft_is_marked_upright_and_across_the_paper_and_nothing_else_is() {
    let desk = Desk::new();
    let rows = "            - [甲, 乙]\n".repeat(60);
    let yaml = format!(
        "标题: 报告\n正文:\n  - 一段。\n  - 横排:\n      - 表:\n          列: [项目, 金额]\n          行:\n{rows}  - 又一段。\n"
    );
    desk.write("稿.yaml", &yaml);
    desk.run_well(&["build", "稿.yaml"]);
    let pages = marked_pages(&desk.read("稿.pdf"));
    assert!(pages.0 > 3 && pages.1 == 0, "{pages:?}");
    assert_eq!(part(&desk.read("稿.docx"), "word/header1.xml"), None);
    desk.run_well(&["build", "稿.yaml", "--draft"]);
    assert_eq!(marked_pages(&desk.read("稿.pdf")), (pages.0, pages.0));
    let docx = desk.read("稿.docx");
    for name in ["word/header1.xml", "word/header2.xml"] {
        let header = part(&docx, name).unwrap();
        assert!(header.contains("string=\"草稿\"") && !header.contains("<w:t"), "{header}");
    }
    let document = part(&docx, "word/document.xml").unwrap();
    let sections = document.matches("<w:sectPr").count();
    assert_eq!((sections, document.matches("<w:headerReference").count()), (3, 6));
    // The mark is no text of the document, and moves no line of it.
    assert!(desk.run_well(&["verify", "稿.yaml"]).ends_with("一致\n"));
}

#[test]
fn what_is_typed_as_a_draft_prints_it_is_told_once() {
    let desk = Desk::new();
    desk.write("稿.yaml", "标题: 报告\n正文:\n  - 购车【待填】辆，{{待填}}台。\n");
    let ran = desk.run(&["check", "稿.yaml"]);
    assert_eq!(ran.out.matches("错误[").count(), 2, "{}", ran.out);
    assert_eq!(ran.out.matches("错误[Y124]").count(), 2, "{}", ran.out);
    // A text of another program has nobody else to tell of it.
    desk.write("稿.txt", "购车【待填】辆。\n");
    assert!(desk.run(&["check", "稿.txt"]).out.contains("错误[W001]: “【待填】”是占位"));
}
