//! The language as a whole: broken inputs with what is said about them, and sound ones with what they
//! mean.

use super::*;
use crate::diag::{Diagnostic, Severity};
use crate::model::{Align, Attachment, Block, ColumnWidth, HeadingContent, MergeEqual, Title};
use crate::source::{NodeKind, SourceMap, parse, parse_reporting};

struct Run {
    sources: SourceMap,
    document: Option<Document>,
    faults: Vec<Diagnostic>,
}

fn run(yaml: &str) -> Run {
    let mut sources = SourceMap::default();
    let id = match sources.add("稿.yaml", yaml.as_bytes().to_vec()) {
        Ok(id) => id,
        Err(fault) => return Run { sources, document: None, faults: vec![fault] },
    };
    let mut diagnostics = Diagnostics::new();
    let tree = parse_reporting(id, sources.file(id), &mut diagnostics);
    let document = tree.and_then(|tree| read(&tree, &mut diagnostics));
    let document = document.filter(|_| !diagnostics.has_errors());
    Run { sources, document, faults: diagnostics.into_sorted() }
}

fn document(yaml: &str) -> Document {
    let run = run(yaml);
    assert!(
        run.faults.is_empty(),
        "{}",
        crate::cli::report::text(&run.faults, &run.sources, false)
    );
    run.document.unwrap()
}

/// `Y101 2:3` for every fault, in order.
fn places(run: &Run) -> Vec<String> {
    let place = |fault: &Diagnostic| {
        let (line, column) = run.sources.line_and_column(fault.span.unwrap());
        format!("{} {line}:{column}", fault.code.0)
    };
    run.faults.iter().map(place).collect()
}

fn with_body(body: &str) -> String {
    format!("标题: 报告\n正文:\n{body}")
}

fn with_table(table: &str) -> String {
    with_body(&format!("  - 表:\n      列: [甲, 乙, 丙]\n{table}"))
}

fn assert_fault(yaml: &str, place: &str, phrase: &str) {
    let run = run(yaml);
    let shown = crate::cli::report::text(&run.faults, &run.sources, false);
    assert_eq!(places(&run), [place], "{yaml}\n{shown}");
    let said = run.faults[0].message.clone() + &run.faults[0].label + &run.faults[0].help;
    assert!(said.contains(phrase), "{phrase}\n{shown}");
    assert_eq!(run.document.is_some(), run.faults[0].severity != Severity::Error);
}

