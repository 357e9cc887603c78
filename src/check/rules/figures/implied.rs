//! What follows from four numbers without being said: total less project is basic, planned and spent.

use rust_decimal::Decimal;

use super::{in_unit_of, name};
use crate::check::{Findings, Quantity, Read, Reading, Rule};
use crate::diag::{Code, Severity};

/// 推算出的数不合理.
const CODE: Code = Code("F110");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "推算出的数不合理",
    severity: Severity::Warning,
    looks_for: "由总预算、总支出、项目资金、项目实际支付四个数推算基本支出：预算各减、支出各减，支出超过预算，或减出负数的。",
    clause: "算术；《党政机关公文处理工作条例》第十九条（表述准确）",
    wrong: "2021年预算批复2946.45万元，总支出为2388.71万元。\n项目资金共2656.13万元，实际支付2075.73万元。",
    right: "2021年预算批复2946.45万元，总支出为2388.71万元。\n项目资金共2656.13万元，实际支付2175.73万元。",
    remedy: "核对四个数的口径和出处。",
    mends: false,
    look,
};

const BUDGET: [&str; 5] = ["预算批复", "预算批复数", "年初预算", "全年预算", "调整后预算"];
const SPENT: [&str; 4] = ["总支出", "支出总额", "全年总支出", "全年支出"];
const PROJECTS: [&str; 5] = ["项目资金", "项目经费", "项目预算", "项目总经费", "项目支出预算"];
const PAID: [&str; 4] = ["实际支付", "项目实际支付", "项目支付", "项目实际支出"];

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    let all =
        || reading.prose().flat_map(|read| read.quantities.iter().map(move |each| (read, each)));
    let only = |names: &[&str]| {
        let mut found = all().filter(|(read, each)| {
            let own = name(read, each);
            each.is_money() && each.is_exact() && names.iter().any(|name| own.ends_with(name))
        });
        let first = found.next()?;
        // With two of a name nobody knows which is meant.
        found.next().is_none().then_some(first)
    };
    let (Some(budget), Some(spent), Some(projects), Some(paid)) =
        (only(&BUDGET), only(&SPENT), only(&PROJECTS), only(&PAID))
    else {
        return;
    };
    let values = [budget.1, spent.1, projects.1, paid.1].map(Quantity::value);
    if let [Some(budget), Some(spent), Some(projects), Some(whole)] = values {
        let rest = |all: Decimal, part| all.checked_sub(part);
        if let (Some(planned), Some(actual)) = (rest(budget, projects), rest(spent, whole)) {
            judge(paid, planned, actual, findings);
        }
    }
}

fn judge(
    (read, paid): (&Read<'_>, &Quantity),
    planned: Decimal,
    actual: Decimal,
    findings: &mut Findings,
) {
    let (shown_planned, shown_actual) = (in_unit_of(paid, planned), in_unit_of(paid, actual));
    let message = if planned < Decimal::ZERO || actual < Decimal::ZERO {
        format!("疑似口径不一：总数减去项目，预算剩{shown_planned}，支出剩{shown_actual}")
    } else if actual > planned {
        format!("疑似口径不一：推算的基本支出{shown_actual}，超过推算的基本支出预算{shown_planned}")
    } else {
        return;
    };
    findings.report(read.index, paid.range.clone(), message);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn more_spent_than_planned_by_implication_is_suspected() {
        finds(&RULE, &["预算批复100万元，总支出90万元。\n项目资金80万元，实际支付⟦60万元⟧。"]);
    }

    #[test]
    fn sound_or_unclear_numbers_are_left_alone() {
        silent(
            &RULE,
            &[
                "预算批复100万元，总支出90万元。\n项目资金80万元，实际支付75万元。",
                "预算批复100万元，总支出90万元。\n甲项目资金80万元，实际支付60万元。\n乙项目资金10万元，实际支付9万元。",
            ],
        );
    }
}
