//! “预算100万元，支出80万元，结余30万元”, “由120人增加到150人，增加20人”.

use std::ops::Range;

use super::{agree, apart, in_unit_of, last_place, name, quantities_in};
use crate::check::{Findings, Quantity, Read, Reading, Rule};
use crate::diag::{Code, Severity};

/// 差额与两数不符.
const CODE: Code = Code("F108");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "差额与两数不符",
    severity: Severity::Error,
    looks_for: "同一句里前面正好两个同类的数，后面写结余、结转、节约、超支多少，或“由……增加到……，增加……”，差额是否相符。",
    clause: "财预〔2020〕10号：绩效自评数据应当真实、准确",
    wrong: "全年预算1286.50万元，支出1197.48万元，结余98.02万元。",
    right: "全年预算1286.50万元，支出1197.48万元，结余89.02万元。",
    remedy: "用计算器核一遍，改正错的那个数。",
    mends: false,
    look,
};

/// Names of what is left over or lacking.
const REST: [&str; 8] = ["结余", "结转", "剩余", "节约", "节余", "超支", "结余资金", "结转结余"];
/// Names of a change, behind 由…到….
const CHANGE: [&str; 6] = ["增加", "减少", "增加了", "减少了", "净增", "净增加"];

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for read in reading.prose() {
        for (index, rest) in read.quantities.iter().enumerate().filter(|(_, rest)| rest.is_exact())
        {
            let named = name(read, rest);
            if !REST.contains(&named) && !CHANGE.contains(&named) {
                continue;
            }
            let sentence = read.sentence_at(rest.range.start);
            let before = sentence.start..rest.range.start;
            let numbers = quantities_in(read, &before).iter().filter(|each| !each.is_percent());
            let [first, second] = numbers.take(3).collect::<Vec<_>>()[..] else { continue };
            let between = &read.text()[before];
            let left = REST.contains(&named);
            let changed = CHANGE.contains(&named) && is_from_to(between);
            let followed =
                read.quantities.get(index + 1).is_some_and(|next| is_continued(read, rest, next));
            if (left || changed) && fit(first, second, rest) && !followed && !between.contains('；')
            {
                judge(read, [first, second, rest], findings);
            }
        }
    }
}

fn is_from_to(text: &str) -> bool {
    (text.contains('由') || text.contains('从')) && (text.contains("到") || text.contains("至"))
}

/// 结余30万元、结转20万元: the difference is in two parts.
fn is_continued(read: &Read<'_>, rest: &Quantity, next: &Quantity) -> bool {
    let gap: Range<usize> = rest.range.end..next.range.start;
    let apart = read.text().get(gap).is_none_or(|gap| gap.contains(['。', '；']));
    !apart && next.same_dimension(rest) && REST.iter().any(|word| name(read, next).contains(word))
}

fn fit(first: &Quantity, second: &Quantity, rest: &Quantity) -> bool {
    let exact = first.is_exact() && second.is_exact();
    exact
        && first.same_dimension(second)
        && first.same_dimension(rest)
        && !first.is_percent()
        && !first.unit_name().is_empty()
}

fn judge(read: &Read<'_>, [first, second, rest]: [&Quantity; 3], findings: &mut Findings) {
    let (Some(one), Some(other), Some(written)) = (first.value(), second.value(), rest.value())
    else {
        return;
    };
    let Some(difference) = apart(one, other) else { return };
    let place = [first, second, rest].into_iter().map(last_place).max().unwrap_or_default();
    let zero = written.is_zero() || difference.is_zero();
    if zero || agree(difference, written, place) {
        return;
    }
    let text = read.text();
    let (large, small) = if one >= other { (first, second) } else { (second, first) };
    let message = format!(
        "{}－{}＝{}，这里写的是{}",
        &text[large.range.clone()],
        &text[small.range.clone()],
        in_unit_of(rest, difference),
        &text[rest.range.clone()]
    );
    findings.report(read.index, rest.range.clone(), message);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn wrong_differences_are_found() {
        finds(
            &RULE,
            &[
                "预算100万元，支出80万元，结余⟦30万元⟧。",
                "从业人员由120人增加到150人，增加⟦20人⟧。",
            ],
        );
    }

    #[test]
    fn right_differences_and_others_are_left_alone() {
        silent(
            &RULE,
            &[
                "预算100万元，支出80万元，结余20万元。",
                "预算1.2亿元，支出1.15亿元，结余520万元。",
                "收入100万元，支出80万元，结余15万元、结转5万元。",
                "上年结转10万元，本年收入100万元，支出80万元，结余30万元。",
                "从业人员由120人增加到150人，增加30人。",
                "全年组织培训12次，新建站点5个，增加3个。",
            ],
        );
    }
}
