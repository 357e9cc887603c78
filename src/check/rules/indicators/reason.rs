//! Targets that were not reached, low execution of the budget above all, and no word on why.

use std::ops::Range;

use rust_decimal::Decimal;

use super::explained::explains;
use super::row::Row;
use super::sheet::{Sheet, foreign_sheets};
use super::words::{Direction, direction};
use super::{clause, has};
use crate::check::{Findings, Quantity, Read, Reading, Rule};
use crate::diag::{Code, Severity};

/// 未达目标没有原因.
const CODE: Code = Code("K107");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "未达目标没有原因",
    severity: Severity::Warning,
    looks_for: "绩效报告里预算执行率低于90%（写明的，或者由预算批复、总支出算出的），全文没有一句说清是哪个项目、哪笔钱、为什么没有执行；\
                指标表有偏差原因一栏，完成值未达目标的那一行却空着。",
    clause: "财预〔2020〕10号 附件1",
    wrong: "2021年度项目绩效自评报告\n一、预算执行情况\n全年预算数为480万元，执行数为389万元，预算执行率为81%。\n二、存在问题\n预算编制不够准确。",
    right: "2021年度项目绩效自评报告\n一、预算执行情况\n全年预算数为480万元，执行数为389万元，预算执行率为81%。\n二、存在问题\n未支付的91万元为工程质量保证金，缺陷责任期满后支付。",
    remedy: "写明没有执行的是哪个项目、多少钱、为什么，准备怎么办。",
    mends: false,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for sheet in foreign_sheets(reading) {
        empty_reasons(reading, sheet, findings);
    }
    let has_form = reading.proof.tables.iter().any(|table| table.is_form);
    if !reading.is_evaluation() || has_form {
        return;
    }
    let in_tables = foreign_sheets(reading).flat_map(|sheet| &sheet.rows).find_map(in_table);
    let in_text = reading.prose().find_map(in_text);
    // The first place of the document.
    let found = [in_tables, in_text].into_iter().flatten();
    let Some((paragraph, range, shown)) =
        found.min_by_key(|(paragraph, range, _)| (*paragraph, range.start))
    else {
        return;
    };
    if reading.prose().any(explains) {
        return;
    }
    let message = format!("{shown}，低于90%，全文没有写明具体原因");
    findings.report(paragraph, range, message);
}

/// Of more rows that fall short nothing is said.
const MOST_ROWS: usize = 30;

type Low = (usize, Range<usize>, String);

fn is_low(percent: Decimal) -> bool {
    percent < Decimal::from(90) && percent > Decimal::ZERO
}

fn in_table(row: &Row<'_>) -> Option<Low> {
    let result = row.result.as_ref()?;
    let amount = row.amount()?;
    // What was bought is not what was spent.
    let low = direction(row.name.text) == Some(Direction::Execution)
        && !row.name.text.contains("采购")
        && row.reason.is_none()
        && amount.unit() == "%"
        && is_low(amount.number());
    low.then(|| {
        (result.paragraph, result.range.clone(), format!("{}为{}", row.name.text, result.text))
    })
}

/// A rate that is written, or two amounts that make one.
fn in_text(read: &Read<'_>) -> Option<Low> {
    let text = read.text();
    let named = |quantity: &Quantity, names: &[&str]| {
        let name = &text[quantity.name.clone()];
        let other = [
            "上年", "去年", "同期", "三公", "季度", "半年", "目标", "—6月", "—9月", "6月底",
            "9月底",
        ];
        quantity.is_exact()
            && names.iter().any(|end| name.ends_with(end))
            && !has(&text[clause(text, quantity.range.start)], &other)
    };
    let rate = read.quantities.iter().find(|quantity| {
        quantity.is_percent() && is_low(quantity.number) && named(quantity, &["预算执行率"])
    });
    if let Some(rate) = rate {
        let shown = format!("预算执行率为{}", &text[rate.range.clone()]);
        return Some((read.index, rate.range.clone(), shown));
    }
    let amount = |names: &[&str]| {
        let mut found = read.quantities.iter().filter(|each| each.is_money() && named(each, names));
        found.next().filter(|_| found.next().is_none())
    };
    let budget = amount(&["预算批复", "全年预算数", "预算数", "预算总额", "年度预算"])?;
    let spent = amount(&["总支出", "支出总额", "全年执行数", "执行数", "全年支出", "支出合计"])?;
    let percent = spent.value()?.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(budget.value()?)?;
    is_low(percent).then(|| {
        let shown = format!(
            "按{}、{}计算，预算执行率为{}%",
            &text[budget.range.clone()],
            &text[spent.range.clone()],
            percent.round_dp(2).normalize()
        );
        (read.index, spent.range.clone(), shown)
    })
}

/// Rows that fall short of their target, in a table whose column for reasons is empty there.
fn empty_reasons(reading: &Reading<'_>, sheet: &Sheet<'_>, findings: &mut Findings) {
    let head = sheet.columns.reason.zip(sheet.header).and_then(|(column, header)| {
        sheet.table.rows.get(header)?.iter().find(|cell| cell.covers(column))
    });
    if !head.is_some_and(|cell| cell.text.contains("原因")) {
        return;
    }
    let (mut above, mut short) = (false, 0);
    for row in &sheet.rows {
        // A reason that stands over several rows is written in the first of them.
        let covered = above && row.reason.is_none();
        above = row.reason.is_some() || covered;
        let Some(result) = row.result.as_ref().filter(|_| !above && row.falls_short()) else {
            continue;
        };
        // The whole text is gone through for each.
        short += 1;
        if short > MOST_ROWS {
            return;
        }
        if reading.prose().any(|read| read.text().contains(row.name.text)) {
            continue;
        }
        let message = format!("“{}”完成{}，未达目标，没有写偏差原因", row.name.text, result.text);
        findings
            .report(result.paragraph, result.range.clone(), message)
            .help("在偏差原因一栏写明为什么没有完成、准备怎么改进。");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    const FRONT: &str = "2021年度项目绩效自评报告\n一、预算执行情况\n";

    #[test]
    fn low_execution_without_a_concrete_reason_is_found_once() {
        finds(
            &RULE,
            &[
                &format!(
                    "{FRONT}我单位预算批复2946.45万元，总支出为⟦2388.71万元⟧。\n单位在预算上，对数据把握不准确，造成资金剩余，需要进一步加强预算管理。"
                ),
                &format!("{FRONT}预算执行率为⟦81.07%⟧。\n因公出国（境）费用0万元，项目共12个。"),
                "指标名称\t目标值\t完成值\t偏差原因\n培训次数\t≥4次\t⟦3次⟧\t\n".trim_end(),
            ],
        );
    }

    #[test]
    fn reasons_are_believed() {
        silent(
            &RULE,
            &[
                "2021年度项目绩效自评报告\n指标名称\t目标值\t完成值\n政府采购执行率\t100%\t72%\n培训次数\t≥4次\t6次",
                &format!("{FRONT}预算执行率为81.07%。主要原因是办公楼修缮项目跨年结算。"),
                &format!("{FRONT}预算执行率为81.07%，结余91万元，系尾款未支付。"),
                &format!("{FRONT}预算执行率为98%。"),
                &format!("{FRONT}受疫情影响，培训类支出减少，预算执行率为72%。"),
                "关于预算执行的通报\n一、情况\n预算执行率为61%。",
                "指标名称\t目标值\t完成值\t偏差原因\n培训次数\t≥4次\t3次\t讲师生病",
            ],
        );
    }
}
