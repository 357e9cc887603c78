//! A vague word in front of a lower bound.

use crate::check::{Bound, Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 模糊词与界限并用.
const CODE: Code = Code("N012");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "模糊词与界限并用",
    severity: Severity::Warning,
    looks_for: "疑似“基本”“大致”与“……以上”并用，说不清达到没有。",
    clause: "表述准确",
    wrong: "社会公众满意度基本在90%以上，但还有待改进。",
    right: "社会公众满意度在90%以上，但还有待改进。",
    remedy: "写实际数值，或者删去模糊词。",
    mends: false,
    look,
};

const VAGUE: [&str; 6] = ["基本上", "基本", "大致", "大体", "大概", "差不多"];
const LEADING: [&str; 12] = [
    "稳定在",
    "保持在",
    "维持在",
    "控制在",
    "达到了",
    "达到",
    "达",
    "都在",
    "均在",
    "在",
    "都",
    "均",
];

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for read in reading.prose() {
        let text = read.text();
        for quantity in &read.quantities {
            let behind = &text[quantity.range.end..];
            let tail = ["及以上", "以上", "以下", "以内"].into_iter();
            let tail = tail.into_iter().find(|word| behind.starts_with(word));
            let signed = matches!(quantity.bound, Bound::Relation(_)) && tail.is_none();
            let mut words = text[..quantity.range.start].trim_end_matches(' ');
            if signed {
                words = words.trim_end_matches(['≥', '≤', '>', '<', '=']);
            }
            let words = LEADING.iter().find_map(|word| words.strip_suffix(word)).unwrap_or(words);
            let Some(vague) = VAGUE.iter().find(|word| words.ends_with(**word)) else { continue };
            let Some(tail) = tail else { continue };
            let start = words.len() - vague.len();
            let end = quantity.range.end + tail.len();
            let message = format!("疑似表述含糊：“{vague}”和“{tail}”并用，没有说清是否达到");
            findings.report(read.index, start..end, message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn vague_bounds_are_found() {
        finds(&RULE, &["满意度⟦基本在90%以上⟧，到课率⟦基本达到95%以上⟧。"]);
        silent(
            &RULE,
            &[
                "满意度在90%以上，任务基本完成。",
                "基本在岗20人，基本达到目标。",
                "基本工资在3000元以上。",
            ],
        );
    }
}
