//! Tables of indicators without header, levels, weights and scores.

use super::has;
use super::sheet::{FEWEST_ROWS, Sheet, foreign_sheets};
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 指标表要素不全.
const CODE: Code = Code("K106");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "指标表要素不全",
    severity: Severity::Error,
    looks_for: "绩效报告里的指标表没有表头，或者既没有一级、二级指标，又没有分值、得分。\
                不到五行的小表、另附了完整自评表的不算。",
    clause: "财预〔2020〕10号 附件1",
    wrong: "2021年度项目绩效自评报告\n预算执行率100%    81%\n资金到位率100%    100%\n接待人数1000人    1000人\n任务完成及时率100%    100%\n服务对象满意度≥90%    95%",
    right: "2021年度项目绩效自评报告\n一级指标\t二级指标\t三级指标\t指标值\t完成值\t分值\t得分\n产出指标\t数量指标\t接待人数\t≥1000人\t1000人\t20\t20\n产出指标\t时效指标\t任务完成及时率\t100%\t100%\t20\t20\n产出指标\t时效指标\t资金到位率\t100%\t100%\t20\t20\n产出指标\t成本指标\t项目总成本\t≤26万元\t21万元\t20\t20\n满意度指标\t服务对象满意度\t服务对象满意度\t≥90%\t95%\t20\t20",
    remedy: "按项目支出绩效自评表列一级指标、二级指标、三级指标、指标值、完成值、分值、得分、偏差原因。",
    mends: false,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    let has_form = reading.proof.tables.iter().any(|table| table.is_form);
    if !reading.is_evaluation() || has_form {
        return;
    }
    let elsewhere = |text: &str| text.contains("自评表") && has(text, &["附", "见"]);
    if reading.prose().any(|read| elsewhere(read.text())) {
        return;
    }
    let complete = |sheet: &Sheet<'_>| sheet.columns.has_levels() && sheet.columns.weight.is_some();
    if foreign_sheets(reading).any(complete) {
        return;
    }
    for sheet in foreign_sheets(reading).filter(|sheet| sheet.rows.len() >= FEWEST_ROWS) {
        let Some(message) = missing(sheet) else { continue };
        let first = sheet.table.rows.get(sheet.header.unwrap_or(0)).and_then(|row| row.first());
        let Some(cell) = first else { continue };
        findings.report(cell.paragraph, cell.range.clone(), message);
    }
}

/// What a table lacks; `None` where it says enough.
fn missing(sheet: &Sheet<'_>) -> Option<String> {
    let columns = &sheet.columns;
    if sheet.header.is_none() {
        return Some("指标表没有表头，一级、二级指标和分值、得分都没有列".to_owned());
    }
    if columns.has_levels() || columns.weight.is_some() || columns.score.is_some() {
        return None;
    }
    let reason = if columns.reason.is_none() { "、偏差原因" } else { "" };
    Some(format!("指标表没有一级、二级指标，也没有分值、得分{reason}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    const TITLE: &str = "2021年度项目绩效自评报告\n";

    #[test]
    fn tables_without_header_or_scores_are_found_once() {
        finds(
            &RULE,
            &[
                &format!(
                    "{TITLE}⟦预算执行率100%⟧    81%\n资金到位率100%    100%\n接待人数1000人    1000人\n任务完成及时率100%    100%\n节能宣传次数3次    3次"
                ),
                &format!(
                    "{TITLE}⟦绩效指标⟧\t目标值\t完成值\n培训次数\t≥4次\t6次\n培训人数\t≥9人\t9人\n合格率\t≥95%\t98%\n及时率\t100%\t100%\n满意度\t≥90%\t95%"
                ),
            ],
        );
    }

    #[test]
    fn small_tables_other_tables_and_other_documents_are_left_alone() {
        silent(
            &RULE,
            &[
                &format!("{TITLE}绩效指标\t目标值\t完成值\n培训次数\t≥4次\t6次\n合格率\t≥95%\t98%"),
                &format!(
                    "{TITLE}公务接待费    156.94万元\n因公出国（境）费    0万元\n公务用车购置费    272.63万元\n公务用车运行维护费    108.2万元\n“三公”经费    537.77万元"
                ),
                &format!(
                    "{TITLE}城镇化率    49.0%\n失业率    3.5%\n参保率    98.5%\n入学率    100%\n普及率    97.2%"
                ),
                "关于做好培训工作的通知\n预算执行率100%    81%\n资金到位率100%    100%\n接待人数1000人    1000人\n任务完成及时率100%    100%\n节能宣传次数3次    3次",
            ],
        );
    }
}
