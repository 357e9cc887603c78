//! `chengwen next`: last year's file stays, this year's is written beside it, and every change is told.

use serde_json::Value;

use crate::documents::repository;
use crate::support::Desk;

const LAST: &str = "# 说明\n标题: 某局2021年度报告\n年度: 2021\n数据:\n  支出: 5万元\n正文:\n  - 2021年支出{{支出}}，培训3人。\n  - 中心于2021年成立。\n";
const NEXT: &str = "# 说明\n标题: 某局2022年度报告\n年度: 2022\n数据:\n  支出: 待填  # 上年 5万元\n正文:\n  # 上年：3人\n  - 2022年支出{{支出}}，培训{{待填}}人。\n  - 中心于2021年成立。\n";

#[test]
fn the_draft_stands_beside_and_says_what_was_done_doubts_first() {
    let desk = Desk::new();
    desk.write("报告-2021.yaml", LAST);
    let out = desk.run_well(&["next", "报告-2021.yaml"]);
    assert_eq!(desk.read("报告-2021.yaml"), LAST.as_bytes());
    assert_eq!(String::from_utf8(desk.read("报告-2022.yaml")).unwrap(), NEXT);
    let order = [
        "改了年份 3 处，改成待填 2 处",
        "请看一看（1 处）",
        "9:8 “2021年”没有动（像是成立、印发的时间）",
        "改了年份（3 处）",
        "改成待填（2 处）",
        "5:7 “5万元”→“待填”",
    ];
    let places: Vec<_> = order.iter().map(|words| out.find(words)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}\n{out}");
    // It is not finished, and it builds as a draft.
    assert_eq!(desk.run(&["build", "报告-2022.yaml"]).code, 1);
    desk.run_well(&["build", "报告-2022.yaml", "--草稿"]);
}

#[test]
fn line_breaks_and_the_byte_order_mark_stay() {
    let desk = Desk::new();
    desk.write("去年.yaml", format!("\u{FEFF}{}", LAST.replace('\n', "\r\n")));
    desk.run_well(&["next", "去年.yaml", "--年度", "2022"]);
    let made = String::from_utf8(desk.read("去年-2022.yaml")).unwrap();
    assert_eq!(made, format!("\u{FEFF}{}", NEXT.replace('\n', "\r\n")));
}

#[test]
fn each_line_keeps_its_own_end_where_they_are_mixed() {
    let desk = Desk::new();
    // Every third line ends otherwise; the comment that is new ends as the line that it stands above.
    let ends = ["\n", "\r\n", "\r"];
    let mixed = |text: &str, new: Option<usize>| -> String {
        let mut old = 0;
        let lines = text.lines().enumerate().map(|(at, line)| {
            let end = ends[old % 3];
            old += usize::from(Some(at) != new);
            format!("{line}{end}")
        });
        lines.collect()
    };
    desk.write("去年.yaml", mixed(LAST, None));
    desk.run_well(&["next", "去年.yaml"]);
    let made = String::from_utf8(desk.read("去年-2022.yaml")).unwrap();
    assert_eq!(made, mixed(NEXT, Some(6)));
}

