//! Percentages that the two numbers in front of them contradict.

use std::ops::Range;

use rust_decimal::Decimal;

use super::{based, can_be_percent, change, half_place, name, percent, share};
use crate::check::{Findings, Quantity, Read, Reading, Rule};
use crate::diag::{Code, Severity};

/// 百分比与数不符.
const CODE: Code = Code("F103");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "百分比与数不符",
    severity: Severity::Error,
    looks_for: "同一句里两个数和由它们得出的执行率、完成率、占比、增幅，“比上年增加……，增长……”“完成预算……的……%”，一列“占……%”里和别的都对不上的。怎样除都得不出这个百分比的，才报；\
        四舍五入和截尾都算对，几位小数都行。",
    clause: "算术；《党政机关公文处理工作条例》第十九条（表述准确）",
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
        let mut judged = change::look(read, findings);
        judged.extend(based::look(read, findings));
        judged.extend(share::look(read, &judged, findings));
        let percents = read.quantities.iter().filter(|each| each.is_percent() && each.is_exact());
        for quantity in percents.filter(|each| !judged.contains(&each.range)) {
            let Some(sort) = sort(read, quantity) else { continue };
            let sentence = read.sentence_at(quantity.range.start);
            let share = matches!(sort, Sort::Share);
            // 其中 belongs to what stands in front of it behind the last ；.
            let told = &read.text()[sentence.start..quantity.range.start];
            let mark = told.rfind('；').filter(|at| share && told[*at..].contains("其中"));
            let start = sentence.start + mark.map_or(0, |at| at + '；'.len_utf8());
            let Some([first, second]) = operands(read, &(start..quantity.range.start), share)
            else {
                continue;
            };
            if !tells_whole(read, quantity, [first, second]) {
                continue;
            }
            if let Some(message) = contradiction(read, quantity, sort, first, second) {
                findings.report(read.index, quantity.range.clone(), message);
            }
        }
    }
}

fn sort(read: &Read<'_>, quantity: &Quantity) -> Option<Sort> {
    let name = name(read, quantity);
    let behind = &read.text()[quantity.range.end..];
    if behind.starts_with("以") || behind.starts_with('的') || name.contains("分别") {
        return None;
    }
    // 占8.1%和91.9%: one of a series, each of another number.
    let series = behind.starts_with(['、', '和', '与', '及'])
        && behind.chars().nth(1).is_some_and(|c| c.is_ascii_digit() || c == '-');
    if series {
        return None;
    }
    let sentence = read.sentence_at(quantity.range.start);
    let among = read.text()[sentence.start..quantity.range.start].contains("其中");
    if SHARES.iter().any(|word| name.ends_with(word))
        || name == "占" && among
        || name.starts_with('占') && name.ends_with('的')
    {
        return Some(Sort::Share);
    }
    let last = CHANGES.iter().any(|word| name.ends_with(word));
    (last && name.chars().count() <= 6 && !name.contains('均')).then_some(Sort::Change)
}

/// Whether what a share is of was said: 占全省支出的3% is of none of the numbers here.
fn tells_whole(read: &Read<'_>, rate: &Quantity, operands: [&Quantity; 2]) -> bool {
    let Some(whole) = name(read, rate).strip_prefix('占') else { return true };
    let whole = whole.trim_end_matches("比重").trim_end_matches("比例").trim_end_matches('的');
    let whole = whole.trim_end_matches('比');
    whole.chars().count() < 2 || operands.iter().any(|each| name(read, each).contains(whole))
}

/// The two numbers of one kind in front of a percentage, when there are just two numbers other than percentages.
fn operands<'r>(
    read: &'r Read<'_>,
    range: &Range<usize>,
    share: bool,
) -> Option<[&'r Quantity; 2]> {
    let text = &read.text()[range.clone()];
    let all: Vec<&Quantity> = read.quantities_in(range).iter().collect();
    let amounts: Vec<&Quantity> = all.iter().copied().filter(|each| !each.is_percent()).collect();
    // 支出41亿元，增长3.6%，其中重点支出31亿元，占比76%
    let [first, second] = (if share && text.contains("其中") { amounts } else { all })[..] else {
        return None;
    };
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
    let (off, off_other) = (half_place(first), half_place(second));
    let off_both = off + off_other;
    let (part, whole, small) = ((one, off), (other, off_other), super::apart(other, one)?);
    let (between, both) = ((small, off_both), (one.checked_add(other)?, off_both));
    let ways = match sort {
        Sort::Share => vec![(whole, part), (part, whole)],
        Sort::Change => vec![
            (between, part),
            (between, whole),
            (whole, between),
            (whole, both),
            (part, whole),
            (whole, part),
        ],
    };
    let decimals = quantity.number.scale();
    let (printed, place) = (quantity.number.abs(), Decimal::new(1, decimals));
    if ways.iter().any(|(part, whole)| can_be_percent(*part, *whole, printed, place)) {
        return None;
    }
    let (part, whole) = ways.first().map(|(part, whole)| (part.0, whole.0))?;
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
                "支出41.2亿元，增长3.6%，其中重点支出31.5亿元，占比⟦67.5%⟧。",
                "门诊46.8万人次；手术6820台次，其中三级手术3960台次，占⟦85.06%⟧。",
                "现有职工786人，其中卫生技术人员664人，占⟦48.5%⟧。",
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
