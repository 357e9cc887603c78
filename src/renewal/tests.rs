//! Whole documents: what moves, what is emptied, what stays, each with its reason.

use super::*;
use crate::compile::{Options, read};
use crate::diag::Diagnostics;
use crate::source::{SourceMap, parse};

/// The draft of 2022 of a document of 2021.
fn renewed(yaml: &str) -> Renewed {
    let mut sources = SourceMap::default();
    let file = sources.add("稿.yaml", yaml.as_bytes().to_vec()).unwrap();
    let tree = parse(file, sources.file(file)).unwrap();
    let mut diagnostics = Diagnostics::new();
    let document = crate::schema::read(&tree, &mut diagnostics).unwrap();
    let options = Options { draft: true, ..Options::default() };
    let galley = read(file, options, &mut sources, &(), &mut diagnostics).unwrap().galley;
    assert!(!diagnostics.has_errors(), "{:?}", diagnostics.into_sorted());
    let proof = crate::proof::of_galley(&galley, None, &sources);
    let last = Last { document: &document, tree: &tree, file: sources.file(file), proof };
    renew(last, 2021, 2022)
}

/// What a paragraph becomes, its comment in front, and what has to be looked at.
fn paragraph(text: &str) -> (String, Vec<String>) {
    let renewed = renewed(&format!("标题: 报告\n年度: 2021\n正文:\n  - {text}\n"));
    let lines: Vec<&str> = renewed.text.lines().skip(3).map(str::trim).collect();
    let doubtful = renewed.entries.into_iter().filter(|entry| entry.doubtful);
    (lines.join("\n"), doubtful.map(|entry| format!("{} {}", entry.old, entry.why)).collect())
}

#[test]
fn years_of_the_report_move_and_others_stay() {
    let cases = [
        ("2021年工作顺利。", "- 2022年工作顺利。"),
        ("2020年结转的项目已完成。", "- 2021年结转的项目已完成。"),
        ("2019年以来，机制不断健全。", "- 2019年以来，机制不断健全。"),
        ("截至2021年12月31日已完成。", "- 截至2022年12月31日已完成。"),
        ("2021年1月至12月，按月调度。", "- 2022年1月至12月，按月调度。"),
        ("“{{年度}}”年度工作顺利。", "- “{{年度}}”年度工作顺利。"),
        ("按《预算法》（2018年修正）执行。", "- 按《预算法》（2018年修正）执行。"),
    ];
    for (old, new) in cases {
        assert_eq!(paragraph(old), (new.to_owned(), Vec::new()), "{old}");
    }
}

#[test]
fn years_that_may_be_meant_otherwise_are_left_and_told() {
    let cases = [
        ("根据《关于开展2021年度评价的通知》办理。", "2021年度"),
        ("中心于2021年成立。", "2021年"),
        ("2022年将继续推进。", "2022年"),
        ("2021年至2025年规划已经印发。", "2021年"),
        ("“十四五”（2021—2025）已经开局。", "2021"),
        ("二〇二一年工作顺利。", "二〇二一"),
        ("3月8日召开会议。", "3月8日"),
    ];
    for (text, what) in cases {
        let (new, doubtful) = paragraph(text);
        assert_eq!(new, format!("- {text}"));
        assert!(doubtful.len() == 1 && doubtful[0].starts_with(what), "{text}: {doubtful:?}");
    }
    // The number of a document is no doubt.
    assert_eq!(paragraph("见县财〔2021〕12号文。").1, Vec::<String>::new());
}

#[test]
fn figures_of_a_text_are_emptied_and_the_old_ones_kept_above() {
    let cases = [
        ("新购车5辆、皮卡 1辆。", "# 上年：5辆、1辆\n- 新购车{{待填}}辆、皮卡 {{待填}}辆。"),
        ("5辆车入库。", "# 上年：5辆\n- \"{{待填}}辆车入库。\""),
        ("支出1,234.50万元。", "# 上年：1,234.50万元\n- 支出{{待填}}万元。"),
        ("2021年3月5日挂起横幅。", "# 上年：2021年3月5日\n- \"{{待填}}挂起横幅。\""),
        ("“3个一批”活动取得实效。", "- “3个一批”活动取得实效。"),
    ];
    for (old, new) in cases {
        assert_eq!(paragraph(old).0, new, "{old}");
    }
    let (new, doubtful) = paragraph("每天不少于2次。");
    assert_eq!(new, "- 每天不少于2次。");
    assert!(doubtful[0].starts_with("2次 像是目标"), "{doubtful:?}");
}

