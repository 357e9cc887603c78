//! Percentages that say of what they are: “为预算60000万元的40%”, “占总收入的63%”, “发现问题86个，已整改81个，整改率94%”.

use std::ops::Range;

use rust_decimal::Decimal;

use super::{can_be_percent, half_place, name, percent};
use crate::check::{Findings, Quantity, Read};

/// What leads from an amount to what it is held against.
const AGAINST: [&str; 6] = ["完成", "占", "为", "达到", "相当于", "达"];
/// Words behind the name of a base that only lead up to the percentage.
const BEHIND: [&str; 6] = ["的比重", "的比例", "比重", "比例", "的", "比"];

/// Reports percentages that no amount of their sentence bears out. Returns the percentages judged.
pub(super) fn look(read: &Read<'_>, findings: &mut Findings) -> Vec<Range<usize>> {
    let mut judged = Vec::new();
    for (index, rate) in read.quantities.iter().enumerate() {
        if !rate.is_percent() || !rate.is_exact() || is_in_series(read, rate) {
            continue;
        }
        let of = plan(read, index).or_else(|| named(read, index)).or_else(|| stem(read, index));
        let Some(Of { parts, wholes }) = of else { continue };
        let fits = |part: &&Quantity| wholes.iter().any(|whole| fit(part, whole, rate));
        if parts.is_empty() || wholes.is_empty() {
            continue;
        }
        judged.push(rate.range.clone());
        if !parts.iter().any(fits) && !is_completed(read, rate) {
            report(read, parts[0], wholes[0], rate, findings);
        }
    }
    judged
}

/// Whether another share of the sentence makes it a hundred: both are of what they come to together.
fn is_completed(read: &Read<'_>, rate: &Quantity) -> bool {
    let sentence = read.sentence_at(rate.range.start);
    let mut others = read.quantities_in(&sentence).iter().filter(|each| {
        each.is_percent() && each.range != rate.range && name(read, each).contains('占')
    });
    others.any(|other| {
        let sum = (rate.number + other.number - Decimal::ONE_HUNDRED).abs();
        sum <= Decimal::new(1, 1)
    })
}

/// What a percentage may be of what; the likeliest first.
struct Of<'r> {
    parts: Vec<&'r Quantity>,
    wholes: Vec<&'r Quantity>,
}

fn is_in_series(read: &Read<'_>, quantity: &Quantity) -> bool {
    let behind = read.text()[quantity.range.end..].chars().collect::<Vec<_>>();
    let joins = matches!(behind.first(), Some('、' | '和' | '与' | '及' | '的'));
    joins && behind.get(1).is_some_and(|c| c.is_numeric()) || name(read, quantity).contains("分别")
}

/// The exact numbers with a unit that are no percentages, in a stretch.
fn amounts<'r>(read: &'r Read<'_>, range: Range<usize>) -> Vec<&'r Quantity> {
    let fit =
        |each: &&Quantity| each.is_exact() && !each.is_percent() && !each.unit_name().is_empty();
    read.quantities_in(&range).iter().filter(fit).collect()
}

/// Where what is told of one thing begins: behind the last ； of the sentence.
fn stretch(read: &Read<'_>, at: usize) -> usize {
    let start = read.sentence_at(at).start;
    start + read.text()[start..at].rfind('；').map_or(0, |mark| mark + '；'.len_utf8())
}

/// `完成24000万元，完成预算60000万元的40%`
fn plan<'r>(read: &'r Read<'_>, index: usize) -> Option<Of<'r>> {
    let rate = &read.quantities[index];
    let whole = read.quantities.get(index.checked_sub(1)?)?;
    let text = read.text();
    let led = text[whole.range.end..rate.range.start].trim() == "的";
    let to = name(read, whole);
    let against = AGAINST.iter().any(|word| to.starts_with(word) && to.len() > word.len());
    if !led || !against || !whole.is_exact() {
        return None;
    }
    let start = stretch(read, whole.range.start);
    let mut parts = amounts(read, start..whole.name.start);
    parts.retain(|part| part.same_dimension(whole));
    parts.reverse();
    // Between the two may stand no more than a change: the amount belongs to the clause in front.
    let near = parts.first().is_some_and(|part| {
        let between = &text[part.range.end..whole.name.start];
        between.trim() == "，" || between.starts_with("，同比") || between.starts_with("，比上年")
    });
    near.then_some(Of { parts, wholes: vec![whole] })
}

