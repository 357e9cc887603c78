//! Forms filled in: where each word stands, what is printed of scores, what is told of mistakes.

use super::*;
use crate::schema;
use crate::source::parse;

/// The forms of a document whose body is this block, with the codes of what is found.
struct Run {
    forms: Forms,
    found: Vec<(&'static str, String)>,
}

fn run_with(block: &str, files: &[(&str, &str)]) -> Run {
    let block: Vec<String> = block.lines().map(|line| format!("      {line}")).collect();
    let block = block.join("\n");
    let yaml = format!(
        "标题: 表\n年度: 2021\n数据: {{预算: 200万元, 车: 12辆}}\n正文:\n  - 绩效自评表:\n{block}"
    );
    let mut sources = SourceMap::default();
    let id = sources.add("稿.yaml", yaml.into_bytes()).unwrap();
    let tree = parse(id, sources.file(id)).unwrap();
    let mut out = Diagnostics::new();
    let document = schema::read(&tree, &mut out).unwrap();
    let ledger = Ledger::new(&document, &mut out);
    let read = |name: &str| {
        let file = files.iter().find(|(known, _)| *known == name);
        file.map(|(_, text)| text.as_bytes().to_vec()).ok_or_else(|| "找不到".to_owned())
    };
    let forms = fill(&document, &ledger, &read, &mut sources, &mut out);
    let found = out.into_sorted().into_iter().map(|fault| (fault.code.0, fault.message));
    Run { forms, found: found.collect() }
}

fn run(block: &str) -> Run {
    run_with(block, &[])
}

fn codes(run: &Run) -> Vec<&'static str> {
    run.found.iter().map(|(code, _)| *code).collect()
}

/// Each row as its cells, `text` or `text 列×行`.
fn drawn(run: &Run) -> Vec<String> {
    let table = run.forms.tables.values().next().unwrap();
    let cell = |cell: &crate::model::Cell| {
        let text = words::plain(&cell.text).replace('\n', "/");
        match (cell.columns, cell.rows) {
            (1, 1) => text,
            (columns, rows) => format!("{text} {columns}×{rows}"),
        }
    };
    let row = |row: &crate::model::Row| row.cells.iter().map(cell).collect::<Vec<_>>().join("｜");
    table.rows.iter().map(row).collect()
}

