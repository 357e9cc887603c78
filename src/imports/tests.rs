//! Files of tests/spreadsheets and texts with commas, taken into documents.

use super::*;
use crate::diag::Span;
use crate::model::{IndicatorNode, Inline, Table};
use crate::schema;
use crate::source::{SourceMap, parse};

const XLSX: &[u8] = include_bytes!("../../tests/spreadsheets/zhibiao-libreoffice.xlsx");

/// The document, filled in from 甲.csv and 附表.xlsx, and the findings as `X001 1:2 message`.
fn filled(yaml: &str, csv: &str) -> (Option<Document>, Vec<String>) {
    let mut sources = SourceMap::default();
    let id = sources.add("稿.yaml", yaml.as_bytes().to_vec()).unwrap();
    let tree = parse(id, sources.file(id)).unwrap();
    let mut out = Diagnostics::new();
    let read = |name: &str| match name {
        "甲.csv" => Ok(csv.as_bytes().to_vec()),
        "附表.xlsx" => Ok(XLSX.to_vec()),
        _ => Err("找不到".to_owned()),
    };
    let document = schema::read(&tree, &mut out).unwrap();
    let document = fill(document, &read, &mut out);
    let place = |span: Span| {
        let before = &yaml[..span.start as usize];
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        format!("{}:{column}", before.matches('\n').count() + 1)
    };
    let findings = out.into_sorted();
    let said = findings
        .iter()
        .map(|f| format!("{} {} {}", f.code.0, f.span.map(place).unwrap_or_default(), f.message));
    (document, said.collect())
}

fn words(text: &Inline) -> &str {
    text.pieces.first().map_or("", |piece| piece.text.as_str())
}

fn table(keys: &str, csv: &str) -> (Table, Vec<String>) {
    let (document, findings) = filled(&format!("标题: 报告\n正文:\n  - 表: {keys}\n"), csv);
    let body = document.unwrap().parts.remove(0).body;
    let Some(Block::Table(table)) = body.into_iter().next() else { panic!("a table") };
    (table, findings)
}

/// Rows as `甲|乙`, merged cells as `甲(2×1)`: columns by rows.
fn shown(rows: &[crate::model::Row]) -> Vec<String> {
    let cell = |cell: &crate::model::Cell| match (cell.columns, cell.rows) {
        (1, 1) => words(&cell.text).to_owned(),
        (columns, rows) => format!("{}({columns}×{rows})", words(&cell.text)),
    };
    rows.iter().map(|row| row.cells.iter().map(cell).collect::<Vec<_>>().join("|")).collect()
}

fn names(table: &Table) -> Vec<&str> {
    table.columns.iter().map(|column| words(&column.name)).collect()
}

#[test]
fn rows_and_header_come_from_the_file() {
    let csv = "项目,预 算,说明\n机房运行,412.36,{{甲}}\n网络租赁,385.12,\n,,\n";
    let cases: [(&str, &[&str], &[&str]); 5] = [
        (
            "{来自: 甲.csv}",
            &["项目", "预 算", "说明"],
            &["机房运行|412.36|{{甲}}", "网络租赁|385.12|"],
        ),
        (
            "{来自: 甲.csv, 列: [{取: 预算, 名: 预算数, 宽: 3}, 项目]}",
            &["预算数", "项目"],
            &["412.36|机房运行", "385.12|网络租赁"],
        ),
        ("{来自: 甲.csv, 列: [{取: 说明}]}", &["说明"], &["{{甲}}"]),
        ("{来自: 甲.csv#A2:B3, 表头行: 0}", &["", ""], &["机房运行|412.36", "网络租赁|385.12"]),
        (
            "{来自: 甲.csv#A2:B3, 表头行: 0, 列: [项目, 数]}",
            &["项目", "数"],
            &["机房运行|412.36", "网络租赁|385.12"],
        ),
    ];
    for (keys, columns, rows) in cases {
        let (table, findings) = table(keys, csv);
        assert_eq!(findings, Vec::<String>::new(), "{keys}");
        assert_eq!(names(&table), columns, "{keys}");
        assert_eq!(shown(&table.rows), rows, "{keys}");
        assert!(table.head.is_empty(), "{keys}");
        let pieces = table.rows.iter().flat_map(|row| &row.cells).flat_map(|c| &c.text.pieces);
        assert!(pieces.clone().count() > 0);
        assert!(pieces.clone().all(|piece| piece.kind == crate::model::PieceKind::Text));
    }
}

#[test]
fn what_nobody_sees_in_a_cell_is_left_out() {
    let csv = "项\u{200B}目,数\n机\u{202E}房\t甲\u{FEFF},\u{A0}1\u{7}\n";
    let (table, findings) = table("{来自: 甲.csv, 列: [项目, 数]}", csv);
    assert_eq!(findings, Vec::<String>::new());
    assert_eq!(shown(&table.rows), ["机房 甲|1"]);
}

