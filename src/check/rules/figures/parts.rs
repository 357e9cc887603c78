//! A total and its parts that do not add up, in prose.

use rust_decimal::Decimal;

use super::composition::{Composition, Way, compositions};
use super::{apart, in_unit_of, last_place, name, whole};
use crate::check::{Findings, Quantity, Read, Reading, Rule};
use crate::diag::{Code, Severity};

/// 分项与总数不符.
const CODE: Code = Code("F101");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "分项与总数不符",
    severity: Severity::Error,
    looks_for: "“共……，其中A……、B……”“A……、B……，合计……”“C……（C1……，C2……）”里的分项之和与总数。\
        “其中”可以只列一部分，列的是调入调出、增减等变动数的，不当作分项；各数四舍五入造成的尾差不算。",
    clause: "算术；《党政机关公文处理工作条例》第十九条（表述准确）",
    wrong: "公务用车费380.83万元，其中公务用车购置费272.63万元、公务用车运行维护费118.2万元。",
    right: "公务用车费380.83万元，其中公务用车购置费272.63万元、公务用车运行维护费108.2万元。",
    remedy: "核对总数和各个分项，改正错的那个数。",
    mends: false,
    look,
};

/// Parts that make up a whole between them, whatever the text says: if one of each is listed, all are.
const WHOLES: [&[&str]; 14] = [
    &["接待", "出国", "用车"],
    &["基本支出", "项目支出"],
    &["购置费", "运行"],
    &["人员经费", "公用经费"],
    &["男", "女"],
    &["财政拨款", "其他资金"],
    &["税收收入", "非税收入"],
    &["第一产业", "第二产业", "第三产业"],
    &["出口", "进口"],
    &["城镇人口", "乡村人口"],
    &["行政编制", "事业编制", "工勤"],
    &["本地", "外出"],
    &["夏粮", "秋粮"],
    &["新增债券", "再融资"],
];

/// A list of 其中 that comes this near to its total, in percent, is meant to be complete, where it gives cents.
const NEAR: Decimal = Decimal::ONE;

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for read in reading.prose() {
        let found = compositions(read);
        for composition in &found {
            judge(read, composition, findings);
        }
        whole::look(read, &found, findings);
    }
}

fn judge(read: &Read<'_>, composition: &Composition, findings: &mut Findings) {
    let total = &read.quantities[composition.total];
    let parts: Vec<&Quantity> =
        composition.parts.iter().map(|index| &read.quantities[*index]).collect();
    let Some(whole) = total.value() else { return };
    let values: Option<Vec<Decimal>> = parts.iter().map(|part| part.value()).collect();
    let Some(values) = values else { return };
    let others = others(read, composition);
    if let Some((part, largest)) = parts.iter().zip(&values).find(|(_, value)| **value > whole) {
        if others.iter().any(|other| other >= largest) {
            return;
        }
        let message = format!("分项“{}”比总数{}还大", shown(read, part), shown(read, total));
        findings.report(read.index, part.range.clone(), message);
        return;
    }
    if parts.len() < 2 {
        return;
    }
    let Some(sum) = values.iter().try_fold(Decimal::ZERO, |sum, value| sum.checked_add(*value))
    else {
        return;
    };
    // Beside numbers with decimals a whole one is exact: nobody rounds one of them alone.
    let all = || parts.iter().copied().chain([total]);
    let decimal = all().filter(|quantity| quantity.number.scale() > 0).map(last_place).max();
    let place = decimal.unwrap_or_else(|| last_place(total));
    let rounding = place * Decimal::from(parts.len() as u64 + 1) / Decimal::TWO;
    let Some(difference) = apart(sum, whole) else { return };
    // Numbers without decimals that are counted, such as people, are not rounded.
    let counted = !total.is_money()
        && total.number.scale() == 0
        && parts.iter().all(|part| part.number.scale() == 0);
    let near = |difference: Decimal| difference.is_zero() || !counted && difference <= rounding;
    let of_other = others.iter().filter_map(|other| apart(sum, *other)).any(near);
    if near(difference) || of_other {
        return;
    }
    let Some(severity) = severity(read, composition, &parts, sum > whole, difference, whole) else {
        return;
    };
    let message = format!(
        "{}个分项合计{}，总数是{}，差{}",
        parts.len(),
        in_unit_of(total, sum),
        &read.text()[total.range.clone()],
        in_unit_of(total, difference)
    );
    findings.report(read.index, total.range.clone(), message).severity(severity);
}

