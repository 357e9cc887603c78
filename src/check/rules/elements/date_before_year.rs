//! A report that is dated before the year it reports on.

use super::is_evaluation_report;
use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::proof::Kind;

/// 成文日期早于所报年度.
const CODE: Code = Code("D014");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "日期早于所报年度",
    severity: Severity::Warning,
    looks_for: "自评报告、工作总结、决算说明的成文日期在所报年度之前。",
    clause: "GB/T 9704-2012 7.3.5.4（成文日期）",
    wrong: "青禾县文化馆2021年工作总结\n全年工作已完成。\n青禾县文化馆\n2020年12月30日",
    right: "青禾县文化馆2021年工作总结\n全年工作已完成。\n青禾县文化馆\n2021年12月30日",
    remedy: "核对标题里的年度和成文日期。",
    mends: false,
    look,
};

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    let title = reading.title.trim();
    let looks_back = is_evaluation_report(reading)
        || ["总结", "述职报告", "决算说明"].iter().any(|end| title.ends_with(end));
    let Some(reported) = reading.year.filter(|_| looks_back) else { return };
    for read in reading.paragraphs.iter().filter(|read| read.paragraph.kind == Kind::Date) {
        for year in read.years.iter().filter(|year| year.year < reported) {
            let message = format!("成文日期是{}年，所报的是{reported}年", year.year);
            findings.report(read.index, year.range.clone(), message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn a_date_before_the_year_is_found() {
        finds(&RULE, &["2021年工作总结\n全年工作已完成。\n青禾县文化馆\n⟦2020年⟧12月30日"]);
    }

    #[test]
    fn plans_are_made_before_their_year() {
        silent(
            &RULE,
            &[
                "2022年工作计划\n继续努力。\n青禾县文化馆\n2021年12月30日",
                "2021年工作总结\n已完成。\n青禾县文化馆\n2022年1月5日",
                "2021年工作总结和2022年工作计划\n已完成。\n青禾县文化馆\n2021年12月30日",
            ],
        );
    }
}
