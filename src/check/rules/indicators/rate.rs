//! Rates of execution in tables that do not come out of the two numbers beside them.

use rust_decimal::{Decimal, RoundingStrategy};

use super::field::Field;
use super::has;
use super::heads::plain;
use super::sheet::MOST_ROWS_ABOVE;
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::figures::Amount;
use crate::proof::{Cell, Table};

/// 执行率与数不符.
const CODE: Code = Code("K116");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "执行率与数不符",
    severity: Severity::Error,
    looks_for: "表里有预算数、执行数、执行率三栏，执行率不等于执行数除以预算数（按印出的小数位，四舍五入或者截去都算对）。",
    clause: "财预〔2020〕10号 附件1：执行率=B/A",
    wrong: "项目名称\t预算数\t执行数\t执行率\n办公楼修缮\t480\t456\t96%\n设备购置\t200\t150\t75%",
    right: "项目名称\t预算数\t执行数\t执行率\n办公楼修缮\t480\t456\t95%\n设备购置\t200\t150\t75%",
    remedy: "核对三个数，改错的那一个。",
    mends: false,
    look,
};

/// The columns of money and rate.
struct Columns {
    header: usize,
    budgets: Vec<usize>,
    spent: usize,
    rate: usize,
}

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for table in reading.proof.tables.iter().filter(|table| !table.is_form) {
        let Some(columns) = columns(table) else { continue };
        let width = table.rows.get(columns.header).map_or(0, Vec::len);
        for row in table.rows.iter().skip(columns.header + 1) {
            if table.faked && row.len() != width {
                continue;
            }
            if let Some((field, message)) = in_row(reading, row, &columns) {
                findings.report(field.paragraph, field.range, message);
            }
        }
    }
}

fn columns(table: &Table) -> Option<Columns> {
    let mut rows = table.rows.iter().enumerate().take(MOST_ROWS_ABOVE);
    rows.find_map(|(header, row)| {
        let (mut budgets, mut spent, mut rates) = (Vec::new(), Vec::new(), Vec::new());
        for cell in row {
            let words = plain(&cell.text);
            let place = match words.as_str() {
                "预算数" | "全年预算数" | "年初预算数" | "调整预算数" | "调整后预算数"
                | "预算金额" | "预算" | "年度预算数" => &mut budgets,
                "执行数" | "全年执行数" | "预算执行数" | "支出数" | "实际支出" | "实际支出数"
                | "支出金额" | "决算数" => &mut spent,
                "执行率" | "预算执行率" | "支出率" => &mut rates,
                // Money from elsewhere may have been counted in.
                other if has(other, &["结转", "追加", "调整", "到位", "可用", "下达"]) =>
                {
                    return None;
                }
                _ => continue,
            };
            place.push(cell.column);
        }
        match (spent.as_slice(), rates.as_slice()) {
            ([spent], [rate]) if !budgets.is_empty() => {
                Some(Columns { header, budgets, spent: *spent, rate: *rate })
            }
            _ => None,
        }
    })
}

fn in_row<'p>(
    reading: &Reading<'p>,
    row: &'p [Cell],
    columns: &Columns,
) -> Option<(Field<'p>, String)> {
    let field = |column: usize| {
        let cell = row.iter().find(|cell| cell.column == column && cell.columns == 1)?;
        Field::of_cell(reading.proof, cell)
    };
    let rate = field(columns.rate)?;
    let printed = Amount::parse(rate.text).ok().filter(|printed| printed.unit() == "%")?;
    let spent = money(&field(columns.spent)?)?;
    let budgets: Vec<Decimal> =
        columns.budgets.iter().filter_map(|column| money(&field(*column)?)).collect();
    let places = printed.number().scale();
    let mut due = None;
    for budget in &budgets {
        let exact = spent.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(*budget)?;
        let up = exact.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
        let down = exact.round_dp_with_strategy(places, RoundingStrategy::ToZero);
        let capped = printed.number() == Decimal::ONE_HUNDRED && exact > Decimal::ONE_HUNDRED;
        if capped || printed.number() == up || printed.number() == down {
            return None;
        }
        due = Some(up);
    }
    let message = format!("执行率写的是{}，按本行的数计算是{}%", rate.text, due?);
    Some((rate, message))
}

/// An amount above zero.
fn money(field: &Field<'_>) -> Option<Decimal> {
    let amount = Amount::parse(field.text).ok()?;
    let fits = amount.is_bare() || amount.unit.is_money();
    let value = amount.number().checked_mul(amount.unit.factor)?;
    (fits && value > Decimal::ZERO).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn rates_are_reckoned() {
        finds(
            &RULE,
            &[
                "项目名称\t全年预算数（A）\t全年执行数（B）\t执行率（B/A）\n办公楼修缮\t2946.45\t2388.71\t⟦82%⟧\n设备购置\t1,200万元\t900万元\t75.00%",
            ],
        );
    }

    #[test]
    fn rounded_and_cut_off_rates_are_right() {
        silent(
            &RULE,
            &[
                "项目名称\t预算数\t执行数\t执行率\n甲\t2946.45\t2388.71\t81%\n乙\t3\t2\t66.6%\n丙\t3\t2\t66.67%\n丁\t0\t0\t0%",
                "项目名称\t年初预算数\t全年预算数\t执行数\t执行率\n甲\t100\t200\t150\t75%",
                "项目名称\t预算数\t上年结转\t执行数\t执行率\n甲\t100\t50\t75\t50%",
                "项目名称\t预算数\t执行数\t执行率\n甲\t100\t101\t100%",
                "项目名称\t计划数\t完成数\t完成率\n甲\t100\t50\t75%",
            ],
        );
    }
}
