//! `chengwen import` of Markdown, web pages and spreadsheets: taken in, the account balances, the YAML builds.

use crate::support::Desk;

/// The YAML that a file becomes, which builds.
fn taken(name: &str, content: &[u8]) -> String {
    let desk = Desk::new();
    desk.write(name, content);
    desk.run_well(&["import", name, "-o", "稿.yaml"]);
    desk.run_well(&["build", "稿.yaml", "--格式", "pdf"]);
    String::from_utf8(desk.read("稿.yaml")).unwrap()
}

#[test]
fn markdown_gives_headings_tables_and_notes() {
    let text = "# 某局2021年度工作报告\n\n## 一、概况\n\n设**6个**股室，编制16人[^甲]。\n\n| 项目 | 金额 |\n|---|---|\n| 机房运行 | 412.36 |\n\n[^甲]: 含工勤。\n";
    let yaml = taken("稿.md", text.as_bytes());
    for part in [
        "某局2021年度工作报告",
        "概况:",
        "设6个股室，编制16人{{注：含工勤。}}。",
        "机房运行",
        "412.36",
    ] {
        assert!(yaml.contains(part), "{part}\n{yaml}");
    }
    assert!(!yaml.contains("**") && !yaml.contains("[^"), "{yaml}");
}

#[test]
fn a_web_page_gives_its_text_and_its_table_with_spans() {
    let text = "<html><head><title>页</title><style>p{color:red}</style></head><body><h1>某局2021年度工作报告</h1><p>设6个股室，</p><table><tr><th>指标<th>完成值</tr><tr><td rowspan=2>产出<td>5辆<tr><td>6辆</table><script>x()</script></body></html>";
    let yaml = taken("稿.html", text.as_bytes());
    for part in ["某局2021年度工作报告", "设6个股室，", "产出", "跨行: 2", "6辆"]
    {
        assert!(yaml.contains(part), "{part}\n{yaml}");
    }
    assert!(!yaml.contains("color") && !yaml.contains("x()"), "{yaml}");
}

#[test]
fn a_spreadsheet_gives_a_table() {
    let yaml = taken("支出.csv", "项目,金额\n机房运行,412.36\n网络租赁,385.12\n".as_bytes());
    for part in ["项目", "机房运行", "412.36", "网络租赁"] {
        assert!(yaml.contains(part), "{part}\n{yaml}");
    }
}

/// A picture of one grey point.
const POINT: &str =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==";

#[test]
fn a_picture_that_a_web_page_holds_itself_lies_beside_the_yaml() {
    let desk = Desk::new();
    let page = format!(
        "<h1>某局2021年度工作报告</h1><p>见图。</p><p><img alt=示意 src=\"data:image/png;base64,{POINT}\"></p><p><img src='data:image/svg+xml;base64,PHN2Zz4='></p>"
    );
    desk.write("稿.html", page);
    desk.run_well(&["import", "稿.html"]);
    assert!(desk.read("稿-图/图1.png").starts_with(b"\x89PNG"));
    assert_eq!(desk.read("稿-图/图2.svg"), b"<svg>");
    desk.run_well(&["build", "稿.yaml", "--格式", "pdf"]);
}

#[test]
fn rows_of_a_web_page_are_as_long_as_the_longest() {
    let yaml =
        taken("稿.html", "<p>表：<table><tr><td>合计<tr><td>机房<td>3<td>4</table>".as_bytes());
    assert!(yaml.contains("[合计, \"\", \"\"]"), "{yaml}");
}

#[test]
fn workbooks_of_every_kind_lose_nothing_that_is_not_shown() {
    let folder = crate::documents::repository("tests/import/sheets");
    for ending in ["xlsx", "xls", "ods"] {
        let desk = Desk::new();
        let name = format!("yincang.{ending}");
        desk.write(&name, std::fs::read(folder.join(&name)).unwrap());
        let said = desk.run_well(&["import", &name, "--账目", "账.txt"]);
        assert!(said.contains("隐藏的文字 9 处（29 字）"), "{ending}\n{said}");
        let account = String::from_utf8(desk.read("账.txt")).unwrap();
        for place in ["2021年支出!C3\t搁在一边\t“内部”", "参数!B1\t搁在一边\t“5”"]
        {
            assert!(account.contains(place), "{ending}\n{account}");
        }
        let yaml = String::from_utf8(desk.read("yincang.yaml")).unwrap();
        assert!(yaml.contains("[机房运行, 412.36, 398.20]"), "{ending}\n{yaml}");
        for hidden in ["备注", "网络租赁", "折旧", "内部"] {
            assert!(!yaml.contains(hidden), "{ending}\n{yaml}");
        }
        desk.run_well(&["build", "yincang.yaml"]);
    }
}

#[test]
fn a_damaged_picture_is_kept_and_does_not_stop_the_rest() {
    let desk = Desk::new();
    let cut = &POINT[..POINT.len() / 8 * 4];
    desk.write("稿.html", format!("<h1>报告</h1><p>见图。<img src='data:image/png;base64,{cut}'>"));
    desk.run_well(&["import", "稿.html"]);
    assert!(desk.read("稿-图/图1.png").starts_with(b"\x89PNG"));
    let yaml = String::from_utf8(desk.read("稿.yaml")).unwrap();
    assert!(yaml.contains("# 这里原来有图 1，不是 PNG 或 JPEG，或读不完整"), "{yaml}");
    desk.run_well(&["build", "稿.yaml"]);
}
