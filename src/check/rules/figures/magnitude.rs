//! “项目资金3.6元”: an amount of money far too small for what it is said to be.

use rust_decimal::Decimal;

use super::name;
use crate::check::{Findings, Quantity, Read, Reading, Rule};
use crate::diag::{Code, Severity};

/// 金额量级可疑.
const CODE: Code = Code("F107");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "金额量级可疑",
    severity: Severity::Warning,
    looks_for: "名称是资金、经费、预算、支出、投资、收入一类，数却带小数、以元为单位、不到三千元的，和一段里别的钱都以万元计、只有它以元计的，多半漏了“万”。\
        每人、人均、单价、标准和“元/……”不算。",
    clause: "算术；《党政机关公文处理工作条例》第十九条（表述准确）",
    wrong: "全年项目资金预算2656.13元，其余金额以万元计。本年公务接待费支出156.94元。",
    right: "全年项目资金预算2656.13万元，其余金额以万元计。本年公务接待费支出156.94万元。",
    remedy: "看看是不是漏了“万”字。",
    mends: false,
    look,
};

/// What names of sums of an office end with.
const SUMS: [&str; 12] = [
    "资金",
    "经费",
    "预算",
    "支出",
    "投资",
    "收入",
    "费用",
    "拨款",
    "总额",
    "接待费",
    "运行费",
    "维护费",
];
/// Words that make a small amount likely.
const SMALL: [&str; 16] = [
    "每", "人均", "户均", "平均", "单价", "标准", "/", "补助", "补贴", "利息", "零星", "元旦",
    "车票", "餐费", "罚款", "差额",
];

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    // Where most amounts are in 元, a small one is none of them.
    let in_yuan = |quantity: &&Quantity| quantity.is_money() && quantity.unit_name() == "元";
    for read in reading.prose() {
        for quantity in
            read.quantities.iter().filter(in_yuan).filter(|each| is_suspicious(read, each))
        {
            let message = format!(
                "疑似漏了“万”：{}{}",
                name(read, quantity),
                &read.text()[quantity.range.clone()]
            );
            findings.report(read.index, quantity.range.clone(), message);
        }
    }
}

fn is_suspicious(read: &Read<'_>, quantity: &Quantity) -> bool {
    let name = name(read, quantity);
    let limit = Decimal::from(10_000);
    let likely = quantity.number > Decimal::ZERO
        && quantity.number < limit
        && quantity.is_exact()
        && SUMS.iter().any(|word| name.ends_with(word));
    let odd = || quantity.number.scale() == 2 && has_decimals(quantity) || is_alone(read, quantity);
    if !likely || !odd() {
        return false;
    }
    let sentence = read.sentence_at(quantity.range.start);
    let around = &read.text()[sentence];
    let small = SMALL.iter().any(|word| {
        around.contains(word) && (name.contains(word) || *word == "每" || *word == "/")
    });
    let behind = &read.text()[quantity.range.end..];
    let per = behind.starts_with(['/', '每']);
    !small && !per
}

/// Whether it is the only amount in 元 of its paragraph among two or more in 万元.
fn is_alone(read: &Read<'_>, quantity: &Quantity) -> bool {
    let others = || read.quantities.iter().filter(|each| each.is_money() && *each != quantity);
    others().take(2).count() > 1
        && others().all(|each| each.unit_name() != "元")
        && quantity.number > Decimal::TEN
}

/// Sums in 万元 are rarely whole; sums in 元 of an office nearly always end in .00 or have none.
fn has_decimals(quantity: &Quantity) -> bool {
    !quantity.number.fract().is_zero() && quantity.number < Decimal::from(3_000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn sums_that_lack_their_wan_are_suspected() {
        finds(
            &RULE,
            &[
                "全年项目资金⟦2656.13元⟧，已全部到位。",
                "工业项目到位资金6.14亿元，基础设施到位资金⟦8910元⟧，其他项目到位资金1.31亿元。",
            ],
        );
    }

    #[test]
    fn amounts_that_are_small_by_nature_are_left_alone() {
        silent(
            &RULE,
            &[
                "人均公用经费1256.50元，低于控制数。",
                "拍卖所得款项736200元已上缴国库。",
                "项目资金2656.13万元，利息收入12.35元已上缴。",
                "每人每月生活费支出856.32元。",
            ],
        );
    }
}
