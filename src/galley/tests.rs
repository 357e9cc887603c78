//! What documents become: labels, run-in headings, the opening, tables with their merges. Documents are
//! written in YAML here, since that is how they come.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::diag::{Diagnostic, Diagnostics};
use crate::figures::Ledger;
use crate::model::{Align, Date};
use crate::picture::{Channels, Kind, Picture, Pixels};
use crate::source::{SourceMap, parse};
use crate::template::{self, Role};

/// The galley of a document under the default template, with the faults of its formulas.
fn with_faults(yaml: &str) -> (Galley, Vec<Diagnostic>) {
    let mut sources = SourceMap::default();
    let file = sources.add("稿.yaml", yaml.as_bytes().to_vec()).unwrap();
    let tree = parse(file, sources.file(file)).unwrap_or_else(|faults| panic!("{faults:?}"));
    let mut diagnostics = Diagnostics::new();
    let document = crate::schema::read(&tree, &mut diagnostics);
    let document = document.unwrap_or_else(|| panic!("{yaml}"));
    let mut sheet = template::load(None, None, &mut sources, &mut diagnostics).unwrap();
    if let Some(levels) = &document.levels {
        sheet.scheme = template::own_levels(&sheet.scheme, levels, &mut diagnostics).unwrap();
    }
    let ledger = Ledger::new(&document, &mut diagnostics);
    let galley =
        build(&document, &sheet, &ledger, &pictures(), &super::Forms::new(), &mut diagnostics);
    (galley, diagnostics.into_sorted())
}

fn pictures() -> Pictures {
    let picture = Picture {
        width: 40,
        height: 30,
        file: Vec::new(),
        kind: Kind::Png,
        pixels: Pixels::Deflated(Channels::Gray, Vec::new()),
    };
    Pictures::from([("楼.png".to_owned(), Arc::new(picture))])
}

fn galley(yaml: &str) -> Galley {
    let (galley, faults) = with_faults(yaml);
    assert_eq!(faults, vec![], "{yaml}");
    galley
}

fn body(lines: &str) -> Galley {
    galley(&format!("标题: 报告\n正文:\n{lines}"))
}

/// Label and text of every paragraph under the title that has any.
fn texts(galley: &Galley) -> Vec<String> {
    let printed = |paragraph: &Paragraph| {
        let label = paragraph.label.as_ref().map_or("", |label| label.text.as_str());
        format!("{label}{}", paragraph.text())
    };
    let under_title = galley.paragraphs().filter(|paragraph| paragraph.role != Role::Title);
    under_title.map(printed).filter(|text| !text.is_empty()).collect()
}

fn table(galley: &Galley) -> &Table {
    let mut tables = galley.blocks().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) | Block::Figure(_) | Block::Contents(_) => None,
    });
    tables.by_ref().last().unwrap()
}

/// `text@column+columns×rows` of every cell, row by row.
fn cells(table: &Table) -> Vec<Vec<String>> {
    let cell = |cell: &Cell| {
        let text: Vec<String> = cell.paragraphs.iter().map(Paragraph::text).collect();
        format!("{}@{}+{}×{}", text.join("/"), cell.column, cell.columns, cell.rows)
    };
    table.rows.iter().map(|row| row.cells.iter().map(cell).collect()).collect()
}

fn table_of(lines: &str) -> Galley {
    body(&format!("  - 表:\n{lines}"))
}

#[test]
fn levels_are_counted_by_depth_and_start_again_under_each_heading() {
    let galley = body(
        "  - 甲:\n      - 乙:\n          - 丙:\n              - 丁:\n                  - 文。\n              - 戊:\n          - 己:\n      - 庚:\n          - 辛:\n  - 壬:\n      - 癸:\n",
    );
    let expected = [
        "一、甲",
        "（一）乙",
        "1.丙",
        "（1）丁",
        "文。",
        "（2）戊",
        "2.己",
        "（二）庚",
        "1.辛",
        "二、壬",
        "（一）癸",
    ];
    assert_eq!(texts(&galley), expected);
    let roles: Vec<Role> = galley
        .paragraphs()
        .filter(|paragraph| paragraph.label.is_some())
        .map(|paragraph| paragraph.role)
        .take(4)
        .collect();
    assert_eq!(roles, [Role::Heading1, Role::Heading2, Role::Heading3, Role::Heading4]);
}

