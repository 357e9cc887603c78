//! Percentages that the two numbers in front of them contradict.

use std::ops::Range;

use rust_decimal::Decimal;

use super::{name, percent, quantities_in};
use crate::check::{Findings, Quantity, Read, Reading, Rule};
use crate::diag::{Code, Severity};

/// 百分比与数不符.
const CODE: Code = Code("F103");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "百分比与数不符",
    severity: Severity::Error,
    looks_for: "同一句里两个数和由它们得出的执行率、完成率、占比、增幅。前面正好有两个同类的数、怎样除都得不出这个百分比的，才报；\
        四舍五入和截尾都算对，几位小数都行。",
    clause: "财预〔2020〕10号：绩效自评数据应当真实、准确",
    wrong: "全年预算2946.45万元，支出2388.71万元，执行率为91.07%。",
    right: "全年预算2946.45万元，支出2388.71万元，执行率为81.07%。",
    remedy: "用计算器核一遍，改正百分比或前面的数。",
    mends: false,
    look,
};

/// What a percentage says of the two numbers in front of it.
#[derive(Clone, Copy)]
enum Sort {
    /// One is so much of the other.
    Share,
    /// One is a change of the other, or both are its ends.
    Change,
}

/// Words of a percentage that is a share of one number in another.
const SHARES: [&str; 10] = [
    "执行率",
    "支付率",
    "完成率",
    "支出率",
    "到位率",
    "支出进度",
    "执行进度",
    "占比",
    "比重",
    "比例",
];
/// Words in front of a percentage that is a change.
const CHANGES: [&str; 8] = ["增长", "下降", "增加", "减少", "提高", "降低", "增幅", "降幅"];

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for read in reading.prose() {
        for quantity in read.quantities.iter().filter(|each| each.is_percent() && each.is_exact()) {
            let Some(sort) = sort(read, quantity) else { continue };
            let sentence = read.sentence_at(quantity.range.start);
            let Some([first, second]) = operands(read, &(sentence.start..quantity.range.start))
            else {
                continue;
            };
            if let Some(message) = contradiction(read, quantity, sort, first, second) {
                findings.report(read.index, quantity.range.clone(), message);
            }
        }
    }
}

fn sort(read: &Read<'_>, quantity: &Quantity) -> Option<Sort> {
    let name = name(read, quantity);
    let behind = &read.text()[quantity.range.end..];
    if behind.starts_with("以") || behind.starts_with('的') {
        return None;
    }
    if SHARES.iter().any(|word| name.ends_with(word))
        || name.starts_with('占') && name.ends_with('的')
    {
        return Some(Sort::Share);
    }
    let last = CHANGES.iter().any(|word| name.ends_with(word));
    (last && name.chars().count() <= 6).then_some(Sort::Change)
}

/// The two numbers of one kind in front of a percentage, when there are just two numbers other than percentages.
fn operands<'r>(read: &'r Read<'_>, range: &Range<usize>) -> Option<[&'r Quantity; 2]> {
    let [first, second] = quantities_in(read, range) else { return None };
    let fit = first.same_dimension(second)
        && first.is_exact()
        && second.is_exact()
        && !first.is_percent()
        && !first.unit_name().is_empty();
    // Between them nothing may stand that takes one of them elsewhere.
    let between = &read.text()[range.clone()];
    let plain = !between.contains('；')
        && !["每", "人均", "平均", "标准", "单价"].iter().any(|word| between.contains(word));
    (fit && plain && read.years_in(range).len() <= 1).then_some([first, second])
}

/// What is wrong, if no way to reckon with the two numbers gives the percentage.
fn contradiction(
    read: &Read<'_>,
    quantity: &Quantity,
    sort: Sort,
    first: &Quantity,
    second: &Quantity,
) -> Option<String> {
    let (one, other) = (first.value()?, second.value()?);
    if one <= Decimal::ZERO || other <= Decimal::ZERO {
        return None;
    }
    let decimals = quantity.number.scale();
    let ways: Vec<(Decimal, Decimal)> = match sort {
        Sort::Share => vec![(other, one), (one, other)],
        Sort::Change => {
            let (between, both) = (super::apart(other, one)?, one.checked_add(other)?);
            vec![
                (between, one),
                (between, other),
                (other, between),
                (other, both),
                (one, between),
                (other, one),
            ]
        }
    };
    let printed = quantity.number.abs();
    let place = Decimal::new(1, decimals);
    let agrees = ways.iter().filter(|(_, whole)| !whole.is_zero()).any(|(part, whole)| {
        let exact =
            part.checked_mul(Decimal::ONE_HUNDRED).and_then(|part| part.checked_div(*whole));
        exact.is_some_and(|exact| super::agree(exact, printed, place))
    });
    if agrees {
        return None;
    }
    let (part, whole) = *ways.first()?;
    let text = read.text();
    let (first, second) = (&text[first.range.clone()], &text[second.range.clone()]);
    let written = &text[quantity.range.clone()];
    let right = percent(part, whole, decimals.max(2)).map(|right| right.normalize());
    Some(match (sort, right) {
        (Sort::Share, Some(right)) => format!("{second}÷{first}＝{right}%，这里写的是{written}"),
        _ => format!("由{first}和{second}得不出{written}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{findings, finds, silent};

    #[test]
    fn percentages_that_their_numbers_contradict_are_found() {
        finds(
            &RULE,
            &[
                "全年预算2946.45万元，支出2388.71万元，执行率⟦78.15%⟧。",
                "计划培训120人，实际培训114人，完成率为⟦90%⟧。",
                "总支出1000万元，其中项目支出452万元，占总支出的比重为⟦54.2%⟧。",
                "全年收入由120万元增加到150万元，增长⟦20.5%⟧。",
            ],
        );
        let message = &findings(&RULE, RULE.wrong)[0].message;
        assert_eq!(message, "2388.71万元÷2946.45万元＝81.07%，这里写的是91.07%");
    }

    #[test]
    fn right_percentages_and_others_are_left_alone() {
        silent(
            &RULE,
            &[
                "预算2946.45万元，支出2388.71万元，执行率81%。",
                "预算2946.45万元，支出2388.71万元，执行率81.0%。",
                "支出152万元，比上年增加20万元，增长15.15%。",
                "支出120万元，较上年减少20万元，下降14.3%。",
                "由120万元增加到150万元，增长25%。",
                "投资300万元，其中中央资金100万元，占比33.3%。",
                "年初预算100万元，调整后预算120万元，支出108万元，执行率90%。",
                "全县完成投资12亿元，增长8.5%。",
                "发放补贴300户，每户500元，满意率98%。",
            ],
        );
    }
}