#[test]
fn a_header_of_several_rows_keeps_its_merged_cells() {
    let (table, findings) = table("{来自: 附表.xlsx#A2:E6, 表头行: 2}", "");
    assert_eq!(findings, Vec::<String>::new());
    let head = ["项目(1×2)|资金（万元）(2×1)|执行率(1×2)|验收日期(1×2)", "预算|支出"];
    assert_eq!(shown(&table.head), head);
    let rows = [
        "机房运行|412.36|398.20万元|96.57%|2025年3月14日",
        "网络租赁|385.12|385.12万元|100.00%|2024年12月31日",
        "人员培训|1,200.00|1197.48万元|99.79%|2025年1月2日",
    ];
    assert_eq!(shown(&table.rows), rows);
    assert_eq!(table.columns.len(), 5);
    let columns = "{来自: 附表.xlsx#A2:E4, 表头行: 2, 列: [{取: 资金（万元）/支出}, 项目]}";
    let (table, findings) = self::table(columns, "");
    assert_eq!(findings, Vec::<String>::new());
    assert_eq!(shown(&table.rows), ["398.20万元|机房运行"]);
}

#[test]
fn merged_cells_stay_merged_where_all_their_columns_stand_side_by_side() {
    // The upper rows of the file, as a body: the title over five columns, 项目 over two rows.
    let rows = |columns: &str| {
        let keys = format!("{{来自: 附表.xlsx#A1:E3, 表头行: 0{columns}}}");
        let (table, findings) = table(&keys, "");
        assert_eq!(findings, Vec::<String>::new(), "{columns}");
        shown(&table.rows)
    };
    let whole = [
        "2024年度项目支出绩效指标(5×1)",
        "项目(1×2)|资金（万元）(2×1)|执行率(1×2)|验收日期(1×2)",
        "预算|支出",
    ];
    assert_eq!(rows(""), whole);
    let taken = |columns: &str| {
        let keys = format!("{{来自: 附表.xlsx#A2:E4, 列: {columns}}}");
        shown(&table(&keys, "").0.rows)
    };
    assert_eq!(taken("[项目, 验收日期]"), ["|", "机房运行|2025年3月14日"]);
}

#[test]
fn what_is_wrong_with_a_table_is_told_at_its_place() {
    let csv = "项目,预算,预算\n机房运行,#DIV/0!,1,2\n网络租赁,3,4\n";
    let row = "X011 3:13 “甲.csv”第 2 行有 4 列，别的行多是 3 列";
    let cases: [(&str, &[&str]); 9] = [
        ("{来自: 丙.csv}", &["X001 3:13 读不了表格文件“丙.csv”：找不到"]),
        ("{来自: 甲.csv#}", &["X003 3:18 “#”后面没有写工作表或范围"]),
        ("{来自: 甲.csv#指标}", &["X004 3:19 “甲.csv”是文本文件，没有工作表“指标”"]),
        ("{来自: 附表.xlsx#附表2}", &["X004 3:21 “附表.xlsx”里没有工作表“附表2”"]),
        ("{来自: 附表.xlsx#X1:Z9}", &["X005 3:21 “附表.xlsx”的工作表“附表 1”在 X1:Z9 里没有内容"]),
        (
            "{来自: 附表.xlsx#A2:E4, 列: [项木]}",
            &["X006 3:32 “附表.xlsx”的工作表“附表 1”里没有“项木”这一列"],
        ),
        ("{来自: 甲.csv, 列: [预算]}", &[row, "X006 3:24 “甲.csv”里有 2 列叫“预算”"]),
        ("{来自: 甲.csv}", &["X007 3:13 “甲.csv”里 B2 是错误值 #DIV/0!", row]),
        ("{来自: 甲.csv#A1:B1}", &[row, "X005 3:19 “甲.csv”里表头下面没有内容"]),
    ];
    for (keys, expected) in cases {
        assert_eq!(table(keys, csv).1, expected, "{keys}");
    }
}

/// The data as `名称=值`, groups as `三公[…]`.
fn listed(data: &[Datum]) -> String {
    let one = |datum: &Datum| match &datum.value {
        DatumValue::Given(text) => format!("{}={}", datum.name.value, text.value),
        DatumValue::Group(members) => format!("{}[{}]", datum.name.value, listed(members)),
        DatumValue::Faulty => format!("{}?", datum.name.value),
        DatumValue::Text(_) | DatumValue::Imported(_) => panic!("left as it was"),
    };
    data.iter().map(one).collect::<Vec<_>>().join(" ")
}

fn data(value: &str, csv: &str) -> (Option<String>, Vec<String>) {
    let yaml = format!("数据: {value}\n标题: 报告\n正文: [一段]\n");
    let (document, findings) = filled(&yaml, csv);
    (document.map(|document| listed(&document.data)), findings)
}