#[test]
fn comments_order_and_quoting_of_data_stay_and_old_figures_stand_behind() {
    let yaml = "# 说明\n标题: 报告\n年度: '2021'   # 年\n日期: 2022-03-01\n数据:\n  乙: \"5万元\"  # 批复\n  甲: {子: 1元, 丑: {值: 2元, 年度: 2021}}\n  丙: =乙 × 2\n正文:\n  - 共{{丙}}。\n";
    let new = "# 说明\n标题: 报告\n年度: '2022'   # 年\n日期: 待填  # 上年 2022-03-01\n数据:\n  乙: 待填  # 批复  # 上年 5万元\n  甲: {子: 待填, 丑: {值: 待填, 年度: 2022}}  # 上年 子 1元、丑 2元\n  丙: =乙 × 2\n正文:\n  - 共{{丙}}。\n";
    assert_eq!(renewed(yaml).text, new);
}

#[test]
fn old_figures_of_two_years_ago_make_room() {
    let yaml = "标题: 报告\n年度: 2021\n数据:\n  乙: 6万元  # 批复  # 上年 5万元\n正文:\n  # 上年：3辆\n  - 购车4辆，{{乙}}。\n";
    let new = "标题: 报告\n年度: 2022\n数据:\n  乙: 待填  # 批复  # 上年 6万元\n正文:\n  # 上年：4辆\n  - 购车{{待填}}辆，{{乙}}。\n";
    assert_eq!(renewed(yaml).text, new);
}

#[test]
fn targets_among_the_data_stay() {
    let yaml = "标题: 报告\n年度: 2021\n数据:\n  指标:\n    巡检: {目标值: 700次, 完成值: 730次}\n    培训: {目标值: 待填, 目标完成率: 98%}\n正文:\n  - 巡检{{巡检.完成值}}。\n";
    let new = "标题: 报告\n年度: 2022\n数据:\n  指标:\n    巡检: {目标值: 700次, 完成值: 待填}  # 上年 完成值 730次\n    培训: {目标值: 待填, 目标完成率: 待填}  # 上年 目标完成率 98%\n正文:\n  - 巡检{{巡检.完成值}}。\n";
    let renewed = renewed(yaml);
    assert_eq!(renewed.text, new);
    assert!(renewed.entries.iter().any(|entry| entry.old == "700次" && entry.new.is_empty()));
}

#[test]
fn cells_are_emptied_by_what_their_header_says() {
    let yaml = "标题: 报告\n年度: 2021\n正文:\n  - 表:\n      列: [序号, 项目, 金额, 目标值, 分值, 完成值]\n      行:\n        - [1, 甲, 12.5, ≥3次, 10, 4次]\n        - [2, 2021年乙, \"7万元\", \"5\", 10, 良好]\n";
    let Renewed { text, entries, .. } = renewed(yaml);
    let rows = "        # 上年：12.5、4次\n        - [1, 甲, 待填, ≥3次, 10, 待填]\n        # 上年：7万元、良好\n        - [2, 2022年乙, 待填, \"5\", 10, 待填]\n";
    assert!(text.ends_with(rows), "{text}");
    let left: Vec<_> = entries.iter().filter(|entry| entry.kind == Kind::Left).collect();
    let left: Vec<_> = left.iter().map(|entry| (entry.old.as_str(), entry.line)).collect();
    assert_eq!(left, [("≥3次", 8), ("5", 10)]);
}

#[test]
fn places_are_those_of_the_new_text() {
    let yaml = "标题: 报告\n年度: 2021\n正文:\n  - 购车4辆。\n  - 2021年会议3次，3月8日开会。\n";
    let Renewed { text, entries, .. } = renewed(yaml);
    let lines: Vec<&str> = text.lines().collect();
    for entry in entries.iter().filter(|entry| entry.line > 2) {
        let there: String = lines[entry.line - 1].chars().skip(entry.column - 1).collect();
        let what = if entry.new.is_empty() { &entry.old } else { &entry.new };
        assert!(there.starts_with(what.as_str()), "{entry:?} at {there}");
    }
    assert_eq!(entries.len(), 5);
}
