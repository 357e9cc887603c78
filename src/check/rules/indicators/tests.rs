//! Whole documents: the sample with its defects, and documents of the program's own.

use super::RULES;
use crate::check::testing::{look, proof};
use crate::check::{Finding, Profile};
use crate::compile::{Options, compile};
use crate::diag::{Diagnostics, Severity};
use crate::fonts::{Book, Preference};
use crate::proof::{Cell, Kind, Paragraph, Proof, Table, of_galley};
use crate::source::SourceMap;

fn find(proof: &Proof) -> Vec<Finding> {
    let mut found: Vec<Finding> =
        RULES.iter().flat_map(|rule| look(rule, proof, &Profile::default())).collect();
    found.sort_by_key(|each| (each.paragraph, each.range.start, each.rule.code));
    found
}

/// `code what is marked` of each finding.
fn shown(proof: &Proof) -> Vec<String> {
    let shown = |each: &Finding| {
        let marked = &proof.paragraphs[each.paragraph].text[each.range.clone()];
        format!("{} {marked}", each.rule.code.0)
    };
    find(proof).iter().map(shown).collect()
}

fn data(name: &str) -> String {
    let path = format!("{}/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).unwrap()
}

/// The proof of a document of the program.
fn compiled(name: &str) -> Proof {
    let mut sources = SourceMap::default();
    let file = sources.add("稿.yaml", data(name).into_bytes()).unwrap();
    let mut diagnostics = Diagnostics::default();
    let book = Book::open(Preference::Bundled).unwrap();
    let made = compile(file, Options::default(), &mut sources, &book, &(), &mut diagnostics);
    of_galley(&made.unwrap().galley, None, &sources)
}

#[test]
fn the_defects_of_the_sample_are_found_and_nothing_else() {
    let proof = proof(&data("tests/data/xiangfen-2021-sample.txt"));
    let expected = [
        "K106 预算编审是否规范",
        "K112 预算编审是否规范",
        "K101 ≤100%",
        "K107 81%",
        "K113 资产账务管理合规，帐实相符",
        "K103 合规",
        "K104 2698万元",
        "K105 产出指标完成情况",
        "K111 提高",
        "K111 保障",
        "K111 持续",
        "K105 效益指标完成情况",
        "K101 ≤100%",
        "K105 满意度指标完成情况",
        "K102 不少于2次",
        "K101 <=100%",
        "K114 项目验收合格率",
    ];
    assert_eq!(shown(&proof), expected);
    let rates = find(&proof).into_iter().filter(|each| each.rule.code.0 == "K101");
    let severities: Vec<_> = rates.map(|each| each.severity).collect();
    assert_eq!(severities, [Severity::Warning, Severity::Error, Severity::Error]);
}

#[test]
fn the_same_defects_are_found_in_a_real_table() {
    let shown = shown(&compiled("data/xiangfen-2021.yaml"));
    assert_eq!(shown.first().map(String::as_str), Some("K106 绩效指标"));
    assert_eq!(shown.len(), 17, "{shown:#?}");
}

#[test]
fn documents_that_are_right_are_left_alone() {
    for name in ["data/quanyaosu.yaml", "data/bumen-zhengti.yaml", "data/xiangmu-ziping.yaml"] {
        assert_eq!(shown(&compiled(name)), Vec::<String>::new(), "{name}");
    }
}

/// A proof with one table, a row a line and cells parted by |; ^ is a cell that the one above covers, > one that
/// the one in front covers.
fn table(rows: &str) -> Proof {
    let mut proof = proof("2021年度技能培训项目绩效自评报告\n一、基本情况\n项目按计划实施。");
    let mut table = Table::default();
    let span = proof.paragraphs[0].span(0..0).unwrap();
    let mut above: Vec<(usize, usize)> = Vec::new();
    for (at, line) in rows.lines().map(str::trim).enumerate() {
        let mut cells: Vec<Cell> = Vec::new();
        for (column, text) in line.split('|').enumerate() {
            table.columns = table.columns.max(column + 1);
            above.resize(above.len().max(column + 1), (0, 0));
            match text {
                "^" => {
                    let (row, cell) = above[column];
                    let rows: &mut Vec<Vec<Cell>> = &mut table.rows;
                    rows[row][cell].rows += 1;
                }
                ">" => {
                    if let Some(cell) = cells.last_mut() {
                        cell.columns += 1;
                    }
                }
                _ => {
                    let paragraph = proof.paragraphs.len();
                    proof.paragraphs.push(Paragraph::verbatim(Kind::Cell, text, span));
                    above[column] = (at, cells.len());
                    let (range, text) = (0..text.len(), text.to_owned());
                    cells.push(Cell { column, columns: 1, rows: 1, paragraph, range, text });
                }
            }
        }
        table.rows.push(cells);
    }
    proof.tables.push(table);
    proof
}

/// The official form as it comes out of a DOCX, money and aims above the indicators.
const FORM: &str = "项目名称|>|技能培训|>|>|>|>|>|>
    项目资金（万元）|>||年初预算数|全年预算数（A）|全年执行数（B）|分值|执行率（B/A）|得分
    ^|>|年度资金总额|50|50|48.5|10|97.00%|9.7
    年度总体目标|预期目标|>|>|>|实际完成情况|>|>|>
    ^|培训不少于4次，满意度不低于90%。|>|>|>|培训6次，满意度95.6%。|>|>|>
    绩效指标|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施
    ^|产出指标|数量指标|培训次数|≥4次|6次|15|15|
    ^|^|^|培训人次|≥300人次|328人次|10|10|
    ^|^|质量指标|结业考核合格率|≥95%|93%|10|9.79|部分学员缺课，已安排补课
    ^|^|时效指标|补贴发放及时率|=100%|100%|10|10|
    ^|^|成本指标|项目总成本|≤50万元|48.5万元|5|5|
    ^|效益指标|社会效益指标|学员就业率|≥80%|86%|30|30|
    ^|满意度指标|服务对象满意度|学员满意度|≥90%|95.6%|10|10|
    总分|>|>|>|>|>|100|99.49|";

#[test]
fn a_form_filled_in_well_is_left_alone() {
    assert_eq!(shown(&table(FORM)), Vec::<String>::new());
    // A DOCX has empty cells where another one goes on.
    assert_eq!(shown(&table(&FORM.replace('^', ""))), Vec::<String>::new());
}

#[test]
fn merged_cells_hold_for_the_rows_they_cover() {
    let cases = [
        ("|培训人次|≥300人次|328人次|", "|验收合格率|≥90人|≥90人|", "K114 验收合格率,K102 ≥90人"),
        ("|补贴发放及时率|=100%", "|设备合格率|=100%", "K114 设备合格率"),
        ("|≤50万元|48.5万元|", "|50万元|48.5万元|", "K104 50万元"),
        ("|≥90%|95.6%|10|10|", "|≤100%|95.6%|10|10.5|", "K101 ≤100%,K108 10.5"),
        ("|93%|10|9.79|部分学员缺课，已安排补课", "|93%|10|10|", "K107 93%,K117 10"),
        ("|50|48.5|10|97.00%", "|50|48.5|10|98.00%", "K116 98.00%"),
    ];
    for (from, to, expected) in cases {
        assert!(FORM.contains(from), "{from}");
        assert_eq!(shown(&table(&FORM.replace(from, to))).join(","), expected);
    }
}

#[test]
fn tables_made_with_tabs_are_read_and_right_ones_left_alone() {
    let text = "2021年度技能培训项目绩效自评报告
一、绩效目标完成情况
一级指标\t二级指标\t三级指标\t指标值\t完成值\t分值\t得分\t偏差原因
产出指标\t数量指标\t培训次数\t≥4次\t6次\t20\t20
\t质量指标\t结业考核合格率\t≥95%\t93%\t20\t19.58\t部分学员缺课
\t\t教材差错率\t≤1%\t0.2%\t10\t10
\t时效指标\t补贴发放及时率\t100%\t100%\t10\t10
\t成本指标\t项目总成本\t≤50万元\t48.5万元\t10\t10
效益指标\t社会效益指标\t学员就业率\t≥80%\t86%\t20\t20
满意度指标\t服务对象满意度\t学员满意度\t≥90%\t95.6%\t10\t10
二、自评结论
项目自评得分99.58分，等级为“优”。预算执行率为97%。";
    assert_eq!(shown(&proof(text)), Vec::<String>::new());
    let wrong = text.replace("≥80%\t86%", "≤80%\t86%").replace("教材差错率", "教材合格率");
    assert_eq!(shown(&proof(&wrong)), ["K101 ≤1%", "K101 ≤80%"]);
}