#[test]
fn items_are_numbered_at_the_level_below_their_heading() {
    let galley = body(
        "  - 甲:\n      - 条目: [一事, 二事]\n      - 乙:\n          - 条目: [三事]\n      - 丙:\n",
    );
    let expected = ["一、甲", "（一）一事", "（二）二事", "（三）乙", "1.三事", "（四）丙"];
    assert_eq!(texts(&galley), expected);
    let item = galley.paragraphs().find(|paragraph| paragraph.text() == "一事").unwrap();
    assert_eq!((item.role, item.outline.as_ref()), (Role::Body, None));
}

#[test]
fn a_document_may_number_its_levels_in_its_own_way() {
    let yaml = "标题: 报告\n层次: [第一章, 一、, （1）]\n正文:\n  - 甲:\n      - 乙:\n          - 丙:\n              - 丁:\n";
    assert_eq!(texts(&galley(yaml)), ["第一章甲", "一、乙", "（1）丙", "（1）丁"]);
}

#[test]
fn a_run_in_heading_gets_a_colon_unless_it_ends_in_a_mark() {
    let galley = body("  - 概况: 一段。\n  - 一是管理。: 二段。\n  - 问题？: 三段。\n");
    assert_eq!(texts(&galley), ["一、概况：一段。", "二、一是管理。二段。", "三、问题？三段。"]);
    let first = galley.paragraphs().find(|paragraph| paragraph.label.is_some()).unwrap();
    let runs: Vec<_> =
        first.runs.iter().map(|run| (run.text.as_str(), run.role, run.generated)).collect();
    assert_eq!(
        runs,
        [
            ("概况", Role::Heading1, false),
            ("：", Role::Heading1, true),
            ("一段。", Role::Body, false)
        ]
    );
    assert_eq!((first.role, first.outline.as_ref().unwrap().level), (Role::Body, 1));
}

#[test]
fn the_opening_is_mark_title_and_one_empty_line() {
    let galley = galley("附件: 4\n标题: [某局, 自评报告]\n正文:\n  - 文。\n");
    let paragraphs: Vec<&Paragraph> = galley.paragraphs().collect();
    let [mark, title, empty, text] = paragraphs.as_slice() else { panic!("{galley:?}") };
    assert_eq!((mark.role, mark.text().as_str()), (Role::Mark, "附件4"));
    assert_eq!((title.text().as_str(), title.not_before_line), ("某局自评报告", Some(3)));
    let ends: Vec<bool> = title.runs.iter().map(|run| run.break_after).collect();
    assert_eq!((ends, title.balanced), (vec![true, false], false));
    assert!(empty.runs.is_empty() && text.text() == "文。");
}

#[test]
fn a_mark_may_have_no_number_and_a_title_of_one_string_is_balanced() {
    let unnumbered = galley("附件: 是\n标题: 自评报告\n正文:\n  - 文。\n");
    let paragraphs: Vec<&Paragraph> = unnumbered.paragraphs().collect();
    assert_eq!(paragraphs[0].text(), "附件");
    assert!(paragraphs[1].balanced);
    let bare = body("  - 文。\n");
    let title = bare.paragraphs().next().unwrap();
    assert_eq!((title.role, title.not_before_line), (Role::Title, None));
}

#[test]
fn a_page_break_is_taken_by_what_comes_next() {
    for next in [
        "文。",
        "甲: 文。",
        "条目: [文。]",
        "表: {标题: 文。, 列: [甲], 行: []}",
        "表: {列: [文。], 行: []}",
    ] {
        let galley = body(&format!("  - 前。\n  - 分页:\n  - {next}\n"));
        let breaking: Vec<String> = galley
            .paragraphs()
            .filter(|paragraph| paragraph.page_break_before)
            .map(Paragraph::text)
            .collect();
        assert_eq!(breaking.len(), 1, "{next}");
        assert!(breaking[0].ends_with("文。"), "{next}: {breaking:?}");
    }
}

