//! Ranges whose first number has no unit.

use super::digits_before;
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 数值范围省略单位.
const CODE: Code = Code("N004");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "数值范围省略单位",
    severity: Severity::Warning,
    looks_for: "数值范围的前一个数省略了百分号或者“万”“亿”。不会误解的，如“3～5天”，不算。",
    clause: "GB/T 15835-2011 5.1.3",
    wrong: "对困难群众减免15～30%的费用。",
    right: "对困难群众减免15%～30%的费用。",
    remedy: "前后两个数都写单位。",
    mends: true,
    look,
};

const CONNECTORS: [&str; 6] = ["～", "~", "—", "－", "至", "到"];

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for read in reading.written() {
        let text = read.text();
        for quantity in &read.quantities {
            let unit = quantity.unit_name();
            let percent = matches!(unit, "%" | "‰");
            let large = unit.starts_with(['万', '亿']) && unit.chars().count() > 1;
            if !percent && !large {
                continue;
            }
            let words = &text[..quantity.digits.start];
            let Some(connector) = CONNECTORS.iter().find(|sign| words.ends_with(**sign)) else {
                continue;
            };
            let end = words.len() - connector.len();
            let first = digits_before(&text[..end], true);
            if !is_range(text, &first, &text[quantity.digits.clone()]) {
                continue;
            }
            let range = first.start..quantity.range.end;
            let message =
                format!("“{}”前一个数省略了“{unit}”", text.get(range.clone()).unwrap_or_default());
            let found = findings.report(read.index, range, message);
            if percent {
                found.mend(end..end, unit);
            }
        }
    }
}

/// Whether the number without a unit is the smaller end, and stands alone.
fn is_range(text: &str, first: &std::ops::Range<usize>, last: &str) -> bool {
    let value = |digits: &str| rust_decimal::Decimal::from_str_exact(digits).ok();
    let smaller = match (value(&text[first.clone()]), value(last)) {
        (Some(first), Some(last)) => first < last,
        _ => false,
    };
    let in_front = text[..first.start].chars().next_back();
    let joined = |c: char| c.is_ascii_alphanumeric() || ",-－/.第:".contains(c);
    smaller && !in_front.is_some_and(joined)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, mends, silent};

    #[test]
    fn the_first_number_without_its_unit_is_found() {
        finds(&RULE, &["减免⟦15～30%⟧的费用，奖励⟦13～17万元⟧。"]);
    }

    #[test]
    fn units_that_nobody_mistakes_are_left_alone() {
        silent(
            &RULE,
            &[
                "补贴75%～80%，奖励3万元至5万元，需要3～5天，面向0～6岁儿童。",
                "2020至2021年，由100提高到30万元，从5到3%，从5提高到30%。",
                "第1至3%分位。",
            ],
        );
    }

    #[test]
    fn a_percent_sign_is_put_in() {
        mends(&RULE, "减免15～30%。", "减免15%～30%。");
    }
}
