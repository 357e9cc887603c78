//! 目录: which headings it lists, the pages it tells, where its lines lead.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;
use std::sync::OnceLock;

use chengwen::compile::Compiled;
use chengwen::galley::{BlockId, Contents};
use chengwen::inspect;
use chengwen::layout::{Item, LineKind};
use chengwen::render::docx::Embed;
use chengwen::verify;

use crate::documents::{book, compiled, repository};
use crate::proofread;

/// tests/documents/mulu.yaml.
pub(crate) fn document() -> &'static Compiled {
    static DOCUMENT: OnceLock<Compiled> = OnceLock::new();
    DOCUMENT.get_or_init(|| {
        compiled(&std::fs::read_to_string(repository("tests/documents/mulu.yaml")).unwrap())
    })
}

/// Each line with the number of the page that it tells.
fn told(document: &Compiled, contents: &Contents) -> Vec<(String, u32)> {
    let numbers = &document.layout.facts.page_references;
    let entries = contents.entries.iter();
    entries.map(|entry| (entry.line.text(), numbers[&entry.line.id])).collect()
}

/// The printed number of the page on which a paragraph begins.
fn page_of(document: &Compiled, block: BlockId) -> u32 {
    let holds = |item: &Item| matches!(item, Item::Line(line) if line.block == Some(block));
    document.layout.pages.iter().find(|page| page.items.iter().any(holds)).unwrap().number
}

#[test]
fn it_lists_the_headings_of_its_levels_with_the_pages_they_stand_on() {
    let document = document();
    let contents = document.galley.contents().next().unwrap();
    let told = told(document, contents);
    assert!(told.len() >= 25, "{}", told.len());
    for (entry, (text, number)) in contents.entries.iter().zip(&told) {
        assert_eq!(*number, page_of(document, entry.heading), "{text}");
    }
    let text = |wanted: &str| told.iter().filter(|(text, _)| text == wanted).count();
    assert_eq!(text("（一）预算1286.50万元的批复、调整和下达情况"), 1, "formulas are evaluated");
    assert_eq!(text("五、绩效目标完成情况"), 1, "without the number of its note");
    for left_out in ["设定依据", "职责分工", "完成政务云扩容"] {
        assert!(told.iter().all(|(text, _)| !text.contains(left_out)), "{left_out}");
    }
    assert!(told.iter().any(|(_, number)| *number == 99) && told.last().unwrap().1 > 100);
}

#[test]
fn page_numbers_end_at_the_right_edge_behind_dots_that_stand_under_each_other() {
    let document = document();
    let page = &document.sheet.page;
    let mut places: BTreeMap<usize, BTreeSet<i64>> = BTreeMap::new();
    let lines = document.layout.pages.iter().flat_map(|page| &page.items);
    let lines =
        lines.filter_map(|item| if let Item::Line(line) = item { Some(line) } else { None });
    let ends: Vec<_> = lines.filter(|line| line.kind == LineKind::Reference).collect();
    let contents = document.galley.contents().next().unwrap();
    assert_eq!(ends.len(), contents.entries.len());
    for line in ends {
        let run = line.runs.last().unwrap();
        let text: String = run.glyphs.iter().map(|glyph| glyph.character).collect();
        // A digit of this face is half as wide as high.
        let end = run.glyphs.last().unwrap().x + run.size / 2;
        assert_eq!(end, page.binding + page.area_width, "{text}");
        places.entry(text.len()).or_default().insert(run.glyphs[0].x.emu());
    }
    assert!(places.len() == 2 && places.values().all(|all| all.len() == 1), "{places:?}");
}

#[test]
fn how_many_lines_it_takes_hangs_on_no_page_number() {
    let headings: Vec<String> = (1..=9)
        .map(|length| format!("  - {}:\n      - 正文。\n", "标题".repeat(length * 2)))
        .collect();
    let headings = headings.concat();
    let pages = |first: u32| {
        let text = format!("标题: 报告\n起始页码: {first}\n正文:\n  - 目录:\n{headings}");
        let document = compiled(&text);
        let pages = document.layout.pages.iter();
        pages.map(|page| page.items.len()).collect::<Vec<usize>>()
    };
    assert_eq!(pages(1), pages(9_999));
}