#[test]
fn formulas_are_printed_and_a_fault_leaves_its_place_empty() {
    let yaml = "标题: 报告\n数据: {支出: 3万元, 预算: 4万元}\n正文:\n  - 共{{支出}}，占{{支出 / 预算 | 百分比(1)}}。\n  - 又{{没有}}。\n";
    let (galley, faults) = with_faults(yaml);
    assert_eq!(texts(&galley), ["共3万元，占75.0%。", "又。"]);
    let codes: Vec<&str> = faults.iter().map(|fault| fault.code.0).collect();
    assert_eq!(codes, ["F006"]);
}

#[test]
fn metadata_comes_from_the_document_alone() {
    let galley = galley(
        "标题: [某局, 报告]\n单位: 某局\n日期: 2022-03-01\n关键词: [绩效, 自评]\n起始页码: 5\n正文:\n  - 文。\n",
    );
    let metadata = &galley.metadata;
    assert_eq!((metadata.title.as_str(), metadata.author.as_str()), ("某局报告", "某局"));
    assert_eq!(metadata.keywords, ["绩效", "自评"]);
    assert_eq!(metadata.date.map(Date::in_chinese), Some("2022年3月1日".to_owned()));
    assert_eq!(galley.sections[0].first_page, Some(5));
}

#[test]
fn attachments_and_signature_are_set_with_their_words() {
    let galley =
        galley("标题: 报告\n日期: 2022-03-01\n正文:\n  - 附件说明: [甲表, 乙表]\n  - 署名: 某局\n");
    assert_eq!(texts(&galley), ["附件：1.甲表", "2.乙表", "某局", "2022年3月1日"]);
    assert_eq!(texts(&body("  - 附件说明: 甲表\n")), ["附件：甲表"]);
}

#[test]
fn every_paragraph_has_an_id_of_its_own() {
    let galley = body(
        "  - 甲: 文。\n  - 表: {标题: 表, 单位: 万元, 列: [乙, 丙], 行: [[1, 2]], 注: 注。}\n",
    );
    let mut ids: Vec<BlockId> = galley.paragraphs().map(|paragraph| paragraph.id).collect();
    ids.push(table(&galley).id);
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), all);
}

#[test]
fn lines_around_a_table_are_title_unit_and_numbered_notes() {
    let galley = table_of(
        "      标题: 支出表\n      单位: 万元\n      列: [甲]\n      行: [[1]]\n      注: [一注。, 二注。]\n",
    );
    let lines = |paragraphs: &[Paragraph]| -> Vec<(Role, String)> {
        paragraphs.iter().map(|paragraph| (paragraph.role, paragraph.text())).collect()
    };
    let table = table(&galley);
    let title = (Role::TableTitle, "支出表".to_owned());
    assert_eq!(lines(&table.above), [title, (Role::TableUnit, "单位：万元".to_owned())]);
    let notes =
        [(Role::TableNote, "注：1.一注。".to_owned()), (Role::TableNote, "2.二注。".to_owned())];
    assert_eq!(lines(&table.below), notes);
    let one = table_of("      列: [甲]\n      行: [[1]]\n      注: 一注。\n");
    assert_eq!(self::table(&one).below[0].text(), "注：一注。");
}

#[test]
fn the_header_is_as_given_or_the_names_of_the_columns_or_none() {
    let names = table_of("      列: [甲, 乙]\n      行: [[1, 2]]\n");
    assert_eq!(table(&names).head, 0..1);
    assert_eq!(cells(table(&names))[0], ["甲@0+1×1", "乙@1+1×1"]);
    let given = table_of(
        "      列: [甲, 乙, 丙]\n      表头:\n        - [{文: 指标, 跨行: 2}, {文: 数, 跨列: 2}]\n        - [目标, 完成]\n      行: [[1, 2, 3]]\n",
    );
    assert_eq!(table(&given).head, 0..2);
    assert_eq!(cells(table(&given))[0], ["指标@0+1×2", "数@1+2×1"]);
    assert_eq!(cells(table(&given))[1], ["目标@1+1×1", "完成@2+1×1"]);
    let nameless = table_of("      列: [{宽: 1}, {宽: 2}]\n      行: [[1, 2]]\n");
    assert_eq!(table(&nameless).head, 0..0);
}

