//! Tables as clerks make them, and the documents that come of them.

use super::columns::Target;
use super::*;
use crate::diag::Diagnostics;
use crate::schema::{self, DatumKind};
use crate::source::{Node, SourceMap, parse};
use crate::spreadsheet::{Asked, Grid, Merged, Place, Value, read};

fn grid(csv: &str) -> Grid {
    read(csv.as_bytes(), Asked::default()).unwrap()
}

fn roster(csv: &str) -> Roster {
    Roster::of(grid(csv), "单位.csv", Grouping::Usual).unwrap()
}

fn tree(yaml: &str) -> Node {
    let mut sources = SourceMap::default();
    let id = sources.add("稿.yaml", yaml.as_bytes().to_vec()).unwrap();
    parse(id, sources.file(id)).unwrap()
}

/// Each unit as `2 财政局: 1180.25万元 …`: its row, its name and its data, and what is left to be filled in.
fn filled(yaml: &str, csv: &str) -> Vec<String> {
    let (tree, roster) = (tree(yaml), roster(csv));
    let columns = Columns::of(&tree, &roster, false).unwrap();
    let one = |unit: &Unit| {
        let tree = columns.filled(&tree, &roster, unit);
        let mut out = Diagnostics::new();
        let document = schema::read(&tree, &mut out).unwrap();
        let datum = |datum: &crate::model::Datum| match &datum.value {
            crate::model::DatumValue::Given(text) => format!("{}={}", datum.name.value, text.value),
            crate::model::DatumValue::Text(text) => format!("{}“{}”", datum.name.value, text.value),
            other => format!("{other:?}"),
        };
        let data: Vec<String> = document.data.iter().map(datum).collect();
        let year = document.year.map(|year| format!(" {}", year.value)).unwrap_or_default();
        format!("{} {}{year}: {}", unit.row, unit.name, data.join(" "))
    };
    roster.units.iter().map(one).collect()
}

#[test]
fn rows_of_one_unit_stand_together_and_totals_are_none() {
    let csv = "单位,项目,金额\n财政局,机房,1\n教育局,校舍,2\n财政局,网络,3\n,,\n合 计,,6\n";
    let roster = roster(csv);
    let units: Vec<(&str, Vec<usize>)> =
        roster.units.iter().map(|unit| (unit.name.as_str(), unit.rows.clone())).collect();
    assert_eq!(units, [("财政局", vec![1, 3]), ("教育局", vec![2])]);
    assert_eq!(roster.left_out, ["第 6 行“合计”"]);
    let rows = Roster::of(grid(csv), "单位.csv", Grouping::Rows).unwrap();
    assert_eq!(rows.units.len(), 3);
    let by = Roster::of(grid(csv), "单位.csv", Grouping::By("项目")).unwrap();
    assert_eq!(
        by.units.iter().map(|unit| unit.name.as_str()).collect::<Vec<_>>(),
        ["机房", "校舍", "网络"]
    );
    let fault = Roster::of(grid(csv), "单位.csv", Grouping::By("科室")).unwrap_err();
    assert_eq!((fault.code.0, fault.message.as_str()), ("B001", "“单位.csv”里没有“科室”这一列"));
}

#[test]
fn a_header_may_stand_under_a_title_and_have_two_rows() {
    let csv = "某县一览表,,\n单位,预算,\n,批复,支出\n财政局,1,2\n";
    let mut sheet = grid(csv);
    // The title over all columns, 单位 over both header rows, 预算 over two columns.
    for (row, column, rows, columns) in [(1, 1, 1, 3), (2, 1, 2, 1), (2, 2, 1, 2)] {
        sheet.merged.push(Merged { first: Place::new(row, column), rows, columns });
        for cell in sheet.rows.iter_mut().flatten() {
            let inside = (row..row + rows).contains(&cell.place.row)
                && (column..column + columns).contains(&cell.place.column);
            if inside && cell.place != Place::new(row, column) {
                cell.value = Value::Covered;
            }
        }
    }
    let roster = Roster::of(sheet, "单位.xlsx", Grouping::Usual).unwrap();
    assert_eq!(roster.units.len(), 1);
    assert_eq!((roster.units[0].row, roster.units[0].name.as_str()), (4, "财政局"));
    let names = roster.header.columns().iter().filter_map(|words| words.last());
    assert_eq!(names.collect::<Vec<_>>(), ["单位", "批复", "支出"]);
}

