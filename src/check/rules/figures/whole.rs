//! “收入24627万元，为预算的40.4%，下降4.2%。其中：税收收入8103万元，……；非税收入16524万元”: parts that make up their whole by
//! their nature, when other numbers stand between them and the total.

use rust_decimal::Decimal;

use super::composition::{Composition, is_movement, list_end};
use super::{apart, in_unit_of, last_place, name};
use crate::check::{Findings, Quantity, Read};
use crate::diag::Severity;

/// Parts of a whole that has no others.
const WHOLES: [&[&str]; 6] = [
    &["税收收入", "非税收入"],
    &["第一产业", "第二产业", "第三产业"],
    &["出口", "进口"],
    &["基本支出", "项目支出"],
    &["一般公共预算", "政府性基金"],
    &["接待", "出国", "用车"],
];

/// Reports totals in front of 其中 that such parts do not make, unless a composition that was found holds them.
pub(super) fn look(read: &Read<'_>, known: &[Composition], findings: &mut Findings) {
    let text = read.text();
    for (at, word) in text.match_indices("其中") {
        let start = at + word.len();
        let end = list_end(read, start, read.is_bracketed(at));
        let first = read.quantities.partition_point(|each| each.range.start < start);
        let listed = read.quantities_in(&(start..end));
        let judged = |index: &usize| (first..first + listed.len()).contains(index);
        if known.iter().any(|each| each.parts.iter().any(judged)) {
            continue;
        }
        let parts = WHOLES.iter().find_map(|words| parts(read, listed, words));
        if let Some(parts) = parts {
            judge(read, at, &parts, listed, findings);
        }
    }
}

/// The one quantity for each word, where there is just one.
fn parts<'r>(read: &Read<'_>, listed: &'r [Quantity], words: &[&str]) -> Option<Vec<&'r Quantity>> {
    let mut found: Vec<&Quantity> = Vec::new();
    for word in words {
        let mut named = listed.iter().filter(|each| {
            let name = name(read, each);
            is_part(read, each)
                && name.contains(word)
                && !name.contains("进出口")
                && !name.contains("占")
        });
        let part = named.next()?;
        let alone = named.next().is_none() && found.iter().all(|each| part.same_dimension(each));
        if !alone || found.contains(&part) {
            return None;
        }
        found.push(part);
    }
    Some(found)
}

fn is_part(read: &Read<'_>, quantity: &Quantity) -> bool {
    quantity.is_exact()
        && !quantity.is_percent()
        && !quantity.unit_name().is_empty()
        && !is_movement(read, quantity)
        && !read.text()[quantity.range.end..].starts_with('的')
}

fn judge(
    read: &Read<'_>,
    at: usize,
    parts: &[&Quantity],
    listed: &[Quantity],
    findings: &mut Findings,
) {
    let sentence = read.sentence_at(at);
    let mut before = read.quantities_in(&(sentence.start..at));
    if before.is_empty() && read.text()[sentence.clone()].trim_start().starts_with("其中") {
        let last = read.sentence_at(sentence.start.saturating_sub(1));
        before = read.quantities_in(&last);
    }
    let alike = before.iter().filter(|each| each.same_dimension(parts[0]));
    let Some(total) = alike.clone().find(|each| is_part(read, each)) else { return };
    let add = |sum: Decimal, part: &Quantity| sum.checked_add(part.value()?);
    let sum = |mut all: Vec<&Quantity>| {
        let first = all.pop()?.value()?;
        all.into_iter().try_fold(first, add)
    };
    let Some(small) = sum(parts.to_vec()) else { return };
    let every = listed.iter().filter(|each| each.same_dimension(total) && is_part(read, each));
    let Some(large) = sum(every.collect()) else { return };
    let place = parts.iter().copied().chain([total]).map(last_place).max().unwrap_or_default();
    let rounding = place * Decimal::from(parts.len() as u64 + 1) / Decimal::TWO;
    let meets = |whole: Decimal| {
        [small, large].iter().any(|sum| apart(*sum, whole).is_none_or(|off| off <= rounding))
    };
    if alike.filter_map(Quantity::value).any(meets) {
        return;
    }
    let Some(whole) = total.value() else { return };
    let Some(difference) = apart(small, whole) else { return };
    // Parts that come to something else entirely are parts of something else.
    if difference > whole / Decimal::TWO {
        return;
    }
    let written = &read.text()[total.range.clone()];
    let message = format!(
        "“其中”的{}项合计{}，总数是{written}，差{}",
        parts.len(),
        in_unit_of(total, small),
        in_unit_of(total, difference)
    );
    findings.report(read.index, total.range.clone(), message).severity(Severity::Warning);
}

#[cfg(test)]
mod tests {
    use super::super::parts::RULE;
    use crate::check::testing::{finds, silent};

    #[test]
    fn a_total_with_other_numbers_behind_it_is_held_against_its_parts() {
        finds(
            &RULE,
            &[
                "一季度收入⟦8420万元⟧，完成预算30000万元的28.1%，比上年增收420万元，增长5.2%。其中：税收收入5010万元，增长3.1%；非税收入3140万元，增长9%。",
                "全县生产总值⟦120.4亿元⟧，增长5%。其中，第一产业增加值20.1亿元，增长4%；第二产业增加值50.2亿元，增长6%；第三产业增加值51.1亿元，增长5%。",
                "全年支出⟦900万元⟧，比上年减少20万元，下降2.2%，其中：基本支出300万元，占33%；项目支出500万元，占56%。",
            ],
        );
    }

    #[test]
    fn totals_that_agree_and_parts_of_something_else_are_left_alone() {
        silent(
            &RULE,
            &[
                "一季度收入8150万元，完成预算30000万元的27.2%，比上年增收420万元。其中：税收收入5010万元，增长3.1%；非税收入3140万元，增长9%。",
                "总收入20000万元，增长4%，一般公共预算收入8150万元，增长5%。其中：税收收入5010万元，增长3.1%；非税收入3140万元，增长9%。",
                "全年支出800万元，比上年减少20万元。其中：基本支出300万元；项目支出450万元；经营支出50万元。",
                "安排三公经费12万元，减少2万元。其中：因公出国（境）费0万元；公务用车购置费5万元，公务用车运行费4万元；公务接待费3万元。",
                "进出口总额12亿元，增长4%。其中，一般贸易进出口8亿元，出口5亿元；加工贸易进口1亿元。",
            ],
        );
    }
}
