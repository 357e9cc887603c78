//! “120人，每人300元，共3.6元”: products that are wrong, above all by 元 for 万元.

use rust_decimal::Decimal;

use super::{apart, in_unit_of, last_place};
use crate::check::{Findings, Quantity, Read, Reading, Rule};
use crate::diag::{Code, Severity};

/// 数量乘标准不等于总额.
const CODE: Code = Code("F106");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "数量乘标准不符",
    severity: Severity::Error,
    looks_for: "同一句里依次写有数量、每人（每户、每辆……）多少、共多少的，三个数是否相符；差一万倍的多半是元和万元写错。",
    clause: "算术；《党政机关公文处理工作条例》第十九条（表述准确）",
    wrong: "春节慰问困难职工120人，每人300元，共计3.6元。",
    right: "春节慰问困难职工120人，每人300元，共计3.6万元。",
    remedy: "用计算器核一遍，看是不是元、万元写错了。",
    mends: false,
    look,
};

/// Words in front of what one of many gets.
const EACH: [&str; 23] = [
    "每人次",
    "每张",
    "每床",
    "每所",
    "每公里",
    "每人",
    "每户",
    "每辆",
    "每个",
    "每台",
    "每家",
    "每次",
    "每名",
    "每村",
    "每件",
    "每套",
    "每亩",
    "每间",
    "人均",
    "户均",
    "平均每人",
    "标准为每人",
    "按每人",
];
/// Words in front of what all get.
const TOGETHER: [&str; 8] = ["共", "共计", "合计", "总计", "计", "共发放", "金额", "总额"];

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for read in reading.prose() {
        for sentence in &read.sentences {
            let quantities = read.quantities_in(sentence);
            for three in quantities.windows(3) {
                if let [first, second, third] = three {
                    judge(read, first, second, third, findings);
                    in_brackets(read, [first, second, third], findings);
                }
            }
        }
    }
}

fn judge(
    read: &Read<'_>,
    count: &Quantity,
    each: &Quantity,
    all: &Quantity,
    findings: &mut Findings,
) {
    let text = read.text();
    let between = &text[count.range.end..all.range.start];
    let far = between.contains(['；', '。']) || between.chars().count() > 40;
    let fit = fit(count, each, all) && !has_time(between);
    if fit && !far && ends_with(read, each, &EACH) && ends_with(read, all, &TOGETHER) {
        compare(read, [count, each, all], findings);
    }
}

/// `216万元（12000人次，每人次180元）`
fn in_brackets(read: &Read<'_>, [all, count, each]: [&Quantity; 3], findings: &mut Findings) {
    let text = read.text();
    let Some(bracket) = read.brackets.iter().find(|bracket| bracket.start == all.range.end) else {
        return;
    };
    let alone = read.quantities_in(bracket).len() == 2 && bracket.end > each.range.end;
    let ends = text[each.range.end..].starts_with(['）', ')']);
    if alone
        && ends
        && fit(count, each, all)
        && !has_time(&text[bracket.clone()])
        && ends_with(read, each, &EACH)
    {
        compare(read, [count, each, all], findings);
    }
}

fn ends_with(read: &Read<'_>, quantity: &Quantity, words: &[&str]) -> bool {
    let before = read.text()[..quantity.range.start].trim_end();
    words.iter().any(|word| before.ends_with(word))
}

fn fit(count: &Quantity, each: &Quantity, all: &Quantity) -> bool {
    each.is_money()
        && all.is_money()
        && !count.is_money()
        && !count.is_percent()
        && [count, each, all].iter().all(|quantity| quantity.is_exact())
}

/// 每人每月, 每年 and the like want another factor.
fn has_time(text: &str) -> bool {
    ["每月", "每年", "每天", "每日", "/月", "月"].iter().any(|word| text.contains(word))
}

/// Holds the product of number and price against what all are said to cost.
fn compare(read: &Read<'_>, [count, each, all]: [&Quantity; 3], findings: &mut Findings) {
    let text = read.text();
    let (Some(one), Some(sum)) = (each.value(), all.value()) else { return };
    let Some(product) = count.value().and_then(|count| count.checked_mul(one)) else { return };
    // An average is rounded: as many of its halves as there are.
    let allowed = if ends_with(read, each, &["人均", "户均", "平均每人"]) {
        last_place(each).checked_mul(count.value().unwrap_or_default()).unwrap_or_default()
    } else {
        Decimal::ZERO
    };
    let Some(difference) = apart(product, sum) else { return };
    if difference <= allowed || difference < last_place(all) {
        return;
    }
    let right = in_unit_of(all, product);
    let thousandfold = sum.checked_mul(Decimal::from(10_000)) == Some(product)
        || product.checked_mul(Decimal::from(10_000)) == Some(sum);
    let hint = if thousandfold { "，正好差一万倍" } else { "" };
    let (counted, each_words) = (&text[count.range.clone()], &text[each.range.clone()]);
    let written = &text[all.range.clone()];
    let message = format!("{counted}×{each_words}＝{right}，这里写的是{written}{hint}");
    findings.report(read.index, all.range.clone(), message).severity(Severity::Error);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{findings, finds, silent};

    #[test]
    fn wrong_products_are_found_and_wrong_magnitudes_named() {
        finds(
            &RULE,
            &[
                "上门服务支出⟦216万元⟧（12000人次，每人次108元），其余用于培训。",
                "慰问120人，每人300元，共⟦3.6元⟧。",
                "补助85户，每户2000元，合计⟦18万元⟧。",
            ],
        );
        assert!(findings(&RULE, RULE.wrong)[0].message.contains("正好差一万倍"));
    }

    #[test]
    fn right_products_and_other_factors_are_left_alone() {
        silent(
            &RULE,
            &[
                "慰问120人，每人300元，共3.6万元。",
                "聘用保洁员12人，每人每月2000元，共28.8万元。",
                "培训114人，人均支出526.32元，共计6万元。",
                "为85户发放补贴，每户2000元。共新建大棚12座。",
            ],
        );
    }
}
