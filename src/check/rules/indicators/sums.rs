//! Sums of weights and scores in tables that do not come out.

use rust_decimal::Decimal;

use super::field::{Field, points};
use super::heads::plain;
use super::row::Row;
use super::sheet::{Sheet, foreign_sheets};
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 分值得分合计不符.
const CODE: Code = Code("K109");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "分值得分合计不符",
    severity: Severity::Error,
    looks_for: "指标表里各行的分值、得分加起来不等于合计（总分）一行写的数；正文里的自评得分和表里的合计不同。有的行没有写分值、表里另有大项分值、\
                合计只差预算执行率那10分的不比。",
    clause: "财预〔2020〕10号 附件1",
    wrong: "指标名称\t目标值\t完成值\t分值\t得分\n培训次数\t≥4次\t6次\t50\t50\n培训人数\t≥90人\t81人\t50\t45\n合计\t—\t—\t100\t96",
    right: "指标名称\t目标值\t完成值\t分值\t得分\n培训次数\t≥4次\t6次\t50\t50\n培训人数\t≥90人\t81人\t50\t45\n合计\t—\t—\t100\t95",
    remedy: "核对各行和合计；合计等于各行印出的数之和。",
    mends: false,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    said_in_text(reading, findings);
    for sheet in foreign_sheets(reading) {
        let Some(total) = total(sheet) else { continue };
        let weights = sum(sheet, |row| row.weight.as_ref());
        let weight = total.weight.as_ref().and_then(|field| points(field.text));
        let (Some(weights), Some(weight)) = (weights, weight) else { continue };
        if weights != weight {
            let outside = weight.checked_sub(weights) == Some(Decimal::TEN);
            let levels = weights.checked_rem(weight).is_some_and(|rest| rest.is_zero());
            if !outside && !levels {
                report(&total, total.weight.as_ref(), "分值", weights, findings);
            }
            continue;
        }
        // Scores of a hundred each are weighted before they are added.
        let value = |field: &Option<Field<'_>>| field.as_ref().and_then(|own| points(own.text));
        if sheet.rows.iter().any(|row| value(&row.score) > value(&row.weight)) {
            continue;
        }
        let scores = sum(sheet, |row| row.score.as_ref());
        let score = total.score.as_ref().and_then(|field| points(field.text));
        if let (Some(scores), Some(score)) = (scores, score)
            && scores != score
        {
            report(&total, total.score.as_ref(), "得分", scores, findings);
        }
    }
}

/// The score that the text tells against the only table's total.
fn said_in_text(reading: &Reading<'_>, findings: &mut Findings) {
    let mut sheets = foreign_sheets(reading);
    let (Some(sheet), None) = (sheets.next(), sheets.next()) else { return };
    let score = total(sheet).and_then(|row| points(row.score?.text));
    let Some(score) = score.filter(|score| *score <= Decimal::ONE_HUNDRED) else { return };
    for read in reading.prose() {
        for said in read.quantities.iter().filter(|each| each.unit_name() == "分") {
            let name = &read.text()[said.name.clone()];
            let own = ["自评得分", "自评总分", "自评总得分", "自评综合得分"];
            let last_year = ["上年", "去年"].iter().any(|word| name.contains(word));
            if said.is_exact()
                && said.number != score
                && own.iter().any(|end| name.ends_with(end))
                && !last_year
            {
                let written = &read.text()[said.range.clone()];
                let message = format!("这里的得分是{written}，表里合计是{}分", score.normalize());
                findings.report(read.index, said.range.clone(), message);
            }
        }
    }
}

fn report(
    row: &Row<'_>,
    field: Option<&Field<'_>>,
    what: &str,
    sum: Decimal,
    findings: &mut Findings,
) {
    let Some(field) = field else { return };
    let message =
        format!("各行{what}加起来是{}，{}写的是{}", sum.normalize(), row.name.text, field.text);
    findings.report(field.paragraph, field.range.clone(), message);
}

/// The row of the total: the last one, and the only one that is none of a part.
fn total<'p>(sheet: &Sheet<'p>) -> Option<Row<'p>> {
    // A table of which a part stands above the header gives weights there as well.
    let whole = sheet.header.is_some_and(|header| header <= 2);
    let mut totals = sheet.sums.iter().filter(|row| plain(row.name.text) != "小计");
    let total = totals.next().filter(|_| whole && totals.next().is_none())?;
    let last = sheet.rows.last()?;
    (last.at < total.at).then(|| total.clone())
}

/// The sum of a column; `None` where a row does not have its own number there.
fn sum<'s, 'p: 's>(
    sheet: &'s Sheet<'p>,
    of: impl Fn(&'s Row<'p>) -> Option<&'s Field<'p>>,
) -> Option<Decimal> {
    sheet.rows.iter().try_fold(Decimal::ZERO, |sum, row| {
        let name = plain(row.name.text);
        // A line of a whole level gives the weights of its own lines once more.
        let is_level =
            ["产出指标", "效益指标", "满意度指标", "成本指标", "数量指标", "质量指标", "时效指标"]
                .contains(&name.as_str());
        if is_level {
            return None;
        }
        sum.checked_add(points(of(row)?.text)?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    const HEAD: &str = "指标名称\t目标值\t完成值\t分值\t得分\n";

    #[test]
    fn the_score_in_the_text_is_that_of_the_table() {
        let table = format!(
            "{HEAD}培训次数\t≥4次\t6次\t50\t50\n培训人数\t≥90人\t81人\t50\t45\n合计\t—\t—\t100\t95"
        );
        finds(&RULE, &[&format!("项目自评得分⟦98分⟧，等级为“优”。\n{table}")]);
        silent(&RULE, &[&format!("项目自评得分95分，上年自评得分92分。\n{table}")]);
    }

    #[test]
    fn totals_are_added_up() {
        finds(
            &RULE,
            &[
                &format!(
                    "{HEAD}培训次数\t≥4次\t6次\t50\t50\n培训人数\t≥90人\t81人\t50\t45\n总分\t—\t—\t100\t⟦96⟧"
                ),
                &format!(
                    "{HEAD}培训次数\t≥4次\t6次\t50\t50\n培训人数\t≥90人\t81人\t45\t45\n总分\t—\t—\t⟦100⟧\t95"
                ),
            ],
        );
    }

    #[test]
    fn totals_that_come_out_or_cannot_be_added_up_are_left_alone() {
        silent(
            &RULE,
            &[
                "评价指标\t权重\t得分\n组织\t0.2\t90\n过程\t0.3\t85\n效果\t0.5\t95\n合计\t1\t91",
                &format!(
                    "{HEAD}培训次数\t≥4次\t6次\t50.0\t50.00\n培训人数\t≥90人\t81人\t50\t45\n总分\t—\t—\t100\t95"
                ),
                &format!(
                    "{HEAD}培训次数\t≥4次\t6次\t50\t50\n培训人数\t≥90人\t81人\t40\t35\n总分\t—\t—\t100\t95"
                ),
                &format!(
                    "{HEAD}培训次数\t≥4次\t6次\t50\t50\n培训人数\t≥90人\t81人\t—\t—\n总分\t—\t—\t100\t95"
                ),
                &format!(
                    "{HEAD}产出指标\t—\t—\t100\t95\n培训次数\t≥4次\t6次\t55\t50\n培训人数\t≥90人\t81人\t45\t45\n总分\t—\t—\t100\t95"
                ),
            ],
        );
    }
}
