//! Web pages as manuscripts.

use super::super::testing::dump;
use super::*;

fn of(text: &str) -> Manuscript {
    of_html(text, &|_| None)
}

#[test]
fn paragraphs_headings_lists_and_breaks() {
    let manuscript = of(
        "<!DOCTYPE html><html><head><title>报告</title><style>p{}</style></head><body>\n<h1>一、概况</h1>\n<p>预算&nbsp;5&lt;6\n万元，\n  全年。<br>又一行</p>散文<ol start=3><li>甲</li><li><p>乙</p><ul><li>丙</ul></ol>\n<p><b>机构：</b>6个</p></body>",
    );
    let expected = [
        "H1 一、概况",
        "预算\u{A0}5<6 万元，全年。\u{2028}又一行",
        "散文",
        "[3.]甲",
        "[4.]乙",
        "丙",
        "机构：6个",
    ];
    assert_eq!(dump(&manuscript), expected);
    assert_eq!(manuscript.properties.title.as_deref(), Some("报告"));
    assert_eq!(manuscript.paragraphs[6].look.lead, Some(3));
    assert_eq!(manuscript.paragraphs[1].place, Place::Line(3));
}

#[test]
fn scripts_and_hidden_text_are_set_aside() {
    let manuscript = of(
        "甲<script>if (a<b) { x('<p>') }</script><div hidden>藏<div>深</div>着</div><!-- 注 --><p style='display: none'>无</p>乙",
    );
    assert_eq!(dump(&manuscript), ["甲乙"]);
    let asides: Vec<_> =
        manuscript.asides.iter().map(|a| (a.kind, a.text.as_str(), a.counts)).collect();
    let expected = [
        (AsideKind::Object, "if (a<b) { x('<p>') }", false),
        (AsideKind::Hidden, "藏深着", true),
        (AsideKind::Comment, "注", false),
        (AsideKind::Hidden, "无", true),
    ];
    assert_eq!(asides, expected);
}

#[test]
fn cells_stand_in_the_grid_that_spans_make() {
    let manuscript = of(
        "<table><tr><th>一级指标<th colspan=2>二级指标</tr><tr><td rowspan=2>产出</td><td>数量</td><td>5辆</td></tr><tr><td>质量<td></table><p>后",
    );
    let expected = [
        "0:0,0 一级指标",
        "0:0,1 二级指标",
        "0:1,0 产出",
        "0:1,1 数量",
        "0:1,2 5辆",
        "0:2,1 质量",
        "0:2,2 ",
        "后",
    ];
    assert_eq!(dump(&manuscript), expected);
    let table = &manuscript.tables[0];
    assert_eq!((table.columns, table.head), (3, 1));
    let spans: Vec<_> = table.cells.iter().map(|cell| (cell.rows, cell.columns)).collect();
    assert_eq!(spans, [(1, 1), (1, 2), (2, 1), (1, 1), (1, 1), (1, 1), (1, 1)]);
}

#[test]
fn rows_shorter_than_later_ones_get_empty_cells_and_all_else_keeps_its_place() {
    let manuscript = of(
        "<p>前<table><tr><td>甲<tr></tr><tr><td>乙<td>丙<table><tr><td>丁<tr><td>戊<td>己</table></td><td>庚</table><p>后<img src=a.png>",
    );
    let expected = [
        "前",
        "0:0,0 甲",
        "0:0,1 ",
        "0:0,2 ",
        "0:1,0 ",
        "0:1,1 ",
        "0:1,2 ",
        "0:2,0 乙",
        "0:2,1 丙",
        "1:0,0 丁",
        "1:0,1 ",
        "1:1,0 戊",
        "1:1,1 己",
        "0:2,2 庚",
        "后",
    ];
    assert_eq!(dump(&manuscript), expected);
    let lines: Vec<&str> = manuscript.text.split('\n').collect();
    assert_eq!(lines.len(), manuscript.paragraphs.len());
    let texts = manuscript.paragraphs.iter().map(|own| manuscript.text_of(own));
    assert!(texts.eq(lines), "{:?}", manuscript.text);
    assert_eq!(manuscript.paragraphs[14].pictures, [(manuscript.text.len(), 0)]);
}

#[test]
fn short_rows_and_hostile_spans_make_no_harm() {
    let manuscript =
        of("<table><tr><td>甲<td>乙<tr><td>丙<tr><td rowspan=99999999 colspan=99999999>丁</table>");
    let mut expected =
        ["0:0,0 甲", "0:0,1 乙", "0:1,0 丙", "0:1,1 ", "0:2,0 丁"].map(str::to_owned).to_vec();
    let empty = |row| (2..64).map(move |column| format!("0:{row},{column} "));
    expected.splice(4..4, empty(1));
    expected.splice(2..2, empty(0));
    assert_eq!(dump(&manuscript), expected);
    let last = manuscript.tables[0].cells.last().unwrap();
    assert_eq!((last.rows, last.columns), (1, 64));
    let deep = format!("{}字", "<table><tr><td>".repeat(2000));
    assert!(of(&deep).tables.len() == DEEPEST);
    for broken in ["</table></td>", "<td>甲", "<tr>", "<li>甲", "<b><b>甲", "<table><td>甲<p>乙"]
    {
        let _ = of(broken);
    }
}

#[test]
fn a_heading_of_the_sixth_level_ends_its_line() {
    assert_eq!(dump(&of("<h6>小标题</h6>后文")), ["H6 小标题", "后文"]);
}
