//! Rows of a table that break up others above them: by codes of subjects (208, 20805, 2080501), by indentation, or only
//! by their numbers.

use rust_decimal::Decimal;

use crate::figures::Amount;
use crate::proof::Cell;

/// More rows than this are not tried by their numbers.
const MOST_ROWS: usize = 60;
/// So many ways to read the rows are tried.
const MOST_STEPS: u32 = 20_000;

/// How deep a row lies, by the length of its code or by the space in front of its words; less is higher.
pub(super) fn depth(cells: &[Cell]) -> usize {
    let code = cells.first().map(|cell| cell.text.trim()).filter(|text| {
        text.len() >= 3 && text.len() % 2 == 1 && text.bytes().all(|byte| byte.is_ascii_digit())
    });
    if let Some(code) = code {
        return code.len();
    }
    let words = cells
        .iter()
        .map(|cell| cell.text.as_str())
        .find(|text| !text.trim().is_empty() && Amount::parse(text.trim()).is_err());
    words.map_or(0, |text| text.chars().take_while(|c| c.is_whitespace()).count())
}

/// The rows of the highest level, where there are several levels.
pub(super) fn highest(depths: &[(usize, usize)]) -> Option<Vec<usize>> {
    let least = depths.iter().map(|(_, depth)| *depth).min()?;
    let highest = depths.iter().filter(|(_, depth)| *depth == least);
    let rows: Vec<usize> = highest.map(|(row, _)| *row).collect();
    (rows.len() < depths.len()).then_some(rows)
}

/// Whether numbers can be read as a total broken up twice: each either alone or followed by two or more that make it.
pub(super) fn is_nested(values: &[Decimal], total: Decimal) -> bool {
    let mut steps = 0;
    values.len() <= MOST_ROWS && makes(values, total, &mut steps)
}

fn makes(values: &[Decimal], left: Decimal, steps: &mut u32) -> bool {
    *steps += 1;
    // Too many ways to tell: nothing is said against the total.
    if *steps > MOST_STEPS {
        return true;
    }
    let Some((first, rest)) = values.split_first() else { return left.is_zero() };
    let left = left - first;
    if left < Decimal::ZERO {
        return false;
    }
    if makes(rest, left, steps) {
        return true;
    }
    let mut sum = Decimal::ZERO;
    for (index, value) in rest.iter().enumerate() {
        sum += value;
        if sum > *first {
            break;
        }
        let enough = index > 0 && !first.is_zero() && sum == *first;
        if enough && makes(&rest[index + 1..], left, steps) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::super::table_sum::RULE;
    use crate::check::testing::{finds, silent};

    #[test]
    fn rows_that_break_up_others_are_not_added_twice() {
        silent(
            &RULE,
            &[
                "科目编码\t科目名称\t决算数\n合计\t\t1000\n208\t社会保障支出\t600\n20802\t民政管理事务\t600\n2080201\t行政运行\t600\n221\t住房保障支出\t400\n22102\t住房改革支出\t400\n以上。",
                "科目\t决算数\n教育支出\t700\n小学\t300\n初中\t400\n其他支出\t300\n合计\t1000\n以上。",
                "一、基本支出\t600\n1.人员经费\t500\n2.公用经费\t100\n二、项目支出\t400\n合计\t1000\n以上。",
            ],
        );
    }

    #[test]
    fn wrong_totals_over_several_levels_are_found() {
        finds(
            &RULE,
            &[
                "科目编码\t科目名称\t决算数\n合计\t\t⟦1100⟧\n208\t社会保障支出\t600\n20802\t民政管理事务\t600\n221\t住房保障支出\t400\n以上。",
                "科目\t决算数\n教育支出\t700\n小学\t300\n初中\t400\n其他支出\t300\n合计\t⟦1010⟧\n以上。",
            ],
        );
    }
}
