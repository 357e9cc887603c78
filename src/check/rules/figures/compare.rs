//! One quantity with different values: text against text, text against table.

use std::collections::BTreeMap;
use std::ops::Range;

use rust_decimal::Decimal;

use super::name;
use crate::check::{Findings, Quantity, Read, Reading, Rule};
use crate::diag::{Code, Severity};
use crate::proof::{Cell, Table};

/// 前后数字不一致.
const CODE: Code = Code("F105");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "前后数字不一致",
    severity: Severity::Error,
    looks_for: "同一个量（总支出、项目资金、三公经费、编制、实有人数、固定资产等一份文稿里只有一个的量）在正文各处、\
        正文和表里的值。讲上年、计划、累计、别的单位的，一句里两个年份的，不比。",
    clause: "算术；《党政机关公文处理工作条例》第十九条（表述准确）",
    wrong: "2021年项目资金共2656.13万元。\n项目总经费2698万元\t2118万元\n资金到位率100%\t100%",
    right: "2021年项目资金共2656.13万元。\n项目总经费2656.13万元\t2118万元\n资金到位率100%\t100%",
    remedy: "查原始凭证，把各处改成同一个数；不是同一个量的，把名称写得能分清。",
    mends: false,
    look,
};

/// Quantities of which a document has one, by the words their names may have. The first is what messages call it.
const UNIQUE: [&[&str]; 22] = [
    &["总支出", "支出总额", "全年总支出"],
    &["总收入", "收入总额", "全年总收入"],
    &["预算批复", "预算批复数", "批复预算"],
    &["年初预算", "年初预算数"],
    &["调整预算", "调整预算数", "调整后预算", "调整后预算数"],
    &["项目经费", "项目总经费", "项目资金", "项目资金总额", "项目预算"],
    &["三公经费", "三公经费支出", "“三公”经费", "“三公”经费支出"],
    &["公务接待费", "公务接待费支出"],
    &["公务用车运行维护费"],
    &["公务用车购置费"],
    &["因公出国（境）费用", "因公出国（境）费"],
    &["基本支出"],
    &["项目支出"],
    &["人员经费"],
    &["公用经费"],
    &["事业编制"],
    &["行政编制"],
    &["在职人员", "在职职工", "实有在职人员"],
    &["实有", "实有人数", "实有人员"],
    &["固定资产", "固定资产总额", "固定资产原值"],
    &["资产总额", "总资产"],
    &["项目总投资", "总投资"],
];

/// Words of a clause whose quantity is another one than the year's own.
const ELSEWHERE: [&str; 26] = [
    "上年",
    "去年",
    "上一年",
    "同比",
    "较",
    "比",
    "计划",
    "拟",
    "累计",
    "截至",
    "增加",
    "减少",
    "新增",
    "下达",
    "追加",
    "全县",
    "全市",
    "全省",
    "全区",
    "各",
    "每",
    "人均",
    "平均",
    "季度",
    "月",
    "占",
];

/// Where a value is said.
struct Said {
    paragraph: usize,
    range: Range<usize>,
    /// All values said there of the quantity: a row of a table gives target and result.
    values: Vec<Decimal>,
    last_place: Decimal,
    in_table: bool,
    /// The year it is said of; of a table nobody knows.
    year: Option<u16>,
}

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    let mut said: BTreeMap<(usize, String), Vec<Said>> = BTreeMap::new();
    for read in reading.prose() {
        for quantity in &read.quantities {
            if let Some((index, dimension)) = unique(read, quantity) {
                said.entry((index, dimension)).or_default().push(of_text(reading, read, quantity));
            }
        }
    }
    for table in reading.proof.tables.iter().filter(|table| !table.is_form) {
        of_table(reading, table, &mut said);
    }
    for ((index, _), places) in said {
        disagreements(reading, UNIQUE[index][0], &places, findings);
    }
}