/// The other amounts that 其中 may be said of: those of the kind of the total in the sentence in front of it.
fn others(read: &Read<'_>, composition: &Composition) -> Vec<Decimal> {
    if composition.way != Way::Among {
        return Vec::new();
    }
    let total = &read.quantities[composition.total];
    let sentence = read.sentence_at(total.range.start);
    read.quantities_in(&(sentence.start..total.range.start))
        .iter()
        .filter(|other| other.same_dimension(total))
        .filter_map(Quantity::value)
        .collect()
}

/// How bad it is that the parts do not add up; `None` where they need not.
fn severity(
    read: &Read<'_>,
    composition: &Composition,
    parts: &[&Quantity],
    above: bool,
    difference: Decimal,
    whole: Decimal,
) -> Option<Severity> {
    let names: Vec<&str> = parts.iter().map(|part| name(read, part)).collect();
    let complete = WHOLES.iter().any(|set| {
        set.len() == names.len()
            && set.iter().all(|word| names.iter().any(|name| name.contains(word)))
    });
    // People, things and acres may be counted in several of the parts.
    let money = parts.iter().all(|part| part.is_money());
    match composition.way {
        Way::Colon | Way::Behind => Some(Severity::Error),
        _ if complete || money && above => Some(Severity::Error),
        Way::Brackets => Some(Severity::Warning),
        Way::Among => {
            let near = difference.checked_mul(Decimal::ONE_HUNDRED)? <= whole.checked_mul(NEAR)?;
            let cents = parts.iter().any(|part| part.number.scale() > 1);
            (money && near && cents).then_some(Severity::Warning)
        }
    }
}

/// A quantity with the words that name it.
fn shown(read: &Read<'_>, quantity: &Quantity) -> String {
    let name = name(read, quantity).trim_start_matches("其中").trim_start_matches(['：', '，']);
    format!("{name}{}", &read.text()[quantity.range.clone()])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, severities, silent};

    #[test]
    fn totals_that_their_parts_do_not_make_are_found() {
        finds(
            &RULE,
            &[
                "“三公”经费支出⟦26.40万元⟧，其中公务接待费5.14万元、因公出国（境）费0万元、公务用车购置及运行维护费22.25万元。",
                "三公经费支出⟦537.77万元⟧，其中公务接待费156.94万元、因公出国（境）费用0万元、公务用车购置及运行费370.83万元。",
                "共有公务用车⟦13辆⟧：轿车5辆、客车7辆。",
                "购置电脑12台、打印机3台，合计⟦16台⟧。",
                "用车费⟦380.83万元⟧（公务用车购置费272.63万元，公务用车运行维护费118.2万元）。",
                "全年培训120人，其中党员⟦130人⟧、群众20人。",
                "全年投入⟦1860万元⟧，新建校舍3栋。其中，上级资金1200万元、县级配套960万元。",
                "手术6820台次，其中三级手术⟦8960台次⟧，增长5%。",
                "总收入3.28亿元，增长10.1%，其中医疗收入⟦29.1亿元⟧，财政补助0.31亿元。",
                "总支出⟦1000万元⟧。其中：基本支出600万元，项目支出300万元。",
            ],
        );
    }

    #[test]
    fn totals_that_agree_or_need_not_are_left_alone() {
        silent(
            &RULE,
            &[
                "三公经费支出537.77万元，其中公务接待费156.94万元、因公出国（境）费用0万元、公务用车购置及运行费380.83万元(公务用车购置费272.63万元，公务用车运行维护费108.2万元)。",
                "2021年固定资产共2219.88万元，其中：无偿划拨调出13.89万元，无偿划拨调入211.61万元，处置54.05万元。",
                "现有职工120人，其中女职工48人、党员66人、少数民族9人。",
                "全年支出1286.5万元，其中机房运行412.36万元、网络租赁385.12万元。",
                "到位资金10亿元，其中中央3.33亿元、省级3.33亿元、市级3.33亿元。",
                "基础设施投资223.7亿元，其中，水利投资140.6亿元，电力投资64.2亿元，交通投资18.3亿元。",
                "受灾81.3万亩，其中成灾62.8万亩、绝收43.6万亩。",
                "前5个月收入8736万元，增收546万元。其中：税收收入8039万元，增收300万元。",
                "亩产409.6公斤。其中夏粮4.1万吨，秋粮21.5万吨。",
                "完成年初预算的27.8%。其中：运行费3.4万元，完成年初预算的100%；接待费3.1万元，完成年初预算的15.5%。",
                "收到来信12件，其中重复件3件、匿名件1件。",
            ],
        );
    }

    #[test]
    fn a_list_that_may_be_open_is_only_suspected() {
        let text = "全年支出1286.5万元，其中机房运行612.36万元、网络租赁664.12万元。";
        assert_eq!(severities(&RULE, text), [Severity::Warning]);
        assert_eq!(severities(&RULE, RULE.wrong), [Severity::Error]);
    }
}
