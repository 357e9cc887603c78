//! One amount in 元 where all others are in 万元.

use crate::check::{Bound, Findings, Quantity, Read, Reading, Rule};
use crate::diag::{Code, Severity};

/// 金额单位不一致.
const CODE: Code = Code("N007");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "金额单位不一致",
    severity: Severity::Hint,
    looks_for: "全文金额都用万元，只有一处一万元以上的金额用元。标准、单价、人均和带小数的不算。",
    clause: "GB/T 15835-2011 4.3",
    wrong: "总支出2388.71万元，资产2219.88万元，接待费156.94万元，拍卖所得736200元。",
    right: "总支出2388.71万元，资产2219.88万元，接待费156.94万元，拍卖所得73.62万元。",
    remedy: "全文用同一个单位。",
    mends: false,
    look,
};

/// As many amounts have to be in 万元.
const LEAST: usize = 3;

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    let mut large = 0;
    let mut small: Vec<(&Read<'_>, &Quantity)> = Vec::new();
    for read in reading.prose() {
        for quantity in &read.quantities {
            match quantity.unit_name() {
                "万元" | "亿元" => large += 1,
                "元" if is_amount(read, quantity) => small.push((read, quantity)),
                _ => {}
            }
        }
    }
    let ([(read, quantity)], true) = (small.as_slice(), large >= LEAST) else { return };
    let text = read.text();
    if is_standard(text, quantity) || quantity.bound != Bound::Exactly {
        return;
    }
    let written = &text[quantity.range.clone()];
    let tens = quantity.number / rust_decimal::Decimal::from(10_000_u32);
    let message = format!("其余金额都用万元，这里用元：“{written}”即{}万元", tens.normalize());
    findings.report(read.index, quantity.range.clone(), message);
}

/// Ten thousand or more, without a fraction.
fn is_amount(read: &Read<'_>, quantity: &Quantity) -> bool {
    let per = read.text()[quantity.range.end..].starts_with(['/', '／']);
    quantity.number >= rust_decimal::Decimal::from(10_000_u32)
        && quantity.number.is_integer()
        && !per
}

fn is_standard(text: &str, quantity: &Quantity) -> bool {
    let from = text[..quantity.range.start].rfind(['，', '。', '；', '、']).unwrap_or(0);
    let words = &text[from..quantity.range.start];
    let named = ["标准", "单价", "每", "人均", "户均", "均价", "限额", "价格", "收入"];
    named.iter().any(|word| words.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    const OTHERS: &str = "总支出2388.71万元，资产2219.88万元，接待费156.94万元。\n";

    #[test]
    fn the_one_in_yuan_is_found() {
        finds(&RULE, &[&format!("{OTHERS}拍卖所得款项⟦736200元⟧已上缴国库。")]);
    }

    #[test]
    fn standards_and_single_sums_are_left_alone() {
        silent(
            &RULE,
            &[
                &format!("{OTHERS}补助标准为每人12000元，每月发放860元。"),
                &format!("{OTHERS}农村居民人均可支配收入达15800元。"),
                &format!("{OTHERS}甲项12000元，乙项36000元。"),
                "拍卖所得款项736200元已上缴国库。",
            ],
        );
    }
}
