//! Syntax tree → text, over the amounts of a [`Ledger`].

use super::amount::Amount;
use super::fault::{Fault, UNITS, ZERO};
use super::ledger::{Found, Ledger};
use super::lexer::Operator;
use super::parser::{Expression, ExpressionKind, parse};
use super::print::{self, Format};
use super::quantity::{ArithmeticError, Quantity};
use super::unit::Unit;

/// Evaluates a formula; `None` when it rests on an amount whose fault is reported already.
///
/// # Errors
/// One fault with its place in the formula.
pub(super) fn evaluate(ledger: &Ledger, formula: &str) -> Result<Option<String>, Fault> {
    let parsed = parse(formula)?;
    let format = match &parsed.format {
        Some(range) => {
            Some((Format::parse(&formula[range.clone()], range.clone())?, range.clone()))
        }
        None => None,
    };
    let expression = &parsed.expression;
    if let (ExpressionKind::Operand, None) = (&expression.kind, &format) {
        // A name alone stands for the author's own writing: 2946.50万元 keeps its zero.
        let name = &formula[expression.range.clone()];
        if let Some(Found::Amount(entered)) = ledger.find(name, expression.range.clone())? {
            return Ok(Some(entered.text.clone()));
        }
    }
    let Some(value) = (Evaluator { ledger, formula }).value(expression)? else {
        return Ok(None);
    };
    let printed = match format {
        Some((format, range)) => format.print(&value, range)?,
        None => print::plain(&value, expression.range.clone())?,
    };
    Ok(Some(printed))
}

struct Evaluator<'a> {
    ledger: &'a Ledger,
    formula: &'a str,
}

impl Evaluator<'_> {
    fn value(&self, expression: &Expression) -> Result<Option<Quantity>, Fault> {
        match &expression.kind {
            ExpressionKind::Operand => self.operand(expression),
            ExpressionKind::Negated(inner) => Ok(self.value(inner)?.map(|value| value.negated())),
            ExpressionKind::Binary(operator, left, right) => {
                let (Some(first), Some(second)) = (self.value(left)?, self.value(right)?) else {
                    return Ok(None);
                };
                let result = match operator {
                    Operator::Plus => first.plus(&second),
                    Operator::Minus => first.minus(&second),
                    Operator::Times => first.times(&second),
                    Operator::Over => first.over(&second),
                };
                result.map(Some).map_err(|error| fault_of(&error, right))
            }
        }
    }

    fn operand(&self, expression: &Expression) -> Result<Option<Quantity>, Fault> {
        let range = expression.range.clone();
        let text = &self.formula[range.clone()];
        match self.ledger.find(text, range.clone())? {
            Some(Found::Amount(entered)) => Ok(Some(Quantity::new(&entered.amount))),
            Some(Found::Broken) => Ok(None),
            // A name may begin with a digit, so a number is what no name is.
            None if text.starts_with(|c: char| c.is_numeric()) => {
                let amount = Amount::parse(text).map_err(|fault| fault.shifted(range.start))?;
                Ok(Some(Quantity::new(&amount)))
            }
            None => Err(self.ledger.unknown(text, range)),
        }
    }
}

fn fault_of(error: &ArithmeticError, right: &Expression) -> Fault {
    let range = right.range.clone();
    let units = |left: &Unit, right: &Unit| format!("左边{}，右边{}", side(left), side(right));
    match error {
        ArithmeticError::Add(left, right) => {
            Fault::new(UNITS, range, "单位不同类的数不能相加减").label(units(left, right))
        }
        ArithmeticError::Multiply(left, right) => {
            Fault::new(UNITS, range, "两个都带单位的数不能相乘").label(units(left, right))
        }
        ArithmeticError::Divide(left, right) => Fault::new(UNITS, range, "单位不同类的数不能相除")
            .label(units(left, right))
            .help("同类的数相除得比值；带单位的数也可以除以不带单位的数"),
        ArithmeticError::Zero => Fault::new(ZERO, range, "除数为零").label("这里等于 0"),
    }
}

fn side(unit: &Unit) -> String {
    if unit.name.is_empty() { unit.shown() } else { format!("是{}", unit.shown()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Diagnostic, Diagnostics, FileId, Span};
    use crate::model::{Datum, DatumValue, Spanned};
    use proptest::prelude::*;

    fn spanned(text: &str) -> Spanned<String> {
        let end = u32::try_from(text.len()).unwrap();
        Spanned { value: text.to_owned(), span: Span::new(FileId::new(0), 0, end) }
    }

    fn amount(name: &str, text: &str) -> Datum {
        Datum { name: spanned(name), value: DatumValue::Amount(spanned(text)) }
    }

    fn group(name: &str, members: Vec<Datum>) -> Datum {
        Datum { name: spanned(name), value: DatumValue::Group(members) }
    }

    fn sample() -> Vec<Datum> {
        vec![
            amount("预算批复", "2946.45万元"),
            amount("总支出", "2388.71万元"),
            amount("结余", " 0.50万元 "),
            amount("车辆", "12辆"),
            amount("零", "0万元"),
            amount("2021年预算", "5万元"),
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
        ]
    }

    fn ledger(data: &[Datum]) -> Ledger {
        let mut diagnostics = Diagnostics::new();
        let ledger = Ledger::new(data, &mut diagnostics);
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
        let ledger = Ledger::new(&data, &mut diagnostics);
        let codes: Vec<_> = diagnostics.into_sorted().iter().map(|d| d.code.0).collect();
        assert_eq!(codes.len(), 4);
        assert_eq!(codes.iter().filter(|code| **code == "F004").count(), 2);
        let span = Span::start_of(FileId::new(0));
        for formula in ["甲", "甲 × 2", "己 + 1元 | 万元(2)"] {
            assert_eq!(ledger.evaluate(formula, span).as_deref(), Ok(formula));
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
}
