//! More drivers than there is staff.

use super::name;
use crate::check::{Findings, Quantity, Read, Reading, Rule};
use crate::diag::{Code, Severity};

/// 人数超过实有人数.
const CODE: Code = Code("F111");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "人数超过实有人数",
    severity: Severity::Hint,
    looks_for: "驾驶员、在职党员、管理人员等本单位一部分人的人数，超过写明的实有人数。聘用、劳务派遣的请在文中说明。",
    clause: "算术；《党政机关公文处理工作条例》第十九条（表述准确）",
    wrong: "事业编制16人，实有14人。\n驾驶员20名，保障全县公务用车出行。",
    right: "事业编制16人，实有14人。\n驾驶员10名，保障全县公务用车出行。",
    remedy: "核对人数；含劳务派遣、临时聘用的，写明。",
    mends: false,
    look,
};

/// Names of the whole staff.
const STAFF: [&str; 4] = ["实有", "实有人数", "实有在职人员", "实有人员"];
/// Names of a part of it.
const PARTS: [&str; 6] = ["驾驶员", "司机", "专业技术人员", "管理人员", "在职党员", "工勤人员"];
/// Words that say the others are not of the staff.
const OTHERS: [&str; 6] = ["聘", "派遣", "劳务", "外包", "全县", "兼职"];

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    let of_people = |quantity: &&Quantity| matches!(quantity.unit_name(), "人" | "名");
    let mut staff = None;
    for read in reading.prose() {
        for quantity in read.quantities.iter().filter(of_people).filter(|each| each.is_exact()) {
            let named = name(read, quantity);
            if STAFF.contains(&named) {
                staff = staff.or(quantity.value());
            } else if PARTS.contains(&named)
                && let (Some(all), Some(part)) = (staff, quantity.value())
                && part > all
                && !explained(read, quantity)
            {
                let message = format!(
                    "{named}{}，多于前面说的实有{}人",
                    &read.text()[quantity.range.clone()],
                    all.normalize()
                );
                findings.report(read.index, quantity.range.clone(), message);
            }
        }
    }
}

fn explained(read: &Read<'_>, quantity: &Quantity) -> bool {
    let sentence = read.sentence_at(quantity.range.start);
    let clause = read.text()[sentence.clone()]
        .split(['；', '。'])
        .find(|clause| clause.contains(&read.text()[quantity.range.clone()]));
    clause.is_some_and(|clause| OTHERS.iter().any(|word| clause.contains(word) && *word != "全县"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn a_part_larger_than_the_whole_staff_is_asked_about() {
        finds(&RULE, &["实有14人。\n车辆16辆；驾驶员⟦20名⟧，保障全县公务用车出行。"]);
    }

    #[test]
    fn explained_or_possible_numbers_are_left_alone() {
        silent(
            &RULE,
            &[
                "实有14人。\n驾驶员20名（其中劳务派遣12名）。",
                "实有34人。\n驾驶员20名。",
                "驾驶员20名。",
            ],
        );
    }
}
