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