#[test]
fn cells_over_several_columns_and_rows_lie_where_there_is_room() {
    let galley = table_of(
        "      列: [甲, 乙, 丙]\n      行:\n        - [{文: a, 跨行: 2}, {文: b, 跨列: 2}]\n        - [c, {文: d, 跨行: 2}]\n        - [e, f]\n",
    );
    let rows = cells(table(&galley));
    assert_eq!(rows[1], ["a@0+1×2", "b@1+2×1"]);
    assert_eq!(rows[2], ["c@1+1×1", "d@2+1×2"]);
    assert_eq!(rows[3], ["e@0+1×1", "f@1+1×1"]);
}

#[test]
fn equal_neighbours_become_one_cell_but_not_over_the_edge_of_an_earlier_column() {
    let rows = "      行:\n        - [产出, 数量, 甲]\n        - [产出, 数量, 乙]\n        - [产出, 质量, 丙]\n        - [效益, 质量, 丁]\n        - [效益, \"\", 丁]\n        - [满意, \"\", 丁]\n";
    let merged = table_of(&format!("      列: [一级, 二级, 三级]\n      合并相同: 是\n{rows}"));
    let expected: [&[&str]; 6] = [
        &["产出@0+1×3", "数量@1+1×2", "甲@2+1×1"],
        &["乙@2+1×1"],
        &["质量@1+1×1", "丙@2+1×1"],
        &["效益@0+1×2", "质量@1+1×1", "丁@2+1×1"],
        &["@1+1×1", "丁@2+1×1"],
        &["满意@0+1×1", "@1+1×1", "丁@2+1×1"],
    ];
    assert_eq!(cells(table(&merged))[1..], expected);
    let first_only =
        table_of(&format!("      列: [一级, 二级, 三级]\n      合并相同: [一级]\n{rows}"));
    let second = cells(table(&first_only)).into_iter().skip(1);
    let second: Vec<usize> = second.map(|row| row.len()).collect();
    assert_eq!(second, [3, 2, 2, 3, 2, 3]);
    let none = table_of(&format!("      列: [一级, 二级, 三级]\n      合并相同: 否\n{rows}"));
    assert!(cells(table(&none)).iter().all(|row| row.len() == 3));
}

#[test]
fn equal_neighbours_beside_a_cell_the_author_merged_become_one() {
    let galley = table_of(
        "      列: [一级, 二级]\n      合并相同: 是\n      行:\n        - [{文: 产出, 跨行: 2}, 数量]\n        - [数量]\n        - [效益, 数量]\n",
    );
    let expected: [&[&str]; 3] =
        [&["产出@0+1×2", "数量@1+1×2"], &[], &["效益@0+1×1", "数量@1+1×1"]];
    assert_eq!(cells(table(&galley))[1..], expected);
}

#[test]
fn numbers_stand_right_and_text_left_unless_told_otherwise() {
    let galley = table_of(
        "      列: [名, 数, {名: 率, 对齐: 中}, 混]\n      行:\n        - [甲, \"1,234.50\", 81%, 5]\n        - [乙, -3, 100%, 5人]\n        - [丙, \"\", \"\", {文: 7, 对齐: 小数点}]\n",
    );
    let aligns = |row: usize| -> Vec<Align> {
        table(&galley).rows[row].cells.iter().map(|cell| cell.align).collect()
    };
    assert_eq!(aligns(0), [Align::Center; 4]);
    assert_eq!(aligns(1), [Align::Left, Align::Right, Align::Center, Align::Left]);
    assert_eq!(aligns(3), [Align::Left, Align::Right, Align::Center, Align::Decimal]);
}

#[test]
fn lines_of_a_cell_are_paragraphs_and_an_empty_cell_has_one() {
    let galley = table_of("      列: [甲, 乙]\n      行:\n        - [\"一\\n二\\n\\n三\", \"\"]\n");
    assert_eq!(cells(table(&galley))[1], ["一/二//三@0+1×1", "@1+1×1"]);
}