#[test]
fn faults_of_the_yaml_itself_are_told_with_their_place() {
    let cases = [
        ("", "Y003 1:1", "文件是空的"),
        ("# 只有注释\n", "Y003 1:1", "至少要写“标题”和“正文”"),
        ("标题: 报\u{8}告\n", "Y004 1:6", "U+0008"),
        ("标题: 报告\n正文:\n\t- 一段\n", "Y005 3:1", "换成空格"),
        ("标题: 报告\n正文:\n  - 一段\n  \t- 二段\n", "Y005 4:3", "制表符"),
        ("标题：报告\n正文:\n  - 一段\n", "Y006 1:3", "改成“标题: ”"),
        ("附件: 4\n标题：报告\n正文:\n  - 一段\n", "Y006 2:3", "全角冒号"),
        ("标题: 报告\n正文：\n  - 一段\n", "Y006 2:3", "改成“正文: ”"),
        ("标题: 报告\n正文:\n  - 概况：\n      - 一段\n", "Y006 3:7", "半角冒号"),
        ("标题:报告\n正文:\n  - 一段\n", "Y007 1:3", "写成“标题: 报告”"),
        ("标题: 报告\n年度:2021\n正文:\n  - 一段\n", "Y007 2:3", "写成“年度: 2021”"),
        ("标题: 报告\n正文: [甲，乙】\n", "Y008 2:7", "只认半角的“,”"),
        ("标题: 报告\n正文:\n　　- 一段\n", "Y008 3:1", "全角空格"),
        ("标题: 报告\n正文:\n  － 一段\n", "Y008 3:3", "半角的“- ”"),
        ("标题: \"报告\n正文:\n  - 一段\n", "Y009 1:5", "没有配上另一半"),
        ("标题: \"报告”\n正文:\n  - 一段\n", "Y009 1:5", "中文引号"),
        ("标题: 报告\n正文:\n  - \"三公\"经费\n", "Y009 3:5", "中文的“ ”"),
        ("标题: 报告\n正文:\n  - 一段\n - 二段\n", "Y010 4:2", "可以缩进 2 个空格"),
        ("标题: 报告\n  年度: 2021\n正文:\n  - 一段\n", "Y010 2:3", "左边对齐"),
        ("标题: 报告\n正文:\n  - @甲\n", "Y011 3:5", "用引号把整句括起来"),
        ("标题: `报告`\n正文:\n  - 一段\n", "Y011 1:5", "“`”"),
        ("标题: %报告\n正文:\n  - 一段\n", "Y011 1:5", "“%”"),
        ("标题: 报告\n正文:\n  - >80分为优\n", "Y011 3:5", "“>”"),
        ("标题: 报告\n正文:\n  - [2021]5号文件\n", "Y011 3:5", "〔〕"),
        ("标题: 报告\n正文:\n  - {{预算}}占比\n", "Y012 3:5", "用引号把整句括起来"),
        ("标题: 报告\n正文:\n  - {{预算}}\n", "Y012 3:5", "用引号把整句括起来"),
        ("标题: 甲: 乙\n正文:\n  - 一段\n", "Y013 1:6", "两个“: ”"),
        ("标题: 报告\n正文: [甲, 乙\n", "Y014 2:5", "没有配上“]”"),
        ("标题: \"报\\告\"\n正文:\n  - 一段\n", "Y015 1:7", "单引号"),
        ("标题: \"报\\x07告\"\n正文:\n  - 一段\n", "Y015 1:5", "U+0007"),
        ("标题: 报告\n正文:\n  - *注\n", "Y016 3:5", "别名"),
        ("标题: &甲 报告\n正文:\n  - 一段\n", "Y016 1:5", "锚点"),
        ("标题: !甲 报告\n正文:\n  - 一段\n", "Y011 1:5", "“!”"),
        ("标题: !a 报告\n正文:\n  - 一段\n", "Y017 1:5", "标签"),
        ("<<: {单位: 甲}\n标题: 报告\n正文:\n  - 一段\n", "Y018 1:1", "合并键"),
        ("标题: 报告\n正文:\n  - 一段\n---\n标题: 乙\n", "Y019 4:1", "第二份"),
        ("标题: 报告\n单位: 甲\n单位: 乙\n正文:\n  - 一段\n", "Y021 3:1", "第 2 行已经写过"),
        ("标题: 报告\n正文:\n  - ? [甲]\n    : 乙\n", "Y022 3:7", "一段文字"),
        ("标题: - 报告\n正文:\n  - 一段\n", "Y023 1:5", "另起一行"),
        ("标题: 报告\n正文:\n  - 甲\n      - 乙\n", "Y023 4:7", "没有成为新的一项"),
        ("标题: 报告\n正文:\n  - 甲\n  乙: 丙\n", "Y023 4:3", "却没有“- ”"),
        ("标题: 报告\n单位\n正文:\n  - 一段\n", "Y029 2:1", "既不是“键: 值”"),
    ];
    for (yaml, place, phrase) in cases {
        assert_fault(yaml, place, phrase);
    }
}

#[test]
fn depth_is_limited_in_every_style() {
    let brackets = format!("标题: {}{}\n正文: 甲\n", "[".repeat(100), "]".repeat(100));
    let open_only = format!("标题: {}\n", "[".repeat(20_000));
    let dashes = format!("标题:\n  {}甲\n", "- ".repeat(100));
    let mut nested = String::from("标题:\n");
    for level in 1..100 {
        nested.push_str(&" ".repeat(level));
        nested.push_str("键:\n");
    }
    for (yaml, code) in
        [(brackets, "Y020"), (open_only, "Y020"), (dashes, "Y020"), (nested, "Y020")]
    {
        let run = run(&yaml);
        assert!(run.faults.iter().any(|f| f.code.0 == code), "{:?}", run.faults);
        assert!(run.faults.len() < 4 && run.document.is_none());
    }
}

