//! “其中：基本支出300万元，占30%；项目支出700万元，占80%”: one share of a list that is not of the whole the others are of.

use std::ops::Range;

use rust_decimal::Decimal;

use super::{can_be_percent, half_place, in_unit_of, name, percent};
use crate::check::{Findings, Quantity, Read};

/// A quantity and the share it is said to be.
struct Share<'r> {
    part: &'r Quantity,
    printed: &'r Quantity,
    /// What stands behind 占.
    of: &'r str,
}

/// Reports shares that others of their paragraph contradict. Returns the percentages judged.
pub(super) fn look(
    read: &Read<'_>,
    known: &[Range<usize>],
    findings: &mut Findings,
) -> Vec<Range<usize>> {
    let shares = shares(read);
    let mut judged = Vec::new();
    for share in shares.iter().filter(|share| !known.contains(&share.printed.range)) {
        let alike = |other: &&Share<'_>| {
            other.of == share.of && other.part.same_dimension(share.part) && is_telling(other)
        };
        let others: Vec<&Share<'_>> = shares.iter().filter(alike).collect();
        if !is_telling(share) || others.len() < 2 {
            continue;
        }
        let before = read.quantities.iter().filter(|each| {
            each.same_dimension(share.part)
                && each.is_exact()
                && each.range.start < share.part.range.start
        });
        // A part of a part may be meant.
        let of = |whole: &Quantity| Some((whole.value()?, half_place(whole)));
        if before.clone().any(|whole| of(whole).is_none_or(|whole| fits(share, whole))) {
            continue;
        }
        // Where the whole is not said, the parts of the sentence may make it.
        let sum = sum(read, share, &others);
        let wholes = before.map(|whole| (whole.value(), half_place(whole)));
        let most = wholes
            .chain([(sum, half_place(share.part))])
            .filter_map(|(value, off)| Some((value?, off)))
            .map(|whole| (others.iter().filter(|other| fits(other, whole)).count(), whole))
            .max_by_key(|(count, _)| *count);
        if let Some((count, whole)) = most
            && count * 2 >= others.len()
            && (count > 1 || is_beside(read, &others))
            && !sum.is_some_and(|sum| fits(share, (sum, half_place(share.part))))
        {
            report(read, share, whole.0, findings);
            judged.push(share.printed.range.clone());
        }
    }
    judged
}

/// What the shares of one sentence come to together.
fn sum(read: &Read<'_>, share: &Share<'_>, others: &[&Share<'_>]) -> Option<Decimal> {
    let sentence = read.sentence_at(share.part.range.start);
    let mut own = others.iter().filter(|other| sentence.contains(&other.part.range.start));
    own.try_fold(Decimal::ZERO, |sum, other| sum.checked_add(other.part.value()?))
}

/// Two shares alone must stand in one sentence for one of them to speak against the other.
fn is_beside(read: &Read<'_>, shares: &[&Share<'_>]) -> bool {
    let [first, second] = shares else { return false };
    read.sentence_at(first.part.range.start).contains(&second.part.range.start)
}

/// Nothing is a share of anything that says nothing of it.
fn is_telling(share: &Share<'_>) -> bool {
    share.printed.number > Decimal::ZERO && share.part.number > Decimal::ZERO
}

fn fits(share: &Share<'_>, whole: (Decimal, Decimal)) -> bool {
    let Some(part) = share.part.value() else { return true };
    let place = Decimal::new(1, share.printed.number.scale());
    can_be_percent((part, half_place(share.part)), whole, share.printed.number, place)
}

/// `300万元，占总支出的30%`, nothing else between the two.
fn shares<'r>(read: &'r Read<'_>) -> Vec<Share<'r>> {
    let text = read.text();
    let pairs = read.quantities.windows(2).filter_map(|pair| {
        let [part, printed] = pair else { return None };
        let of = name(read, printed).strip_prefix('占')?;
        let between = &text[part.range.end..printed.name.start];
        let joined = matches!(between.trim(), "" | "，" | "、" | "（" | "）," | "），");
        let behind = &text[printed.range.end..];
        let alone = !behind.starts_with(['和', '、', '以', '的']);
        let of = of.trim_start_matches("比").trim_end_matches('的');
        (joined
            && alone
            && part.is_exact()
            && printed.is_exact()
            && printed.is_percent()
            && !part.is_percent()
            && !part.unit_name().is_empty())
        .then_some(Share { part, printed, of })
    });
    pairs.collect()
}

fn report(read: &Read<'_>, share: &Share<'_>, all: Decimal, findings: &mut Findings) {
    let text = read.text();
    let Some(part) = share.part.value() else { return };
    let Some(right) = percent(part, all, share.printed.number.scale().max(2)) else { return };
    let message = format!(
        "{}÷{}＝{}%，这里写的是{}",
        &text[share.part.range.clone()],
        in_unit_of(share.part, all),
        right.normalize(),
        &text[share.printed.range.clone()]
    );
    findings.report(read.index, share.printed.range.clone(), message);
}

#[cfg(test)]
mod tests {
    use super::super::rate::RULE;
    use crate::check::testing::{finds, silent};

    #[test]
    fn a_share_that_others_of_the_list_contradict_is_found() {
        finds(
            &RULE,
            &[
                "支出合计1000万元，其中：基本支出300万元，占30%；项目支出700万元，占⟦80%⟧。",
                "住在城镇的5472人，占⟦91.5%⟧；住在乡村的318人，占5.49%。",
                "现有干部68人，其中党员45人，占66.2%；35岁以下16人，占⟦32.5%⟧；女干部20人，占29.4%。",
            ],
        );
    }

    #[test]
    fn shares_of_one_whole_and_of_parts_are_left_alone() {
        silent(
            &RULE,
            &[
                "支出合计1000万元，其中：基本支出300万元，占30%；项目支出700万元，占70%；经营支出0万元，占0%。",
                "支出合计1000万元，其中：民生支出600万元，占60%，其中教育支出150万元，占25%；其他400万元，占40%。",
                "收回问卷486份，其中满意402份，占82.7%。另访谈20人，其中男12人，占60%。",
                "中央、地方支出分别为26.6亿元、30.4亿元，占全国的8.1%和9.2%；其他3亿元，占1%。",
            ],
        );
    }
}