#[test]
fn each_part_has_one_of_its_own() {
    let part = |words: &str| {
        format!(
            "  - 标题: {words}报告\n    正文:\n      - 目录: {{级数: 1}}\n      - 分页:\n      - {words}情况: [一段]\n"
        )
    };
    let text = format!("各附件:\n{}    横排: 是\n{}", part("甲"), part("乙"));
    let document = compiled(&text);
    let contents: Vec<_> =
        document.galley.contents().map(|contents| told(&document, contents)).collect();
    let line = |text: &str, number| vec![(text.to_owned(), number)];
    assert_eq!(contents, [line("一、甲情况", 2), line("一、乙情况", 4)]);
}

#[test]
fn every_line_of_the_docx_leads_to_a_bookmark_of_its_own() {
    let document = document();
    let docx = document.docx(&[], Embed::default(), book()).unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
    let mut xml = String::new();
    zip.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    let xml = roxmltree::Document::parse(&xml).unwrap();
    let all = |name: &str, attribute: &str| -> Vec<String> {
        let nodes = xml.descendants().filter(|node| node.tag_name().name() == name);
        let values = nodes.filter_map(|node| {
            node.attributes().find(|own| own.name() == attribute).map(|own| own.value().to_owned())
        });
        values.collect()
    };
    let (links, bookmarks) = (all("hyperlink", "anchor"), all("bookmarkStart", "name"));
    assert_eq!(links.len(), document.galley.contents().next().unwrap().entries.len());
    assert_eq!(links, bookmarks, "headings come in the order of the lines");
    assert_eq!(bookmarks.iter().collect::<BTreeSet<_>>().len(), bookmarks.len());
    let fields = all("fldChar", "fldCharType");
    for kind in ["begin", "separate", "end"] {
        let count = fields.iter().filter(|own| *own == kind).count();
        assert_eq!(count, links.len() + 1, "{kind}");
    }
}

#[test]
fn a_check_of_the_docx_finds_nothing_in_it() {
    let docx = document().docx(&[], Embed::default(), book()).unwrap();
    let found: Vec<&str> = proofread::in_docx(&docx).iter().map(|found| found.code).collect();
    // Of the report: neither scores nor signature.
    assert_eq!(found, ["D003", "D005"]);
}

#[test]
fn numbers_of_notes_in_a_word_file_are_no_numbers_of_headings() {
    let text = std::fs::read_to_string(repository("tests/documents/jiaozhu.yaml")).unwrap();
    let docx = compiled(&text).docx(&[], Embed::default(), book()).unwrap();
    let codes = |found: Vec<proofread::Found>| {
        let codes = found.into_iter().map(|found| found.code).filter(|code| !code.starts_with('L'));
        codes.collect::<Vec<_>>()
    };
    assert_eq!(codes(proofread::in_docx(&docx)), codes(proofread::in_yaml(&text)));
}

#[test]
fn the_files_read_back_hold_it() {
    let document = document();
    let docx = document.docx(&[], Embed::default(), book()).unwrap();
    let paragraphs = inspect::docx("稿.docx", &docx).unwrap();
    let listed = paragraphs.iter().filter(|paragraph| paragraph.in_contents).count();
    assert_eq!(listed, document.galley.contents().next().unwrap().entries.len() + 1);
    let wanted = verify::of_docx(&document.galley, &document.layout.facts);
    let account = verify::account(&wanted, &verify::of_docx_file(&paragraphs));
    assert!(account.differences.is_empty(), "{:?}", account.differences);
    let pages = inspect::pdf("稿.pdf", document.pdf(&[], book()).unwrap()).unwrap();
    let wanted = verify::of_layout(&document.galley, &document.layout);
    let account = verify::account(&wanted, &verify::of_pdf_file(&pages));
    assert!(account.differences.is_empty(), "{:?}", account.differences);
    assert!(
        verify::compare(&verify::laid_out(&document.layout), &verify::page_lines(&pages)).same()
    );
}