#[test]
fn each_row_is_a_datum_with_its_exact_number() {
    let csv = "项 目,数值,单位\n 接 待 费 ,156.94,万元\n,,\n用车费,\"1,380.5\",元\n车辆,12辆,\n\
        验收,2021年12月31日,\n执行率,81.07%,\n";
    let cases = [
        ("{来自: 甲.csv#A1:B4, 名称: 项目, 单位: 万元}", "接待费=156.94万元 用车费=1,380.5万元"),
        (
            "{来自: 甲.csv, 名称: 项目, 单位列: 单位}",
            "接待费=156.94万元 用车费=1,380.5元 车辆=12辆 验收=2021年12月31日 执行率=81.07%",
        ),
        ("{三公: {来自: 甲.csv#A1:B2, 名称: 项目}, 乙: 3辆}", "三公[接待费=156.94] 乙=3辆"),
    ];
    for (value, expected) in cases {
        let (found, findings) = data(value, csv);
        assert_eq!(findings, Vec::<String>::new(), "{value}");
        assert_eq!(found.as_deref(), Some(expected), "{value}");
    }
}

#[test]
fn cells_without_a_number_and_names_that_do_not_work_are_told() {
    let of = |rows: &str| {
        let csv = format!("名称,数值\n甲,1\n{rows}\n");
        data("{乙: {来自: 甲.csv}}", &csv)
    };
    let cases = [
        ("丙,", "乙[甲=1 丙?]", "X007 1:14 “甲.csv”里 B3 是空的，这里要有数"),
        ("丙,待定", "乙[甲=1 丙?]", "X007 1:14 “甲.csv”里 B3 写的是“待定”，这里要有数"),
        ("丙,=1+2", "乙[甲=1 丙?]", "X007 1:14 “甲.csv”里 B3 写的是“=1+2”，这里要有数"),
        ("丙,#DIV/0!", "乙[甲=1 丙?]", "X007 1:14 “甲.csv”里 B3 是错误值 #DIV/0!，这里要有数"),
        (",5", "乙[甲=1]", "X008 1:14 “甲.csv”里 A3 是空的，这里要有名称"),
        ("1.接待费,5", "乙[甲=1]", "X008 1:14 “甲.csv”里 A3 的“1.接待费”不能作数据的名称"),
        ("a.b,5", "乙[甲=1]", "X008 1:14 “甲.csv”里 A3 的“a.b”不能作数据的名称"),
        ("甲,5", "乙[甲=1]", "X009 1:14 “甲.csv”里 A3 的名称“甲”在 A2 已经有了"),
    ];
    for (rows, expected, finding) in cases {
        let (found, findings) = of(rows);
        assert_eq!(findings, [finding], "{rows}");
        assert_eq!(found.as_deref(), Some(expected), "{rows}");
    }
    // Where all of it stands in a file that is missing, no formula can be judged.
    assert_eq!(data("{来自: 丙.csv}", "").0, None);
    assert_eq!(data("{乙: {来自: 丙.csv}}", "").0.as_deref(), Some("乙?"));
    let (_, findings) = data("{来自: 甲.csv, 单位: 3}", "名称,数值\n甲,1\n");
    assert_eq!(findings, ["X007 1:21 “甲.csv”里 B2：“3”不能作单位"]);
    let (found, findings) = data("{来自: 附表.xlsx#A2:E8, 名称: 项目, 值: 执行率}", "");
    let shares = "机房运行=96.57% 网络租赁=100.00% 人员培训=99.79% 软件升级? 合计?";
    assert_eq!(found.as_deref(), Some(shares));
    let cells = ["D7 是错误值 #DIV/0!，这里要有数", "D8 是 TRUE，这里要有数"];
    let said = cells.map(|cell| format!("X007 1:10 “附表.xlsx”的工作表“附表 1”里 {cell}"));
    assert_eq!(findings, said);
}

/// Indicators as `产出[数量[甲 ≥1 辆]]`.
fn outline(nodes: &[IndicatorNode]) -> String {
    let one = |node: &IndicatorNode| match node {
        IndicatorNode::Level(level) => {
            format!("{}[{}]", words(&level.name), outline(&level.members))
        }
        IndicatorNode::Indicator(given) => {
            let parts = [Some(&given.name), given.target.as_ref(), given.actual.as_ref()];
            parts.into_iter().flatten().map(words).collect::<Vec<_>>().join("/")
        }
    };
    nodes.iter().map(one).collect::<Vec<_>>().join(" ")
}

