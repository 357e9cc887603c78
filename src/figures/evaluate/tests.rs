//! Formulas of real reports, what is wrong with others, and laws.

use super::*;
use crate::diag::{Diagnostic, Diagnostics, FileId, Span};
use crate::model::{Datum, DatumValue, Spanned};
use proptest::prelude::*;

fn spanned(text: &str) -> Spanned<String> {
    let end = u32::try_from(text.len()).unwrap();
    Spanned { value: text.to_owned(), span: Span::new(FileId::new(0), 0, end) }
}

fn datum(name: &str, value: DatumValue) -> Datum {
    Datum { name: spanned(name), value, source: None, year: None }
}

fn amount(name: &str, text: &str) -> Datum {
    datum(name, DatumValue::Given(spanned(text)))
}

fn group(name: &str, members: Vec<Datum>) -> Datum {
    datum(name, DatumValue::Group(members))
}

fn sample() -> Vec<Datum> {
    vec![
        amount("预算批复", "2946.45万元"),
        amount("总支出", "2388.71万元"),
        amount("结余", " 0.50万元 "),
        amount("车辆", "12辆"),
        amount("零", "0万元"),
        amount("2021年预算", "5万元"),
        amount("上年支出", "2000万元"),
        amount("开工", "2021-03-15"),
        amount("完工", "2021年12月31日"),
        amount("结转", "=预算批复 − 总支出"),
        amount("执行率", "= 总支出 ÷ 预算批复 | 百分比(2)"),
        amount("三分之一", "=1 ÷ 3"),
        amount("三倍", "=三分之一 × 3"),
        group(
            "三公经费",
            vec![
                amount("公务接待费", "156.94万元"),
                amount("因公出国（境）费", "0万元"),
                amount("公务用车费", "380.83万元"),
                amount("合计", "537.77万元"),
            ],
        ),
        group("项目", vec![amount("合计", "2656.13万元")]),
        group(
            "科室",
            vec![datum("名称", DatumValue::Text(spanned("车辆科"))), amount("人数", "3人")],
        ),
    ]
}

fn ledger(data: &[Datum]) -> Ledger {
    let mut diagnostics = Diagnostics::new();
    let ledger = Ledger::of(data, &mut diagnostics);
    assert_eq!(diagnostics.into_sorted(), []);
    ledger
}

fn result(formula: &str) -> Result<String, Diagnostic> {
    let end = u32::try_from(formula.len()).unwrap();
    ledger(&sample()).evaluate(formula, Span::new(FileId::new(0), 0, end))
}

#[test]
fn formulas_of_reports_are_computed_exactly() {
    let cases = [
        ("预算批复", "2946.45万元"),
        (" 结余 ", "0.50万元"),
        ("结余 | 元(0)", "5000元"),
        ("总支出 / 预算批复 | 百分比(2)", "81.07%"),
        ("总支出÷预算批复｜百分比（2）", "81.07%"),
        ("预算批复 - 总支出", "557.74万元"),
        ("总支出 − 预算批复", "-557.74万元"),
        ("公务接待费 + 因公出国（境）费 + 公务用车费", "537.77万元"),
        ("三公经费.公务接待费+因公出国(境)费", "156.94万元"),
        ("三公经费.合计 ÷ 项目.合计 | 百分比(1)", "20.2%"),
        ("（预算批复 − 总支出）× 50%", "278.87万元"),
        ("1 ÷ 3 × 3", "1"),
        ("0.1 + 0.2", "0.3"),
        ("100% − 81%", "19%"),
        ("1,234.5元 + 0.5元", "1235元"),
        ("车辆 × 2", "24辆"),
        ("车辆 + 3辆", "15辆"),
        ("2021年预算", "5万元"),
        ("2021年预算 × 2", "10万元"),
        ("81%", "81%"),
        ("总支出 | 亿元(2)", "0.24亿元"),
        ("总支出 | 数(1)", "2388.7"),
        ("9999999999999999999999999999元 + 1元", "10000000000000000000000000000元"),
        ("-车辆", "-12辆"),
        ("合计(公务接待费, 因公出国（境）费，公务用车费)", "537.77万元"),
        ("合计(三公经费)", "537.77万元"),
        ("合计(三公经费) - 三公经费.合计", "0万元"),
        ("合计(三公经费，结余)", "538.27万元"),
        ("平均(1,234元, 2元)", "618元"),
        ("最大(公务接待费, 公务用车费)", "380.83万元"),
        ("最小(公务接待费, 5元, 公务用车费)", "5元"),
        ("最大(开工, 完工)", "2021年12月31日"),
        ("占比(公务接待费, 三公经费.合计) | 百分比(1)", "29.2%"),
        ("占比(1, 4)", "25%"),
        ("增长率(总支出, 上年支出) | 百分比(1)", "19.4%"),
        ("增长率(1, 4)", "-75%"),
        ("完工 − 开工 + 1天", "292天"),
        ("开工 + 90天", "2021年6月13日"),
        ("开工 | 年份", "2021年"),
        ("完工", "2021年12月31日"),
        ("结转", "557.74万元"),
        ("执行率", "81.07%"),
        ("100% − 执行率 | 百分比(3)", "18.929%"),
        ("三倍", "1"),
        ("结转 | 元(0) 千分位", "5,577,400元"),
        ("2021年12月31日 - 2021年12月30日", "1天"),
    ];
    for (formula, expected) in cases {
        assert_eq!(result(formula).as_deref(), Ok(expected), "{formula}");
    }
}

