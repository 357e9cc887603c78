//! Amounts of money with more decimals than all others.

use std::collections::BTreeMap;

use crate::check::{Findings, Quantity, Read, Reading, Rule};
use crate::diag::{Code, Severity};

/// 小数位数不一致.
const CODE: Code = Code("N006");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "小数位数不一致",
    severity: Severity::Hint,
    looks_for: "正文里同一单位的金额大多保留两位以内小数，个别保留三位以上；同一段里别的“万”字头的数也一并指出。单价、标准不算。",
    clause: "GB/T 15835-2011 4.3",
    wrong: "总支出2388.71万元，资产2219.88万元，接待费156.94万元，调出13.89万元，运行费455.8461万元。",
    right: "总支出2388.71万元，资产2219.88万元，接待费156.94万元，调出13.89万元，运行费455.85万元。",
    remedy: "全文保留同样的小数位数，通常两位。",
    mends: false,
    look,
};

/// As many amounts have to agree.
const LEAST: usize = 4;

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    let mut units: BTreeMap<&str, (usize, Vec<&Read<'_>>)> = BTreeMap::new();
    for read in reading.prose() {
        for quantity in read.quantities.iter().filter(|each| each.is_money() && is_large(each)) {
            if is_price(read, quantity) {
                continue;
            }
            let (short, long) = units.entry(quantity.unit_name()).or_default();
            if quantity.number.scale() > 2 { long.push(read) } else { *short += 1 }
        }
    }
    let mut paragraphs: Vec<&Read<'_>> = units
        .into_values()
        .filter(|(short, long)| (1..=2).contains(&long.len()) && *short >= LEAST)
        .flat_map(|(_, long)| long)
        .collect();
    paragraphs.sort_by_key(|read| read.index);
    paragraphs.dedup_by_key(|read| read.index);
    for read in paragraphs {
        for quantity in read.quantities.iter().filter(|each| is_large(each)) {
            if quantity.number.scale() > 2 && !is_price(read, quantity) {
                let written = &read.text()[quantity.range.clone()];
                let message =
                    format!("“{written}”有{}位小数，其余金额不超过两位", quantity.number.scale());
                findings.report(read.index, quantity.range.clone(), message);
            }
        }
    }
}

/// 万元, 亿元, 万公里: what is rounded in a report.
fn is_large(quantity: &Quantity) -> bool {
    quantity.unit_name().starts_with(['万', '亿'])
}

/// An amount for one of something.
fn is_price(read: &Read<'_>, quantity: &Quantity) -> bool {
    let text = read.text();
    let name = &text[quantity.name.clone()];
    text[quantity.range.end..].starts_with(['/', '／'])
        || ["单价", "标准", "每", "人均", "均价"].iter().any(|word| name.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    const OTHERS: &str = "总支出2388.71万元，资产2219.88万元，接待费156.94万元，调出13.89万元。\n";

    #[test]
    fn the_longer_ones_are_found() {
        finds(
            &RULE,
            &[&format!("{OTHERS}安全行车⟦349.6512万公里⟧，运行费用⟦455.8461万元⟧，共108141次。")],
        );
    }

    #[test]
    fn prices_and_reports_with_long_decimals_are_left_alone() {
        silent(
            &RULE,
            &[
                &format!("{OTHERS}单价0.0285万元，每公里0.2854万元/公里。"),
                &format!("{OTHERS}甲1.2345万元，乙2.3456万元，丙3.4567万元。"),
                "运行费用455.8461万元，总支出2388.71万元。",
            ],
        );
    }
}