#[test]
fn cells_become_data_as_if_they_were_typed() {
    let yaml = "单位: 待填\n年度: 待填\n标题: 报告\n数据:\n  批复: 待填\n  负责人: {文字: 待填}\n  执行率: =支出 ÷ 批复\n正文:\n  - “{{电话}}”{{编制}}{{负责人}}\n";
    let csv = "单位,年度,批复（万元）,支出,负责人,电话,编制,备注\n\
               财政局,2021年,1200.50,1180.25万元,3600001,0357-3600001,35人,a\n\
               教育局,2021,\"1,200\",无,李某,=1+1,,b\n";
    assert_eq!(
        filled(yaml, csv),
        [
            "2 财政局 2021: 批复=1200.50万元 负责人“3600001” 执行率==支出 ÷ 批复 支出=1180.25万元 \
             电话“0357-3600001” 编制=35人",
            // A cell is never a formula, and what is not there is told as what is left to be filled in.
            "3 教育局 2021: 批复=1,200万元 负责人“李某” 执行率==支出 ÷ 批复 支出“无” 电话“=1+1” \
             编制=待填：“单位.csv”第 3 行的“编制”是空的",
        ]
    );
    let roster = roster(csv);
    let columns = Columns::of(&tree(yaml), &roster, false).unwrap();
    assert_eq!(columns.unused, ["备注"]);
}

#[test]
fn what_a_cell_cannot_be_is_left_to_be_filled_in_with_the_reason() {
    let yaml = "单位: 待填\n标题: 报告\n数据: {支出: 待填, 组: {车辆: {值: 待填, 来源: 册}}}\n正文:\n  - 文\n";
    let csv = "单位,支出,车辆\n甲{{支出}}局,1万元,3辆\n乙局,无,\n丙局,1万元,1辆\n丙局,2万元,1辆\n";
    let (tree, roster) = (tree(yaml), roster(csv));
    let columns = Columns::of(&tree, &roster, false).unwrap();
    let notes = |unit: &Unit| -> Vec<String> {
        let unfilled = schema::unfilled(&columns.filled(&tree, &roster, unit));
        unfilled.into_iter().map(|place| place.to_diagnostic().message).collect()
    };
    let notes: Vec<Vec<String>> = roster.units.iter().map(notes).collect();
    assert_eq!(
        notes,
        [
            vec!["“单位”待填：“单位.csv”里 A2 里面有 {{，在文稿里会当成算式"],
            vec![
                "“支出”待填：“单位.csv”里 B3 写的是“无”，这里要有数；是文字的，在文稿里写成 {文字: 待填}",
                "“车辆”待填：“单位.csv”第 3 行的“车辆”是空的",
            ],
            vec!["“支出”待填：“单位.csv”第 4、5 行的“支出”不一样"],
        ]
    );
}

#[test]
fn what_no_column_fills_is_told_before_anything_is_made() {
    let yaml = "单位: 待填\n标题: 报告\n数据: {支出: 待填, 决算: 待填}\n正文:\n  - 文{{待填}}\n";
    let roster = roster("单位,支出,支 出\n甲局,1万元,2万元\n");
    let faults = Columns::of(&tree(yaml), &roster, false).unwrap_err();
    let said: Vec<_> = faults.iter().map(|fault| (fault.code.0, fault.message.as_str())).collect();
    let mut said = said;
    said.sort_unstable();
    assert_eq!(
        said,
        [
            ("B002", "“单位.csv”里有两列都叫“支出”，不知道取哪一列"),
            ("B003", "“决算”待填，“单位.csv”里没有这一列"),
            ("B003", "这里待填，“单位.csv”里没有这一列"),
        ]
    );
    assert_eq!(Columns::of(&tree(yaml), &roster, true).unwrap_err().len(), 1);
}

#[test]
fn formulas_of_the_document_stay_and_data_out_of_a_file_are_not_touched() {
    let roster = roster("单位,合计,支出\n甲局,3,1万元\n");
    let uses = |yaml: &str| -> Vec<Target> {
        let columns = Columns::of(&tree(yaml), &roster, false).unwrap();
        columns.uses.into_iter().map(|each| each.target).collect()
    };
    let datum = |name: &str, declared| Target::Datum {
        path: vec![name.to_owned()],
        unit: String::new(),
        declared,
    };
    let unit = Target::Key("单位");
    let yaml = "标题: 报告\n数据: {支出: 1万元, 合计: =支出 × 2}\n正文:\n  - 文{{合计}}\n";
    assert_eq!(uses(yaml), [unit.clone(), datum("支出", Some(DatumKind::Plain))]);
    let yaml = "标题: 报告\n数据: {来自: 甲.csv}\n正文:\n  - 文{{支出}}\n";
    assert_eq!(uses(yaml), [unit]);
}

