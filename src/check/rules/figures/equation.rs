//! Sums written out: 272.63+108.2=370.83.

use rust_decimal::Decimal;

use super::{agree, in_unit_of, last_place};
use crate::check::{Findings, Quantity, Read, Reading, Rule};
use crate::diag::{Code, Severity};

/// 算式不成立.
const CODE: Code = Code("F109");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "算式不成立",
    severity: Severity::Error,
    looks_for: "正文和表里写出的算式：“120人×300元＝3.6元”“272.63万元+108.2万元=370.83万元”。",
    clause: "算术；《党政机关公文处理工作条例》第十九条（表述准确）",
    wrong: "慰问支出：120人×300元＝3.6元。",
    right: "慰问支出：120人×300元＝3.6万元。",
    remedy: "用计算器核一遍，改正错的那个数。",
    mends: false,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for read in &reading.paragraphs {
        for start in 0..read.quantities.len() {
            if let Some((exact, result)) = equation(read, start) {
                judge(read, exact, result, findings);
            }
        }
    }
}

/// The sign between two neighbours, if that is all there is.
fn sign(read: &Read<'_>, one: &Quantity, other: &Quantity) -> Option<char> {
    let between = read.text().get(one.range.end..other.range.start)?.trim();
    let mut characters = between.chars();
    let sign = characters.next().filter(|_| characters.next().is_none())?;
    "+＋×xX*＊÷=＝".contains(sign).then_some(sign)
}

/// Sums, products and quotients from the quantity number `start` on, with their result.
fn equation<'r>(read: &'r Read<'_>, start: usize) -> Option<(Decimal, &'r Quantity)> {
    let quantities = &read.quantities;
    let joined =
        start.checked_sub(1).and_then(|before| sign(read, &quantities[before], &quantities[start]));
    let mut exact = quantities[start].value()?;
    if joined.is_some() || !quantities[start].is_exact() {
        return None;
    }
    let mut operation = None;
    for pair in quantities[start..].windows(2) {
        let [one, other] = pair else { return None };
        let value = other.value()?;
        match sign(read, one, other)? {
            '=' | '＝' => return operation.map(|_| (exact, other)),
            '+' | '＋' if operation.is_none_or(|last| last == '+') => {
                (exact, operation) = (exact.checked_add(value)?, Some('+'));
            }
            '×' | 'x' | 'X' | '*' | '＊' if operation.is_none_or(|last| last == '×') => {
                (exact, operation) = (exact.checked_mul(value)?, Some('×'));
            }
            '÷' if operation.is_none() => {
                (exact, operation) = (exact.checked_div(value)?, Some('÷'));
            }
            // Which is reckoned first is not for here.
            _ => return None,
        }
    }
    None
}

fn judge(read: &Read<'_>, exact: Decimal, result: &Quantity, findings: &mut Findings) {
    let Some(written) = result.value() else { return };
    if agree(exact, written, last_place(result)) {
        return;
    }
    let message = format!(
        "算出来是{}，这里写的是{}",
        in_unit_of(result, exact),
        &read.text()[result.range.clone()]
    );
    findings.report(read.index, result.range.clone(), message);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn wrong_sums_are_found() {
        finds(
            &RULE,
            &["购置及运行费：272.63万元+108.2万元=⟦370.83万元⟧。", "慰问：120人×300元＝⟦3.6元⟧。"],
        );
    }

    #[test]
    fn right_sums_are_left_alone() {
        silent(
            &RULE,
            &[
                "购置及运行费：272.63万元+108.2万元=380.83万元。",
                "慰问：120人×300元＝3.6万元。",
                "执行率：2388.71÷2946.45＝81.07%。",
                "面积为12米×8米，层高3米。",
                "达标值=95%。",
            ],
        );
    }
}
