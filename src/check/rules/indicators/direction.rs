//! Targets that ask for the wrong way: satisfaction with ≤, complaints with ≥.

use std::ops::Range;

use rust_decimal::Decimal;

use super::clause;
use super::row::Row;
use super::sheet::sheets;
use super::words::{Direction, direction};
use crate::check::{Bound, Findings, Quantity, Read, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::scoring::Relation;

/// 指标方向相反.
const CODE: Code = Code("K101");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "指标方向相反",
    severity: Severity::Error,
    looks_for: "越高越好的指标（满意度、合格率、及时率等）写了≤、<，越低越好的指标（投诉率、差错率、成本等）写了≥、>。\
                预算执行率写≤100%只作警告。评分标准里的分档、名称看不出方向的指标不算。",
    clause: "财预〔2020〕10号；财预〔2021〕101号",
    wrong: "后勤保障人员配备数≥5人，物资采购及时率≤100%。",
    right: "后勤保障人员配备数≥5人，物资采购及时率≥95%。",
    remedy: "越高越好的指标写≥，越低越好的写≤；要求全部做到的写=100%。",
    mends: false,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for sheet in sheets(reading) {
        for row in &sheet.rows {
            in_row(row, findings);
        }
    }
    for read in reading.prose() {
        for quantity in &read.quantities {
            in_prose(read, quantity, findings);
        }
    }
}

fn in_row(row: &Row<'_>, findings: &mut Findings) {
    let Some((relation, amount)) = row.limit() else { return };
    if matches!(relation, Relation::Plain | Relation::Equal) {
        return;
    }
    let Some(target) = &row.target else { return };
    let Some(direction) = direction(row.name.text) else { return };
    let whole = is_percent(amount.unit()) && amount.number() == Decimal::ONE_HUNDRED;
    let shown = match row.nature {
        Some(nature) if !nature.is_empty() => format!("{nature}{}", target.text),
        _ => target.text.to_owned(),
    };
    if turned(direction, relation, whole) {
        report(findings, target.paragraph, target.range.clone(), direction, row.name.text, &shown);
    }
}

/// In running text only signs are taken for targets: “低于95%的” is a condition or a fact.
fn in_prose(read: &Read<'_>, quantity: &Quantity, findings: &mut Findings) {
    let Bound::Relation(relation) = quantity.bound else { return };
    let text = read.text();
    let before = text[..quantity.range.start].trim_end();
    let Some((_, length)) = Relation::trailing(before) else { return };
    let start = before.len() - length;
    let sign = &text[start..before.len()];
    // 低于 and the like are conditions and facts as often as targets.
    if sign.chars().any(char::is_alphabetic) {
        return;
    }
    let name = &text[quantity.name.clone()];
    let Some(direction) = direction(name).filter(|direction| *direction != Direction::Cost) else {
        return;
    };
    let whole = quantity.is_percent() && quantity.number == Decimal::ONE_HUNDRED;
    if turned(direction, relation, whole)
        && !name.contains(['≤', '≥', '<', '>', '＜', '＞'])
        && !is_grading(read, quantity)
    {
        let range = start..quantity.range.end;
        let shown = text[range.clone()].to_owned();
        report(findings, read.index, range, direction, last_clause(name), &shown);
    }
}

/// Whether a sentence says what is given for which value: 满意度<80%的，不得分.
fn is_grading(read: &Read<'_>, quantity: &Quantity) -> bool {
    let behind = read.text()[quantity.range.end..].trim_start();
    let sentence = &read.text()[clause(read.text(), quantity.range.start)];
    ["的", "时", "得", "扣", "则", "为", "≤", "<", "~", "～"]
        .iter()
        .any(|word| behind.starts_with(word))
        || ["得分", "扣分", "不得", "记分", "计分", "扣", "分；", "评为", "如果", "若"]
            .iter()
            .any(|word| sentence.contains(word))
        || read.is_quoted(quantity.range.start)
}

fn last_clause(name: &str) -> &str {
    let start = name.char_indices().rev().nth(15).map_or(0, |(at, _)| at);
    &name[start..]
}

/// Whether a relation asks for the wrong way. `whole` is 100%.
fn turned(direction: Direction, relation: Relation, whole: bool) -> bool {
    let upper = relation.is_upper_limit();
    let lower = matches!(relation, Relation::AtLeast | Relation::MoreThan);
    match direction {
        Direction::Higher => upper,
        Direction::Full | Direction::Execution => upper && whole,
        Direction::Lower | Direction::Cost => lower,
    }
}

fn report(
    findings: &mut Findings,
    paragraph: usize,
    range: Range<usize>,
    direction: Direction,
    name: &str,
    shown: &str,
) {
    let message = match direction {
        Direction::Higher | Direction::Full => {
            format!("“{name}”越高越好，目标却写成“{shown}”，做得再差也算达标")
        }
        Direction::Execution => format!("“{name}”写成“{shown}”，执行多少都算达标"),
        Direction::Lower | Direction::Cost => {
            format!("“{name}”越低越好，目标却写成“{shown}”，方向反了")
        }
    };
    let reported = findings.report(paragraph, range, message);
    if direction == Direction::Execution {
        reported
            .severity(Severity::Warning)
            .help("预算执行率一般写≥95%或者=100%；要控制支出不超预算的，另设成本指标。");
    }
}

fn is_percent(unit: &str) -> bool {
    matches!(unit, "%" | "％")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, severities, silent};

    #[test]
    fn targets_of_tables_and_clauses_are_judged() {
        finds(
            &RULE,
            &[
                "指标名称\t目标值\t完成值\n服务对象满意度\t⟦≤100%⟧\t90%\n设备故障率\t⟦≥5%⟧\t3%\n项目总成本\t⟦不低于20万元⟧\t18万元",
                "预算执行率⟦≤100%⟧    81%\n资金到位率100%    100%\n接待人数1000人    1000人\n任务完成及时率⟦<95%⟧    100%\n任务完成率100%    100%",
                "后勤保障人员配备数>=5人，物资采购及时率⟦<=100%⟧；召开会议3次。",
            ],
        );
    }

    #[test]
    fn execution_rates_are_a_matter_of_opinion() {
        let table = "指标名称\t目标值\t完成值\n预算执行率\t≤100%\t81%";
        assert_eq!(severities(&RULE, table), [Severity::Warning]);
    }

    #[test]
    fn right_targets_conditions_and_gradings_are_left_alone() {
        silent(
            &RULE,
            &[
                "指标名称\t目标值\t完成值\n产品不合格率\t≤2%\t1%\n抗菌药物使用率\t≤60%\t41%\n节约项目成本\t≥5万元\t6万元\n“三公”经费预算执行率\t≤100%\t90%\n平均等候时间\t≤15分钟\t11分钟",
                "群众满意度低于80%的窗口，取消年度评优资格。",
                "满意度≥90%得10分，80%≤满意度<90%得8分，满意度<80%不得分。",
                "目标完成率<60%的，该项指标按零计。",
                "档案数字化加工质量抽检差错率目标值为≤0.3%，实际差错率为0.18%。",
                "抽检合格率低于95%，比上年下降2个百分点。",
            ],
        );
    }
}