#[test]
fn a_source_of_last_year_is_left_to_be_filled_in_and_a_cited_document_stays() {
    let desk = Desk::new();
    let last = "标题: 某局2021年度报告\n数据:\n  支出:\n    值: 5万元\n    来源: 2021年决算报表\n  预算: {值: 6万元, 来源: 2021年部门预算}\n  补助:\n    值: 7万元\n    来源: 《关于下达2021年补助的通知》（县财〔2021〕12号）\n  账: {值: 8万元, 来源: 财务系统}\n  结余:\n    值: =预算 - 支出\n    来源: 2021年决算报表\n正文:\n  - 支出{{支出}}。（数据来源：2021年决算报表）\n  - 2021年经费来源于财政拨款。\n";
    desk.write("稿.yaml", last);
    let out = desk.run_well(&["next", "稿.yaml", "-o", "新.yaml"]);
    let made = String::from_utf8(desk.read("新.yaml")).unwrap();
    for words in [
        "    值: 待填  # 上年 5万元\n    来源: 待填  # 上年 2021年决算报表\n",
        "  预算: {值: 待填, 来源: 待填}  # 上年 预算 6万元、来源 2021年部门预算\n",
        "    来源: 《关于下达2021年补助的通知》（县财〔2021〕12号）\n",
        "  账: {值: 待填, 来源: 财务系统}",
        "    值: =预算 - 支出\n    来源: 2021年决算报表\n",
        "（数据来源：2021年决算报表）\n",
        "  - 2022年经费来源于财政拨款。\n",
    ] {
        assert!(made.contains(words), "{words}\n{made}");
    }
    assert!(out.contains("请看一看（3 处）"), "{out}");
    for told in [
        "“《关于下达2021年补助的通知》（县财〔2021〕12号）”没有动（来源是有年份的文件，今年另有文件就改）",
        "“2021年决算报表”没有动（来源里的年份，这个数不是由“待填”换的）",
        "“2021年”没有动（注明来源的年份，今年的数另有来源）",
    ] {
        assert!(out.contains(told), "{told}\n{out}");
    }
}

#[test]
fn as_json_each_entry_has_its_place_and_reason() {
    let desk = Desk::new();
    desk.write("稿.yaml", LAST);
    let out =
        desk.run_well(&["next", "稿.yaml", "--year", "2023", "-o", "新.yaml", "--format", "json"]);
    let report: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((&report["from"], &report["to"]), (&2021.into(), &2023.into()));
    let entries = report["entries"].as_array().unwrap();
    assert_eq!(entries.len(), 6);
    assert_eq!(entries[0]["doubtful"], true);
    assert!(entries.iter().all(|entry| entry["line"].as_u64() > Some(0) && entry["reason"] != ""));
}

#[test]
fn what_cannot_be_done_is_told_and_nothing_is_written() {
    let desk = Desk::new();
    desk.write("稿.yaml", LAST);
    desk.write("稿-2022.yaml", "别人的\n");
    desk.run(&["next", "稿.yaml"]).says_only("U001", "", &["“稿-2022.yaml”已经有了，没有动它"]);
    desk.run(&["next", "稿.yaml", "--年度", "2021", "-o", "新.yaml"]).says_only(
        "U001",
        "",
        &["本来就是 2021 年度的"],
    );
    desk.write("无.yaml", "标题: 报告\n正文:\n  - 一段。\n");
    desk.run(&["next", "无.yaml", "-o", "新.yaml"]).says_only("U030", "", &["年度: 2021"]);
    desk.write("错.yaml", "标题: 报告\n年度: 2021\n正文:\n  - 共{{没有}}。\n");
    desk.run(&["next", "错.yaml", "-o", "新.yaml"]).says_only("F006", "错.yaml:4:8", &[]);
    assert!(!desk.files().contains(&"新.yaml".to_owned()));
    assert_eq!(desk.read("稿-2022.yaml"), "别人的\n".as_bytes());
}

#[test]
fn every_document_of_the_repository_has_a_next_year_that_builds() {
    let desk = Desk::new();
    for name in ["xiangfen-2021", "xiangmu-ziping", "bumen-zhengti"] {
        let last = std::fs::read_to_string(repository(&format!("data/{name}.yaml"))).unwrap();
        desk.write(&format!("{name}.yaml"), &last);
        let made = name.replace("2021", "2022");
        let made = if made == name { format!("{name}-2022") } else { made };
        desk.run_well(&["next", &format!("{name}.yaml")]);
        let new = String::from_utf8(desk.read(&format!("{made}.yaml"))).unwrap();
        assert!(new.contains("年度: 2022") && new.contains("待填  # 上年 "), "{new}");
        desk.run_well(&["build", &format!("{made}.yaml"), "--草稿", "--格式", "pdf"]);
        // Figures alone are emptied: without them and their comments the rest is the same but for the year.
        let lines =
            |text: &str| text.lines().filter(|line| !line.trim().starts_with("# 上年")).count();
        assert_eq!(lines(&new), lines(&last));
    }
}
