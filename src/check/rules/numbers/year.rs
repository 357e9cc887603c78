//! Years that are not the year of the report.

use super::series::{Series, series};
use crate::check::{Findings, Read, Reading, Rule, Year};
use crate::diag::{Code, Severity};

/// 年度不一致.
const CODE: Code = Code("N001");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "年度不一致",
    severity: Severity::Warning,
    looks_for: "与报告年度不同的年度：并列各项都写报告年度，只有一项写成别的年度（错误）；表头写的是别的年度；书名号里是别的年度（提示）。比较、历史、规划、结转、日期等说得通的都不算。",
    clause: "报告年度前后一致",
    wrong: "2021年度青禾县教育局部门整体支出绩效自评报告\n（1）2021年预算批复2946.45万元。\n（2）2021年固定资产共2219.88万元。\n（3）2020年项目共12个，已全部完成。",
    right: "2021年度青禾县教育局部门整体支出绩效自评报告\n（1）2021年预算批复2946.45万元。\n（2）2021年固定资产共2219.88万元。\n（3）2021年项目共12个，已全部完成。",
    remedy: "核对是否应为报告年度；确为其他年度的，写明与报告年度的关系。",
    mends: false,
    look,
};

/// Words that explain another year in the same sentence.
const EXPLAINING: [&str; 34] = [
    "结转",
    "上年",
    "去年",
    "同比",
    "环比",
    "相比",
    "较",
    "比",
    "增长",
    "下降",
    "增加",
    "减少",
    "历年",
    "往年",
    "以来",
    "以前",
    "以后",
    "年初",
    "年底",
    "年末",
    "截至",
    "截止",
    "成立",
    "印发",
    "规划",
    "计划",
    "十三五",
    "十四五",
    "跨年",
    "遗留",
    "延续",
    "立项",
    "建成",
    "以上年度",
];

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    let Some(year) = reading.year else { return };
    for series in series(reading) {
        judge(&series, year, findings);
    }
    table_heads(reading, year, findings);
    if reading.title.contains("年度") || reading.is_evaluation() || reading.proof.year.is_some() {
        quoted_periods(reading, year, findings);
    }
}

/// The one that begins with another year than all the others.
fn judge(series: &Series<'_, '_>, year: u16, findings: &mut Findings) {
    let (same, other): (Vec<_>, Vec<_>) =
        series.openings.iter().partition(|opening| opening.year.year == year);
    let ([other], true) = (other.as_slice(), same.len() >= 2) else { return };
    if other.year.dated || is_explained(other.read, other.year) {
        return;
    }
    let written = &other.read.text()[other.year.range.clone()];
    let message = format!("并列各项都写{year}年，这一项写“{written}”，疑似年度有误");
    let found = findings.report(other.read.index, other.year.range.clone(), message);
    found.severity(Severity::Error);
}

/// Whether words of the sentence give the other year a reason.
fn is_explained(read: &Read<'_>, year: &Year) -> bool {
    let sentence = &read.text()[read.sentence_at(year.range.start)];
    let behind = &read.text()[year.range.end..];
    let spans = ["至", "到", "—", "－", "-", "～", "、", "和", "与", "及", "或", "（"];
    EXPLAINING.iter().any(|word| sentence.contains(word))
        || spans.iter().any(|span| behind.starts_with(span))
}

/// Years of title and header of a table that are all of an earlier year.
fn table_heads(reading: &Reading<'_>, year: u16, findings: &mut Findings) {
    for table in &reading.proof.tables {
        let head = table.rows.get(table.head.clone()).unwrap_or_default();
        let mut places: Vec<usize> = table.title.into_iter().collect();
        places.extend(head.iter().flatten().map(|cell| cell.paragraph));
        // A faked row is one paragraph with several cells.
        places.dedup();
        let reads: Vec<&Read<'_>> =
            places.iter().filter_map(|at| reading.paragraphs.get(*at)).collect();
        let years =
            || reads.iter().flat_map(|read| read.years.iter().map(move |year| (read, year)));
        let Some((read, first)) = years().next() else { continue };
        let alone = years().all(|(_, other)| other.year == first.year);
        let compares = ["上年", "同比", "增减", "比较", "历年", "结转", "对比", "规划"];
        let explained =
            reads.iter().any(|read| compares.iter().any(|word| read.text().contains(word)));
        let earlier = first.year < year && !first.quoted && !first.dated;
        if alone && earlier && !explained && !is_explained(read, first) {
            let message = format!("报告年度是{year}年，表头写的是{}年", first.year);
            findings.report(read.index, first.range.clone(), message);
        }
    }
}

/// Names of documents of another year, which may have been left over from the last report.
fn quoted_periods(reading: &Reading<'_>, year: u16, findings: &mut Findings) {
    for read in reading.prose() {
        for found in read.years.iter().filter(|found| found.is_period && found.year < year) {
            let at = found.range.start;
            if !read.is_in_title(at) {
                continue;
            }
            let message = format!("书名号里写的是{}年度，报告年度是{year}年度", found.year);
            let help = "核对文件名称；文件确是那一年度的，不用改。";
            findings
                .report(read.index, found.range.clone(), message)
                .help(help)
                .severity(Severity::Hint);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, severities, silent};

    const TITLE: &str = "2021年度青禾县教育局部门整体支出绩效自评报告\n";

    fn titled(text: &str) -> String {
        format!("{TITLE}{text}")
    }

    #[test]
    fn a_sibling_of_another_year_and_a_quoted_period_are_found() {
        let siblings = titled(
            "（1）2021年预算批复2946.45万元。\n（2）2021年固定资产共2219.88万元。\n（3）三公经费支出。\n（4）⟦2020年⟧我单位项目共12个。",
        );
        let quoted = titled("根据《关于开展⟦2020年度⟧成本统计调查的通知》精神，进行了培训。");
        finds(&RULE, &[&siblings, &quoted]);
        let plain = siblings.replace(['⟦', '⟧'], "");
        assert_eq!(severities(&RULE, &plain), [Severity::Error]);
        assert_eq!(severities(&RULE, &quoted.replace(['⟦', '⟧'], "")), [Severity::Hint]);
    }

    #[test]
    fn years_that_are_explained_are_left_alone() {
        for text in [
            "（1）2021年预算批复2946.45万元。\n（2）2021年资产共2219.88万元。\n（3）2020年结转资金12万元。",
            "（1）2021年预算批复2946.45万元。\n（2）2021年资产共2219.88万元。\n（3）2020年10月开工。",
            "1.2019年完成立项。\n2.2020年完成主体。\n3.2021年竣工。",
            "2021年，我局完成城镇新增就业4200人，比2020年增加200人。",
            "执行《关于进一步规范2020年以后结转结余资金管理的通知》（青财预〔2020〕12号）。",
            "依据《2022年度预算编制通知》编制预算，并做好衔接。",
        ] {
            silent(&RULE, &[&titled(text)]);
        }
    }
}
