//! Tables of three levels that lack a whole level: no 效益, no 满意度.

use super::has;
use super::sheet::{FEWEST_ROWS, sheets};
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 指标缺类.
const CODE: Code = Code("K115");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "指标缺类",
    severity: Severity::Warning,
    looks_for: "绩效报告里有一级、二级指标的指标表，从头到尾没有产出、效益或者满意度指标，疑似缺项。文中说明不适用、未设置的不算。",
    clause: "财预〔2020〕10号 附件2",
    wrong: "2021年度项目绩效自评报告\n一级指标\t二级指标\t三级指标\t指标值\t完成值\n产出指标\t数量指标\t培训次数\t≥4次\t6次\n产出指标\t数量指标\t培训人数\t≥90人\t98人\n产出指标\t质量指标\t培训合格率\t≥95%\t98%\n产出指标\t时效指标\t按期完成率\t100%\t100%\n产出指标\t成本指标\t培训成本\t≤5万元\t4.8万元\n效益指标\t社会效益指标\t持证人数\t≥80人\t86人",
    right: "2021年度项目绩效自评报告\n一级指标\t二级指标\t三级指标\t指标值\t完成值\n产出指标\t数量指标\t培训次数\t≥4次\t6次\n产出指标\t质量指标\t培训合格率\t≥95%\t98%\n产出指标\t时效指标\t按期完成率\t100%\t100%\n产出指标\t成本指标\t培训成本\t≤5万元\t4.8万元\n效益指标\t社会效益指标\t持证人数\t≥80人\t86人\n满意度指标\t服务对象满意度\t学员满意度\t≥90%\t96%",
    remedy: "补上缺的指标；确实不适用的，在正文里说明。",
    mends: false,
    look,
};

/// What a table has to have, and by which words it is known.
const NEEDED: [(&str, &[&str]); 3] = [
    ("产出指标", &["产出", "数量", "质量", "时效"]),
    ("效益指标", &["效益", "效果", "影响", "成效", "效能"]),
    ("满意度指标", &["满意", "好评"]),
];

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    if !reading.is_evaluation() {
        return;
    }
    let sheets = sheets(reading);
    let levelled: Vec<_> = sheets.iter().filter(|sheet| sheet.columns.has_levels()).collect();
    // A long table may be cut into several; what one lacks another has.
    let rows = || levelled.iter().flat_map(|sheet| &sheet.rows);
    let Some(first) = levelled.first().filter(|_| rows().count() > FEWEST_ROWS) else { return };
    let said = ["不适用", "未设", "没有设", "不设", "不涉及"];
    if reading.paragraphs.iter().any(|read| has(read.text(), &said)) {
        return;
    }
    let lacks = NEEDED.iter().filter(|(_, words)| {
        !rows().any(|row| {
            let texts = [row.first, row.second, Some(row.name.text)];
            texts.into_iter().flatten().any(|text| has(text, words))
        })
    });
    let lacks: Vec<&str> = lacks.map(|(name, _)| *name).collect();
    // A frame of another kind (投入, 过程) is not measured by this one.
    if lacks.is_empty() || lacks.len() == NEEDED.len() {
        return;
    }
    let head = first.header.and_then(|header| first.table.rows.get(header)?.first());
    let Some(cell) = head else { return };
    let message = format!("疑似缺项：指标表里没有{}", lacks.join("、"));
    findings.report(cell.paragraph, cell.range.clone(), message);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    const HEAD: &str = "一级指标\t二级指标\t三级指标\t指标值\t完成值\n";
    const OUTPUT: &str = "产出指标\t数量指标\t培训次数\t≥4次\t6次\n产出指标\t数量指标\t培训人数\t≥90人\t98人\n产出指标\t质量指标\t培训合格率\t≥95%\t98%\n产出指标\t时效指标\t按期完成率\t100%\t100%\n产出指标\t成本指标\t培训成本\t≤5万元\t4.8万元\n产出指标\t成本指标\t场地成本\t≤2万元\t1.8万元";

    #[test]
    fn a_level_that_is_nowhere_is_found() {
        let marked = HEAD.replacen("一级指标", "⟦一级指标⟧", 1);
        finds(&RULE, &[&format!("2021年度项目绩效自评报告\n{marked}{OUTPUT}")]);
    }

    #[test]
    fn tables_in_other_documents_and_levels_told_not_to_apply_are_right() {
        silent(
            &RULE,
            &[
                &format!("关于下达绩效目标的通知\n{HEAD}{OUTPUT}"),
                &format!(
                    "2021年度项目绩效自评报告\n本项目不涉及效益、满意度指标。\n{HEAD}{OUTPUT}"
                ),
            ],
        );
    }
}
