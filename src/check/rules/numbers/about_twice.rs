//! A rough number or a bound said twice.

use crate::check::{Findings, Reading, Rule};
use crate::diag::{Code, Severity};

/// 约数重复.
const CODE: Code = Code("N011");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "约数重复",
    severity: Severity::Warning,
    looks_for: "“约……左右”“近……余”“超过……以上”“不超过……以内”等前后重复。",
    clause: "通行体例",
    wrong: "参会人员约300人左右。",
    right: "参会人员约300人。",
    remedy: "前后只留一个。",
    mends: false,
    look,
};

const ABOUT: [&str; 7] = ["大约", "大概", "大致", "将近", "接近", "约", "近"];
const MORE: [&str; 10] =
    ["不低于", "不少于", "不小于", "超过", "高于", "大于", "多于", "至少", "最少", "逾"];
const LESS: [&str; 8] = ["不超过", "不高于", "不大于", "不多于", "至多", "最多", "低于", "少于"];

/// Words that end like one of those in front.
const OTHER_WORDS: [&str; 26] = [
    "节约", "条约", "合约", "预约", "签约", "违约", "制约", "契约", "公约", "履约", "续约", "失约",
    "解约", "特约", "简约", "集约", "邀约", "立约", "附近", "最近", "靠近", "邻近", "临近", "就近",
    "远近", "新近",
];

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for read in reading.written().filter(|read| !read.paragraph.is_cell()) {
        let text = read.text();
        for quantity in &read.quantities {
            let words = text[..quantity.range.start].trim_end_matches(' ');
            if OTHER_WORDS.iter().any(|word| words.ends_with(word)) {
                continue;
            }
            let behind = &text[quantity.range.end..];
            let inner = &text[quantity.digits.end..quantity.range.end];
            let more = ["多", "余"].into_iter().find(|word| inner.starts_with(word));
            let more = more.map(|word| (word, quantity.digits.end + word.len()));
            let tail = |list: &[&'static str]| {
                let found = list.iter().find(|word| behind.starts_with(**word));
                found.map(|word| (*word, quantity.range.end + word.len()))
            };
            let front = |list: &[&'static str]| {
                // 不超过 ends with 超过.
                let found = list.iter().find(|word| words.ends_with(**word));
                found.filter(|word| !words[..words.len() - word.len()].ends_with('不')).copied()
            };
            // 近5年左右 and 近10多年来 speak of time gone by.
            let time = ["年", "月", "个月", "天", "日", "周"].contains(&quantity.unit_name());
            let about = front(&ABOUT).filter(|word| *word != "近" || !time);
            let twice = about
                .and_then(|word| Some((word, more.or_else(|| tail(&["左右", "上下", "余"]))?)))
                .or_else(|| Some((front(&LESS)?, tail(&["以内", "之内", "以下"])?)))
                .or_else(|| Some((front(&MORE)?, more.or_else(|| tail(&["以上"]))?)));
            if let Some((word, (last, end))) = twice {
                let range = words.len() - word.len()..end.max(quantity.range.end);
                let message = format!("“{word}”和“{last}”重复");
                findings.report(read.index, range, message);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn what_is_said_twice_is_found() {
        finds(
            &RULE,
            &[
                "参会人员⟦约300人左右⟧，服务群众⟦近500余人⟧，覆盖⟦约20多个⟧村。",
                "满意度⟦不低于90%以上⟧，用时⟦不超过5天以内⟧，⟦超过100人以上⟧。",
            ],
        );
    }

    #[test]
    fn words_that_look_alike_are_left_alone() {
        silent(
            &RULE,
            &[
                "共节约100多万元，近10多年来稳步发展，附近200余户受益。",
                "满意度达90%以上，用时不超过5天，约300人，300人左右。",
                "不低于90%，超过50人的以上单位，超过上年100多万元。",
            ],
        );
    }
}