fn indicators(value: &str, csv: &str) -> (Option<String>, Vec<String>) {
    let yaml = format!("标题: 表\n正文:\n  - 绩效自评表:\n      指标: {value}\n");
    let (document, findings) = filled(&yaml, csv);
    let body = document.unwrap().parts.remove(0).body;
    let form = body.into_iter().find_map(|block| match block {
        Block::Form(form) => Some(outline(&form.indicators)),
        _ => None,
    });
    (form, findings)
}

#[test]
fn each_row_is_an_indicator_and_levels_go_on_from_above() {
    let csv = "一级指标,二级指标,三级指标,年度指标值,实际完成值,分值\n\
        产出指标,数量指标,更新车辆,≥12辆,12辆,20\n,,培训人次,≥30人次,31人次,10\n\
        ,质量指标,验收合格率,=100%,100%,20\n,,,,,\n效益指标,,保障出行,保障有力,达成预期指标,40\n\
        效益指标,满意度,满意率,≥95%,96%,10\n";
    let expected = "产出指标[数量指标[更新车辆/≥12辆/12辆 培训人次/≥30人次/31人次] \
        质量指标[验收合格率/=100%/100%]] 效益指标[保障出行/保障有力/达成预期指标 \
        满意度[满意率/≥95%/96%]]";
    assert_eq!(indicators("{来自: 甲.csv}", csv), (Some(expected.to_owned()), Vec::new()));
    let csv = "内容,全年,完成\n更新车辆,12辆,12辆\n";
    let named = "{来自: 甲.csv, 列: {名称: 内容, 指标值: 全年, 完成值: 完成}}";
    assert_eq!(indicators(named, csv), (Some("更新车辆/12辆/12辆".to_owned()), Vec::new()));
    // A second header row of an XLSX says nothing in these columns.
    let merged = "{来自: 附表.xlsx#A2:E5, 列: {一级指标: 项目, 名称: 验收日期, 指标值: 执行率}}";
    let (form, findings) = indicators(merged, "");
    assert_eq!(findings, Vec::<String>::new());
    let expected = "机房运行[2025年3月14日/96.57%] 网络租赁[2024年12月31日/100.00%]";
    assert_eq!(form.as_deref(), Some(expected));
}

#[test]
fn what_is_wrong_with_indicators_is_told() {
    let csv = "一级指标,三级指标,指标值,分值\n产出,更新车辆,#N/A,20\n总分,,,100\n";
    let (form, findings) = indicators("{来自: 甲.csv}", csv);
    assert_eq!(form, None);
    let said = [
        "X007 4:16 “甲.csv”里 C2 是错误值 #N/A",
        "X008 4:16 “甲.csv”里 B3 是空的，这里要有指标的名称",
    ];
    assert_eq!(findings, said);
    let cases = [
        ("{来自: 甲.csv#A1:D2}", "X007 4:16 “甲.csv”里 C2 是错误值 #N/A"),
        ("{来自: 丙.csv}", "X001 4:16 读不了表格文件“丙.csv”：找不到"),
        ("{来自: 甲.csv, 列: {得分: 自评分}}", "X006 4:31 “甲.csv”里没有“自评分”这一列"),
        ("{来自: 甲.csv#A1:A2}", "X006 4:16 “甲.csv”里没有“三级指标”这一列"),
        ("{来自: 甲.csv#A1:D1}", "X005 4:22 “甲.csv”里列名下面没有指标"),
    ];
    for (value, expected) in cases {
        assert_eq!(indicators(value, csv), (None, vec![expected.to_owned()]), "{value}");
    }
}

proptest::proptest! {
    #[test]
    fn no_file_and_no_reference_upsets_the_document(
        csv in "[甲乙名称数值,\"\n12.%=#{}三级指标 ]{0,60}",
        reference in "[甲.csv#A-C1-4:!']{0,8}|甲\\.csv(#[A-C][1-3](:[A-D][1-5]?)?)?",
        keys in "(, 表头行: [0-3])?(, 列: \\[甲, 乙\\])?",
    ) {
        let quoted = format!("'{}'", reference.replace('\'', "''"));
        let yaml = format!(
            "标题: 报告\n数据:\n  丙: {{来自: {quoted}, 名称: 甲}}\n正文:\n  - 表: {{来自: {quoted}{keys}}}\n  \
             - 绩效自评表:\n      指标: {{来自: {quoted}}}\n",
        );
        // Places are cut out of the text there, so that none may lie within a character.
        let (document, _) = filled(&yaml, &csv);
        for block in document.map(|document| document.parts).into_iter().flatten().flat_map(|part| part.body) {
            let Block::Table(table) = block else { continue };
            let mut misfits = Diagnostics::new();
            schema::check_rows(&table.rows, table.columns.len(), "行", &mut misfits);
            schema::check_rows(&table.head, table.columns.len(), "表头", &mut misfits);
            proptest::prop_assert!(!misfits.has_errors());
        }
    }
}