/// Which unique quantity this is, with its dimension.
fn unique(read: &Read<'_>, quantity: &Quantity) -> Option<(usize, String)> {
    if !quantity.is_exact() || quantity.unit_name().is_empty() || quantity.is_percent() {
        return None;
    }
    let name = core(name(read, quantity));
    let index = UNIQUE.iter().position(|names| names.contains(&name))?;
    let sentence = read.sentence_at(quantity.range.start);
    let text = read.text();
    let clause = text[sentence.start..quantity.range.start]
        .rfind(['，', '；', '。', '：'])
        .map_or(sentence.start, |at| sentence.start + at);
    let words = &text[clause..quantity.range.start];
    if ELSEWHERE.iter().any(|word| words.contains(word)) || read.is_quoted(quantity.range.start) {
        return None;
    }
    if is_of_one_item(read, quantity) {
        return None;
    }
    (read.years_in(&sentence).len() < 2).then(|| (index, dimension(quantity)))
}

/// Words of what a whole unit has.
const WHOLES: [&str; 8] = ["总", "合计", "本年", "全年", "预算批复", "批复", "部门预算", "拨款"];

/// Whether it is a part of one item alone: 初中教育支出200万元，其中：基本支出200万元.
fn is_of_one_item(read: &Read<'_>, quantity: &Quantity) -> bool {
    let sentence = read.sentence_at(quantity.range.start);
    let Some(at) = read.text()[sentence.start..quantity.range.start].rfind("其中") else {
        return false;
    };
    let before = read.quantities_in(&(sentence.start..sentence.start + at));
    let whole = before.iter().rev().find(|each| each.same_dimension(quantity));
    whole.is_some_and(|whole| !WHOLES.iter().any(|word| name(read, whole).contains(word)))
}

/// Same dimension, same key.
fn dimension(quantity: &Quantity) -> String {
    format!("{:?}", quantity.unit.dimension)
}

/// A name without what only says whose and when.
fn core(name: &str) -> &str {
    let mut rest = name.trim();
    loop {
        let mut shorter =
            rest.trim_start_matches("其中").trim_start_matches(|c: char| c.is_ascii_digit());
        for word in [
            "年度",
            "年",
            "全年",
            "本年",
            "我单位",
            "我中心",
            "我局",
            "本单位",
            "单位",
            "实际",
            "现有",
            "现",
            "财政",
            "县",
            "的",
            "：",
            "，",
        ] {
            shorter = shorter.strip_prefix(word).unwrap_or(shorter);
        }
        if shorter.len() == rest.len() {
            return rest;
        }
        rest = shorter;
    }
}

/// The year a sentence speaks of: its own, else the first of its paragraph, else that of the report.
fn year_of(reading: &Reading<'_>, read: &Read<'_>, quantity: &Quantity) -> Option<u16> {
    let sentence = read.sentence_at(quantity.range.start);
    let own = read.years_in(&sentence).first().or_else(|| read.years.first());
    own.map(|year| year.year).or(reading.year)
}

fn of_text(reading: &Reading<'_>, read: &Read<'_>, quantity: &Quantity) -> Said {
    Said {
        paragraph: read.index,
        range: quantity.range.clone(),
        values: quantity.value().into_iter().collect(),
        last_place: super::last_place(quantity),
        in_table: false,
        year: year_of(reading, read, quantity),
    }
}