const PROJECT: &str = "\
项目名称: 车辆更新
主管部门: 政府办
实施单位: 服务中心
年度资金总额: {年初预算数: 210, 全年预算数: \"{{预算}}\", 全年执行数: 1970000元}
年度总体目标: {预期目标: \"更新{{车}}车\", 实际完成情况: 更新12辆车}
指标:
  - 产出指标:
      - 数量指标:
          - {名称: 新购车辆, 指标值: \"≥{{车}}\", 完成值: \"{{车}}\", 分值: 30}
          - {名称: 处置车辆, 指标值: ≥60辆, 完成值: 45辆, 分值: 20, 偏差原因: 手续未办完}
  - 效益指标:
      - 社会效益指标:
          - {名称: 公务出行, 指标值: 保障有力, 完成值: 达成预期指标, 分值: 30}
  - 满意度指标:
      - 服务对象满意度指标:
          - {名称: 满意度, 指标值: ≥90%, 完成值: 95%, 分值: 10}
";

#[test]
fn the_project_form_stands_as_the_official_one() {
    let run = run(PROJECT);
    assert_eq!(run.found, vec![]);
    // 处置车辆: 20 × 45 ÷ 60 = 15; 执行率 197 ÷ 200 = 98.50%, 10 × 197 ÷ 200 = 9.85.
    // 9.85 + 30 + 15 + 30 + 10 = 94.85.
    assert_eq!(
        drawn(&run),
        [
            "项目名称 2×1｜车辆更新 7×1",
            "主管部门 2×1｜政府办 2×1｜实施单位｜服务中心 4×1",
            "项目资金（万元） 2×5｜｜年初预算数｜全年预算数/(A)｜全年执行数/(B)｜分值｜执行率/(B/A)｜得分",
            "年度资金总额：｜210｜200｜197｜10｜98.50%｜9.85",
            "其中：本年财政拨款｜｜｜｜—｜｜—",
            "上年结转资金｜｜｜｜—｜｜—",
            "其他资金｜｜｜｜—｜｜—",
            "年度总体目标 1×2｜预期目标 4×1｜实际完成情况 4×1",
            "更新12辆车 4×1｜更新12辆车 4×1",
            "绩效指标 1×5｜一级指标｜二级指标｜三级指标｜年度指标值｜实际完成值｜分值｜得分｜偏差原因分析及改进措施",
            "产出指标/（50分） 1×2｜数量指标 1×2｜新购车辆｜≥12辆｜12辆｜30｜30｜",
            "处置车辆｜≥60辆｜45辆｜20｜15｜手续未办完",
            "效益指标/（30分）｜社会效益指标｜公务出行｜保障有力｜达成预期指标｜30｜30｜",
            "满意度指标/（10分）｜服务对象满意度指标｜满意度｜≥90%｜95%｜10｜10｜",
            "总分 6×1｜100｜94.85｜",
        ]
    );
    let table = run.forms.tables.values().next().unwrap();
    assert_eq!(table.head_at, Some(9..10));
    assert_eq!(words::plain(table.subtitle.as_ref().unwrap()), "（2021年度）");
}

#[test]
fn a_score_by_hand_is_kept_and_told_where_it_differs() {
    let run = run(&PROJECT.replace("分值: 20,", "分值: 20, 得分: 18,"));
    assert_eq!(codes(&run), ["K008"]);
    assert!(drawn(&run)[11].contains("｜20｜18｜"), "{:?}", drawn(&run)[11]);
    assert!(drawn(&run)[14].contains("97.85"), "{:?}", drawn(&run)[14]);
}

#[test]
fn where_nothing_was_budgeted_the_score_is_given_by_hand() {
    let none = PROJECT
        .replace("全年预算数: \"{{预算}}\", 全年执行数: 1970000元", "全年预算数: 0, 全年执行数: 0");
    let run = run(&format!("执行得分: 9.5\n{none}"));
    assert_eq!(run.found, vec![]);
    assert_eq!(drawn(&run)[3], "年度资金总额：｜210｜0｜0｜10｜｜9.5");
    assert!(drawn(&run)[14].contains("94.5"), "{:?}", drawn(&run)[14]);
}

#[test]
fn what_is_wrong_is_told_with_what_to_write() {
    let cases = [
        ("项目名称:", "项目明称:", vec![("K011", "没有“项目明称”")]),
        ("年初预算数: 210,", "年初: 210,", vec![("K011", "没有“年初”")]),
        ("主管部门: 政府办", "主管部门: {甲: 乙}", vec![("K011", "下面不分项")]),
        (
            "分值: 30}\n          - {名称: 处置",
            "分值: 三十}\n          - {名称: 处置",
            vec![("K014", "不是数"), ("K007", "")],
        ),
        (", 分值: 10}", "}", vec![("K014", "没有写分值"), ("K007", "")]),
        ("偏差原因: 手续未办完", "备注: 无", vec![("K009", "")]),
        ("完成值: 95%", "完成值: ≥95%", vec![("K003", "")]),
        ("完成值: 45辆", "完成值: 45万元", vec![("K004", "")]),
        ("全年预算数: \"{{预算}}\"", "全年预算数: 0", vec![("K005", "")]),
        ("全年预算数: \"{{预算}}\"", "全年预算数: 八十", vec![("K014", "“八十”不是数")]),
        (", 全年执行数: 1970000元", "", vec![("K014", "没有填“年度资金总额.全年执行数”")]),
        ("项目名称: 车辆更新", "执行得分: 满分", vec![("K014", "“满分”不是数")]),
        ("\"≥{{车}}\"", "\"≥{{船}}\"", vec![("F006", "船"), ("K001", "")]),
    ];
    for (from, to, expected) in cases {
        assert!(PROJECT.contains(from), "{from}");
        let run = run(&PROJECT.replacen(from, to, 1));
        let mut found = codes(&run);
        found.sort_unstable();
        let mut wanted: Vec<_> = expected.iter().map(|(code, _)| *code).collect();
        wanted.sort_unstable();
        assert_eq!(found, wanted, "{to}: {:?}", run.found);
        for (code, part) in expected {
            assert!(run.found.iter().any(|(found, text)| *found == code && text.contains(part)));
        }
    }
}

#[test]
fn indicators_are_there_where_the_form_has_them_and_nowhere_else() {
    assert_eq!(codes(&run("项目名称: 甲\n")), ["K013"]);
    let plain = "标题: 登记\n列宽: [1, 3]\n行:\n  - [单位, {填: 单位, 必填: 是}]\n";
    let own = |block: &str| run_with(&format!("表式: 登记.yaml\n{block}"), &[("登记.yaml", plain)]);
    assert_eq!(codes(&own("指标: [{名称: 甲}]\n单位: 乙\n")), ["K013"]);
    assert_eq!(codes(&own("")), ["K012"]);
    let sound = own("单位: 乙局\n");
    assert_eq!((sound.found.clone(), drawn(&sound)), (vec![], vec!["单位｜乙局".to_owned()]));
    assert_eq!(sound.forms.explained, vec![]);
}

#[test]
fn a_form_of_the_authors_is_laid_over_a_built_in_one() {
    let own = "基于: 项目支出绩效自评表\n标题: 市级项目支出绩效自评表\n算分: {及格线: 80%}\n";
    let block = format!("表式: 市级.yaml\n{PROJECT}");
    let found = run_with(&block, &[("市级.yaml", own)]);
    // 45 ÷ 60 = 75% is below 80%: no score for it.
    assert_eq!(found.found, vec![]);
    assert!(drawn(&found)[11].contains("｜20｜0｜"), "{:?}", drawn(&found)[11]);
    let table = found.forms.tables.values().next().unwrap();
    assert_eq!(words::plain(table.title.as_ref().unwrap()), "市级项目支出绩效自评表");
}

#[test]
fn form_templates_at_fault_are_told_at_their_own_place() {
    let cases = [
        ("标题: 甲\n", vec!["T002", "T002"]),
        ("列宽: [1]\n行:\n  - [{填: 甲, 印: 乙}]\n", vec!["T002"]),
        ("列宽: [1]\n行:\n  - [{填: 甲, 跨烈: 2}]\n", vec!["T001"]),
        ("列宽: [1]\n行:\n  - 表头: [甲]\n", vec!["T005"]),
        ("列宽: [1]\n行:\n  - 尾: [甲]\n", vec!["T003"]),
        ("列宽: [1, 1]\n行:\n  - [甲]\n", vec!["Y112"]),
        ("列宽: [1]\n算分: {小数: 9}\n行:\n  - [甲]\n", vec!["T005"]),
        ("列宽: [1]\n算分: {及格线: 六成}\n行:\n  - [甲]\n", vec!["T004"]),
        ("基于: 没有\n", vec!["K015"]),
    ];
    for (text, expected) in cases {
        let run = run_with("表式: 甲.yaml\n", &[("甲.yaml", text)]);
        assert_eq!(codes(&run), expected, "{text}: {:?}", run.found);
    }
    assert_eq!(codes(&run("表式: 项目支出自评表\n")), ["K015"]);
    assert_eq!(codes(&run("表式: 没有.yaml\n")), ["K015"]);
}

#[test]
fn levels_that_the_form_does_not_print_are_told() {
    let deep = PROJECT.replace(
        "  - 满意度指标:\n      - 服务对象满意度指标:\n          - {",
        "  - 满意度指标:\n      - 服务对象满意度指标:\n          - 群众:\n              - {",
    );
    let deeper = run(&deep);
    assert_eq!(codes(&deeper), ["K013"]);
    assert!(deeper.found[0].1.contains("“群众”是多出来的"), "{:?}", deeper.found);
    assert_eq!(
        codes(&run(&format!(
            "表式: 绩效目标完成情况表\n{}",
            "指标:\n  - 产出:\n      - {名称: 甲}\n"
        ))),
        ["K013"]
    );
}

#[test]
fn a_list_of_targets_has_its_header_on_top_and_no_scores() {
    let run =
        run("表式: 绩效目标完成情况表\n指标:\n  - {名称: 执行率, 指标值: ≤100%, 完成值: 81%}\n");
    assert_eq!((run.found.clone(), run.forms.explained.len()), (vec![], 0));
    assert_eq!(drawn(&run), ["绩效指标｜目标值｜完成值", "执行率｜≤100%｜81%"]);
    let table = run.forms.tables.values().next().unwrap();
    assert_eq!((table.head_at.clone(), table.continued), (Some(0..1), false));
}

#[test]
fn sign_value_and_unit_of_a_target_stand_apart_where_the_form_says_so() {
    let block = "\
表式: 部门预算项目支出绩效自评表
总额: {调整后预算数: 100, 预算执行数: 100}
指标:
  - 产出指标:
      - 数量指标:
          - {名称: 甲, 指标性质: ≥, 指标值: 36, 度量单位: 台（套）, 完成值: 36, 分值: 30}
          - {名称: 乙, 指标值: ≤2.5万元, 完成值: 2.5万元, 分值: 30}
          - {名称: 丙, 指标值: 健全, 完成值: 达成, 分值: 30}
";
    let run = run(block);
    assert_eq!(run.found, vec![]);
    let rows = drawn(&run);
    for row in [
        "甲｜≥｜36｜台（套）｜36｜30｜30｜",
        "乙｜≤｜2.5｜万元｜2.5万元｜30｜30｜",
        "丙｜定性｜健全｜｜达成｜30｜30｜",
    ] {
        assert!(rows.iter().any(|found| found.ends_with(row)), "{row}: {rows:?}");
    }
}

#[test]
fn every_built_in_form_reads() {
    for name in names() {
        let mut sources = SourceMap::default();
        let id = sources.add("稿.yaml", b"a".to_vec()).unwrap();
        let mut out = Diagnostics::new();
        let none = |_: &str| Err(String::new());
        let span = Span::start_of(id);
        let form = library::load(Some(name), span, &none, &mut sources, &mut out);
        assert!(form.is_some() && !out.has_errors(), "{name}");
    }
}

#[test]
fn a_form_without_a_place_for_reasons_asks_for_none() {
    let own = "列宽: [1, 1, 1]\n算分: {满分: 10}\n行:\n  - 表头: [指标, 分值, 得分]\n  - 指标: [{项: 名称}, {项: 分值}, {项: 得分}]\n";
    let block = "表式: 甲.yaml\n指标: [{名称: 甲, 指标值: ≥10辆, 完成值: 9辆, 分值: 10}]\n";
    let found = run_with(block, &[("甲.yaml", own)]);
    assert_eq!(
        (found.found.clone(), drawn(&found)),
        (vec![], vec!["指标｜分值｜得分".to_owned(), "甲｜10｜9".to_owned()])
    );
}