#[test]
fn every_fault_is_marked_at_its_place() {
    let cases = [
        ("预算批付", "F006", "预算批付"),
        ("总支出 ÷ 预算", "F006", "预算"),
        ("合计", "F007", "合计"),
        ("三公经费", "F008", "三公经费"),
        ("总支出 + 三公经费", "F008", "三公经费"),
        ("总支出 + 车辆", "F009", "车辆"),
        ("总支出 × 车辆", "F009", "车辆"),
        ("总支出 ÷ 车辆", "F009", "车辆"),
        ("总支出 - 1", "F009", "1"),
        ("总支出 ÷ 零", "F010", "零"),
        ("总支出 ÷ (零 + 零)", "F010", "零 + 零"),
        ("总支出 ÷ 预算批复", "F012", "总支出 ÷ 预算批复"),
        ("总支出 | 百分比(2)", "F009", " 百分比(2)"),
        ("总支出 | 百分率(2)", "F011", "百分率(2)"),
        ("总支出 |", "F011", ""),
        ("总支出 预算批复", "F005", "预算批复"),
        ("总支出 + 1,23元", "F003", "1,23"),
        ("12辆3 + 车辆", "F001", "辆3"),
        ("三分之一", "F012", "三分之一"),
        ("合计(甲、乙)", "F006", "甲、乙"),
        ("合计(三公经费, 车辆)", "F009", "车辆"),
        ("占比(总支出)", "F014", "占比(总支出)"),
        ("占比(总支出, 零)", "F010", "零"),
        ("占比(总支出, 车辆)", "F009", "车辆"),
        ("占比(三公经费, 总支出)", "F008", "三公经费"),
        ("增长率(1, -4)", "F014", "-4"),
        ("合计(项目)", "F014", "合计(项目)"),
        ("开工 + 完工", "F009", "完工"),
        ("开工 + 1", "F009", "1"),
        ("-开工", "F009", "开工"),
        ("2021年2月30日", "F001", "2021年2月30日"),
        ("99999999999999999999999999999", "F002", "99999999999999999999999999999"),
    ];
    for (formula, code, place) in cases {
        let fault = result(formula).unwrap_err();
        let span = fault.span.unwrap();
        let marked = &formula[span.start as usize..span.end as usize];
        assert_eq!((fault.code.0, marked), (code, place), "{formula}");
    }
}

#[test]
fn an_unknown_name_is_answered_with_the_nearest() {
    let cases = [
        ("预算批付", "是不是想写“预算批复”？"),
        ("公务用车费用", "是不是想写“三公经费.公务用车费”？"),
        ("因公出国（镜）费", "是不是想写“三公经费.因公出国（境）费”？"),
    ];
    for (formula, help) in cases {
        assert_eq!(result(formula).unwrap_err().help, help);
    }
    let far = result("固定资产").unwrap_err().help;
    assert_eq!(far, "数据里有：预算批复、总支出、结余、车辆、零、2021年预算 等");
    let none = ledger(&[]).evaluate("甲", Span::start_of(FileId::new(0))).unwrap_err();
    assert!(none.help.contains("还没有“数据”"));
}

#[test]
fn ambiguous_names_and_groups_name_their_candidates() {
    assert!(result("合计").unwrap_err().help.contains("三公经费.合计、项目.合计"));
    assert!(result("三公经费").unwrap_err().help.contains("三公经费.公务接待费"));
}

#[test]
fn mismatched_units_are_both_named() {
    assert_eq!(result("总支出 + 车辆").unwrap_err().label, "左边是“万元”，右边是“辆”");
    assert_eq!(result("总支出 - 1").unwrap_err().label, "左边是“万元”，右边没有单位");
}

#[test]
fn faults_of_the_data_are_reported_once_and_where_they_stand() {
    let data = [
        amount("甲", "约12辆"),
        amount("乙/丙", "1"),
        amount("丁 戊", "1"),
        group("组", vec![amount("己", "1,23元")]),
    ];
    let mut diagnostics = Diagnostics::new();
    let ledger = Ledger::of(&data, &mut diagnostics);
    let codes: Vec<_> = diagnostics.into_sorted().iter().map(|d| d.code.0).collect();
    assert_eq!(codes.len(), 4);
    assert_eq!(codes.iter().filter(|code| **code == "F004").count(), 2);
    let span = Span::start_of(FileId::new(0));
    for formula in ["甲", "甲 × 2", "己 + 1元 | 万元(2)"] {
        assert_eq!(ledger.evaluate(formula, span).as_deref(), Ok(formula));
    }
}

