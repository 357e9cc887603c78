//! “支出100万元，比上年增加5万元，增长5.3%”: an amount, its change and the rate of it, whatever else the sentence tells.

use std::ops::Range;

use rust_decimal::Decimal;

use super::{can_be_percent, half_place, name, percent};
use crate::check::{Findings, Quantity, Read};

/// Words of a change upwards.
const UP: [&str; 10] =
    ["增长率", "增幅", "增长", "增加", "增收", "增支", "上升", "提高", "净增", "上涨"];
/// Words of a change downwards.
const DOWN: [&str; 8] = ["降幅", "下降", "减少", "减收", "减支", "降低", "下跌", "压减"];
/// Words of a comparison with the year before.
const COMPARES: &str = "比较与和同期上年去末底度相一了本共十五三两四六七八九";
/// Words of rates that are not of the amounts printed.
const OTHERWISE: [&str; 7] = ["可比", "不变价", "同口径", "扣除", "年均", "剔除", "累计增"];

/// Reports rates that no amount in front of them bears out. Returns the percentages judged.
pub(super) fn look(read: &Read<'_>, findings: &mut Findings) -> Vec<Range<usize>> {
    let mut judged = Vec::new();
    for pair in read.quantities.windows(2) {
        let [one, other] = pair else { continue };
        let (rate, change) = match (one.is_percent(), other.is_percent()) {
            (true, false) => (one, other),
            (false, true) => (other, one),
            _ => continue,
        };
        let between = &read.text()[one.range.end..other.name.start.max(one.range.end)];
        let fit = rate.is_exact() && change.is_exact() && !change.unit_name().is_empty();
        let same = direction(read, rate).zip(direction(read, change));
        let Some((up, also_up)) = same else { continue };
        let start = stretch(read, one.range.start);
        let apart = &read.text()[start..other.range.end];
        if !fit
            || change.number.is_zero()
            || up != also_up
            || !matches!(between.trim(), "，" | ",")
            || OTHERWISE.iter().any(|word| apart.contains(word))
            || is_in_series(read, other)
        {
            continue;
        }
        judged.push(rate.range.clone());
        judge(read, start..one.range.start, (rate, change), up, findings);
    }
    judged
}

/// Whether the words in front of a quantity say no more than that something rose by it (`true`) or fell; 增加到150 does
/// not say by how much.
pub(super) fn direction(read: &Read<'_>, quantity: &Quantity) -> Option<bool> {
    if !matches!(&read.text()[quantity.name.end..quantity.range.start], "" | "了" | "为" | "达")
    {
        return None;
    }
    let name = name(read, quantity);
    let bare = name.trim_start_matches(|c: char| COMPARES.contains(c) || c.is_ascii_digit());
    let bare = bare.trim_end_matches('了');
    if UP.contains(&bare) {
        return Some(true);
    }
    DOWN.contains(&bare).then_some(false)
}

/// 增长8.1%和9.2%
fn is_in_series(read: &Read<'_>, quantity: &Quantity) -> bool {
    let behind = &read.text()[quantity.range.end..];
    let mut rest = behind.chars();
    matches!(rest.next(), Some('、' | '和' | '与')) && rest.next().is_some_and(char::is_numeric)
}

/// Where what is told of one thing begins: behind the last ； or 其中 of the sentence.
fn stretch(read: &Read<'_>, at: usize) -> usize {
    let sentence = read.sentence_at(at);
    let text = &read.text()[sentence.start..at];
    let marks = ["；", "其中", "："].iter().filter_map(|mark| Some(text.rfind(mark)? + mark.len()));
    sentence.start + marks.max().unwrap_or(0)
}

fn judge(
    read: &Read<'_>,
    before: Range<usize>,
    (rate, change): (&Quantity, &Quantity),
    up: bool,
    findings: &mut Findings,
) {
    let amounts = read.quantities_in(&before);
    let alike: Vec<&Quantity> = amounts
        .iter()
        .filter(|each| each.same_dimension(change) && direction(read, each).is_none())
        .collect();
    let place = Decimal::new(1, rate.number.scale());
    let fits = |amount: &&Quantity| {
        let (Some(now), Some(by)) = (amount.value(), change.value()) else { return true };
        let off = half_place(amount) + half_place(change);
        [now - by, now + by, now].into_iter().any(|base| {
            can_be_percent((by, half_place(change)), (base, off), rate.number.abs(), place)
        })
    };
    // 为预算60000万元的40% is no amount of the year.
    let own = |amount: &&&Quantity| {
        amount.is_exact() && !read.text()[amount.range.end..].starts_with('的')
    };
    let Some(amount) = alike.iter().find(own).filter(|_| !alike.iter().any(fits)) else { return };
    let (Some(now), Some(by)) = (amount.value(), change.value()) else { return };
    let base = if up { now - by } else { now + by };
    let text = read.text();
    let (amount, change) = (&text[amount.range.clone()], &text[change.range.clone()]);
    let written = &text[rate.range.clone()];
    let right = (base > Decimal::ZERO)
        .then(|| percent(by, base, rate.number.scale().max(2)))
        .flatten()
        .map(|right| right.normalize());
    let sign = if up { '－' } else { '＋' };
    let message = match right {
        Some(right) => {
            format!("{change}÷（{amount}{sign}{change}）＝{right}%，这里写的是{written}")
        }
        None => format!("由{amount}和{change}得不出{written}"),
    };
    findings.report(read.index, rate.range.clone(), message);
}

#[cfg(test)]
mod tests {
    use super::super::rate::RULE;
    use crate::check::testing::{findings, finds, silent};

    #[test]
    fn rates_that_amount_and_change_contradict_are_found() {
        finds(
            &RULE,
            &[
                "收入完成24000万元，为预算60000万元的40%，比上年增收1200万元，增长⟦6.3%⟧。",
                "接待费4.06万元，比上年减少4.02万元，下降⟦60%⟧，主要原因是接待减少；其他费用不变。",
                "基金收入28909亿元，比上年增长4866亿元，增长率为⟦22.2%⟧。",
                "支出37000万元，较上年同期增长⟦7.66%⟧，增支3200万元。",
            ],
        );
        let message = &findings(&RULE, "支出105万元，比上年增加5万元，增长5.5%。")[0].message;
        assert_eq!(message, "5万元÷（105万元－5万元）＝5%，这里写的是5.5%");
    }

    #[test]
    fn rounded_amounts_and_rates_of_something_else_are_left_alone() {
        silent(
            &RULE,
            &[
                "普通小学16.1万所，比上年减少0.17万所，下降1.03%。",
                "收入完成24000万元，为预算60000万元的40%，比上年增收1200万元，增长5.3%。",
                "生产总值110亿元，比上年增加12亿元，按可比价格计算增长6.1%。",
                "三公经费20万元，比上年减少3万元，其中接待费减少1万元，下降20%。",
                "购置费支出0万元；运行费支出减少4万元，下降50%。",
                "企业48家，比上年增加3家，年均增长8%。",
            ],
        );
    }
}
