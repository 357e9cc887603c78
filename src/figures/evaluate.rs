//! Syntax tree → value → text, over the amounts of a [`Ledger`].

use std::ops::Range;

use super::fault::{FORMAT, Fault, TEXT, TOO_MANY_DIGITS, UNITS, ZERO};
use super::function::{self, Applied, Argument, Function};
use super::ledger::{Entered, Found, Ledger, Scope};
use super::lexer::Operator;
use super::parser::{Expression, ExpressionKind, Formula, parse};
use super::print::{self, Format};
use super::quantity::ArithmeticError;
use super::unit::Unit;
use super::value::Value;

/// Evaluates a formula; `None` when it rests on an amount whose fault is reported already.
///
/// # Errors
/// One fault with its place in the formula.
pub(super) fn evaluate(ledger: &Ledger, formula: &str) -> Result<Option<String>, Fault> {
    let parsed = parse(formula)?;
    let expression = &parsed.expression;
    if let (ExpressionKind::Operand, None) = (&expression.kind, &parsed.format) {
        // A name alone stands for the author's own writing: 2946.50万元 keeps its zero.
        let name = &formula[expression.range.clone()];
        let found = ledger.find(name, Scope::TEXT, expression.range.clone())?;
        match found {
            Some(Found::Value(Entered { text: Some(text), .. })) => return Ok(Some(text.clone())),
            Some(Found::Text(text)) => return Ok(Some(text.to_owned())),
            _ => {}
        }
    }
    let Some(value) = value(ledger, Scope::TEXT, formula, &parsed)? else { return Ok(None) };
    let printed = match format_of(formula, &parsed)? {
        Some((format, range)) => format.print(&value, range)?,
        None => print::plain(&value, expression.range.clone())?,
    };
    Ok(Some(printed))
}

/// The format of a formula with its place.
pub(super) fn format_of(
    formula: &str,
    parsed: &Formula,
) -> Result<Option<(Format, Range<usize>)>, Fault> {
    let Some(range) = parsed.format.clone() else { return Ok(None) };
    let text = &formula[range.clone()];
    if text.trim().is_empty() {
        return Err(Fault::new(FORMAT, range, "“|”后面没有写格式").help(print::HELP));
    }
    Ok(Some((Format::parse(text, range.clone())?, range)))
}

/// The exact value of a formula that stands in `scope`; `None` as for [`evaluate`].
pub(super) fn value(
    ledger: &Ledger,
    scope: Scope<'_>,
    formula: &str,
    parsed: &Formula,
) -> Result<Option<Value>, Fault> {
    Evaluator { ledger, scope, formula }.value(&parsed.expression)
}

struct Evaluator<'a> {
    ledger: &'a Ledger,
    scope: Scope<'a>,
    formula: &'a str,
}

impl Evaluator<'_> {
    fn value(&self, expression: &Expression) -> Result<Option<Value>, Fault> {
        match &expression.kind {
            ExpressionKind::Operand => self.operand(expression),
            ExpressionKind::Negated(inner) => {
                let negated = self.value(inner)?.map(|value| value.negated()).transpose();
                negated.map_err(|error| fault_of(&error, inner.range.clone()))
            }
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
                result.map(Some).map_err(|error| fault_of(&error, right.range.clone()))
            }
            ExpressionKind::Call(function, given) => {
                self.call(*function, given, expression.range.clone())
            }
        }
    }

    fn operand(&self, expression: &Expression) -> Result<Option<Value>, Fault> {
        let range = expression.range.clone();
        let text = &self.formula[range.clone()];
        match self.ledger.find(text, self.scope, range.clone())? {
            Some(Found::Value(entered)) => Ok(Some(entered.value.clone())),
            Some(Found::Text(words)) => Err(not_a_number(text, words, range)),
            Some(Found::Broken) => Ok(None),
            Some(Found::Group(group)) => Err(self.ledger.group_fault(group, range)),
            // A name may begin with a digit, so a number is what no name is.
            None if text.starts_with(|c: char| c.is_numeric()) => {
                let value =
                    Value::parse(text, false).map_err(|fault| fault.shifted(range.start))?;
                Ok(Some(value))
            }
            None => Err(self.ledger.unknown(text, range)),
        }
    }

    fn call(
        &self,
        function: Function,
        given: &[Expression],
        range: Range<usize>,
    ) -> Result<Option<Value>, Fault> {
        let mut arguments = Vec::with_capacity(given.len());
        for expression in given {
            let range = expression.range.clone();
            if let Some(group) = self.group(function, expression)? {
                for member in self.ledger.members(group, self.scope) {
                    let Some(Found::Value(entered)) = member else { return Ok(None) };
                    arguments.push(Argument { value: entered.value.clone(), range: range.clone() });
                }
            } else {
                let Some(value) = self.value(expression)? else { return Ok(None) };
                arguments.push(Argument { value, range });
            }
        }
        let result = function::apply(function, &arguments, range);
        result.map(Some).map_err(|applied| match applied {
            Applied::Fault(fault) => fault,
            Applied::Arithmetic(error, range) => fault_of(&error, range),
        })
    }

    /// The group whose amounts are given to a function.
    fn group(&self, function: Function, expression: &Expression) -> Result<Option<usize>, Fault> {
        if expression.kind != ExpressionKind::Operand || !function.takes_groups() {
            return Ok(None);
        }
        let range = expression.range.clone();
        let found = self.ledger.find(&self.formula[range.clone()], self.scope, range)?;
        Ok(match found {
            Some(Found::Group(group)) => Some(group),
            _ => None,
        })
    }
}

fn not_a_number(name: &str, words: &str, range: Range<usize>) -> Fault {
    Fault::new(TEXT, range, format!("“{name}”是文字“{words}”，不能计算，也没有格式"))
        .help("只印出来，写 {{名称}}；要算的，把它的值改成数")
}

/// `range` is the right operand.
fn fault_of(error: &ArithmeticError, range: Range<usize>) -> Fault {
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
        ArithmeticError::Long => {
            Fault::new(TOO_MANY_DIGITS, range, "算到这里，数太长了，超过三百位")
                .help("看看是不是一个数反复乘以自己")
        }
        ArithmeticError::Dates => Fault::new(UNITS, range, "日期不能这样算").help(
            "两个日期相减得天数；日期加减整数天得日期，例如 开工日期 + 90天；年份在 1 到 9999 之间",
        ),
    }
}

fn side(unit: &Unit) -> String {
    if unit.name.is_empty() { unit.shown() } else { format!("是{}", unit.shown()) }
}

#[cfg(test)]
mod tests;