#[test]
fn faults_of_the_language_are_told_with_their_place() {
    let cases = [
        ("标提: 报告\n标题: 甲\n正文:\n  - 一段\n".to_owned(), "Y101 1:1", "是不是想写“标题”"),
        ("题目: 报告\n标题: 甲\n正文:\n  - 一段\n".to_owned(), "Y101 1:1", "是不是想写“标题”"),
        ("tilte: 甲\n标题: 甲\n正文:\n  - 一段\n".to_owned(), "Y101 1:1", "是不是想写“title”"),
        ("跨列: 2\n标题: 甲\n正文:\n  - 一段\n".to_owned(), "Y101 1:1", "格里的键"),
        ("甲乙丙丁: 2\n标题: 甲\n正文:\n  - 一段\n".to_owned(), "Y101 1:1", "可以写的键：模板"),
        ("正文:\n  - 一段\n".to_owned(), "Y102 1:1", "缺少“标题”"),
        ("标题: 甲\n".to_owned(), "Y102 1:1", "缺少“正文”"),
        ("一段文字\n".to_owned(), "Y103 1:1", "键: 值"),
        ("标题: {甲: 乙}\n正文:\n  - 一段\n".to_owned(), "Y103 1:5", "引号"),
        ("标题: 甲\n单位: [甲]\n正文:\n  - 一段\n".to_owned(), "Y103 2:5", "这里是列表"),
        ("标题: 甲\n正文: 一段\n".to_owned(), "Y103 2:5", "前面加“- ”"),
        ("标题: 甲\n正文: ［甲, 乙］\n".to_owned(), "Y008 2:5", "半角"),
        ("标题: 甲\n数据: [1]\n正文:\n  - 一段\n".to_owned(), "Y103 2:5", "名称: 数值"),
        ("标题: 甲\n数据: {甲: [1]}\n正文:\n  - 一段\n".to_owned(), "Y103 2:9", "不能是列表"),
        (with_body("  - - 甲\n"), "Y103 3:5", "多写了一个“- ”"),
        (with_body("  - 条目: 甲\n"), "Y103 3:9", "前面加“- ”"),
        (with_body("  - 条目:\n      - 甲: 乙\n"), "Y103 4:9", "全角“：”"),
        (with_body("  - 分页: 甲\n"), "Y103 3:9", "后面不写东西"),
        ("标题:\n正文:\n  - 一段\n".to_owned(), "Y104 1:1", "“标题”后面是空的"),
        (with_body("  -\n  - 一段\n"), "Y104 3:4", "空行: 1"),
        (with_body("  - 表:\n"), "Y104 3:5", "缩进两格"),
        ("附件: ４\n标题: 甲\n正文:\n  - 一段\n".to_owned(), "Y105 1:5", "半角：4"),
        ("附件: 附件4\n标题: 甲\n正文:\n  - 一段\n".to_owned(), "Y105 1:5", "例如 4"),
        ("附件: 1000\n标题: 甲\n正文:\n  - 一段\n".to_owned(), "Y105 1:5", "1–999"),
        ("年度: 2021年\n标题: 甲\n正文:\n  - 一段\n".to_owned(), "Y105 1:5", "例如 2021"),
        ("起始页码: 0\n标题: 甲\n正文:\n  - 一段\n".to_owned(), "Y105 1:7", "1–9999"),
        (with_body("  - 空行: 23\n"), "Y105 3:9", "1–22"),
        ("日期: 2021-02-29\n标题: 甲\n正文:\n  - 一段\n".to_owned(), "Y106 1:5", "有 28 天"),
        ("日期: 2021.3.1\n标题: 甲\n正文:\n  - 一段\n".to_owned(), "Y106 1:5", "2022-03-01"),
        ("日期: 2021-13-01\n标题: 甲\n正文:\n  - 一段\n".to_owned(), "Y106 1:5", "月份"),
        (
            with_body("  - 一:\n    - 二:\n      - 三:\n        - 四:\n          - 五:\n"),
            "Y108 7:13",
            "最多四级",
        ),
        (with_body("  - 页面: 横\n"), "Y109 3:5", "本版本还不支持“页面”"),
        (with_body("  - 图: 甲.png\n"), "Y103 3:8", "可以写的键：文件"),
        (with_body("  - 图: {宽: 4字}\n"), "Y102 3:8", "文件"),
        (with_body("  - 图: {文件: 甲.png, 宽: -5mm}\n"), "Y118 3:23", "2mm 到 297mm"),
        (with_body("  - 图: {文件: 甲.png, 宽: 0字}\n"), "Y105 3:23", "大于 0"),
        (with_body("  - 图: {文件: 甲.png, 宽: 12}\n"), "Y118 3:23", "20字"),
        (with_body("  - 图: {文件: 甲.png, 编号: 附表}\n"), "Y107 3:24", "是、否、图、附图"),
        (with_body("  - 图: {文件: 甲.png, 名: 1号楼}\n"), "Y114 3:23", "以数字开头"),
        (with_body("  - 预算{{批复\n"), "Y110 3:7", "成对的“}}”"),
        (with_body("  - 甲: |\n      乙\n      丙\n"), "Y111 4:8", "只能写一行"),
        ("数据: {三公 经费: 1元}\n标题: 甲\n正文:\n  - 一段\n".to_owned(), "Y114 1:6", "空格"),
        ("数据: {2021年: 1元}\n标题: 甲\n正文:\n  - 一段\n".to_owned(), "Y114 1:6", "以数字开头"),
        ("标题: 甲\ntitle: 乙\n正文:\n  - 一段\n".to_owned(), "Y115 2:1", "同一个键"),
        (with_body("  - 表格:\n      - 甲\n"), "Y116 3:5", "是不是想写“表”"),
        (with_body("  - 表:\n    列: [甲]\n    行: []\n"), "Y010 4:5", "再缩进两格"),
    ];
    for (yaml, place, phrase) in cases {
        assert_fault(&yaml, place, phrase);
    }
}

