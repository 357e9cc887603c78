//! Faulty input of every kind that reaches a clerk's desk: what is said, where, and that whatever lay
//! there before is untouched. Columns are counted by hand, in characters.

use std::fmt::Write as _;

use crate::support::{Desk, SOUND};

/// A text and the one finding it gives: code, place, words of the message.
type Case<'a> = (String, &'a str, &'a str, &'a [&'a str]);

/// Builds each text as `稿.yaml` over the outputs of a sound one.
#[track_caller]
fn each_is_refused(cases: &[Case<'_>]) {
    let desk = Desk::with_document();
    desk.run_well(&["build", "稿.yaml"]);
    for (text, code, place, words) in cases {
        bytes_are_refused(&desk, text.as_bytes(), code, place, words);
    }
}

/// Exit code 1, this one finding, and nothing touched.
#[track_caller]
fn bytes_are_refused(desk: &Desk, bytes: &[u8], code: &str, place: &str, words: &[&str]) {
    desk.write("稿.yaml", bytes);
    let before = desk.contents();
    let ran = desk.run(&["build", "稿.yaml"]);
    ran.says_only(code, &format!("稿.yaml:{place}"), words);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{}", ran.err);
    assert!(desk.contents() == before, "files were touched: {:?}", desk.files());
}

fn body(lines: &str) -> String {
    format!("标题: 报告\n正文:\n{lines}")
}

fn table(lines: &str) -> String {
    body(&format!("  - 表:\n      列: [甲, 乙, 丙]\n      行:\n{lines}"))
}

fn with_figures(paragraph: &str) -> String {
    let figures = "  支出: 3万元\n  预算: 0万元\n  人数: 5人\n";
    format!("标题: 报告\n数据:\n{figures}正文:\n  - {paragraph}\n")
}

#[test]
fn keys_that_are_wrong() {
    each_is_refused(&[
        (
            "标提: 报告\n正文:\n  - 一段。\n".to_owned(),
            "Y101",
            "1:1",
            &["没有“标提”这个键", "是不是想写“标题”？"],
        ),
        (
            "标题: 报告\n单位: 某局\n单位: 某处\n正文:\n  - 一段。\n".to_owned(),
            "Y021",
            "3:1",
            &["键“单位”重复了，第 2 行已经写过"],
        ),
        ("标题: 报告\n".to_owned(), "Y102", "1:1", &["缺少“正文”"]),
        (
            "标题: 报告\n单位：某局\n正文:\n  - 一段。\n".to_owned(),
            "Y006",
            "2:3",
            &["全角冒号", "改成“单位: ”"],
        ),
    ]);
}

#[test]
fn yaml_that_does_not_parse() {
    each_is_refused(&[
        (
            "标题: 报告\n正文:\n\t- 一段。\n".to_owned(),
            "Y005",
            "3:1",
            &["制表符（Tab）", "换成空格"],
        ),
        ("标题: \"报告\n正文:\n  - 一段。\n".to_owned(), "Y009", "1:5", &["引号没有配上另一半"]),
        ("标题: 报告\n正文: [甲, 乙\n".to_owned(), "Y014", "2:5", &["“[”没有配上“]”"]),
        (body("  - 一段。\n - 二段。\n"), "Y010", "4:2", &["缩进对不上", "可以缩进 2 个空格"]),
        ("标题: 报\0告\n正文:\n  - 一段。\n".to_owned(), "Y004", "1:6", &["控制字符 U+0000"]),
        (String::new(), "Y003", "1:1", &["文件是空的", "chengwen new"]),
        ("# 只有注释\n\n".to_owned(), "Y003", "1:1", &["只有注释", "至少要写“标题”和“正文”"]),
    ]);
}

#[test]
fn values_that_are_wrong() {
    each_is_refused(&[
        (
            "标题: 报告\n单位: [某局, 某处]\n正文:\n  - 一段。\n".to_owned(),
            "Y103",
            "2:5",
            &["单位要写一段文字，这里是列表"],
        ),
        (
            "附件: 1000\n标题: 报告\n正文:\n  - 一段。\n".to_owned(),
            "Y105",
            "1:5",
            &["1–999", "“1000”"],
        ),
        (
            "日期: 2021-02-29\n标题: 报告\n正文:\n  - 一段。\n".to_owned(),
            "Y106",
            "1:5",
            &["没有“2021-02-29”这一天", "2021年2月有 28 天"],
        ),
        (
            "模板: 附建\n标题: 报告\n正文:\n  - 一段。\n".to_owned(),
            "T006",
            "1:5",
            &["没有“附建”这个模板", "是不是想写“附件”？"],
        ),
        (body("  - 一段\u{12000}。\n"), "G002", "3:7", &["U+12000", "哪一种字体里都没有"]),
        (body("  - 概况:\n      - 页面: 横\n"), "Y109", "4:9", &["还不支持“页面”"]),
        (body("  - 注: 含租用的。\n"), "Y120", "3:5", &["“注”不能单独写成一项", "{{注："]),
        (body("  - 共12辆{{注：}}。\n"), "Y120", "3:9", &["这条注是空的"]),
        (
            body("  - 表:\n      标题: 车辆{{注：甲。}}\n      列: [甲]\n      行: [[乙]]\n"),
            "Y121",
            "4:13",
            &["表题里不能加注"],
        ),
    ]);
}

#[test]
fn formulas_that_are_wrong() {
    each_is_refused(&[
        (body("  - 预算{{批复\n"), "Y110", "3:7", &["“{{”后面没有与它成对的“}}”"]),
        (with_figures("共{{支岀}}。"), "F006", "7:8", &["“数据”里没有“支岀”", "支出"]),
        (with_figures("率{{支出 / 预算 | 百分比(2)}}。"), "F010", "7:13", &["除数为零"]),
        (
            with_figures("共{{支出 + 人数}}。"),
            "F009",
            "7:13",
            &["单位不同类", "左边是“万元”，右边是“人”"],
        ),
        (
            "标题: 报告\n数据:\n  支出: 三万元\n正文:\n  - 共{{支出}}。\n".to_owned(),
            "F001",
            "3:7",
            &["三万元"],
        ),
    ]);
}

#[test]
fn tables_that_do_not_fit() {
    let fixed = "  - 表:\n      列: [{名: 甲, 宽: 100mm}, {名: 乙, 宽: 100mm}]\n      行:\n        - [1, 2]\n";
    let columns = vec!["甲"; 40].join(", ");
    let many = format!("  - 表:\n      列: [{columns}]\n      行: []\n");
    each_is_refused(&[
        (table("        - [1, 2]\n"), "Y112", "6:11", &["这一行有 2 格，表有 3 列，应是 3"]),
        (
            table("        - [1, 2, 3]\n        - [1, 2, 3, 4]\n"),
            "Y112",
            "7:11",
            &["这一行有 4 格，表有 3 列，应是 3"],
        ),
        (
            table("        - [1, 2, {文: 3, 跨行: 2}]\n"),
            "Y112",
            "6:22",
            &["这一格跨 2 行", "只有 1 行"],
        ),
        (
            table("        - [1, {文: 2, 跨行: 2}, 3]\n        - [{文: 4, 跨列: 2}]\n"),
            "Y112",
            "7:16",
            &["和上面跨行下来的格重叠了"],
        ),
        (body(fixed), "L001", "3:5", &["200.00mm", "比版心宽 156.00mm 还大"]),
        (body(&many), "L001", "3:5", &["连一个字也放不下", "减少列数"]),
    ]);
}

#[test]
fn nesting_and_aliases_cannot_eat_the_machine() {
    let mut deep = "标题: 报告\n正文:\n".to_owned();
    for level in 1..=100 {
        deep.push_str(&"  ".repeat(level));
        deep.push_str("层:\n");
    }
    // The outermost map is one level and stands on line 1, the second on line 3.
    each_is_refused(&[(deep, "Y020", "66:129", &["嵌套超过 64 层"])]);

    let desk = Desk::new();
    let mut bomb = "标题: 报告\n甲0: &甲0 [哈, 哈, 哈]\n".to_owned();
    for level in 1..30 {
        let before = format!("*甲{}", level - 1);
        writeln!(bomb, "甲{level}: &甲{level} [{before}, {before}, {before}]").unwrap();
    }
    desk.write("稿.yaml", bomb + "正文:\n  - *甲29\n");
    let ran = desk.run(&["build", "稿.yaml"]);
    ran.says("Y016", "稿.yaml:2:5", &["“&甲0”在 YAML 里是锚点", "用引号把整句括起来"]);
    assert_eq!(ran.code, 1);
    assert_eq!(desk.files(), ["稿.yaml"]);
}

#[test]
fn other_encodings_are_named_with_the_way_out() {
    let desk = Desk::with_document();
    desk.run_well(&["build", "稿.yaml"]);
    let gbk = encoding_rs::GBK.encode(SOUND).0.into_owned();
    let utf16: Vec<u8> =
        std::iter::once(0xFEFF).chain(SOUND.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for (bytes, name) in [(gbk, "GBK/GB 18030 编码（记事本里叫 ANSI）"), (utf16, "UTF-16")]
    {
        let words = [name, "不是 UTF-8", "记事本：“文件 → 另存为”"];
        bytes_are_refused(&desk, &bytes, "Y002", "1:1", &words);
    }
    let with_mark = [b"\xEF\xBB\xBF", SOUND.as_bytes()].concat();
    desk.write("稿.yaml", with_mark);
    desk.run_well(&["build", "稿.yaml"]);
}

#[test]
fn five_megabytes_of_noise_are_refused() {
    let desk = Desk::with_document();
    desk.run_well(&["build", "稿.yaml"]);
    // A multiplicative generator: the same noise on every machine.
    let mut state: u32 = 1;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    })
    .take(5_000_000)
    .collect();
    bytes_are_refused(&desk, &noise, "Y002", "1:1", &["文件不是 UTF-8 编码"]);
}

#[test]
fn five_megabytes_of_text_build() {
    let desk = Desk::new();
    let paragraph = format!("  - 2021年{}。\n", "预算执行良好，".repeat(40));
    desk.write("稿.yaml", body(&paragraph.repeat(5_000_000 / paragraph.len())));
    desk.run_well(&["build", "稿.yaml", "--格式", "pdf"]);
    assert!(desk.read("稿.pdf").starts_with(b"%PDF-"));
}

#[test]
fn all_faults_of_a_run_are_shown_at_once_in_the_order_of_the_text() {
    let desk = Desk::new();
    desk.write(
        "稿.yaml",
        "附件: 零\n标题: 报告\n单位: [某局]\n正文:\n  - 共{{支出}}元\u{12000}。\n",
    );
    let ran = desk.run(&["build", "稿.yaml"]);
    let codes: Vec<&str> =
        ran.findings().iter().map(|text| &text["错误[".len().."错误[Y000".len()]).collect();
    assert_eq!(codes, ["Y105", "Y103", "F006", "G002"], "{}", ran.err);
    ran.says("G002", "稿.yaml:5:13", &["U+12000"]);
}

#[test]
fn a_template_file_at_fault_is_told_in_its_own_place() {
    let desk = Desk::with_document();
    desk.run_well(&["build", "稿.yaml"]);
    let before = (desk.read("稿.docx"), desk.read("稿.pdf"));
    let cases: [(&str, &str, &str, &[&str]); 9] = [
        ("版心网格:\n  每面行书: 22\n", "T001", "2:3", &["没有“每面行书”", "每面行数"]),
        ("页面:\n  纸宽: 99999mm\n", "T005", "2:7", &["“99999mm”超出范围", "1000.00mm"]),
        ("页面:\n  纸宽: 100mm\n", "T005", "2:3", &["比纸宽 100.00mm 还大"]),
        ("版心网格:\n  每面行数: 40\n", "T005", "2:3", &["天头加行数乘行距", "297.00mm"]),
        ("样式:\n  正文:\n    字号: 三好\n", "T004", "3:9", &["没有“三好”这个字号", "三号"]),
        ("基于: gbt9740\n", "T006", "1:5", &["没有“gbt9740”这个模板", "gbt9704"]),
        ("层次: [一、, （一）]\n", "T002", "1:5", &["要写满四层"]),
        ("层次: [一、, 二、]\n", "T004", "1:10", &["“二、”里没有“一”“1”或“①”"]),
        ("附件\n", "T003", "1:1", &["模板要写成“名: 值”"]),
    ];
    for (text, code, place, words) in cases {
        desk.write("模板.yaml", text);
        let ran = desk.run(&["build", "稿.yaml", "--模板", "模板.yaml"]);
        ran.says_only(code, &format!("模板.yaml:{place}"), words);
        assert_eq!(ran.code, 1, "{}", ran.err);
        assert_eq!((desk.read("稿.docx"), desk.read("稿.pdf")), before, "{text}");
    }
}

#[test]
fn files_that_cannot_be_read_are_faults_of_the_environment() {
    let desk = Desk::with_document();
    desk.write("夹/甲.yaml", SOUND);
    let cases: [(&[&str], &[&str]); 4] = [
        (&["build", "没有.yaml"], &["读不了“没有.yaml”：找不到"]),
        (&["build", "夹"], &["“夹”是文件夹，不是文件"]),
        (&["build", "."], &["“.”是文件夹，不是文件"]),
        (&["build", "稿.yaml", "--模板", "没有.yaml"], &["读不了“没有.yaml”：找不到"]),
    ];
    for (arguments, words) in cases {
        let ran = desk.run(arguments);
        ran.says_only("U010", "", words);
        assert_eq!(ran.code, 2, "{}", ran.err);
        assert_eq!(desk.files(), ["夹/甲.yaml", "稿.yaml"]);
    }
}

#[test]
fn places_that_cannot_be_written_are_faults_of_the_environment() {
    let desk = Desk::with_document();
    desk.write("文件", "不是文件夹");
    let cases: [(&[&str], &[&str]); 3] = [
        (&["build", "稿.yaml", "-o", "文件/里面"], &["建不了文件夹“文件/里面”", "不是文件夹"]),
        (&["build", "稿.yaml", "-o", "文件/稿.pdf"], &["写不了“文件/稿.pdf”", "不是文件夹"]),
        (&["build", "稿.yaml", "-o", "文件"], &["建不了文件夹“文件”", "已有同名的文件"]),
    ];
    for (arguments, words) in cases {
        let ran = desk.run(arguments);
        ran.says_only("U011", "", words);
        assert_eq!(ran.code, 2, "{}", ran.err);
        assert_eq!(desk.files(), ["文件", "稿.yaml"]);
    }
}

#[test]
fn where_one_output_is_a_folder_the_other_is_not_written_either() {
    let desk = Desk::with_document();
    desk.run_well(&["build", "稿.yaml"]);
    let docx = desk.read("稿.docx");
    std::fs::remove_file(desk.path("稿.pdf")).unwrap();
    desk.write("稿.pdf/里面", "");
    desk.write("稿.yaml", body("  - 另一段文字。\n"));
    for extra in [&[][..], &["--覆盖"]] {
        let ran = desk.run(&[&["build", "稿.yaml"], extra].concat());
        ran.says_only("U011", "", &["“稿.pdf”是文件夹，写不成文件"]);
        assert_eq!(ran.code, 2);
        assert_eq!(desk.read("稿.docx"), docx);
    }
}
