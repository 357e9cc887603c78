//! 人 where 人次 is counted, and the other way round.

use crate::check::{Findings, Quantity, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::proof::Table;

/// 人与人次混用.
const CODE: Code = Code("N013");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "人与人次混用",
    severity: Severity::Warning,
    looks_for: "疑似名称写“人次”，数后面的单位却是“人”；或者培训、参会的名称写“人数”，单位却是“人次”。旅游人数按人次统计，不算。",
    clause: "名称与单位一致",
    wrong: "全年累计接待人次不低于1000人。",
    right: "全年累计接待人次不低于1000人次。",
    remedy: "重复计算的用“人次”，不重复计算的用“人数”“人”。",
    mends: false,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for read in reading.written().filter(|read| !read.paragraph.is_cell()) {
        for quantity in &read.quantities {
            if let Some(message) = clash(&read.text()[quantity.name.clone()], quantity) {
                findings.report(read.index, quantity.range.clone(), message);
            }
        }
    }
    for row in reading.proof.tables.iter().flat_map(Table::body) {
        // The name stands in the same cell or in the cells in front.
        let mut named = None;
        for cell in row {
            let in_front = named;
            named = named.or(Some(cell.text.trim()).filter(|name| is_counted(name)));
            let Some(read) = reading.paragraphs.get(cell.paragraph) else { continue };
            for quantity in read.quantities_in(&cell.range) {
                let own = &read.text()[quantity.name.clone()];
                let name =
                    if is_counted(own.trim()) { own.trim() } else { in_front.unwrap_or(own) };
                if let Some(message) = clash(name, quantity) {
                    findings.report(read.index, quantity.range.clone(), message);
                }
            }
        }
    }
}

fn is_counted(name: &str) -> bool {
    name.ends_with("人次") || name.ends_with("人数") || name.ends_with("人次数")
}

/// Persons that are counted once each. Of travellers the statistics themselves count 人数 in 人次.
const ONCE: [&str; 4] = ["培训人数", "参训人数", "参会人数", "在校人数"];

fn clash(name: &str, quantity: &Quantity) -> Option<String> {
    let name = name.trim();
    let unit = quantity.unit_name();
    let visits = name.ends_with("人次") || name.ends_with("人次数");
    let persons = matches!(unit, "人" | "名" | "万人");
    let once = ONCE.iter().any(|word| name.ends_with(word));
    let wrong = visits && persons || once && matches!(unit, "人次" | "万人次");
    let short: String = name.chars().rev().take(8).collect();
    let short: String = short.chars().rev().collect();
    wrong.then(|| format!("疑似混用：“{short}”的单位写成了“{unit}”"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn names_and_units_that_clash_are_found() {
        finds(
            &RULE,
            &[
                "全年累计接待人次不低于⟦1000人⟧，培训人数达⟦300人次⟧。",
                "接待人次    ⟦1000人⟧\n节能次数    3次",
            ],
        );
        silent(
            &RULE,
            &[
                "接待人数1000人，接待群众2000人次，人次为1000。",
                "占实际培训人次的70%，共计人数300人。",
                "接待人数    1000人\n培训人次    300人次",
                "全年旅游总人数达1200万人次，比上年增长5%。",
            ],
        );
    }
}