#[test]
fn faults_of_tables_are_told_with_their_place() {
    let cases = [
        (with_body("  - 表: {列: [甲]}\n"), "Y102 3:8", "缺少“行”"),
        (with_table("      行:\n        - [1, 2]\n"), "Y112 6:11", "这一行有 2 格，表有 3 列"),
        (with_table("      行:\n        - [1, 2, 3, 4]\n"), "Y112 6:11", "应是 3"),
        (with_table("      行:\n        - [1，2, 3]\n"), "Y112 6:11", "半角逗号"),
        (with_table("      行:\n        - [1, 2, {文: 3, 跨列: 0}]\n"), "Y105 6:29", "1–64"),
        (with_table("      行:\n        - [1, 2, {文: 3, 跨行: 2}]\n"), "Y112 6:22", "只有 1 行"),
        (with_table("      行:\n        - [1, 2, {文：3}]\n"), "Y006 6:20", "全角冒号"),
        (with_table("      行:\n        - [1, 2, 其中: 甲]\n"), "Y103 6:18", "引号"),
        (with_table("      行:\n        - 1\n"), "Y103 6:11", "要写成列表"),
        (with_table("      行: []\n      合并相同: [4]\n"), "Y117 6:14", "列号 1–3"),
        (with_table("      行: []\n      合并相同: 可以\n"), "Y107 6:13", "写 是 或 否"),
        (with_body("  - 表: {列: [{名: 甲, 宽: ５}], 行: []}\n"), "Y105 3:23", "半角：5"),
        (with_body("  - 表: {列: [{名: 甲, 宽: 3尺}], 行: []}\n"), "Y118 3:23", "30mm"),
        (with_body("  - 表: {列: [{名: 甲, 宽: 9m}], 行: []}\n"), "Y118 3:23", "30mm"),
        (with_body("  - 表: {列: [{名: 甲, 宽: 99cm}], 行: []}\n"), "Y118 3:23", "594mm"),
        (with_body("  - 表: {列: [{名: 甲, 对齐: 上}], 行: []}\n"), "Y107 3:24", "左、中、右"),
        (with_body("  - 表: {列: [], 行: []}\n"), "Y113 3:12", "1–64 列"),
    ];
    for (yaml, place, phrase) in cases {
        assert_fault(&yaml, place, phrase);
    }
}