/// Rows whose first words are the name of a unique quantity, alone or with its target.
fn of_table(reading: &Reading<'_>, table: &Table, said: &mut BTreeMap<(usize, String), Vec<Said>>) {
    for row in table.body() {
        let Some(first) = row.first() else { continue };
        let own = |cell: &Cell| -> Vec<Quantity> {
            let read = &reading.paragraphs[cell.paragraph];
            read.quantities_in(&cell.range).to_vec()
        };
        let words = first.text.trim();
        let end = words
            .find(|c: char| c.is_ascii_digit() || "≥≤=<>＝".contains(c))
            .unwrap_or(words.len());
        let Some(index) = UNIQUE.iter().position(|names| names.contains(&core(&words[..end])))
        else {
            continue;
        };
        let quantities: Vec<Quantity> = row
            .iter()
            .flat_map(own)
            .filter(|each| !each.unit_name().is_empty() && !each.is_percent())
            .collect();
        let Some(lead) = quantities.first() else { continue };
        let values: Vec<Decimal> = quantities
            .iter()
            .filter(|each| each.same_dimension(lead))
            .filter_map(Quantity::value)
            .collect();
        let place = quantities.iter().map(super::last_place).max().unwrap_or_default();
        let said_here = Said {
            paragraph: first.paragraph,
            range: first.range.clone(),
            values,
            last_place: place,
            in_table: true,
            year: None,
        };
        said.entry((index, dimension(lead))).or_default().push(said_here);
    }
}

/// Reports the places that differ from the first one.
fn disagreements(reading: &Reading<'_>, name: &str, places: &[Said], findings: &mut Findings) {
    let Some((first, others)) = places.split_first() else { return };
    let text = |said: &Said| &reading.paragraphs[said.paragraph].text()[said.range.clone()];
    for other in others {
        let place = first.last_place.max(other.last_place);
        let same = |one: &Decimal| other.values.iter().any(|two| super::agree(*one, *two, place));
        let other_year = first.year.is_some() && other.year.is_some() && first.year != other.year;
        if other_year || first.values.iter().any(same) || first.paragraph == other.paragraph {
            continue;
        }
        let where_first = if first.in_table { "表里" } else { "前面" };
        let (said, at) = if other.in_table { (first, other) } else { (other, first) };
        let message = if other.in_table {
            format!(
                "疑似不一致：{name}，表里写的是“{}”，正文里是{}",
                text(other).trim(),
                text(first)
            )
        } else {
            format!(
                "疑似不一致：{name}，这里是{}，{where_first}是{}",
                text(said).trim(),
                text(at).trim()
            )
        };
        // Two sentences may speak of two things, and so may a sentence of another year than the report's.
        let sure =
            first.in_table != other.in_table && (said.year.is_none() || said.year == reading.year);
        findings.report(said.paragraph, said.range.clone(), message).severity(if sure {
            Severity::Error
        } else {
            Severity::Warning
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{findings, finds, silent};

    #[test]
    fn different_values_of_one_quantity_are_found() {
        finds(
            &RULE,
            &[
                "2021年总支出为2388.71万元，用于公务用车和会议服务。\n全年总支出⟦2398.71万元⟧，结余557.74万元。",
                "事业编制16人，实有14人。\n我中心事业编制⟦18人⟧，目前均已配齐。",
            ],
        );
        let found = findings(&RULE, RULE.wrong);
        assert_eq!(found.len(), 1);
        assert!(
            found[0].message.contains("2656.13万元") && found[0].message.contains("2698万元"),
            "{found:?}"
        );
    }

    #[test]
    fn other_years_scopes_and_things_are_left_alone() {
        silent(
            &RULE,
            &[
                "2021年总支出2388.71万元。\n2020年总支出2100万元，比上年增加。",
                "运行费用455.8461万元。\n公务用车运行维护费108.2万元。",
                "全年总支出700万元，其中：基本支出700万元。\n初中教育支出200万元，其中：基本支出200万元。",
                "2022年本单位公务接待费为2.4万元。\n2019年度决算情况如下。其中公务接待费为20.1万元。",
                "全县三公经费支出1200万元。\n三公经费支出537.77万元。",
                "总支出2388.71万元。\n总支出2389万元，其中项目支出2000万元。",
                "项目资金共2656.13万元。\n第一季度项目资金300万元。",
                "固定资产2219.88万元。\n新增固定资产54万元。",
            ],
        );
    }
}
