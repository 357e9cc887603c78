//! Units that are not legal ones, and signs of units written wrongly.

use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 非法定单位.
const CODE: Code = Code("N008");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "非法定单位或符号",
    severity: Severity::Warning,
    looks_for: "数后面的公分、平米、市斤、英寸等非法定单位，和m2、KG、Km等写错的符号。亩不算。",
    clause: "GB 3100-1993",
    wrong: "维修办公用房120平米，铺设管道35Km。",
    right: "维修办公用房120平方米，铺设管道35km。",
    remedy: "用法定计量单位；正文里通常写中文名称。",
    mends: true,
    look,
};

/// As written, what is meant, and whether that is certain.
const UNITS: [(&str, &str, bool); 17] = [
    ("平方公分", "平方厘米", true),
    ("公分", "厘米", true),
    ("平米", "平方米", true),
    ("m2", "m²", true),
    ("m3", "m³", true),
    ("KG", "kg", true),
    ("Kg", "kg", true),
    ("KM", "km", true),
    ("Km", "km", true),
    ("市斤", "公斤", false),
    ("市尺", "米", false),
    ("英寸", "厘米", false),
    ("英尺", "米", false),
    ("英里", "公里", false),
    ("华里", "公里", false),
    ("马力", "千瓦", false),
    ("公吨", "吨", true),
];

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for read in reading.written() {
        let text = read.text();
        let mut at = 0;
        while let Some(found) = text[at..].find(|c: char| c.is_ascii_digit()) {
            let start = at + found;
            let behind = text[start..].trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
            at = text.len() - behind.len();
            let in_front = text[..start].chars().next_back();
            if in_front.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '-' | '_' | '+')) {
                continue;
            }
            let unit = behind.trim_start_matches(['万', '亿', '多', '余', ' ']);
            let start = text.len() - unit.len();
            let known = UNITS.iter().find(|(name, ..)| unit.starts_with(name));
            let Some((name, right, certain)) = known.filter(|(name, ..)| ends(unit, name)) else {
                continue;
            };
            let range = start..start + name.len();
            let message = if *certain {
                format!("“{name}”应为“{right}”")
            } else {
                format!("“{name}”不是法定计量单位，应换算成{right}等法定单位")
            };
            let found = findings.report(read.index, range.clone(), message);
            if *certain {
                found.mend(range, *right);
            } else if *name == "英寸" {
                // Screens are sold by it.
                found.severity(Severity::Hint);
            }
        }
    }
}

/// Whether a sign made of letters ends there.
fn ends(unit: &str, name: &str) -> bool {
    let next = unit[name.len()..].chars().next();
    let letters = name.is_ascii();
    !letters || !next.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '+'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, mends, silent};

    #[test]
    fn units_behind_numbers_are_found() {
        finds(&RULE, &["房屋120⟦平米⟧、地块300⟦m2⟧，积水15⟦公分⟧，称重50⟦KG⟧，里程3.5万⟦华里⟧。"]);
    }

    #[test]
    fn codes_and_legal_units_are_left_alone() {
        silent(
            &RULE,
            &[
                "房屋120平方米，地块300亩，里程36km，型号QF-96KM2，桩号K12+300。",
                "货币供应量M2同比增长，编号5m21。",
                "公分会负责，平米乡政府。",
            ],
        );
    }

    #[test]
    fn names_and_signs_are_put_right() {
        mends(&RULE, "房屋120平米，35Km，60m2。", "房屋120平方米，35km，60m²。");
    }
}
