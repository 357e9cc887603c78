//! A signature that is nearly the unit of the title.

use super::in_common;
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::proof::Kind;

/// 署名与标题的单位不一致.
const CODE: Code = Code("D013");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "署名与标题不一致",
    severity: Severity::Warning,
    looks_for: "署名的单位和标题里的单位只差一两个字，或者自评报告、工作总结的署名是名称相近的另一个单位。\
                简称、全称和第三方的署名不算。",
    clause: "GB/T 9704-2012 7.3.5（署名用全称或者规范化简称）",
    wrong: "青禾县文化馆2021年度部门整体支出绩效自评报告\n一、概况\n工作已完成。\n清禾县文化馆\n2022年3月1日",
    right: "青禾县文化馆2021年度部门整体支出绩效自评报告\n一、概况\n工作已完成。\n青禾县文化馆\n2022年3月1日",
    remedy: "核对单位名称，两处写成一样。",
    mends: false,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    let Some(unit) = &reading.unit else { return };
    let signatures: Vec<_> =
        reading.paragraphs.iter().filter(|read| read.paragraph.kind == Kind::Signature).collect();
    let names = |text: &str| text.split_whitespace().map(str::to_owned).collect::<String>();
    if signatures.iter().any(|read| is_same(unit, &names(read.text()))) {
        return;
    }
    let own_words = ["自评", "总结", "述职"].iter().any(|word| reading.title.contains(word));
    for read in signatures {
        let name = names(read.text());
        let (length, other) = (unit.chars().count(), name.chars().count());
        let differ = unit.chars().zip(name.chars()).filter(|(one, other)| one != other).count();
        let same_end = unit.chars().next_back() == name.chars().next_back();
        let is_slip = length == other && differ == 1 && length > 4;
        let is_near = own_words && same_end && in_common(unit, &name) * 5 >= length.min(other) * 3;
        if is_slip || is_near {
            let start = read.text().len() - read.text().trim_start().len();
            let message = format!("疑似单位名称不一致：署名是“{name}”，标题里是“{unit}”");
            findings.report(read.index, start..read.text().trim_end().len(), message);
        }
    }
}

/// Whether one name holds the other, or is the other in short: 县教育局, 县直机关事务中心.
fn is_same(unit: &str, name: &str) -> bool {
    is_short(unit, name) || is_short(name, unit)
}

fn is_short(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().all(|c| rest.any(|own| own == c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn names_that_nearly_agree_are_found() {
        finds(
            &RULE,
            &[
                "青禾县教育局关于做好防汛工作的通知\n各学校：\n请落实。\n⟦青河县教育局⟧\n2021年9月6日",
                "青禾县文化馆2021年工作总结\n工作已完成。\n⟦白石县文化馆⟧\n2022年1月5日",
            ],
        );
    }

    #[test]
    fn short_names_and_other_units_are_left_alone() {
        silent(
            &RULE,
            &[
                "青禾县教育局2021年工作总结\n工作已完成。\n县教育局\n2022年1月5日",
                "青禾县人民政府关于防汛的通知\n请落实。\n青禾县人民政府办公室\n2021年9月6日",
                "青禾县教育局2021年度项目支出绩效评价报告\n已完成。\n青禾县财政局\n2022年1月5日",
                "青禾县教育局2021年度项目绩效评价报告\n已完成。\n某会计师事务所\n2022年1月5日",
                "青禾县财政局　青禾县教育局关于拨款的通知\n请落实。\n青禾县财政局\n青禾县教育局\n2022年1月5日",
            ],
        );
    }
}