#[test]
fn amounts_that_rest_on_each_other_in_a_circle_are_told_once() {
    let data = [
        amount("甲", "=乙 + 1"),
        amount("乙", "=丙 × 2"),
        amount("丙", "=合计(组)"),
        group("组", vec![amount("丁", "=甲"), amount("戊", "1")]),
        amount("己", "=甲 + 1"),
        amount("庚", "=庚"),
        amount("辛", "=戊 + 1"),
    ];
    let mut diagnostics = Diagnostics::new();
    let ledger = Ledger::of(&data, &mut diagnostics);
    let told = diagnostics.into_sorted();
    let codes: Vec<_> = told.iter().map(|d| (d.code.0, d.message.as_str())).collect();
    assert_eq!(
        codes,
        [("F015", "算“组.丁”要用“甲”，算“甲”又要用它"), ("F015", "算“庚”要用“庚”，算“庚”又要用它"),]
    );
    let span = Span::start_of(FileId::new(0));
    assert_eq!(ledger.evaluate("己 + 1", span).as_deref(), Ok("己 + 1"));
    assert_eq!(ledger.evaluate("辛", span).as_deref(), Ok("2"));
}

#[test]
fn a_formula_of_the_data_is_marked_behind_its_equals_sign() {
    let text = " = 总支出 + 车辆";
    let data = [amount("总支出", "1万元"), amount("车辆", "12辆"), amount("甲", text)];
    let mut diagnostics = Diagnostics::new();
    let _ = Ledger::of(&data, &mut diagnostics);
    let told = diagnostics.into_sorted();
    let span = told[0].span.unwrap();
    assert_eq!((told.len(), &text[span.start as usize..span.end as usize]), (1, "车辆"));
}

#[test]
fn names_of_the_own_group_come_first_and_no_total_counts_itself() {
    let members =
        vec![amount("接待", "1万元"), amount("用车", "2万元"), amount("合计", "=合计(去年)")];
    let this_year =
        vec![amount("接待", "5万元"), amount("占比", "=接待 ÷ 用车"), amount("用车", "10万元")];
    let ledger =
        ledger(&[group("去年", members), group("今年", this_year), amount("接待", "9万元")]);
    let span = Span::start_of(FileId::new(0));
    for (formula, expected) in [
        ("去年.合计", "3万元"),
        ("今年.占比", "0.5"),
        ("接待", "9万元"),
        ("合计(去年) + 合计", "6万元"),
    ] {
        assert_eq!(ledger.evaluate(formula, span).as_deref(), Ok(expected), "{formula}");
    }
}

#[test]
fn a_name_of_the_outermost_group_wins_over_one_deeper_down() {
    let data = [group("去年", vec![amount("支出", "1元")]), amount("支出", "2元")];
    let span = Span::start_of(FileId::new(0));
    assert_eq!(ledger(&data).evaluate("支出", span).as_deref(), Ok("2元"));
    assert_eq!(ledger(&data).evaluate("去年.支出", span).as_deref(), Ok("1元"));
}

proptest! {
    #[test]
    fn no_formula_upsets_the_evaluator(formula in "[-+×÷()|预算批复零.合计12%万元辆,0 ]{0,40}") {
        if let Err(fault) = result(&formula) {
            let span = fault.span.unwrap();
            prop_assert!(formula.get(span.start as usize..span.end as usize).is_some());
        }
    }

    #[test]
    fn operands_of_a_sum_may_change_places(a in -10_000_000_i64..10_000_000, b in -10_000_000_i64..10_000_000) {
        let [a, b] = [a, b].map(|n| rust_decimal::Decimal::new(n, 4));
        let sums = [format!("({a}元)+({b}元)"), format!("({b}元)+({a}元)")];
        prop_assert_eq!(result(&sums[0]).unwrap(), result(&sums[1]).unwrap());
    }
}

#[test]
fn a_number_that_is_multiplied_with_itself_again_and_again_is_refused_in_time() {
    let ten = super::super::quantity::Quantity::bare(num_bigint::BigInt::from(10).into());
    let mut power = ten.clone();
    let mut rounds = 0;
    while let Ok(next) = power.times(&power) {
        power = next;
        rounds += 1;
    }
    // 2 to the 8th digits are 851 bits, twice as many are too many.
    assert_eq!(rounds, 8);
    assert!(ten.plus(&power).is_ok());
}

#[test]
fn words_are_printed_and_never_computed_with() {
    assert_eq!(result("科室.名称").unwrap(), "车辆科");
    // A sum takes in what can be added.
    assert_eq!(result("合计(科室)").unwrap(), "3人");
    for formula in ["科室.名称 + 1", "科室.名称 | 元(0)", "合计(科室.名称, 车辆)"]
    {
        let fault = result(formula).unwrap_err();
        assert_eq!(fault.code.0, "F016", "{formula}");
        assert!(fault.message.contains("“车辆科”"), "{}", fault.message);
    }
}