/// The numbers one to thirty as they are written, by hand.
const NUMERALS: [&str; 30] = [
    "一",
    "二",
    "三",
    "四",
    "五",
    "六",
    "七",
    "八",
    "九",
    "十",
    "十一",
    "十二",
    "十三",
    "十四",
    "十五",
    "十六",
    "十七",
    "十八",
    "十九",
    "二十",
    "二十一",
    "二十二",
    "二十三",
    "二十四",
    "二十五",
    "二十六",
    "二十七",
    "二十八",
    "二十九",
    "三十",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn labels_count_unbroken_on_every_level(
        chapters in prop::collection::vec(prop::collection::vec(0_usize..12, 0..12), 1..30),
    ) {
        let mut yaml = String::new();
        let mut expected = Vec::new();
        for (chapter, sections) in chapters.iter().enumerate() {
            yaml += "  - 章:\n";
            expected.push(format!("{}、章", NUMERALS[chapter]));
            for (section, items) in sections.iter().enumerate() {
                yaml += "      - 节:\n";
                expected.push(format!("（{}）节", NUMERALS[section]));
                for item in 1..=*items {
                    yaml += "          - 目: 文。\n";
                    expected.push(format!("{item}.目：文。"));
                }
            }
        }
        prop_assert_eq!(texts(&body(&yaml)), expected);
    }
}

#[test]
fn parts_start_pages_count_afresh_and_make_sections_only_where_the_pages_differ() {
    let galley = galley(
        "标题: 报告\n正文:\n  - 甲:\n      - 横排: [宽表]\n      - 后文\n各附件:\n  - {标题: 乙, 正文: [{丙: [一段]}]}\n  - {标题: 丁, 起始页码: 1, 正文: [一段]}\n",
    );
    let kinds: Vec<_> =
        galley.sections.iter().map(|section| (section.landscape, section.first_page)).collect();
    assert_eq!(kinds, [(false, None), (true, None), (false, None), (false, Some(1))]);
    let first = |section: usize, index: usize| match &galley.sections[section].blocks[index] {
        Block::Paragraph(paragraph) => (paragraph.text(), paragraph.page_break_before),
        Block::Table(_) | Block::Figure(_) | Block::Contents(_) => panic!("a paragraph"),
    };
    assert_eq!(first(2, 0), ("后文".to_owned(), false));
    assert_eq!(first(2, 1), ("附件1".to_owned(), true));
    assert_eq!(first(3, 0), ("附件2".to_owned(), false));
    let entries: Vec<_> = galley.paragraphs().filter_map(|p| p.outline.as_ref()).collect();
    let entries: Vec<_> = entries.iter().map(|e| (e.level, e.text.as_str())).collect();
    assert_eq!(
        entries,
        [(0, "报告"), (1, "一、甲"), (0, "附件1 乙"), (1, "一、丙"), (0, "附件2 丁")]
    );
}

#[test]
fn tables_and_pictures_are_numbered_by_their_word_and_referred_to_by_name() {
    let table = |more: &str| format!("{{列: [甲], 行: [[乙]], {more}}}");
    let yaml = format!(
        "标题: 报告\n正文:\n  - 见{{{{支出}}}}、{{{{ 楼 }}}}和{{{{构成}}}}。\n  - 表: {}\n  - 图: {{文件: 楼.png, 标题: 机房, 名: 楼}}\n  - 横排:\n      - 表: {}\n  - 表: {}\n  - 表: {}\n各附件:\n  - 标题: 附\n    正文:\n      - 表: {}\n",
        table("标题: 支出表, 编号: 是"),
        table("编号: 附表, 名: 构成"),
        table("名: 支出"),
        table("标题: 不编号"),
        table("编号: 是"),
    );
    let text = texts(&galley(&yaml));
    let lines: Vec<&str> =
        text.iter().map(String::as_str).filter(|text| !matches!(*text, "甲" | "乙")).collect();
    assert_eq!(
        lines,
        [
            "见表2、图1和附表1。",
            "表1\u{3000}支出表",
            "图1\u{3000}机房",
            "附表1",
            "表2",
            "不编号",
            "附件",
            "表1"
        ]
    );
}

