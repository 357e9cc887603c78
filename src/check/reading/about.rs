//! What a title says of its document: the year, the unit.

use super::year::years;

/// The year of a title: the first one, if there is one only or it is a period.
pub(super) fn year(title: &str) -> Option<u16> {
    let found = years(title, &[], &[]);
    let period = found.iter().find(|year| year.is_period);
    let only = || found.first().filter(|first| found.iter().all(|other| other.year == first.year));
    period.or_else(only).map(|year| year.year)
}

/// With what names of units end.
const ENDINGS: [&str; 26] = [
    "委员会",
    "办公室",
    "人民政府",
    "中心",
    "大队",
    "支队",
    "总队",
    "公司",
    "学校",
    "医院",
    "学院",
    "法院",
    "检察院",
    "协会",
    "联合会",
    "局",
    "委",
    "办",
    "厅",
    "部",
    "院",
    "所",
    "站",
    "处",
    "馆",
    "校",
];

/// What comes behind the unit in titles.
const BEHIND: [&str; 16] = [
    "关于", "项目", "部门", "单位", "整体", "绩效", "预算", "工作", "年度", "专项", "资金", "支出",
    "自评", "自查", "情况", "报告",
];

/// The unit of a title: `2021年度青禾县教育局部门整体支出绩效自评报告`.
pub(super) fn unit(title: &str) -> Option<String> {
    let start = years(title, &[], &[])
        .first()
        .filter(|year| year.range.start == 0)
        .map_or(0, |year| year.range.end);
    let rest = title.get(start..)?.trim();
    let mut end = BEHIND.iter().filter_map(|word| rest.find(word)).filter(|at| *at > 0).min()?;
    // 青禾县财政局2024年度…
    if let Some(digit) = rest.find(|c: char| c.is_ascii_digit()) {
        end = end.min(digit);
    }
    let name = rest.get(..end)?;
    let known = ENDINGS.iter().any(|ending| name.ends_with(ending));
    (known && name.chars().count() >= 4).then(|| name.to_owned())
}
