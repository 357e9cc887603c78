//! Short names that only a county knows, where they first stand.

use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 首次用简称.
const CODE: Code = Code("W014");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "首次用简称",
    severity: Severity::Hint,
    looks_for: "外地看不懂的机构简称（卫体局、治超办等少数几个），全文没有全称、也没有“以下简称”。通行的简称（人大、政协、财政局等）不查。",
    clause: "《党政机关公文处理工作条例》第九条（发文机关用全称或者规范化简称）；简称首次出现用全称的通行要求",
    wrong: "对治超办办公用房进行续租。",
    right: "对县治理车辆超限超载工作领导小组办公室（以下简称治超办）办公用房进行续租，治超办已经搬入。",
    remedy: "首次出现写全称，后面注“（以下简称××）”。",
    mends: false,
    look,
};

/// A short name, what stands for it in most counties, and words of the full name by which it is known.
const SHORT: [(&str, &str, &str); 5] = [
    ("卫体局", "卫生健康和体育局", "卫生健康和体育局"),
    ("治超办", "治理车辆超限超载工作领导小组办公室", "超限超载"),
    ("创卫办", "创建国家卫生城市工作领导小组办公室", "卫生城"),
    ("创城办", "创建文明城市工作领导小组办公室", "文明城"),
    ("综改办", "综合改革工作领导小组办公室", "综合改革"),
];

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for (short, full, known) in SHORT {
        let mut first = None;
        for read in &reading.paragraphs {
            let text = read.text();
            if text.contains(known) || text.contains("简称") && text.contains(short) {
                first = None;
                break;
            }
            if first.is_none() && read.paragraph.is_prose() {
                let at =
                    text.match_indices(short).map(|(at, _)| at).find(|at| !read.is_quoted(*at));
                first = at.map(|at| (read.index, at..at + short.len()));
            }
        }
        if let Some((paragraph, range)) = first {
            let message = format!("“{short}”首次出现就用简称");
            let help = format!("首次出现写全称（如“{full}”），后面注“（以下简称{short}）”");
            findings.report(paragraph, range, message).help(help);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn a_local_short_name_is_found_once() {
        finds(
            &RULE,
            &["能源局及⟦治超办⟧办公用房已续租，治超办已搬入。\n⟦卫体局⟧搬迁至河西新医院对面。"],
        );
    }

    #[test]
    fn names_that_are_explained_or_known_are_left_alone() {
        silent(
            &RULE,
            &[
                "县卫生健康和体育局已经搬迁，卫体局原址移交。",
                "县人大、县政协、县医保局、文旅局均已搬入。",
                "领导小组办公室（以下简称治超办）设在交通局，治超办负责协调。",
            ],
        );
    }
}