#[test]
fn a_name_stands_for_one_thing() {
    let table = |name: &str| format!("  - 表: {{列: [甲], 行: [[乙]], 名: {name}}}\n");
    let yaml = format!(
        "标题: 报告\n数据: {{支出: {{设备: 1万元}}}}\n正文:\n{}{}{}",
        table("设备"),
        table("表甲"),
        table("表甲")
    );
    let (_, faults) = with_faults(&yaml);
    let said: Vec<_> = faults.iter().map(|fault| (fault.code.0, fault.message.as_str())).collect();
    assert_eq!(
        said,
        [("Y119", "“设备”已经是数据的名称"), ("Y119", "“表甲”已经是另一个表或图的名称")]
    );
}

#[test]
fn the_line_above_continued_pages_names_the_table_and_its_unit() {
    let marks = |more: &str| {
        let yaml = format!("  - 表: {{列: [甲], 行: [[乙]], 续表: 是{more}}}\n");
        table(&body(&yaml)).continued.as_ref().map(Paragraph::text).unwrap()
    };
    assert_eq!(marks(""), "续表");
    assert_eq!(marks(", 编号: 附表, 单位: 万元"), "续附表1\u{3000}单位：万元");
    let plain = body("  - 表: {列: [甲], 行: [[乙]]}\n");
    assert!(table(&plain).continued.is_none());
}

#[test]
fn notes_are_numbered_through_the_document_and_leave_the_text_as_it_is() {
    let galley = body(
        "  - 概况{{注：一注。}}: 共12辆{{注：二注。}}，其中。\n  - 条目: [\"租用{{注：三注。}}2辆\"]\n",
    );
    assert_eq!(texts(&galley)[0], "一、概况：共12辆，其中。");
    let notes: Vec<_> = galley
        .notes()
        .map(|note| (note.number.as_str(), note.at, note.text.text(), note.text.role))
        .collect();
    let role = Role::Footnote;
    assert_eq!(
        notes,
        [
            ("①", 2, "一注。".to_owned(), role),
            ("②", 7, "二注。".to_owned(), role),
            ("③", 2, "三注。".to_owned(), role),
        ]
    );
    let heading = galley.paragraphs().find_map(|paragraph| paragraph.outline.clone()).unwrap();
    assert_eq!(heading.text, "一、概况");
}

#[test]
fn more_notes_than_fonts_have_signs_for_are_numbered_in_arabic_numerals() {
    let lines = |count: usize| "  - 甲{{注：乙。}}\n".repeat(count);
    let last = |count: usize| body(&lines(count)).notes().last().unwrap().number.clone();
    assert_eq!((last(20).as_str(), last(21).as_str()), ("⑳", "21"));
}

#[test]
fn a_note_where_none_may_stand_is_refused_with_its_place() {
    for lines in [
        "标题: 报告{{注：甲。}}\n正文: [正文]\n",
        "标题: 报告\n正文:\n  - 表:\n      列: [甲]\n      行: [[\"乙{{注：丙。}}\"]]\n",
        "标题: 报告\n正文:\n  - \"{{注：丙。}}乙\"\n",
    ] {
        let (_, faults) = with_faults(lines);
        let codes: Vec<_> = faults.iter().map(|fault| fault.code.0).collect();
        assert_eq!(codes, ["Y121"], "{lines}");
        assert!(faults[0].span.is_some_and(|span| span.end > span.start));
    }
}

#[test]
fn the_unit_is_a_name_like_the_year_unless_the_data_have_one() {
    let body = "年度: 2021\n标题: 报告\n正文:\n  - “{{单位}}{{年度}}”年度\n";
    let unit = |head: &str| texts(&galley(&format!("{head}{body}")));
    assert_eq!(unit("单位: 襄汾县财政局\n"), ["“襄汾县财政局2021”年度"]);
    assert_eq!(unit("单位: 襄汾县财政局\n数据: {车: {单位: 3辆}}\n"), ["“3辆2021”年度"]);
}