#[test]
fn one_run_reports_the_faults_of_both_stages() {
    let yaml = "\
附件：四
标提: 报告
标题:报告
日期: 2021-02-30
单位: @某局
单位: 某局
正文:
\t- 一段{{甲
\t- 二段
";
    let expected = [
        "Y006 1:3", "Y105 1:4", "Y101 2:1", "Y007 3:3", "Y106 4:5", "Y011 5:5", "Y021 6:1",
        "Y005 8:1", "Y110 8:6", "Y005 9:1",
    ];
    let run = run(yaml);
    assert_eq!(places(&run), expected);
    assert!(run.document.is_none());
}

/// design.md §2.
const SAMPLE: &str = r#"
模板: 附件                       # templates/附件.yaml → base gbt9704
附件: 4                          # “附件4”, first line, 黑体, flush left
标题:                            # one item a line
  - 2021年度襄汾县直属机关事务服务中心
  - 项目绩效自评报告
单位: 襄汾县直属机关事务服务中心
年度: 2021

数据:
  预算批复: 2946.45万元
  总支出: 2388.71万元
  三公经费: { 公务接待费: 156.94万元, 因公出国（境）费: 0万元, 公务用车费: 380.83万元 }

正文:
  - 单位概况:                                    # 一、
      - 机构设置和人员情况:                        # （一）
          - 襄汾县直属机关事务服务中心，位于县委院内，……
      - 主要职责及履行情况:
          - 2021年我中心按照……
          - 公务用车管理方面: 一是公务用车的更新工作……
      - 预算执行情况:
          - 条目:
              - 2021年我单位预算批复{{预算批复}}，总支出为{{总支出}}，执行率{{总支出 / 预算批复 | 百分比(2)}}。
      - 2021年度单位整体支出绩效目标:
          - 表:
              标题: 2021年度单位整体支出绩效目标完成情况表
              列: [{名: 绩效指标, 宽: 5}, {名: 目标值, 宽: 2}, {名: 完成值, 宽: 2}]
              行:
                - [预算执行率, "100%", "81%"]
"#;

/// A block as a short line, so that whole bodies can be compared.
fn outline(blocks: &[Block]) -> Vec<String> {
    let text = |inline: &crate::model::Inline| -> String {
        inline.pieces.iter().map(|piece| piece.text.as_str()).collect()
    };
    let mut lines = Vec::new();
    for block in blocks {
        match block {
            Block::Heading(heading) => {
                let title = format!("{}# {}", heading.level, text(&heading.title));
                match &heading.content {
                    HeadingContent::RunIn(run_in) => lines.push(title + "＋" + &text(run_in)),
                    HeadingContent::Blocks(below) => {
                        lines.push(title);
                        lines.extend(outline(below));
                    }
                }
            }
            Block::Paragraph(paragraph) => lines.push(text(paragraph)),
            Block::Items(items) => {
                let each =
                    items.items.iter().map(|item| format!("{}. {}", items.level, text(item)));
                lines.extend(each);
            }
            Block::Form(form) => lines.push(format!("绩效自评表 {}", form.values.len())),
            Block::Table(table) => {
                lines.push(format!("表 {}×{}", table.rows.len(), table.columns.len()));
            }
            Block::Figure(figure) => lines.push(format!("图 {}", figure.file.value)),
            Block::Contents(contents) => lines.push(format!("目录 {}", contents.levels)),
            Block::PageBreak(_) => lines.push("分页".to_owned()),
            Block::Landscape { blocks, .. } => {
                lines.push("横排".to_owned());
                lines.extend(outline(blocks));
            }
            Block::BlankLines { count, .. } => lines.push(format!("空 {count}")),
            Block::AttachmentNote(note) => {
                lines.push(
                    "附件说明 ".to_owned() + &note.names.iter().map(text).collect::<String>(),
                );
            }
            Block::Signature(signature) => {
                let date = signature.date.as_ref().map(|d| d.value.in_chinese());
                let names: String = signature.names.iter().map(text).collect();
                lines.push(format!("署名 {names} {}", date.unwrap_or_default()));
            }
        }
    }
    lines
}

#[test]
fn the_sample_of_the_design_decodes_to_what_it_means() {
    let document = document(SAMPLE);
    assert_eq!(document.template.unwrap().value, "附件");
    assert!(matches!(document.parts[0].attachment, Some(Attachment { number: Some(4), .. })));
    assert!(matches!(&document.parts[0].title, Title::Lines(lines) if lines.len() == 2));
    assert_eq!(document.year.unwrap().value, 2021);
    assert_eq!(document.data.len(), 3);
    let expected = [
        "1# 单位概况",
        "2# 机构设置和人员情况",
        "襄汾县直属机关事务服务中心，位于县委院内，……",
        "2# 主要职责及履行情况",
        "2021年我中心按照……",
        "3# 公务用车管理方面＋一是公务用车的更新工作……",
        "2# 预算执行情况",
        "3. 2021年我单位预算批复预算批复，总支出为总支出，执行率总支出 / 预算批复 | 百分比(2)。",
        "2# 2021年度单位整体支出绩效目标",
        "表 1×3",
    ];
    assert_eq!(outline(&document.parts[0].body), expected);
}

#[test]
fn every_block_is_read_and_headings_may_stand_as_list_or_map() {
    let blocks = "  - 一段
  - |
    两段
    一项
  - 甲: 段首
    乙:
      丙:
        - 丁:
  - {标题: 表, 内容: [表下]}
  - 条目: [子, 丑]
  - 分页:
  - 空行: 2
  - 空行:
  - 附件说明: [名册, 台账]
  - 署名: {单位: 某局, 日期: 2022年3月1日}
  - 署名: [某局, 某委]
";
    let expected = [
        "一段",
        "两段",
        "一项",
        "1# 甲＋段首",
        "1# 乙",
        "2# 丙",
        "3# 丁",
        "1# 表",
        "表下",
        "1. 子",
        "1. 丑",
        "分页",
        "空 2",
        "空 1",
        "附件说明 名册台账",
        "署名 某局 2022年3月1日",
        "署名 某局某委 ",
    ];
    assert_eq!(outline(&document(&with_body(blocks)).parts[0].body), expected);
    let as_map = document("标题: 甲\n正文:\n  子: 文\n  丑:\n    - 一段\n");
    let as_list = document("标题: 甲\n正文:\n  - 子: 文\n  - 丑:\n    - 一段\n");
    assert_eq!(outline(&as_map.parts[0].body), outline(&as_list.parts[0].body));
}

#[test]
fn a_table_keeps_its_cells_verbatim_and_its_measures_exact() {
    let yaml = with_body(
        "  - 表:
      标题: 表一
      单位: 万元
      列: [序号, {名: 指标, 宽: 2.5}, {名: 得分, 宽: 30mm, 对齐: 小数点}]
      表头:
        - [序号, {文: 指标与得分, 跨列: 2}]
      行:
        - [{文: 1, 跨行: 2}, 否, 1.10]
        - [2021-01-01, \"\"]
      合并相同: [1, 指标]
      注: 甲
",
    );
    let document = document(&yaml);
    let [Block::Table(table)] = document.parts[0].body.as_slice() else { panic!("one table") };
    assert_eq!(table.columns[2].width, ColumnWidth::Fixed(crate::unit::Length::from_mm(30)));
    assert!(matches!(table.columns[1].width, ColumnWidth::Weight(w) if w.to_string() == "2.5"));
    assert_eq!(table.columns[2].align, Some(Align::Decimal));
    let MergeEqual::Columns(merged) = &table.merge_equal else { panic!("columns") };
    assert_eq!(merged.iter().map(|c| c.value).collect::<Vec<_>>(), [0, 1]);
    let texts = |cells: &[crate::model::Cell]| -> Vec<String> {
        let text = |p: &crate::model::Piece| p.text.clone();
        cells.iter().map(|cell| cell.text.pieces.iter().map(text).collect()).collect()
    };
    assert_eq!(texts(&table.rows[0].cells), ["1", "否", "1.10"]);
    assert_eq!(texts(&table.rows[1].cells), ["2021-01-01", ""]);
    assert_eq!((table.head[0].cells[1].columns, table.rows[0].cells[0].rows), (2, 2));
    assert_eq!(table.notes.len(), 1);
}

#[test]
fn a_paragraph_may_be_very_long() {
    let long = "预算执行情况良好，".repeat(1000);
    let yaml = with_body(&format!("  - {long}\n  - \"{long}\"\n  - 段首: '{long}'\n"));
    let expected = [long.clone(), long.clone(), format!("1# 段首＋{long}")];
    assert_eq!(outline(&document(&yaml).parts[0].body), expected);
}

#[test]
fn an_unnumbered_attachment_is_written_as_yes_or_as_nothing() {
    let number = |yaml: &str| {
        let yaml = format!("{yaml}\n标题: 甲\n正文:\n  - 一段\n");
        document(&yaml).parts[0].attachment.map(|attachment| attachment.number)
    };
    let cases = ["附件: 是", "附件:", "附件: 12", "附件: 否", "年度: 2021"].map(number);
    assert_eq!(cases, [Some(None), Some(None), Some(Some(12)), None, None]);
}

#[test]
fn attachments_stand_after_the_document_or_alone_and_count_on() {
    let marks = |yaml: &str| -> Vec<Option<Option<u16>>> {
        let parts = document(yaml).parts.into_iter();
        parts.map(|part| part.attachment.map(|mark| mark.number)).collect()
    };
    let one = "{标题: 甲, 正文: [一段]}";
    let with_own = format!("标题: 报告\n正文: [一段]\n各附件: [{one}, {one}]\n");
    assert_eq!(marks(&with_own), [None, Some(Some(1)), Some(Some(2))]);
    assert_eq!(marks(&format!("各附件: [{one}]\n")), [Some(None)]);
    let from_three = format!("各附件:\n  - {{附件: 3, 标题: 甲, 正文: [一段]}}\n  - {one}\n");
    assert_eq!(marks(&from_three), [Some(Some(3)), Some(Some(4))]);
    let across = document(&format!("起始页码: 5\n横排: 是\n各附件: [{one}, {one}]\n"));
    let pages = across.parts.iter().map(|part| part.first_page.as_ref().map(|page| page.value));
    assert_eq!(pages.collect::<Vec<_>>(), [Some(5), None]);
    assert!(across.parts.iter().all(|part| part.landscape));
}

#[test]
fn attachments_at_fault_are_told_at_their_place() {
    assert_fault("各附件: [{标题: 甲}]\n", "Y102 1:7", "正文");
    assert_fault("各附件: []\n", "Y104 1:1", "各自另起一面");
    assert_fault("标题: 甲\n各附件: [{标题: 甲, 正文: [一段]}]\n", "Y102 1:1", "正文");
    assert_fault("横排: 竖\n标题: 甲\n正文: [一段]\n", "Y107 1:5", "是 或 否");
}

mod editor;
mod every_key;
mod properties;
