//! 来自: tables, data and indicators out of files, from the disk to both outputs, and every way in which one
//! can be missing or wrong.

use std::io::Read as _;

use crate::documents::repository;
use crate::support::Desk;

const REPORT: &str = "\
标题: 县直机关公务用车更新项目支出绩效自评表
年度: 2021
数据:
  执行率: {来自: 附表.xlsx#A2:D6, 名称: 项目, 值: 执行率}
正文:
  - 机房运行执行率{{执行率.机房运行}}，平均{{平均(执行率) | 百分比(1)}}。
  - 表: {来自: 附表.xlsx#'附表 1'!A2:E6, 表头行: 2, 标题: 支出表, 合并相同: 否}
  - 绩效自评表:
      标题: 否
      项目名称: 县直机关公务用车更新
      主管部门: 青禾县人民政府办公室
      实施单位: 青禾县机关事务服务中心
      年度资金总额: {年初预算数: 260, 全年预算数: 294.65, 全年执行数: 294.65}
      年度总体目标:
        预期目标: 更新公务用车12辆。
        实际完成情况: 更新公务用车12辆。
      指标: {来自: 数/指标.csv, 列: {名称: 指标内容}}
";

const INDICATORS: &str = "\
一级指标,二级指标,指标内容,年度指标值,实际完成值,分值,偏差原因
产出指标,数量指标,更新公务用车数量,≥12辆,12辆,50,
效益指标,社会效益指标,保障重要公务出行,保障有力,基本达成（92%）,30,定点办法正在修订。
满意度指标,服务对象满意度指标,用车单位满意度,≥95%,96%,10,
";

fn desk() -> Desk {
    let desk = Desk::new();
    let xlsx = repository("tests/spreadsheets/zhibiao-libreoffice.xlsx");
    desk.write("附表.xlsx", std::fs::read(xlsx).unwrap());
    desk.write("数/指标.csv", encoding_rs::GB18030.encode(INDICATORS).0);
    desk
}

#[test]
fn a_document_takes_table_data_and_indicators_from_files() {
    let desk = desk();
    desk.write("稿.yaml", REPORT);
    desk.run_well(&["build", "稿.yaml"]);
    let mut xml = String::new();
    let docx = std::io::Cursor::new(desk.read("稿.docx"));
    let mut archive = zip::ZipArchive::new(docx).unwrap();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    let text: String = xml
        .split("<w:t")
        .skip(1)
        .filter_map(|part| part.split_once('>')?.1.split_once('<').map(|(text, _)| text))
        .collect();
    // (96.57 + 100.00 + 99.79) ÷ 3 = 98.786…
    let due = [
        "机房运行执行率96.57%，平均98.8%。",
        "资金（万元）",
        "398.20万元",
        "2025年3月14日",
        "更新公务用车数量",
        "定点办法正在修订。",
        "服务对象满意度指标",
    ];
    for words in due {
        assert!(text.contains(words), "{words}\n{text}");
    }
    desk.run_well(&["verify", "稿.yaml"]);
    // 50 + 30 × 92% + 10 + 10 for the budget.
    let explained = desk.run_well(&["explain-score", "稿.yaml"]);
    assert!(explained.contains("97.60"), "{explained}");
}

#[test]
fn the_same_document_typed_by_hand_gives_the_same_files() {
    let desk = desk();
    desk.write("取.yaml", "标题: 报告\n正文:\n  - 表: {来自: 甲.csv, 标题: 表}\n");
    desk.write("甲.csv", "项目,预算\n机房运行,412.36\n网络租赁,385.12\n");
    let typed = "标题: 报告\n正文:\n  - 表:\n      标题: 表\n      列: [项目, 预算]\n      \
        行:\n        - [机房运行, 412.36]\n        - [网络租赁, 385.12]\n";
    desk.write("写.yaml", typed);
    desk.run_well(&["build", "取.yaml", "写.yaml"]);
    assert!(desk.read("取.pdf") == desk.read("写.pdf"));
    assert!(desk.read("取.docx") == desk.read("写.docx"));
}

#[test]
fn what_is_missing_outside_or_wrong_is_told_at_its_place_and_nothing_is_written() {
    let desk = desk();
    desk.write("稿.yaml", crate::support::SOUND);
    desk.run_well(&["build", "稿.yaml"]);
    desk.write("数.csv", "名称,数值\n甲,1\n乙,\n");
    let table = |keys: &str| format!("标题: 报告\n正文:\n  - 表: {{来自: {keys}}}\n");
    let data = |keys: &str| {
        format!("标题: 报告\n数据:\n  丙: {{来自: {keys}}}\n正文:\n  - 共{{{{合计(丙)}}}}。\n")
    };
    let cases: [(String, &str, &str, &[&str]); 13] = [
        (table("没有.xlsx"), "X001", "3:13", &["没有.xlsx", "找不到", "同一个文件夹"]),
        (table("../外.xlsx"), "X001", "3:13", &["外面"]),
        (table("/etc/passwd"), "X001", "3:13", &["外面"]),
        (table("数"), "X001", "3:13", &["这是文件夹"]),
        (table("稿.docx"), "X002", "3:13", &["文字文档，不是表格文件"]),
        (table("附表.xlsx#附表2"), "X004", "3:21", &["没有工作表“附表2”", "是不是想写“附表 1”"]),
        (table("附表.xlsx#K1:L9"), "X005", "3:21", &["在 K1:L9 里没有内容", "A1:E8"]),
        (
            table("数.csv, 列: [名称, {取: 数直}]"),
            "X006",
            "3:32",
            &["没有“数直”这一列", "是不是想写“数值”", "“名称”、“数值”"],
        ),
        (data("数.csv"), "X007", "3:11", &["“数.csv”里 B3 是空的，这里要有数"]),
        (
            data("附表.xlsx#A2:D7, 名称: 项目, 值: 执行率"),
            "X007",
            "3:11",
            &["“附表.xlsx”的工作表“附表 1”里 D7 是错误值 #DIV/0!", "改好这一格的公式"],
        ),
        (table("附表.xlsx#A7:E7, 表头行: 0"), "X007", "3:13", &["D7 是错误值 #DIV/0!"]),
        (data("没有.csv"), "X001", "3:11", &["找不到"]),
        (
            "标题: 报告\n数据: {来自: 没有.csv}\n正文:\n  - 共{{甲}}。\n".to_owned(),
            "X001",
            "2:10",
            &["找不到"],
        ),
    ];
    for (text, code, place, words) in cases {
        desk.write("稿.yaml", &text);
        let before = desk.contents();
        let ran = desk.run(&["build", "稿.yaml"]);
        ran.says_only(code, &format!("稿.yaml:{place}"), words);
        assert_eq!(ran.code, 1, "{text}");
        assert!(desk.contents() == before, "{text}");
    }
    let form = "标题: 表\n正文:\n  - 绩效自评表:\n      指标: {来自: 没有.csv}\n";
    desk.write("稿.yaml", form);
    desk.run(&["build", "稿.yaml"]).says_only("X001", "稿.yaml:4:16", &["找不到"]);
}

#[test]
fn findings_of_scores_name_the_row_of_the_file() {
    let desk = desk();
    let wrong = INDICATORS.replace("12辆,12辆", "12辆,12吨").replace("定点办法正在修订。", "");
    desk.write("数/指标.csv", wrong);
    desk.write("稿.yaml", REPORT);
    let ran = desk.run(&["build", "稿.yaml"]);
    assert_eq!(ran.code, 1);
    for words in ["“数/指标.csv”第 2 行：12吨与12辆的单位不同类", "“数/指标.csv”第 3 行：得分27.60"]
    {
        assert!(ran.err.contains(words), "{words}\n{}", ran.err);
    }
    assert!(ran.err.contains("稿.yaml:17:16"), "{}", ran.err);
}

#[test]
fn a_row_with_a_comma_too_many_is_only_warned_of() {
    let desk = desk();
    desk.write("甲.csv", "项目,预算\n机房,412.36\n网络,1,200.00\n培训,3\n");
    desk.write("稿.yaml", "标题: 报告\n正文:\n  - 表: {来自: \"甲.csv\"}\n");
    let ran = desk.run(&["build", "稿.yaml"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("警告[X011]") && ran.err.contains("稿.yaml:3:13"), "{}", ran.err);
}
