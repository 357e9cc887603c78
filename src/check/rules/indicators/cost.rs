//! Costs whose target is a bare amount: it reads as one to be reached.

use super::row::Row;
use super::sheet::sheets;
use super::words::{Direction, direction};
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::scoring::Relation;

/// 成本指标没有≤.
const CODE: Code = Code("K104");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "成本指标没有≤",
    severity: Severity::Warning,
    looks_for: "成本、经费、造价一类指标的目标只写金额，没有≤或者“不超过”，读起来像是要花够这么多钱。\
                列在数量、效益指标下的金额不算。",
    clause: "财预〔2021〕101号",
    wrong: "指标名称\t目标值\t完成值\n项目总成本\t2698万元\t2118万元",
    right: "指标名称\t目标值\t完成值\n项目总成本\t≤2698万元\t2118万元",
    remedy: "在金额前面加≤，例如≤2698万元。",
    mends: false,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for row in sheets(reading).iter().flat_map(|sheet| &sheet.rows) {
        let Some(target) = row.target.as_ref().filter(|_| is_cost(row)) else { continue };
        let bare = |(relation, amount): &(Relation, crate::figures::Amount)| {
            *relation == Relation::Plain && amount.unit.is_money()
        };
        if row.limit().as_ref().is_some_and(bare) {
            let message = format!("成本指标“{}”的目标写成“{}”，没有≤", row.name.text, target.text);
            findings
                .report(target.paragraph, target.range.clone(), message)
                .help(format!("写成≤{}", target.text));
        }
    }
}

/// Whether a line is one of costs: by its second level, or else by its name.
fn is_cost(row: &Row<'_>) -> bool {
    match (row.first, row.second) {
        (_, Some(second)) if second.contains("成本") => true,
        (_, Some(_)) => false,
        (Some(first), None) if first.contains("效益") => false,
        _ => direction(row.name.text) == Some(Direction::Cost),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn a_bare_amount_is_no_limit() {
        finds(
            &RULE,
            &[
                "指标名称\t目标值\t完成值\n项目总经费\t⟦2698万元⟧\t2118万元",
                "一级指标\t二级指标\t三级指标\t指标值\t完成值\n产出指标\t成本指标\t设备采购\t⟦20万元⟧\t18万元",
                "资金到位率100%    100%\n项目总经费⟦2698万元⟧    2118万元\n接待人数1000人    1000人\n任务完成及时率100%    100%\n召开会议次数3次    3次",
            ],
        );
    }

    #[test]
    fn limits_and_money_that_is_wanted_are_right() {
        silent(
            &RULE,
            &[
                "指标名称\t目标值\t完成值\n项目总成本\t≤26万元\t21万元\n发放补助资金\t30万元\t30万元\n会议成本\t人均320元以内\t250元",
                "一级指标\t二级指标\t三级指标\t指标值\t完成值\n效益指标\t经济效益指标\t带动投资\t20万元\t22万元",
            ],
        );
    }
}
