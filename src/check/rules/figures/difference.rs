//! “预算100万元，支出80万元，结余30万元”, “由120人增加到150人，增加20人”.

use std::ops::Range;

use super::{agree, apart, in_unit_of, last_place, name};
use rust_decimal::Decimal;

use crate::check::{Findings, Quantity, Read, Reading, Rule};
use crate::diag::{Code, Severity};

/// 差额与两数不符.
const CODE: Code = Code("F108");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "差额与两数不符",
    severity: Severity::Error,
    looks_for: "同一句里前面正好两个同类的数，后面写结余、结转、节约、超支、审减多少，或“由……增加到……，增加……”“比上年的……减少……”，差额是否相符。",
    clause: "算术；《党政机关公文处理工作条例》第十九条（表述准确）",
    wrong: "全年预算1286.50万元，支出1197.48万元，结余98.02万元。",
    right: "全年预算1286.50万元，支出1197.48万元，结余89.02万元。",
    remedy: "用计算器核一遍，改正错的那个数。",
    mends: false,
    look,
};

/// Names of what is left over or lacking.
const REST: [&str; 11] = [
    "审减",
    "核减",
    "审减金额",
    "结余",
    "结转",
    "剩余",
    "节约",
    "节余",
    "超支",
    "结余资金",
    "结转结余",
];
/// Names of a change, behind 由…到….
const CHANGE: [&str; 6] = ["增加", "减少", "增加了", "减少了", "净增", "净增加"];
/// Words of a difference.
const DIFFERENCES: [&str; 16] = [
    "缩短",
    "延长",
    "增加",
    "减少",
    "增加了",
    "减少了",
    "提高",
    "提高了",
    "下降",
    "下降了",
    "降低",
    "降低了",
    "上升",
    "上升了",
    "增长",
    "多",
];

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for read in reading.prose() {
        for (index, rest) in read.quantities.iter().enumerate().filter(|(_, rest)| rest.is_exact())
        {
            compared(read, index, findings);
            let named = name(read, rest);
            if !REST.contains(&named) && !CHANGE.contains(&named) {
                continue;
            }
            let sentence = read.sentence_at(rest.range.start);
            let before = sentence.start..rest.range.start;
            let numbers =
                read.quantities_in(&before).iter().filter(|each| each.same_dimension(rest));
            let numbers = numbers.filter(|each| !each.is_percent());
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

/// `2.62人，比上年的3.10人减少0.48人`, `由62%提高到71%，提高9个百分点`.
fn compared(read: &Read<'_>, index: usize, findings: &mut Findings) {
    let three = index.checked_sub(2).and_then(|from| read.quantities.get(from..=index));
    let Some([first, second, rest]) = three else { return };
    let told = name(read, rest).trim_start_matches("相比").trim_start_matches('，');
    let points = rest.unit_name() == "个百分点" && first.is_percent();
    let one_kind = first.same_dimension(second)
        && first.is_percent() == second.is_percent()
        && (points || !first.is_percent() && first.same_dimension(rest));
    let exact = first.is_exact() && second.is_exact() && !first.unit_name().is_empty();
    let beside = is_held_against(read, first, second, rest);
    let from_to = points && is_end_of_change(read, first, second);
    if DIFFERENCES.contains(&told) && one_kind && exact && (beside || from_to) {
        judge(read, [first, second, rest], findings);
    }
}

/// Whether `second` is what `first` is held against, and nothing but the difference comes behind it.
fn is_held_against(read: &Read<'_>, first: &Quantity, second: &Quantity, rest: &Quantity) -> bool {
    let text = read.text();
    let between = &text[second.range.end..rest.range.start];
    let led = ["比", "与", "较"].iter().any(|word| name(read, second).starts_with(word));
    led && text[first.range.end..second.name.start].trim() == "，"
        && (!between.starts_with(['，', '、']) || between.contains("相比"))
        && !between.contains(['；', '。', '、'])
        && between.chars().count() <= 6
}

/// Whether `first` rose or fell to `second`.
fn is_end_of_change(read: &Read<'_>, first: &Quantity, second: &Quantity) -> bool {
    const TO: [&str; 8] =
        ["提高到", "上升到", "增加到", "下降到", "降到", "提升到", "减少到", "降低到"];
    let text = &read.text()[first.name.start..second.range.start];
    text.contains(['由', '从']) && TO.iter().any(|word| text.ends_with(word))
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
    // Percentages are apart by points.
    let points = first.is_percent();
    let value = |each: &Quantity| if points { Some(each.number) } else { each.value() };
    let (Some(one), Some(other), Some(written)) = (value(first), value(second), value(rest)) else {
        return;
    };
    let Some(difference) = apart(one, other) else { return };
    let place = |each: &Quantity| {
        if points { Decimal::new(1, each.number.scale()) } else { last_place(each) }
    };
    let place = [first, second, rest].into_iter().map(place).max().unwrap_or_default();
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
                "平均每户2.62人，比2010年的3.10人减少⟦0.84人⟧。",
                "全县共有单位196个，与上年的189个相比增加⟦9个⟧。",
                "覆盖率由上年的62%提高到71%，提高⟦19个百分点⟧。",
                "评审项目218个，送审9.64亿元，审定8.77亿元，审减⟦7800万元⟧。",
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
                "平均每户2.62人，比2010年的3.10人减少0.48人。",
                "全市共有141178万人，与2010年的133972万人相比，增加7206万人。",
                "覆盖率由上年的62%提高到71%，提高9个百分点。",
                "收入120万元，比预算100万元增加，其中非税增加5万元。",
                "全年组织培训12次，新建站点5个，增加3个。",
            ],
        );
    }
}