/// `其中一般收入8亿元，占总收入的63%` where 总收入 was said in front.
fn named<'r>(read: &'r Read<'_>, index: usize) -> Option<Of<'r>> {
    let rate = &read.quantities[index];
    let words = name(read, rate);
    let (subject, base) = words.split_once('占').or_else(|| words.split_once("完成"))?;
    let base = BEHIND.iter().fold(base, |base, word| base.strip_suffix(word).unwrap_or(base));
    if base.chars().count() < 3 {
        return None;
    }
    let part = if subject.is_empty() {
        let last = read.quantities.get(index.checked_sub(1)?)?;
        let joined = read.text()[last.range.end..rate.name.start].trim() == "，";
        // 税收收入5.9亿元，下降1.3%，占……
        let grows = last.is_percent() && super::change::direction(read, last).is_some();
        let part = if grows { read.quantities.get(index.checked_sub(2)?)? } else { last };
        Some(part).filter(|_| joined)?
    } else {
        let before = read.quantities[..index].iter().rev();
        let told = |each: &&Quantity| subject.chars().count() > 3 && core(read, each) == subject;
        before.filter(|each| !each.is_percent()).find(told)?
    };
    let sentence = read.sentence_at(rate.range.start);
    if !part.is_exact() || part.is_percent() || !sentence.contains(&part.range.start) {
        return None;
    }
    // Each has a plan of its own.
    let start =
        if words.starts_with("占") || !subject.is_empty() { 0 } else { part_start(read, part) };
    let mut wholes = amounts(read, start..part.name.start.max(start));
    wholes.retain(|whole| whole.same_dimension(part));
    wholes.reverse();
    let at = wholes.iter().position(|whole| core(read, whole).ends_with(base))?;
    let whole = wholes.remove(at);
    wholes.insert(0, whole);
    Some(Of { parts: vec![part], wholes })
}

/// Where what is told of one item of a list begins.
fn part_start(read: &Read<'_>, part: &Quantity) -> usize {
    let start = stretch(read, part.range.start);
    let text = &read.text()[start..part.range.start];
    let marks = ["其中", "："].iter().filter_map(|mark| Some(text.rfind(mark)? + mark.len()));
    start + marks.max().unwrap_or(0)
}

/// The name of an amount without what only says that it was reached.
fn core<'p>(read: &Read<'p>, quantity: &Quantity) -> &'p str {
    let name = name(read, quantity).trim_start_matches("其中");
    ["完成", "实现", "累计", "决算", "合计", "总计", "数", "额"]
        .iter()
        .fold(name, |name, word| name.strip_suffix(word).unwrap_or(name))
}

/// `发现问题86个，已整改81个，整改率94%`
fn stem<'r>(read: &'r Read<'_>, index: usize) -> Option<Of<'r>> {
    let rate = &read.quantities[index];
    let part = read.quantities.get(index.checked_sub(1)?)?;
    let named = name(read, rate);
    let stem = named.strip_suffix('率').or_else(|| Some("满意").filter(|_| named == "满意度"))?;
    let words: Vec<char> = stem.chars().collect();
    let joined = read.text()[part.range.end..rate.name.start].trim() == "，";
    if !joined || !(2..=6).contains(&words.len()) || !part.is_exact() || part.is_percent() {
        return None;
    }
    let told = name(read, part);
    let [.., first, last] = words[..] else { return None };
    // A growth is of what was before.
    if "长幅降升加少高低".contains(last) {
        return None;
    }
    // 城镇人口 makes 城镇化率.
    let says = told.contains(&format!("{first}{last}"))
        || last == '化' && words.len() == 3 && told.contains(&String::from_iter(&words[..2]));
    let start = read.sentence_at(part.range.start).start;
    let mut wholes = amounts(read, start..part.name.start);
    wholes.retain(|whole| whole.same_dimension(part));
    wholes.reverse();
    let nearest = wholes.first()?;
    let clauses = read.text()[nearest.range.end..part.range.start].matches(['，', '；']).count();
    (says && clauses <= 2).then_some(Of { parts: vec![part], wholes })
}