#[test]
fn of_a_shared_table_a_unit_sees_its_own_rows() {
    let csv = "单位,项目,金额\n财政局,机房,1\n教育局,校舍,2\n财政局,网络,3\n财政局,网络,4\n";
    let mut sheet = grid(csv);
    // 网络 over the rows 4 and 5; 财政局 and what follows over all of them in no column.
    sheet.merged.push(Merged { first: Place::new(4, 2), rows: 2, columns: 1 });
    sheet.rows[4][1].value = Value::Covered;
    sheet.rows[4][1].text.clear();
    let shown = |grid: &Grid| -> Vec<String> {
        let row = |row: &Vec<crate::spreadsheet::Cell>| {
            row.iter()
                .map(|cell| format!("{}@{}", cell.text, cell.place))
                .collect::<Vec<_>>()
                .join(" ")
        };
        grid.rows.iter().map(row).collect()
    };
    let shared = Shared::of(sheet.clone(), Some("单位"));
    let own = shared.of_unit("财政局", 1);
    assert_eq!(
        shown(&own),
        [
            "单位@A1 项目@B1 金额@C1",
            "财政局@A2 机房@B2 1@C2",
            "财政局@A4 网络@B4 3@C4",
            "财政局@A5 @B5 4@C5"
        ]
    );
    assert_eq!(own.extent(&own.merged[0]), (2..4, 1..2));
    assert_eq!(own.whole(3, 1).unwrap().text, "网络");
    assert_eq!(shown(&shared.of_unit("水利局", 1)), ["单位@A1 项目@B1 金额@C1"]);
    // A table without such a column is everybody's.
    assert_eq!(Shared::of(sheet.clone(), Some("科室")).of_unit("财政局", 1), sheet);
}

#[test]
fn a_merged_cell_over_several_units_is_each_ones() {
    let mut sheet = grid("县,单位\n襄汾县,财政局\n,教育局\n");
    sheet.merged.push(Merged { first: Place::new(2, 1), rows: 2, columns: 1 });
    sheet.rows[2][0].value = Value::Covered;
    let own = Shared::of(sheet, Some("单位")).of_unit("教育局", 1);
    assert_eq!(own.rows[1][0].text, "襄汾县");
    assert_eq!(own.merged, []);
}

#[test]
fn patterns_name_files_and_folders() {
    let roster = roster("单位,县\n财政局,襄汾县\n教育局,曲沃/县\n");
    let names = |pattern: &str| -> Result<Vec<String>, String> {
        let names = Pattern::parse(pattern, &roster).and_then(|pattern| pattern.names(&roster));
        let names = names.map_err(|fault| format!("{} {}", fault.code.0, fault.message))?;
        Ok(names.into_iter().map(Result::unwrap).collect())
    };
    assert_eq!(names("附件4-{单位}.docx").unwrap(), ["附件4-财政局", "附件4-教育局"]);
    assert_eq!(names("{县}/附件4-{序号}").unwrap(), ["襄汾县/附件4-0001", "曲沃／县/附件4-0002"]);
    for (pattern, said) in [
        ("附件4", "B005 “单位.csv”第 2 行和第 3 行的文件都会叫“附件4”"),
        ("附件-{科室}", "B004 名称样式里的“{科室}”，“单位.csv”里没有这一列"),
        ("附件-{单位", "B004 名称样式“附件-{单位”里的“{”没有“}”"),
        ("/{单位}", "B004 名称样式“/{单位}”里有一段是空的"),
        ("", "B004 名称样式“”里有一段是空的"),
    ] {
        assert_eq!(names(pattern).unwrap_err(), said);
    }
}

#[test]
fn a_unit_without_a_name_stops_no_other() {
    let roster = roster("单位,县\n财政局,襄汾县\n,曲沃县\n");
    let names = Pattern::usual("附件", &roster).names(&roster).unwrap();
    assert_eq!(names[0].as_deref().unwrap(), "附件-财政局");
    assert_eq!(names[1].as_ref().unwrap_err().message, "“单位.csv”第 3 行没有写“单位”");
}