fn fit(part: &Quantity, whole: &Quantity, rate: &Quantity) -> bool {
    let (Some(one), Some(all)) = (part.value(), whole.value()) else { return true };
    let place = Decimal::new(1, rate.number.scale());
    can_be_percent((one, half_place(part)), (all, half_place(whole)), rate.number, place)
}

fn report(
    read: &Read<'_>,
    part: &Quantity,
    whole: &Quantity,
    rate: &Quantity,
    findings: &mut Findings,
) {
    let (Some(one), Some(all)) = (part.value(), whole.value()) else { return };
    let Some(right) = percent(one, all, rate.number.scale().max(2)) else { return };
    let text = read.text();
    let message = format!(
        "{}÷{}＝{}%，这里写的是{}",
        &text[part.range.clone()],
        &text[whole.range.clone()],
        right.normalize(),
        &text[rate.range.clone()]
    );
    findings.report(read.index, rate.range.clone(), message);
}

#[cfg(test)]
mod tests {
    use super::super::rate::RULE;
    use crate::check::testing::{finds, silent};

    #[test]
    fn percentages_of_what_they_name_are_reckoned_after() {
        finds(
            &RULE,
            &[
                "收入完成24000万元，完成年初预算数60000万元的⟦44%⟧，比上年增收1200万元，增长5.3%。",
                "到位资金87.9亿元，同比增长78%，完成任务数69.8亿元的⟦136%⟧。",
                "完成总收入12.86亿元，增长7%，其中一般收入8.12亿元，占总收入的⟦36.14%⟧，提高1个百分点。",
                "年初预算为23万元，支出决算为6.4万元，完成年初预算的⟦72.8%⟧。",
                "地方收入完成1002万元，增长3%。其中：税收收入完成663万元，增收103万元，税收收入占地方收入⟦69.17%⟧。",
                "总收入8.86亿元，增收438万元。其中：税收收入5.9亿元，下降1.3%，占总收入的⟦69.6%⟧；其余2.96亿元。",
                "有效问卷1168份，满意1120份，满意度⟦99.5%⟧。",
                "检查单位32家，发现问题86个，已整改81个，整改率⟦92.4%⟧，其余5个正在整改。",
                "年末常住人口39.8万人，减少0.2万人，其中城镇人口21.4万人，城镇化率⟦57.73%⟧。",
            ],
        );
    }

    #[test]
    fn percentages_of_something_that_is_not_told_are_left_alone() {
        silent(
            &RULE,
            &[
                "收入完成24000万元，完成年初预算数60000万元的40%。",
                "收入20000万元，支出6000万元，占全省支出的3.2%。",
                "三公经费年初预算为23万元，支出6.5万元。其中：运行费支出3.4万元，完成年初预算的100%；接待费支出3.1万元，完成年初预算的15.5%。",
                "全市生产总值1218.4亿元。市区生产总值572.5亿元、增长4.2%，占全市生产总值45.2%；县域694亿元，占全市54.8%。",
                "在建项目30个，投资10亿元。签约项目10个，总投资24亿元；开工项目6个，开工率60%；到位9.6亿元，到位率40%。",
                "民生支出29.2亿元，占一般公共预算支出的80%，比上年提高2个百分点。",
                "检查企业48家，发现隐患90处，整改率98%。",
                "社保、卫生支出分别为6.4亿元、4.3亿元，占总支出的17.5%、11.8%。",
            ],
        );
    }
}
